"""Targets: what is found, how it is worded and dated, and what must not be found."""

from __future__ import annotations

import dataclasses
import difflib
import re
import sys
from datetime import date

import pytest
from conftest import document_of, load_specs

from generator.find_targets import find_targets
from generator.model import DueBasis


def targets_of(case: dict) -> list:
    document = document_of(case["text"])
    year = case.get("year", 2023)
    document = dataclasses.replace(document, plan_year=year, plan_end_year=case.get("end_year", year))
    return [t for t in find_targets(document) if t.table is None]


def alike(expected: str, found: str) -> bool:
    """As the evaluation compares indicators: one in the other, or mostly the same characters."""
    if not expected or not found:
        return expected == found
    return expected in found or found in expected or difflib.SequenceMatcher(None, expected, found).ratio() >= 0.6


@pytest.mark.parametrize("case", load_specs("targets"))
def test_targets_of_a_sentence(case):
    found = targets_of(case)
    expected = case["expect"]
    assert [(str(t.op), t.value, t.unit) for t in found] == [(e[1], e[2], e[3]) for e in expected]
    for target, (indicator, _, _, _, *flags) in zip(found, expected, strict=True):
        assert alike(indicator, target.indicator), (indicator, target.indicator)
        assert not re.search("[\ue000-\uf8ff]", target.indicator), "a mask is no word"
        assert target.growth == ("growth" in flags), indicator
        high = next((float(f[4:]) for f in flags if f.startswith("max=")), None)
        assert target.value_max == high
        due = next((f[4:] for f in flags if f.startswith("due=")), None)
        if due == "none":
            assert (target.due, target.due_basis) == (None, DueBasis.STATED)
        elif due == "inherited":
            assert (target.due, target.due_basis) == (None, DueBasis.NONE)
        elif due:
            assert (target.due, target.due_basis) == (date.fromisoformat(due), DueBasis.STATED)


@pytest.mark.parametrize(
    ("text", "falls", "yearly"),
    [
        ("到2023年，单位能耗下降3%。", True, False),
        ("2023年，一般性支出按5%的比例压缩。", True, False),
        ("到2023年，优良天数比率提高3个百分点，能耗降低2%以上。", (False, True), False),
        ("到2023年，园区收入年均增长15%左右。", False, True),
        ("到2023年，污染物排放量年均下降4%。", True, True),
        ("到2023年，不良贷款率降至3%以内。", False, False),
        ("2023年，粮食产量增长2%。", False, False),
    ],
)
def test_which_way_a_rate_of_change_goes(text, falls, yearly):
    found = targets_of({"text": text})
    expected = falls if isinstance(falls, tuple) else (falls,)
    assert tuple(t.falls for t in found) == expected, text
    assert all(t.yearly == yearly for t in found), text


@pytest.mark.parametrize("case", load_specs("target_tables"))
def test_targets_in_tables(case):
    targets = [t for t in find_targets(document_of(case["text"])) if t.table is not None]
    if case.get("skip_place"):
        targets = [t for t in targets if t.place is None]
    found = [(t.table.row, t.table.column, t.indicator, str(t.op), t.value, t.unit, t.due, t.growth) for t in targets]
    assert found == [(*e[:6], e[6], "growth" in e[7:]) for e in case["expect"]]


def test_a_county_in_a_table_is_the_place_of_its_numbers():
    text = "某州2022年投资方案\n\n一、目标\n\n固定资产投资任务分解表\n\n县市\t目标（亿元）\n甲县\t12\n乙市\t15\n"
    found = [(t.place, t.value, t.unit, t.indicator) for t in find_targets(document_of(text))]
    assert found == [("甲县", 12.0, "亿元", "固定资产投资"), ("乙市", 15.0, "亿元", "固定资产投资")]


HOSTILE = [
    "1个", "增长8%、", "新建5座", "（其中5个", "“5个", "一二三", "对5家企业，", "A达到5%；\n", "（5个）", "1234567890", "1.2.3.", "百万亿", "由5%提高到",
    "占", "分别为", "2025年，", "《5个", "，，，", "5个\t6个\n", "每提高1个百分点奖5万元，", "的的的5%", "到2025年达到",
    "（5个，10月底前完成", "（5个）完成时限：", "5家综合型、", "每台不超过5万元，",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_work_grows_with_the_length_of_a_hostile_text(unit):
    """Function calls counted, not seconds: four times the text may cost little more than four times the work."""
    small, large = (steps(unit, length) for length in (6_000, 24_000))
    assert large < 6 * small + 20_000


def steps(unit: str, length: int) -> int:
    document = document_of("某市方案\n\n一、目标\n\n" + unit * (length // len(unit)))
    count = 0

    def step(frame, event, argument):
        nonlocal count
        count += 1

    sys.setprofile(step)
    try:
        find_targets(document)
    finally:
        sys.setprofile(None)
    return count
