"""The full-text search index of the site, made with Pagefind from small HTML files that no reader sees.

Chinese is written without spaces, and Pagefind cuts it into words differently when it indexes and when it searches. So
every Chinese character is handed over as a word of its own (``固 定 资 产``), and the search box asks for the same
characters as a phrase; Latin words and numbers stay whole (``5G 基 站``, ``增 长 22% 以 上``). ``search-query.js`` cuts
queries by the same rule as ``spaced`` here; ``tests/test_search_index.py`` holds the two together.

One index serves both languages: a record holds its Chinese and its English title and text, and the page that shows it
takes the half it needs. Large ledgers are cut into several indexes of bounded size, which bounds Pagefind's memory.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from html import escape
from pathlib import Path

import cbor2
from pagefind_bin_extended import get_executable

from generator.pages.page import LANGUAGES, SearchRecord

SHARD_CHARACTERS = 2_500_000
"""Most characters in one index. Pagefind took 0.35 kB of memory a character (measured, version 1.5.2)."""

FIELD = "¦"
"""Stands between Chinese title, Chinese text, English title and English text; a word of its own that no query holds, so
that no phrase runs across it."""

SEPARATOR = " · "
"""Stands between the pieces of a record's text."""

PAIR = "‖"
"""Stands between the Chinese and the English name of a filter's value."""

FACETS = frozenset({"holds", "notice", "place", "department", "year"})
"""What the page of results offers for filtering, beside the kind; each costs room in the index."""

_ALONE = (
    "\u2010-\u2027\u2030-\u205e"  # dashes, quotation marks, …
    "\u3000-\u303f\u3040-\u30ff"  # 、 。 〇 《 》 and kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    "\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uffef"  # ， ； ： ？ ！ （ ）
    "\u2190-\u2bff\xb7"  # ①, arrows, box drawing, ·
)
"""Characters that are words of their own: Chinese ones, and all punctuation that ASCII does not have."""

_WORD = re.compile(rf"[^\s{_ALONE}]+|(?!\s)[{_ALONE}]")

_PUBLISHED = ("pagefind.js", "wasm.en.pagefind", "pagefind-entry.json", "*.pf_meta", "index", "fragment", "filter")
"""What a search needs of Pagefind's output; the rest is user interfaces that the site does not use."""

_SIGNATURE = b"pagefind_dcd"
"""What every Pagefind file begins with once decompressed; CBOR follows."""


class SearchIndexError(RuntimeError):
    """Pagefind failed; the message is what it said."""


def write_search_index(chinese: Iterable[SearchRecord], english: Iterable[SearchRecord], out: Path) -> int:
    """Write the search index of ``chinese`` and its counterpart ``english`` into the folder ``out``.

    The two name the same things in the same order. The folder is emptied first. The bytes depend on the records only.
    Gives the number of records. Raises ``ValueError`` when the two do not match, ``SearchIndexError`` when Pagefind
    fails.
    """
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    # Beside the index, so that a hundred thousand files are moved there by renaming three folders.
    with tempfile.TemporaryDirectory(prefix=".search-", dir=out.parent) as scratch:
        bundles: list[str] = []
        count = 0
        folders: set[str] = set()
        with ThreadPoolExecutor(max_workers=min(2, os.cpu_count() or 1)) as pool:
            running = []
            for number, shard in enumerate(_shards(zip(chinese, english, strict=True))):
                site = Path(scratch, str(number))
                for position, pair in enumerate(shard, start=count):
                    _write_record(site, position, *pair, folders=folders)
                count += len(shard)
                bundles.append(f"{number}/" if number else "")
                running.append(pool.submit(_index, site, out / bundles[-1]))
            for each in running:
                each.result()
    (out / "bundles.json").write_text(json.dumps({"bundles": bundles}), encoding="utf-8")
    return count


def spaced(text: str) -> str:
    """``text`` with a space around every character that is a word of its own.

    >>> spaced("建成5G基站20座，增长3.5%以上")
    '建 成 5G 基 站 20 座 ， 增 长 3.5% 以 上'
    """
    return " ".join(_WORD.findall(text))


def _shards(pairs: Iterable[tuple[SearchRecord, SearchRecord]]) -> Iterator[list[tuple[SearchRecord, SearchRecord]]]:
    shard: list[tuple[SearchRecord, SearchRecord]] = []
    size = 0
    for pair in pairs:
        if size > SHARD_CHARACTERS:
            yield shard
            shard, size = [], 0
        shard.append(pair)
        size += len(pair[0].text) + len(pair[1].text)
    if shard:
        yield shard


def _write_record(
    site: Path, position: int, chinese: SearchRecord, english: SearchRecord, *, folders: set[str]
) -> None:
    """One record as a file whose path is the record's address: ``notices/x/+p3-2+17.html`` for ``notices/x/#p3-2``.

    ``folders`` are those already made.
    """
    address, _, anchor = chinese.url.partition("#")
    if english.url != f"{LANGUAGES[1]}/{chinese.url}" or english.kind != chinese.kind:
        raise ValueError(f"search records differ: {chinese.kind} {chinese.url} and {english.kind} {english.url}")
    folder = f"{site}/{address}"
    if folder not in folders:
        os.makedirs(folder, exist_ok=True)
        folders.add(folder)
    # What is Chinese in the English record is in the Chinese one already.
    english_text = SEPARATOR.join(part for part in english.text.split(SEPARATOR) if part not in chinese.text)
    english_title = "" if english.title == chinese.title else english.title
    weight = min(10.0, 4.0 * chinese.weight)
    html = (
        f'<!doctype html><html lang="en"><body>{"".join(_filters(chinese, english))}'
        f'<b data-pagefind-weight="{weight:g}">{_words(chinese.title)}</b> {FIELD} {_words(chinese.text)} {FIELD} '
        f'<b data-pagefind-weight="{weight:g}">{_words(english_title)}</b> {FIELD} {_words(english_text)}</body></html>'
    )
    with open(f"{folder}+{anchor}+{position}.html", "w", encoding="utf-8") as file:
        file.write(html)


def _words(text: str) -> str:
    return escape(spaced(text.replace(FIELD, "|")))


def _filters(chinese: SearchRecord, english: SearchRecord) -> Iterator[str]:
    yield _filter("kind", chinese.kind)
    for facet, names in chinese.filters.items():
        if facet in FACETS:
            for name, name_en in zip(names, english.filters[facet], strict=True):
                yield _filter(facet, name if name == name_en else f"{name}{PAIR}{name_en}")


def _filter(facet: str, value: str) -> str:
    return f'<i data-pagefind-filter="{facet}[title]" title="{escape(value)}"></i>'


def _index(site: Path, out: Path) -> None:
    """Run Pagefind over the folder ``site`` and publish in ``out`` what a search needs."""
    bundle = site.with_name(f"{site.name}-bundle")
    command = [
        *(get_executable(), "--silent", "--site", site, "--output-path", bundle),
        *("--force-language", "en", "--include-characters", "."),
    ]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, cwd=site, check=False)
    if done.returncode or not (bundle / "pagefind-entry.json").exists():
        raise SearchIndexError(f"Pagefind failed ({done.returncode}): {done.stderr.strip() or done.stdout.strip()}")
    _make_reproducible(bundle)
    out.mkdir(exist_ok=True)
    for pattern in _PUBLISHED:
        for path in bundle.glob(pattern):
            path.rename(out / path.name)


def _make_reproducible(bundle: Path) -> None:
    """Sort what Pagefind leaves in the order of a hash table, so that the same records give the same bytes.

    Those are the values of each filter, and the filters in the index's metadata. The names of both kinds of file hold a
    digest of their content and change with it; pages, words and fragments come out the same in every run.
    """
    renamed = {}
    for path in sorted(bundle.glob("filter/*.pf_filter")):
        name, values = _load(path)
        renamed[path.stem] = _replace(path, [name, sorted(values)])
    for path in sorted(bundle.glob("*.pf_meta")):
        version, pages, chunks, filters, *rest = _load(path)
        filters = sorted([name, renamed[stem]] for name, stem in filters)
        digest = path.stem.removeprefix("pagefind.")
        fresh = _replace(path, [version, pages, chunks, filters, *rest]).removeprefix("pagefind.")
        entry = bundle / "pagefind-entry.json"
        entry.write_text(entry.read_text(encoding="utf-8").replace(digest, fresh), encoding="utf-8")


def _load(path: Path) -> list:
    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(_SIGNATURE))


def _replace(path: Path, content: list) -> str:
    """Write ``content`` in the place of ``path``, under a name that holds its digest; give that name's stem."""
    data = _SIGNATURE + cbor2.dumps(content)
    language = path.stem.rpartition("_")[0]
    fresh = path.with_name(f"{language}_{hashlib.sha256(data).hexdigest()[:10]}{path.suffix}")
    path.unlink()
    fresh.write_bytes(gzip.compress(data, mtime=0))
    return fresh.stem
