"""The home page: figures, newest notices and ways in. Its introduction is hand-written (docs/index.md)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.pages.notice_cards import NoticeCard, notice_card
from generator.pages.page import Page
from generator.pages.refs import Ref
from generator.pages.site import Site

NEWEST = 6
MOST = 10


@dataclass(frozen=True, slots=True)
class Figure:
    label: str
    number: str
    path: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A name and how often it occurs."""

    ref: Ref
    count: int


@dataclass(frozen=True, slots=True)
class HomeModel:
    figures: tuple[Figure, ...]
    newest: tuple[NoticeCard, ...]
    bodies: tuple[Counted, ...]
    """Those that lead most often."""
    indicators: tuple[Counted, ...]
    """Those with most targets in sentences."""
    places: tuple[Counted, ...]
    """Those with most notices."""


def build_home(site: Site) -> Iterator[Page]:
    _, index, names = site.language.gettext, site.index, site.names
    corpus, number, counted = index.corpus, site.language.number, site.language.counted
    named = sum(1 for o in corpus.organizations if o.id in index.assignments_of)
    model = HomeModel(
        figures=(
            Figure(counted("份通知", len(corpus.notices)), number(len(corpus.notices)), "notices/"),
            Figure(counted("个责任机构", named), number(named), "departments/"),
            Figure(counted("项目标", len(corpus.targets)), number(len(corpus.targets)), "targets/"),
            Figure(counted("项时限", len(corpus.deadlines)), number(len(corpus.deadlines)), "deadlines/"),
        ),
        newest=tuple(notice_card(site, n) for n in index.newest[:NEWEST]),
        bodies=_most({o.id: len(index.assignments_of.get(o.id, ())) for o in corpus.organizations}, names.body),
        indicators=_most(
            {i.id: sum(1 for t in index.targets_on.get(i.id, ()) if not t.mention.table) for i in corpus.indicators},
            names.indicator,
        ),
        places=_most({p.id: len(index.notices_at.get(p.id, ())) for p in corpus.places}, names.place),
    )
    yield Page(
        path="",
        lang=site.lang,
        template="home.html",
        title=_("政策台账"),
        description=_("政府通知要求谁、做什么、做到多少、何时完成，出处何在。"),
        model=model,
        kind="home",
    )


def _most(counts: dict[str, int], ref_of) -> tuple[Counted, ...]:
    first = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    return tuple(Counted(ref_of(id), count) for id, count in first if count)
