"""What an editor should look at, and what only looks like it."""

from __future__ import annotations

import json
import re
import string
import sys
from datetime import date
from importlib.resources import files

import jsonschema
import pytest
import yaml
from conftest import ROOT, SPECS, document_of, load_specs

from generator.findings import coverage, find_findings, restatements
from generator.model import (
    Assignment,
    AssignmentMention,
    Citation,
    CitationMention,
    Corpus,
    Deadline,
    DeadlineKind,
    DeadlineMention,
    Document,
    DueBasis,
    Notice,
    Op,
    Place,
    Role,
    Span,
    TableRef,
    Target,
    TargetMention,
)
from generator.pipeline import build_ledger
from generator.registers import load_register

PLACES = (
    Place("here", "530000", "某州", "Mou Prefecture", "prefecture", None),
    Place("jia", "530001", "甲县", "Jia County", "county", "here"),
)


class Builder:
    """A corpus of one case; facts are searched in the text one after the other."""

    def __init__(self, case: dict) -> None:
        notices = case.get("notices") or [case]
        self.facts: dict[str, list] = {"assignments": [], "targets": [], "deadlines": [], "citations": []}
        self.documents = [self._document(n, f"notice-{i}") for i, n in enumerate(notices, 1)]
        for document, notice in zip(self.documents, notices, strict=True):
            for kind, items in (notice.get("facts") or {}).items():
                at = 0
                for item in items:
                    at = getattr(self, kind)(document, item, at)

    def _document(self, notice: dict, id: str) -> Document:
        metadata = {name: notice[name] for name in ("issued_on", "status") if name in notice}
        return document_of(notice["text"], id=id, **metadata)

    def corpus(self) -> Corpus:
        notices = tuple(Notice(d, None, "here", "", "generated") for d in self.documents)
        facts = {kind: tuple(items) for kind, items in self.facts.items()}
        return Corpus(notices=notices, organizations=(), indicators=(), places=PLACES, **facts)

    def _find(self, document: Document, words: str, start: int) -> Span:
        at = document.text.index(words, start)
        return Span(at, at + len(words))

    def _id(self, document: Document, kind: str) -> str:
        return f"{document.id}-{kind}-{len(self.facts[kind]) + 1}"

    def deadlines(self, document: Document, item: dict, start: int) -> int:
        when = self._find(document, item["when"], start)
        provision = document.provision_at(when.start).id
        mention = DeadlineMention(
            provision, when, when, item["when"], DeadlineKind(item["kind"]), item.get("start"), item.get("end")
        )
        self.facts["deadlines"].append(Deadline(self._id(document, "deadlines"), document.id, mention, ()))
        return when.end

    def targets(self, document: Document, item: dict, start: int) -> int:
        number = self._find(document, item["number"], start)
        value, unit = re.fullmatch(r"([\d.]+)(.*)", item["number"]).groups()
        # Bounds behind the number belong to the quotation.
        end = number.end + (2 if document.text[number.end : number.end + 2] in ("以上", "左右", "以内") else 0)
        mention = TargetMention(
            provision=document.provision_at(number.start).id,
            span=Span(number.start, end),
            number=number,
            indicator=item["indicator"],
            op=Op(item.get("op", "=")),
            value=float(value),
            value_max=None,
            unit=item.get("unit", unit),
            growth=item.get("growth", False),
            due=item["due"],
            due_basis=DueBasis.STATED,
            table=TableRef("t1", *item["table"]) if "table" in item else None,
        )
        self.facts["targets"].append(
            Target(
                id=self._id(document, "targets"),
                document=document.id,
                mention=mention,
                indicator=item["indicator"],
                due=item["due"],
                due_basis=DueBasis.STATED,
                due_from=None,
                place=item.get("place"),
                lead=(),
            )
        )
        return number.end

    def assignments(self, document: Document, item: dict, start: int) -> int:
        name = self._find(document, item["name"], start)
        text = document.text
        statement = Span(text.rindex("（", 0, name.start), text.index("）", name.end) + 1)
        mention = AssignmentMention(
            document.provision_at(name.start).id, name, statement, Role(item["role"]), item["name"]
        )
        organizations = tuple(item.get("organizations", ()))
        self.facts["assignments"].append(
            Assignment(self._id(document, "assignments"), document.id, mention, organizations, "县市" in item["name"])
        )
        return name.end

    def citations(self, document: Document, item: dict, start: int) -> int:
        title = self._find(document, f"《{item['title']}》", start)
        mention = CitationMention(document.provision_at(title.start).id, title, item["title"], item.get("number"))
        self.facts["citations"].append(Citation(self._id(document, "citations"), document.id, mention, None))
        return title.end


def findings_of(case: dict) -> list[tuple]:
    corpus = Builder(case).corpus()
    texts = {notice.id: notice.document.text for notice in corpus.notices}
    return [(f, texts[f.document][f.span.start : f.span.end]) for f in find_findings(corpus)]


@pytest.mark.parametrize("case", load_specs("findings"))
def test_spec(case: dict) -> None:
    found = findings_of(case)
    assert sorted([f.code, words] for f, words in found) == sorted(case["expected"])
    for words in case.get("says", ()):
        assert any(words in f.message for f, _ in found)
        assert any(words in f.message_en or "次" in words for f, _ in found)


def test_every_finding_on_the_notices_was_read() -> None:
    ledger = build_ledger(ROOT / "source_docs", processes=1)
    texts = {notice.id: notice.document.text for notice in ledger.corpus.notices}
    found: dict[str, list] = {}
    for f in ledger.findings:
        found.setdefault(f.document, []).append([f.code, texts[f.document][f.span.start : f.span.end]])
    read = yaml.safe_load((SPECS / "findings_read.yml").read_text(encoding="utf-8"))
    assert {id: sorted(items) for id, items in found.items()} == {id: sorted(items) for id, items in read.items()}


def test_every_code_has_a_case_that_raises_it_and_the_register_knows_no_other() -> None:
    raised = {code for case in load_specs("findings") for code, _ in case.values[0]["expected"]}
    raised |= {"text-mended"}  # tested below: a case of plain words has nothing to mend
    assert raised == {entry["code"] for entry in load_register("findings")}


def test_both_languages_quote_the_same_fields() -> None:
    for entry in load_register("findings"):
        parsed = (string.Formatter().parse(entry[key]) for key in ("message", "message_en"))
        fields = [{name for _, name, _, _ in pieces if name} for pieces in parsed]
        assert fields[0] == fields[1], entry["code"]


@pytest.mark.parametrize("name", ["findings", "comparison_words"])
def test_registers_keep_their_schema(name: str) -> None:
    schema = json.loads((files("generator.registers") / "schema" / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.validate(load_register(name), schema)


def test_no_code_stands_twice() -> None:
    codes = [entry["code"] for entry in load_register("findings")]
    assert len(codes) == len(set(codes))


def test_mended_text_is_one_note_with_counts() -> None:
    document = document_of("方案\n一、任务\n做好服务。\n[bookmark: _GoBack]二、保障\n加强领导。\n")
    assert document.normalized.repairs
    corpus = Corpus((Notice(document, None, None, "", "generated"),), (), (), (), (), (), (), ())
    (finding,) = find_findings(corpus)
    assert (finding.code, finding.severity) == ("text-mended", "note")
    assert "1 处" in finding.message
    assert "in 1 place" in finding.message_en


TWO_REPEATS = {
    "text": "行动方案\n一、任务\n一是甲。二是乙。二是丙。三是丁。三是戊。\n二、保障\n加强。\n二、附则\n施行。",
}


def test_ids_name_document_code_and_provision() -> None:
    ids = [f.id for f, _ in findings_of(TWO_REPEATS)]
    assert ids == [
        "notice-1/number-repeated/p1-1",
        "notice-1/number-repeated/p1-1-2",
        "notice-1/number-repeated/p1-2b",
    ]


def test_ids_survive_another_notice() -> None:
    other = {"text": "另一方案\n一、任务\n做好服务。\n二、保障\n加强。\n二、附则\n施行。"}
    alone = {f.id for f, _ in findings_of(TWO_REPEATS)}
    together = {f.id for f, _ in findings_of({"notices": [TWO_REPEATS, other]})}
    assert alone < together


def test_no_id_is_given_twice_and_every_place_exists() -> None:
    for parameter in load_specs("findings"):
        found = findings_of(parameter.values[0])
        assert len({f.id for f, _ in found}) == len(found)
        provisions = {p.id for d in Builder(parameter.values[0]).documents for p in d.provisions}
        assert all(f.provision in provisions for f, _ in found)


def test_a_message_names_places_as_a_reader_would() -> None:
    case = {
        "text": "方案\n一、目标\n净增市场主体165户。\n二、任务\n（一）企业\n净增市场主体170户。",
        "facts": {
            "targets": [
                {"number": "165户", "indicator": "净增市场主体", "due": date(2019, 12, 31)},
                {"number": "170户", "indicator": "净增市场主体", "due": date(2019, 12, 31)},
            ]
        },
    }
    (finding,) = (f for f, _ in findings_of(case) if f.code == "target-values-differ")
    assert "165户」（一、）" in finding.message and "170户」（二、（一））" in finding.message
    assert "#p" not in finding.message + finding.message_en


def test_restatements_link_one_value_said_again() -> None:
    case = {
        "text": "方案\n一、目标\n净增市场主体1.65万户。\n二、任务\n净增市场主体16500户。\n三、其他\n新增企业20户。",
        "facts": {
            "targets": [
                {"number": "1.65万户", "indicator": "净增市场主体", "due": date(2019, 12, 31)},
                {"number": "16500户", "indicator": "净增市场主体", "due": date(2019, 12, 31)},
                {"number": "20户", "indicator": "新增企业", "due": date(2019, 12, 31)},
            ]
        },
    }
    assert restatements(Builder(case).corpus()) == (("notice-1-targets-1", "notice-1-targets-2"),)


def test_coverage_counts_what_looks_like_a_fact() -> None:
    case = {
        "text": "方案\n一、目标\n力争新增企业20户，完成投资30亿元。（牵头单位：州商务局；责任单位：州铁建办）\n"
        "二、任务\n2019年6月底前完成。（责任单位：州财政局）落实《关于某事的意见》。",
        "facts": {
            "targets": [{"number": "20户", "indicator": "新增企业", "due": date(2019, 12, 31)}],
            "assignments": [
                {"name": "州商务局", "role": "lead", "organizations": ["p/commerce"]},
                {"name": "州铁建办", "role": "responsible"},
            ],
            "citations": [{"title": "关于某事的意见"}],
        },
    }
    corpus = Builder(case).corpus()
    counts = {c.kind: (c.seen, c.understood) for c in coverage(corpus)}
    assert counts == {
        "statements": (2, 1),
        "names": (2, 1),
        "numbers": (2, 1),
        "cells": (0, 0),
        "due dates": (1, 1),
        "dates": (1, 0),
        "citations": (1, 1),
    }
    (missed,) = next(c for c in coverage(corpus) if c.kind == "numbers").examples
    assert missed.quote == "30亿元"


def steps(corpus: Corpus) -> int:
    """Lines of the checks that ran."""
    count = 0

    def local(frame, event, arg):
        nonlocal count
        count += event == "line"
        return local

    def enter(frame, event, arg):
        return local if "/findings/" in frame.f_code.co_filename else None

    sys.settrace(enter)
    try:
        find_findings(corpus)
    finally:
        sys.settrace(None)
    return count


HOSTILE = [
    "（",
    "（）",
    "《“（",
    "》”）",
    "一是甲。",
    "一是甲。二是乙。二是丙。",
    "三是甲。",
    "1.甲。\n",
    "（二）甲。\n（四）乙。\n",
    "附件：1.甲表2.乙表\n",
    "附件1：甲表\n",
    "详见附件9。",
    "2月30日",
    "牵头牵头",
    "2个（1个、",
    "甲\t1\t2\n",
    "（四项）\n",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_takes_steps_in_proportion_to_its_length(words: str) -> None:
    def corpus(size: int) -> Corpus:
        return Builder({"text": "方案\n一、目标\n" + words * (size // len(words))}).corpus()

    assert steps(corpus(8000)) <= 5 * steps(corpus(2000)) + 1000


def test_many_facts_take_steps_in_proportion_to_their_number() -> None:
    day = date(2019, 12, 31)
    sentence = "新增企业20户。新增企业30户。完成投资295.2亿元，其中工业投资20亿元。（牵头单位：州商务局）州商务局牵头。"
    targets = [
        {"number": "20户", "indicator": "新增企业", "due": day},
        {"number": "30户", "indicator": "新增企业", "due": day},
        {"number": "295.2亿元", "indicator": "完成投资", "due": day},
        {"number": "20亿元", "indicator": "工业投资", "due": day},
    ]
    bodies = [{"name": "州商务局", "role": "responsible", "organizations": ["p/commerce"]}]

    def corpus(copies: int) -> Corpus:
        facts = {"targets": targets * copies, "assignments": bodies * copies}
        return Builder({"text": "方案\n一、目标\n" + sentence * copies, "facts": facts}).corpus()

    assert steps(corpus(80)) <= 5 * steps(corpus(20))
