"""The rule 「列第一位者为牵头单位」: where in a notice the first body of a list leads.

It is said in a statement's own bracket, there with 下同 for all that follow; in the preamble for the whole notice
(「各项任务责任单位有两个以上的，列第一位者为牵头单位」); or in a note for the part it stands in (「注：排在首位的为牵头单位」).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.find_assignments.labels import FIRST_LEADS
from generator.find_assignments.statement import Reading
from generator.model import Document, Level, Role, Span

_LEADS_SOMEHOW = re.compile(
    r"(?:[第首一位名个家前]|者|的|单位|部门)(?:负责)?[为是]?总?(?:牵头|主办)|(?:牵头|主办)(?:单位|部门)[排列]"
)
_SAME_BELOW = re.compile(r"[^（）\n]{0,12}下同")


def first_leads_ranges(document: Document, statements: Sequence[Span]) -> tuple[Span, ...]:
    """The ranges of ``document`` in which the first body of every list leads; () when it never says so.

    ``statements`` are the responsibility statements found: what stands inside one of them holds for that one alone,
    which its own reading knows, unless 下同 follows. The column header of a table is that column's.
    """
    text = document.text
    out: list[Span] = []
    for near in _LEADS_SOMEHOW.finditer(text):
        m = FIRST_LEADS.search(text, max(0, near.start() - 30), near.end() + 8)
        if m is None:
            continue
        line_start = text.rfind("\n", 0, m.start()) + 1
        own = next((s for s in statements if s.start <= m.start() < s.end), None)
        bracket = text.rfind("（", line_start, m.start())
        if own is None and bracket > text.rfind("）", line_start, m.start()) and _SAME_BELOW.match(text, m.end()):
            own = Span(bracket, m.end())
        if own is not None:
            if _SAME_BELOW.match(text, m.end()):
                out.append(Span(own.start, len(text)))
        elif "\t" not in text[line_start : m.start()]:
            out.append(_scope_of_note(document, m.start()))
    return tuple(out)


def _scope_of_note(document: Document, at: int) -> Span:
    """Where a rule that no statement holds is in force: all that follows a preamble, else the part around the note."""
    part = next((p for p in reversed(document.parts) if p.span.start <= at), None)
    if part is None:
        return Span(0, len(document.text))
    numbered = any(
        p.level not in (Level.PART, Level.OTHER) and part.span.start <= p.span.start <= at for p in document.provisions
    )
    return Span(part.span.start, part.span.end if numbered else len(document.text))


def let_first_lead(reading: Reading) -> None:
    """Makes the first of several responsible bodies lead, where nobody else does."""
    first = reading.named[0]
    if (
        len(reading.named) > 1
        and first.role is Role.RESPONSIBLE
        and all(n.role is not Role.LEAD for n in reading.named)
    ):
        first.role = Role.LEAD
