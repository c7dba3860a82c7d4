"""Names in statements of responsibility that could not be matched to any body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.findings.view import Observation, View, shorten
from generator.model import Assignment


def name_findings(view: View) -> Iterator[Observation]:
    """One finding for a name and notice, where it first stands."""
    unknown: dict[str, list[Assignment]] = defaultdict(list)
    for assignment in view.assignments:
        if not assignment.organizations:
            unknown[assignment.mention.repaired or assignment.mention.as_written].append(assignment)
    for name, assignments in unknown.items():
        first = assignments[0].mention
        yield view.observe(
            "name-unresolved",
            first.span,
            provision=first.provision,
            related=[a.id for a in assignments],
            name=shorten(name, 40),
            count=str(len(assignments)),
        )
