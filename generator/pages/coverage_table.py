"""What looks like a fact and of which none was made, for the page about the method: counted, with examples to read."""

from __future__ import annotations

from dataclasses import dataclass

from generator.addresses import provision_path
from generator.findings.coverage import coverage
from generator.model import Corpus

EXAMPLES = 6


@dataclass(frozen=True, slots=True)
class CoverageRow:
    kind: str
    """As in ``findings.coverage.Coverage``."""
    seen: int
    understood: int
    examples: tuple[tuple[str, str], ...]
    """(words, path) of some that were passed over."""


def build_coverage(corpus: Corpus) -> tuple[CoverageRow, ...]:
    """A row for each kind of place that occurs in the notices."""
    documents = {notice.id: notice.document for notice in corpus.notices}
    parts = {(d.id, p.id): p.part for d in documents.values() for p in d.provisions}
    return tuple(
        CoverageRow(
            kind=each.kind,
            seen=each.seen,
            understood=each.understood,
            examples=tuple(
                (e.quote, provision_path(documents[e.document], parts[e.document, e.provision], e.provision))
                for e in each.examples[:EXAMPLES]
            ),
        )
        for each in coverage(corpus)
        if each.seen
    )
