"""Dates the calendar does not have (「2月30日」, 「2019年13月」) and periods that end before they begin.

Read from the text, not from the deadlines: a date nobody can resolve is no deadline.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from generator.findings.view import Observation, View, around
from generator.model import Span
from generator.numerals import parse_number

_HAN = "一二三四五六七八九十"
# What may not stand before a number is looked back for from its first characters: the search finds those quickly.
_DAY = re.compile(
    rf"(?P<month>[\d{_HAN}](?<![\d.{_HAN}].)(?:(?<=\d)\d?|(?<=[{_HAN}])[{_HAN}]{{0,2}}))月(?P<day>\d{{1,2}}|[{_HAN}]{{1,3}})日(?!内|均|常|程|间|前后)"
)
_YEAR_BEFORE = re.compile(rf"((?:19|20)\d\d|[二一][〇○零九][〇○零{_HAN[:9]}]{{2}})年$")
_MONTH = re.compile(r"(?:19|20)(?<!\d..)\d\d年(?P<month>\d{1,2})月(?!龄)")
_POINT = r"(?P<y{0}>(?:19|20)(?<!\d..)\d\d)年(?:(?P<m{0}>\d{{1,2}})月(?:(?P<d{0}>\d{{1,2}})日)?)?"
_PERIOD = re.compile(rf"{_POINT.format(1)}(?:[—–~～-]+|至|到){_POINT.format(2)}")
_YEARS = re.compile(r"(?P<y1>20(?<!\d..)\d\d)(?:[—–~～-]+|至|到)(?P<y2>20\d\d)年")
_HAN_YEAR = {c: str(i % 10) for i, c in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}


def impossible_date_findings(view: View) -> Iterator[Observation]:
    text = view.text
    for m in _DAY.finditer(text):
        year = _YEAR_BEFORE.search(text, max(m.start() - 5, 0), m.start())
        if not _exists(year[1] if year else None, m["month"], m["day"]):
            yield _impossible(view, Span(year.start() if year else m.start(), m.end()))
    for m in _MONTH.finditer(text):
        if not 1 <= int(m["month"]) <= 12:
            yield _impossible(view, Span(*m.span()))
    for pattern in (_PERIOD, _YEARS):
        for m in pattern.finditer(text):
            parts = m.groupdict()
            start, end = (_earliest(parts, "1"), _latest(parts, "2"))
            if start and end and end < start:
                span = Span(*m.span())
                yield view.observe("period-reversed", span, quote=around(text, span))


def _impossible(view: View, span: Span) -> Observation:
    return view.observe("date-impossible", span, quote=view.text[span.start : span.end])


def _exists(year: str | None, month: str, day: str) -> bool:
    try:
        m, d = int(parse_number(month)), int(parse_number(day))
    except ValueError:
        return True
    if not 1 <= m <= 12 or d < 1:
        return False
    # Without a year, 29 February may exist.
    y = 2000
    if year:
        y = int("".join(_HAN_YEAR.get(c, c) for c in year))
    return d <= monthrange(y, m)[1]


def _earliest(parts: dict[str, str | None], n: str) -> date | None:
    return _date(parts["y" + n], parts.get("m" + n) or "1", parts.get("d" + n) or "1")


def _latest(parts: dict[str, str | None], n: str) -> date | None:
    month = parts.get("m" + n) or "12"
    try:
        last = monthrange(int(parts["y" + n] or 0), int(month))[1]
    except ValueError:
        return None
    return _date(parts["y" + n], month, parts.get("d" + n) or str(last))


def _date(year: str | None, month: str, day: str) -> date | None:
    try:
        return date(int(year or 0), int(month), int(day))
    except ValueError:
        return None
