"""Every lookup the pages need, computed once for a corpus and shared by both languages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import TypeVar

from generator.findings import restatements
from generator.model import (
    Assignment,
    Citation,
    Corpus,
    Deadline,
    Finding,
    Indicator,
    Notice,
    Organization,
    Place,
    Provision,
    Role,
    Table,
    Target,
)

T = TypeVar("T")
ProvisionKey = tuple[str, str]
"""(document id, provision id)."""

PARTNERS_OF_ONE_STATEMENT = 40
"""A statement that names more bodies than this says nothing about who works with whom."""


@dataclass(frozen=True)
class CorpusIndex:
    """The corpus by every key the pages ask for. Lists keep the corpus's order."""

    corpus: Corpus
    findings: Sequence[Finding]
    notices: Mapping[str, Notice]
    years: Mapping[str, str]
    """By document: the year of its date, "" when undated."""
    organizations: Mapping[str, Organization]
    indicators: Mapping[str, Indicator]
    places: Mapping[str, Place]
    provisions: Mapping[ProvisionKey, Provision]
    tables: Mapping[ProvisionKey, Sequence[Table]]

    assignments_in: Mapping[ProvisionKey, Sequence[Assignment]]
    targets_in: Mapping[ProvisionKey, Sequence[Target]]
    deadlines_in: Mapping[ProvisionKey, Sequence[Deadline]]
    citations_in: Mapping[ProvisionKey, Sequence[Citation]]
    findings_in: Mapping[ProvisionKey, Sequence[Finding]]

    assignments_of: Mapping[str, Sequence[Assignment]]
    """By organization, the ones it is named in; not those of its groups."""
    targets_of: Mapping[str, Sequence[Target]]
    """By organization: those it leads and those of provisions it is responsible for."""
    deadlines_of: Mapping[str, Sequence[Deadline]]
    targets_on: Mapping[str, Sequence[Target]]
    """By indicator."""
    targets_for: Mapping[str, Sequence[Target]]
    """By place."""
    notices_of: Mapping[str, Sequence[Notice]]
    """By organization: notices that name it."""
    issued_by: Mapping[str, Sequence[Notice]]
    notices_at: Mapping[str, Sequence[Notice]]
    """By place."""
    cited_by: Mapping[str, Sequence[Citation]]
    """By document."""

    groups_of: Mapping[str, Sequence[str]]
    """By organization: the groups it is a member of."""
    branches_of: Mapping[str, Sequence[str]]
    """By organization: the bodies whose parent it is."""
    bodies_at: Mapping[str, Sequence[Organization]]
    """By place; "" for bodies of no known place."""
    places_in: Mapping[str, Sequence[Place]]
    partners: Mapping[str, Counter[str]]
    """By organization: how often each other body stands in one statement with it."""
    successors_of: Mapping[str, Sequence[str]]
    restated: Mapping[str, Sequence[Target]]
    """By target: the first statement of its goal with its value in each provision, its own included."""
    facts: Mapping[str, Assignment | Target | Deadline | Citation]
    """Every fact by its id."""

    @cached_property
    def newest(self) -> list[Notice]:
        """Notices by date, newest first; undated ones last."""
        return sorted(self.corpus.notices, key=lambda n: (notice_date(n) or date.min, n.id), reverse=True)


def notice_year(notice: Notice) -> str:
    """Year of its date, "" when undated."""
    day = notice_date(notice)
    return str(day.year) if day else ""


def notice_date(notice: Notice) -> date | None:
    """The day a notice is known by: issued, else published."""
    return notice.document.issued_on or notice.document.published_on


def build_index(corpus: Corpus, findings: Sequence[Finding] = ()) -> CorpusIndex:
    """One pass over each kind of fact."""
    notices = {n.id: n for n in corpus.notices}
    organizations = {o.id: o for o in corpus.organizations}
    assignments_in = _grouped(corpus.assignments, _place_of_fact)
    assignments_of = _grouped_many(corpus.assignments, lambda a: _named(a, organizations))
    notices_of = {
        body: list({a.document: notices[a.document] for a in facts}.values()) for body, facts in assignments_of.items()
    }
    return CorpusIndex(
        corpus=corpus,
        findings=findings,
        notices=notices,
        years={n.id: notice_year(n) for n in corpus.notices},
        organizations=organizations,
        indicators={i.id: i for i in corpus.indicators},
        places={p.id: p for p in corpus.places},
        provisions={(n.id, p.id): p for n in corpus.notices for p in n.document.provisions},
        tables=_grouped(
            ((n.id, t) for n in corpus.notices for t in n.document.tables),
            lambda pair: (pair[0], pair[1].provision),
            value=lambda pair: pair[1],
        ),
        assignments_in=assignments_in,
        targets_in=_grouped(corpus.targets, _place_of_fact),
        deadlines_in=_grouped(corpus.deadlines, _place_of_fact),
        citations_in=_grouped(corpus.citations, _place_of_fact),
        findings_in=_grouped(findings, lambda f: (f.document, f.provision)),
        assignments_of=assignments_of,
        targets_of=_targets_of(corpus, assignments_in, organizations),
        deadlines_of=_grouped_many(corpus.deadlines, lambda d: d.organizations),
        targets_on=_grouped(corpus.targets, lambda t: t.indicator),
        targets_for=_grouped((t for t in corpus.targets if t.place), lambda t: t.place or ""),
        notices_of=notices_of,
        issued_by=_grouped((n for n in corpus.notices if n.issuing_authority), lambda n: n.issuing_authority or ""),
        notices_at=_grouped((n for n in corpus.notices if n.place), lambda n: n.place or ""),
        cited_by=_grouped((c for c in corpus.citations if c.target_document), lambda c: c.target_document or ""),
        groups_of=_grouped(
            ((member, o.id) for o in corpus.organizations for member in o.members),
            lambda pair: pair[0],
            value=lambda pair: pair[1],
        ),
        branches_of=_grouped(
            (o for o in corpus.organizations if o.parent), lambda o: o.parent or "", value=lambda o: o.id
        ),
        bodies_at=_grouped(corpus.organizations, lambda o: o.place or ""),
        places_in=_grouped((p for p in corpus.places if p.parent), lambda p: p.parent or ""),
        partners=_partners(corpus, organizations),
        successors_of=_grouped(
            ((before, o.id) for o in corpus.organizations for before in o.predecessors),
            lambda pair: pair[0],
            value=lambda pair: pair[1],
        ),
        restated=_restated(corpus),
        facts={
            fact.id: fact
            for facts in (corpus.assignments, corpus.targets, corpus.deadlines, corpus.citations)
            for fact in facts
        },
    )


def _restated(corpus: Corpus) -> dict[str, Sequence[Target]]:
    targets = {target.id: target for target in corpus.targets}
    result: dict[str, Sequence[Target]] = {}
    for group in restatements(corpus):
        provisions: dict[ProvisionKey, Target] = {}
        for id in group:
            provisions.setdefault(_place_of_fact(targets[id]), targets[id])
        if len(provisions) > 1:
            result |= dict.fromkeys(group, tuple(provisions.values()))
    return result


def _place_of_fact(fact: Assignment | Target | Deadline | Citation) -> ProvisionKey:
    return fact.document, fact.mention.provision


def _grouped(items: Iterable, key, value=lambda item: item) -> dict:
    result = defaultdict(list)
    for item in items:
        result[key(item)].append(value(item))
    return dict(result)


def _grouped_many(items: Iterable, keys) -> dict:
    result = defaultdict(list)
    for item in items:
        for key in dict.fromkeys(keys(item)):
            result[key].append(item)
    return dict(result)


def _named(assignment: Assignment, organizations: Mapping[str, Organization]) -> Sequence[str]:
    """The bodies a statement names: a group itself, not the members it was resolved to besides."""
    if not assignment.group:
        return assignment.organizations
    groups = [id for id in assignment.organizations if id in organizations and organizations[id].kind == "group"]
    return groups or assignment.organizations


def _targets_of(
    corpus: Corpus,
    assignments_in: Mapping[ProvisionKey, Sequence[Assignment]],
    organizations: Mapping[str, Organization],
) -> dict[str, list[Target]]:
    result: dict[str, list[Target]] = defaultdict(list)
    for target in corpus.targets:
        bound = dict.fromkeys(target.lead)
        for assignment in assignments_in.get(_place_of_fact(target), ()):
            if assignment.mention.role in (Role.LEAD, Role.RESPONSIBLE):
                bound.update(dict.fromkeys(_named(assignment, organizations)))
        for body in bound:
            result[body].append(target)
    return dict(result)


def _partners(corpus: Corpus, organizations: Mapping[str, Organization]) -> dict[str, Counter[str]]:
    statements: dict[tuple, dict[str, None]] = defaultdict(dict)
    for assignment in corpus.assignments:
        mention = assignment.mention
        key = (assignment.document, mention.provision, mention.statement)
        statements[key].update(dict.fromkeys(_named(assignment, organizations)))
    result: dict[str, Counter[str]] = defaultdict(Counter)
    for bodies in statements.values():
        if len(bodies) <= PARTNERS_OF_ONE_STATEMENT:
            for one, other in combinations(bodies, 2):
                result[one][other] += 1
                result[other][one] += 1
    return dict(result)
