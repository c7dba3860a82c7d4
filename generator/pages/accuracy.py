"""The table of measured accuracy on the page about the method: from the evaluation itself, at every build."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.dataset import build_records
from generator.dataset.tables import write_tables
from generator.evaluate import score
from generator.model import Corpus, Finding


@dataclass(frozen=True, slots=True)
class AccuracyRow:
    kind: str
    """"headings" | "assignments" | "targets" | "deadlines" | "citations"."""
    annotated: int
    """Facts of this kind in the reference annotations."""
    precision: float
    recall: float
    f1: float
    attributes: tuple[tuple[str, float], ...]
    """Attribute → share of the facts found whose attribute is right."""


def measure_accuracy(
    corpus: Corpus, findings: Sequence[Finding], *, gold: Path, texts: Path
) -> tuple[AccuracyRow, ...]:
    """Score ``corpus`` against the reference annotations in ``gold``; ``texts`` is the folder of its notices.

    Empty when there are no annotations, or when they are of notices that the corpus does not hold.
    """
    references = [json.loads(path.read_text(encoding="utf-8"))["source"] for path in sorted(gold.glob("*.json"))]
    held = {notice.document.normalized.source.path.name for notice in corpus.notices}
    if not references or not held.issuperset(references):
        return ()
    with tempfile.TemporaryDirectory(prefix="policy-ledger-accuracy-") as folder:
        write_tables(build_records(corpus, findings), Path(folder), as_of=None)
        tallies = score(Path(folder), gold, texts)
    return tuple(
        AccuracyRow(kind, tally.gold, tally.precision, tally.recall, tally.f1, tuple(tally.attributes.items()))
        for kind, tally in tallies.items()
    )
