"""Due dates that targets inherit, and where they come from."""

from __future__ import annotations

from datetime import date

from conftest import document_of

from generator.find_targets import find_targets
from generator.model import DueBasis
from generator.resolve.due_dates import inherit_due_dates


def dues(text: str, **metadata) -> dict[str, tuple]:
    """Indicator → (date, basis, source) of every target in ``text``."""
    document = document_of(text, **metadata)
    targets = find_targets(document)
    return {
        t.indicator: (d.date and d.date.isoformat(), d.basis, d.source)
        for t, d in zip(targets, inherit_due_dates(document, targets), strict=True)
    }


def test_from_an_earlier_sentence_of_the_provision():
    found = dues(
        "某市工作方案\n\n一、主要任务\n\n到2027年，工业总产值达到500亿元。新增规上企业50家。\n",
        issued_on=date(2024, 3, 1),
    )
    assert found["工业总产值"] == ("2027-12-31", DueBasis.STATED, None)
    due, basis, source = found["新增规上企业"]
    assert (due, basis) == ("2027-12-31", DueBasis.INHERITED)
    assert source not in (None, "title", "plan")


def test_from_a_goal_sentence_without_a_number():
    found = dues(
        "某市工作方案\n\n一、主要任务\n\n到2027年，产业体系更加完善。新增规上企业50家。\n\n二、其他\n\n新建广场2个。\n",
        issued_on=date(2024, 3, 1),
    )
    assert found["新增规上企业"][:2] == ("2027-12-31", DueBasis.INHERITED)
    assert found["新建广场"][0] is None


def test_a_year_inside_a_sentence_is_no_goal_sentence():
    found = dues(
        "某市工作方案\n\n一、主要任务\n\n落实省里到2030年的部署。新增规上企业50家。\n", issued_on=date(2024, 3, 1)
    )
    assert found["新增规上企业"][0] is None


def test_a_month_is_not_passed_on():
    found = dues("某市2024年工作方案\n\n一、主要任务\n\n2024年3月确定试点企业10家。遴选骨干企业5家。\n")
    assert found["确定试点企业"][0] == "2024-03-31"
    assert found["遴选骨干企业"][:2] == ("2024-12-31", DueBasis.INHERITED)


def test_from_the_title_of_the_plan():
    found = dues("某县2023年项目建设方案\n\n一、主要任务\n\n新建学校5所。\n")
    assert found["新建学校"] == ("2023-12-31", DueBasis.INHERITED, "title")


def test_from_a_title_of_several_years():
    for title in ("某县数字经济发展行动计划（2023—2025年）", "某县“十四五”数字经济发展规划"):
        found = dues(f"{title}\n\n一、主要任务\n\n新建5G基站500个。\n")
        assert found["新建5G基站"][:2] == ("2025-12-31", DueBasis.INHERITED), title


def test_each_sub_plan_has_its_own_title():
    text = (
        "某县2023年项目建设方案\n\n一、主要任务\n\n新建学校5所。\n\n"
        "某县2024年项目建设方案\n\n一、主要任务\n\n新建医院2所。\n"
    )
    found = dues(text)
    assert found["新建学校"][0] == "2023-12-31"
    assert found["新建医院"][0] == "2024-12-31"


def test_from_the_goals_a_plan_without_a_year_opens_with():
    text = (
        "某省关于推进养老服务发展的实施意见\n\n一、总体目标\n\n到2025年，养老床位达到10万张。\n\n"
        "二、主要任务\n\n（一）扩大供给。培育养老服务机构100家。\n"
    )
    found = dues(text, issued_on=date(2021, 5, 1))
    assert found["培育养老服务机构"][:2] == ("2025-12-31", DueBasis.INHERITED)


def test_a_yearly_number_is_due_with_the_plan():
    found = dues("某县人才发展规划（2023—2027年）\n\n一、主要任务\n\n每年引进紧缺人才50名。\n")
    assert found["引进紧缺人才"][:2] == ("2027-12-31", DueBasis.INHERITED)


def test_a_period_without_a_start_stays_stated_without_a_date():
    found = dues("某县2023年行动方案\n\n一、主要任务\n\n三年内培育上市企业5家。\n")
    assert found["培育上市企业"] == (None, DueBasis.STATED, None)


def test_a_draft_without_a_year_gives_none():
    found = dues("某区稳经济工作措施（征求意见稿）\n\n一、主要任务\n\n打造示范街区8个。\n")
    assert found["打造示范街区"] == (None, DueBasis.NONE, None)
