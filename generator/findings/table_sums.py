"""Columns of a table that do not add up while its other columns do.

In a table of receipts by quarter, taxes and other receipts make up the total in three quarters and miss it in the
fourth. Which rows add up to which is not written in a table; it is taken from the figures: rows of one measure whose
sum is the first row's figure in most columns divide it in all. The same holds of columns beside one headed 合计.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.findings.view import Observation, View, number_words, shorten
from generator.model import Cell, Span, Table

_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_TOTAL = re.compile(r"合计|总计|小计|总量|总数|全[州市省县区国旗盟]|^计$")
_SHARE = re.compile(r"[%％‰]|百分|占比|比重|进度|增[幅速长]|排名|序号")
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of figures, which may be a row or a column of the table."""

    label: str
    measure: str
    cells: Mapping[int, Cell]
    """Figures by the position they share with those of other lines."""


def table_sum_findings(view: View) -> Iterator[Observation]:
    for table in view.document.tables:
        rows = _rows(table)
        groups: dict[str, list[_Row]] = defaultdict(list)
        for row in rows:
            if not _SHARE.search(row.measure):
                groups[row.measure].append(row)
        for group in groups.values():
            yield from _sums(view, table, group)


def _rows(table: Table) -> list[_Row]:
    """The table's rows of figures; a label holds for the rows below it that have none, a measure stands beside it."""
    by_row: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        if not cell.header and cell.row >= table.header_rows:
            by_row[cell.row].append(cell)
    rows = []
    label = ""
    for number in sorted(by_row):
        cells = sorted(by_row[number], key=lambda c: c.column)
        words = [c for c in cells if c.text and not _NUMBER.fullmatch(c.text)]
        figures = {c.column: c for c in cells if _NUMBER.fullmatch(c.text)}
        if not words:
            continue
        # A blank first cell goes on with the label above it.
        if words[0].column == 0 or not label:
            label = _SPACE.sub("", words[0].text)
        measure = _SPACE.sub("", words[1].text) if len(words) > 1 and words[1].column == 1 else ""
        if words[0].column == 1:
            measure = _SPACE.sub("", words[0].text)
        if figures:
            rows.append(_Row(label, measure or _unit(table, label), figures))
    return rows


def _unit(table: Table, label: str) -> str:
    return table.unit or ("%" if _SHARE.search(table.caption + label) else "")


def _sums(view: View, table: Table, group: Sequence[_Row]) -> Iterator[Observation]:
    if len(group) < 3:
        return
    total, parts = group[0], group[1:]
    if _TOTAL.search(group[-1].label) and not _TOTAL.search(total.label):
        total, parts = group[-1], group[:-1]
    if _SHARE.search(total.measure) or any(row.label == total.label for row in parts):
        return
    agreeing, differing = [], []
    for column in sorted(total.cells):
        if not all(column in row.cells for row in parts):
            continue
        written = [row.cells[column].text for row in parts]
        figure, parts_sum = _value(total.cells[column].text), sum(_value(w) for w in written)
        fits = abs(figure - parts_sum) <= _tolerance([*written, total.cells[column].text])
        (agreeing if fits else differing).append((column, figure, parts_sum))
    # Two columns that add up could be chance only for round figures; a zero adds up to anything.
    if len(agreeing) < 2 or len(differing) >= len(agreeing) or all(figure == 0 for _, figure, _ in agreeing):
        return
    for column, figure, parts_sum in differing:
        span = total.cells[column].span
        yield view.observe(
            "table-sum-differs",
            span,
            provision=table.provision,
            related=_related(view, [span, *(row.cells[column].span for row in parts)]),
            caption=shorten(table.caption, 30),
            column=_heading(table, column),
            parts="、".join(f"「{row.label}」" for row in parts[:4]) + ("…" if len(parts) > 4 else ""),
            sum=number_words(parts_sum),
            row=total.label,
            total=number_words(figure),
            others=str(len(agreeing)),
        )


def _heading(table: Table, column: int) -> str:
    headers = [c.text for c in table.cells if c.header and c.column <= column < c.column + c.colspan and c.text]
    return " ".join(dict.fromkeys(headers)) or str(column + 1)


def _related(view: View, spans: Sequence[Span]) -> list[str]:
    return [target.id for span in spans for target in view.targets_in(span)]


def _value(written: str) -> float:
    return float(written.replace(",", ""))


def _tolerance(written: Sequence[str]) -> float:
    places = max(len(w.partition(".")[2]) for w in written)
    return (len(written) - 1) * 0.5 * 10**-places + 1e-9 if places else 1e-9
