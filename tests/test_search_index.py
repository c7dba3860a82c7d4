"""Search records become an index whose bytes depend on the records only; what it finds is tested in tests/browser."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from generator import search_index
from generator.pages.page import SearchRecord
from generator.search_index import SearchIndexError, spaced, write_search_index

SPACED = [
    ("固定资产投资", "固 定 资 产 投 资"),
    ("建成5G基站20座", "建 成 5G 基 站 20 座"),
    ("增长3.5%以上", "增 长 3.5% 以 上"),
    ("推广PPP模式，降本", "推 广 PPP 模 式 ， 降 本"),
    ("《意见》（2019年）", "《 意 见 》 （ 2019 年 ）"),
    ("Fixed asset investment, up 22%", "Fixed asset investment, up 22%"),
    ("COVID-19疫情", "COVID-19 疫 情"),
    ("一是\u3000抓项目\n二是", "一 是 抓 项 目 二 是"),
    ("①推进", "① 推 进"),
    ("“三张牌”", "“ 三 张 牌 ”"),
    ("〇〇年", "〇 〇 年"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), SPACED)
def test_every_chinese_character_is_a_word_of_its_own(text: str, expected: str) -> None:
    assert spaced(text) == expected


def records(lang: str, *, count: int = 30) -> list[SearchRecord]:
    chinese = lang == "zh"
    prefix = "" if chinese else "en/"
    names = ["甲通知", "乙通知"] if chinese else ["Notice A", "Notice B"]
    made = [
        SearchRecord(
            url=f"{prefix}indicators/fixed-asset-investment/",
            lang=lang,
            kind="indicator",
            title="固定资产投资" if chinese else "Fixed asset investment",
            text="全社会固定资产投资",
            filters={"indicator": ("固定资产投资" if chinese else "Fixed asset investment",)},
            weight=6.0,
        )
    ]
    for n in range(count):
        made.append(
            SearchRecord(
                url=f"{prefix}notices/sample/#p{n}",
                lang=lang,
                kind="provision",
                title=f"第{n}条 <b>&" if chinese else f"Provision {n} <b>&",
                text=f"增长{n}%以上" if chinese else f"at least {n}% · 增长{n}%以上",
                filters={"notice": (names[n % 2],), "year": (str(2019 + n % 3),), "place": ()},
            )
        )
    return made


def bundle(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def fragments(folder: Path) -> list[dict]:
    return [
        json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        for path in sorted(folder.glob("**/fragment/*"))
    ]


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        assert write_search_index(records("zh"), records("en"), tmp_path / name) == 31
    assert bundle(tmp_path / "one") == bundle(tmp_path / "two") == bundle(tmp_path / "three")


def test_a_record_holds_both_languages_and_its_address(tmp_path: Path) -> None:
    write_search_index(records("zh", count=1), records("en", count=1), tmp_path / "index")
    by_url = {each["url"]: each for each in fragments(tmp_path / "index")}
    assert set(by_url) == {"/indicators/fixed-asset-investment/++0.html", "/notices/sample/+p0+1.html"}
    provision = by_url["/notices/sample/+p0+1.html"]
    # The Chinese sentence stands once although the English record has it too; markup in a title is text.
    assert provision["content"] == "第 0 条 <b>& ¦ 增 长 0% 以 上 ¦ Provision 0 <b>& ¦ at least 0%"
    assert provision["filters"] == {"kind": ["provision"], "notice": ["甲通知‖Notice A"], "year": ["2019"]}


def test_records_that_do_not_match_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="p0"):
        write_search_index(records("zh", count=1), list(reversed(records("en", count=1))), tmp_path / "index")
    with pytest.raises(ValueError, match="shorter"):
        write_search_index(records("zh", count=2), records("en", count=1), tmp_path / "index")


def test_a_large_ledger_is_cut_into_several_indexes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "SHARD_CHARACTERS", 200)
    write_search_index(records("zh"), records("en"), tmp_path / "index")
    bundles = json.loads((tmp_path / "index" / "bundles.json").read_text())["bundles"]
    assert bundles[:3] == ["", "1/", "2/"]
    assert all((tmp_path / "index" / each / "pagefind-entry.json").is_file() for each in bundles)
    assert len(fragments(tmp_path / "index")) == 31


def test_an_empty_ledger_has_an_index_without_records(tmp_path: Path) -> None:
    assert write_search_index([], [], tmp_path / "index") == 0
    assert json.loads((tmp_path / "index" / "bundles.json").read_text()) == {"bundles": []}


def test_what_pagefind_says_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho out of patience >&2\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setattr(search_index, "get_executable", lambda: program)
    with pytest.raises(SearchIndexError, match="out of patience"):
        write_search_index(records("zh", count=1), records("en", count=1), tmp_path / "index")
