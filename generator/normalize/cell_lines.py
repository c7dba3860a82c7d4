"""Tables that a web page lost: every cell on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.normalize.draft import Draft, Edit

_LINE = re.compile(r"[^\n]+")
_SERIAL_COLUMN = re.compile(r"(?:序号|编号)")
_LABEL = re.compile(r"[\u4e00-\u9fff（）()/、]{2,16}")
_KNOWN_LABELS = re.compile(r"任务|内容|项目|措施|事项|目标|指标|单位|部门|责任|时限|时间|进度")
_FEWEST_COLUMNS, _MOST_COLUMNS = 3, 8
_FEWEST_ROWS = 2
_MOST_SURPLUS = 12
"""Lines that the first cell behind the serial number may have more than one: a task in several paragraphs."""
_LONGEST_CELL = 80
"""Characters of the cells behind it, which name bodies, dates and figures."""


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    """Without the white space around it."""


def join_cell_lines(draft: Draft) -> None:
    """One line a row again: 「序号⏎任务⏎责任单位⏎1⏎建成公园3个⏎市城管局⏎2⏎…」, whose rows begin with 1, 2, 3.

    Where a row has fewer cells than the header, nothing tells which is missing, and the lines stay as they are.
    """
    if not _SERIAL_COLUMN.search(draft.text):
        return
    lines = [_Line(m.start(), m.end(), m[0].strip(" \t\u3000\xa0")) for m in _LINE.finditer(draft.text)]
    lines = [line for line in lines if line.text]
    edits: list[Edit] = []
    i = 0
    while i < len(lines):
        rows = _table(lines, i) if _SERIAL_COLUMN.fullmatch(_squeezed(lines[i])) else []
        if rows:
            edits += _joined(rows)
            i = lines.index(rows[-1][-1][-1], i)
        i += 1
    draft.apply(edits)


def _squeezed(line: _Line) -> str:
    return re.sub(r"[ \u3000\xa0]", "", line.text)


def _table(lines: list[_Line], i: int) -> list[list[list[_Line]]]:
    """Rows of cells of lines of the table whose header begins at ``i``; empty when there is none."""
    size = _header_size(lines, i)
    if not size:
        return []
    rows = [[[line] for line in lines[i : i + size]]]
    at, serial = i + size, 1
    while at < len(lines) and lines[at].text == str(serial):
        following = _find(lines, str(serial + 1), at + size, at + size + _MOST_SURPLUS)
        end = following or at + size
        cells = lines[at + 1 : end]
        if len(cells) < size - 1:
            return []
        surplus = len(cells) - (size - 1)
        if any("\t" in cell.text for cell in cells) or any(len(c.text) > _LONGEST_CELL for c in cells[surplus + 1 :]):
            return []
        rows.append([[lines[at]], cells[: surplus + 1], *([cell] for cell in cells[surplus + 1 :])])
        at, serial = end, serial + 1
        if not following:
            break
    # A number between that begins no row shows that some row has fewer cells.
    if _find(lines, str(serial), at - size + 1, at + 1):
        return []
    return rows if len(rows) > _FEWEST_ROWS else []


def _header_size(lines: list[_Line], i: int) -> int:
    """Columns of the header that begins at ``i``, 0 when the lines there are none."""
    first = _find(lines, "1", i + _FEWEST_COLUMNS, i + _MOST_COLUMNS + 1)
    if not first:
        return 0
    labels = [_squeezed(line) for line in lines[i + 1 : first]]
    is_header = all(map(_LABEL.fullmatch, labels)) and any(map(_KNOWN_LABELS.search, labels))
    return first - i if is_header else 0


def _find(lines: list[_Line], text: str, begin: int, end: int) -> int:
    """The first line from ``begin`` to before ``end`` that says ``text``; 0 when there is none."""
    return next((i for i in range(begin, min(end, len(lines))) if lines[i].text == text), 0)


def _joined(rows: list[list[list[_Line]]]) -> Iterator[Edit]:
    last: _Line | None = None
    for row in rows:
        for column, cell in enumerate(row):
            for part, line in enumerate(cell):
                if last is not None:
                    between = "" if part else "\t" if column else "\n"
                    yield Edit(last.end, line.start, between)
                last = line
