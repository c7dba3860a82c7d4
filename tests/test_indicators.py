"""Indicators: which measure a wording names, and what the corpus makes of it."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import load_specs

from generator.model import DueBasis, Op, Span, TargetMention
from generator.resolve.indicators import key, name_of, resolve_indicators
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
    mentions = [("a", target("竹编产值增长", growth=True)), ("a", target("竹编产值", unit="亿元"))]
    (indicator,) = resolve_indicators(mentions, PLACES, {"a": "chuxiong"}).indicators
    assert indicator.unit == "亿元"
    assert set(indicator.aliases) | {indicator.name} == {"竹编产值", "竹编产值增长"}


def test_the_register_gives_name_english_and_unit():
    (indicator,) = resolve_indicators([("a", target("GDP", growth=True))], PLACES, {"a": None}).indicators
    assert (indicator.id, indicator.name, indicator.unit) == ("gdp", "地区生产总值", "亿元")
    assert indicator.name_en_status == "official"
    assert "GDP" in indicator.aliases


def test_what_the_register_does_not_know_is_marked_generated():
    (indicator,) = resolve_indicators([("a", target("竹编传习所", unit="个"))], PLACES, {"a": None}).indicators
    assert indicator.id == "zhu-bian-chuan-xi-suo"
    assert indicator.name_en_status == "generated"
    assert indicator.name_en.isascii()


def test_the_result_does_not_depend_on_the_order():
    wordings = [("a", "竹编产值"), ("b", "全州竹编产值"), ("b", "GDP"), ("c", "竹编产值增速")]
    mentions = [(document, target(wording)) for document, wording in wordings]
    places = {"a": "dali", "b": "chuxiong", "c": None}
    one = resolve_indicators(mentions, PLACES, places).indicators
    other = resolve_indicators(list(reversed(mentions)), PLACES, places).indicators
    assert one == other
    assert [i.id for i in one] == sorted(i.id for i in one)


def test_keys_ignore_what_does_not_make_a_measure():
    assert key("“三公”经费") == key("三公经费")
    assert key("新建、改建旅游厕所") == key("新建改建旅游厕所")
    assert key("非税收入占一般公共预算收入的比例") == key("非税收入占一般公共预算收入比重")
    assert key("新增企业") != key("企业")
    assert key("净增企业") != key("新增企业")


def test_every_wording_of_the_register_finds_its_own_entry():
    from generator.registers import load_register

    for entry in load_register("indicators")["entries"]:
        for wording in (entry["name"], *entry["aliases"]):
            assert name_of(wording, places=PLACES).id == entry["id"], wording
