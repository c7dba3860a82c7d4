"""Tables of any file as lines: one row a line, a tab between cells."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPACE = re.compile(r"\s+")


def row_line(cells: Iterable[str]) -> str:
    """A row of the text; what breaks inside a cell becomes a space, a cell covered by a merged one is empty."""
    return "\t".join(_SPACE.sub(" ", cell).strip() for cell in cells)


def table_lines(rows: Iterable[Iterable[tuple[str, int, int]]]) -> list[str]:
    """Lines for rows of (text, columns, rows) cells: a merged cell is followed, across and down, by empty ones."""
    lines: list[str] = []
    below: dict[int, int] = {}
    """Column → rows that a cell above still reaches down."""
    for row in rows:
        cells: list[str] = []
        waiting = list(row)
        while waiting or any(column >= len(cells) for column in below):
            column = len(cells)
            if below.get(column):
                below[column] -= 1
                if not below[column]:
                    del below[column]
                cells.append("")
                continue
            if not waiting:
                if any(c > column for c in below):
                    cells.append("")
                    continue
                break
            text, columns, deep = waiting.pop(0)
            for k in range(min(max(columns, 1), 100)):
                if deep > 1:
                    below[len(cells)] = min(deep, 1000) - 1
                cells.append(text if k == 0 else "")
        lines.append(row_line(cells))
    return lines
