"""Who must do what: every responsibility statement of a notice.

``find_assignments`` looks in the parentheses that close a clause, in labelled lines, in sentences of the form
「X牵头，Y配合」, and in tables with a column of bodies. The same body named twice in one role by one statement is
one assignment. Which real body a name means is for ``resolve``.
"""

from __future__ import annotations

import re

from generator.find_assignments.body_names import repair, repair_doubled
from generator.find_assignments.brackets import bracket_statements
from generator.find_assignments.labels import FIRST_LEADS
from generator.find_assignments.sentences import sentence_statements
from generator.find_assignments.statement import Reading
from generator.find_assignments.tables import table_statements
from generator.model import AssignmentMention, Document, Role, Span

__all__ = ["find_assignments"]

_LEADS_SOMEHOW = re.compile(r"(?:[第首一位名个前]|者|的|单位|部门)[为是]?总?牵头|牵头(?:单位|部门)[排列]")
_SAME_BELOW = re.compile(r"[^（）\n]{0,12}下同")


def find_assignments(document: Document) -> tuple[AssignmentMention, ...]:
    """Every body that a responsibility statement of ``document`` names, in reading order.

    Takes the outlined notice, gives one mention per body and role; a text without statements gives ().
    Nothing raises: a statement that cannot be read is left to the text.
    """
    text = document.text
    tables = [table.span for table in document.tables]
    found = list(table_statements(document))
    found += [item for item in bracket_statements(text) if not _inside(item[0], tables)]
    found += [item for item in sentence_statements(text, [span for span, _ in found]) if not _inside(item[0], tables)]
    found.sort(key=lambda item: (item[1].named[0].span.start, item[0]))
    rule = _first_leads_from(document)
    known = {named.name for _, reading in found for named in reading.named}
    mentions: list[AssignmentMention] = []
    for statement, reading in found:
        if rule is not None and statement.start >= rule:
            _first_leads(reading)
        seen: set[tuple[str, Role]] = set()
        for named in reading.named:
            written = named.name
            if written.count("（") != written.count("）"):
                written = repair(written)
            if (written, named.role) in seen:
                continue
            seen.add((written, named.role))
            fixed = repair_doubled(repair(written), known)
            mentions.append(
                AssignmentMention(
                    provision=document.provision_at(named.span.start).id,
                    span=named.span,
                    statement=statement,
                    role=named.role,
                    as_written=written,
                    repaired=fixed if fixed != written else None,
                )
            )
    return tuple(mentions)


def _inside(span: Span, tables: list[Span]) -> bool:
    return any(table.start <= span.start and span.end <= table.end for table in tables)


def _first_leads_from(document: Document) -> int | None:
    """Where 「列第一位者为牵头单位」 begins to hold for every list, or None.

    In a statement's bracket it holds for that statement, with 下同 for all that follow; in a note it holds for
    the whole part of the notice.
    """
    text = document.text
    for near in _LEADS_SOMEHOW.finditer(text):
        m = FIRST_LEADS.search(text, max(0, near.start() - 30), near.end() + 8)
        if m is None:
            continue
        line_start = text.rfind("\n", 0, m.start()) + 1
        bracket = text.rfind("（", line_start, m.start())
        if bracket > text.rfind("）", line_start, m.start()):
            if _SAME_BELOW.match(text, m.end()):
                return bracket
        elif "\t" not in text[line_start : m.start()]:
            return max((part.span.start for part in document.parts if part.span.start <= m.start()), default=0)
    return None


def _first_leads(reading: Reading) -> None:
    """The first of several responsible bodies leads, where nobody else does."""
    first = reading.named[0]
    if (
        len(reading.named) > 1
        and first.role is Role.RESPONSIBLE
        and all(n.role is not Role.LEAD for n in reading.named)
    ):
        first.role = Role.LEAD
