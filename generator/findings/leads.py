"""Bodies that the text says lead, and that lead nothing.

「由州统计局负责牵头全州第三产业统计工作」 while no statement of responsibility (「（牵头单位：…）」) of the notice
names 州统计局 as lead: either a task lacks its lead, or the sentence is the only place where the duty stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.findings.view import Observation, View, around
from generator.model import Assignment, Corpus, Role, Span

# What may stand between a body and 牵头; longest first.
_LINK = re.compile(r"(?:(?:具体|统一|总体|共同|分别|会同有关部门)?(?:负责|总|要|应当?|须|需|来)*)$")
# 牵头 as part of another word: the lead body, the person, the meeting.
_NOUN = re.compile(r"牵头(?:单位|部门|责任|处室|科室|领导|人|者|机构|股室|抓总单位|作用|主体|考核)")
_LONGEST = 30


def lead_findings(_: Corpus, seen: Sequence[View]) -> Iterator[Observation]:
    """Names are known from the statements of all notices of the place."""
    by_place: dict[str | None, dict[str, Assignment]] = defaultdict(dict)
    for view in seen:
        for name, assignment in _names(view).items():
            by_place[view.notice.place].setdefault(name, assignment)
    for view in seen:
        names = by_place[view.notice.place] if view.notice.place else _names(view)
        yield from _unled(view, names)


def _unled(view: View, names: Mapping[str, Assignment]) -> Iterator[Observation]:
    text = view.text
    leading = {id for a in view.assignments if a.mention.role is Role.LEAD for id in a.organizations}
    statements = sorted(a.mention.statement for a in view.assignments)
    reported: set[str] = set()
    for m in re.finditer("牵头", text):
        at = m.start()
        if _NOUN.match(text, at) or _inside(statements, at):
            continue
        found = _named_before(text, at, names)
        if found is None:
            continue
        span, assignment = found
        organization = assignment.organizations[0]
        if organization in leading or organization in reported:
            continue
        reported.add(organization)
        yield view.observe(
            "lead-without-duty",
            Span(span.start, m.end()),
            related=[organization],
            quote=around(text, Span(span.start, m.end()), before=6, after=16),
            name=assignment.mention.repaired or assignment.mention.as_written,
        )


def _names(view: View) -> dict[str, Assignment]:
    """Names of single bodies as the notice's own statements write them."""
    names: dict[str, Assignment] = {}
    for assignment in view.assignments:
        if len(assignment.organizations) == 1 and not assignment.group:
            names.setdefault(assignment.mention.repaired or assignment.mention.as_written, assignment)
    return names


def _named_before(text: str, at: int, names: Mapping[str, Assignment]) -> tuple[Span, Assignment] | None:
    """The body whose name ends right before 牵头, the longest there is."""
    left = text[max(at - _LONGEST - 10, 0) : at]
    left = left[left.rfind("\n") + 1 :]
    m = _LINK.search(left)
    for end in dict.fromkeys((len(left), m.start() if m else len(left))):
        for size in range(min(_LONGEST, end), 2, -1):
            name = left[end - size : end]
            if name in names:
                start = at - len(left) + end - size
                return Span(start, start + size), names[name]
    return None


def _inside(statements: list[Span], offset: int) -> bool:
    i = bisect_right(statements, offset, key=lambda s: s.start) - 1
    return any(s.start <= offset < s.end for s in statements[max(i - 3, 0) : i + 1])
