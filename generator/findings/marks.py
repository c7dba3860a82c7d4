"""Brackets, title marks and quotation marks without their counterpart.

An open bracket may cut off a list of responsible bodies (「（牵头单位：…；责任单位：…管委会。」). A pair may stand in
neighbouring lines, so what is open in one line and closed within the next few is left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from generator.findings.view import Observation, View, around, iterate_lines, listed
from generator.model import Span

_PAIRS = {"（": "）", "《": "》", "“": "”"}
_CLOSING = {close: open_ for open_, close in _PAIRS.items()}
_MARKS = re.compile("[（）《》“”]")
# 「1）」 and 「a）」 number an item.
_ITEM = re.compile(r"(?:^|[。；：，、\t ])[0-9a-zA-Z一二三四五六七八九十]{1,3}$")
_REACH = 4
"""Lines within which a counterpart is looked for."""


def mark_findings(view: View) -> Iterator[Observation]:
    loose: list[tuple[int, int, str]] = []
    for number, (start, line) in enumerate(iterate_lines(view.text)):
        loose += [(number, start + at, mark) for at, mark in _unpaired(line)]
    single = _without_neighbours(loose)
    by_provision: dict[str, list[Span]] = defaultdict(list)
    for offset, _ in single:
        by_provision[view.document.provision_at(offset).id].append(Span(offset, offset + 1))
    for provision, spans in by_provision.items():
        places = [f"…{around(view.text, span, before=10, after=8)}…" for span in spans[:3]]
        yield view.observe("marks-unpaired", spans[0], provision=provision, places=listed(places))


def _unpaired(line: str) -> list[tuple[int, str]]:
    open_: list[tuple[int, str]] = []
    loose: list[tuple[int, str]] = []
    for m in _MARKS.finditer(line):
        mark = m[0]
        if mark in _PAIRS:
            # A second opening quotation mark before any closing one: the first was never closed.
            if mark == "“" and open_ and open_[-1][1] == "“":
                loose.append(open_.pop())
            open_.append((m.start(), mark))
            continue
        wanted = _CLOSING[mark]
        depth = next((i for i in range(len(open_) - 1, -1, -1) if open_[i][1] == wanted), None)
        if depth is not None:
            loose += open_[depth + 1 :]
            del open_[depth:]
        elif not (mark == "）" and _ITEM.search(line[max(m.start() - 4, 0) : m.start()])):
            loose.append((m.start(), mark))
    return sorted(loose + open_)


def _without_neighbours(loose: list[tuple[int, int, str]]) -> list[tuple[int, str]]:
    """Marks whose counterpart does not follow within a few lines."""
    waiting: list[tuple[int, int, str]] = []
    single: list[tuple[int, str]] = []
    for number, offset, mark in loose:
        if mark in _CLOSING and _take_counterpart(waiting, number, _CLOSING[mark]):
            continue
        if mark in _PAIRS:
            waiting.append((number, offset, mark))
        else:
            single.append((offset, mark))
    return sorted(single + [(offset, mark) for _, offset, mark in waiting])


def _take_counterpart(waiting: list[tuple[int, int, str]], line: int, wanted: str) -> bool:
    """Remove the nearest ``wanted`` mark of an earlier line within reach."""
    for i in range(len(waiting) - 1, -1, -1):
        if line - waiting[i][0] > _REACH:
            return False
        if waiting[i][2] == wanted and waiting[i][0] < line:
            del waiting[i]
            return True
    return False
