"""Tables: consecutive rows of tab-separated cells, their caption, unit and header."""

from __future__ import annotations

import re

from generator.model import Cell, Document, Span, Table
from generator.outline.lines import Line, is_title

_UNIT = re.compile(r"[（(]?(?:计量)?单位[：:]([^）)\t　]{1,30})[）)]?")
_NUMBER = re.compile(r"[-—]?[0-9][0-9.,]*[%‰]?$")


def find_tables(document: Document, lines: list[Line]) -> tuple[Table, ...]:
    tables: list[Table] = []
    i = 0
    contents = [p.span for p in document.provisions if p.role == "contents"]
    while i < len(lines):
        if not lines[i].tabbed or any(s.start <= lines[i].start < s.end for s in contents):
            i += 1
            continue
        end = i
        while end < len(lines) and (
            lines[end].tabbed
            or (end + 1 < len(lines) and lines[end + 1].tabbed and not lines[end].number and len(lines[end].text) <= 12 and not is_title(lines[end].text)
                and not _UNIT.search(lines[end].text) and not lines[end].text.endswith("情况"))
        ):
            end += 1
        tables.append(_table(document, lines, i, end, len(tables) + 1))
        i = end
    return tuple(tables)


def _table(document: Document, lines: list[Line], first: int, last: int, n: int) -> Table:
    provision = document.provision_at(lines[first].start)
    caption, unit, caption_span = "", "", None
    k = first - 1
    start = lines[first].start
    while k >= 0 and k >= first - 3:
        line = lines[k]
        if m := _UNIT.search(line.text):
            unit = m[1]
        elif is_title(line.text) or (not line.number and len(line.text) <= 40 and not re.search(r"[。；：，]", line.text)):
            caption, caption_span = line.text, line.span
            break
        else:
            break
        k -= 1
    rows: list[list[Cell]] = []
    width = 0
    for r in range(first, last):
        at = lines[r].start
        row = []
        for c, raw in enumerate(lines[r].text.split("\t")):
            row.append(Cell(raw.strip(), Span(at, at + len(raw)), r - first, c))
            at += len(raw) + 1
        rows.append(row)
        width = max(width, len(row))
    if not unit:
        for row in rows[:2]:
            for cell in row:
                if m := _UNIT.search(cell.text):
                    unit = m[1]
    header_rows = 0
    for row in rows:
        if any(_NUMBER.match(cell.text) for cell in row) or header_rows >= 2:
            break
        if header_rows and not row[0].text == "":
            break
        header_rows += 1
    header_rows = min(header_rows, max(len(rows) - 1, 0))
    cells = tuple(
        Cell(c.text, c.span, c.row, c.column, 1, 1, c.row < header_rows) for row in rows for c in row
    )
    return Table(f"t{n}", provision.id, provision.part, caption, unit, Span(start, lines[last - 1].end), cells, len(rows), width, header_rows, caption_span)
