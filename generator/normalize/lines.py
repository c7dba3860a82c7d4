"""Lines of the text while paragraphs are still broken, and the width they were broken at."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cached_property

from generator.normalize.characters import HAN
from generator.normalize.draft import Draft, Edit

_LINE = re.compile(r"[^\n]+")
_EMPTY_LINE = re.compile(r"\n(?=\n)|\A\n")
_PAGE_NUMBER = re.compile(
    r"(?m)^[ \t\u3000]*(?:[-—–－·•][ ]*[0-9]{1,4}[ ]*[-—–－·•]|第[ ]*[0-9]{1,4}[ ]*页(?:[ ，,/]*共[ ]*[0-9]{1,4}[ ]*页)?)[ \t\u3000]*$"
)
_SHORTEST_PAGE = 150
"""Characters that a page has at least, on the average."""
_BARE_NUMBER = re.compile(r"(?m)^[ \u3000]*([0-9]{1,3})[ \u3000]*$")
# 「01⏎住房保障⏎新建住房…。」: the serial number of an item over its heading.
_PADDED_NUMBER = re.compile(
    rf"(?m)^[ \u3000]*(?P<number>[0-9]{{2}})(?P<gap>[ \u3000\n]*)(?![年月日号时分点])(?=[{HAN}“][^，。；：\t\n]{{1,24}}\n+[^\n]*。)"
)
_SPACE_BESIDE_HAN = re.compile(rf"(?<=[{HAN}，。、；：“”（）《》]) +|(?<! ) ++(?=[{HAN}，。、；：“”（）《》])")

LINE_WIDTH = 28
"""Characters in a line of an official document: GB/T 9704, 5.2.3."""


@dataclass
class SourceLine:
    """A line with something in it, without white space at its ends."""

    start: int
    end: int
    text: str
    indent: int
    """Spaces before it, an ideographic one counted as two."""
    blank_above: bool

    @cached_property
    def width(self) -> float:
        """Its printed width in Chinese characters; Latin letters and digits are half of one."""
        return printed_width(self.text)


def printed_width(text: str) -> float:
    if " " in text:
        text = _SPACE_BESIDE_HAN.sub("", text)
    narrow = len(text.encode("ascii", "ignore"))
    return len(text) - narrow / 2


def split_source(text: str) -> list[SourceLine]:
    lines: list[SourceLine] = []
    last = 0
    for m in _LINE.finditer(text):
        raw = m[0]
        stripped = raw.strip(" \u3000")
        if not stripped or stripped.isspace():
            continue
        first = len(raw) - len(raw.lstrip(" \u3000"))
        indent = first + raw.count("\u3000", 0, first)
        start = m.start() + first
        blank = not lines or text.count("\n", last, start) > 1
        last = start + len(stripped)
        lines.append(SourceLine(start, last, stripped, indent, blank))
    return lines


def fixed_width(lines: list[SourceLine]) -> float | None:
    """The width at which a text was wrapped line by line, None where paragraphs run on: most lines are equally long."""
    long = [line for line in lines if len(line.text) >= 16 and "\t" not in line.text]
    widths = sorted(line.width for line in long if len(line.text) < 100)
    if len(widths) < 6 or len(widths) < 0.8 * len(long):
        return None
    top = widths[int(len(widths) * 0.9)]
    if top < 16 or sum(1 for w in widths if top - 2.5 <= w <= top + 1.5) < 0.55 * len(widths):
        return None
    return top


def page_width(broken: list[float]) -> float | None:
    """The printed width of a line, from the widths of paragraphs that a page surely cut, None when they do not agree.

    A page is cut behind a full line, so a cut paragraph with its indent of two fills whole lines: 26, 54, 82 … characters
    at the usual 28.
    """
    broken = [width for width in broken if width < 120]
    if len(broken) < 4:
        return None
    best, hits = None, 0
    for width in sorted(range(22, 45), key=lambda w: abs(w - LINE_WIDTH)):
        count = sum(1 for w in broken if fills_lines(w, width))
        if count > hits:
            best, hits = width, count
    return best if hits >= 0.7 * len(broken) else None


def fills_lines(width: float, line: float) -> bool:
    """Whether a paragraph of ``width`` ends at the end of a line; justified lines hold a little more or less."""
    rest = (width + 2) % line
    lines = max(1, round((width + 2) / line))
    return rest <= 1 + 0.6 * lines or line - rest <= 1 + 0.3 * lines


def join_padded_numbers(draft: Draft) -> None:
    """Numbers 01, 02, 03 … stand on the line of the heading below them, a wide gap between: 「01⏎住房保障」 → 「01　住房保障」."""
    counted: list[re.Match[str]] = []
    for m in _PADDED_NUMBER.finditer(draft.text):
        if int(m["number"]) == len(counted) + 1:
            counted.append(m)
    if len(counted) >= 3:
        draft.apply(Edit(m.start("gap"), m.end("gap"), "\u3000") for m in counted if m["gap"] != "\u3000")


def drop_page_numbers(draft: Draft) -> None:
    """「— 3 —」, 「- 3 -」, 「第 3 页 共 10 页」 on a line of their own; bare numbers only where they count the pages."""
    draft.remove(_PAGE_NUMBER, "page number")
    found = list(_BARE_NUMBER.finditer(draft.text))
    if len(found) >= 3:
        values = [int(m[1]) for m in found]
        steps = [b - a for a, b in itertools.pairwise(values)]
        # Serial numbers of a table are closer together.
        apart = (found[-1].start() - found[0].start()) / (len(found) - 1)
        if all(step == 1 for step in steps) and values[0] <= 3 and apart >= _SHORTEST_PAGE:
            draft.apply(Edit(m.start(), m.end(), "", "page number") for m in found)


def end_lines(draft: Draft) -> None:
    """Every line ends with ``\\n``, also the last; no line is empty."""
    if "\n\n" in draft.text or draft.text.startswith("\n"):
        draft.remove(_EMPTY_LINE)
    if draft.text and not draft.text.endswith("\n"):
        draft.apply([Edit(len(draft.text), len(draft.text), "\n")])
    if draft.text == "\n":
        draft.apply([Edit(0, 1)])
