"""Due dates that a target does not state itself but takes from what stands above it.

The order is the outline's: an earlier goal sentence of the same provision, the provisions above it, the title of its
plan, the goals the plan opened with, the title of the notice. Only the end of a year is passed on: 「2019年3月确定10家」
says nothing about the next sentence, 「2019年增长9%」 does. A draft without any year gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.dates import Shape, find_periods
from generator.model import Document, DueBasis, Provision, TargetMention


@dataclass(frozen=True, slots=True)
class InheritedDue:
    """The due date of one target after inheritance."""

    date: date | None
    basis: DueBasis
    source: str | None
    """Provision id, "title" (of its part) or "plan" (of the notice); None when stated or unknown."""


_YEAR = re.compile(r"(?:19|20)\d\d\s*年|“?十[一二三四五六]五|(?:19|20)\d\d\s*[—－\-~至]\s*(?:19|20)\d\d")


# A goal sentence may have no number of its own: 「到2025年，产业体系更加完善。规上企业达到50家。」
_GOAL_SENTENCE = re.compile(
    r"(?:\A|(?<=[。：\n]))[ \u3000]*(?:力争|争取|确保)?(?:[到至](20\d\d)年(?!以?来|\d{1,2}月)|(20\d\d)年，)"
)


def inherit_due_dates(document: Document, targets: Sequence[TargetMention]) -> list[InheritedDue]:
    """The due date of each of ``targets`` (in reading order, as found in ``document``), and where it comes from."""
    by_id = {p.id: p for p in document.provisions}
    stated: dict[str, list[tuple[int, date]]] = {}
    for t in targets:
        if t.due_basis is DueBasis.STATED and _ends_a_year(t.due) and t.table is None:
            stated.setdefault(t.provision, []).append((t.number.start, t.due))
    titles = {part.id: _title_due(document, part.title) for part in document.parts}
    notice = _title_due(document, document.title)
    part_goals: dict[str, list[tuple[int, date, str]]] = {}
    for pid, found in stated.items():
        provision = by_id[pid]
        part_goals.setdefault(provision.part, []).extend((at, due, pid) for at, due in found)
    for goals in part_goals.values():
        goals.sort()
    everywhere = sorted(goal for goals in part_goals.values() for goal in goals)

    opened: dict[str, list[tuple[int, date]]] = {}

    def goal_sentences(node: Provision) -> list[tuple[int, date]]:
        """Where a sentence of ``node`` opens with a year of the plan or after, and the end of that year."""
        if node.id not in opened:
            found = ((m.start(), int(m[1] or m[2])) for m in _GOAL_SENTENCE.finditer(document.text, *node.span))
            opened[node.id] = [(at, date(year, 12, 31)) for at, year in found if year >= (document.plan_year or year)]
        return opened[node.id]

    def from_above(target: TargetMention) -> InheritedDue:
        at = target.number.start
        provision = by_id[target.provision]
        for node in _line(provision, by_id):
            earlier = sorted(goal for goal in (*stated.get(node.id, ()), *goal_sentences(node)) if goal[0] < at)
            if earlier and (node is provision or node.id != provision.part):
                return InheritedDue(earlier[-1][1], DueBasis.INHERITED, node.id)
        title = titles.get(provision.part)
        if title:
            return InheritedDue(title, DueBasis.INHERITED, "title")
        if notice:
            return InheritedDue(notice, DueBasis.INHERITED, "plan")
        goals = [g for g in part_goals.get(provision.part, ()) if g[0] < at] or [g for g in everywhere if g[0] < at]
        if goals and document.status != "draft":
            # The date the plan opens with is the one its undated tasks serve.
            return InheritedDue(goals[0][1], DueBasis.INHERITED, goals[0][2])
        return InheritedDue(None, DueBasis.NONE, None)

    return [
        InheritedDue(t.due, t.due_basis, None) if t.due_basis is DueBasis.STATED else from_above(t) for t in targets
    ]


def _line(provision: Provision, by_id: dict[str, Provision]) -> Iterator[Provision]:
    node: Provision | None = provision
    while node is not None:
        yield node
        node = by_id.get(node.parent or "")


def _ends_a_year(due: date | None) -> bool:
    return due is not None and (due.month, due.day) == (12, 31)


def _title_due(document: Document, title: str) -> date | None:
    """End of the year or years a title names: 「2019年…方案」, 「“十四五”…规划」, 「（2021—2025年）」."""
    if not _YEAR.search(title):
        return None
    ends = [
        p.end
        for p in find_periods(title, year=document.plan_year, plan_end_year=document.plan_end_year)
        if p.end is not None and p.shape is not Shape.SINCE
    ]
    ends = [end for end in ends if _ends_a_year(end)]
    return max(ends) if ends else None
