"""The text while it is being normalized: characters, where each came from, and what was repaired."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import NamedTuple

from generator.model import NormalizedText, Repair, SourceText


class Edit(NamedTuple):
    """Replace ``text[start:end]``; a ``repair`` names the step when more than white space or width changes."""

    start: int
    end: int
    replacement: str = ""
    repair: str = ""


_COUNTED = array("I")
"""0, 1, 2 … as far as a text has needed it: a slice of it is copied faster than counted."""


def _count_to(size: int) -> array[int]:
    if len(_COUNTED) < size:
        _COUNTED.extend(range(len(_COUNTED), size))
    return _COUNTED[:size]


class Draft:
    """Text with ``offsets[i]`` = source offset of character ``i``. Steps change it only through its methods,
    so the map can never fall behind the text."""

    __slots__ = ("offsets", "repairs", "source", "text")

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.text = source.text
        self.offsets = _count_to(len(source.text))
        self.repairs: list[Repair] = []

    def source_end(self, position: int) -> int:
        """Source offset at which the character before ``position`` ends."""
        return self.offsets[position - 1] + 1 if position else 0

    def translate(self, table: dict[int, str]) -> None:
        """Fold characters one to one; the map does not change."""
        self.text = self.text.translate(table)

    def fold(self, pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str]) -> None:
        """``pattern.sub`` with replacements as long as what they replace; the map does not change."""
        text = pattern.sub(replacement, self.text)
        assert len(text) == len(self.text), pattern.pattern
        self.text = text

    def apply(self, edits: Iterable[Edit]) -> None:
        """Carry out ``edits``, which are in reading order and do not overlap.

        Characters of a replacement take the source offsets of those they replace, from the left, and the last
        of them where the replacement is longer; an insertion takes the offset of the character behind it.
        """
        text, old = self.text, self.offsets
        size, limit = len(text), len(self.source.text)
        pieces: list[str] = []
        new = array("I")
        last = 0
        for start, end, replacement, repair in edits:
            pieces += (text[last:start], replacement)
            behind = start + len(replacement)
            new.extend(old[last : min(end, behind)])
            if behind > end or repair:
                at = old[start] if start < size else limit
                new.extend([old[end - 1] if end > start else at] * (behind - end))
            if repair:
                until = old[end - 1] + 1 if end > start else at
                self.repairs.append(Repair(repair, at, until, self.source.text[at:until], 0))
            last = end
        if not pieces:
            return
        pieces.append(text[last:])
        new.extend(old[last:])
        self.text, self.offsets = "".join(pieces), new

    def remove(self, pattern: re.Pattern[str], repair: str = "", replacement: str = "") -> None:
        """Replace every match of ``pattern``."""
        self.apply(Edit(m.start(), m.end(), replacement, repair) for m in pattern.finditer(self.text))

    def finish(self) -> NormalizedText:
        """The frozen result; every repair now knows where it stands in the normalized text."""
        self.offsets.append(len(self.source.text))
        repairs = [
            Repair(
                r.kind,
                r.source_start,
                r.source_end,
                r.raw,
                min(bisect_left(self.offsets, r.source_start), len(self.text)),
            )
            for r in sorted(self.repairs, key=lambda r: (r.source_start, r.source_end))
        ]
        return NormalizedText(source=self.source, text=self.text, offsets=self.offsets, repairs=tuple(repairs))
