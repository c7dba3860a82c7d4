"""Tables that lost cells: short rows, and words where a column of figures should be."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from generator.findings.view import Observation, View, shorten
from generator.model import Cell, Span, Table

_FIGURE = re.compile(r"[-—/]|-?\d[\d,.]*(?:[%％‰]|[\u4e00-\u9fff]{0,3})")
_PERIOD = re.compile(r"[一二三四1-4]季度?|\d{1,2}月|\d{4}年|[上下]半年|前三季度|全年")
_SPACE = re.compile(r"\s")
# Lines under a table that are set as rows, and rows that name a group of rows.
_REMARK = re.compile(r"^(?:注|备注|说明|单位|填表|制表)[：:]?")


def table_findings(view: View) -> Iterator[Observation]:
    for table in view.document.tables:
        rows: dict[int, list[Cell]] = defaultdict(list)
        for cell in table.cells:
            for row in range(cell.row, cell.row + cell.rowspan):
                rows[row].append(cell)
        yield from _short_rows(view, table, rows)
        yield from _shifted_columns(view, table)


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
    span = Span(rows[short[0]][0].span.start, rows[short[0]][-1].span.end)
    yield view.observe(
        "table-row-short",
        span,
        provision=table.provision,
        caption=_caption(table),
        columns=str(table.columns),
        rows=(f"{shown}{len(short)} 行", f"{shown} ({len(short)})"),
    )


def _stands_alone(cells: list[Cell]) -> bool:
    """A heading or a remark inside the table: one text, or one and nothing else."""
    texts = [cell.text for cell in cells if cell.text]
    return len(texts) <= 1 or bool(_REMARK.match(texts[0]))


def _shifted_columns(view: View, table: Table) -> Iterator[Observation]:
    """A column headed by a period that holds words in every row, while the other periods hold figures."""
    heads: dict[int, str] = {}
    for cell in table.cells:
        if (cell.header or cell.row < table.header_rows) and cell.text:
            heads[cell.column] = _SPACE.sub("", cell.text)
    periods = [column for column, text in heads.items() if _PERIOD.search(text)]
    below: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        if cell.row >= table.header_rows and not cell.header and cell.text:
            below[cell.column].append(cell)
    figures = {c for c in periods if below[c] and all(_FIGURE.fullmatch(cell.text) for cell in below[c])}
    for column in periods:
        cells = below[column]
        if not cells or any(_FIGURE.fullmatch(cell.text) for cell in cells):
            continue
        if len(figures) >= 2 and column == min(periods):
            yield view.observe(
                "table-columns-shifted",
                Span(cells[0].span.start, cells[-1].span.end),
                provision=table.provision,
                related=[target.id for target in view.targets_in(table.span)],
                caption=_caption(table),
                column=heads[column],
                text="、".join(dict.fromkeys(_SPACE.sub("", cell.text) for cell in cells[:3])),
            )


def _label(cells: list[Cell]) -> str:
    return shorten(next((cell.text for cell in sorted(cells, key=lambda c: c.column) if cell.text), ""), 16)


def _caption(table: Table) -> str:
    return shorten(table.caption, 30) or table.id
