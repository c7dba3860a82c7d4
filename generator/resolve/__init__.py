"""From what each notice says to the corpus: names get their identity, dates what they inherit, facts who answers.

The notices are looked at together, and always in the order of their ids, so the result does not depend on the order
they come in. Ids of facts are ``<document>/<provision>/<kind><number>``, numbered inside the provision: a correction of
one provision leaves those of the others as they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from generator.model import (
    Assignment,
    Citation,
    Corpus,
    Deadline,
    Diagnostic,
    Mentions,
    Notice,
    Organization,
    Place,
    Target,
    TargetMention,
)
from generator.resolve.documents import resolve_citations
from generator.resolve.due_dates import inherit_due_dates
from generator.resolve.governing import Governing
from generator.resolve.indicators import IndicatorIndex, resolve_indicators
from generator.resolve.notice_places import find_notice_place
from generator.resolve.organizations import OrganizationIndex, resolve_organizations
from generator.resolve.places import PlaceIndex, load_places
from generator.resolve.subjects import find_subjects
from generator.resolve.target_places import LocalPlaces, place_of_target, zones_of
from generator.translate import translate_title

__all__ = ["resolve"]

_BRACKETS = re.compile(r"[（(][^（）()]*[）)]|\s")
_BODY_OF_DIVISION = re.compile(r"[省市州盟县区旗][\u4e00-\u9fff]{1,12}(?:局|委|办|厅|院|中心|公司|管委会)")


def resolve(mentions: Sequence[Mentions]) -> Corpus:
    """The corpus that the mentions of all notices make.

    Never raises for what a notice says: a place, body or document that stays unknown is None or a body of its own, and
    a notice whose place is unknown yields a diagnostic.
    """
    mentions = sorted(mentions, key=lambda m: m.document.id)
    places = load_places()
    notice_places: dict[str, str | None] = {}
    diagnostics: list[Diagnostic] = []
    for m in mentions:
        found = find_notice_place(m.document, places)
        notice_places[m.document.id] = found.place
        diagnostics += found.diagnostics
        if found.place is None:
            diagnostics.append(_without_place(m))
    subjects = {m.document.id: find_subjects(m) for m in mentions}
    organizations = resolve_organizations(
        mentions,
        places,
        notice_places,
        further_names={
            m.document.id: {name for names in subjects[m.document.id] for name in names or ()} | _row_bodies(m)
            for m in mentions
        },
    )
    indicators = resolve_indicators(mentions, places, notice_places)
    cited = iter(
        resolve_citations(
            [m.document for m in mentions],
            [(m.document.id, citation) for m in mentions for citation in m.citations],
            places,
            notice_places,
        )
    )
    local = LocalPlaces(places)
    assignments: list[Assignment] = []
    targets: list[Target] = []
    deadlines: list[Deadline] = []
    citations: list[Citation] = []
    for m in mentions:
        place = notice_places[m.document.id]
        own = _assignments(m, organizations)
        governing = Governing(m.document, m.assignments, [a.organizations for a in own])
        assignments += own
        targets += _targets(m, governing, indicators, organizations, local, place)
        deadlines += _deadlines(m, governing, organizations, subjects[m.document.id])
        for id, mention in _numbered(m.document.id, "c", m.citations):
            citations.append(Citation(id, m.document.id, mention, next(cited)))
    notices = tuple(_notice(m, organizations, notice_places[m.document.id], places) for m in mentions)
    bodies = _bodies_that_occur(organizations.organizations, notices, assignments, targets, deadlines)
    return Corpus(
        notices=notices,
        assignments=tuple(assignments),
        targets=tuple(targets),
        deadlines=tuple(deadlines),
        citations=tuple(citations),
        organizations=bodies,
        indicators=indicators.indicators,
        places=_places_that_occur(places, local, notices, targets, bodies),
        diagnostics=tuple(diagnostics),
    )


def _numbered(document: str, kind: str, mentions: Iterable) -> list[tuple[str, object]]:
    """Each mention with its id, numbered from 1 in its provision."""
    seen: dict[str, int] = defaultdict(int)
    out = []
    for mention in mentions:
        seen[mention.provision] += 1
        out.append((f"{document}/{mention.provision}/{kind}{seen[mention.provision]}", mention))
    return out


def _assignments(m: Mentions, organizations: OrganizationIndex) -> list[Assignment]:
    out = []
    for id, mention in _numbered(m.document.id, "a", m.assignments):
        ids, group = organizations.of(m.document.id, mention.as_written)
        out.append(Assignment(id, m.document.id, mention, ids, group))
    return out


def _targets(
    m: Mentions,
    governing: Governing,
    indicators: IndicatorIndex,
    organizations: OrganizationIndex,
    local: LocalPlaces,
    place: str | None,
) -> list[Target]:
    document = m.document
    year = document.plan_year or (document.issued_on.year if document.issued_on else None)
    zones = cache(lambda: zones_of(document))
    dues = inherit_due_dates(document, m.targets)
    out = []
    facts = zip(_numbered(document.id, "t", m.targets), dues, indicators.names[document.id], strict=True)
    for (id, mention), due, name in facts:
        out.append(
            Target(
                id=id,
                document=document.id,
                mention=mention,
                indicator=name.id,
                due=due.date,
                due_basis=due.basis,
                due_from=due.source,
                place=place_of_target(mention, name.scope, zones, local, within=place, year=year),
                lead=governing.leads(mention.provision, mention.number.start)
                or _body_of_row(mention, document.id, organizations),
            )
        )
    return out


def _body_of_row(mention: TargetMention, document: str, organizations: OrganizationIndex) -> tuple[str, ...]:
    """The body a row of a table is headed by, where the table divides a target: 州水务局（水利基建投资）."""
    if mention.table is None:
        return ()
    for label in _row_labels(mention):
        ids, group = organizations.of(document, label)
        if ids and not group:
            return ids
    return ()


def _row_labels(mention: TargetMention) -> list[str]:
    row = mention.table.row if mention.table else ""
    return [_BRACKETS.sub("", label) for label in row.split(" / ")]


def _row_bodies(m: Mentions) -> set[str]:
    """The row headings of the notice's tables that are worded like a body of some division."""
    return {label for t in m.targets for label in _row_labels(t) if _BODY_OF_DIVISION.fullmatch(label)}


def _deadlines(
    m: Mentions, governing: Governing, organizations: OrganizationIndex, subjects: Sequence[tuple[str, ...] | None]
) -> list[Deadline]:
    out = []
    for (id, mention), subject in zip(_numbered(m.document.id, "d", m.deadlines), subjects, strict=True):
        ids = tuple(dict.fromkeys(i for name in subject or () for i in organizations.of(m.document.id, name)[0]))
        if not ids and subject is not None:
            ids = governing.answerable(mention.provision, mention.when_span.start)
        out.append(Deadline(id, m.document.id, mention, ids))
    return out


def _notice(m: Mentions, organizations: OrganizationIndex, place: str | None, places: PlaceIndex) -> Notice:
    document = m.document
    authority = None
    if document.issuing_authority:
        ids, _ = organizations.of(document.id, document.issuing_authority)
        authority = ids[0] if ids else None
    english = document.normalized.source.metadata.title_en
    if english:
        return Notice(document, authority, place, english, "curated")
    if document.opening:
        return Notice(document, authority, place, f"Untitled “{document.opening}”", "generated")
    english = translate_title(document.title, names=_place_words(place, places))
    return Notice(document, authority, place, english, "generated")


def _place_words(place: str | None, places: PlaceIndex) -> dict[str, str]:
    """English for the ways a title may name the notice's place and those above it."""
    words: dict[str, str] = {}
    if place is None:
        return words
    for upper in (places.get(place), *places.ancestors(place)):
        if upper and upper.level != "state":
            for form in (upper.name, *upper.aliases):
                words.setdefault(form, upper.name_en)
    return words


def _bodies_that_occur(
    organizations: Sequence[Organization],
    notices: Iterable[Notice],
    assignments: Iterable[Assignment],
    targets: Iterable[Target],
    deadlines: Iterable[Deadline],
) -> tuple[Organization, ...]:
    """The bodies that a fact or notice names, with what they belong to, their members and predecessors."""
    by_id = {o.id: o for o in organizations}
    waiting = {n.issuing_authority for n in notices if n.issuing_authority}
    waiting |= {id for a in assignments for id in a.organizations}
    waiting |= {id for t in targets for id in t.lead}
    waiting |= {id for d in deadlines for id in d.organizations}
    kept: set[str] = set()
    while waiting:
        id = waiting.pop()
        if id in kept or id not in by_id:
            continue
        kept.add(id)
        body = by_id[id]
        waiting |= {*body.members, *body.predecessors, *((body.parent,) if body.parent else ())}
    return tuple(by_id[id] for id in sorted(kept))


def _places_that_occur(
    places: PlaceIndex,
    local: LocalPlaces,
    notices: Iterable[Notice],
    targets: Iterable[Target],
    organizations: Iterable[Organization],
) -> tuple[Place, ...]:
    """The places of notices, targets and bodies, with those above them."""
    ids = {n.place for n in notices} | {t.place for t in targets} | {o.place for o in organizations}
    found: dict[str, Place] = {}
    for id in sorted(i for i in ids if i):
        place = local.get(id)
        while place is not None and place.id not in found:
            found[place.id] = place
            place = local.get(place.parent)
    return tuple(found[id] for id in sorted(found))


def _without_place(m: Mentions) -> Diagnostic:
    source = m.document.normalized.source
    message = (
        f"No administrative division could be read from {source.path.name}, so bodies such as 州财政局 or 区财政局 "
        f"in it belong to no place. Write it into {source.path.with_suffix('.yml').name}: place: 大理白族自治州"
    )
    return Diagnostic("place-missing", "warning", message, source.path.name, excerpt=m.document.title)
