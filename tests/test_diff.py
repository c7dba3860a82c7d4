"""Gains and losses between two data sets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import load_specs

from generator.diff import diff_data, render_markdown, render_text

DEFAULTS = {
    "provisions": {"level": "（一）", "number": "", "heading": "", "parent": None, "depth": 1, "part": "p1"},
    "assignments": {"role": "responsible", "as_written": "", "organizations": [], "group": False},
    "targets": {"op": "=", "value_max": None, "growth": False, "due": None, "due_basis": "none", "table": None},
    "deadlines": {"start_date": None, "end_date": None, "every": None, "rrule": None, "organizations": []},
    "citations": {"number": None, "target_document": None},
}
QUOTED = {"targets", "deadlines"}


def write_data(folder: Path, text: str, facts: dict) -> Path:
    (folder / "text").mkdir(parents=True)
    (folder / "text" / "sample.txt").write_text(text, encoding="utf-8")
    documents = [{"id": "sample", "title": "样本", "source": {"sha256": str(len(text))}}]
    (folder / "documents.json").write_text(json.dumps(documents), encoding="utf-8")
    for kind, items in facts.items():
        records = []
        for number, item in enumerate(items, 1):
            start = text.index(item["quote"])
            record = {"id": f"sample-{kind}-{number}", "document": "sample", "provision": "sample#p1"} | DEFAULTS[kind]
            record |= item | {"start": start, "end": start + len(item["quote"])}
            if kind not in QUOTED:
                del record["quote"]
            records.append(record)
        (folder / f"{kind}.json").write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
    return folder


@pytest.mark.parametrize("case", load_specs("diff"))
def test_spec(case: dict, tmp_path: Path) -> None:
    old_text, new_text = case.get("old_text", case.get("text")), case.get("new_text", case.get("text"))
    difference = diff_data(
        write_data(tmp_path / "old", old_text, case["old"]), write_data(tmp_path / "new", new_text, case["new"])
    )
    for kind, expected in case["expected"].items():
        found = difference.kinds[kind]
        assert [new_text[f["start"] : f["end"]] for f in found.gained] == expected.get("gained", [])
        assert [old_text[f["start"] : f["end"]] for f in found.lost] == expected.get("lost", [])
        assert [sorted(change.fields) for change in found.changed] == expected.get("changed", [])
        assert found.unchanged == expected.get("unchanged", 0)


def two_sets(folder: Path) -> tuple[Path, Path]:
    text = "完成投资30亿元。\n<b>新增</b>企业20户。\n9月底前完成。\n"
    old = {
        "targets": [{"quote": "完成投资30亿元", "indicator_as_written": "完成投资", "value": 30, "unit": "亿元"}],
        "deadlines": [{"quote": "9月底前完成", "when": "9月底前", "kind": "by", "end_date": "2019-09-30"}],
    }
    new = {
        "targets": [
            {"quote": "完成投资30亿元", "indicator_as_written": "完成投资", "value": 30, "unit": "亿元", "op": ">="},
            {"quote": "<b>新增</b>企业20户", "indicator_as_written": "新增企业", "value": 20, "unit": "户"},
        ],
        "deadlines": [],
    }
    return write_data(folder / "old", text, old), write_data(folder / "new", text, new)


def test_render_text(tmp_path: Path) -> None:
    text = render_text(diff_data(*two_sets(tmp_path)))
    assert "targets        +1  -0  ~1  =0" in text
    assert "+ sample#p1  新增企业 = 20户 due unknown (none) 「<b>新增</b>企业20户」" in text
    assert "~ sample#p1  完成投资 >= 30亿元 due unknown (none) 「完成投资30亿元」 [op: = → >=]" in text
    assert "- sample#p1  9月底前 (by, –2019-09-30) 「9月底前完成」" in text


def test_markdown_keeps_the_words_of_a_notice_as_text(tmp_path: Path) -> None:
    markdown = render_markdown(diff_data(*two_sets(tmp_path)))
    assert "| targets | 1 | 0 | 1 | 0 |" in markdown
    assert "<summary>1 targets gained</summary>" in markdown
    assert "<b>" not in markdown
    assert "&lt;b&gt;新增&lt;/b&gt;企业20户" in markdown


def test_markdown_shortens_long_lists(tmp_path: Path) -> None:
    text = "".join(f"完成投资{n}亿元。\n" for n in range(1, 8))
    one = {"indicator_as_written": "完成投资", "unit": "亿元"}
    new = [one | {"quote": f"完成投资{n}亿元", "value": n} for n in range(1, 8)]
    sets = write_data(tmp_path / "old", text, {}), write_data(tmp_path / "new", text, {"targets": new})
    markdown = render_markdown(diff_data(*sets), limit=3)
    assert markdown.count("完成投资 = ") == 3
    assert "… and 4 more" in markdown


def test_the_same_data_differ_in_nothing(tmp_path: Path) -> None:
    old, _ = two_sets(tmp_path)
    difference = diff_data(old, old)
    assert not difference
    assert render_text(difference) == "No fact was gained, lost or changed."


def test_a_folder_that_is_no_data_set(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"documents\.json"):
        diff_data(tmp_path, tmp_path)


def test_a_broken_table_is_named(tmp_path: Path) -> None:
    old, new = two_sets(tmp_path)
    (new / "targets.json").write_text("[", encoding="utf-8")
    with pytest.raises(ValueError, match=r"targets\.json"):
        diff_data(old, new)


def test_a_notice_added_is_all_gain(tmp_path: Path) -> None:
    old, new = two_sets(tmp_path)
    for name in ("documents", "targets", "deadlines"):
        (old / f"{name}.json").write_text("[]", encoding="utf-8")
    difference = diff_data(old, new)
    assert len(difference.kinds["documents"].gained) == 1
    assert len(difference.kinds["targets"].gained) == 2
    assert not difference.kinds["targets"].lost
