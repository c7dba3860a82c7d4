"""Tables of notices: header, merged and missing cells, captions, units."""

from __future__ import annotations

import pytest
from conftest import document_of, load_specs

from generator.model import Cell, Table
from generator.outline.grid import build_grid, cut_row


def shown(cell: Cell) -> str:
    marks = [f"↓{cell.rowspan}"] * (cell.rowspan > 1) + [f"→{cell.colspan}"] * (cell.colspan > 1)
    return " ".join(filter(None, [("#" if cell.header else "") + str(cell.column), cell.text, *marks]))


def rows_of(table: Table) -> list[str]:
    return [" | ".join(shown(cell) for cell in table.cells if cell.row == row) for row in range(table.rows)]


@pytest.mark.parametrize("case", load_specs("tables"))
def test_tables(case: dict) -> None:
    found = document_of(case["text"]).tables
    assert [rows_of(table) for table in found] == [expected["rows"] for expected in case["tables"]]
    for name in ("caption", "unit", "header_rows"):
        assert [getattr(table, name) for table in found] == [expected[name] for expected in case["tables"]], name


def test_clauses_are_not_found_inside_a_table() -> None:
    document = document_of("任务清单\n\n序号\t任务\n一、规划\n1\t编制\n二、建设\n2\t修路\n\n一、保障措施\n")
    assert [p.id for p in document.provisions if p.number] == ["p1-1"]


def test_table_belongs_to_the_clause_it_stands_in() -> None:
    document = document_of("某县方案\n\n一、目标\n\n（一）季度目标\n\n季度\t目标\n一季度\t5\n\n（二）要求\n")
    (table,) = document.tables
    assert (table.provision, table.part) == ("p1-1-1", "p1")
    assert document.text[table.span.start : table.span.end] == "季度\t目标\n一季度\t5"


def test_grid_of_rows_of_any_length() -> None:
    text = "甲\t乙\n\t\n丙\n1\t2\t3\t4\n\t\t\t\t\t\n"
    rows, start = [], 0
    for line in text.split("\n")[:-1]:
        rows.append(cut_row(text, start, start + len(line)))
        start += len(line) + 1
    grid = build_grid(rows)
    assert grid.rows == 5 and {cell.text for cell in grid.cells} >= {"甲", "乙", "丙", "1", "4"}
