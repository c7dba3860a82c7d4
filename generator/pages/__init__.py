"""Page models: plain data for every page of the site, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.model import Corpus, Finding
from generator.pages.data_page import build_data
from generator.pages.departments import build_departments
from generator.pages.findings_page import build_findings
from generator.pages.home import build_home
from generator.pages.index import CorpusIndex, build_index
from generator.pages.indicators import build_indicators
from generator.pages.ledgers import build_deadlines, build_targets
from generator.pages.notices import build_notices
from generator.pages.page import LANGUAGES, Lang, Page, PageOptions, SearchRecord, TocEntry
from generator.pages.places import build_places
from generator.pages.search_records import build_search_records
from generator.pages.site import Site, open_site

__all__ = [
    "LANGUAGES",
    "CorpusIndex",
    "Page",
    "PageOptions",
    "SearchRecord",
    "TocEntry",
    "build_index",
    "build_pages",
    "search_records",
]


def build_pages(
    corpus: Corpus,
    findings: Sequence[Finding],
    *,
    lang: Lang,
    options: PageOptions | None = None,
    index: CorpusIndex | None = None,
) -> Iterator[Page]:
    """Every generated page in ``lang``, in a fixed order.

    ``index`` saves the second language from computing the lookups again.
    """
    site = open_site(index or build_index(corpus, findings), lang=lang, options=options)
    pages = _all_pages(site)
    as_of = site.options.as_of
    yield from (replace(page, as_of=as_of.isoformat()) for page in pages) if as_of else pages


def _all_pages(site: Site) -> Iterator[Page]:
    yield from build_home(site)
    yield from build_notices(site)
    yield from build_departments(site)
    yield from build_indicators(site)
    yield from build_places(site)
    yield from build_targets(site)
    yield from build_deadlines(site)
    yield from build_findings(site)
    yield from build_data(site)


def search_records(corpus: Corpus, *, lang: Lang, index: CorpusIndex | None = None) -> Iterator[SearchRecord]:
    """Everything a reader can find, in ``lang``."""
    return build_search_records(open_site(index or build_index(corpus), lang=lang))
