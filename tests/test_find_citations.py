"""Citations: documents named by title, and what only looks like one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from conftest import document_of, load_specs

from generator import find_citations as citing
from generator.find_citations import find_citations, is_document
from generator.registers import load_register


@pytest.mark.parametrize("case", load_specs("citations"))
def test_specs(case):
    found = [{"title": m.title, "number": m.number} for m in find_citations(document_of(case["text"]))]
    wanted = [{"title": c["title"], "number": c.get("number")} for c in case["citations"]]
    assert [{k: _plain(v) for k, v in f.items()} for f in found] == [
        {k: _plain(v) for k, v in w.items()} for w in wanted
    ]


def _plain(words: str | None) -> str | None:
    """Widths of brackets and spaces are normalize's business."""
    return words and words.translate(str.maketrans("()", "（）")).replace(" ", "").replace("－", "—")


def test_spans_hold_the_marks_and_the_number():
    document = document_of("根据《关于做好防汛工作的通知》（云政发〔2021〕2号）和《防洪法》要求")
    spans = [document.text[m.span.start : m.span.end] for m in find_citations(document)]
    assert spans == ["《关于做好防汛工作的通知》（云政发〔2021〕2号）", "《防洪法》"]


def test_each_occurrence_counts_and_nothing_overlaps():
    document = document_of("《防洪法》第一条。《防洪法》（主席令第88号）第二条。关于印发《A方案》《B方案》的通知。")
    found = find_citations(document)
    assert [m.title for m in found] == ["防洪法", "防洪法", "A方案", "B方案"]
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_a_title_broken_over_a_line():
    document = document_of("一、任务\n落实《楚雄州中期财政规划编制工\n作方案》要求。\n")
    assert [m.title for m in find_citations(document)] == ["楚雄州中期财政规划编制工作方案"]


def test_the_notice_does_not_cite_itself_in_its_own_title_line():
    text = "《某市人民政府关于促进消费的意见》\n某政发〔2022〕5号\n各县区人民政府：\n落实《消费促进条例》。\n"
    titles = [m.title for m in find_citations(document_of(text, title="某市人民政府关于促进消费的意见"))]
    assert titles == ["消费促进条例"]


def test_a_letter_without_a_title_names_the_plan_below_it():
    text = "各县区人民政府：\n《临江市消费促进方案》已经市政府同意，现印发给你们。\n临江市人民政府\n2022年3月1日\n临江市消费促进方案\n为促进消费，制定本方案。\n一、目标\n"
    document = document_of(text)
    assert document.title == "临江市消费促进方案"
    assert [m.title for m in find_citations(document)] == ["临江市消费促进方案"]


def test_endings_decide_and_exceptions_win():
    words = load_register("citation_words")
    for ending in words["document_endings"]:
        assert is_document("某市某项" + ending) or any(ending.endswith(x) for x in words["not_documents"]), ending
    for ending in words["not_documents"]:
        assert not is_document("某" + ending), ending
    for work in words["works"]:
        assert not is_document(work, "学习")


@pytest.mark.parametrize(
    "unit", ["《", "》", "《A方案", "《A方案》（", "《》", "〈《", "《关于印发《", "方案》", "（国发〔2015〕1号"]
)
def test_work_grows_with_the_length(unit, monkeypatch):
    """Characters looked at around marks that lack a partner grow with the text and not with its square."""
    read = []

    class Counted:
        def __init__(self, pattern):
            self.pattern = pattern

        def finditer(self, text, *limits):
            read.append(len(text))
            return self.pattern.finditer(text, *limits)

    def work(times: int) -> int:
        read.clear()
        document = document_of("一、任务\n" + unit * times)
        monkeypatch.setattr(citing, "_STOP", Counted(stop))
        find_citations(document)
        return sum(read)

    stop = citing._STOP
    assert work(800) <= 5 * work(200) + 1000
