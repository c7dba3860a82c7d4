"""The scorer on made-up cases, and the accuracy of this program on the reference annotations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import ROOT

from generator.dataset import write_dataset
from generator.evaluate import Tally, score
from generator.pipeline import build_ledger

BARS = {
    "headings": {"f1": 0.98},
    "assignments": {"f1": 0.985, "resolved": 0.995},
    "targets": {
        "f1": 0.95,
        "op": 0.98,
        "growth": 0.98,
        "indicator": 0.95,
        "due_stated": 0.97,
        "due_inherited": 0.95,
    },
    "deadlines": {"f1": 0.95, "kind": 0.97, "end_date": 0.98, "start_date": 0.95},
    "citations": {"f1": 0.985, "number": 0.98},
}
"""What the project holds itself to."""


@pytest.fixture(scope="module")
def tallies(tmp_path_factory) -> dict[str, Tally]:
    out = tmp_path_factory.mktemp("data")
    ledger = build_ledger(ROOT / "source_docs")
    write_dataset(ledger.corpus, ledger.findings, out)
    return score(out, ROOT / "tests" / "gold", ROOT / "source_docs")


@pytest.mark.parametrize("kind", BARS)
def test_accuracy_on_the_reference_annotations(tallies: dict[str, Tally], kind: str) -> None:
    tally = tallies[kind]
    measured = {"f1": tally.f1, **tally.attributes}
    short = {name: round(measured[name], 3) for name, bar in BARS[kind].items() if measured[name] < bar}
    assert not short, f"below the bar of {BARS[kind]}"


TEXT = "全年新增贷款100亿元，增长5%。（州财政局牵头）\n"
TARGET = {"document": "a", "quote": "", "op": "=", "growth": False, "due": None, "table": None}


def scored(tmp_path: Path, gold: dict, **facts: list) -> dict[str, Tally]:
    """The tallies of a data set that holds ``facts`` for the one notice a.txt."""
    data, references, texts = (tmp_path / name for name in ("data", "gold", "texts"))
    for folder in (data, references, texts):
        folder.mkdir()
    tables = {
        name: facts.get(name, [])
        for name in ("documents", "provisions", "assignments", "targets", "deadlines", "citations")
    }
    tables["documents"] = [{"id": "a", "source": {"file": "a.txt"}}]
    for name, rows in tables.items():
        (data / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
    (references / "a.json").write_text(json.dumps({"source": "a.txt", **gold}), encoding="utf-8")
    (texts / "a.txt").write_text(TEXT, encoding="utf-8")
    return score(data, references, texts)


WANTED = {
    "start": 2,
    "end": 11,
    "indicator": "新增贷款",
    "op": "=",
    "value": 100,
    "unit": "亿元",
    "growth": False,
    "due": "2019-12-31",
    "due_basis": "stated",
}


def test_a_target_counts_once(tmp_path: Path) -> None:
    found = {**TARGET, "start": 2, "end": 11, "value": 100, "unit": "亿元", "indicator_as_written": "新增贷款"}
    tally = scored(tmp_path, {"targets": [WANTED]}, targets=[found, dict(found)])["targets"]
    assert (tally.gold, tally.found, tally.hit) == (1, 2, 1)
    assert tally.attributes["due_stated"] == 0.0
    assert tally.attributes["indicator"] == 1.0


@pytest.mark.parametrize("change", [{"value": 1}, {"unit": "万元"}, {"start": 12, "end": 17}])
def test_a_target_with_another_value_unit_or_place_does_not_count(tmp_path: Path, change: dict) -> None:
    found = {
        **TARGET,
        "start": 2,
        "end": 11,
        "value": 100,
        "unit": "亿元",
        "indicator_as_written": "新增贷款",
        **change,
    }
    tally = scored(tmp_path, {"targets": [WANTED]}, targets=[found])["targets"]
    assert (tally.hit, len(tally.missed), len(tally.extra)) == (0, 1, 1)


def test_table_cells_are_not_scored_with_sentences(tmp_path: Path) -> None:
    found = {**TARGET, "start": 2, "end": 11, "value": 100, "unit": "亿元", "indicator_as_written": "", "table": {}}
    tally = scored(tmp_path, {"targets": []}, targets=[found | {"table": {"caption": "x"}}])["targets"]
    assert tally.found == 0


def test_assignments_are_told_apart_by_role(tmp_path: Path) -> None:
    statement = {
        "start": 17,
        "end": 24,
        "quote": "",
        "lead": ["州财政局"],
        "responsible": [],
        "support": [],
        "implement": [],
    }
    found = {"document": "a", "start": 17, "end": 24, "as_written": "州财政局", "organizations": []}
    tally = scored(
        tmp_path, {"assignments": [statement]}, assignments=[{**found, "role": "support"}, {**found, "role": "lead"}]
    )["assignments"]
    assert (tally.hit, len(tally.extra)) == (1, 1)
    assert tally.attributes["resolved"] == 0.0
