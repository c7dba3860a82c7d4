"""Lists told in running text: 「一是…二是…四是…四是…」, 「重点抓好六个方面的工作：一是…」.

A list may stand inside an item of another, so a fresh 一是 opens a new level and an item that continues an outer list
closes the inner one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.findings.view import Observation, View, around, iterate_lines, shorten
from generator.model import Span

_HAN = "一二三四五六七八九十"
_ITEM = re.compile(
    rf"(?<=[。；：，、！？）”\n　\s])(?P<value>[{_HAN}]{{1,2}})是(?=[^否])|^(?P<first>[{_HAN}]{{1,2}})是(?=[^否])"
)
_DEEPEST = 4
"""Lists inside lists that are followed."""
_STATED = re.compile(
    rf"(?P<count>[{_HAN}两]{{1,2}})(?:个方面|方面|项|条|个)(?:的)?(?:重点)?(?:工作|任务|措施|要求|内容|问题|行动)?[：:，,]?$"
)


def ordinal_findings(view: View) -> Iterator[Observation]:
    """Lists are followed inside one provision: its items may be paragraphs of their own."""
    for provision in view.document.provisions:
        if provision.span.end - provision.span.start < 12:
            continue
        open_lists: list[_List] = []
        for start, line in iterate_lines(view.own_text(provision)):
            if "是" not in line or "\t" in line:
                continue
            for m in _ITEM.finditer(line):
                value = _value(m["value"] or m["first"])
                if value is None:
                    continue
                at = provision.span.start + start + m.start()
                yield from _take(view, open_lists, value, Span(at, at + m.end() - m.start()))
        for finished in open_lists:
            yield from _count(view, finished)


class _List:
    """An enumeration under way."""

    __slots__ = ("broken", "last", "span", "start")

    def __init__(self, span: Span) -> None:
        self.start = span
        self.span = span
        self.last = 1
        self.broken = False


def _take(view: View, open_lists: list[_List], value: int, span: Span) -> Iterator[Observation]:
    if value == 1:
        if len(open_lists) == _DEEPEST:
            yield from _count(view, open_lists.pop(0))
        open_lists.append(_List(span))
        return
    for depth in range(len(open_lists) - 1, -1, -1):
        if open_lists[depth].last + 1 == value:
            for finished in open_lists[depth + 1 :]:
                yield from _count(view, finished)
            del open_lists[depth + 1 :]
            open_lists[depth].last, open_lists[depth].span = value, span
            return
    if not open_lists:
        return
    current = open_lists[-1]
    current.broken = True
    quotes = {
        name: shorten(around(view.text, s, before=0, after=14), 20)
        for name, s in (("first", current.span), ("second", span))
    }
    if value == current.last:
        yield view.observe("number-repeated", span, number=f"{_written(value)}是", **quotes)
    elif value > current.last + 1:
        missing = "、".join(f"{_written(n)}是" for n in range(current.last + 1, value))
        yield view.observe("number-skipped", span, missing=missing, **quotes)
    current.last, current.span = max(value, current.last), span


def _count(view: View, finished: _List) -> Iterator[Observation]:
    """「突出四个方面重点工作：」 before a list that ends with another number."""
    text = view.text
    line = text.rfind("\n", 0, finished.start.start) + 1
    before = text[max(line, finished.start.start - 24) : finished.start.start].rstrip()
    m = _STATED.search(before)
    if not m or finished.broken:
        return
    stated = 2 if m["count"] == "两" else _value(m["count"])
    if stated and stated > 1 and stated != finished.last:
        span = Span(finished.start.start - len(m[0]), finished.start.end)
        yield view.observe(
            "count-differs", span, quote=m[0].rstrip("：:，,"), stated=str(stated), listed=str(finished.last)
        )


def _value(written: str) -> int | None:
    if written == "十":
        return 10
    if len(written) == 1:
        return _HAN.index(written) + 1
    if written[0] == "十" and written[1] != "十":
        return 11 + _HAN.index(written[1])
    return None


def _written(value: int) -> str:
    return _HAN[value - 1] if value <= 10 else f"十{_HAN[value - 11]}"
