"""Brackets, title marks and quotation marks without their counterpart.

An open bracket may cut off a list of responsible bodies (「（牵头单位：…；责任单位：…管委会。」). A pair may stand in
neighbouring lines, so what is open in one line and closed within the next few is left alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from generator.findings.view import Observation, View, around, iterate_lines, listed
from generator.model import Span

_PAIRS = {"（": "）", "《": "》", "“": "”"}
_CLOSING = {close: open_ for open_, close in _PAIRS.items()}
_MARKS = re.compile("[（）《》“”]")
# 「1）」 and 「a）」 number an item.
_ITEM = re.compile(r"(?:^|[。；：，、\t ])[0-9a-zA-Z一二三四五六七八九十]{1,3}$")
_REACH = 4
"""Lines within which a counterpart is looked for."""
_SHOWN = 3


class _Loose(NamedTuple):
    """A mark that has no counterpart in its line."""

    line: int
    offset: int
    mark: str


def mark_findings(view: View) -> Iterator[Observation]:
    loose = [
        mark for number, (start, line) in enumerate(iterate_lines(view.text)) for mark in _unpaired(number, start, line)
    ]
    by_provision: dict[str, list[Span]] = defaultdict(list)
    for mark in _without_counterpart(loose):
        span = Span(mark.offset, mark.offset + 1)
        by_provision[view.document.provision_at(mark.offset).id].append(span)
    for provision, spans in by_provision.items():
        places = [f"…{around(view.text, span, before=10, after=8)}…" for span in spans[:_SHOWN]]
        yield view.observe("marks-unpaired", spans[0], provision=provision, places=listed(places))


def _unpaired(number: int, start: int, line: str) -> list[_Loose]:
    open_: list[_Loose] = []
    waiting: Counter[str] = Counter()
    loose: list[_Loose] = []
    for m in _MARKS.finditer(line):
        mark = _Loose(number, start + m.start(), m[0])
        if m[0] in _PAIRS:
            # A second opening quotation mark before any closing one: the first was never closed.
            if m[0] == "“" and open_ and open_[-1].mark == "“":
                loose.append(open_.pop())
                waiting["“"] -= 1
            open_.append(mark)
            waiting[m[0]] += 1
            continue
        wanted = _CLOSING[m[0]]
        if waiting[wanted]:
            # What was opened inside the pair and not closed there stays open.
            while (inner := open_.pop()).mark != wanted:
                loose.append(inner)
                waiting[inner.mark] -= 1
            waiting[wanted] -= 1
        elif not (m[0] == "）" and _ITEM.search(line[max(m.start() - 4, 0) : m.start()])):
            loose.append(mark)
    return sorted([*loose, *open_], key=lambda mark: mark.offset)


def _without_counterpart(loose: list[_Loose]) -> list[_Loose]:
    """Marks whose counterpart does not follow within a few lines."""
    waiting: dict[str, list[_Loose]] = defaultdict(list)
    single: list[_Loose] = []
    for mark in loose:
        if mark.mark in _PAIRS:
            waiting[mark.mark].append(mark)
            continue
        before = waiting[_CLOSING[mark.mark]]
        if before and before[-1].line < mark.line <= before[-1].line + _REACH:
            before.pop()
        else:
            single.append(mark)
    return sorted([*single, *(mark for marks in waiting.values() for mark in marks)], key=lambda mark: mark.offset)
