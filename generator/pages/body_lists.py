"""Lists of bodies with how often they are named: the index of departments, and the bodies of a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import Organization, Role
from generator.pages.body_facts import duty_counts
from generator.pages.language import N_
from generator.pages.page import Page, TocEntry
from generator.pages.refs import Ref
from generator.pages.site import Site

INDEX_ROWS = 1500
"""Bodies the index lists; with more it lists places, whose pages list their bodies."""

KINDS = {"body": N_("机关单位"), "branch": N_("分支与派出机构"), "group": N_("一组机构"), "company": N_("企业")}


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body in a list, with how often it is named in each role."""

    ref: Ref
    kind: str
    roles: tuple[int, ...]
    as_member: int
    """Duties of the groups it belongs to."""
    targets: int
    deadlines: int
    notices: int


@dataclass(frozen=True, slots=True)
class BodyGroup:
    """The bodies of one kind at one place."""

    label: str
    rows: tuple[BodyRow, ...]


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    id: str
    """Anchor."""
    place: Ref | None
    """None for bodies of no known place."""
    groups: tuple[BodyGroup, ...]
    total: int


@dataclass(frozen=True, slots=True)
class DepartmentsModel:
    places: tuple[PlaceGroup, ...]
    role_labels: tuple[str, ...]
    total: int
    listed: bool
    """Whether the bodies themselves are listed here, not only places."""


def body_row(site: Site, body: Organization) -> BodyRow:
    index = site.index
    roles = duty_counts(index, body.id)
    return BodyRow(
        ref=site.names.local_body(body.id, body.place),
        kind=body.kind,
        roles=tuple(roles[role] for role in Role),
        as_member=sum(len(index.assignments_of.get(group, ())) for group in index.groups_of.get(body.id, ())),
        targets=len(index.targets_of.get(body.id, ())),
        deadlines=len(index.deadlines_of.get(body.id, ())),
        notices=len(index.notices_of.get(body.id, ())),
    )


def body_groups(site: Site, bodies: Sequence[Organization]) -> tuple[BodyGroup, ...]:
    """``bodies`` by kind; within a kind the most named first."""
    by_kind: dict[str, list[BodyRow]] = defaultdict(list)
    for body in bodies:
        by_kind[body.kind].append(body_row(site, body))
    return tuple(
        BodyGroup(
            site.language.gettext(label),
            tuple(sorted(by_kind[kind], key=lambda r: ([-n for n in (*r.roles, r.as_member)], r.ref.path))),
        )
        for kind, label in KINDS.items()
        if kind in by_kind
    )


def departments_page(site: Site) -> Page:
    """The index of bodies, by place and kind."""
    _, index = site.language.gettext, site.index
    listed = len(index.organizations) <= INDEX_ROWS
    known = [place for place in index.corpus.places if place.id in index.bodies_at]
    places = [
        PlaceGroup(
            id=f"at-{place.id}",
            place=site.names.place(place.id),
            groups=body_groups(site, index.bodies_at[place.id]) if listed else (),
            total=len(index.bodies_at[place.id]),
        )
        for place in sorted(known, key=lambda p: -len(index.bodies_at[p.id]))
    ]
    nowhere = [o for o in index.corpus.organizations if o.place not in index.places]
    if nowhere:
        places.append(PlaceGroup("at-none", None, body_groups(site, nowhere), len(nowhere)))
    return Page(
        path="departments/",
        lang=site.lang,
        template="departments.html",
        title=_("部门"),
        description=_("通知点名的机构，按地区和种类排列。"),
        model=DepartmentsModel(
            tuple(places), tuple(site.language.role(role) for role in Role), len(index.organizations), listed
        ),
        kind="departments",
        crumbs=((_("首页"), ""),),
        toc=tuple(TocEntry(g.id, g.place.text if g.place else _("其他"), 1) for g in places),
    )
