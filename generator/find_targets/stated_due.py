"""By when a promise must be met, where its own sentence says so."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from generator.dates import Period, Shape, find_periods
from generator.find_targets.clauses import Sentence
from generator.find_targets.closing_dates import closing_dates
from generator.find_targets.commitments import Commitment
from generator.model import Document, DueBasis, Provision, Span


class Due(NamedTuple):
    """A due date and the words it comes from (positions in the document)."""

    date: date | None
    basis: DueBasis
    span: Span | None = None


NO_DUE = Due(None, DueBasis.NONE)

# The year something is compared with, or that names a thing, bounds nothing: 比2020年下降, 以2017年为基数, 2015年基础上.
_COMPARED_BEFORE = re.compile(r"(?:[比较与]|以|相比|对比|相对于|超过|高于|低于|不低于|不高于)\Z")
_COMPARED_AFTER = re.compile(
    r"(?:的?(?:基础|水平|同期|基数|为基数|相比|不变价|可比价|价格|版|之前建成|以前建成|前建成|以前|建成的)|"
    r"的\d|[”\"]?(?:[\u4e00-\u9fff]{0,4}规划|纲要|开局))"
)
_AND_A_NUMBER = re.compile(r"的\d")
_GOES_ON = re.compile(r"基础上|力争|确保|新增|新建|打造|培育|继续|推进|要求|精神|部署")
_TITLE_YEAR = re.compile(r"20\d\d\s*[年—－-]|十[一二三四五六]五")
# 「到2026年底累计支持150个」: the year a plan without years in its title works towards
_GOAL_YEAR = re.compile(r"(?<![达提增降预])[到至](20\d\d)年(?!以来|\d{1,2}月(?!底|末))")
# 「3年引育10家」, 「用三年时间培训…」: a period without a start
_YEARS_LONG = re.compile(
    r"\s*(?:力争|争取|计划|要)?(?:用|利用|通过)?(?:未来|今后)?(?:[一二两三四五六七八九十]|[1-9])年(?:左右)?(?:的?时间)?，?"
    r"(?:全[国省州市县区镇]|累计|共|力争|再|新|引|培|建|打造|完成|实施|改|投|支持|遴选|创|推|选|招|扶)"
)
# 「新建学校10所，8月底前全部竣工」: a clause that only says when the one before is done
_DONE = re.compile(
    r"(?:[，、]|之?前|以前)?(?:要|须|应|确保|力争|必须|争取|全部|全面|基本|均|予以|都|如期|按期|按时|保质保量|高质量|主体)*"
    r"(?:完成|建成|竣工|开工|完工|投产|到位|投入|投用|达标|验收|落实|销号|办结|交付|实施|启动|见效|形成|发放|兑现|实现|达到|达产)"
    r"[^，。；：]{0,8}"
)
_YEARLY = re.compile(r"每年|年均|逐年|(?<![去今])每年度")


_SO_LONG = re.compile(r"年内|年时间|月内")


class DueReader:
    """Dates of the sentences of one document."""

    def __init__(self, document: Document):
        self.document = document
        plan = document.plan_year
        named = document.issued_on or any(
            _TITLE_YEAR.search(t) for t in (document.title, *(p.title for p in document.parts))
        )
        self.first_year = plan if plan is None or named else plan - 1
        """What ended before this year is past. A year only guessed from the page may be one too late."""
        self._horizon = self._plan_end()
        self._by_id = {p.id: p for p in document.provisions}
        self._heads: dict[str, Due] = {}
        self._closings: dict[str, list[tuple[int, Due]]] = {}
        self._lead_ins: dict[str, str] = {}
        self.last = NO_DUE
        """Due date of the promise before, for sentences that begin with 其中."""

    def _plan_end(self) -> int | None:
        """The year the plan runs to: its title's, else the first that a goal names (「到2026年底」), else its own."""
        d = self.document
        if any(_TITLE_YEAR.search(t) for t in (d.title, *(p.title for p in d.parts))):
            return d.plan_end_year
        for m in _GOAL_YEAR.finditer(d.text):
            if d.plan_year is None or int(m[1]) >= d.plan_year:
                return int(m[1])
        return d.plan_end_year

    def _periods(self, text: str, offset: int = 0) -> list[Period]:
        d = self.document
        return find_periods(text, year=d.plan_year, plan_end_year=d.plan_end_year, offset=offset)

    def read(self, sentence: Sentence, commitments: list[Commitment]) -> list[Due | None]:
        """For each promise its due date, ``NO_DUE`` when nothing says one, None when its period is over: a fact, no promise."""
        periods = [p for p in self._periods(sentence.flat) if not _compared(sentence.flat, p)]
        taken = [sentence.clause_start(c.quantity.start) for c in commitments]
        out: list[Due | None] = []
        opening = sentence.flat.lstrip()
        carried = self.last if opening.startswith(("其中", "即", "分别")) else NO_DUE
        for commitment in commitments:
            due = self._from_sentence(sentence, commitment, periods, taken)
            if due is NO_DUE:
                due = carried
            if due is NO_DUE:
                due = self._from_closing(sentence, commitment.quantity.start)
            if due is NO_DUE:
                due = self._from_above(sentence)
            out.append(due)
            if due is not None:
                self.last = due
        return out

    def _from_sentence(
        self, sentence: Sentence, commitment: Commitment, periods: list[Period], taken: list[int]
    ) -> Due | None:
        at = commitment.quantity.start
        before = [p for p in periods if p.span.start < at]
        if commitment.run > 1:
            clause = sentence.clause_start(at)
            own = [p for p in before if p.span.start >= clause and p.end]
            for listed in (own, before[-commitment.run :]):
                # 「到2022年和2030年，…分别不低于22%和30%」
                joined = listed is own or (_listed(sentence.flat, listed) and "分别" in sentence.flat[clause:at])
                if len(listed) == commitment.run and joined and all(p.end for p in listed):
                    p = listed[commitment.order]
                    return Due(p.end, DueBasis.STATED, sentence.span(*p.span))
        clause_start, clause_end = sentence.clause_start(at), sentence.clause_end(at)
        inside = [p for p in periods if clause_start <= p.span.start < clause_end]
        nearest = [
            *(p for p in reversed(inside) if p.span.start < at),
            *(p for p in inside if p.span.start > at),
            *(p for p in reversed(before) if p.span.start < clause_start),
        ]
        own = sentence.flat[clause_start:at]
        yearly = _YEARLY.search(own)
        if not inside and _YEARS_LONG.match(own) and not any(p.end for p in before):
            return Due(None, DueBasis.STATED)
        for i, p in enumerate(nearest):
            due = self._date(p)
            if due is None:
                continue
            if p.shape is Shape.WITHIN and (
                yearly or (p.span.end < clause_start and "；" in sentence.flat[p.span.end : clause_start])
            ):
                # 「三年内引进3000头，每年改良30万头；…」: a period without a start holds for its own words
                continue
            if p.text.startswith(("当年", "同年")) and (named := self._named_before(before, p)):
                due = Due(date(named, 12, 31), DueBasis.STATED)
            if due is _PAST:
                if p.span.end < clause_start and _GOES_ON.search(sentence.flat, p.span.end, at):
                    # 「在2022年完成试点的基础上，新建5所」
                    continue
                return None
            if p.shape is Shape.BARE_YEAR and not p.year_stated:
                # 「到2020年，全年产量达2万吨」: the year named before is the one whose whole is meant.
                wider = [
                    w for w in nearest[i + 1 :] if w.year_stated and w.shape is Shape.BY and w.end and w.end.month == 12
                ]
                if wider:
                    p, due = wider[0], Due(wider[0].end, DueBasis.STATED)
            return Due(due.date, DueBasis.STATED, sentence.span(*p.span))
        return self._from_next_clause(sentence, periods, clause_end)

    def _named_before(self, before: list[Period], period: Period) -> int | None:
        """The year named last before ``period``: 「2024年6月底前开工，当年完成60%」."""
        years = [p.end.year for p in before if p.span.start < period.span.start and p.year_stated and p.end]
        return years[-1] if years else None

    def _from_next_clause(self, sentence: Sentence, periods: list[Period], clause_end: int) -> Due:
        """The date of a clause behind that only says by when: 「新建学校10所，8月底前全部竣工」."""
        flat = sentence.flat
        for p in periods:
            if p.span.start <= clause_end:
                continue
            if "；" in flat[clause_end : p.span.start] or "：" in flat[clause_end : p.span.start]:
                break
            end = sentence.clause_end(p.span.end)
            if not _DONE.fullmatch(flat[p.span.end : end]) or re.search(r"\d", flat[p.span.end : end]):
                continue
            due = self._date(p)
            if due not in (None, _PAST) and due.date and p.shape in (Shape.BARE_YEAR, Shape.BY, Shape.DURING):
                return Due(due.date, DueBasis.STATED, sentence.span(*p.span))
        return NO_DUE

    def _date(self, period: Period) -> Due | None:
        """What a period says about a due date: None when nothing, ``_PAST`` when it ended before the plan's year."""
        last = self._horizon
        if period.shape is Shape.SINCE:
            return _PAST
        if period.shape is Shape.RECURRING:
            return None
        if period.shape is Shape.FROM:
            # 「2024年起每年遴选50个」 runs to the plan's end; 「自11月1日起推行」 says nothing of later clauses.
            yearly = period.precision in ("year", "years")
            return Due(date(last, 12, 31), DueBasis.STATED) if last and period.start and yearly else None
        if period.shape is Shape.WITHIN:
            return Due(None, DueBasis.STATED) if _SO_LONG.search(period.text) else None
        if period.end is None:
            return None
        if self.first_year and period.end < date(self.first_year, 1, 1) and period.precision != "event":
            return _PAST
        return Due(period.end, DueBasis.STATED)

    def _from_closing(self, sentence: Sentence, at: int) -> Due:
        """The date in the bracket or line that closes the clause: 「（…；完成时限：2014年10月底）」."""
        provision = sentence.provision
        if provision.id not in self._closings:
            self._closings[provision.id] = [
                (c.start, self._closing_due(c.words, c.words_start)) for c in closing_dates(self.document, provision)
            ]
        for start, due in self._closings[provision.id]:
            if start >= sentence.start + at:
                return due
        return NO_DUE

    def _closing_due(self, words: str, offset: int) -> Due:
        last = NO_DUE
        for p in self._periods(words, offset):
            if p.end is not None and p.shape in (Shape.BY, Shape.DURING, Shape.BARE_YEAR):
                last = Due(p.end, DueBasis.STATED, Span(*p.span))
        return last

    def _from_above(self, sentence: Sentence) -> Due:
        """The date of the heading or of the line ending in ： on which a sentence hangs."""
        provision = sentence.provision
        for text in (sentence.head, provision.heading, self.lead_in(provision)):
            if not text:
                continue
            if text not in self._heads:
                self._heads[text] = self._single(text)
            if self._heads[text] is not NO_DUE:
                return self._heads[text]
        return NO_DUE

    def lead_in(self, provision: Provision) -> str:
        """The last sentence of the provision above when it introduces a list: 「到2025年，主要目标是：」."""
        parent = self._by_id.get(provision.parent or "")
        if parent is None:
            return ""
        if parent.id not in self._lead_ins:
            text = self.document.text[max(parent.span.start, parent.span.end - 400) : parent.span.end].rstrip()
            self._lead_ins[parent.id] = re.split(r"[。\n]", text)[-1] if text.endswith(("：", ":")) else ""
        return self._lead_ins[parent.id]

    def _single(self, text: str) -> Due:
        for p in self._periods(text):
            if _compared(text, p):
                continue
            due = self._date(p)
            if due not in (None, _PAST) and due.date:
                return Due(due.date, DueBasis.STATED)
        return NO_DUE


_PAST = Due(None, DueBasis.NONE)


def _compared(text: str, period: Period) -> bool:
    start, end = period.span
    if period.tells_since(text[max(0, start - 1) : start], text[end : end + 16]):
        return True
    if _AND_A_NUMBER.match(text, end):
        return True
    if period.before in ("到", "至") and text[start - 1 : start] not in ("达", "提", "增", "降"):
        return False
    return bool(_COMPARED_BEFORE.search(text[max(0, start - 4) : start]) or _COMPARED_AFTER.match(text, end, end + 8))


def _listed(flat: str, periods: list[Period]) -> bool:
    """Whether nothing but 和 or 、 stands between ``periods``."""
    return all(flat[a.span.end : b.span.start].strip(" ，") in ("和", "、", "及", "与") for a, b in pairwise(periods))
