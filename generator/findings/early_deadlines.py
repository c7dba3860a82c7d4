"""Deadlines that lie before the notice's own date.

「任务分解（2019年2月底前）」 in a notice of 22 March 2019. A phase that began before the notice and still runs is usual
in such plans and is not reported, nor is one date of a series that runs on (「1月、4月、7月和10月召开」, 「1月下达…；
4月下达…」), nor a date whose year nobody wrote: 「6月底前」 in a notice of November that names no year means the
next June.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from generator.findings.view import Observation, View, shorten, within_sentence
from generator.findings.written_years import WrittenYears
from generator.model import Deadline, DeadlineKind

_JOINED = re.compile(r"[、，,和及与或\s]*(?:以及)?(?:次年|翌年)?")
_PAST = re.compile(r"(?:截至|截止到?|已[于经在]|早在|始于|自)$")
_NEXT_CLAUSE = "；"


def early_deadline_findings(view: View) -> Iterator[Observation]:
    issued = view.issued
    if issued is None:
        return
    years = WrittenYears(view)
    for at, deadline in enumerate(view.deadlines):
        mention = deadline.mention
        if mention.kind not in (DeadlineKind.BY, DeadlineKind.DURING) or mention.end_date is None:
            continue
        if mention.end_date >= issued or not years.certain(deadline):
            continue
        if _PAST.search(view.text[max(mention.when_span.start - 4, 0) : mention.when_span.start]):
            continue
        if _runs_on(view.text, view.deadlines, at, issued):
            continue
        yield view.observe(
            "deadline-before-notice",
            mention.when_span,
            provision=mention.provision,
            related=[deadline.id],
            quote=_quote(view, deadline),
            end=mention.end_date.isoformat(),
            issued=issued.isoformat(),
        )


def _quote(view: View, deadline: Deadline) -> str:
    """The clause, or the words around the date where the clause is hardly more than the date."""
    clause, when = deadline.mention.span, deadline.mention.when_span
    if clause.end - clause.start > when.end - when.start + 3:
        return shorten(view.text[clause.start : clause.end])
    return within_sentence(view.text, when)


def _runs_on(text: str, deadlines: Sequence[Deadline], at: int, issued: date) -> bool:
    """Whether the deadline at index ``at`` is one of a series of dates of which another still lies ahead."""
    for step in (1, -1):
        here, i = deadlines[at], at + step
        while 0 <= i < len(deadlines):
            other = deadlines[i]
            first, second = (here, other) if step > 0 else (other, here)
            if not _one_series(text, first, second):
                break
            if other.mention.end_date and other.mention.end_date >= issued:
                return True
            here, i = other, i + step
    return False


def _one_series(text: str, first: Deadline, second: Deadline) -> bool:
    a, b = first.mention.when_span, second.mention.when_span
    if b.start <= a.end:
        return True
    between = text[a.end : b.start]
    if len(between) < 8 and _JOINED.fullmatch(between):
        return True
    # 「1月下达…；4月下达…」: the next clause begins with a date and goes on in the same words.
    return between[-1] == _NEXT_CLAUSE and "。" not in between and between[:2] == text[b.end : b.end + 2]
