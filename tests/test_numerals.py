"""Numbers and quantities of official Chinese."""

from __future__ import annotations

import pytest
from conftest import load_specs

from generator.numerals import find_quantities, parse_number, unit_group
from generator.registers import load_register


@pytest.mark.parametrize("case", load_specs("numerals"))
def test_quantities(case):
    found = find_quantities(case["text"])
    assert [
        (case["text"][q.start : q.end], q.value, q.value_max, q.unit, q.group)
        for q in found
        if q.unit or q.group != "bare"
    ] == [(e["text"], e["value"], e.get("max"), e["unit"], e["group"]) for e in case["expect"]]


@pytest.mark.parametrize(
    ("written", "value"),
    [("〇", 0), ("十", 10), ("十五", 15), ("二十", 20), ("一百零五", 105), ("两千零五十", 2050), ("二〇二五", 2025),
     ("三点一四", 3.14), ("一百二十万", 1_200_000), ("三万五千", 35_000), ("1,200.5", 1200.5), ("千", 1000)],
)  # fmt: skip
def test_parse_number(written, value):
    assert parse_number(written) == value


@pytest.mark.parametrize("written", ["", "万户", "abc", "第三"])
def test_what_is_no_number_is_refused(written):
    with pytest.raises(ValueError):
        parse_number(written)


def test_every_unit_is_read_with_and_without_multiplier():
    register = load_register("units")
    for entry in register["groups"]:
        for unit in entry["units"]:
            # G, M and T after a small number are a generation of networks; 年 and 日 make dates.
            if unit in ("G", "M", "T", "日", "年度"):
                continue
            found = find_quantities(f"共计12{unit}。")
            assert [(q.value, q.unit) for q in found] == [(12.0, unit)], unit
            assert unit_group(unit) == entry["group"] or unit_group(unit), unit
            if not entry.get("bare"):
                assert find_quantities(f"共计1.2万{unit}。")[0].unit == f"万{unit}", unit


def test_numbers_keep_their_place_in_a_longer_text():
    text = "新增10户，培育3家。"
    assert [(q.start, q.end) for q in find_quantities(text)] == [(2, 5), (8, 10)]
    assert [(q.start, q.end) for q in find_quantities(text, 6)] == [(8, 10)]
