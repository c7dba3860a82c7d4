"""From a folder of notices to the corpus: runs the stages one after the other.

What one notice says is independent of the others, so that half (normalize … find) runs in worker processes for large
folders and is kept in a cache; the half that looks across notices (resolve, findings) always runs anew.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator import __version__
from generator.find_assignments import find_assignments
from generator.find_citations import find_citations
from generator.find_deadlines import find_deadlines
from generator.find_targets import find_targets
from generator.findings import find_findings
from generator.model import Corpus, Diagnostic, Finding, Mentions, SourceText
from generator.normalize import normalize
from generator.outline import build_outline
from generator.readers import read_folder
from generator.resolve import resolve

Progress = Callable[[int, int, str], None]
"""Called with (notices done, notices in all, id of the one just done)."""

PARALLEL_FROM = 400_000
"""Characters from which worker processes pay for their start (measured on two cores)."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that was made of a folder of notices."""

    corpus: Corpus
    findings: tuple[Finding, ...]
    diagnostics: tuple[Diagnostic, ...]
    """From reading, parsing and resolving, in that order."""

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(d for d in self.diagnostics if d.severity == "error")


def find_mentions(source: SourceText) -> Mentions:
    """What one notice says, before anyone knows who its bodies are."""
    document = build_outline(normalize(source))
    return Mentions(
        document=document,
        assignments=find_assignments(document),
        targets=find_targets(document),
        deadlines=find_deadlines(document),
        citations=find_citations(document),
    )


def build_ledger(
    folder: Path, *, processes: int | None = None, cache_folder: Path | None = None, progress: Progress | None = None
) -> Ledger:
    """Read every notice in ``folder`` and make the ledger; bad input becomes diagnostics, never an exception.

    ``processes`` is the number of workers (None: as many as there are cores, when the folder is large enough).
    The result does not depend on it, nor on the cache or on the order of the files.
    """
    sources, diagnostics = read_folder(folder)
    mentions = _all_mentions(sources, processes=processes, cache_folder=cache_folder, progress=progress)
    corpus = resolve(mentions)
    parsing = [d for m in mentions for d in m.document.diagnostics]
    return Ledger(corpus, find_findings(corpus), (*diagnostics, *parsing, *corpus.diagnostics))


def _all_mentions(
    sources: Sequence[SourceText], *, processes: int | None, cache_folder: Path | None, progress: Progress | None
) -> list[Mentions]:
    done: dict[str, Mentions] = {}
    waiting: list[SourceText] = []
    for source in sources:
        known = _load(cache_folder, source)
        if known is None:
            waiting.append(source)
        else:
            done[source.id] = known

    def finished(source: SourceText, mentions: Mentions) -> None:
        done[source.id] = mentions
        _save(cache_folder, source, mentions)
        if progress:
            progress(len(done), len(sources), source.id)

    workers = _workers(waiting, processes)
    if workers > 1:
        with ProcessPoolExecutor(workers) as pool:
            for source, mentions in zip(waiting, pool.map(find_mentions, waiting), strict=True):
                finished(source, mentions)
    else:
        for source in waiting:
            finished(source, find_mentions(source))
    return [done[source.id] for source in sources]


def _workers(sources: Sequence[SourceText], processes: int | None) -> int:
    if processes is not None:
        return min(processes, len(sources))
    large = sum(len(source.text) for source in sources) >= PARALLEL_FROM
    return min(os.cpu_count() or 1, len(sources)) if large else 1


@cache
def _program() -> str:
    """Digest of the program and its registers: another program may find other facts."""
    digest = hashlib.sha256(__version__.encode())
    package = Path(__file__).parent
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".yml"}:
            digest.update(path.relative_to(package).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _cache_file(folder: Path, source: SourceText) -> Path:
    key = hashlib.sha256(f"{_program()} {source.id} {source.path} {source.sha256} {source.metadata!r}".encode())
    return folder / f"{source.id}-{key.hexdigest()[:24]}.pickle"


def _load(folder: Path | None, source: SourceText) -> Mentions | None:
    if folder is None:
        return None
    try:
        return pickle.loads(_cache_file(folder, source).read_bytes())
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError):
        return None


def _save(folder: Path | None, source: SourceText, mentions: Mentions) -> None:
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob(f"{source.id}-*.pickle"):
        if stale.stem.rpartition("-")[0] == source.id:
            stale.unlink(missing_ok=True)
    path = _cache_file(folder, source)
    part = path.with_suffix(f".{os.getpid()}")
    part.write_bytes(pickle.dumps(mentions, protocol=pickle.HIGHEST_PROTOCOL))
    part.replace(path)
