"""A page for each body, with all that is asked of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.addresses import organization_path
from generator.dataset.calendars import calendar_organizations
from generator.model import Assignment, Organization, Role, Target
from generator.pages.body_lists import KINDS, departments_page
from generator.pages.breakdowns import Breakdown, build_breakdowns
from generator.pages.facts import DeadlineRow, DutyRow, TargetRow
from generator.pages.index import notice_date
from generator.pages.page import Page, TocEntry
from generator.pages.refs import Ref
from generator.pages.site import Site

ONE_PAGE = 400
"""Duties a body's page lists; a body with more has a page per year, and the newest year on its own page. A body whose
groups have more duties than this shows how many and leads to the groups' pages."""

PARTNERS = 12


@dataclass(frozen=True, slots=True)
class DutySection:
    """What a body does in one role."""

    id: str
    label: str
    code: str
    rows: tuple[DutyRow, ...]


@dataclass(frozen=True, slots=True)
class GroupCount:
    """Duties of a group that are too many to repeat with each of its members."""

    ref: Ref
    count: int


@dataclass(frozen=True, slots=True)
class Partner:
    ref: Ref
    count: int


@dataclass(frozen=True, slots=True)
class NoticeLine:
    ref: Ref
    number: str
    date: str
    duties: int


@dataclass(frozen=True, slots=True)
class YearLink:
    label: str
    path: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class DepartmentModel:
    body: Ref
    chinese: str
    english: str
    english_status: str
    """"official", "curated" or "generated"."""
    kind: str
    place: Ref | None
    parent: Ref | None
    branches: tuple[Ref, ...]
    aliases: tuple[str, ...]
    predecessors: tuple[Ref, ...]
    successors: tuple[Ref, ...]
    groups: tuple[Ref, ...]
    """Groups it is a member of."""
    members: tuple[Ref, ...]
    counts: tuple[tuple[str, int], ...]
    """Role → how often, its groups' duties not counted."""
    sections: tuple[DutySection, ...]
    group_sections: tuple[DutySection, ...]
    group_counts: tuple[GroupCount, ...]
    """The groups, where their duties are not listed here."""
    targets: tuple[TargetRow, ...]
    """Those in sentences."""
    breakdowns: tuple[Breakdown, ...]
    """Those that are cells of tables."""
    target_count: int
    deadlines: tuple[DeadlineRow, ...]
    """By date; those without a date last."""
    partners: tuple[Partner, ...]
    notices: tuple[NoticeLine, ...]
    years: tuple[YearLink, ...]
    """Empty when everything is on this page."""
    year: str
    calendar: str
    """Path of its calendar in the data folder, "" without one."""


def build_departments(site: Site) -> Iterator[Page]:
    """The index, then each body in the order of the corpus."""
    yield departments_page(site)
    calendars = calendar_organizations(site.index.corpus)
    for body in site.index.corpus.organizations:
        yield from _department_pages(site, body, has_calendar=body.id in calendars)


def _department_pages(site: Site, body: Organization, *, has_calendar: bool) -> Iterator[Page]:
    index = site.index
    own = index.assignments_of.get(body.id, ())
    groups = [(g, a) for g in index.groups_of.get(body.id, ()) for a in index.assignments_of.get(g, ())]
    counts = Counter(g for g, _ in groups) if len(groups) > ONE_PAGE else Counter()
    if counts:
        groups = []
    if len(own) + len(groups) <= ONE_PAGE:
        yield _department_page(site, body, own, groups, counts, year="", years=(), has_calendar=has_calendar)
        return
    by_year: dict[str, int] = Counter(index.years[a.document] for a in (*own, *(a for _, a in groups)))
    newest = max(by_year)
    path = organization_path(body.id)
    for year in sorted(by_year, reverse=True):
        links = tuple(
            YearLink(
                y or site.language.gettext("日期不详"),
                path if y == newest else f"{path}{y or 'undated'}/",
                by_year[y],
                y == year,
            )
            for y in sorted(by_year, reverse=True)
        )
        yield _department_page(
            site,
            body,
            [a for a in own if index.years[a.document] == year],
            [(g, a) for g, a in groups if index.years[a.document] == year],
            counts if year == newest else Counter(),
            year=year or "undated",
            years=links,
            is_first=year == newest,
            has_calendar=has_calendar,
        )


def _department_page(
    site: Site,
    body: Organization,
    own: Sequence[Assignment],
    groups: Sequence[tuple[str, Assignment]],
    counts: Counter[str],
    *,
    year: str,
    years: tuple[YearLink, ...],
    is_first: bool = True,
    has_calendar: bool,
) -> Page:
    _ = site.language.gettext
    model = _model(site, body, own, groups, counts, year=year, years=years, has_calendar=has_calendar)
    path = organization_path(body.id)
    crumbs: tuple[tuple[str, str], ...] = ((_("首页"), ""), (_("部门"), "departments/"))
    if model.place:
        crumbs = (*crumbs, (model.place.text, model.place.path))
    if not is_first:
        crumbs = (*crumbs, (model.body.text, path))
    counted = " · ".join(f"{label} {n}" for label, n in model.counts if n)
    return Page(
        path=path if is_first else f"{path}{year}/",
        lang=site.lang,
        template="department.html",
        title=model.body.text if is_first else f"{model.body.text} · {year}",
        title_lang=model.body.lang,
        description=counted or model.chinese,
        model=model,
        kind="department",
        crumbs=crumbs,
        filters={"department": (model.body.text,)},
        toc=_toc(site, model),
    )


def _toc(site: Site, model: DepartmentModel) -> tuple[TocEntry, ...]:
    _ = site.language.gettext
    entries = [TocEntry(s.id, s.label, 1) for s in (*model.sections, *model.group_sections)]
    for id, label, shown in (
        ("targets", _("目标"), model.targets or model.breakdowns),
        ("deadlines", _("时限"), model.deadlines),
        ("partners", _("协作机构"), model.partners),
        ("notices", _("相关通知"), model.notices),
    ):
        if shown:
            entries.append(TocEntry(id, label, 1))
    return tuple(entries)


def _model(
    site: Site,
    body: Organization,
    own: Sequence[Assignment],
    groups: Sequence[tuple[str, Assignment]],
    counts: Counter[str],
    *,
    year: str,
    years: tuple[YearLink, ...],
    has_calendar: bool,
) -> DepartmentModel:
    index, names, facts = site.index, site.names, site.facts

    def refs(ids: Sequence[str]) -> tuple[Ref, ...]:
        return tuple(names.body(id) for id in ids if id in index.organizations)

    def in_year(document: str) -> bool:
        return not years or (index.years[document] or "undated") == year

    duties = Counter(a.document for a in own)
    duties.update(a.document for __, a in groups)
    group_ids = index.groups_of.get(body.id, ())
    # Of groups whose duties are not listed here, only what is set for the body's own place.
    near = [g for g in group_ids if not counts]
    bound = (body.id, *near)
    targets = {
        t.id: t
        for b in (body.id, *group_ids)
        for t in index.targets_of.get(b, ())
        if in_year(t.document) and (b == body.id or (_concerns(site, body, t) if b in near else t.place == body.place))
    }.values()
    deadlines = {d.id: d for b in bound for d in index.deadlines_of.get(b, ()) if in_year(d.document)}.values()
    dated = sorted(facts.deadlines(deadlines), key=lambda row: (row.due or "9999", row.provision.path))
    partners = index.partners.get(body.id, Counter())
    counted = Counter(a.mention.role for a in index.assignments_of.get(body.id, ()))
    return DepartmentModel(
        body=names.body(body.id),
        chinese=body.name,
        english=body.name_en,
        english_status=body.name_en_status,
        kind=site.language.gettext(KINDS.get(body.kind, body.kind)),
        place=names.place(body.place) if body.place in index.places else None,
        parent=names.body(body.parent) if body.parent in index.organizations else None,
        branches=refs(index.branches_of.get(body.id, ())),
        aliases=tuple(alias for alias in body.aliases if alias != body.name),
        predecessors=refs(body.predecessors),
        successors=refs(index.successors_of.get(body.id, ())),
        groups=refs(group_ids),
        members=refs(body.members),
        counts=tuple((site.language.role(role), counted[role]) for role in Role),
        sections=_own_sections(site, own),
        group_sections=_group_sections(site, groups),
        group_counts=tuple(GroupCount(names.body(g), n) for g, n in counts.items()),
        targets=facts.targets(t for t in targets if not t.mention.table),
        breakdowns=tuple(build_breakdowns(site, targets)),
        target_count=len(targets),
        deadlines=tuple(dated),
        partners=tuple(
            Partner(names.body(id), n)
            for id, n in sorted(partners.items(), key=lambda item: (-item[1], item[0]))[:PARTNERS]
        ),
        notices=_notices(site, body, duties),
        years=years,
        year=year,
        calendar=f"data/calendars/{body.id}.ics" if has_calendar else "",
    )


def _concerns(site: Site, body: Organization, target: Target) -> bool:
    """Whether a target of a group is one of its member ``body``: not when it is set for another member's place."""
    places = site.index.places
    if target.place == body.place or target.place not in places or body.place not in places:
        return True
    return places[target.place].parent != places[body.place].parent


def _own_sections(site: Site, own: Sequence[Assignment]) -> tuple[DutySection, ...]:
    sections = []
    for role in Role:
        # A provision may name a body twice in one role; it is still one duty.
        named = {(a.document, a.mention.provision): a for a in own if a.mention.role is role}
        if named:
            rows = tuple(map(site.facts.duty, named.values()))
            sections.append(DutySection(f"role-{role}", site.language.role(role), role.value, rows))
    return tuple(sections)


def _group_sections(site: Site, groups: Sequence[tuple[str, Assignment]]) -> tuple[DutySection, ...]:
    """One section for each group, lead first within it."""
    order = {role: i for i, role in enumerate(Role)}
    by_group: dict[str, dict[tuple, Assignment]] = defaultdict(dict)
    for group, assignment in sorted(groups, key=lambda pair: order[pair[1].mention.role]):
        by_group[group].setdefault((assignment.document, assignment.mention.provision), assignment)
    sections = []
    for n, (group, named) in enumerate(by_group.items(), start=1):
        via = site.names.body(group)
        rows = tuple(map(site.facts.duty, named.values()))
        sections.append(
            DutySection(f"group-{n}", site.language.gettext("作为“%(group)s”之一", group=via.text), "group", rows)
        )
    return tuple(sections)


def _notices(site: Site, body: Organization, duties: Counter[str]) -> tuple[NoticeLine, ...]:
    index = site.index
    shown = dict.fromkeys(duties)
    shown.update(dict.fromkeys(n.id for n in index.issued_by.get(body.id, ())))
    ordered = sorted(shown, key=lambda id: (str(notice_date(index.notices[id]) or ""), id), reverse=True)
    return tuple(
        NoticeLine(
            site.names.notice(id),
            index.notices[id].document.document_number or "",
            site.language.date(notice_date(index.notices[id])),
            duties[id],
        )
        for id in ordered
    )
