"""Finds every quantified commitment: a number that an authority promises to reach, keep within, build, train or raise.

The way of a number: ``generator.numerals`` reads it with its unit; ``clauses`` gives its sentence with names, titles and
brackets blanked; ``roles`` says whether the number is said of something, counts something or only describes;
``grants`` and ``exclusions`` take out money handed out, conditions, facts, frequencies and marks; ``commitments`` accepts what is left where its
clause promises, and ``indicators`` and ``operators`` word it; ``stated_due`` dates it; ``tables`` reads tables of goals.
What is a target is defined in the evaluation's README, with examples.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from generator.find_targets.clauses import gaps, sentences
from generator.find_targets.commitments import Commitment, Reader
from generator.find_targets.exclusions import sets_requirements
from generator.find_targets.indicators import heading_subject
from generator.find_targets.stated_due import Due, DueReader
from generator.find_targets.tables import find_table_targets
from generator.find_targets.words import last_match
from generator.model import Document, Level, Provision, Span, TargetMention
from generator.numerals import Quantity, find_quantities

_GOAL_HEADING = re.compile(r"目标|指标|任务指标|主要任务(?!和)")
# Under such headings stands what was, unless the sentence looks ahead.
_LOOKS_BACK = re.compile(
    r"回顾|执行情况|(?:完成|进展)情况\Z|(?:全面|圆满|超额|顺利)完成\Z|发展基础|现状|成效\Z|取得的?成[效就绩]|基本情况|(?:面临|发展)的?(?:形势|"
    r"环境)|存在的?(?:主要)?问题|形势分析|背景"
)
# A paper of that name tells what was done, all of it.
_REPORTS = re.compile(r"情况(?:的?(?:通报|报告|汇报|公示|公告|说明|总结))?\Z|工作(?:总结|回顾|综述)(?![和与及暨])")
# 「截至4月底，…。完成培训1000人。」
_SO_FAR = re.compile(r"截至(?!时)|截止(?:到|目前|20\d\d年|\d{1,2}月)|近年来")
_GOES_FORWARD = re.compile(
    r"20\d\d年|今年|明年|下一步|力争|确保|目标(?!任务?(?!为))|计划|将(?!近)|要(?!求|素|点)|争取(?!到了)|今后|年内"
)
# 「2022年，全县…。预计全年增长6%。」: what a paragraph of a year gone by goes on to say
_YEAR_OPENS = re.compile(r"\s*(?:（[一二三四五六七八九十]{1,3}）)?(?:去年|(20\d\d)年)，")
_PARAGRAPH = 1200
"""Characters after which the opening of a paragraph says nothing more."""
_LOOKS_AHEAD = re.compile(r"到20\d\d年|力争|确保|今年|下一步|目标(?!任务完成)")
_TITLE = re.compile(
    r"(?:方案|计划|规划|通知|意见|办法|措施|要点|规定|细则|纲要|决定|公告|通告|函|批复|表|清单|附件)(?:（[^）]*）)?\s*\Z"
)
_PLACE = re.compile(r"全[国省州市县区镇乡](?![性面])")


def find_targets(document: Document) -> tuple[TargetMention, ...]:
    """Every target of ``document`` in reading order, those in tables with ``table`` set."""
    skip = sorted(table.span for table in document.tables)
    quantities = [
        q for gap in gaps(Span(0, len(document.text)), skip) for q in find_quantities(document.text, gap.start, gap.end)
    ]
    starts = [q.start for q in quantities]
    hits = [q.start for q in quantities if _promising(document.text, q)]
    headings = _Headings(document)
    dues = DueReader(document)
    out: list[TargetMention] = []
    for provision in document.provisions:
        i = bisect_left(hits, provision.span.start)
        if i == len(hits) or hits[i] >= provision.span.end or provision.role in ("contents", "furniture"):
            continue
        above = headings.over(provision)
        if above.require or sets_requirements(dues.lead_in(provision)):
            continue
        reader = Reader(heading_subject(headings.line(provision)), goals=above.state_goals)
        for sentence in sentences(document, provision, skip, hits):
            if provision.level is Level.PART and _TITLE.search(sentence.flat):
                # A title names a plan; what it counts is said again in the plan.
                continue
            if sentence.head and sets_requirements(sentence.head):
                continue
            past = above.look_back or _of_the_past(document.text, sentence.start, dues.first_year)
            if past and not _LOOKS_AHEAD.search(sentence.flat):
                continue
            end = sentence.start + len(sentence.text)
            held = [
                _moved(q, -sentence.start)
                for q in quantities[bisect_left(starts, sentence.start) : bisect_left(starts, end)]
                if q.end <= end
            ]
            held = _without_number(provision, sentence.start, sentence.text, held)
            commitments = reader.read(sentence, held)
            if not commitments:
                continue
            for commitment, due in zip(commitments, dues.read(sentence, commitments), strict=True):
                if due is not None:
                    out.append(_mention(sentence.start, provision, commitment, due))
    out += find_table_targets(document)
    return tuple(sorted(out, key=lambda t: (t.number.start, t.span.start)))


def _promising(text: str, q: Quantity) -> bool:
    """Whether a quantity is worth reading its sentence for: not the 10 of 「10县市人民政府」, not 「一批」."""
    if q.group == "division" and text.startswith(("人民政府", "政府"), q.end):
        return False
    if q.chinese and q.value < 2 and q.group not in ("growth", "multiple", "share") and q.unit[:1] not in "万亿":
        return "每" in text[max(0, q.start - 14) : q.start]
    return q.group != "bare" or not q.value.is_integer() or q.unit != "" or text[q.end : q.end + 1] in "以，。；、及左"


def _of_the_past(text: str, at: int, first_year: int | None) -> bool:
    """Whether the paragraph that holds ``at`` opens with a year before the plan's, or has told what is so far."""
    line = max(text.rfind("\n", max(0, at - _PARAGRAPH), at) + 1, at - _PARAGRAPH)
    opening = _YEAR_OPENS.match(text, line, at) if line >= 0 else None
    if opening is not None and (opening[1] is None or (first_year and int(opening[1]) < first_year)):
        return True
    so_far = last_match(_SO_FAR, text[max(0, line) : at])
    return so_far is not None and not _GOES_FORWARD.search(text, text.find("，", max(0, line) + so_far.end()), at)


class _Above(NamedTuple):
    """What the headings over a number say of it; its part's title only where it names a report."""

    state_goals: bool = False
    look_back: bool = False
    require: bool = False
    """They say who may apply, and with what."""


class _Headings:
    def __init__(self, document: Document):
        self._by_id = {p.id: p for p in document.provisions}
        self._above: dict[str | None, _Above] = {None: _Above()}

    def line(self, provision: Provision) -> Iterator[Provision]:
        """A provision, what it stands in, and so on up to its part."""
        node: Provision | None = provision
        while node is not None:
            yield node
            node = self._by_id.get(node.parent or "")

    def over(self, provision: Provision) -> _Above:
        """What the headings of ``provision`` and of all it stands in say."""
        lower: list[Provision] = []
        for node in self.line(provision):
            if node.id in self._above:
                break
            lower.append(node)
        for node in reversed(lower):
            above, heading = self._above.get(node.parent, _Above()), node.heading
            self._above[node.id] = (
                above._replace(look_back=above.look_back or bool(_REPORTS.search(heading)))
                if node.level is Level.PART
                else _Above(
                    above.state_goals or bool(_GOAL_HEADING.search(heading[:24])),
                    above.look_back or bool(_LOOKS_BACK.search(heading)),
                    above.require or sets_requirements(heading),
                )
            )
        return self._above[provision.id]


def _moved(q: Quantity, by: int) -> Quantity:
    return Quantity(q.start + by, q.end + by, q.value, q.value_max, q.unit, q.group, q.chinese, q.vague)


def _without_number(provision: Provision, start: int, text: str, held: list[Quantity]) -> list[Quantity]:
    """``held`` with a first quantity that swallowed the provision's own number (「1.10个村」) read again."""
    if not held or not provision.number or start != provision.span.start:
        return held
    own = len(text) - len(text.lstrip()) + len(provision.number)
    if held[0].start >= own:
        return held
    rest = find_quantities(text, own)
    return [q for q in rest if q.start < held[0].end] + held[1:]


def _mention(offset: int, provision: Provision, c: Commitment, due: Due) -> TargetMention:
    q = c.quantity
    place = _PLACE.search(c.indicator)
    return TargetMention(
        provision=provision.id,
        span=Span(offset + c.start, offset + c.end),
        number=Span(offset + q.start, offset + q.end),
        indicator=c.indicator,
        op=c.op,
        value=q.value,
        value_max=q.value_max,
        unit=q.unit,
        growth=c.growth,
        due=due.date,
        due_basis=due.basis,
        due_span=due.span,
        hedge=c.hedge,
        place=place.group() if place else None,
        falls=c.falls,
        yearly=c.yearly,
    )
