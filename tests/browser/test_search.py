"""Search as a reader uses it, in both languages: the box, the page of results, the keyboard, and what is found."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest

from generator.search_index import spaced

TERMS = [
    "固定资产投资",
    "楚雄银保监分局",
    "州财政局",
    "5G基站",
    "PPP模式",
    "增长22%",
    "22%以上",
    "发展改革委",
    "县市人民政府",
    "扶贫",
    "一般公共预算收入",
    "2019年",
    "工业园区",
    "10GW单晶硅片",
    "亿元",
    "牵头",
    "稳增长",
    "招商引资",
    "一部手机",
    "高新技术企业",
    "GDP",
    "州工业和信息化局",
    "旅游",
    "脱贫攻坚",
    "减税降费",
    "三张牌",
    "12月底前",
    "社会消费品零售总额",
    "生物医药",
    "产业园区",
    "贷款",
]
"""What readers look for: names of bodies, indicators, mixed terms, numbers, one word in a sentence."""


def query(visit, text: str, *, lang: str = "zh") -> list[dict]:
    """Everything the engine finds for ``text``: address, kind, title, excerpt."""
    return visit.page.evaluate(
        """async ([root, text, lang]) => {
          const { SearchEngine } = await import(new URL("assets/js/search-engine.js", root));
          window.engine ??= new SearchEngine(new URL(root), lang);
          const { hits, relaxed } = await window.engine.search(text);
          const records = await Promise.all(hits.map((hit) => hit.load()));
          return records.map(({ url, kind, title, excerpt }) => ({
            address: url.pathname + url.hash, kind, relaxed,
            title: title.map(([text]) => text).join(""), excerpt: excerpt.map(([text]) => text).join(""),
          }));
        }""",
        [visit.root, text, lang],
    )


@pytest.fixture(scope="session")
def truth(built_site: Path) -> dict[str, list[str]]:
    """Address of every record → its texts, as the index was given them."""
    import gzip

    found: dict[str, list[str]] = {}
    for path in (built_site / "pagefind").rglob("*.pf_fragment"):
        record = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        address = re.sub(r"\+(.*)\+\d+\.html$", lambda m: f"#{m[1]}" if m[1] else "", record["url"])
        found.setdefault(address, []).append(record["content"])
    return found


def holds(content: str, term: str) -> bool:
    """Whether ``term`` stands in ``content``; a number or a Latin word counts only as a whole one."""
    left = r"(?<![0-9A-Za-z.])" if re.match(r"[0-9A-Za-z]", term) else ""
    right = r"(?![0-9A-Za-z]|\.\d)" if re.search(r"[0-9A-Za-z]$", term) else ""
    return re.search(left + re.escape(term) + right, content.replace(" ", ""), re.IGNORECASE) is not None


def test_everything_that_holds_a_term_is_found_and_nothing_else(visit, truth) -> None:
    opened = visit("")
    recalls, precisions, worst = [], [], []
    root = opened.page.evaluate("new URL('./', document.baseURI).pathname")
    for term in TERMS:
        expected = {address for address, texts in truth.items() if any(holds(text, term) for text in texts)}
        found = {"/" + hit["address"].removeprefix(root) for hit in query(opened, term)}
        assert expected, f"{term} stands nowhere: the test is void"
        recalls.append(len(found & expected) / len(expected))
        precisions.append(len(found & expected) / len(found) if found else 0)
        if found != expected:
            worst.append((term, sorted(found - expected)[:2], sorted(expected - found)[:2]))
    assert sum(recalls) / len(recalls) >= 0.995, worst
    assert sum(precisions) / len(precisions) >= 0.995, worst


def test_queries_are_cut_as_the_index_is(visit) -> None:
    opened = visit("")
    for text in [*TERMS, "建成5G基站20座", "增长3.5%以上", "COVID-19疫情", "①推进", "“三张牌”", "ＧＤＰ增长８％"]:
        cut = opened.page.evaluate(
            """async (text) => {
              const { parseQuery } = await import(new URL("assets/js/search-query.js", document.baseURI));
              return parseQuery(text).flatMap((phrase) => phrase.tokens);
            }""",
            text,
        )
        plain = text.translate({i: i - 0xFEE0 for i in range(0xFF01, 0xFF5F)})
        words = [re.sub(r"[^\w.]|_", "", word).lower().strip(".") for word in spaced(plain).split()]
        assert cut == [word for word in words if word and word != "①"], text


@pytest.mark.parametrize("text", ["固定资产 增长", "增长 固定资产", "固定资产　增长"])
def test_several_words_must_all_occur(visit, truth, text: str) -> None:
    found = query(visit(""), text)
    expected = {a for a, texts in truth.items() if any(holds(t, "固定资产") and holds(t, "增长") for t in texts)}
    assert len({hit["address"] for hit in found}) == len(expected) > 0


def test_english_words_find_the_indicator_and_its_provisions(visit) -> None:
    hits = query(visit("en/"), "fixed asset investment", lang="en")
    assert hits[0]["kind"] == "indicator"
    assert "/en/indicators/" in hits[0]["address"]
    assert {"indicator", "provision"} <= {hit["kind"] for hit in hits}
    # Other forms of the words lead there too.
    assert {hit["address"] for hit in query(visit("en/"), "fixed assets investments", lang="en")} >= {
        hits[0]["address"]
    }


def test_a_body_comes_before_the_sentences_that_name_it(visit) -> None:
    first = query(visit(""), "楚雄州财政局")[0]
    assert first["kind"] == "department" and re.fullmatch("楚雄.*财政局", first["title"])


def test_words_that_are_not_there_find_nothing(visit) -> None:
    opened = visit("")
    for text in ("量子纠缠", "blockchain quantum", "zzzz", "，。", "3.1415926"):
        assert query(opened, text) == [], text


def test_a_phrase_that_is_not_there_is_looked_for_word_by_word(visit) -> None:
    hits = query(visit(""), "固定资产投资旅游")
    assert hits and all(hit["relaxed"] for hit in hits)


def test_excerpts_read_as_the_notice_does(visit) -> None:
    for hit in query(visit(""), "固定资产投资")[:20]:
        assert not re.search(r"[\u4e00-\u9fff，。] [\u4e00-\u9fff]", hit["excerpt"] + hit["title"]), hit
        assert "¦" not in hit["excerpt"]


def test_the_box_opens_by_key_and_is_led_by_keys(visit) -> None:
    opened = visit("")
    page = opened.page
    page.keyboard.press("/")
    box = page.get_by_role("combobox")
    assert box.evaluate("box => box === document.activeElement")
    page.keyboard.type("财政局", delay=20)
    page.locator("#pl-search-list [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#pl-search-list [aria-selected=true]")
    assert chosen.count() == 1
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    address = chosen.locator("a").get_attribute("href")
    page.keyboard.press("Escape")
    assert not page.locator("#pl-search").is_visible()
    page.keyboard.press("Control+k")
    assert page.locator("#pl-search").is_visible()
    page.locator("#pl-search-list [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url == address)


def test_enter_in_the_box_leads_to_all_results(visit) -> None:
    opened = visit("en/")
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("poverty")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url("**/en/search/?q=poverty")
    opened.page.locator(".pl-result").first.wait_for()


def test_a_slash_typed_into_a_field_is_a_slash(visit) -> None:
    opened = visit("targets/")
    field = opened.page.locator("[data-ledger-controls] input[type=search]")
    field.fill("")
    field.press("/")
    assert field.input_value() == "/"
    assert not opened.page.locator("#pl-search").is_visible()


def results(page) -> int:
    page.wait_for_function("() => /\\d/.test(document.querySelector('.pl-results__status').textContent)")
    return int(re.sub(r"\D", "", page.locator(".pl-results__status").inner_text()))


def test_filters_narrow_count_and_restore(visit) -> None:
    opened = visit(f"search/?q={quote('增长')}")
    page = opened.page
    page.locator(".pl-result").first.wait_for()
    everything = results(page)
    targets = page.locator(".pl-facet__value[data-value='holds:目标']")
    count = int(targets.locator(".pl-facet__count").inner_text().replace(",", ""))
    assert 0 < count < everything
    targets.locator("input").check()
    page.wait_for_function(
        "n => document.querySelector('.pl-results__status').textContent.replace(/\\D/g, '') === String(n)", arg=count
    )
    assert f"holds={quote('目标')}" in page.url
    assert page.locator(".pl-result .pl-kind").evaluate_all("all => all.every((kind) => kind.textContent === '条款')")
    page.reload()
    page.locator(".pl-result").first.wait_for()
    assert results(page) == count
    page.locator(".pl-results__more").click()
    page.locator(".pl-result").nth(10).wait_for()
    page.get_by_role("button", name="清除筛选").click()
    page.wait_for_function(
        "n => document.querySelector('.pl-results__status').textContent.replace(/\\D/g, '') === String(n)",
        arg=everything,
    )


def test_filters_survive_the_switch_of_language(visit) -> None:
    opened = visit(f"search/?q={quote('增长')}")
    page = opened.page
    page.locator(".pl-result").first.wait_for()
    facet = page.locator(".pl-facet", has=page.locator("legend", has_text="地区")).locator(".pl-facet__value").first
    facet.locator("input").check()
    page.wait_for_function("() => location.search.includes('place=')")
    page.wait_for_timeout(200)
    count = results(page)
    page.locator("[data-language-switch]").click()
    page.wait_for_url("**/en/search/**")
    page.locator(".pl-result").first.wait_for()
    assert results(page) == count
    assert page.locator(".pl-facet input:checked").count() == 1


def test_results_lead_to_the_sentence(visit) -> None:
    opened = visit(f"search/?q={quote('固定资产投资')}&kind=provision")
    opened.page.locator(".pl-result a").first.wait_for()
    opened.page.locator(".pl-result a").first.click()
    opened.page.wait_for_url("**/notices/**")
    anchor = opened.page.evaluate("location.hash.slice(1)")
    assert anchor and opened.page.locator(f"[id='{anchor}']").count() == 1


def test_the_first_search_on_a_phone_is_small(visit) -> None:
    opened = visit("", width=390, height=800)
    before = opened.transferred
    opened.page.locator("[data-search-open]").click()
    opened.page.keyboard.type("固定资产投资")
    opened.page.locator("#pl-search-list [role=option]").first.wait_for()
    opened.page.wait_for_load_state("networkidle")
    assert opened.transferred - before < 300_000
