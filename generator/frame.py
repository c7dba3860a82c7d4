"""What surrounds every page, in its language: sections, the switch to the other language, policy, words for scripts.

Plain data for the templates in ``site_templates/overrides``, which know it as ``ledger``. Addresses are relative to the
site's root; the templates put ``base`` before them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from generator.pages.language import language
from generator.pages.page import CONTENT_LANG, LANGUAGES, Lang, url_of

SECTIONS: tuple[tuple[str, str], ...] = (
    ("", "首页"),
    ("notices/", "通知"),
    ("departments/", "部门"),
    ("indicators/", "指标"),
    ("places/", "地区"),
    ("targets/", "目标"),
    ("deadlines/", "时限"),
    ("findings/", "核对"),
    ("data/", "数据"),
    ("method/", "方法"),
    ("about/", "关于"),
)
"""Path and name of each section, in the order of the tabs."""

SEARCH = "search/"

LANGUAGE_NAMES: Mapping[Lang, str] = {"zh": "中文", "en": "English"}

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'",  # Pagefind is WebAssembly
        "img-src 'self' data:",  # the theme's icons are data: images in its style sheet
        "font-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    )
)
"""The Content-Security-Policy of every page: nothing from elsewhere, no script inside a page."""

SCRIPT_STRINGS: Mapping[str, str] = {
    # the box and the page of search results
    "searching": "正在查找……",
    "found": "找到 %s 条",
    "foundOfMany": "找到 %s 条，显示前 %t 条",
    "none": "没有找到。请换一个词，或减少词数。",
    "noneFiltered": "这些筛选条件下没有结果。",
    "relaxed": "没有找到连写的原文；以下是按词分开查找的结果。",
    "failed": "搜索无法启动。请检查网络后重新载入本页。",
    "clear": "清除筛选",
    "moreValues": "更多……",
    "kind": "类别",
    "holds": "含有",
    "notice": "通知",
    "place": "地区",
    "department": "部门",
    "indicator": "指标",
    "year": "年份",
    # ledgers of targets and deadlines
    "filterText": "在表中查找",
    "filters": "筛选",
    "all": "全部",
    "shown": "显示 %s 条，共 %t 条",
    "reset": "全部显示",
    "download": "下载当前表（CSV）",
    "due": "到期",
    "due.past": "已到期",
    "due.soon": "30 天内到期",
    "due.later": "30 天以后到期",
    "due.none": "没有日期",
    "sortedUp": "%s，升序",
    "sortedDown": "%s，降序",
    "asOf": "以 %s 为准",
    # copying a link to a provision
    "copied": "已复制链接",
}
"""Key → Chinese wording of all that scripts say; the catalogue holds the English."""

KIND_NAMES: Mapping[str, str] = {
    "notice": "通知",
    "place": "地区",
    "provision": "条款",
    "department": "部门",
    "indicator": "指标",
}
"""What one result of a search is called; the catalogue has these in the singular."""


@dataclass(frozen=True, slots=True)
class Tab:
    url: str
    label: str
    active: bool
    """Whether the page belongs to this section."""
    current: bool
    """Whether the page is this section's own."""


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """The same page, or the home page when there is none, in another language."""

    hreflang: str
    label: str
    url: str
    absolute: str | None
    """Full address, when the site knows its own."""


@dataclass(frozen=True, slots=True)
class Feed:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Frame:
    """All that the theme's templates need beside the page itself."""

    lang: Lang
    base: str
    """What stands before every address: ``../../`` on a page two folders deep."""
    title: str
    """For the browser's tab; "" on the home page."""
    description: str
    tabs: tuple[Tab, ...]
    alternates: tuple[OtherLanguage, ...]
    """Every language the page exists in, its own included; empty when it exists in one only."""
    other: OtherLanguage
    """Where the switch leads."""
    home: str
    search: str
    about: str
    data: str
    strings: str
    """``SCRIPT_STRINGS`` and ``KIND_NAMES`` in this language, as JSON that may stand in a script element."""
    policy: str | None
    feeds: tuple[Feed, ...] = ()


def build_frame(
    path: str,
    *,
    lang: Lang,
    base: str,
    title: str,
    description: str,
    known: Collection[str],
    site_url: str | None = None,
    policy: bool = True,
    feeds: tuple[Feed, ...] = (),
) -> Frame:
    """The frame of the page at ``path`` (without language folder), from where ``base`` leads to the site's root.

    ``known`` are the addresses of all pages of the site; sections and languages without a page are left out.
    ``site_url`` is the site's own full address, None when it may stand anywhere.
    """
    tabs = tuple(
        Tab(url, label, active=_is_in(path, section), current=path == section)
        for section, url, label in _section_labels(lang)
        if url in known
    )
    others = tuple(
        OtherLanguage(CONTENT_LANG[each], LANGUAGE_NAMES[each], url, _absolute(site_url, url))
        for each in LANGUAGES
        if (url := url_of(path, lang=each)) in known
    )
    away = next(each for each in LANGUAGES if each != lang)
    switch = url_of(path, lang=away)
    if switch not in known:
        switch = url_of("", lang=away)
    return Frame(
        lang=lang,
        base=base,
        title=title,
        description=description,
        tabs=tabs,
        alternates=others if len(others) > 1 else (),
        other=OtherLanguage(CONTENT_LANG[away], LANGUAGE_NAMES[away], switch, _absolute(site_url, switch)),
        home=url_of("", lang=lang),
        search=url_of(SEARCH, lang=lang),
        about=url_of("about/", lang=lang),
        data=url_of("data/", lang=lang),
        strings=_script_strings(lang),
        policy=POLICY if policy else None,
        feeds=feeds,
    )


@cache
def _script_strings(lang: Lang) -> str:
    words = language(lang)
    strings = {key: words.gettext(text) for key, text in SCRIPT_STRINGS.items()}
    strings |= {f"kind.{kind}": words.one(name) for kind, name in KIND_NAMES.items()}
    return json.dumps(strings, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


@cache
def _section_labels(lang: Lang) -> tuple[tuple[str, str, str], ...]:
    """Path, address and name of each section."""
    words = language(lang)
    return tuple((path, url_of(path, lang=lang), words.gettext(label)) for path, label in SECTIONS)


def _is_in(path: str, section: str) -> bool:
    return path == section if not section else path.startswith(section)


def _absolute(site_url: str | None, url: str) -> str | None:
    return None if site_url is None else f"{site_url.rstrip('/')}/{url}"
