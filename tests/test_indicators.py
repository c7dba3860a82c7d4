"""Indicators: which measure a wording names, and what the corpus makes of it."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import document_of, load_specs, source_text

from generator.model import DueBasis, Mentions, Op, Span, TableRef, TargetMention
from generator.pipeline import find_mentions
from generator.registers import load_register
from generator.resolve.indicator_names import key, name_of
from generator.resolve.indicators import resolve_indicators
from generator.resolve.places import load_places

PLACES = load_places()


def target(indicator: str, *, unit: str = "%", growth: bool = False, value: float = 1.0) -> TargetMention:
    return TargetMention(
        provision="p1-1",
        span=Span(0, 1),
        number=Span(0, 1),
        indicator=indicator,
        op=Op.EQUAL,
        value=value,
        value_max=None,
        unit=unit,
        growth=growth,
        due=date(2019, 12, 31),
        due_basis=DueBasis.STATED,
    )


def indicators(**targets: list[TargetMention]):
    """The indicators of notices (id → targets) whose text says nothing more."""
    mentions = [
        Mentions(document_of("一、目标\n文字。\n", id=id), (), tuple(found), (), ()) for id, found in targets.items()
    ]
    return resolve_indicators(mentions, PLACES, dict.fromkeys(targets, "chuxiong")).indicators


@pytest.mark.parametrize("case", load_specs("indicators"))
def test_name_of(case):
    found = name_of(case["text"], places=PLACES, within=case.get("within", "chuxiong"))
    if case["expected"]:
        assert found.entry is not None, found
        assert found.id == case["expected"]
    else:
        assert found.entry is None, found
        assert found.name == case["name"]
    assert found.scope == case.get("scope")


def test_growth_and_level_share_a_page_and_the_level_gives_the_unit():
    (indicator,) = indicators(a=[target("竹编产值增长", growth=True), target("竹编产值", unit="亿元")])
    assert indicator.unit == "亿元"
    assert set(indicator.aliases) | {indicator.name} == {"竹编产值", "竹编产值增长"}


def test_the_register_gives_name_english_and_unit():
    (indicator,) = indicators(a=[target("GDP", growth=True)])
    assert (indicator.id, indicator.name, indicator.unit) == ("gdp", "地区生产总值", "亿元")
    assert indicator.name_en_status == "official"
    assert "GDP" in indicator.aliases


def test_what_the_register_does_not_know_is_marked_generated():
    (indicator,) = indicators(a=[target("竹编传习所", unit="个")])
    assert indicator.id == "zhu-bian-chuan-xi-suo"
    assert indicator.name_en_status == "generated"
    assert indicator.name_en.isascii()


def test_the_result_does_not_depend_on_the_order():
    one = indicators(a=[target("竹编产值")], b=[target("全州竹编产值"), target("GDP")], c=[target("竹编产值增速")])
    other = indicators(c=[target("竹编产值增速")], b=[target("全州竹编产值"), target("GDP")], a=[target("竹编产值")])
    assert one == other
    assert [i.id for i in one] == sorted(i.id for i in one)


def test_keys_ignore_what_does_not_make_a_measure():
    assert key("“三公”经费") == key("三公经费")
    assert key("新建、改建旅游厕所") == key("新建改建旅游厕所")
    assert key("非税收入占一般公共预算收入的比例") == key("非税收入占一般公共预算收入比重")
    assert key("新增企业") != key("企业")
    assert key("净增企业") != key("新增企业")


def test_every_wording_of_the_register_finds_its_own_entry():
    for entry in load_register("indicators")["entries"]:
        for wording in (entry["name"], *entry["aliases"]):
            assert name_of(wording, places=PLACES).id == entry["id"], wording


# ── what a wording leaves out ──


def test_a_measure_of_a_measure_has_its_own_page():
    (indicator,) = indicators(a=[target("一般公共预算收入进度")])
    assert indicator.id == "general-budget-revenue-progress"
    assert indicator.name == "一般公共预算收入进度"
    assert (indicator.unit, indicator.name_en_status) == ("%", "curated")


@pytest.mark.parametrize("case", load_specs("indicator_context"))
def test_what_a_sentence_leaves_out(case):
    mentions = find_mentions(source_text(case["text"]))
    index = resolve_indicators([mentions], PLACES, {"sample": "chuxiong"})
    found = {t.value: n.id for t, n in zip(mentions.targets, index.names["sample"], strict=True)}
    for value, id in case["expected"].items():
        assert found[value] == id


def test_a_table_takes_what_its_part_is_about():
    table = TableRef("t1", "收入分季度目标情况表", "楚雄市 / 进度%", "一季度")
    cell = TargetMention(
        "p1-1", Span(0, 1), Span(0, 1), "收入进度", Op.EQUAL, 25, None, "%", False, None, DueBasis.NONE, table=table
    )
    found = indicators(a=[target("一般公共预算收入", unit="亿元"), target("非税收入占比"), cell])
    assert "general-budget-revenue-progress" in {i.id for i in found}


def test_a_table_whose_part_names_two_measures_leaves_it_open():
    table = TableRef("t1", "收入分季度目标情况表", "全州", "一季度")
    cell = TargetMention(
        "p1-1", Span(0, 1), Span(0, 1), "收入", Op.EQUAL, 25, None, "亿元", False, None, DueBasis.NONE, table=table
    )
    found = indicators(a=[target("一般公共预算收入"), target("税收收入"), cell])
    assert "shou-ru" in {i.id for i in found}


@pytest.mark.parametrize(
    ("wording", "unit", "growth", "known"),
    [
        ("房地产业", "户", False, False),
        ("房地产业", "%", True, True),
        ("房地产业增加值", "亿元", False, True),
        ("特色小镇", "亿元", False, False),
        ("特色小镇", "个", False, True),
        ("森林覆盖率", "户", False, False),
        ("高标准农田面积", "亩", False, True),
        ("地区生产总值", "倍", False, True),
    ],
)
def test_a_number_of_another_kind_is_another_measure(wording, unit, growth, known):
    (indicator,) = indicators(a=[target(wording, unit=unit, growth=growth)])
    assert (indicator.name_en_status != "generated") is known


def test_one_number_for_two_measures_names_both():
    (indicator,) = indicators(a=[target("污水集中处理率、固体废物处置率")])
    assert indicator.id == "sewage-centralised-and-solid-waste-disposal"
    assert indicator.name_en_status == "curated"


@pytest.mark.parametrize("text", ["、", "全州", "（", "增长", "力争", "2019年", "楚雄州", "产业", "12个", "占"])
def test_hostile_wordings_are_kept(text):
    for length in (20, 90, 5000):
        assert name_of(text * length, places=PLACES, within="dali").name
