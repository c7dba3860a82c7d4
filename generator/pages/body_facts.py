"""What a body's page lists, and how it is cut into several pages when there is too much for one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.model import Assignment, Deadline, Organization, Target
from generator.pages.index import CorpusIndex


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


def facts_of(index: CorpusIndex, body: Organization, *, most_shared: int) -> BodyFacts:
    """All that the notices say of ``body``. With more than ``most_shared`` duties as a member they are only counted."""
    group_ids = index.groups_of.get(body.id, ())
    shared = [(g, a) for g in group_ids for a in index.assignments_of.get(g, ())]
    counts = Counter(g for g, _ in shared) if len(shared) > most_shared else Counter()
    near = () if counts else group_ids
    # Of groups whose duties are only counted, what is set for the body's own place.
    targets = {
        t.id: t
        for b in (body.id, *group_ids)
        for t in index.targets_of.get(b, ())
        if b == body.id or (_concerns(index, body, t) if b in near else t.place == body.place)
    }
    deadlines = {d.id: d for b in (body.id, *near) for d in index.deadlines_of.get(b, ())}
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


def _concerns(index: CorpusIndex, body: Organization, target: Target) -> bool:
    """Whether a target of a group is one of its member ``body``: not when it is set for another member's place."""
    places = index.places
    if target.place == body.place or target.place not in places or body.place not in places:
        return True
    return places[target.place].parent != places[body.place].parent
