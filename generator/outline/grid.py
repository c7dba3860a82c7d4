"""From rows of tab-separated text to cells: header rows, merged and missing cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from generator.model import Cell, Span

_VALUE = re.compile(r"[-—–+<>≥≤]?[0-9][0-9.,，]*(?:%|‰|[万亿]?元)?$")
_MOSTLY_EMPTY = 0.4
"""Share of empty cells from which a text column right of the labels is one of cells merged down."""


class Piece(NamedTuple):
    """The text between two tabs."""

    text: str
    span: Span

    @property
    def value(self) -> bool:
        return bool(_VALUE.match(self.text))


@dataclass(frozen=True, slots=True)
class Grid:
    cells: tuple[Cell, ...]
    rows: int
    columns: int
    header_rows: int


def cut_row(text: str, start: int, end: int) -> list[Piece]:
    """The cells of the row ``text[start:end]``, without white space at their ends."""
    pieces = []
    for raw in text[start:end].split("\t"):
        stripped = raw.strip(" 　")
        lead = len(raw) - len(raw.lstrip(" 　")) if stripped else 0
        pieces.append(Piece(stripped, Span(start + lead, start + lead + len(stripped))))
        start += len(raw) + 1
    return pieces


def is_label_row(row: list[Piece]) -> bool:
    """A row with text in its first cell only heads those below it: 「分县市」."""
    return bool(row[0].text) and not row[0].value and not any(piece.text for piece in row[1:])


def build_grid(rows: list[list[Piece]]) -> Grid:
    """Cells with their spans over rows and columns.

    A label or text that stands once for several rows leaves the cells below it empty: those become its rowspan. An empty cell
    in a column of figures is a missing figure and stays.
    """
    header = header_rows(rows)
    columns = max(map(len, rows))
    labels = _label_columns(rows[header:], columns)
    placed, columns = _place(rows, header, labels, columns)
    grid = _Merger(placed, header, columns, labels)
    return Grid(grid.cells(), len(rows), columns, header)


def header_rows(rows: list[list[Piece]]) -> int:
    """Rows at the top without figures; below the first only those whose first cell is empty, merged down from it."""
    count = 0
    for row in rows[:4]:
        if any(piece.value for piece in row[1:]) or len(row) < 2 or row[0].value:
            break
        if count and row[0].text:
            break
        if count and not any(piece.text for piece in row):
            break
        count += 1
    if count > 1 and not any(piece.value for row in rows[count:] for piece in row[1:]):
        # Without figures anywhere a row under the header with an empty first cell is one of the body.
        count = 1
    return min(count, len(rows) - 1)


def _label_columns(body: list[list[Piece]], columns: int) -> int:
    """Columns of text at the left of the figures."""
    full = [row for row in body if not is_label_row(row)]
    for column in range(columns):
        cells = [row[column] for row in full if column < len(row) and row[column].text]
        if (
            cells
            and sum(piece.value for piece in cells) * 2 > len(cells)
            and not (column == 0 and columns > 1 and _counts(cells))
        ):
            return column
    return columns


def _counts(cells: list[Piece]) -> bool:
    """Whether the figures of a first column are only 1, 2, 3 …"""
    values = [int(piece.text) for piece in cells if piece.text.isascii() and piece.text.isdigit()]
    return len(values) == len(cells) and values == list(range(1, len(values) + 1))


def _place(rows: list[list[Piece]], header: int, labels: int, columns: int) -> tuple[list[dict[int, Piece]], int]:
    """Each row's pieces by column; rows that lost a label cell are moved to the right."""
    if 0 < labels < columns:
        # A header with one empty corner over two columns of labels stands one column too far left.
        for row in rows[:header]:
            corner = next((i for i, piece in enumerate(row) if piece.text), len(row))
            if 0 < corner < labels and len(row) <= columns:
                columns = max(columns, len(row) + labels - corner)
    placed: list[dict[int, Piece]] = []
    for r, row in enumerate(rows):
        shift = lead = 0
        if 0 < labels < columns and len(row) < columns and not is_label_row(row):
            lead = next((i for i, piece in enumerate(row) if piece.value or (r < header and piece.text)), len(row))
            if lead < labels and lead > 0 and len(row) + labels - lead <= columns and (r < header or row[0].text):
                shift = labels - lead
        corner = lead if shift and r < header else 0
        placed.append({i if i < corner else i + shift: piece for i, piece in enumerate(row)})
    return placed, max((max(row) + 1 for row in placed if row), default=columns)


class _Merger:
    def __init__(self, rows: list[dict[int, Piece]], header: int, columns: int, labels: int) -> None:
        self.rows = rows
        self.header = header
        self.columns = columns
        self.labels = labels
        self.spans: dict[tuple[int, int], tuple[int, int]] = {}
        """(Row, column) → rows and columns of the cell there."""
        self.covered: set[tuple[int, int]] = set()
        first = [row[0] for row in rows[header:] if 0 in row and row[0].text]
        self.serial = len(first) > 1 and _counts(first)
        """Whether the first column only numbers the rows."""

    def cells(self) -> tuple[Cell, ...]:
        self._merge_header()
        self._merge_body()
        cells = []
        heads = [self._texts(r) for r in range(self.header)]
        for r, row in enumerate(self.rows):
            again = r >= self.header and self._texts(r) in heads and len(row) > 1
            for c in sorted(row):
                if (r, c) in self.covered:
                    continue
                down, across = self.spans.get((r, c), (1, 1))
                cells.append(Cell(row[c].text, row[c].span, r, c, down, across, r < self.header or again))
        return tuple(cells)

    def _texts(self, r: int) -> list[str]:
        return [self.rows[r][c].text for c in sorted(self.rows[r])]

    def _text(self, r: int, c: int) -> str | None:
        """None where the row has no cell."""
        piece = self.rows[r].get(c)
        return piece.text if piece else None

    def _cover(self, r: int, c: int, down: int, across: int) -> None:
        self.spans[r, c] = (down, across)
        self.covered |= {(i, k) for i in range(r, r + down) for k in range(c, c + across)} - {(r, c)}

    def _merge_header(self) -> None:
        for r in range(self.header):
            for c in range(self.columns):
                if not self._text(r, c) or (r, c) in self.covered:
                    continue
                across = 1
                while r + 1 < self.header and self._text(r, c + across) == "" and self._text(r + 1, c + across):
                    across += 1
                down = 1
                while across == 1 and r + down < self.header and self._text(r + down, c) == "":
                    down += 1
                if (down, across) != (1, 1):
                    self._cover(r, c, down, across)

    def _merge_body(self) -> None:
        body = range(self.header, len(self.rows))
        plain = [r for r in body if len(self.rows[r]) > 1 and any(self._text(r, c) for c in range(1, self.columns))]
        with_text = set(plain)
        for r in body:
            if r not in with_text and self._text(r, 0) and self.columns > 1:
                self._cover(r, 0, 1, self.columns)
        for c in range(self.columns):
            if not self._merges_down(c, plain):
                continue
            top = None
            for r in body:
                text = self._text(r, c)
                if r not in with_text or text:
                    top = r if text and r in with_text else None
                elif text == "" and top is not None and self._label_goes_on(r, c):
                    self._cover(top, c, r - top + 1, 1)
                else:
                    top = None
        self._carry_down(plain)

    def _carry_down(self, plain: list[int]) -> None:
        """Cells a row lost at its end where it hangs on the row above are that row's: 「2⇥⇥电子证照…⇥12月底前」."""
        for r in plain:
            row = self.rows[r]
            if not row or not any((r, c) in self.covered for c in row):
                continue
            for c in range(max(row) + 1, self.columns):
                above = next(
                    (k for k in range(r - 1, self.header - 1, -1) if c in self.rows[k] and (k, c) not in self.covered),
                    None,
                )
                if above is None or not self._text(above, c) or _VALUE.match(self.rows[above][c].text):
                    continue
                down, across = self.spans.get((above, c), (1, 1))
                if across == 1 and above + down == r:
                    self._cover(above, c, down + 1, 1)

    def _merges_down(self, c: int, plain: list[int]) -> bool:
        texts = [text for r in plain if (text := self._text(r, c)) is not None]
        filled = [text for text in texts if text]
        if not filled or sum(bool(_VALUE.match(text)) for text in filled) * 2 > len(filled):
            return False
        if (c < self.labels and self.labels < self.columns) or c == 0 or (c == 1 and self.serial):
            return True
        return len(texts) - len(filled) >= _MOSTLY_EMPTY * len(texts) or self.labels < self.columns

    def _label_goes_on(self, r: int, c: int) -> bool:
        """Among the labels at the left a cell is merged down only where those left of it are."""
        return c >= self.labels or all((r, k) in self.covered for k in range(int(self.serial), c))
