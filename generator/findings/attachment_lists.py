"""Lists of attachments at the end of a notice: 「附件：1.任务分解表 2.责任清单」.

The same words head an attachment itself (「附件1：任务分解表」 over its table, 「附件：实施细则」 over its clauses);
such a line begins a part of the outline, or clauses follow it, and is no list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.findings.view import View, iterate_lines
from generator.model import Span

LIST = re.compile(
    r"^[-—*·\s]*附件[：:]\s*(?P<rest>\S.*)$"
    r"|^[-—*·\s]*附件[：:]\s*$"
    r"|^附件(?P<number>\d{1,2})[：:.、\s]*(?P<title>\S.*)$"
)
"""A line that may begin a list of attachments."""
ITEM = re.compile(r"^\s*(?:附件)?(?P<number>\d{1,2})[.．、：:]\s*(?P<title>[^\d\s].*)$")
"""A line that may be an item of one."""
_SPLIT = re.compile(r"(?<=[^\d.])(?=\d{1,2}[.．、]\s*[^\d\s])")
_CLAUSE = re.compile(
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]{1,3}[章条部]|1[.．、]"
)
_LONGEST = 80
_PARAGRAPH = 60


@dataclass(frozen=True, slots=True)
class NamedAttachment:
    """An attachment as a list names it."""

    number: int | None
    title: str
    span: Span


def listed_attachments(view: View) -> Iterator[NamedAttachment]:
    """Every item of every list, in reading order."""
    heads = {part.span.start for part in view.document.parts}
    lines = [(start, line) for start, line in iterate_lines(view.text) if line.strip()]
    i = 0
    while i < len(lines):
        start, line = lines[i]
        i += 1
        m = LIST.match(line)
        if not m or start in heads:
            continue
        items: list[NamedAttachment] = []
        if m["number"]:
            items.append(
                NamedAttachment(int(m["number"]), m["title"].strip(), Span(start + m.start("title"), start + len(line)))
            )
        elif m["rest"]:
            items += _items(m["rest"], start + m.start("rest"))
        while i < len(lines) and (not items or items[-1].number is not None):
            at, text = lines[i]
            following = ITEM.match(text) if len(text) <= _LONGEST and "。" not in text and at not in heads else None
            if not following or int(following["number"]) != len(items) + 1:
                break
            items += _items(text.strip(), at + len(text) - len(text.lstrip()))
            i += 1
        # 「附件1：…」 alone is the head of an attachment, and so is what clauses follow.
        if m["number"] and len(items) < 2:
            continue
        if i < len(lines) and (_CLAUSE.match(lines[i][1]) or len(lines[i][1]) > _PARAGRAPH):
            continue
        yield from items


def _items(words: str, start: int) -> list[NamedAttachment]:
    """The items in one line of a list; numbers inside a title do not divide it."""
    pieces = _SPLIT.split(words)
    numbers = [int(m["number"]) if (m := ITEM.match(piece)) else None for piece in pieces]
    if None in numbers or any(b != (a or 0) + 1 for a, b in pairwise(numbers)):
        pieces = [words]
    items = []
    at = start
    for piece in pieces:
        m = ITEM.match(piece)
        title = (m["title"] if m else piece).strip().rstrip("；;。，")
        span = Span(at, at + len(piece.rstrip()))
        items.append(NamedAttachment(int(m["number"]) if m else None, title, span))
        at += len(piece)
    return items
