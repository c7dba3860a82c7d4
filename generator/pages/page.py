"""The contract between page models, the renderer and the site plugin.

A ``Page`` is plain data: what a template needs to write one page in one language. Nothing in it is HTML, and
nothing knows MkDocs. Paths carry no language prefix; ``Page.url`` adds it.

What the three sides promise one another:

- ``page_groups(corpus, findings, lang=…, options=…)`` yields groups of pages, ``build_pages`` the pages themselves; ``search_records(corpus, lang=…)`` what can be
  found; ``Renderer(template_folder).render(page)`` gives the HTML body, its ``<h1>`` included, every link relative to
  the page's own address (``Page.url``), so any sub-path works.
- Where ``docs/PATH/index.md`` (``docs/en/PATH/index.md``) is written by hand for a page that is also generated (home,
  data), the plugin puts the generated body where that text has ``SLOT``. ``ACCURACY_SLOT`` in ``docs/method.md`` takes
  the table of measured accuracy.
- A ledger is ``<table data-ledger="targets">`` or ``"deadlines"``. Each ``<tbody>`` row has ``data-department``,
  ``data-indicator``, ``data-place``, ``data-notice`` (ids, several separated by a space), ``data-year``, ``data-kind``,
  and ``data-due`` (ISO date, "" when unknown). Cells that sort otherwise than by their text have ``data-sort``.
  ``<script type="application/json" data-ledger-facets>`` just before the table gives, for each facet,
  ``{"name": "department", "label": "责任部门", "values": [["chuxiong/finance-bureau", "楚雄州财政局", 12], …]}``.
  ``<div data-ledger-controls hidden>`` is the empty place for filters; sort buttons go into ``<th data-sortable>``.
- Anything with a due date carries ``<time datetime>`` inside an element with ``data-due``; "overdue" and "upcoming" are
  the reader's clock's business, or that of ``<div data-as-of="2019-07-01" hidden>`` where the build was given a day.
- ``<a class="pl-anchor" href="#id">`` is the copyable ¶ link; ``<button>`` and other controls without a use unless a
  script runs are left to the script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Lang = Literal["zh", "en"]

LANGUAGES: tuple[Lang, ...] = ("zh", "en")
"""The first is the language of the site's root; the others stand in a folder of their own."""

CONTENT_LANG: Mapping[Lang, str] = {"zh": "zh-Hans", "en": "en"}
"""What the ``lang`` attribute says."""


SLOT = "<!-- ledger:body -->"
"""Where a hand-written page takes in the generated body of the same path."""

ACCURACY_SLOT = "<!-- ledger:accuracy -->"
"""Where the method page takes in the measured accuracy."""

COVERAGE_SLOT = "<!-- ledger:coverage -->"
"""Where the method page takes in the counts of what was passed over."""


def url_of(path: str, *, lang: Lang) -> str:
    """``departments/`` in English → ``en/departments/``; relative to the site's root, no leading slash."""
    return path if lang == LANGUAGES[0] else f"{lang}/{path}"


@dataclass(frozen=True, slots=True)
class TocEntry:
    """One line of a page's table of contents."""

    id: str
    """Anchor on the page, without #."""
    title: str
    depth: int
    """1 for the outermost entries."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language."""

    path: str
    """``departments/chuxiong/finance-bureau/``: no language prefix, always ends with a slash; "" is home."""
    lang: Lang
    template: str
    """File in ``site_templates/pages/``, e.g. ``department.html``."""
    title: str
    description: str
    """One sentence for search engines and link previews; plain text."""
    model: object
    """A frozen dataclass of the module that built the page; the template knows it as ``page``."""
    kind: str
    """"home" | "notices" | "notice" | "part" | "departments" | "department" | "indicators" | "indicator" |
    "places" | "place" | "targets" | "deadlines" | "findings" | "data"."""
    toc: tuple[TocEntry, ...] = ()
    crumbs: tuple[tuple[str, str], ...] = ()
    """(title, path) of the pages above this one, home first; paths relative to the language's root."""
    as_of: str = ""
    """ISO date by which "overdue" and "upcoming" are decided; "" leaves it to the reader's clock."""
    title_lang: str = ""
    """``lang`` of the title where it differs from the page's ("zh-Hans" for a notice without English title)."""

    @property
    def url(self) -> str:
        return url_of(self.path, lang=self.lang)


@dataclass(frozen=True, slots=True)
class PageGroup:
    """Pages that are built together: a notice with its parts, a body with its years.

    Each group can be built on its own, so that a site too large for one process's memory never exists as a whole.
    """

    path: str
    """Address of the first of them, as in ``Page.path``."""
    build: Callable[[], Iterable[Page]]


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One thing a reader can find: a notice, place, department, indicator or provision, in one language.

    English records carry the English rendering and, in ``text``, the Chinese words too.
    """

    url: str
    """Relative to the site's root, with language folder and anchor: ``en/notices/x/#p1-2``."""
    lang: Lang
    kind: str
    """"notice" | "place" | "department" | "indicator" | "provision"."""
    title: str
    text: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Facet ("holds", "notice", "department", "indicator", "place", "year") → display names in ``lang``."""
    weight: float = 1.0
    """How much a match counts beside matches elsewhere: names of bodies and indicators above sentences."""


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What the site's configuration decides about pages; the defaults are the site's."""

    ledger_rows: int = 1_200
    """Most rows of targets or deadlines on one page; longer ledgers are split by year."""
    as_of: date | None = None
    """The day by which "overdue" and "upcoming" are decided; None leaves it to the reader's clock."""
