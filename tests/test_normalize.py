"""Folds, repairs and the map back to the source."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from conftest import ROOT, load_specs, source_text
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Correction, NormalizedText, Span
from generator.normalize import STEPS, normalize
from generator.normalize.draft import Draft

NOTICES = sorted((ROOT / "source_docs").glob("*.txt"))

DEBRIS = st.lists(
    st.sampled_from(
        [
            *list(
                "一二三十（）()《》〈〉。，；：、．.“”\u3000 \t\n\n\n—-|#*1239年月日县市局务任①⑴%＜＞<>[]〔〕\ufeff\u200b"
            ),
            "牵头部门：",
            "责任单位：",
            "附件1",
            "2019年3月1日",
            "人民政府",
            "第一条",
            "一是",
            "专栏1",
            "(2019)10号",
            "— 3 —",
            "- ",
            "加快推进项目建设",
            "PPP ",
        ]
    ),
    max_size=120,
).map("".join)


@pytest.mark.parametrize("case", load_specs("normalize"))
def test_normalize(case: dict) -> None:
    normalized = normalize(source_text(case["text"]))
    assert normalized.text == case["expect"]
    if "repairs" in case:
        assert [[r.kind, r.raw] for r in normalized.repairs] == case["repairs"]


def check_map(normalized: NormalizedText) -> None:
    """The map never falls, stays inside the source, and loses nothing but white space."""
    text, offsets, source = normalized.text, normalized.offsets, normalized.source.text
    assert len(offsets) == len(text) + 1
    assert offsets[len(text)] == len(source)
    assert all(a <= b for a, b in itertools.pairwise(offsets))
    kept = set(offsets[: len(text)])
    for repair in normalized.repairs:
        assert source[repair.source_start : repair.source_end] == repair.raw
        assert 0 <= repair.at <= len(text)
        kept.update(range(repair.source_start, repair.source_end))
    lost = [i for i, c in enumerate(source) if i not in kept and not c.isspace()]
    assert not lost, [(i, source[i]) for i in lost[:10]]


@pytest.mark.parametrize("path", NOTICES, ids=lambda p: p.stem)
def test_notices_keep_every_character(path: Path) -> None:
    check_map(normalize(source_text(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("path", NOTICES, ids=lambda p: p.stem)
def test_normalizing_again_changes_nothing(path: Path) -> None:
    once = normalize(source_text(path.read_text(encoding="utf-8"))).text
    assert normalize(source_text(once)).text == once


@pytest.mark.parametrize("case", load_specs("normalize") + load_specs("outline"))
def test_normalizing_a_spec_again_changes_nothing(case: dict) -> None:
    once = normalize(source_text(case["text"])).text
    assert normalize(source_text(once)).text == once


@settings(max_examples=400, deadline=None)
@given(DEBRIS)
def test_debris_is_never_refused_and_nothing_is_lost(text: str) -> None:
    normalized = normalize(source_text(text))
    check_map(normalized)
    assert not normalized.text or normalized.text.endswith("\n")
    assert "\n\n" not in normalized.text and not normalized.text.startswith("\n")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_accepted(text: str) -> None:
    check_map(normalize(source_text(text)))


@pytest.mark.parametrize("path", NOTICES, ids=lambda p: p.stem)
def test_each_step_finds_nothing_the_second_time(path: Path) -> None:
    draft = Draft(source_text(path.read_text(encoding="utf-8")))
    for step in STEPS:
        step(draft)
        once = draft.text
        step(draft)
        assert draft.text == once, step.__name__


def test_span_maps_to_the_source_over_a_mended_break() -> None:
    source = "加强监管。（责任单位：市林草局、市市场监管局\n\n管局、市文化局）"
    normalized = normalize(source_text(source))
    at = normalized.text.index("市场监管局、市文化局")
    start, end = normalized.source_range(Span(at, at + len("市场监管局、市文化局")))
    assert source[start:end] == "市场监管局\n\n管局、市文化局"
    assert normalized.source_range(Span(3, 3)) == (3, 3)


def test_corrections_of_an_editor_are_repairs() -> None:
    correction = Correction("着力建全", "着力健全", "错字")
    normalized = normalize(source_text("（一）着力建全体系，着力建全制度", corrections=(correction,)))
    assert normalized.text == "（一）着力健全体系，着力健全制度\n"
    assert [(r.kind, r.raw) for r in normalized.repairs] == [("correction", "着力建全")] * 2
    at = normalized.text.index("健全体系")
    start, end = normalized.source_range(Span(at, at + 4))
    assert normalized.source.text[start:end] == "建全体系"
