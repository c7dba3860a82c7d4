"""Page models: what each kind of page knows, in both languages, for a small corpus made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import yaml
from conftest import SPECS, document_of
from sample_corpus import sample_corpus, sample_findings

from generator.addresses import is_long
from generator.model import DeadlineKind, DeadlineMention, Level, Op, Place, Span
from generator.pages import PageOptions, build_index, build_pages, departments, search_records
from generator.pages.blocks import Paragraph, TableBlock
from generator.pages.body_facts import facts_of, years_of
from generator.pages.language import language
from generator.pages.refs import local_name, short_english_title, short_title
from generator.pages.sentences import Piece, plain_text
from generator.pages.site import open_site
from generator.pages.year_parts import year_parts

WORDING = yaml.safe_load((SPECS / "wording.yml").read_text(encoding="utf-8"))
LANGUAGES = ("zh", "en")


@pytest.fixture(scope="module")
def pages():
    """Language → path → page."""
    corpus, findings = sample_corpus(), sample_findings()
    index = build_index(corpus, findings)
    return {
        lang: {page.path: page for page in build_pages(corpus, findings, lang=lang, index=index)} for lang in LANGUAGES
    }


def model(pages, path: str, lang: str = "zh"):
    return pages[lang][path].model


def block(pages, id: str, lang: str = "zh"):
    return next(b for b in model(pages, "notices/sample/", lang).blocks if b.id == id)


# ── wording ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("case", WORDING["values"], ids=lambda case: case["en"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_values(case: dict, lang: str) -> None:
    said = language(lang).value(Op(case["op"]), case["value"], case.get("max"), case["unit"])
    assert said.replace("\u202f", " ") == case[lang]


@pytest.mark.parametrize("case", WORDING["times"], ids=lambda case: case["when"])
def test_times(case: dict) -> None:
    mention = DeadlineMention(
        "p1", Span(0, 1), Span(0, 1), case["when"], DeadlineKind(case["kind"]), case.get("start"), case.get("end"),
        case.get("every"),
    )  # fmt: skip
    assert language("en").when(mention) == case["en"]
    assert language("zh").when(mention) == case["when"], "Chinese pages use the notice's own words"


def test_units_by_themselves() -> None:
    assert [language("en").unit_label(unit) for unit in ("亿元", "%", "万亩", "个")] == ["yuan", "%", "mu", ""]
    assert language("zh").unit_label("亿元") == "亿元"


def test_dates() -> None:
    assert language("zh").date(date(2019, 12, 31)) == "2019-12-31"
    assert language("en").date(date(2019, 12, 31)) == "31 Dec 2019"
    assert language("zh").long_date(date(2019, 3, 4)) == "2019年3月4日"
    assert language("en").long_date(date(2019, 3, 4)) == "4 March 2019"
    assert language("en").date(None) == ""


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("某某市人民政府关于印发某某市2020年稳增长实施方案的通知", "某某市2020年稳增长实施方案"),
        ("某某省人民政府办公厅关于印发《某某省数字经济发展规划》的通知", "某某省数字经济发展规划"),
        ("关于印发《甲办法》和《乙办法》的通知", "《甲办法》和《乙办法》"),
        ("某某县支持民营经济发展十条措施", "某某县支持民营经济发展十条措施"),
        ("某某市人民政府关于加强安全生产工作的通知", "某某市人民政府关于加强安全生产工作的通知"),
    ],
)
def test_short_titles(title: str, short: str) -> None:
    assert short_title(title) == short


def test_short_english_titles() -> None:
    assert short_english_title("Notice of Moumou on Issuing the Plan for 2020") == "Plan for 2020"
    assert short_english_title("Measures on Issuing Bonds") == "Measures on Issuing Bonds"


@pytest.mark.parametrize(
    ("name", "place", "local"),
    [
        ("某某市财政局", "某某市", "市财政局"),
        ("某某彝族自治州财政局", "某某彝族自治州", "州财政局"),
        ("某某自治区财政厅", "某某自治区", "区财政厅"),
        ("国家税务总局某某市税务局", "某某市", "国家税务总局某某市税务局"),
        ("某某市", "某某市", "某某市"),
    ],
)
def test_local_names(name: str, place: str, local: str) -> None:
    assert local_name(name, Place("x", "", place, "X City", "prefecture", None), english=False) == local


def test_english_local_names() -> None:
    place = Place("x", "", "某某市", "X City", "prefecture", None)
    assert local_name("Finance Bureau of X City", place, english=True) == "Finance Bureau"
    assert local_name("Finance Bureau of Y City", place, english=True) == "Finance Bureau of Y City"


# ── the site as a whole ──────────────────────────────────────────────────────────────────────────────


def test_both_languages_have_the_same_pages(pages) -> None:
    assert list(pages["zh"]) == list(pages["en"])
    for path, page in pages["en"].items():
        assert page.url == f"en/{path}"
        assert page.kind == pages["zh"][path].kind


def test_every_kind_of_page_is_there(pages) -> None:
    expected = {
        "", "notices/", "notices/sample/", "notices/rules/", "departments/", "departments/moumou/finance-bureau/",
        "indicators/", "indicators/fixed-asset-investment/", "places/", "places/moumou/", "targets/", "deadlines/",
        "findings/", "data/",
    }  # fmt: skip
    assert expected <= set(pages["zh"])


def test_paths_end_with_a_slash(pages) -> None:
    assert all(path == "" or (path.endswith("/") and not path.startswith("/")) for path in pages["zh"])


def test_building_twice_gives_the_same(pages) -> None:
    again = {page.path: page for page in build_pages(sample_corpus(), sample_findings(), lang="en")}
    assert again == pages["en"]


# ── notices ──────────────────────────────────────────────────────────────────────────────────────────


def test_notice_metadata_says_what_is_known(pages) -> None:
    facts = {fact.label: fact for fact in model(pages, "notices/sample/").facts}
    assert facts["发文字号"].text == "某政发〔2020〕7号"
    assert facts["发文机关"].ref.path == "departments/moumou/peoples-government/"
    assert facts["成文日期"].text == "2020年3月5日"
    assert facts["来源"].href == "https://example.org/notice"
    assert "公布日期" not in facts, "what is not known has no line"


def test_a_notice_shows_its_duties_and_parts(pages) -> None:
    notice = model(pages, "notices/sample/")
    assert next((d.ref.text, d.counts) for d in notice.duties) == ("市发展和改革委员会", (1, 0, 0, 0))
    assert [part.title for part in notice.parts][1] == "某某市2020年稳增长实施方案"
    assert notice.parts[1].targets == 7
    assert [d.own_words for d in notice.deadlines] == ["6月底前"], "undated ones are in the ledger only"


def test_notices_that_cite_one_another_are_linked_both_ways(pages) -> None:
    assert [ref.path for ref in model(pages, "notices/sample/").cites] == ["notices/rules/"]
    assert [ref.path for ref in model(pages, "notices/rules/").cited_by] == ["notices/sample/"]


def test_a_provision_shows_who_how_much_and_by_when(pages) -> None:
    shown = block(pages, "p2-2-1")
    assert [(line.label, [ref.text for ref in line.bodies]) for line in shown.roles] == [
        ("牵头", ["市发展和改革委员会"]),
        ("责任", ["市财政局", "市各县人民政府"]),
    ]
    assert [(row.indicator.text, row.value, row.due.text) for row in shown.targets] == [
        ("开工项目", "20个", "2020-06-30")
    ]
    assert [row.when for row in shown.deadlines] == ["6月底前"]
    assert [ref.path for ref in shown.cited] == ["notices/rules/"]


def test_english_facts_are_made_from_structure(pages) -> None:
    shown = block(pages, "p2-1", "en")
    first, second = shown.targets
    assert (first.indicator.text, first.value.replace("\u202f", " "), first.due.text) == (
        "Investment in fixed assets", "≥ 12.5%", "31 Dec 2020",
    )  # fmt: skip
    assert second.due.basis == "from the plan’s title"
    body = block(pages, "p2-2-2", "en").roles[0].bodies[0]
    assert (body.text, body.original, body.generated) == ("Renli Bureau", "某某市人力资源和社会保障局", True)


def test_marks_stand_in_the_sentence(pages) -> None:
    def pieces(inline):
        for piece in inline:
            if isinstance(piece, Piece):
                yield piece.kind.value, plain_text(piece.children)
                yield from pieces(piece.children)

    found = [p for item in block(pages, "p2-2-1").content for p in pieces(item.inline)]
    assert found == [
        ("citation", "《某某市投资管理办法》"),
        ("deadline", "6月底前"),
        ("target", "20个"),
        ("body", "市发展改革委"),
        ("body", "市财政局"),
        ("body", "各县人民政府"),
    ]


def test_a_run_in_heading_is_a_heading_and_the_text_goes_on(pages) -> None:
    shown = block(pages, "p2-2-1")
    assert plain_text(shown.heading) == "（一）扩大投资。"
    assert isinstance(shown.content[0], Paragraph)
    assert plain_text(shown.content[0].inline).startswith("按照《某某市投资管理办法》")


def test_a_table_keeps_its_headers(pages) -> None:
    table = next(item for item in block(pages, "p2-3").content if isinstance(item, TableBlock))
    assert [cell.scope for cell in table.rows[0]] == ["col", "col", "col"]
    assert [cell.scope for cell in table.rows[1]] == ["row", "", ""]
    assert [cell.numeric for cell in table.rows[1]] == [False, True, True]
    assert block(pages, "p2-3").table_targets == 4


def test_every_character_of_a_notice_is_in_its_blocks(pages) -> None:
    for notice in sample_corpus().notices:
        shown = []
        for b in model(pages, f"notices/{notice.id}/").blocks:
            shown.append(plain_text(b.heading))
            for item in b.content:
                if isinstance(item, Paragraph):
                    shown.append(plain_text(item.inline))
                else:
                    shown += [plain_text(cell.inline) for row in item.rows for cell in row]
        assert "".join("".join(shown).split()) == "".join(notice.document.text.split())


def test_a_long_notice_has_a_page_per_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.addresses.PART_PAGES_FROM", 100)
    corpus = sample_corpus()
    assert is_long(corpus.notices[0].document)
    found = {page.path: page for page in build_pages(corpus, (), lang="zh")}
    assert found["notices/sample/"].model.blocks == ()
    part = found["notices/sample/p2/"]
    assert plain_text(part.model.heading).strip() == "某某市2020年稳增长实施方案"
    assert not any(b.heading for b in part.model.blocks if b.level is Level.PART), "said once, as the page's heading"
    assert (part.model.previous.path, part.model.next) == ("notices/sample/p1/", None)
    target = found["targets/"].model.rows[0]
    assert target.provision.path == "notices/sample/p2/#p2-1"
    assert next(entry.path for entry in found["notices/sample/"].model.parts[1].entries) == "notices/sample/p2/#p2-1"


# ── bodies ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_department_has_its_duties_by_role(pages) -> None:
    body = model(pages, "departments/moumou/development-and-reform-commission/")
    assert [(section.label, len(section.rows)) for section in body.sections] == [("牵头", 1)]
    row = body.sections[0].rows[0]
    assert row.provision.path == "notices/sample/#p2-2-1"
    assert row.provision.numbers == "二、（一）"
    assert [t.indicator.text for t in row.targets] == ["开工项目"]
    assert [d.own_words for d in row.deadlines] == ["6月底前"]
    assert [(p.ref.text, p.count) for p in body.partners] == [("某某市各县人民政府", 1), ("某某市财政局", 1)]
    assert [line.duties for line in body.notices] == [1]


def test_what_is_not_led_says_who_leads(pages) -> None:
    row = model(pages, "departments/moumou/finance-bureau/").sections[0].rows[0]
    assert [ref.text for ref in row.leads] == ["市发展和改革委员会"]


def test_a_member_answers_as_one_of_its_group(pages) -> None:
    county = model(pages, "departments/moumou-jiayi/peoples-government/")
    assert [ref.text for ref in county.groups] == ["某某市各县人民政府"]
    assert [section.label for section in county.group_sections] == ["作为“某某市各县人民政府”之一"]
    assert county.sections == ()
    group = model(pages, "departments/moumou/all-county-governments/")
    assert [ref.text for ref in group.members] == ["丙丁县人民政府", "甲乙县人民政府"]


def test_a_member_is_not_shown_what_is_set_for_another_place(pages) -> None:
    county = model(pages, "departments/moumou-jiayi/peoples-government/")
    assert [label for table in county.breakdowns for label, _cells in table.rows] == ["甲乙县"]
    group = model(pages, "departments/moumou/all-county-governments/")
    assert [label for table in group.breakdowns for label, _cells in table.rows] == ["甲乙县", "丙丁县"]


def test_a_body_with_many_duties_has_a_page_per_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(departments, "ONE_PAGE", 0)
    corpus = sample_corpus()
    old = replace(corpus.notices[0].document, issued_on=date(2018, 1, 1))
    notices = (*corpus.notices[:1], replace(corpus.notices[1], document=replace(corpus.notices[1].document)))
    earlier = replace(corpus.notices[0], document=_renamed(old, "older"))
    lead = corpus.assignments[0]
    corpus = replace(
        corpus,
        notices=(*notices, earlier),
        assignments=(*corpus.assignments, replace(lead, id="o/x/a1", document="older")),
    )
    found = {page.path: page for page in build_pages(corpus, (), lang="zh")}
    base = "departments/moumou/development-and-reform-commission/"
    assert [(link.label, link.path, link.current) for link in found[base].model.years] == [
        ("2020", base, True),
        ("2018", f"{base}2018/", False),
    ]
    assert [row.notice.path for row in found[f"{base}2018/"].model.sections[0].rows] == ["notices/older/"]


@pytest.mark.parametrize(
    ("lang", "changes", "said"),
    [
        ("zh", {"falls": True}, "下降 ≥ 12.5%"),
        ("en", {"falls": True}, "≥ 12.5% reduction"),
        ("zh", {"yearly": True}, "年均增长 ≥ 12.5%"),
        ("zh", {"growth": False}, "≥ 12.5%"),
    ],
)
def test_a_value_says_which_way_it_goes(lang, changes: dict, said: str) -> None:
    corpus = sample_corpus()
    target = next(t for t in corpus.targets if t.mention.growth and not t.mention.table)
    site = open_site(build_index(corpus), lang=lang)
    row = site.facts.target(replace(target, id="sample/p1/t99", mention=target.mention._replace(**changes)))
    assert row.said.replace("\u202f", " ") == said


def test_a_goal_said_again_leads_to_the_other_places_with_its_value() -> None:
    corpus = sample_corpus()
    goal = next(t for t in corpus.targets if not t.mention.table and t.due)
    other = next(n for n in corpus.notices if n.id != goal.document)
    again = replace(goal, id=f"{other.id}/p1/t9", document=other.id, place=goal.place or corpus.notices[0].place)
    again = replace(again, mention=goal.mention._replace(provision=other.document.provisions[0].id))
    less = replace(again, id=f"{other.id}/p1/t10", mention=again.mention._replace(value=goal.mention.value / 2))
    goal = replace(goal, place=again.place)
    corpus = replace(corpus, targets=(goal, again, less))
    site = open_site(build_index(corpus), lang="zh")
    first, second, third = map(site.facts.restatements, corpus.targets)
    here, there, _less = site.facts.targets(corpus.targets)
    assert [link.path for link in first.links] == [there.path] and first.more == 0
    assert [link.path for link in second.links] == [here.path]
    assert third is None
    assert first.links[0].notice == site.names.short_notice(other.id)


def test_a_year_with_many_duties_has_several_pages_and_loses_nothing() -> None:
    corpus = sample_corpus()
    index = build_index(corpus)
    (body,) = (o for o in corpus.organizations if o.id == "moumou/development-and-reform-commission")
    whole = facts_of(index, body, most_shared=400)
    years = years_of(index, whole, most=1)
    parts = [part for year in years.values() for part in year]
    assert all(len(part.duties) == 1 for part in parts), "a notice is never cut"
    for kind in ("own", "shared", "targets", "deadlines"):
        key = repr if kind == "shared" else lambda fact: fact.id
        assert sorted(map(key, (f for part in parts for f in getattr(part, kind)))) == sorted(
            map(key, getattr(whole, kind))
        )


def test_the_pages_of_a_long_year_are_numbered() -> None:
    shown = list(year_parts("targets/", {"": ["d"], "2019": ["a"], "2020": ["b", "c"]}, undated="日期不详"))
    assert shown == [
        ("targets/", "2020", "b"),
        ("targets/2020/2/", "2020 (2/2)", "c"),
        ("targets/2019/", "2019", "a"),
        ("targets/undated/", "日期不详", "d"),
    ]


def _renamed(document, id: str):
    source = replace(document.normalized.source, id=id)
    return replace(document, normalized=replace(document.normalized, source=source))


def test_the_index_counts_by_role_and_place(pages) -> None:
    index = model(pages, "departments/")
    assert {group.place.text: group.total for group in index.places} == {"某某市": 5, "甲乙县": 1, "丙丁县": 1}
    rows = {row.ref.text: row for group in index.places for kind in group.groups for row in kind.rows}
    assert rows["市发展和改革委员会"].roles == (1, 0, 0, 0)
    assert rows["县人民政府"].as_member == 1


# ── indicators, places, ledgers ──────────────────────────────────────────────────────────────────────


def test_an_indicator_shows_its_targets_and_its_breakdown(pages) -> None:
    shown = model(pages, "indicators/fixed-asset-investment/")
    assert [(row.value.replace("\u202f", " "), row.growth) for row in shown.targets] == [("≥ 12.5%", True)]
    table = shown.breakdowns[0]
    assert table.columns == ("一季度", "上半年")
    assert [(label, [cell.value for cell in cells]) for label, cells in table.rows] == [
        ("甲乙县", ["10%", "12%"]),
        ("丙丁县", ["11%", "13%"]),
    ]


def test_targets_of_several_years_stand_side_by_side() -> None:
    corpus = sample_corpus()
    first = corpus.targets[0]
    later = replace(first, id="sample/p2-1/t9", due=date(2021, 12, 31))
    corpus = replace(corpus, targets=(*corpus.targets, later))
    found = {page.path: page for page in build_pages(corpus, (), lang="zh")}
    comparison = found["indicators/fixed-asset-investment/"].model.comparisons[0]
    assert comparison.years == ("2020", "2021")
    assert [[len(cell) for cell in row.cells] for row in comparison.rows] == [[1, 1]]


def test_a_place_shows_its_notices_bodies_and_targets(pages) -> None:
    place = model(pages, "places/moumou/")
    assert [card.ref.path for card in place.notices] == ["notices/sample/", "notices/rules/"]
    assert sum(len(group.rows) for group in place.bodies) == 5
    assert len(place.targets) == 3
    assert [child.ref.text for child in place.children] == ["甲乙县", "丙丁县"]


def test_ledgers_are_complete_and_say_what_to_filter_by(pages) -> None:
    targets = model(pages, "targets/")
    assert len(targets.rows) == 7 and targets.parts == ()
    facets = {facet.name: facet.values for facet in targets.facets}
    assert facets["indicator"][0] == ("fixed-asset-investment", "固定资产投资", 5)
    assert facets["year"] == (("2020", "2020", 7),)
    assert dict((value, n) for value, _label, n in facets["kind"]) == {"table": 4, "text": 3}
    deadlines = model(pages, "deadlines/")
    assert [row.own_words for row in deadlines.rows] == ["6月底前", "每月10日前"], "by date, undated ones last"


def test_a_long_ledger_is_split_by_year_and_complete() -> None:
    corpus = sample_corpus()
    targets = [
        replace(target, id=f"{target.id}-{year}-{n}", due=date(year, 1, 1))
        for n, target in enumerate(corpus.targets)
        for year in (2019, 2020, 2021)
    ]
    options = PageOptions(ledger_rows=5)
    pages = list(build_pages(replace(corpus, targets=tuple(targets)), (), lang="zh", options=options))
    ledgers = [page for page in pages if page.kind == "targets"]
    assert [page.path for page in ledgers] == [
        "targets/", "targets/2021/2/", "targets/2020/", "targets/2020/2/", "targets/2019/", "targets/2019/2/",
    ]  # fmt: skip
    rows = [row.id for page in ledgers for row in page.model.rows]
    assert sorted(rows) == sorted(target.id for target in targets)
    assert all(len(page.model.rows) <= 5 for page in ledgers)


def test_findings_come_with_their_link_and_what_to_do(pages) -> None:
    group = model(pages, "findings/").groups[0]
    assert (group.code, group.severity_label, len(group.rows)) == ("deadline-before-notice", "警告", 1)
    assert group.rows[0].provision.path == "notices/sample/#p2-2-1"
    assert model(pages, "findings/", "en").groups[0].rows[0].message == "The deadline lies before the notice."


def test_every_table_of_the_data_is_described(pages) -> None:
    tables = {table.id: table for table in model(pages, "data/", "en").tables}
    assert tables["targets"].records == 7
    assert all(field.description for table in tables.values() for field in table.fields)


def test_an_empty_corpus_still_makes_a_site() -> None:
    from generator.model import Corpus

    found = [page.path for page in build_pages(Corpus((), (), (), (), (), (), (), ()), (), lang="en")]
    assert found == [
        "",
        "notices/",
        "departments/",
        "indicators/",
        "places/",
        "targets/",
        "deadlines/",
        "findings/",
        "data/",
    ]


def test_a_notice_of_nothing_but_text_has_a_page() -> None:
    from generator.model import Corpus, Notice

    notice = Notice(document_of("没有标题，没有编号，只有一行字"), None, None, "", "generated")
    found = {page.path: page for page in build_pages(Corpus((notice,), (), (), (), (), (), (), ()), (), lang="en")}
    assert "notices/sample/" in found


# ── search ───────────────────────────────────────────────────────────────────────────────────────────


def test_records_match_between_languages() -> None:
    chinese, english = ([*search_records(sample_corpus(), lang=lang)] for lang in LANGUAGES)
    assert [f"en/{record.url}" for record in chinese] == [record.url for record in english]
    for one, other in zip(chinese, english, strict=True):
        assert {name: len(values) for name, values in one.filters.items()} == {
            name: len(values) for name, values in other.filters.items()
        }


def test_english_words_find_the_chinese_provision() -> None:
    records = [*search_records(sample_corpus(), lang="en")]
    provision = next(r for r in records if r.kind == "provision" and r.url.endswith("#p2-1"))
    assert "Investment in fixed assets" in provision.text
    assert "固定资产投资增长12.5%以上" in provision.text
    assert {record.kind for record in records} == {"notice", "place", "department", "indicator", "provision"}


def test_a_provision_is_found_by_what_it_holds() -> None:
    for lang, targets, deadlines in (("zh", "目标", "时限"), ("en", "Targets", "Deadlines")):
        records = {r.url.partition("#")[2]: r for r in search_records(sample_corpus(), lang=lang) if "#" in r.url}
        assert records["p2-2-1"].filters["holds"] == (targets, deadlines)
        assert records["p2-1"].filters["holds"] == (targets,)
        assert records["p1"].filters["holds"] == ()
