"""What an editor should look at: contradictions, dates that cannot be, names nobody knows, text that lacks something.

A finding is about the notice, quotes what stands where and takes no side. A rule that is sometimes wrong costs more
than one that misses something, so every check asks for more than one sign before it speaks. Codes, severities and
sentences are data (register ``findings``); one module here makes one kind of check.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from generator.findings.attachments import attachment_findings
from generator.findings.cited_numbers import citation_findings
from generator.findings.contradictions import contradiction_findings, restatements
from generator.findings.coverage import Coverage, coverage
from generator.findings.early_deadlines import early_deadline_findings
from generator.findings.impossible_dates import impossible_date_findings
from generator.findings.leads import lead_findings
from generator.findings.marks import mark_findings
from generator.findings.names import name_findings
from generator.findings.numbering import numbering_findings
from generator.findings.ordinals import ordinal_findings
from generator.findings.phases import phase_findings
from generator.findings.repairs import repair_findings
from generator.findings.scales import scale_findings
from generator.findings.table_shape import table_findings
from generator.findings.table_sums import table_sum_findings
from generator.findings.totals import total_findings
from generator.findings.view import Observation, View, Words, views
from generator.model import Corpus, Finding
from generator.registers import load_register

__all__ = ["Coverage", "coverage", "find_findings", "restatements"]

ONE_NOTICE: tuple[Callable[[View], Iterable[Observation]], ...] = (
    attachment_findings,
    early_deadline_findings,
    impossible_date_findings,
    mark_findings,
    name_findings,
    numbering_findings,
    ordinal_findings,
    phase_findings,
    repair_findings,
    scale_findings,
    table_findings,
    table_sum_findings,
    total_findings,
)
"""Checks that look at one notice …"""
ALL_NOTICES: tuple[Callable[[Corpus, tuple[View, ...]], Iterable[Observation]], ...] = (
    citation_findings,
    contradiction_findings,
    lead_findings,
)
"""… and those that compare notices."""


def find_findings(corpus: Corpus) -> tuple[Finding, ...]:
    """Everything an editor should look at, by notice and in reading order.

    An id is ``<document>/<code>/<provision>``, with ``-2`` … for further findings of that code in that provision: it
    survives other notices and a correction of the text elsewhere.
    """
    seen = views(corpus)
    observations = [*_observe(corpus, seen)]
    order = {view.id: i for i, view in enumerate(seen)}
    rank = {code: i for i, code in enumerate(_register())}
    observations.sort(key=lambda o: (order[o.document], o.span, rank[o.code], o.related))
    count: Counter[tuple[str, str, str]] = Counter()
    findings = []
    for observation in observations:
        place = (observation.document, observation.code, observation.provision)
        count[place] += 1
        findings.append(_finding(observation, count[place]))
    return tuple(findings)


def _observe(corpus: Corpus, seen: tuple[View, ...]) -> Iterator[Observation]:
    for view in seen:
        for check in ONE_NOTICE:
            yield from check(view)
    for check_all in ALL_NOTICES:
        yield from check_all(corpus, seen)


def _finding(observation: Observation, count: int) -> Finding:
    entry = _register()[observation.code]
    suffix = f"-{count}" if count > 1 else ""
    return Finding(
        id=f"{observation.document}/{observation.code}/{observation.provision}{suffix}",
        code=observation.code,
        severity=entry["severity"],
        document=observation.document,
        provision=observation.provision,
        span=observation.span,
        message=entry["message"].format_map(_words(observation, 0)),
        message_en=entry["message_en"].format_map(_words(observation, 1)),
        related=observation.related,
    )


def _words(observation: Observation, language: int) -> dict[str, str]:
    def choose(words: Words) -> str:
        return words if isinstance(words, str) else words[language]

    return {name: choose(words) for name, words in observation.values.items()}


@cache
def _register() -> dict[str, dict[str, str]]:
    return {entry["code"]: entry for entry in load_register("findings")}
