"""Resolve: identity, dates, who answers, cited notices, ids; over small notices put through the finders."""

from __future__ import annotations

import re
from datetime import date

import pytest
from conftest import document_of, load_specs, source_text

from generator.model import AssignmentMention, CitationMention, DueBasis, Role, Span
from generator.pipeline import find_mentions
from generator.resolve import resolve
from generator.resolve.documents import DocumentIndex, number_key
from generator.resolve.governing import Governing
from generator.resolve.places import load_places
from generator.resolve.subjects import names_at_head, names_pattern
from generator.resolve.target_places import zones_of

NOTICE = """楚雄州人民政府关于印发2019年养老服务实施方案的通知

楚政发〔2019〕8号

各县市人民政府，州直各部门：

现将《楚雄州2019年养老服务实施方案》印发给你们，请认真贯彻执行。

楚雄州人民政府
2019年3月1日

楚雄州2019年养老服务实施方案

一、目标任务
（一）养老床位。2019年全州新增养老床位1000张。（牵头单位：州民政局；配合单位：州财政局）
（二）护理型床位。护理型床位占比达到50%以上。姚安县新增养老床位100张。（责任单位：州民政局、10县市人民政府）
二、保障措施
（一）资金。各县市人民政府要于2019年6月底前落实资金5000万元。
（二）检查。州民政局每季度通报一次进展。（牵头单位：州民政局）
"""

OTHER = """大理州人民政府办公室关于印发2020年养老服务工作要点的通知

大政办发〔2020〕3号

各县市人民政府：

现将《大理州2020年养老服务工作要点》印发给你们。

大理州人民政府办公室
2020年1月6日

大理州2020年养老服务工作要点

一、床位建设
按照《楚雄州2019年养老服务实施方案》（楚政发〔2019〕8号）的做法，新增养老床位800张。（牵头单位：州民政局）
"""


def corpus_of(**texts):
    return resolve([find_mentions(source_text(text, id=id.replace("_", "-"))) for id, text in texts.items()])


@pytest.fixture(scope="module")
def corpus():
    return corpus_of(chuxiong_2019=NOTICE, dali_2020=OTHER)


def targets(corpus, indicator):
    return [t for t in corpus.targets if t.indicator == indicator]


def test_notices_have_their_place_and_authority(corpus):
    chuxiong, dali = corpus.notices
    assert (chuxiong.id, chuxiong.place, dali.place) == ("chuxiong-2019", "chuxiong", "dali")
    by_id = {o.id: o for o in corpus.organizations}
    assert by_id[chuxiong.issuing_authority].place == "chuxiong"
    assert by_id[dali.issuing_authority].place == "dali"


def test_the_same_name_in_another_place_is_another_body(corpus):
    civil_affairs = {id for a in corpus.assignments if a.mention.as_written == "州民政局" for id in a.organizations}
    assert {id.split("/")[0] for id in civil_affairs} == {"chuxiong", "dali"}


def test_one_indicator_in_two_notices(corpus):
    beds = targets(corpus, "elderly-care-beds")
    assert {t.document for t in beds} == {"chuxiong-2019", "dali-2020"}


def test_the_lead_is_the_body_of_the_statement_that_follows(corpus):
    first = next(t for t in targets(corpus, "elderly-care-beds") if t.mention.value == 1000)
    assert [id.split("/")[0] for id in first.lead] == ["chuxiong"]
    assert len(first.lead) == 1


def test_a_statement_without_a_lead_gives_none(corpus):
    (share,) = targets(corpus, "nursing-beds-share")
    assert share.lead == ()


def test_the_place_of_a_target(corpus):
    places = {t.mention.value: t.place for t in targets(corpus, "elderly-care-beds")}
    assert places == {1000: "chuxiong", 100: "chuxiong-yaoan", 800: "dali"}


def test_due_dates_are_inherited_and_say_from_where(corpus):
    by_value = {t.mention.value: t for t in corpus.targets if t.mention.unit in ("张", "%")}
    assert by_value[1000].due_basis is DueBasis.STATED and by_value[1000].due_from is None
    assert by_value[800].due == date(2020, 12, 31)
    assert by_value[800].due_basis is DueBasis.INHERITED and by_value[800].due_from == "title"


def test_a_deadline_belongs_to_the_subject_of_its_clause_or_to_the_leading_body(corpus):
    by_when = {d.mention.when: d.organizations for d in corpus.deadlines}
    assert [id for id in by_when["2019年6月底前"] if "count" in id or "government" in id]
    assert [id.split("/")[0] for id in by_when["每季度"]] == ["chuxiong"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("按照年度计划，一是州民政局于3月上旬前分解任务", {"chuxiong/civil-affairs-bureau"}),
        ("3月15日前，各县市要把名单报上来", {"chuxiong/all-county-level-governments"}),
        ("各地要于3月15日前把名单报上来", set()),
        ("3月15日前，把名单汇总好", {"chuxiong/finance-bureau"}),
    ],
)
def test_a_deadline_of_another_subject_is_not_the_leading_body_s(sentence, expected):
    clauses = f"（一）名单。{sentence}。（州财政局牵头）\n（二）床位。新增床位100张。（州民政局牵头）\n"
    head = "楚雄州人民政府关于印发2019年养老服务方案的通知\n\n各县市人民政府：\n\n"
    (deadline,) = corpus_of(n=f"{head}一、任务\n{clauses}").deadlines
    assert set(deadline.organizations) == expected


def test_citations_lead_to_the_notice_they_mean(corpus):
    cited = {(c.document, c.mention.title): c.target_document for c in corpus.citations}
    assert cited["chuxiong-2019", "楚雄州2019年养老服务实施方案"] == "chuxiong-2019"
    assert cited["dali-2020", "楚雄州2019年养老服务实施方案"] == "chuxiong-2019"
    assert cited["dali-2020", "大理州2020年养老服务工作要点"] == "dali-2020"


def test_fact_ids_stand_under_their_provision_and_are_unique(corpus):
    facts = [*corpus.assignments, *corpus.targets, *corpus.deadlines, *corpus.citations]
    ids = [f.id for f in facts]
    assert len(ids) == len(set(ids))
    for fact in facts:
        assert re.fullmatch(rf"{fact.document}/{fact.mention.provision}/[atdc]\d+", fact.id)


def test_a_correction_of_one_provision_leaves_the_ids_of_the_others(corpus):
    changed = corpus_of(chuxiong_2019=NOTICE.replace("新增养老床位1000张", "新增养老床位1000张，改造养老床位300张"))
    before = {t.id: t.mention.value for t in corpus.targets if t.document == "chuxiong-2019"}
    after = {t.id: t.mention.value for t in changed.targets}
    provision = next(t.mention.provision for t in corpus.targets if t.mention.value == 1000)
    assert {i: v for i, v in before.items() if f"/{provision}/" not in i}.items() <= after.items()
    assert len(after) == len(before) + 1


def test_the_order_of_the_notices_does_not_matter(corpus):
    assert corpus_of(dali_2020=OTHER, chuxiong_2019=NOTICE) == corpus


def test_the_corpus_holds_only_what_occurs(corpus):
    places = {p.id for p in corpus.places}
    assert {"china", "yunnan", "chuxiong", "dali", "chuxiong-yaoan"} <= places
    assert "kunming" not in places
    assert "dali-xiangyun" not in places
    used = {t.indicator for t in corpus.targets}
    assert {i.id for i in corpus.indicators} == used
    bodies = {o.id for o in corpus.organizations}
    assert {id for a in corpus.assignments for id in a.organizations} <= bodies
    assert {p.parent for p in corpus.places if p.parent} <= places
    assert {o.place for o in corpus.organizations if o.place} <= places
    assert {m for o in corpus.organizations for m in o.members} <= bodies


def test_everything_is_sorted(corpus):
    for records in (corpus.organizations, corpus.indicators, corpus.places, corpus.notices):
        assert [r.id for r in records] == sorted(r.id for r in records)


def test_an_empty_folder_is_an_empty_corpus():
    corpus = resolve([])
    assert corpus.notices == corpus.targets == corpus.places == corpus.diagnostics == ()


def test_a_notice_without_a_place_is_told_and_kept():
    corpus = corpus_of(nowhere="关于印发实施方案的通知\n\n一、目标\n新增养老床位100张。（牵头单位：民政局）\n")
    assert [d.code for d in corpus.diagnostics] == ["place-missing"]
    assert corpus.targets[0].place is None
    assert corpus.assignments[0].organizations


def test_a_curated_english_title_wins():
    source = source_text(NOTICE, id="chuxiong-2019", title_en="Notice on Elderly Care")
    (notice,) = resolve([find_mentions(source)]).notices
    assert (notice.title_en, notice.title_en_status) == ("Notice on Elderly Care", "curated")


# ── statements that govern ──


def _governing(text: str, statements: dict[str, list[tuple[Role, str]]]) -> tuple[Governing, object]:
    """Governing for ``text`` in which each given statement names the bodies given for it, as ids."""
    document = document_of(text)
    mentions, resolved = [], []
    for words, bodies in statements.items():
        start = document.text.index(words)
        span = Span(start, start + len(words))
        provision = document.provision_at(start).id
        for role, body in bodies:
            mentions.append(AssignmentMention(provision, span, span, role, body))
            resolved.append((body,))
    return Governing(document, mentions, resolved), document


def _leads(text: str, at: str, statements: dict[str, list[tuple[Role, str]]]) -> tuple[str, ...]:
    governing, document = _governing(text, statements)
    offset = document.text.index(at)
    return governing.leads(document.provision_at(offset).id, offset)


@pytest.mark.parametrize("case", load_specs("governing"))
def test_governing(case):
    statements = {words: [(Role(role), body) for role, body in bodies] for words, bodies in case["statements"].items()}
    assert list(_leads(case["text"], case["at"], statements)) == case["expected"]


# ── subjects of deadlines ──


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("州财政局", ("州财政局",)),
        ("州财政局要", ("州财政局",)),
        ("州财政局、州民政局于", ("州财政局", "州民政局")),
        ("（三）各县市人民政府应", ("各县市人民政府",)),
        ("由州民政局按", ("州民政局",)),
        ("向州财政局报送", ()),
        ("州财政局拨付的资金", ()),
        ("加快进度，州财政局", ()),
        ("各责任单位要每", None),
        ("请牵头部门分别于", None),
        ("专项行动领导小组对", None),
        ("各项工作于", ()),
        ("各项目牵头单位对", None),
        ("，一是州民政局于", ("州民政局",)),
        ("州财政局3", ("州财政局",)),
        ("州财政局牵头", ("州财政局",)),
        ("州财政局牵头的项目", ()),
        ("各部门和各县市主要领导和有关负责人每", ("各部门", "各县市")),
        ("各市（州）于", ("各市（州）",)),
        ("各市县老城区要", ()),
        ("各县市按", None),
        ("各地、各有关部门要", None),
        ("州档案局应", None),
        ("提请州人民政府按", ()),
        ("会同州档案局于", ()),
        ("", ()),
    ],
)
def test_subjects(clause, expected):
    assert names_at_head(clause, names_pattern(["州财政局", "州民政局", "各县市人民政府"])) == expected


# ── cited documents ──


@pytest.mark.parametrize("case", load_specs("cited_documents"))
def test_cited_documents(case):
    places = load_places()
    documents = [document_of(text, id=id) for id, text in case["notices"].items()]
    index = DocumentIndex(documents, places, case["places"])
    mention = CitationMention("p1", Span(0, 1), case["text"], case.get("number"))
    assert index.target_of(mention, case["from"]) == case["expected"]


def test_number_keys():
    assert number_key("楚政函〔2019〕10号") == number_key("楚政函[2019] 10号") == number_key("楚政函（2019）第10号")
    assert number_key("楚政函〔2019〕10号") != number_key("楚政函〔2019〕1号")


# ── zones ──


def test_zones_are_those_whose_administration_is_named():
    document = document_of(
        "一、任务\n各县市人民政府，楚雄开发区管委会，勐腊（磨憨）试验区、景洪工业园区管委会负责。建设工业园区。\n"
    )
    assert zones_of(document) == {"楚雄开发区", "景洪工业园区"}
