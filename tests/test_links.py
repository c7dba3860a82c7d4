"""The offline link check finds what a reader would follow in vain, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.links import check_links

FILES = {
    "index.html": '<h1 id="top">Home</h1><a name="old"></a>',
    "a/index.html": '<p id="p1">text</p><p id="第一">text</p>',
    "a/data.json": "[]",
    "404.html": '<a href="/a/">absolute, for it is shown anywhere</a><a href="/missing/">x</a>',
}

GOOD = [
    "./",
    "a/",
    "a/#p1",
    "a/index.html",
    "a/data.json",
    "#here",
    "index.html#old",
    "a/#%E7%AC%AC%E4%B8%80",
    "a/?q=text#p1",
    "a/../",
    "https://example.org/",
    "mailto:someone@example.org",
]

BROKEN = {
    "b/": "leads to no file",
    "a": "is a folder: a final slash is missing",
    "a/#p2": "the page is there, the anchor is not",
    "#nowhere": "the page is there, the anchor is not",
    "/a/": "is absolute, so it breaks where the site stands under a path",
    "//example.org/": "is no address on this site",
    "javascript:void(0)": "is no address on this site",
    "../outside.html": "leads to no file",
    "data.json": "leads to no file",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, html in FILES.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")
    (tmp_path / "site" / "404.html").write_text("<h1>404</h1>", encoding="utf-8")
    return tmp_path / "site"


def write(site: Path, html: str) -> None:
    (site / "page.html").write_text(html, encoding="utf-8")


@pytest.mark.parametrize("address", GOOD)
def test_good_links_pass(site: Path, address: str) -> None:
    write(site, f'<a id="here" href="{address}">x</a>')
    assert check_links(site) == []


@pytest.mark.parametrize("address", BROKEN)
def test_broken_links_are_named_with_page_line_and_reason(site: Path, address: str) -> None:
    write(site, f'<p>\n</p><a href="{address}">x</a>')
    (broken,) = check_links(site)
    assert (broken.page, broken.line, broken.address, broken.reason) == ("page.html", 2, address, BROKEN[address])


def test_the_404_page_may_be_absolute_but_not_wrong(site: Path) -> None:
    (site / "404.html").write_text(FILES["404.html"], encoding="utf-8")
    assert [broken.address for broken in check_links(site)] == ["/missing/"]


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://example.org/x.js"></script>',
        '<link rel="stylesheet" href="https://example.org/x.css">',
        '<img src="http://example.org/x.png">',
        '<img srcset="https://example.org/x.png 2x">',
    ],
)
def test_nothing_may_come_from_another_host(site: Path, html: str) -> None:
    write(site, html)
    (broken,) = check_links(site)
    assert broken.reason == "a browser would fetch it from another host"


def test_the_sites_own_full_address_is_no_request(site: Path) -> None:
    write(
        site, '<link rel="canonical" href="https://example.org/"><link rel="alternate " href="https://example.org/en/">'
    )
    assert check_links(site) == []


def test_an_id_stands_once_on_a_page(site: Path) -> None:
    write(site, '<p id="a"></p>\n<p id="a"></p>')
    (broken,) = check_links(site)
    assert (broken.line, broken.address) == (2, "#a")
