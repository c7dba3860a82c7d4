"""The clause around an expression of time: what is quoted, and what is read to judge it."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.model import Span

_STOPS = r"[，。；：！？\n\t（）]"
_QUOTE_STOPS = r"[，。；！？\n\t]"
_FIRST_STOP = {stops: re.compile(stops) for stops in (_STOPS, _QUOTE_STOPS)}
_LAST_STOP = {stops: re.compile(f"(?s:.*){stops}") for stops in (_STOPS, _QUOTE_STOPS)}
_LONGEST = 120
"""Characters on either side of the expression that a quotation may have."""
_ITEM = r"(?:\d{4}年)?(?:\d{1,2}月(?:\d{1,2}日|份|[上中下]旬|底)?|[一二三四]季度|前[三3两2]个?季度|[上下]半年|全年|\d{1,2}日)"
LIST_AFTER = re.compile(rf"^(?:[、和及与]{_ITEM}){{1,12}}")
"""The other items of a list of dates, behind one: 「和11月」 of 「6月和11月」."""
LIST_BEFORE = re.compile(rf"(?:{_ITEM}[、和及与]){{1,12}}$")
_LABEL = re.compile(r"(?:时限|期限|时间|日期|节点|年限)(?:要求|安排)?$")
_NUMBER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|\d{1,3}[.、]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳⑴-⒇⒈-⒛]|——)[　 ]?"
    r"|第[一二三四五六七八九十\d]{1,3}[条章][　 ]?|[）)][　 ]?"
)
_WEEKDAY = re.compile(r"（(?:周|星期|农历)[^（）\n]{1,10}）")


class Clause(NamedTuple):
    """The words around an expression, up to the nearest stop or bracket."""

    span: Span
    """The clause, the expression included."""
    before: str
    after: str
    opener: str
    """The stop or bracket it begins behind, "" at the start of the text."""
    closer: str
    """The stop or bracket that ends it, "" at the end of the text."""


def clause_around(text: str, span: Span) -> Clause:
    """The clause of ``text`` that ``span`` stands in."""
    start = _back(text, span.start, _STOPS)
    # 「7月1日（星期五）起」: the weekday does not end the clause.
    weekday = _WEEKDAY.match(text, span.end)
    behind = weekday.end() if weekday else span.end
    end = _forward(text, behind, _STOPS)
    return Clause(
        Span(start, end),
        text[start : span.start],
        text[behind:end],
        text[start - 1] if start else "",
        text[end] if end < len(text) else "",
    )


def quote_around(text: str, span: Span, clause: Clause) -> Span:
    """What to quote for the expression at ``span``: its clause; the next one too when the expression is all of it, and for a
    bracketed period the words that it dates.

    「到2019年底，制定信用标准，…」 → up to 标准; 「方案制定阶段（2019年1月至2月）」 → all of it; 「（一）每月召开例会。」 → without its number.
    """
    start, end = clause.span
    if clause.opener == "（":
        opening = start - 1
        before = _unnumbered(text, _back(text, opening, _QUOTE_STOPS))
        if clause.closer == "）" and before < opening:
            return Span(before, end + 1)
        return Span(start, end)
    if clause.opener == "：" and _LABEL.search(text, max(0, start - 16), start - 1):
        start = _back(text, start - 1, _STOPS)
    before, after = LIST_BEFORE.sub("", clause.before), LIST_AFTER.sub("", clause.after)
    alone = len(after) < 2 and (
        (len(before) <= 4 and clause.closer in ("，", "：")) or (not before and clause.closer == "。")
    )
    if alone and text[end + 1 : end + 2] not in ("", "\n", "\t"):
        end = _forward(text, end + 1, _QUOTE_STOPS)
    elif clause.closer in ("（", "）"):
        end = _forward(text, end, _QUOTE_STOPS)
        unopened = text.find("）", span.end, end)
        if unopened >= 0 and "（" not in text[span.end : unopened]:
            end = unopened
    return Span(min(_unnumbered(text, start), span.start), end)


def _unnumbered(text: str, at: int) -> int:
    """Behind the number of a heading or list item at ``at``, if one stands there."""
    number = _NUMBER.match(text, at)
    return number.end() if number else at


def _back(text: str, at: int, stops: str) -> int:
    least = max(0, at - _LONGEST)
    stop = _LAST_STOP[stops].match(text, least, at)
    return stop.end() if stop else least


def _forward(text: str, at: int, stops: str) -> int:
    stop = _FIRST_STOP[stops].search(text, at, at + _LONGEST)
    return stop.start() if stop else min(len(text), at + _LONGEST)


def share_clause(text: str, first: Span, first_when: Span, second: Span, second_when: Span) -> tuple[Span, Span]:
    """Quotations of two expressions of one clause, each with its own words; items of one list keep the whole clause.

    「A部门每月25日报送、B部门每月30日汇总」 is cut at 、.
    """
    between = text[first_when.end : second_when.start]
    if first.end != second.end or len(between) <= 2:
        return first, second
    cut = max(between.rfind(c) for c in "、和并；")
    at = first_when.end + cut + 1 if cut > 1 else second_when.start
    return Span(first.start, at - (cut > 1)), Span(max(at, second.start), second.end)
