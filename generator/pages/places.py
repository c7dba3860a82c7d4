"""The places: an index as a tree, and a page each with its notices, bodies and targets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.addresses import place_path
from generator.model import Place, Role
from generator.pages.body_lists import BodyGroup, body_groups
from generator.pages.breakdowns import Breakdown, build_breakdowns
from generator.pages.facts import TargetRow
from generator.pages.language import N_
from generator.pages.notice_cards import NoticeCard, notice_card
from generator.pages.page import Page, PageGroup, TocEntry
from generator.pages.refs import Ref
from generator.pages.site import Site

TARGETS = 300
"""Targets in sentences that a place's page lists."""

LEVELS = {
    "state": N_("国家"),
    "province": N_("省级"),
    "prefecture": N_("地级"),
    "county": N_("县级"),
    "township": N_("乡级"),
    "zone": N_("开发区等"),
}


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place in the tree, with figures."""

    ref: Ref
    level: str
    code: str
    depth: int
    notices: int
    bodies: int
    targets: int


@dataclass(frozen=True, slots=True)
class PlacesModel:
    rows: tuple[PlaceRow, ...]
    """Each place just after the one it belongs to."""


@dataclass(frozen=True, slots=True)
class PlaceModel:
    place: Ref
    chinese: str
    english: str
    level: str
    code: str
    parent: Ref | None
    children: tuple[PlaceRow, ...]
    notices: tuple[NoticeCard, ...]
    bodies: tuple[BodyGroup, ...]
    role_labels: tuple[str, ...]
    targets: tuple[TargetRow, ...]
    more_targets: int
    breakdowns: tuple[Breakdown, ...]
    """The cells of tables that are set for this place."""


def place_groups(site: Site) -> Iterator[PageGroup]:
    """The index, then each place."""
    yield PageGroup("places/", partial(_index_page, site))
    for place in site.index.corpus.places:
        yield PageGroup(place_path(place.id), partial(_place_page, site, place))


def _index_page(site: Site) -> Iterator[Page]:
    _, index = site.language.gettext, site.index
    roots = [p for p in index.corpus.places if p.parent not in index.places]
    yield Page(
        path="places/",
        lang=site.lang,
        template="places.html",
        title=_("地区"),
        description=_("通知涉及的行政区划。"),
        model=PlacesModel(tuple(row for root in roots for row in _tree(site, root, 0))),
        kind="places",
        crumbs=((_("首页"), ""),),
    )


def _tree(site: Site, place: Place, depth: int) -> Iterator[PlaceRow]:
    yield _row(site, place, depth)
    for child in site.index.places_in.get(place.id, ()):
        yield from _tree(site, child, depth + 1)


def _row(site: Site, place: Place, depth: int) -> PlaceRow:
    index = site.index
    return PlaceRow(
        ref=site.names.place(place.id),
        level=site.language.gettext(LEVELS.get(place.level, place.level)),
        code=place.code,
        depth=depth,
        notices=len(index.notices_at.get(place.id, ())),
        bodies=len(index.bodies_at.get(place.id, ())),
        targets=len(index.targets_for.get(place.id, ())),
    )


def _place_page(site: Site, place: Place) -> Iterator[Page]:
    _, index, names = site.language.gettext, site.index, site.names
    targets = index.targets_for.get(place.id, ())
    written = sorted(
        (t for t in targets if not t.mention.table), key=lambda t: (t.due.isoformat() if t.due else "9999", t.id)
    )
    notices = [n for n in index.newest if n.place == place.id] if place.id in index.notices_at else []
    ref = names.place(place.id)
    model = PlaceModel(
        place=ref,
        chinese=place.name,
        english=place.name_en,
        level=site.language.gettext(LEVELS.get(place.level, place.level)),
        code=place.code,
        parent=names.place(place.parent) if place.parent in index.places else None,
        children=tuple(_row(site, child, 0) for child in index.places_in.get(place.id, ())),
        notices=tuple(notice_card(site, n) for n in notices),
        bodies=body_groups(site, index.bodies_at.get(place.id, ())),
        role_labels=tuple(site.language.role(role) for role in Role),
        targets=site.facts.targets(written[:TARGETS]),
        more_targets=max(0, len(written) - TARGETS),
        breakdowns=tuple(build_breakdowns(site, targets)),
    )
    toc = [
        TocEntry(id, label, 1)
        for id, label, shown in (
            ("notices", _("通知"), model.notices),
            ("bodies", _("部门"), model.bodies),
            ("targets", _("目标"), model.targets or model.breakdowns),
            ("places", _("下级地区"), model.children),
        )
        if shown
    ]
    crumbs = [(_("首页"), ""), (_("地区"), "places/")]
    if model.parent:
        crumbs.append((model.parent.text, model.parent.path))
    yield Page(
        path=place_path(place.id),
        lang=site.lang,
        template="place.html",
        title=ref.text,
        title_lang=ref.lang,
        description=f"{place.name} {place.code}".strip(),
        model=model,
        kind="place",
        crumbs=tuple(crumbs),
        toc=tuple(toc),
    )
