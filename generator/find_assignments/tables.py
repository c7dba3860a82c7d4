"""Assignments told by a table: a column headed 牵头单位, 责任部门, 配合单位 …"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.find_assignments.labels import column_roles
from generator.find_assignments.statement import Reading, read_cell
from generator.model import Cell, Document, Role, Span, Table

_SPACE = re.compile(r"\s+")
_LONGEST_HEADER = 40


def table_statements(document: Document) -> Iterator[tuple[Span, Reading]]:
    """The names in every column that a header gives a role, cell by cell.

    The statement of a name runs from the header row that gives its role to its cell, since only both together
    say who does what. A header repeated further down (a table over two pages) starts the columns anew.
    """
    previous: tuple[tuple[str, ...], int] | None = None
    for table in document.tables:
        columns: dict[int, tuple] = {}
        opening = table.span.start
        for row, cells in _rows(table):
            headed = {cell.column: roles for cell in cells if (roles := _roles_of(cell))}
            if headed and (row < max(table.header_rows, 1) or _is_header(cells, columns)):
                header = tuple(_SPACE.sub("", cell.text) for cell in cells)
                if row == 0 and previous and previous[0] == header:
                    opening = previous[1]
                elif not columns:
                    opening = cells[0].span.start
                previous = (header, opening)
                columns = columns | headed
                continue
            for cell in cells:
                roles = columns.get(cell.column)
                if roles and cell.text.strip():
                    reading = read_cell(document.text, cell.span.start, cell.span.end, roles)
                    if reading.named:
                        yield Span(opening, cell.span.end), reading


def _roles_of(header: Cell) -> tuple[Role, ...]:
    """The roles that a header cell gives to its column."""
    return column_roles(_SPACE.sub("", header.text)) if len(header.text) <= _LONGEST_HEADER else ()


def _rows(table: Table) -> Iterator[tuple[int, list[Cell]]]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    for row in sorted(rows):
        yield row, sorted(rows[row], key=lambda c: c.column)


def _is_header(cells: list[Cell], columns: dict[int, tuple]) -> bool:
    """Whether a row below repeats the header: every cell of it is short and names no body's value."""
    return all(len(cell.text) <= 12 and "：" not in cell.text for cell in cells) and (
        not columns or any(_roles_of(cell) for cell in cells)
    )
