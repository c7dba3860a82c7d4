"""Speed of each stage and of the whole, as figures to read; run by ``make bench``, never a test.

    python tests/bench.py [--notices N]

The large corpus is the notices of ``source_docs`` repeated under other ids until there are N of them.
"""

from __future__ import annotations

import argparse
import dataclasses
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from generator.dataset import write_dataset
from generator.find_assignments import find_assignments
from generator.find_citations import find_citations
from generator.find_deadlines import find_deadlines
from generator.find_targets import find_targets
from generator.findings import find_findings
from generator.model import SourceText
from generator.normalize import normalize
from generator.outline import build_outline
from generator.pages import LANGUAGES, build_index, build_pages
from generator.pipeline import find_mentions
from generator.readers import read_folder
from generator.render import Renderer
from generator.resolve import resolve

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "source_docs"


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Least processor seconds of seven runs, which other work on the machine changes little, and what the last one gave."""
    best = float("inf")
    for _ in range(7):
        begin = time.process_time()
        result = work()
        best = min(best, time.process_time() - begin)
    return best, result


def stages(sources: Sequence[SourceText]) -> None:
    """Characters a second of every stage, one core."""
    characters = sum(len(source.text) for source in sources)
    print(f"{len(sources)} notices, {characters:,} characters\n")
    print(f"{'stage':<18}{'seconds':>9}{'M chars/s':>11}")
    total = 0.0

    def row(name: str, work: Callable[[], Any]) -> Any:
        nonlocal total
        seconds, result = timed(work)
        total += seconds
        print(f"{name:<18}{seconds:>9.3f}{characters / seconds / 1e6:>11.2f}")
        return result

    normalized = row("normalize", lambda: [normalize(source) for source in sources])
    documents = row("outline", lambda: [build_outline(text) for text in normalized])
    for find in (find_assignments, find_targets, find_deadlines, find_citations):
        row(find.__name__, lambda find=find: [find(document) for document in documents])
    print(f"{'extraction':<18}{total:>9.3f}{characters / total / 1e6:>11.2f}\n")
    mentions = [find_mentions(source) for source in sources]
    corpus = row("resolve", lambda: resolve(mentions))
    findings = row("findings", lambda: find_findings(corpus))
    with tempfile.TemporaryDirectory() as folder:
        row("dataset", lambda: write_dataset(corpus, findings, Path(folder)))


def repeated(sources: Sequence[SourceText], folder: Path, count: int) -> None:
    for i in range(count):
        source = sources[i % len(sources)]
        stem = f"{source.id}-{i:04}"
        shutil.copy(source.path, folder / f"{stem}{source.path.suffix}")
        metadata = source.path.with_suffix(".yml")
        if metadata.exists():
            shutil.copy(metadata, folder / f"{stem}.yml")


def linearity(sources: Sequence[SourceText]) -> None:
    """Time of four times the text over the time of the text; 4 is linear."""
    largest = max(sources, key=lambda source: len(source.text))
    once, _ = timed(lambda: find_mentions(largest))
    four, _ = timed(lambda: find_mentions(dataclasses.replace(largest, text=largest.text * 4)))
    print(f"\nlinearity: 4 × text takes {four / once:.2f} × the time\n")


def pages(sources: Sequence[SourceText]) -> None:
    """Models and bodies of all pages, both languages, one core."""
    corpus = resolve([find_mentions(source) for source in sources])
    findings = find_findings(corpus)
    renderer = Renderer(ROOT / "site_templates")

    def work() -> int:
        index = build_index(corpus, findings)
        return sum(
            1
            for lang in LANGUAGES
            for page in build_pages(corpus, findings, lang=lang, index=index)
            if renderer.render(page)
        )

    seconds, count = timed(work)
    print(f"{count} pages, {seconds / count * 1000:.2f} ms a page (models and bodies, one core)\n")


def one_more(sources: Sequence[SourceText]) -> None:
    """A build with one more notice when the others have been read before."""
    with tempfile.TemporaryDirectory() as folder:
        notices, cache = Path(folder, "notices"), Path(folder, "cache")
        notices.mkdir()
        repeated(sources[:-1], notices, len(sources) - 1)
        build(notices, f"site of {len(sources) - 1} notices, nothing kept", cache)
        repeated(sources[-1:], notices, 1)
        build(notices, "one more notice, the others kept", cache)


def build(folder: Path, label: str, cache: Path | None = None) -> None:
    """A whole ``policy-ledger build`` as a process of its own: wall seconds and peak memory of the largest child."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    kept = f'"{cache or ""}"'
    text = text.replace("source: source_docs", f"source: {folder}\n      cache: {kept}")
    with tempfile.TemporaryDirectory() as out, tempfile.NamedTemporaryFile("w", dir=ROOT, suffix=".yml") as config:
        # The configuration names its folders relative to itself, so the variant stands beside it.
        config.write(text.replace("site_dir: site", f"site_dir: {out}/site"))
        config.flush()
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-m", "generator", "build", "--config", config.name], check=True, cwd=ROOT)
        seconds = time.perf_counter() - begin
        pages = sum(1 for _ in Path(out, "site").rglob("index.html"))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{label}: {seconds:.1f} s, {pages} pages, peak {peak:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notices", type=int, default=0, help="also build a site of so many notices")
    arguments = parser.parse_args()
    sources, _ = read_folder(SOURCES)
    stages(sources)
    linearity(sources)
    pages(sources)
    one_more(sources)
    build(SOURCES, "site of source_docs")
    if arguments.notices:
        with tempfile.TemporaryDirectory() as folder:
            repeated(sources, Path(folder), arguments.notices)
            build(Path(folder), f"site of {arguments.notices} notices")


if __name__ == "__main__":
    main()
