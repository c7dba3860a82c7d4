"""The rule 「列第一位者为牵头单位」: where in a notice the first body of a list leads.

It is said in a statement's own bracket, there with 下同 for all that follow; in the preamble for the whole notice
(「各项任务责任单位有两个以上的，列第一位者为牵头单位」); or in a note for the part it stands in (「注：排在首位的为牵头单位」).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from generator.find_assignments.labels import FIRST_LEADS
from generator.find_assignments.statement import Reading
from generator.model import Document, Level, Role, Span

_FIRST = re.compile(r"第[一1]|首[位个]|最前|逗号前|牵头(?:单位|部门)[排列]|主办(?:单位|部门)[排列]")
"""What the rule cannot do without; it is looked for around each, with at most 5 characters before and 20 behind."""
_SAME_BELOW = re.compile(r"[^（）\n]{0,12}下同")


def first_leads_ranges(document: Document, statements: Sequence[Span]) -> tuple[Span, ...]:
    """The ranges of ``document`` in which the first body of every list leads; () when it never says so.

    ``statements`` are the responsibility statements found: what stands inside one of them holds for that one alone,
    which its own reading knows, unless 下同 follows. The column header of a table is that column's.
    """
    text = document.text
    statements = sorted(statements)
    begins = len(text)
    """From here on it holds for all that follows."""
    parts: set[Span] = set()
    for first in _FIRST.finditer(text):
        m = FIRST_LEADS.search(text, max(0, first.start() - 5), first.end() + 20)
        if m is None or m.start() >= begins:
            continue
        line_start = text.rfind("\n", 0, m.start()) + 1
        i = bisect_right(statements, m.start(), key=lambda s: s.start) - 1
        inside = statements[i].start if i >= 0 and m.start() < statements[i].end else None
        same_below = _SAME_BELOW.match(text, m.end()) is not None
        bracket = text.rfind("（", line_start, m.start())
        if inside is None and same_below and bracket > text.rfind("）", line_start, m.start()):
            inside = bracket
        if inside is not None:
            begins = min(begins, inside) if same_below else begins
        elif "\t" not in text[line_start : m.start()]:
            part = next((p.span for p in reversed(document.parts) if p.span.start <= m.start()), Span(0, len(text)))
            if part in parts:
                continue
            if _is_preamble(document, part, m.start()):
                begins = part.start
            else:
                parts.add(part)
    return (*parts, Span(begins, len(text)))


def _is_preamble(document: Document, part: Span, at: int) -> bool:
    """Whether nothing numbered stands in the part before ``at``."""
    numbered = (p for p in document.provisions if p.level not in (Level.PART, Level.OTHER))
    return not any(part.start <= p.span.start <= at for p in numbered)


def let_first_lead(reading: Reading) -> None:
    """Makes the first of several responsible bodies lead, where nobody else does."""
    first = reading.named[0]
    if (
        len(reading.named) > 1
        and first.role is Role.RESPONSIBLE
        and all(n.role is not Role.LEAD for n in reading.named)
    ):
        first.role = Role.LEAD
