"""Who must do what: every responsibility statement of a notice.

``find_assignments`` looks in the parentheses that close a clause, in labelled lines, in sentences of the form
「X牵头，Y配合」, and in tables with a column of bodies. The same body named twice in one role by one statement is
one assignment. Which real body a name means is for ``resolve``.
"""

from __future__ import annotations

import math
from bisect import bisect_right

from generator.find_assignments.body_names import repair, repair_doubled
from generator.find_assignments.brackets import bracket_statements
from generator.find_assignments.first_leads import first_leads_ranges, let_first_lead
from generator.find_assignments.sentences import sentence_statements
from generator.find_assignments.tables import table_statements
from generator.model import AssignmentMention, Document, Role, Span

__all__ = ["find_assignments"]


def find_assignments(document: Document) -> tuple[AssignmentMention, ...]:
    """Every body that a responsibility statement of ``document`` names, in reading order.

    Takes the outlined notice, gives one mention per body and role; a text without statements gives ().
    Nothing raises: a statement that cannot be read is left to the text.
    """
    text = document.text
    tables = sorted(table.span for table in document.tables)
    found = list(table_statements(document))
    found += [item for item in bracket_statements(text) if not _inside(item[0], tables)]
    found += [item for item in sentence_statements(text, [span for span, _ in found]) if not _inside(item[0], tables)]
    found.sort(key=lambda item: (item[1].named[0].span.start, item[0]))
    rules = first_leads_ranges(document, [statement for statement, _ in found])
    known = {named.name for _, reading in found for named in reading.named}
    mentions: list[AssignmentMention] = []
    for statement, reading in found:
        if any(rule.start <= statement.start < rule.end for rule in rules):
            let_first_lead(reading)
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
    """Whether ``span`` stands in one of ``tables``, which are sorted and do not overlap."""
    i = bisect_right(tables, (span.start, math.inf)) - 1
    return i >= 0 and span.end <= tables[i].end
