"""What a body's page lists, and how it is cut into several pages when there is too much for one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.model import Assignment, Deadline, Organization, Role, Target
from generator.pages.index import CorpusIndex

GOVERNMENT = "peoples-government"
"""What the id of a place's government ends in; it answers for all that is set for its place."""


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """Everything one page of a body lists."""

    own: list[Assignment] = field(default_factory=list)
    """Duties of statements that name the body."""
    shared: list[tuple[str, Assignment]] = field(default_factory=list)
    """Duties as one of a group, with the group."""
    targets: list[Target] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    group_counts: Counter[str] = field(default_factory=Counter)
    """Duties of each group, where they are too many to repeat with its members."""

    @property
    def duties(self) -> Counter[str]:
        """Duties listed, by notice."""
        counts = Counter(a.document for a in self.own)
        counts.update(a.document for _, a in self.shared)
        return counts


def duty_counts(index: CorpusIndex, body: str) -> Counter[Role]:
    """In how many provisions ``body`` is named in each role; named twice in one, it is still one duty."""
    return Counter(
        role
        for role, *_ in {(a.mention.role, a.document, a.mention.provision) for a in index.assignments_of.get(body, ())}
    )


def facts_of(index: CorpusIndex, body: Organization, *, most_shared: int) -> BodyFacts:
    """All that the notices say of ``body``. With more than ``most_shared`` duties as a member they are only counted."""
    group_ids = index.groups_of.get(body.id, ())
    shared = [(g, a) for g in group_ids for a in index.assignments_of.get(g, ())]
    counts = Counter(g for g, _ in shared) if len(shared) > most_shared else Counter()
    # What a group must reach together is told with its duties; here stands what is set for the body or its own place.
    targets = {t.id: t for t in index.targets_of.get(body.id, ())}
    for group in group_ids:
        if index.organizations[group].place != body.place:
            targets |= {t.id: t for t in index.targets_of.get(group, ()) if t.place == body.place}
    if body.id == f"{body.place}/{GOVERNMENT}":
        targets |= {t.id: t for t in index.targets_for.get(body.place or "", ())}
    heard = (body.id,) if counts else (body.id, *group_ids)
    deadlines = {d.id: d for b in heard for d in index.deadlines_of.get(b, ())}
    return BodyFacts(
        own=list(index.assignments_of.get(body.id, ())),
        shared=[] if counts else shared,
        targets=list(targets.values()),
        deadlines=list(deadlines.values()),
        group_counts=counts,
    )


def years_of(index: CorpusIndex, facts: BodyFacts, *, most: int) -> dict[str, list[BodyFacts]]:
    """``facts`` by the year of their notices, a year with more than ``most`` duties in several parts.

    A notice is never cut. Newest first; what comes from a notice without a duty stands in the first part.
    """
    places: dict[str, BodyFacts] = {}
    years: dict[str, list[BodyFacts]] = {}
    for year, documents in _runs(index, facts.duties, most):
        first = not years
        part = BodyFacts(group_counts=facts.group_counts if first else Counter())
        years.setdefault(year, []).append(part)
        places |= dict.fromkeys(documents, part)
    first_part = next(iter(years.values()))[0]
    for assignment in facts.own:
        places[assignment.document].own.append(assignment)
    for group, assignment in facts.shared:
        places[assignment.document].shared.append((group, assignment))
    for target in facts.targets:
        places.get(target.document, first_part).targets.append(target)
    for deadline in facts.deadlines:
        places.get(deadline.document, first_part).deadlines.append(deadline)
    return years


def _runs(index: CorpusIndex, duties: Mapping[str, int], most: int) -> Iterator[tuple[str, Sequence[str]]]:
    """(year, notices) with about ``most`` duties each."""
    run: list[str] = []
    year, size = "", 0
    for notice in index.newest:
        if not (count := duties.get(notice.id, 0)):
            continue
        if run and (index.years[notice.id] != year or size + count > most):
            yield year, run
            run, size = [], 0
        year = index.years[notice.id]
        run.append(notice.id)
        size += count
    if run:
        yield year, run
