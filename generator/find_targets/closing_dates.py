"""The time a clause is closed with: in its last bracket, or on a line of its own.

「（责任单位：县农牧局；完成时限：2014年10月底）」, 「（财政部等参加，10月底前完成）」, 「完成时限：2024年12月。」 say by when everything the
clause promises is to be done. 长期坚持 and 持续推进 say no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.model import Document, Provision


class Closing(NamedTuple):
    """One bracket or line that closes a clause; positions count in the document."""

    start: int
    """Where the bracket or line begins: it closes what stands before."""
    words: str
    """The words of the time, "" when it names bodies only."""
    words_start: int


_CLOSING = re.compile(
    r"[（(](?P<inside>[^（）()\n]{2,300}(?:[（(][^（）()\n]{0,60}[）)][^（）()\n]{0,200}){0,6})[）)]"
    r"|(?:(?<=[。；\n])|^)[ \u3000]*(?P<line>(?:完成|办结|整改|落实|推进)?(?:时限|时间|期限)(?:要求|节点|安排)?[:：][^。；;\n]{2,40})"
)
_BODIES = re.compile(r"牵头|责任|负责|配合|参加|参与|落实|单位[:：]|部门[:：]|局|委|厅|部|办")
_LABELLED = re.compile(
    r"(?:完成|办结|整改|落实|推进|进度|时间)?(?:时限|时间|期限|节点|进度)(?:要求|节点|安排)?[:：为](?P<words>[^；;，,。]{2,40})"
)
# 「10月底前完成」, 「上半年完成」, 「2025年12月底前」 as one member of the bracket
_FINISHED = re.compile(
    r"(?:\A|[；;，,、。])\s*(?P<words>(?:到|至|于|在)?(?:20\d\d年|今年|年)?[^；;，,。：:]{0,10}?"
    r"(?:底|末|上半年|下半年|季度|\d月|\d日|年内|20\d\d年|[上中下]旬)(?:之?前|以前)?)"
    r"(?:要|须|应|均|全部|基本)?(?:完成(?:任务)?(?:并[^；;，,。]{2,12})?|(?=\Z|[；;，,。])(?<=前))(?=\Z|[；;，,。])"
)


def closing_dates(document: Document, provision: Provision) -> Iterator[Closing]:
    """The brackets and lines in ``provision`` that close a clause, in reading order, dated or not."""
    start, end = provision.span
    text = document.text
    if text.find("完成", start, end) < 0 and text.find("时限", start, end) < 0 and text.find("前）", start, end) < 0:
        return
    for m in _CLOSING.finditer(text, start, end):
        if m["line"]:
            label = _LABELLED.match(m["line"])
            if label:
                yield Closing(m.start("line"), label["words"], m.start("line") + label.start("words"))
            continue
        inside = m["inside"]
        found = _LABELLED.search(inside) or _FINISHED.search(inside)
        if found:
            yield Closing(m.start(), found["words"], m.start("inside") + found.start("words"))
        elif _BODIES.search(inside) and text[m.end() : m.end() + 1] in "\n。；":
            yield Closing(m.start(), "", m.end())
