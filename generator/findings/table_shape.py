"""Tables that lost cells: short rows, and a period without any figure while the other periods have theirs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from generator.findings.view import Observation, View, shorten
from generator.model import Cell, Span, Table

_FIGURE = re.compile(r"-?\d[\d,.]*(?:[%％‰]|[\u4e00-\u9fff]{0,3})")
_PERIOD = re.compile(r"[一二三四1-4]季度?|\d{1,2}月|\d{4}年|[上下]半年|前三季度|全年")
_SPACE = re.compile(r"\s")
# Lines under a table that are set as rows.
_REMARK = re.compile(r"^(?:注|备注|说明|单位|填表|制表)[：:]?")


def table_findings(view: View) -> Iterator[Observation]:
    for table in view.document.tables:
        rows: dict[int, list[Cell]] = defaultdict(list)
        for cell in table.cells:
            for row in range(cell.row, cell.row + cell.rowspan):
                rows[row].append(cell)
        yield from _short_rows(view, table, rows)
        yield from _empty_periods(view, table)


def _short_rows(view: View, table: Table, rows: dict[int, list[Cell]]) -> Iterator[Observation]:
    width = {number: sum(cell.colspan for cell in cells) for number, cells in rows.items()}
    body = [number for number in sorted(rows) if number >= table.header_rows]
    usual, count = Counter(width[number] for number in body).most_common(1)[0] if body else (0, 0)
    # Where most rows differ from the widest one, the layout is something else than rows with holes.
    if usual != table.columns or count * 3 < len(body) * 2:
        return
    short = [n for n in body if width[n] < table.columns and not _stands_alone(rows[n])]
    if not short:
        return
    names = [_label(rows[number]) for number in short]
    shown = "、".join(f"「{name}」" for name in names[:3]) + ("等" if len(names) > 3 else "")
    own = [cell for cell in rows[short[0]] if cell.row == short[0]] or rows[short[0]]
    yield view.observe(
        "table-row-short",
        Span(own[0].span.start, own[-1].span.end),
        provision=table.provision,
        caption=_caption(table),
        columns=str(table.columns),
        rows=(f"{shown}{len(short)} 行", f"{shown} ({len(short)})"),
    )


def _stands_alone(cells: list[Cell]) -> bool:
    """A heading or a remark inside the table."""
    texts = [cell.text for cell in cells if cell.text]
    return len(texts) <= 1 or bool(_REMARK.match(texts[0]))


def _empty_periods(view: View, table: Table) -> Iterator[Observation]:
    """A column headed by a period that holds no figure, while every other period has one in every row."""
    heads: dict[int, Cell] = {}
    for cell in table.cells:
        if (cell.header or cell.row < table.header_rows) and cell.text:
            heads[cell.column] = cell
    body = [cell for cell in table.cells if not cell.header and cell.row >= table.header_rows]
    rows = {cell.row for cell in body if _FIGURE.fullmatch(cell.text)}
    columns = [column for column, head in heads.items() if _PERIOD.search(_SPACE.sub("", head.text))]
    below: dict[int, list[Cell]] = defaultdict(list)
    for cell in body:
        for column in range(cell.column, cell.column + cell.colspan):
            if cell.text:
                below[column].append(cell)
    full = [c for c in columns if {cell.row for cell in below[c] if _FIGURE.fullmatch(cell.text)} == rows]
    for column in columns:
        figures = [cell for cell in below[column] if any(c.isdigit() for c in cell.text)]
        if figures or len(full) < 2 or len(full) != len(columns) - 1:
            continue
        words = "、".join(dict.fromkeys(_SPACE.sub("", cell.text) for cell in below[column][:3]))
        yield view.observe(
            "table-period-empty",
            heads[column].span,
            provision=table.provision,
            related=[target.id for target in view.targets_in(table.span)],
            caption=_caption(table),
            column=_SPACE.sub("", heads[column].text),
            state=(f"只有文字「{words}」", f"holds only the words 「{words}」") if words else ("是空的", "is empty"),
        )


def _label(cells: list[Cell]) -> str:
    return shorten(next((cell.text for cell in sorted(cells, key=lambda c: c.column) if cell.text), ""), 16)


def _caption(table: Table) -> str:
    return shorten(table.caption, 30) or table.id
