"""Parts that cannot belong to their total, told in running text.

「服务业企业60户（批零住餐业企业50户、房地产业5户、规模以上服务业5户）」: a bracket right behind a number that holds
nothing but numbers of the same unit divides it, and must add up. 「其中」 names some of the parts, which may overlap,
so only a part larger than its total is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.findings.quantity import base_amount
from generator.findings.view import Observation, Sentences, View, number_words, shorten
from generator.model import Op, Span, Target

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
# Measure words whose parts are counted apart; a person can belong to two parts of a list.
_UNIT = r"(?:[万亿千百]{0,2}(?:元|户|家|个|所|座|处|条|件|台|辆|套|场|项|吨|亩|公里|平方米|万亩))"
_DIVIDED = re.compile(
    rf"(?P<total>(?<![\d.]){_NUMBER})(?P<unit>{_UNIT})(?P<noun>[^（）。；：，、\d\n]{{0,12}})（(?P<parts>[^（）\n]{{5,120}})）"
)
_PART = re.compile(rf"[^\d]{{0,16}}?(?P<value>(?<![\d.]){_NUMBER})(?P<unit>{_UNIT})[^\d]{{0,16}}")
_BETWEEN = re.compile(r"[、，；和及与]+|以及")
_NOT_A_DIVISION = re.compile(
    r"其中|包括|包含|[含每各均共约余等超达]|不[低少超]|以[上下内]|左右|至少|累计|原有|—|\d+(?:\.\d+)?[%‰]"
)
_OF_WHICH = "其中"


def total_findings(view: View) -> Iterator[Observation]:
    yield from _divisions(view)
    yield from _larger_parts(view)


def _divisions(view: View) -> Iterator[Observation]:
    for m in _DIVIDED.finditer(view.text):
        inside = m["parts"]
        if _NOT_A_DIVISION.search(inside):
            continue
        items = [_PART.fullmatch(item) for item in _BETWEEN.split(inside)]
        if len(items) < 2 or any(item is None or item["unit"] != m["unit"] for item in items):
            continue
        values = [_value(item["value"]) for item in items if item]
        total, parts = _value(m["total"]), sum(values)
        if abs(total - parts) > _tolerance([m["total"], *(item["value"] for item in items if item)]):
            yield view.observe(
                "parts-differ-from-total",
                Span(*m.span()),
                related=[target.id for target in view.targets_in(Span(*m.span()))],
                quote=shorten(m[0], 60),
                sum=number_words(parts) + m["unit"],
                total=number_words(total) + m["unit"],
            )


def _larger_parts(view: View) -> Iterator[Observation]:
    text = view.text
    sentences = Sentences(text)
    said: list[Target] = []
    sentence = -1
    for target in view.targets:
        mention = target.mention
        if mention.table or mention.growth or mention.op is Op.RANGE:
            continue
        here = sentences.index(mention.number.start)
        if here != sentence:
            sentence, said = here, []
        part = base_amount(mention.value, mention.unit)
        wholes = [(other, whole) for other in said if (whole := base_amount(other.mention.value, other.mention.unit))]
        said.append(target)
        if part is None or part.unit in ("%", "人"):
            continue
        same = [(other, whole) for other, whole in wholes if whole.unit == part.unit]
        if not same:
            continue
        total, whole = same[-1]
        between = text[total.mention.number.end : mention.number.start]
        if _OF_WHICH not in between or part.value <= max(w.value for _, w in same):
            continue
        if total.due and target.due and target.due > total.due:
            continue
        span = Span(total.mention.span.start, mention.span.end)
        yield view.observe(
            "part-exceeds-total",
            span,
            related=[total.id, target.id],
            quote=shorten(text[span.start : span.end], 60),
            part=number_words(mention.value) + mention.unit,
            total=number_words(total.mention.value) + total.mention.unit,
        )


def _value(written: str) -> float:
    return float(written.replace(",", ""))


def _tolerance(written: list[str]) -> float:
    """Rounding that parts and total may each carry: half a unit of their last decimal place."""
    places = max((len(w.partition(".")[2]) for w in written), default=0)
    return (len(written) - 1) * 0.5 * 10**-places + 1e-9 if places else 1e-9
