"""The tables of all targets and all deadlines: filter, facets, sorting, a link that restores the view, download."""

from __future__ import annotations

import csv
import io
import re

import pytest

SHOWN = "table[data-ledger] tbody tr:not([hidden])"


def shown(page) -> int:
    return page.locator(SHOWN).count()


def status(page) -> list[int]:
    """The numbers the reader is told: rows shown, rows in all."""
    text = page.locator(".pl-controls__status").inner_text().split("·")[0]
    return [int(number.replace(",", "")) for number in re.findall(r"[\d,]+", text)]


def choose(page, name: str, position: int = 1) -> tuple[str, int]:
    """Pick a value of a facet; its id and the count its option gave."""
    select = page.locator(f"[data-ledger-controls] select[name={name}]")
    option = select.locator("option").nth(position)
    value, count = (
        option.get_attribute("value"),
        int(re.search(r"\(([\d,]+)\)", option.inner_text())[1].replace(",", "")),
    )
    select.select_option(value)
    return value, count


@pytest.mark.parametrize("path", ["targets/", "deadlines/", "en/targets/", "en/deadlines/"])
def test_all_rows_stand_there_and_are_counted(visit, path: str) -> None:
    page = visit(path).page
    page.locator(".pl-controls").wait_for()
    total = shown(page)
    assert total > 50 and status(page) == [total, total]
    assert page.locator(".pl-controls__status").get_attribute("aria-live") == "polite"


@pytest.mark.parametrize("facet", ["department", "indicator", "place", "year", "notice", "kind", "due"])
def test_a_facet_shows_as_many_rows_as_it_says(visit, facet: str) -> None:
    page = visit("targets/").page
    page.locator(".pl-controls").wait_for()
    value, count = choose(page, facet)
    assert shown(page) == count == status(page)[0] > 0
    if facet != "due":
        assert page.locator(SHOWN).evaluate_all(
            "(rows, [facet, value]) => rows.every((row) => row.dataset[facet].split(' ').includes(value))",
            [facet, value],
        )


def test_facets_and_text_narrow_together_and_counts_follow(visit) -> None:
    page = visit("targets/").page
    page.locator(".pl-controls").wait_for()
    choose(page, "notice")
    few = shown(page)
    _, count = choose(page, "year")
    assert shown(page) == count <= few
    page.locator("[data-ledger-controls] input[type=search]").fill("增长")
    page.wait_for_function("() => location.search.includes('q=')")
    rows = page.locator(SHOWN)
    assert 0 < rows.count() <= count
    assert all("增长" in text for text in rows.all_inner_texts())
    page.get_by_role("button", name="全部显示").click()
    assert shown(page) == status(page)[1]


def test_a_link_restores_the_view_and_as_of_decides_what_is_due(visit) -> None:
    first = visit("deadlines/?as-of=2019-06-30")
    first.page.locator(".pl-controls").wait_for()
    choose(first.page, "due")
    first.page.locator("th[data-sortable] button").first.click()
    view = first.path
    assert "as-of=2019-06-30" in view and "due=" in view and "sort=" in view
    rows = first.page.locator(SHOWN).all_inner_texts()
    again = visit(view)
    again.page.locator(".pl-controls").wait_for()
    assert again.page.locator(SHOWN).all_inner_texts() == rows
    states = again.page.locator(SHOWN).evaluate_all(
        "rows => rows.map((row) => [row.dataset.due, row.dataset.dueState])"
    )
    assert states and all(due < "2019-06-30" and state == "past" for due, state in states)


def test_the_same_view_in_english(visit) -> None:
    opened = visit("targets/")
    opened.page.locator(".pl-controls").wait_for()
    choose(opened.page, "department")
    count = shown(opened.page)
    opened.page.locator("[data-language-switch]").click()
    opened.page.wait_for_url("**/en/targets/?department=**")
    opened.page.locator(".pl-controls").wait_for()
    assert shown(opened.page) == count


def test_columns_sort_up_down_and_back(visit) -> None:
    page = visit("targets/").page
    page.locator(".pl-controls").wait_for()
    heads = page.locator("table[data-ledger] thead th")
    sortable = [at for at in range(heads.count()) if heads.nth(at).get_attribute("data-sortable") is not None]
    assert sortable
    before = page.locator(SHOWN).all_inner_texts()
    for at in sortable:
        keys = f"rows => rows.map((row) => row.cells[{at}].dataset.sort ?? row.cells[{at}].textContent.trim())"
        button = heads.nth(at).locator("button")
        button.click()
        assert heads.nth(at).get_attribute("aria-sort") == "ascending"
        up = [key for key in page.locator(SHOWN).evaluate_all(keys) if key]
        button.click()
        assert heads.nth(at).get_attribute("aria-sort") == "descending"
        down = [key for key in page.locator(SHOWN).evaluate_all(keys) if key]
        assert sorted(up) == sorted(down)
        if all(re.fullmatch(r"-?\d+(\.\d+)?", key) for key in up):
            assert [float(key) for key in up] == sorted(map(float, up))
            assert [float(key) for key in down] == sorted(map(float, up), reverse=True)
        button.click()
        assert heads.nth(at).get_attribute("aria-sort") is None
    assert page.locator(SHOWN).all_inner_texts() == before


def test_the_view_downloads_as_csv(visit) -> None:
    page = visit("targets/").page
    page.locator(".pl-controls").wait_for()
    choose(page, "department")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    heads = page.locator("table[data-ledger] thead th").count()
    assert len(rows) == shown(page) + 1
    assert {len(row) for row in rows} == {heads}
    assert download.value.suggested_filename == "targets.csv"


def test_controls_are_reached_and_used_by_keyboard(visit) -> None:
    page = visit("deadlines/").page
    page.locator(".pl-controls").wait_for()
    field = page.locator("[data-ledger-controls] input[type=search]")
    field.focus()
    page.keyboard.type("月")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SELECT"
    labels = page.locator("[data-ledger-controls] :is(input, select)").evaluate_all(
        "all => all.map((each) => (each.getAttribute('aria-label') ?? each.labels[0]?.textContent ?? '').trim())"
    )
    assert all(labels)
