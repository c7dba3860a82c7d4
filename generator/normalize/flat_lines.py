"""Texts that lost their paragraphs and were then cut at a fixed width, in the middle of words and numbers."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator

from generator.normalize.draft import Draft, Edit
from generator.numbering import match_number

_LINE = re.compile(r"[^\n]+")
_NARROWEST, _WIDEST = 16, 100
_FEWEST_LINES = 6
"""Full lines one after the other from which a run of them is looked at."""
_FEWEST_CLAUSES = 2
# A clause number of the upper kinds behind a stop inside a line.
_INNER = re.compile(
    r"[。！？）”](?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}[.．、](?![0-9]))"
)
_GAP = re.compile(r"\u3000|  ")
_STOPS = frozenset("。！？；：）”")


def join_flat_lines(draft: Draft) -> None:
    """「…实际利用外资6.⏎5亿美元。二、稳住外⏎贸主体。（一）…」 is one long line again, without its line breaks.

    A run of lines equally full is such a text when clauses begin inside its lines; a paragraph that was only wrapped
    has its numbers at the beginning of lines. What is joined here is cut before its clauses by ``break_long_lines``.
    """
    if not _INNER.search(draft.text):
        return
    lines = [(m.start(), m.end(), m[0].strip(" \u3000")) for m in _LINE.finditer(draft.text)]
    for measure in (_characters, _width):
        if edits := list(_edits(draft.text, lines, measure)):
            draft.apply(edits)
            return


def _characters(text: str) -> float:
    return len(text)


def _width(text: str) -> float:
    """Printed width: Latin letters and digits are half a Chinese character."""
    return len(text) - sum(map(str.isascii, text)) // 2


def _edits(text: str, lines: list[tuple[int, int, str]], measure: Callable[[str], float]) -> Iterator[Edit]:
    sizes = [measure(stripped) if len(stripped) <= 2 * _WIDEST else 0 for _, _, stripped in lines]
    usual = Counter(size for size in sizes if _NARROWEST <= size <= _WIDEST).most_common(1)
    if not usual or usual[0][1] < _FEWEST_LINES:
        return
    full = usual[0][0]
    i = 0
    while i < len(lines):
        last = i
        while last < len(lines) and abs(sizes[last] - full) <= 1 and "\t" not in lines[last][2]:
            last += 1
        if last - i >= _FEWEST_LINES:
            yield from _joined(text, lines[i : last + 1])
        i = last + 1


def _joined(text: str, run: list[tuple[int, int, str]]) -> Iterator[Edit]:
    """``run`` without its breaks; its last line may be a short one."""
    if sum(len(_INNER.findall(stripped)) for _, _, stripped in run) < _FEWEST_CLAUSES:
        return
    for (start, end, above), (below_start, _, below) in itertools.pairwise(run):
        if not above or not below or "\t" in below or text.count("\n", end, below_start) > 1:
            continue
        begin = text.index(above, start) + len(above)
        behind = text.index(below, below_start)
        if _GAP.search(text[begin:end]) or _GAP.search(text[below_start:behind]):
            continue
        if above[-1] in _STOPS and match_number(below, 0):
            continue
        yield Edit(begin, behind, "")
