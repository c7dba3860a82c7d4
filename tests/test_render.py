"""HTML bodies: escaping, links, tables, languages; and that nothing of a source is missing from its pages."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from conftest import ROOT
from lxml import html as lxml_html
from sample_corpus import sample_corpus, sample_findings

from generator.pages import LANGUAGES, Page, PageOptions, build_index, build_pages
from generator.pages.language import language
from generator.pipeline import build_ledger
from generator.render import Renderer, mark_chinese

BASE = "https://example.org/sub/"
OUTSIDE = re.compile(r"(?:en/)?search/|data/")
"""Addresses that pages link to and the build makes otherwise."""

HAN = re.compile(r"[\u4e00-\u9fff]")


def rendered(corpus, findings) -> dict[str, tuple[Page, lxml_html.HtmlElement, str]]:
    """url → (page, parsed body, body) of all pages in both languages."""
    renderer = Renderer(ROOT / "site_templates")
    index = build_index(corpus, findings)
    found = {}
    for lang in LANGUAGES:
        for page in build_pages(corpus, findings, lang=lang, index=index):
            body = renderer.render(page)
            found[page.url] = (page, lxml_html.fragment_fromstring(body, create_parent="main"), body)
    return found


@pytest.fixture(scope="module")
def sample():
    return rendered(sample_corpus(), sample_findings())


@pytest.fixture(scope="module")
def ledger():
    return build_ledger(ROOT / "source_docs", processes=1)


@pytest.fixture(scope="module")
def notices(ledger):
    """All pages of the five notices."""
    return rendered(ledger.corpus, ledger.findings)


def test_text_that_looks_like_html_or_jinja_is_text(sample) -> None:
    _page, main, body = sample["notices/sample/"]
    words = "".join(main.text_content().split())
    assert "<b>文中的尖括号</b>和{{双花括号}}都是文字" in words
    assert "&lt;b&gt;文中的尖括号" in body
    assert not main.xpath("//b[contains(., '尖括号')]")


@pytest.mark.parametrize("pages", ["sample", "notices"])
def test_every_link_leads_somewhere(pages: str, request: pytest.FixtureRequest) -> None:
    found = request.getfixturevalue(pages)
    anchors = {url: {*main.xpath("//@id")} for url, (_page, main, _body) in found.items()}
    broken = []
    for url, (_page, main, _body) in found.items():
        for href in main.xpath("//a/@href | //form/@action"):
            if href.startswith("http"):
                continue
            target = urljoin(BASE + url, href)
            assert target.startswith(BASE), f"{url}: {href} leaves the site"
            path, anchor = urlsplit(target).path.removeprefix("/sub/"), urlsplit(target).fragment
            if OUTSIDE.match(path):
                continue
            if path not in found or (anchor and anchor not in anchors[path]):
                broken.append((url, href))
    assert not broken, broken[:10]


@pytest.mark.parametrize("pages", ["sample", "notices"])
def test_ids_are_unique_on_a_page(pages: str, request: pytest.FixtureRequest) -> None:
    for url, (_page, main, _body) in request.getfixturevalue(pages).items():
        ids = main.xpath("//@id")
        assert len(ids) == len(set(ids)), f"{url}: {sorted(i for i in ids if ids.count(i) > 1)[:5]}"


@pytest.mark.parametrize("pages", ["sample", "notices"])
def test_toc_entries_are_on_the_page(pages: str, request: pytest.FixtureRequest) -> None:
    for url, (page, main, _body) in request.getfixturevalue(pages).items():
        missing = {entry.id for entry in page.toc} - {*main.xpath("//@id")}
        assert not missing, f"{url}: {missing}"


def test_links_between_pages_go_both_ways(sample) -> None:
    def hrefs(url: str) -> set[str]:
        targets = (urlsplit(urljoin(BASE + url, href)) for href in sample[url][1].xpath("//a/@href"))
        return {target.path.removeprefix("/sub/") for target in targets}

    notice = "notices/sample/"
    others = (
        "departments/moumou/finance-bureau/",
        "departments/moumou/all-county-governments/",
        "indicators/fixed-asset-investment/",
        "places/moumou/",
        "notices/rules/",
        "targets/",
        "deadlines/",
        "findings/",
    )
    for other in others:
        assert notice in hrefs(other), other
        assert other in hrefs(notice), other


@pytest.mark.parametrize("pages", ["sample", "notices"])
def test_english_pages_mark_what_is_chinese(pages: str, request: pytest.FixtureRequest) -> None:
    """A screen reader must know the language of every word; nothing of the interface stays untranslated."""
    for url, (_page, main, _body) in request.getfixturevalue(pages).items():
        if not url.startswith("en/"):
            continue
        for text in main.xpath("//text()[not(ancestor::script)]"):
            parent = text.getparent() if text.is_text else text.getparent().getparent()
            marked = parent.xpath("boolean(ancestor-or-self::*[@lang][1][starts-with(@lang, 'zh')])")
            assert marked or not HAN.search(text), f"{url}: {text.strip()[:60]!r} in <{parent.tag}>"


def test_chinese_pages_need_no_lang_of_their_own(sample) -> None:
    _page, main, _body = sample["notices/sample/"]
    assert not main.xpath("//*[@lang='zh-Hans'][contains(@class, 'pl-words')]")


@pytest.mark.parametrize("pages", ["sample", "notices"])
def test_pages_are_accessible_in_what_a_test_can_see(pages: str, request: pytest.FixtureRequest) -> None:
    for url, (page, main, _body) in request.getfixturevalue(pages).items():
        headings = [int(h.tag[1]) for h in main.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        if page.kind not in ("home", "data"):  # whose first heading is in docs/
            assert headings[0] == 1 and headings.count(1) == 1, f"{url}: {headings[:4]}"
        for region in main.xpath("//*[@role='region']"):
            assert region.get("tabindex") == "0", url
            label = region.get("aria-label") or main.xpath("string(//*[@id=$i])", i=region.get("aria-labelledby", ""))
            assert label.strip(), f"{url}: a region without a name"
        for cell in main.xpath("//table//th"):
            assert cell.get("scope"), f"{url}: {cell.text_content()}"
        for control in main.xpath("//input"):
            assert main.xpath("//label[@for=$i]", i=control.get("id")), url
        for link in main.xpath("//a[not(normalize-space(.))]"):
            pytest.fail(f"{url}: a link that says nothing: {link.get('href')}")
        labelled = main.xpath("//@aria-labelledby")
        assert {*labelled} <= {*main.xpath("//@id")}, url


def test_a_mark_says_what_it_is(sample) -> None:
    _page, main, _body = sample["en/notices/sample/"]
    mark = main.xpath("//mark[@class='pl-target']")[0]
    assert mark.get("data-kind") == "Targets"
    assert mark.get("title").replace("\u202f", " ") == "Targets: Investment in fixed assets, ≥ 12.5%, 31 Dec 2020"


def test_generated_names_say_so(sample) -> None:
    _page, main, _body = sample["en/departments/moumou/labour-bureau/"]
    assert "romanised by a program" in main.text_content()
    _page, main, _body = sample["en/departments/moumou/finance-bureau/"]
    assert "romanised" not in main.text_content()


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("nothing Chinese", "nothing Chinese"),
        ("says 「工业投资」 (X)", 'says <span lang="zh-Hans">「工业投资」</span> (X)'),
        ("「增长16%」 and 15%", '<span lang="zh-Hans">「增长16%」</span> and 15%'),
        ("Kind: 一、, （一）, 1. or other", 'Kind: <span lang="zh-Hans">一、, （一）</span>, 1. or other'),
        ("<b> 税 & co", '&lt;b&gt; <span lang="zh-Hans">税</span> &amp; co'),
    ],
)
def test_chinese_in_an_english_sentence_is_marked(text: str, marked: str) -> None:
    assert mark_chinese(language("en"), text) == marked
    assert "span" not in mark_chinese(language("zh"), text)


def test_ledger_rows_carry_what_the_filters_need(sample) -> None:
    _page, main, _body = sample["targets/"]
    rows = main.xpath("//table[@data-ledger='targets']/tbody/tr")
    assert len(rows) == 7
    row = rows[2].attrib
    assert row["data-department"] == "moumou/development-and-reform-commission"
    assert (row["data-indicator"], row["data-place"], row["data-year"], row["data-due"]) == (
        "projects-begun", "moumou", "2020", "2020-06-30",
    )  # fmt: skip
    assert len({len(tr.xpath("td|th")) for tr in main.xpath("//table[@data-ledger]//tr")}) == 1
    assert main.xpath("//script[@type='application/json'][@data-ledger-facets]")
    assert main.xpath("//*[@data-ledger-controls][@hidden]")


@pytest.mark.parametrize("pages", ["sample", "notices"])
def test_nothing_runs_and_nothing_is_loaded_from_elsewhere(pages: str, request: pytest.FixtureRequest) -> None:
    for url, (_page, main, body) in request.getfixturevalue(pages).items():
        assert not main.xpath("//script[not(@type='application/json')]"), url
        assert not main.xpath("//@style | //@onclick | //img | //iframe | //link"), url
        assert not re.search(r'(?:src|action)="(?:https?:)?//', body), url


def test_a_build_as_of_a_day_says_which() -> None:
    options = PageOptions(as_of=date(2020, 7, 1))
    page = next(build_pages(sample_corpus(), (), lang="zh", options=options))
    assert '<div data-as-of="2020-07-01" hidden>' in Renderer(ROOT / "site_templates").render(page)
    page = next(build_pages(sample_corpus(), (), lang="zh"))
    assert "data-as-of" not in Renderer(ROOT / "site_templates").render(page)


def test_rendering_twice_gives_the_same_bytes(sample) -> None:
    again = rendered(sample_corpus(), sample_findings())
    assert {url: body for url, (_p, _m, body) in again.items()} == {url: body for url, (_p, _m, body) in sample.items()}


def folded(text: str) -> str:
    """Without white space, widths and shapes of characters made alike."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_every_character_of_the_sources_is_on_their_pages(ledger, notices) -> None:
    """In order: the normalized text without its repairs, and beside it the source's own characters where it was mended.

    Together with the guarantee of ``normalize`` (every character of the source is in its text or in a repair) nothing
    of a source is missing from the site.
    """
    for notice in ledger.corpus.notices:
        text, removed = "", []
        prefix = f"notices/{notice.id}/"
        for url, (page, main, _body) in notices.items():
            if not url.startswith(prefix) or page.kind not in ("notice", "part"):
                continue
            for unwanted in main.xpath("//a[@class='pl-anchor']"):
                unwanted.drop_tree()
            for deleted in main.xpath("//del"):
                removed.append(deleted.text_content())
                deleted.drop_tree()
            for provision in main.xpath("//*[contains(@class, 'pl-provision ')]"):
                if page.kind == "part" and provision.get("id") == url.split("/")[-2]:
                    text += main.xpath("string(//h1)")  # which is the part's own heading
                text += "".join(words.text_content() for words in provision.xpath("*[@class='pl-words']"))
        assert folded(text) == folded(notice.document.text), notice.id
        raw = [r.raw for r in notice.document.normalized.repairs if r.raw.strip()]
        assert sorted(map(folded, removed)) == sorted(map(folded, raw)), notice.id


def test_templates_hold_no_words_of_their_own() -> None:
    """Every word a reader sees goes through the catalogue."""
    comment = re.compile(r"\{#.*?#\}", re.DOTALL)
    marked = re.compile(r"""(?:_|one|counted)\((?:"[^"]*"|'[^']*')""")
    for path in [p for kind in ("pages", "macros") for p in Path(ROOT / "site_templates" / kind).glob("*.html")]:
        rest = marked.sub("", comment.sub("", path.read_text(encoding="utf-8")))
        assert not HAN.search(rest), f"{path.name}: {HAN.search(rest)}"
