"""Targets, deadlines and duties as rows: the same row wherever it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeVar

from generator.findings.quantity import base_amount
from generator.model import Assignment, Deadline, DeadlineKind, DueBasis, Role, Target, TargetMention
from generator.pages.index import CorpusIndex
from generator.pages.language import N_, Language
from generator.pages.refs import Names, ProvisionRef, Ref, excerpt

Fact = TypeVar("Fact", Target, Deadline)
Row = TypeVar("Row")

_FOLDS = {2: N_("翻一番"), 4: N_("翻两番")}

RESTATEMENTS = 8
"""Other statements of a goal that are named beside it."""

DUTY_EXCERPT = 80
"""Characters of the notice shown in a line of a department's ledger."""


@dataclass(frozen=True, slots=True)
class Due:
    """When a target must be met, and how we know."""

    text: str
    """Date in the page's language, "" when unknown."""
    iso: str
    basis: str
    """Words for an inherited or missing date; "" when the sentence itself says it."""
    source: ProvisionRef | None = None
    """The provision an inherited date comes from."""


@dataclass(frozen=True, slots=True)
class Restatement:
    """Where a goal is stated once more with the same value."""

    path: str
    """Address of the number in its sentence."""
    provision: ProvisionRef
    notice: Ref | None
    """None within one notice."""


@dataclass(frozen=True, slots=True)
class Restatements:
    """The other provisions that state a goal with its value."""

    links: tuple[Restatement, ...]
    more: int
    """How many there are besides."""


@dataclass(frozen=True, slots=True)
class TargetRow:
    id: str
    anchor: str
    """Id of the mark in the sentence."""
    indicator: Ref
    as_written: str
    value: str
    """``≥ 12.5%``."""
    said: str
    """The value as a sentence would say it: ``增长 ≥ 12.5%``, ``≥ 12.5% growth``."""
    value_lang: str
    """"zh-Hans" for a unit without English name on an English page, else ""."""
    number: float
    """The value without 万 and 亿, to sort by."""
    growth: bool
    due: Due
    hedge: str
    place: Ref | None
    bodies: tuple[Ref, ...]
    """Those that lead."""
    body_ids: tuple[str, ...]
    quote: str
    provision: ProvisionRef
    notice: Ref
    notice_id: str
    kind: str
    """"table" for a cell of a table, else "text"."""
    row: str
    column: str
    caption: str
    indicator_id: str
    place_id: str

    @property
    def path(self) -> str:
        """Address of the number in its sentence."""
        return f"{self.provision.path.partition('#')[0]}#{self.anchor}"

    @property
    def year(self) -> str:
        return self.due.iso[:4]


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    id: str
    anchor: str
    when: str
    """In the page's language; the notice's own words where nothing else can say it."""
    when_lang: str
    """"zh-Hans" for the notice's own words on an English page, else ""."""
    day_from: str
    """First day of a period, in the page's language; "" when the last one stands alone."""
    day: str
    """The day that counts, for a column of dates; "" for what recurs, runs for a while, or has no date."""
    own_words: str
    kind: str
    """Code: "by", "during" …"""
    kind_label: str
    start: str
    """ISO date or ""."""
    end: str
    quote: str
    bodies: tuple[Ref, ...]
    body_ids: tuple[str, ...]
    provision: ProvisionRef
    notice: Ref
    notice_id: str
    place: Ref | None
    place_id: str

    @property
    def path(self) -> str:
        return f"{self.provision.path.partition('#')[0]}#{self.anchor}"

    @property
    def due(self) -> str:
        """The day that counts: the last, else the first; "" when neither is known."""
        return self.end or self.start

    @property
    def overdue_from(self) -> str:
        """The day after which it is overdue; "" for what only begins then and for what has no date."""
        return "" if self.kind == DeadlineKind.FROM.value else self.due

    @property
    def year(self) -> str:
        return self.due[:4]


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A provision that names bodies, with what they must reach and by when: the line of their ledgers."""

    id: str
    provision: ProvisionRef
    excerpt: str
    notice: Ref
    leads: tuple[Ref, ...]
    """Who leads."""
    targets: tuple[TargetRow, ...]
    deadlines: tuple[DeadlineRow, ...]


@dataclass(frozen=True, slots=True)
class RoleLine:
    """All bodies of one role in a provision."""

    code: str
    label: str
    bodies: tuple[Ref, ...]
    """A name that was not resolved has no path."""


class Facts:
    """Rows in one language, each made once."""

    def __init__(self, index: CorpusIndex, language: Language, names: Names) -> None:
        self.index, self.language, self.names = index, language, names
        self.target = _by_id(self._target)
        self.deadline = _by_id(self._deadline)
        self._duties: dict[tuple[str, str], DutyRow] = {}

    def targets(self, targets: Iterable[Target]) -> tuple[TargetRow, ...]:
        return tuple(map(self.target, targets))

    def deadlines(self, deadlines: Iterable[Deadline]) -> tuple[DeadlineRow, ...]:
        return tuple(map(self.deadline, deadlines))

    def _target(self, target: Target) -> TargetRow:
        mention, document = target.mention, self.index.notices[target.document].document
        table = mention.table
        value = self.language.value(mention.op, mention.value, mention.value_max, mention.unit)
        amount = base_amount(mention.value, mention.unit)
        return TargetRow(
            id=target.id,
            anchor=anchor_of(target.id),
            indicator=self.names.indicator(target.indicator),
            as_written=mention.indicator,
            value=value,
            said=self._said(document.text, mention, value),
            value_lang="zh-Hans" if self.language.is_foreign(value) else "",
            number=amount.value if amount else mention.value,
            growth=mention.growth,
            due=self._due(target),
            hedge=mention.hedge or "",
            place=self.names.place(target.place) if target.place in self.index.places else None,
            bodies=self._local(target.document, target.lead),
            body_ids=target.lead,
            quote=document.text[mention.span.start : mention.span.end],
            provision=self.names.provision(target.document, mention.provision),
            notice=self.names.short_notice(target.document),
            notice_id=target.document,
            kind="table" if table else "text",
            row=table.row if table else "",
            column=table.column if table else "",
            caption=table.caption if table else "",
            indicator_id=target.indicator,
            place_id=target.place or "",
        )

    def _said(self, text: str, mention: TargetMention, value: str) -> str:
        """The value of ``mention`` as a sentence would say it."""
        _ = self.language.gettext
        if not mention.growth:
            return value
        if "翻" in text[mention.number.start : mention.number.end] and mention.value in _FOLDS:
            # 「增长2倍」 would be three times as much.
            return _(_FOLDS[mention.value])
        if mention.yearly:
            return _("年均下降 %(value)s", value=value) if mention.falls else _("年均增长 %(value)s", value=value)
        return _("下降 %(value)s", value=value) if mention.falls else _("增长 %(value)s", value=value)

    def restatements(self, target: Target) -> Restatements | None:
        """Where else the goal of ``target`` is stated with its value; None when nowhere."""
        here = target.document, target.mention.provision
        statements = self.index.restated.get(target.id, ())
        if not statements:
            return None
        others = (other for other in statements if (other.document, other.mention.provision) != here)
        links = tuple(self._restatement(target, other) for other in islice(others, RESTATEMENTS))
        return Restatements(links, len(statements) - 1 - len(links))

    def _restatement(self, target: Target, other: Target) -> Restatement:
        provision = self.names.provision(other.document, other.mention.provision)
        return Restatement(
            path=f"{provision.path.partition('#')[0]}#{anchor_of(other.id)}",
            provision=provision,
            notice=None if other.document == target.document else self.names.short_notice(other.document),
        )

    def _due(self, target: Target) -> Due:
        _ = self.language.gettext
        if target.due_basis is DueBasis.NONE or (target.due is None and target.due_basis is not DueBasis.STATED):
            return Due("", "", _("未写明"))
        if target.due is None:
            return Due("", "", _("见原文"))
        text, iso = self.language.date(target.due), target.due.isoformat()
        if target.due_basis is DueBasis.STATED:
            return Due(text, iso, "")
        if target.due_from == "plan":
            return Due(text, iso, _("承自方案期限"))
        if (target.document, target.due_from) in self.index.provisions:
            source = self.names.provision(target.document, target.due_from)
            return Due(text, iso, _("承自"), source)
        return Due(text, iso, _("承自方案标题"))

    def _deadline(self, deadline: Deadline) -> DeadlineRow:
        mention, notice = deadline.mention, self.index.notices[deadline.document]
        when = self.language.when(mention)
        dated = mention.kind not in (DeadlineKind.RECURRING, DeadlineKind.WITHIN)
        first, last = mention.start_date, mention.end_date
        return DeadlineRow(
            id=deadline.id,
            anchor=anchor_of(deadline.id),
            when=when or mention.when,
            when_lang="" if when else "zh-Hans",
            day_from=self.language.date(first) if dated and first and last and first != last else "",
            day=self.language.date(last or first) if dated else "",
            own_words=mention.when,
            kind=mention.kind.value,
            kind_label=self.language.deadline_kind(mention.kind),
            start=_iso(mention.start_date),
            end=_iso(mention.end_date),
            quote=notice.document.text[mention.span.start : mention.span.end],
            bodies=self._local(deadline.document, deadline.organizations),
            body_ids=deadline.organizations,
            provision=self.names.provision(deadline.document, mention.provision),
            notice=self.names.short_notice(deadline.document),
            notice_id=deadline.document,
            place=self.names.place(notice.place) if notice.place in self.index.places else None,
            place_id=notice.place or "",
        )

    def _local(self, document: str, bodies: Iterable[str]) -> tuple[Ref, ...]:
        """Bodies as a notice of their own place calls them."""
        place = self.index.notices[document].place
        return tuple(self.names.local_body(body, place) for body in bodies)

    def roles(self, assignments: Sequence[Assignment]) -> tuple[RoleLine, ...]:
        """Who leads, answers, supports, implements: one line per role that occurs, in that order."""
        lines = []
        for role in Role:
            bodies = dict.fromkeys(self._first_body(a) for a in assignments if a.mention.role is role)
            if bodies:
                lines.append(RoleLine(role.value, self.language.role(role), tuple(bodies)))
        return tuple(lines)

    def _first_body(self, assignment: Assignment) -> Ref:
        if not assignment.organizations:
            written = assignment.mention.repaired or assignment.mention.as_written
            return Ref(written, lang="" if self.language.lang == "zh" else "zh-Hans")
        place = self.index.notices[assignment.document].place
        return self.names.local_body(assignment.organizations[0], place)

    def duty(self, assignment: Assignment) -> DutyRow:
        """The line for the provision that ``assignment`` stands in."""
        key = assignment.document, assignment.mention.provision
        row = self._duties.get(key)
        if row is None:
            row = self._duties[key] = self._duty(*key)
        return row

    def _duty(self, document: str, provision_id: str) -> DutyRow:
        index, key = self.index, (document, provision_id)
        provision, assignments = index.provisions[key], index.assignments_in[key]
        leads = (self._first_body(a) for a in assignments if a.mention.role is Role.LEAD)
        # The bracket that says who is responsible is in the other columns.
        until = min(a.mention.statement.start for a in assignments)
        text = index.notices[document].document.text
        return DutyRow(
            id=f"{document}/{provision_id}",
            provision=self.names.provision(document, provision_id),
            excerpt=excerpt(text, provision, length=DUTY_EXCERPT, until=until) if provision.heading else "",
            notice=self.names.short_notice(document),
            leads=tuple(dict.fromkeys(leads)),
            targets=self.targets(t for t in index.targets_in.get(key, ()) if not t.mention.table),
            deadlines=self.deadlines(index.deadlines_in.get(key, ())),
        )


def _by_id(make: Callable[[Fact], Row]) -> Callable[[Fact], Row]:
    """``make`` that makes one row for each fact: hashing a whole fact would take longer than finding its row."""
    made: dict[str, Row] = {}

    def get(fact: Fact) -> Row:
        row = made.get(fact.id)
        if row is None:
            row = made[fact.id] = make(fact)
        return row

    return get


def anchor_of(fact: str) -> str:
    """Anchor of a fact's mark: ``notice/p2-1/t1`` → ``f-p2-1-t1``, unique on its page and no provision's anchor."""
    return "f-" + fact.partition("/")[2].replace("/", "-")


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
