"""Tables: where they begin and end, their caption and unit."""

from __future__ import annotations

import re

from generator.model import Document, Span, Table
from generator.outline.grid import Piece, build_grid, cut_row, is_label_row
from generator.outline.lines import UNIT_LINE, Line, is_title

_UNIT = re.compile(r"(?:计量)?单位[：:][ ]?([^）\s：]{1,20})")
_CONTINUED = re.compile(r"（?续(?:表|上表)?[0-9]*）?$|.{2,60}（续表?[0-9]*）$")
_TABLE_NUMBER = re.compile(r"(?:附)?表[ ]?[0-9一二三四五六七八九十]")
_LABEL_LENGTH = 12
_OUTSIDE = {"contents", "furniture", "front"}


def find_tables(document: Document, lines: list[Line]) -> tuple[Table, ...]:
    """Runs of rows with tabs between their cells, in reading order; 「续表」 and a repeated header go on with the table above."""
    if "\t" not in document.text:
        return ()
    tables: list[Table] = []
    i = 0
    while i < len(lines):
        if not lines[i].tabbed or document.provision_at(lines[i].start).role in _OUTSIDE:
            i += 1
            continue
        rows = {k: cut_row(document.text, lines[k].start, lines[k].end) for k in _rows(lines, i)}
        i = max(rows) + 1
        for part in _split(rows):
            pieces = [rows[k] for k in part]
            tables.append(_table(document, lines, part, pieces, len(tables) + 1))
    return tuple(tables)


def _rows(lines: list[Line], i: int) -> list[int]:
    """Indexes of the rows of the run that begins at line ``i``."""
    rows = [i]
    k = i + 1
    while k < len(lines):
        line = lines[k]
        if line.tabbed:
            rows.append(k)
            k += 1
            continue
        below = k + 1 < len(lines) and lines[k + 1].tabbed
        if below and _CONTINUED.match(line.text):
            k += 1
        elif below and _is_label(line, lines[rows[0]], lines[k + 1]):
            rows.append(k)
            k += 1
        else:
            break
    return rows


def table_lines(lines: list[Line]) -> set[int]:
    """Indexes of the untabbed lines inside tables: numbers there begin no clauses."""
    inside: set[int] = set()
    i = 0
    while i < len(lines):
        if not lines[i].tabbed:
            i += 1
            continue
        rows = _rows(lines, i)
        inside.update(k for k in range(i, rows[-1] + 1) if not lines[k].tabbed)
        i = rows[-1] + 1
    return inside


def _is_label(line: Line, header: Line, below: Line) -> bool:
    """Whether an untabbed line between two rows heads those below it: 「分县市」, 「一、规划」 over 「1⇥编制规划⇥…」."""
    if line.in_table:
        return True
    if (
        line.sentence
        or UNIT_LINE.match(line.text)
        or line.text.endswith(("：", "情况"))
        or below.text.split("\t") == header.text.split("\t")
    ):
        return False
    if line.number is None:
        return line.plain and len(line.text) <= _LABEL_LENGTH and not is_title(line.text, weak=True)
    first = below.text.split("\t", 1)[0].strip()
    return (
        len(line.text) <= 2 * _LABEL_LENGTH
        and first.isascii()
        and first.isdigit()
        and below.text.count("\t") == header.text.count("\t")
    )


def _split(cut: dict[int, list[Piece]]) -> list[list[int]]:
    """Two tables run together are parted at a second header: cells without figures under figures, unlike the first header.

    ``cut`` are the pieces of each row by the index of its line.
    """
    rows = list(cut)
    parts: list[list[int]] = [[]]
    for n, i in enumerate(rows):
        current = parts[-1]
        if len(current) > 2 and n + 1 < len(rows) and _is_second_header(cut, current, i, rows[n + 1]):
            parts.append([i])
        else:
            current.append(i)
    return parts


def _is_second_header(cut: dict[int, list[Piece]], above: list[int], i: int, below: int) -> bool:
    row, first = cut[i], cut[above[0]]
    if is_label_row(row) or len(row) < 3 or not row[0].text or any(piece.value for piece in row):
        return False
    if sum(bool(piece.text) for piece in row) < max(3, len(row) - 1):
        return False
    figures = any(piece.value for piece in cut[above[-1]][1:])
    if not figures or not any(piece.value for piece in cut[below][1:]) or any(piece.value for piece in first[1:]):
        return False
    return [piece.text for piece in row] != [piece.text for piece in first]


def _table(document: Document, lines: list[Line], rows: list[int], pieces: list[list[Piece]], n: int) -> Table:
    grid = build_grid(pieces)
    caption, caption_span, unit = _above(document, lines, rows[0])
    if not unit:
        heads = [piece.text for row in pieces[: max(grid.header_rows, 1)] for piece in row]
        unit = next((m[1] for text in (caption, *heads) if (m := _UNIT.search(text))), "")
    start = lines[rows[0]].start
    provision = document.provision_at(start)
    return Table(
        id=f"t{n}",
        provision=provision.id,
        part=provision.part,
        caption=caption,
        unit=unit,
        span=Span(start, lines[rows[-1]].end),
        cells=grid.cells,
        rows=grid.rows,
        columns=grid.columns,
        header_rows=grid.header_rows,
        caption_span=caption_span,
    )


def _above(document: Document, lines: list[Line], first: int) -> tuple[str, Span | None, str]:
    """Caption, its span and unit from the lines over the table: 「…分解表」 「单位：万元」 in either order."""
    unit = ""
    for k in range(first - 1, max(first - 4, -1), -1):
        line = lines[k]
        if m := UNIT_LINE.match(line.text):
            unit = unit or m[1].strip()
            continue
        title = document.provision_at(line.start)
        if (
            title.id == title.part
            and title.heading_span
            and title.heading_span.start <= line.start < title.heading_span.end
        ):
            return title.heading, title.heading_span, unit
        if _is_caption(line):
            return line.text, line.span, unit
        break
    return "", None, unit


def _is_caption(line: Line) -> bool:
    if line.tabbed or line.sentence or line.date or len(line.text) > 70:
        return False
    if _TABLE_NUMBER.match(line.text):
        return True
    return (
        line.plain
        and not line.text.endswith(("：", "，"))
        and (is_title(line.text, weak=True) or line.text.endswith("情况") or 4 <= len(line.text) <= 40)
    )
