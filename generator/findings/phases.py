"""Phases of a plan whose dates run backwards.

「（二）组织实施（2月—12月）… （四）总结考核 2019年1月底以前」: the closing phase would be over before the work begins.
Only where a heading says that steps follow one another, and only when a later step ends before an earlier one begins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from generator.findings.view import Observation, View, shorten
from generator.findings.written_years import WrittenYears
from generator.model import Deadline, DeadlineKind, Provision

_STEPS = re.compile(r"步骤|步聚|阶段|进度安排|时间安排|工作安排|实施安排|进度要求")


def phase_findings(view: View) -> Iterator[Observation]:
    years = WrittenYears(view)
    dated: dict[str, Deadline] = {}
    for deadline in view.deadlines:
        if deadline.mention.kind in (DeadlineKind.BY, DeadlineKind.DURING) and years.certain(deadline):
            dated.setdefault(deadline.mention.provision, deadline)
    headings = {p.id: p.heading for p in view.document.provisions}
    siblings: dict[str | None, list[Provision]] = defaultdict(list)
    for provision in view.document.provisions:
        if provision.number_value is not None:
            siblings[provision.parent].append(provision)
    for parent, steps in siblings.items():
        named = _STEPS.search(headings.get(parent or "", "")) or sum("阶段" in s.heading + s.number for s in steps) > 1
        if named:
            yield from _backwards(view, steps, dated)


def _backwards(view: View, steps: list[Provision], dated: dict[str, Deadline]) -> Iterator[Observation]:
    latest: tuple[date, Provision, Deadline] | None = None
    for step in steps:
        deadline = dated.get(step.id)
        if deadline is None:
            continue
        start, end = deadline.mention.start_date, deadline.mention.end_date
        if latest and end and end < latest[0]:
            yield view.observe(
                "phases-out-of-order",
                deadline.mention.when_span,
                provision=step.id,
                related=[latest[2].id, deadline.id],
                later=_title(view, step),
                earlier=_title(view, latest[1]),
                end=end.isoformat(),
                start=latest[0].isoformat(),
            )
        elif start and (latest is None or start > latest[0]):
            latest = start, step, deadline


def _title(view: View, step: Provision) -> str:
    own = view.own_text(step).strip().split("\n")[0]
    return shorten(own, 30)
