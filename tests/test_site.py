"""The built site of the five notices as a whole: nothing of a source is lost, builds repeat, links hold, pages are light."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, build_site_into
from lxml import etree, html

from generator.links import check_links

SOURCES = sorted(path.stem for path in (ROOT / "source_docs").glob("*.txt"))

FOLDED = str.maketrans("―─━<>[]【】", "———〈〉〔〕〔〕")
"""Folds that the normalizer makes beyond widths: dashes, angle brackets, the brackets of a document number's year."""

PAGE_BUDGET = 150_000
"""Bytes, compressed: the design's budget of a page without search."""


def fold(text: str) -> str:
    """``text`` without white space and invisible characters, and with one width of every character."""
    plain = unicodedata.normalize("NFKC", text).translate(FOLDED)
    return "".join(c for c in plain if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc"))


def has_class(name: str) -> str:
    return f'contains(concat(" ", normalize-space(@class), " "), " {name} ")'


def notices_words(page: Path) -> tuple[str, str]:
    """What a page shows of the notice's own words, as they stand in the source: the part's title above, and the text.

    Of a repaired place the page shows both readings; here the source's own counts.
    """
    tree = html.parse(str(page), parser=html.HTMLParser(encoding="utf-8")).getroot()
    for extra in tree.xpath(f"//a[{has_class('pl-anchor')}] | //ins[{has_class('pl-read')}]"):
        extra.drop_tree()
    title = "".join(tree.xpath(f"string(//header[{has_class('pl-head')}]/h1)"))
    text = "".join("".join(each.itertext()) for each in tree.xpath(f"//*[{has_class('pl-words')}]"))
    return fold(title), fold(text)


def text_pages(site: Path, notice: str) -> Iterator[Path]:
    """The pages that hold the notice's text, in reading order."""
    folder = site / "notices" / notice
    yield folder / "index.html"
    parts = [path for path in folder.iterdir() if re.fullmatch(r"p\d+", path.name)]
    yield from (path / "index.html" for path in sorted(parts, key=lambda path: int(path.name[1:])))


@pytest.mark.parametrize("language", ["", "en"])
@pytest.mark.parametrize("notice", SOURCES)
def test_every_character_of_a_source_is_on_its_pages_in_order(built_site: Path, notice: str, language: str) -> None:
    source = fold((ROOT / "source_docs" / f"{notice}.txt").read_text(encoding="utf-8"))
    at = 0
    for page in text_pages(built_site / language, notice):
        title, text = notices_words(page)
        length = len(title) + len(text)
        # A part's title may stand in the page's heading instead of its place in the text.
        if source[at : at + length].replace(title, "", 1) != text:
            length = len(text)
            first_difference = next((i for i, c in enumerate(text) if source[at + i : at + i + 1] != c), length)
            assert first_difference == length, (
                page,
                text[first_difference - 20 :][:60],
                source[at + first_difference :][:40],
            )
        at += length
    assert source[at:] == ""


def test_every_link_and_anchor_resolves_and_nothing_comes_from_elsewhere(built_site: Path) -> None:
    assert [str(broken) for broken in check_links(built_site)] == []


def test_the_two_halves_have_the_same_pages(built_site: Path) -> None:
    pages = {path.relative_to(built_site).as_posix() for path in built_site.rglob("index.html")}
    english = {path.removeprefix("en/") for path in pages if path.startswith("en/")}
    assert english == {path for path in pages if not path.startswith("en/")}


def test_every_page_says_its_language_and_names_its_counterpart(built_site: Path) -> None:
    for path in built_site.rglob("index.html"):
        head = path.read_text(encoding="utf-8")[:4000]
        english = path.relative_to(built_site).parts[0] == "en"
        assert f'<html lang="{"en" if english else "zh-Hans"}"' in head, path
        assert head.count("hreflang=") == 2, path
        assert "<title>" in head and 'name="description" content="' in head


def test_english_pages_are_english_outside_the_notices_words(built_site: Path) -> None:
    """Chinese on an English page is marked as such: the notices' words, names without an English form."""
    han = re.compile("[\u4e00-\u9fff]")
    unmarked: dict[str, str] = {}
    for path in sorted((built_site / "en").rglob("index.html")):
        tree = html.parse(str(path), parser=html.HTMLParser(encoding="utf-8")).getroot()
        for extra in tree.xpath('//*[starts-with(@lang, "zh")] | //script | //style'):
            extra.drop_tree() if extra.getparent() is not None else None
        if found := han.search("".join(tree.find("body").itertext())):
            text = found.string
            unmarked[path.relative_to(built_site).as_posix()] = text[max(0, found.start() - 20) : found.end() + 20]
    assert unmarked == {}


def test_pages_are_light(built_site: Path) -> None:
    """A page with the styles and scripts that every page has, compressed, stays within the budget."""
    shared = 0
    home = (built_site / "index.html").read_text(encoding="utf-8")
    for address in re.findall(r'<(?:link rel="stylesheet" href|script(?: type="module")? src)="([^"]+)"', home):
        shared += len(gzip.compress((built_site / address).read_bytes()))
    for name in ("search-open.js", "due-dates.js", "strings.js", "copy-link.js"):
        shared += len(gzip.compress((built_site / "assets/js" / name).read_bytes()))
    filters = len(gzip.compress((built_site / "assets/js/ledger-table.js").read_bytes()))
    heavy = {}
    for path in built_site.rglob("index.html"):
        page = path.read_bytes()
        size = shared + len(gzip.compress(page)) + (filters if b"<table data-ledger" in page else 0)
        if size > PAGE_BUDGET:
            heavy[path.relative_to(built_site).as_posix()] = size
    assert heavy == {}


def contents(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_two_builds_are_the_same_whatever_the_processes_and_the_order_of_files(
    built_site: Path, tmp_path: Path
) -> None:
    # Files that are written the other way round are, in most file systems, also listed another way round.
    shuffled = tmp_path / "notices"
    shuffled.mkdir()
    for path in sorted((ROOT / "source_docs").iterdir(), reverse=True):
        shutil.copy(path, shuffled / path.name)
    again = contents(build_site_into(tmp_path / "again", processes=2, source=str(shuffled)))
    first = contents(built_site)
    assert sorted(again) == sorted(first)
    assert [name for name in first if first[name] != again[name]] == []


def test_no_page_names_the_machine_it_was_built_on(built_site: Path) -> None:
    for path in built_site.rglob("*"):
        if path.suffix in (".html", ".json", ".csv", ".xml", ".ics"):
            text = path.read_text(encoding="utf-8")
            assert str(ROOT) not in text and str(Path.home()) + "/" not in text, path


def test_facets_of_a_ledger_are_those_of_its_rows(built_site: Path) -> None:
    for path in (*built_site.glob("targets/**/index.html"), *built_site.glob("deadlines/**/index.html")):
        tree = etree.parse(str(path), etree.HTMLParser(encoding="utf-8"))
        rows = tree.xpath("//table[@data-ledger]/tbody/tr")
        for facet in json.loads(tree.xpath("string(//script[@data-ledger-facets])")):
            counted: dict[str, int] = {}
            for row in rows:
                for value in (row.get(f"data-{facet['name']}") or "").split():
                    counted[value] = counted.get(value, 0) + 1
            assert counted == {value: count for value, _, count in facet["values"]}, (path, facet["name"])


def test_names_and_posts_of_a_list_of_people_stay_apart(built_site: Path) -> None:
    """「迟中华 州委副书记、州长」: the space means something; in 「2019 年 3 月」 it does not."""
    page = html.parse(str(built_site / "notices/chuxiong-2019-ten-actions/p1/index.html"))
    paragraphs = [p.text_content() for p in page.xpath("//p")]
    assert "组\u2002长：迟中华\u2002州委副书记、州长" in paragraphs
    assert any("请牵头部门分别于2019年4月10日、7月10日" in text for text in paragraphs)
