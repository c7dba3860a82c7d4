"""Specs of responsibility statements, and what must hold for any text."""

from __future__ import annotations

import sys

import pytest
from conftest import document_of, load_specs
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.find_assignments import find_assignments
from generator.find_assignments.body_names import is_body, repair, split_joined
from generator.model import Role

ROLES = ("lead", "responsible", "support", "implement")


@pytest.mark.parametrize("case", load_specs("assignments"))
def test_spec(case):
    document = document_of(case["text"])
    found = {role: [m.as_written for m in find_assignments(document) if m.role.value == role] for role in ROLES}
    expected = {role: case.get(role, []) for role in ROLES}
    for role, first in case.get("first_of", {}).items():
        expected[role] = [first, *expected[role]]
    assert found == expected, case["why"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("州财政局", True),
        ("各县、市人民政府", True),
        ("各县（市、区）人民政府", True),
        ("10县市人民政府", True),
        ("州工业和信息化局〈州上市办〉", True),
        ("市委宣传部", True),
        ("中国移动", True),
        ("会同县人民政府", True),
        ("将乐县财政局", True),
        ("部门", False),
        ("政府", False),
        ("西部", False),
        ("小学", False),
        ("一把手", False),
        ("市政府副秘书长", False),
        ("市财政局局长", False),
        ("由市财政局", False),
        ("原州扶贫办", False),
    ],
)
def test_what_reads_as_a_body(name, expected):
    assert is_body(name) is expected


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("州金融办和10县市人民政府", ["州金融办", "10县市人民政府"]),
        ("文化和旅游局", ["文化和旅游局"]),
        ("人力资源和社会保障局", ["人力资源和社会保障局"]),
        ("区粮食和物资储备局", ["区粮食和物资储备局"]),
        ("国家发展和改革委员会", ["国家发展和改革委员会"]),
        ("工业和信息化部和财政部", ["工业和信息化部", "财政部"]),
        ("市直有关部门以及各区政府", ["市直有关部门", "各区政府"]),
        ("教育部及其他有关部门", ["教育部", "其他有关部门"]),
    ],
)
def test_where_names_join(name, parts):
    assert [name[a:b] for a, b in split_joined(name)] == parts


@pytest.mark.parametrize(
    ("name", "fixed"),
    [
        ("州市市场监管局", "州市场监管局"),
        ("州市场监管局管局", "州市场监管局"),
        ("州级有关部门门", "州级有关部门"),
        ("10县（市人民政府", "10县市人民政府"),
        ("市市场监管局", "市市场监管局"),
        ("市市政管理局", "市市政管理局"),
        ("州财政局", "州财政局"),
        ("各县（市）人民政府", "各县（市）人民政府"),
    ],
)
def test_what_scanning_broke_is_mended(name, fixed):
    assert repair(name) == fixed


def test_a_character_printed_twice_is_mended_by_the_same_name_elsewhere():
    document = document_of(
        "1.建设网络。（责任单位：市工信局、中国移动动某市分公司）\n2.降低资费。（责任单位：中国移动某市分公司）"
    )
    found = {m.as_written: m.repaired for m in find_assignments(document)}
    assert found["中国移动动某市分公司"] == "中国移动某市分公司"
    assert found["中国移动某市分公司"] is None


def test_raw_form_is_kept_beside_the_mended_one():
    document = document_of("规范市场。（牵头部门：州住房城乡建设局；责任单位：州市市场监管局、州统计局）")
    found = {m.as_written: m.repaired for m in find_assignments(document)}
    assert found == {"州住房城乡建设局": None, "州市市场监管局": "州市场监管局", "州统计局": None}


def test_spans_hold_the_name_and_the_statement_its_brackets():
    document = document_of("一、任务\n（一）稳定增长。（市发展改革委牵头，市财政局等部门配合）\n（二）扩大消费。")
    mentions = find_assignments(document)
    assert [document.text[m.span.start : m.span.end] for m in mentions] == ["市发展改革委", "市财政局"]
    statement = document.text[mentions[0].statement.start : mentions[0].statement.end]
    assert statement == "（市发展改革委牵头，市财政局等部门配合）"
    assert len({m.statement for m in mentions}) == 1
    provisions = {p.id: p for p in document.provisions}
    assert provisions[mentions[0].provision].number == "（一）"


def test_a_body_named_twice_in_one_role_is_one_assignment():
    document = document_of("推进改革。（责任单位：市财政局、市审计局、市财政局）")
    assert [m.as_written for m in find_assignments(document)] == ["市财政局", "市审计局"]


def test_cells_of_a_table_take_their_role_from_the_header():
    document = document_of(
        "附件\n任务分工表\n\n序号\t任务\t牵头单位\t配合单位\t责任领导\n1\t建园区\t市工信局\t市财政局\t张某\n"
        "2\t招企业\t市投资促进局\t市商务局、各县区政府\t李某\n"
    )
    if not document.tables:
        pytest.skip("the outline sees no table here")
    found = [(m.role, m.as_written) for m in find_assignments(document)]
    assert found == [
        (Role.LEAD, "市工信局"),
        (Role.SUPPORT, "市财政局"),
        (Role.LEAD, "市投资促进局"),
        (Role.SUPPORT, "市商务局"),
        (Role.SUPPORT, "各县区政府"),
    ]


HOSTILE = [
    "（",
    "（牵头单位：",
    "牵头，",
    "由州财政局、",
    "（a（b",
    "责任单位：",
    "单位为",
    "（市",
    "责任单位：州财政局\n",
    "（州财政局牵头，",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_work_grows_with_the_length_only(unit):
    """Counts the calls that hostile text causes, once and at four times the length."""

    def calls(size: int) -> int:
        document = document_of("标题\n" + (unit * size)[:size])
        count = 0

        def profile(frame, event, arg):
            nonlocal count
            count += event in ("call", "c_call")

        sys.setprofile(profile)
        try:
            find_assignments(document)
        finally:
            sys.setprofile(None)
        return count

    assert calls(20_000) <= 5 * calls(5_000) + 200


DEBRIS = (
    *"（）【】〔〕：；、，。\n　和等由州市县局部委办",
    *(
        "牵头单位：",
        "责任单位",
        "负责",
        "牵头",
        "配合",
        "会同",
        "按职责分工",
        "州财政局",
        "各县、市人民政府",
        "10县",
        "为",
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(DEBRIS), max_size=40))
def test_debris_never_raises(pieces):
    document = document_of("".join(pieces))
    for m in find_assignments(document):
        assert m.statement.start <= m.span.start <= m.span.end <= m.statement.end
        assert m.as_written
