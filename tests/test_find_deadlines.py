"""Deadlines: which expressions of time bind, and what they amount to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from conftest import document_of, load_specs

from generator.find_deadlines import find_deadlines
from generator.model import DeadlineKind
from generator.registers import load_register


def found_in(text: str, **metadata) -> list[dict]:
    return [
        {"when": m.when, "kind": m.kind.value, "start": m.start_date, "end": m.end_date, "every": m.every}
        for m in find_deadlines(document_of(text, **metadata))
    ]


@pytest.mark.parametrize("case", load_specs("deadlines"))
def test_specs(case):
    wanted = [{"start": None, "end": None, "every": None} | d for d in case["deadlines"]]
    assert found_in(case["text"], plan_year=case.get("year", 2022)) == wanted


def test_quotes_hold_the_expression_and_stay_in_their_line():
    for param in load_specs("deadlines"):
        document = document_of(param.values[0]["text"], plan_year=2022)
        for m in find_deadlines(document):
            assert m.span.contains(m.when_span)
            assert document.text[m.when_span.start : m.when_span.end] == m.when
            assert "\n" not in document.text[m.span.start : m.span.end].strip("\n")


def test_quote_is_the_clause_or_the_phase_with_its_bracket():
    document = document_of(
        "（一）方案制定阶段（2019年1月至2月）\n编制完成方案。6月底前，完成总规评审，抓好落实。", plan_year=2019
    )
    quotes = [document.text[m.span.start : m.span.end] for m in find_deadlines(document)]
    assert quotes[0] == "方案制定阶段（2019年1月至2月）"
    assert quotes[1] == "6月底前，完成总规评审"


TABLE = "附件\n重点任务清单\n序号\t工作任务\t责任单位\t完成时限\n1\t编制专项规划\t市发展改革委\t2022年6月\n2\t建设平台\t市数据局\t12月底前\n3\t宣传引导\t各县区\t持续推进\n"


def test_a_column_of_time_limits():
    found = [(d["when"], d["kind"], d["end"]) for d in found_in("某市2022年工作方案\n" + TABLE, plan_year=2022)]
    assert found == [("2022年6月", "by", date(2022, 6, 30)), ("12月底前", "by", date(2022, 12, 31))]


def test_heads_of_columns_are_no_deadlines():
    table = "分季度目标表\n指标\t一季度\t二季度\t三季度\n总量\t30.1\t53.2\t75.3\n进度\t35\t58\t83\n"
    assert found_in("某市2022年方案\n一、目标\n" + table, plan_year=2022) == []


def test_a_guessed_year_makes_nothing_history():
    text = "从2018年7月至9月，编制清查底册。\n2019年1月至3月，开展登记；2019年3月至8月，审核数据。\n"
    assert [d["when"] for d in found_in(text)] == ["从2018年7月至9月", "2019年1月至3月", "2019年3月至8月"]
    dated = "东江市2019年普查方案\n" + text
    assert [d["when"] for d in found_in(dated)] == ["2019年1月至3月", "2019年3月至8月"]


def test_the_year_of_the_heading():
    text = "某市三年行动方案\n一、2023年重点工作\n6月底前完成普查。\n二、2024年重点工作\n6月底前完成评估。\n"
    assert [d["end"] for d in found_in(text, plan_year=2023)] == [date(2023, 6, 30), date(2024, 6, 30)]


def test_a_month_after_new_year_in_a_notice_of_december():
    text = "某市人民政府办公室关于做好元旦春节期间有关工作的通知\n各县区人民政府：\n请于1月15日前报送情况。\n某市人民政府办公室\n2021年12月10日\n"
    assert [d["end"] for d in found_in(text)] == [date(2022, 1, 15)]


def test_without_a_year_there_is_no_date():
    assert found_in("6月底前完成评审。") == [
        {"when": "6月底前", "kind": "by", "start": None, "end": None, "every": None}
    ]


def test_a_signature_in_a_text_without_line_breaks():
    text = "某市人民政府关于做好防汛工作的通知各县区人民政府：请于6月1日前报送方案。某市人民政府2022年5月7日为做好防汛工作，制定本方案。"
    assert [d["when"] for d in found_in(text, issued_on=date(2022, 5, 7))] == ["6月1日前"]


def test_cells_with_years_only():
    table = "附表\n项目\t建设内容\t起止年限\n水厂\t新建水厂\t2021-2023\n公路\t改造公路\t2022.3-2022.11\n学校\t新建学校\t2022.06\n"
    found = [(d["when"], d["kind"], d["start"], d["end"]) for d in found_in("某市2022年方案\n" + table, plan_year=2022)]
    assert found == [
        ("2021-2023", "during", date(2021, 1, 1), date(2023, 12, 31)),
        ("2022.3-2022.11", "during", date(2022, 3, 1), date(2022, 11, 30)),
        ("2022.06", "by", None, date(2022, 6, 30)),
    ]


def test_a_table_that_repeats_the_text_adds_nothing():
    text = "某市2022年方案\n一、任务\n6月底前完成总规评审。\n附件\n任务分解表\n任务\t单位\n6月底前完成总规评审\t住建局\n9月底前完成详规\t住建局\n"
    assert [d["when"] for d in found_in(text, plan_year=2022)] == ["6月底前", "9月底前"]


def test_every_kind_is_tested():
    kinds = {d["kind"] for param in load_specs("deadlines") for d in param.values[0]["deadlines"]}
    assert kinds == {kind.value for kind in DeadlineKind}
    assert sum(not param.values[0]["deadlines"] for param in load_specs("deadlines")) >= 30


def test_words_of_the_register_are_used_once():
    for words in load_register("deadline_words").values():
        assert len(words) == len(set(words))


class CountedText(str):
    """Counts the characters that searches may have to pass."""

    passed = 0

    def find(self, sub, start=0, end=None):
        type(self).passed += (len(self) if end is None else end) - start
        return super().find(sub, start, len(self) if end is None else end)

    def rfind(self, sub, start=0, end=None):
        type(self).passed += (len(self) if end is None else end) - start
        return super().rfind(sub, start, len(self) if end is None else end)

    def __getitem__(self, key):
        part = super().__getitem__(key)
        type(self).passed += len(part)
        return part


HOSTILE = ["2019年底前，", "（2019年3月", "每月", "《6月底前", "自2019年", "3月、", "6月底前的", "到期，至5月", "\t6月"]


@pytest.mark.parametrize("unit", HOSTILE)
def test_work_grows_with_the_length_of_a_line(unit):
    def work(times: int) -> int:
        document = document_of("一、任务\n" + unit * times, plan_year=2019)
        text = CountedText(document.text)
        document = replace(document, normalized=replace(document.normalized, text=text))
        CountedText.passed = 0
        for m in find_deadlines(document):
            assert m.span.end - m.span.start <= 600
        return CountedText.passed

    assert work(1200) <= 5 * work(300) + 2000
