"""Every kind of page in Chromium: nothing from elsewhere, nothing in the console, fits a phone, prints, reads without
scripts, leads to itself in the other language."""

from __future__ import annotations

from pathlib import Path

import pytest

PLAIN = ["", "notices/", "departments/", "indicators/", "places/", "targets/", "deadlines/", "findings/", "data/"]
WRITTEN = ["about/", "method/"]
EACH = ["notices/*/", "notices/*/*/", "departments/*/*/", "indicators/*/", "places/*/"]
LANGUAGES = {"": "zh-Hans", "en/": "en"}


def longest(site: Path, pattern: str) -> str:
    """Path of the largest page that matches: the one most likely not to fit."""
    pages = [path for path in site.glob(f"{pattern}index.html") if path.is_file()]
    assert pages, f"no page {pattern}"
    largest = max(pages, key=lambda path: (path.stat().st_size, path.as_posix()))
    return largest.parent.relative_to(site).as_posix() + "/"


@pytest.fixture(scope="session")
def paths(built_site: Path) -> list[str]:
    """One page of every kind, without language."""
    return [*PLAIN, *WRITTEN, "search/", *(longest(built_site, pattern) for pattern in EACH)]


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_every_kind_of_page_is_quiet_and_fits_a_phone(visit, paths: list[str], prefix: str) -> None:
    opened = visit(width=360, height=740)
    overflowing = []
    for path in paths:
        opened.go(prefix + path)
        assert opened.page.locator("html").get_attribute("lang") == LANGUAGES[prefix]
        assert opened.page.locator("h1").count() == 1, path
        if opened.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            overflowing.append(path)
    assert overflowing == []


def test_the_policy_is_in_force(visit) -> None:
    opened = visit("")
    assert (
        opened.page.evaluate(
            """() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
          return window.ran ?? false;
        }"""
        )
        is False
    )
    assert any("Content Security Policy" in wrong for wrong in opened.wrong)
    opened.wrong.clear()


def test_the_switch_of_language_stays_on_the_page(visit, paths: list[str]) -> None:
    opened = visit()
    for path in paths:
        for here, there in ((path, f"en/{path}"), (f"en/{path}", path)):
            opened.go(here)
            assert opened.page.locator("[data-language-switch]").evaluate("link => link.href") == opened.root + there
    opened.page.locator("[data-language-switch]").click()
    opened.page.wait_for_url(opened.root + paths[-1])


def test_the_switch_of_language_keeps_the_view(visit) -> None:
    opened = visit("targets/?q=%E6%8A%95%E8%B5%84&sort=2#top")
    opened.page.locator("[data-language-switch]").click()
    opened.page.wait_for_url("**/en/targets/?q=*&sort=2#top")


def test_all_is_readable_without_scripts(visit, paths: list[str]) -> None:
    opened = visit(java_script_enabled=False)
    for path in paths:
        opened.go(path)
        assert opened.page.locator("h1").is_visible(), path
        assert opened.page.locator("nav a:visible").count() > 5
    opened.go("targets/")
    rows = opened.page.locator("table[data-ledger] tbody tr")
    assert rows.count() > 100
    assert rows.first.is_visible() and rows.last.is_visible()
    opened.page.locator("[data-search-open]").click()
    opened.page.wait_for_url("**/search/")
    assert opened.page.locator("noscript a, .md-content ul a").first.is_visible()


def test_a_department_prints(visit, built_site: Path, tmp_path: Path) -> None:
    opened = visit(longest(built_site, "departments/*/*/"))
    target = tmp_path / "page.pdf"
    opened.page.pdf(path=target, format="A4")
    import pypdfium2

    document = pypdfium2.PdfDocument(target)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    heading = opened.page.locator("h1").inner_text().strip().split()[0]
    assert heading[:6] in text.replace("\n", "")
    assert len(document) >= 1
    opened.page.emulate_media(media="print")
    assert not opened.page.locator(".md-header").is_visible()
    assert not opened.page.locator("[data-search-open]").is_visible()


def test_an_anchor_is_not_under_the_header(visit, built_site: Path) -> None:
    path = longest(built_site, "notices/*/*/")
    opened = visit(path)
    anchor = opened.page.locator("article [id^=p]").nth(20).get_attribute("id")
    opened.go(f"{path}#{anchor}")
    opened.page.wait_for_timeout(300)
    top = opened.page.locator(f"[id='{anchor}']").bounding_box()["y"]
    header = opened.page.locator(".md-header").bounding_box()
    assert header["y"] + header["height"] - 2 <= top < 900


@pytest.mark.parametrize("path", ["targets/", "deadlines/", "en/targets/", "search/"])
def test_nothing_moves_while_a_page_loads(visit, path: str) -> None:
    for width in (390, 1280):
        opened = visit(path, width=width)
        shift = opened.page.evaluate(
            """() => new Promise((done) => {
              let sum = 0;
              new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
              }).observe({ type: "layout-shift", buffered: true });
              setTimeout(() => done(sum), 400);
            })"""
        )
        assert shift < 0.02, f"{path} at {width} px"


def test_dark_and_light_hold_from_page_to_page(visit) -> None:
    opened = visit("", color_scheme="light")
    body = opened.page.locator("body")
    assert body.get_attribute("data-md-color-scheme") == "default"
    opened.page.locator("label[for^=__palette]:visible").click()
    assert body.get_attribute("data-md-color-scheme") == "slate"
    opened.go("notices/")
    assert body.get_attribute("data-md-color-scheme") == "slate"


def test_the_systems_dark_scheme_is_taken_up(visit) -> None:
    opened = visit("", color_scheme="dark")
    assert opened.page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_the_drawer_on_a_phone_leads_to_every_section(visit) -> None:
    opened = visit("", width=390, height=800)
    opened.page.locator("label.md-header__button[for=__drawer]").click()
    drawer = opened.page.locator(".md-sidebar--primary")
    drawer.get_by_role("link", name="部门", exact=True).click()
    opened.page.wait_for_url("**/departments/")
