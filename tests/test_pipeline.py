"""The stages together: same result whatever the order, the workers and the cache; bad input never stops the rest."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT

from generator.dataset import write_dataset
from generator.pipeline import build_ledger

SOURCES = ROOT / "source_docs"


def written(ledger, folder: Path) -> dict[str, bytes]:
    """Every file of the data set by its path."""
    write_dataset(ledger.corpus, ledger.findings, folder)
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def reference(tmp_path_factory) -> dict[str, bytes]:
    return written(build_ledger(SOURCES, processes=1), tmp_path_factory.mktemp("reference"))


def test_the_number_of_processes_changes_nothing(reference, tmp_path: Path) -> None:
    assert written(build_ledger(SOURCES, processes=3), tmp_path) == reference


def test_the_cache_changes_nothing(reference, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    build_ledger(SOURCES, processes=1, cache_folder=cache)
    assert len(list(cache.iterdir())) == len(list(SOURCES.glob("*.txt")))
    assert written(build_ledger(SOURCES, processes=1, cache_folder=cache), tmp_path / "data") == reference


def test_a_damaged_cache_is_made_anew(reference, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    build_ledger(SOURCES, processes=1, cache_folder=cache)
    for file in cache.iterdir():
        file.write_bytes(b"\x80")
    assert written(build_ledger(SOURCES, processes=1, cache_folder=cache), tmp_path / "data") == reference


def test_a_changed_notice_is_read_anew(tmp_path: Path) -> None:
    folder, cache = tmp_path / "notices", tmp_path / "cache"
    folder.mkdir()
    notice = folder / "one.txt"
    notice.write_text("甲县2023年工作方案\n一、目标\n全年新增就业100人。\n", encoding="utf-8")
    assert [t.mention.value for t in build_ledger(folder, cache_folder=cache).corpus.targets] == [100]
    notice.write_text("甲县2023年工作方案\n一、目标\n全年新增就业200人。\n", encoding="utf-8")
    assert [t.mention.value for t in build_ledger(folder, cache_folder=cache).corpus.targets] == [200]


def test_one_notice_does_not_change_the_facts_of_another(tmp_path: Path, reference) -> None:
    alone = tmp_path / "notices"
    alone.mkdir()
    first = sorted(SOURCES.glob("*.txt"))[0]
    for path in (first, first.with_suffix(".yml")):
        if path.exists():
            shutil.copy(path, alone / path.name)
    ledger = build_ledger(alone)
    together = build_ledger(SOURCES)
    ids = {t.id for t in ledger.corpus.targets}
    assert ids == {t.id for t in together.corpus.targets if t.document == first.stem}


BAD = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 20,
    "picture.png": b"\x89PNG\r\n",
    "broken.docx": b"PK not a zip",
    "broken.pdf": b"%PDF-1.4 nothing",
    "Bad Name.txt": "甲县方案\n".encode(),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_an_error_with_its_name_and_the_rest_is_built(tmp_path: Path, name: str) -> None:
    (tmp_path / "good.txt").write_text("甲县2023年工作方案\n一、目标\n全年新增就业100人。\n", encoding="utf-8")
    (tmp_path / name).write_bytes(BAD[name])
    ledger = build_ledger(tmp_path)
    assert [notice.id for notice in ledger.corpus.notices] == ["good"]
    assert [Path(error.file).name for error in ledger.errors] == [name]
    assert ledger.errors[0].message


def test_a_bad_metadata_file_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("甲县2023年工作方案\n一、目标\n全年新增就业100人。\n", encoding="utf-8")
    (tmp_path / "good.yml").write_text("place: 甲县\nissued_on: someday\n", encoding="utf-8")
    [error] = build_ledger(tmp_path).errors
    assert (Path(error.file).name, error.line) == ("good.yml", 2)


def test_two_notices_with_one_id(tmp_path: Path) -> None:
    for name in ("same.txt", "same.md"):
        (tmp_path / name).write_text("甲县2023年工作方案\n一、目标\n全年新增就业100人。\n", encoding="utf-8")
    ledger = build_ledger(tmp_path)
    assert ledger.errors
    assert {"same.txt", "same.md"} & {Path(error.file).name for error in ledger.errors}


def test_text_that_looks_like_markup_is_text(tmp_path: Path) -> None:
    text = "甲县2023年工作方案\n一、目标\n全年新增就业100人。<script>alert(1)</script>{{ 7*7 }}{% raw %}\n"
    (tmp_path / "markup.txt").write_text(text, encoding="utf-8")
    ledger = build_ledger(tmp_path)
    assert not ledger.errors
    assert "{{" in ledger.corpus.notices[0].document.text
