"""Clause numbers that repeat or jump: 「三、行动步骤 … 三、保障措施」.

Numbers that start anew in every section and numbers that run through all of them are both usual, so a number is right
when it continues its brothers, or continues the last number of its kind anywhere in the part, or is a fresh 1. A gap
is reported only when the missing number is not written anywhere between: the program may have taken it for text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.findings.view import Observation, View, shorten
from generator.model import Level, Provision, Span
from generator.numerals import parse_number

_COUNTED = {Level.CHINESE, Level.CHINESE_BRACKETED, Level.ARABIC, Level.ARABIC_BRACKETED, Level.CIRCLED}
_ARTICLE = re.compile(r"第.{1,7}(?:编|篇|部分|章|节|条)$")
_VALUE = re.compile(r"[0-9]+|[零一二三四五六七八九十百]+")
_STATED = re.compile(r"（(?P<count>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:项|条|个方面|方面)）$")
_HAN = "零一二三四五六七八九"


def numbering_findings(view: View) -> Iterator[Observation]:
    brothers: dict[tuple[str | None, str], Provision] = {}
    last_in_part: dict[tuple[str, str], int] = {}
    children: dict[str, list[Provision]] = {}
    for provision in view.document.provisions:
        value = provision.number_value
        if value is None or (provision.level not in _COUNTED and not _ARTICLE.match(provision.number)):
            continue
        if provision.parent:
            children.setdefault(provision.parent, []).append(provision)
        shape = _shape(provision.number)
        place = (provision.parent, shape)
        before = brothers.get(place)
        running = last_in_part.get((provision.part, shape))
        if value != 1 and value != (running or 0) + 1:
            yield from _judge(view, before, provision)
        brothers[place] = provision
        last_in_part[provision.part, shape] = value
    yield from _counts(view, children)


def _judge(view: View, before: Provision | None, provision: Provision) -> Iterator[Observation]:
    value = provision.number_value or 0
    if before is None or before.number_value is None:
        return
    span = Span(provision.span.start, provision.span.start + len(provision.number))
    values = {"first": _title(view, before), "second": _title(view, provision)}
    if value == before.number_value:
        yield view.observe("number-repeated", span, provision=provision.id, number=provision.number, **values)
    elif value > before.number_value + 1:
        missing = [_written_like(provision, n) for n in range(before.number_value + 1, value)]
        between = view.text[before.span.start + len(before.number) : provision.span.start]
        if len(missing) <= 3 and not any(number.strip("、.．") in between for number in missing):
            yield view.observe(
                "number-skipped",
                span,
                provision=provision.id,
                missing="、".join(m.rstrip("、") for m in missing),
                **values,
            )


def _counts(view: View, children: dict[str, list[Provision]]) -> Iterator[Observation]:
    """「一、财政方面（7项）」 over another number of clauses."""
    for provision in view.document.provisions:
        m = _STATED.search(provision.heading)
        below = children.get(provision.id, [])
        if not m or len({_shape(child.number) for child in below}) != 1:
            continue
        stated = int(parse_number(m["count"]))
        if stated != len(below):
            yield view.observe(
                "count-differs",
                provision.heading_span or provision.span,
                provision=provision.id,
                quote=provision.number + provision.heading,
                stated=str(stated),
                listed=str(len(below)),
            )


def _shape(number: str) -> str:
    """What kind of number it is: 「（二）」 → 「（n）」; 1. and 1、 are one kind, all circled numbers are one."""
    if not _VALUE.search(number):
        return "①"
    return _VALUE.sub("n", number).replace("．", ".").replace("、", ".").replace(" ", "")


def _written_like(provision: Provision, value: int) -> str:
    """``value`` in the manner of the provision's own number: 4 like 「（二）」 is 「（四）」."""
    number = provision.number
    m = _VALUE.search(number)
    if not m:
        return chr(ord(number[0]) - (provision.number_value or 0) + value)
    written = str(value) if m[0].isdigit() else _han(value)
    return number[: m.start()] + written + number[m.end() :]


def _han(value: int) -> str:
    tens, ones = divmod(value, 10)
    if tens == 0:
        return _HAN[ones]
    return ("" if tens == 1 else _HAN[tens]) + "十" + (_HAN[ones] if ones else "")


def _title(view: View, provision: Provision) -> str:
    return shorten(provision.number + (provision.heading or view.own_text(provision)[len(provision.number) :]), 24)
