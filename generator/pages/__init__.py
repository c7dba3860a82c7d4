"""Page models: plain data for every page of the site, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from generator.model import Corpus, Finding
from generator.pages.data_page import build_data
from generator.pages.departments import department_groups
from generator.pages.findings_page import build_findings
from generator.pages.home import build_home
from generator.pages.index import CorpusIndex, build_index
from generator.pages.indicators import indicator_groups
from generator.pages.ledgers import build_deadlines, build_targets
from generator.pages.notices import notice_groups
from generator.pages.page import LANGUAGES, Lang, Page, PageGroup, PageOptions, SearchRecord, TocEntry
from generator.pages.places import place_groups
from generator.pages.search_records import build_search_records
from generator.pages.site import Site, open_site

__all__ = [
    "LANGUAGES",
    "CorpusIndex",
    "Page",
    "PageGroup",
    "PageOptions",
    "SearchRecord",
    "TocEntry",
    "build_index",
    "build_pages",
    "page_groups",
    "search_records",
]


def page_groups(
    corpus: Corpus,
    findings: Sequence[Finding],
    *,
    lang: Lang,
    options: PageOptions | None = None,
    index: CorpusIndex | None = None,
) -> Iterator[PageGroup]:
    """Every generated page in ``lang``, in groups of a fixed order; none is built before it is asked for.

    ``index`` saves the second language from computing the lookups again.
    """
    site = open_site(index or build_index(corpus, findings), lang=lang, options=options)
    as_of = site.options.as_of
    for group in _all_groups(site):
        yield replace(group, build=partial(_dated, group, as_of.isoformat())) if as_of else group


def _all_groups(site: Site) -> Iterator[PageGroup]:
    yield PageGroup("", partial(build_home, site))
    yield from notice_groups(site)
    yield from department_groups(site)
    yield from indicator_groups(site)
    yield from place_groups(site)
    yield PageGroup("targets/", partial(build_targets, site))
    yield PageGroup("deadlines/", partial(build_deadlines, site))
    yield PageGroup("findings/", partial(build_findings, site))
    yield PageGroup("data/", partial(build_data, site))


def _dated(group: PageGroup, as_of: str) -> Iterator[Page]:
    return (replace(page, as_of=as_of) for page in group.build())


def build_pages(
    corpus: Corpus,
    findings: Sequence[Finding],
    *,
    lang: Lang,
    options: PageOptions | None = None,
    index: CorpusIndex | None = None,
) -> Iterator[Page]:
    """The pages of ``page_groups``, one after the other."""
    for group in page_groups(corpus, findings, lang=lang, options=options, index=index):
        yield from group.build()


def search_records(corpus: Corpus, *, lang: Lang, index: CorpusIndex | None = None) -> Iterator[SearchRecord]:
    """Everything a reader can find, in ``lang``."""
    return build_search_records(open_site(index or build_index(corpus), lang=lang))
