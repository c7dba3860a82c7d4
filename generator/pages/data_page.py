"""The open data: each table with its downloads and the meaning of every field, from the data dictionary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.pages.page import Page, TocEntry
from generator.pages.site import Site
from generator.registers import load_register

DATA = "data/"
"""Folder of the downloads, from the site's root; one for both languages."""


@dataclass(frozen=True, slots=True)
class FieldRow:
    name: str
    type: str
    description: str


@dataclass(frozen=True, slots=True)
class DataTable:
    id: str
    title: str
    records: int
    fields: tuple[FieldRow, ...]
    csv: str
    json: str


@dataclass(frozen=True, slots=True)
class Download:
    label: str
    path: str
    description: str


@dataclass(frozen=True, slots=True)
class DataModel:
    tables: tuple[DataTable, ...]
    others: tuple[Download, ...]


def build_data(site: Site) -> Iterator[Page]:
    _, lang = site.language.gettext, site.lang
    corpus, index = site.index.corpus, site.index
    records = {
        "documents": len(corpus.notices),
        "provisions": len(index.provisions),
        "assignments": len(corpus.assignments),
        "targets": len(corpus.targets),
        "deadlines": len(corpus.deadlines),
        "citations": len(corpus.citations),
        "organizations": len(corpus.organizations),
        "indicators": len(corpus.indicators),
        "places": len(corpus.places),
        "findings": len(index.findings),
    }
    tables = tuple(
        DataTable(
            id=table["table"],
            title=table["title" if lang == "zh" else "title_en"],
            records=records.get(table["table"], 0),
            fields=tuple(FieldRow(f["name"], f["type"], f[lang]) for f in table["fields"]),
            csv=f"{DATA}{table['table']}.csv",
            json=f"{DATA}{table['table']}.json",
        )
        for table in load_register("data_dictionary")
    )
    feed = "feed.xml" if lang == "zh" else "feed.en.xml"
    others = (
        Download("datapackage.json", f"{DATA}datapackage.json", _("数据包说明（Data Package v2），可直接导入工具")),
        Download(feed, f"{DATA}{feed}", _("新增通知的 Atom 订阅源")),
        Download(
            "all-deadlines.ics",
            f"{DATA}calendars/all-deadlines.ics",
            _("全部时限的日历（iCalendar）；各部门的日历在部门页"),
        ),
    )
    yield Page(
        path="data/",
        lang=lang,
        template="data.html",
        title=_("数据"),
        description=_("本站全部数据的下载，附每个字段的说明。"),
        model=DataModel(tables, others),
        kind="data",
        crumbs=((_("首页"), ""),),
        toc=tuple(TocEntry(f"table-{t.id}", t.title, 1) for t in tables),
    )
