"""A page for each body, with all that is asked of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator.addresses import organization_path
from generator.dataset.calendars import calendar_organizations
from generator.model import Assignment, Organization, Role
from generator.pages.body_facts import BodyFacts, duty_counts, facts_of, years_of
from generator.pages.body_lists import KINDS, departments_page
from generator.pages.breakdowns import Breakdown, build_breakdowns
from generator.pages.facts import DeadlineRow, DutyRow, TargetRow
from generator.pages.index import notice_date
from generator.pages.page import Page, PageGroup, TocEntry
from generator.pages.refs import Ref
from generator.pages.site import Site
from generator.pages.year_parts import year_parts

ONE_PAGE = 400
"""Duties a body's page lists. A body with more has a page per year, the newest year on its own page, and several for a
year with more; a notice is never split. A body whose groups have more shows how many and leads to the groups' pages."""

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
    """One of the pages of a body that has too many duties for one."""

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
    calendar: str
    """Path of its calendar in the data folder, "" without one."""


def department_groups(site: Site) -> Iterator[PageGroup]:
    """The index, then each body in the order of the corpus."""
    yield PageGroup("departments/", lambda: (departments_page(site),))
    calendars = calendar_organizations(site.index.corpus)
    for body in site.index.corpus.organizations:
        build = partial(_department_pages, site, body, has_calendar=body.id in calendars)
        yield PageGroup(organization_path(body.id), build)


def _department_pages(site: Site, body: Organization, *, has_calendar: bool) -> Iterator[Page]:
    facts = facts_of(site.index, body, most_shared=ONE_PAGE)
    path = organization_path(body.id)
    if facts.duties.total() <= ONE_PAGE:
        yield _department_page(site, body, facts, path, "", (), has_calendar=has_calendar)
        return
    by_year = years_of(site.index, facts, most=ONE_PAGE)
    parts = list(year_parts(path, by_year, undated=site.language.gettext("日期不详")))
    for address, label, part in parts:
        links = tuple(YearLink(name, to, other.duties.total(), other is part) for to, name, other in parts)
        yield _department_page(site, body, part, address, label, links, has_calendar=has_calendar)


def _department_page(
    site: Site,
    body: Organization,
    facts: BodyFacts,
    address: str,
    label: str,
    links: tuple[YearLink, ...],
    *,
    has_calendar: bool,
) -> Page:
    """One page of a body; all but the first, which has the body's own address, bear their ``label``."""
    _ = site.language.gettext
    path = organization_path(body.id)
    is_first = address == path
    model = _model(site, body, facts, links=links, has_calendar=has_calendar)
    crumbs: tuple[tuple[str, str], ...] = ((_("首页"), ""), (_("部门"), "departments/"))
    if model.place:
        crumbs = (*crumbs, (model.place.text, model.place.path))
    if not is_first:
        crumbs = (*crumbs, (model.body.text, path))
    counted = " · ".join(f"{label} {n}" for label, n in model.counts if n)
    return Page(
        path=address,
        lang=site.lang,
        template="department.html",
        title=model.body.text if is_first else f"{model.body.text} · {label}",
        title_lang=model.body.lang,
        description=counted or model.chinese,
        model=model,
        kind="department",
        crumbs=crumbs,
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
    facts: BodyFacts,
    *,
    links: tuple[YearLink, ...],
    has_calendar: bool,
) -> DepartmentModel:
    index, names, rows = site.index, site.names, site.facts

    def refs(ids: Sequence[str]) -> tuple[Ref, ...]:
        return tuple(names.body(id) for id in ids if id in index.organizations)

    dated = sorted(rows.deadlines(facts.deadlines), key=lambda row: (row.due or "9999", row.provision.path))
    partners = index.partners.get(body.id, Counter())
    counted = duty_counts(index, body.id)
    return DepartmentModel(
        body=names.body(body.id),
        chinese=body.name,
        english=body.name_en,
        english_status=body.name_en_status,
        kind=site.language.one(KINDS.get(body.kind, body.kind)),
        place=names.place(body.place) if body.place in index.places else None,
        parent=names.body(body.parent) if body.parent in index.organizations else None,
        branches=refs(index.branches_of.get(body.id, ())),
        aliases=tuple(alias for alias in body.aliases if alias != body.name),
        predecessors=refs(body.predecessors),
        successors=refs(index.successors_of.get(body.id, ())),
        groups=refs(index.groups_of.get(body.id, ())),
        members=refs(body.members),
        counts=tuple((site.language.role(role), counted[role]) for role in Role),
        sections=_own_sections(site, facts.own),
        group_sections=_group_sections(site, facts.shared),
        group_counts=tuple(GroupCount(names.body(g), n) for g, n in facts.group_counts.items()),
        targets=rows.targets(t for t in facts.targets if not t.mention.table),
        breakdowns=tuple(build_breakdowns(site, facts.targets)),
        target_count=len(facts.targets),
        deadlines=tuple(dated),
        partners=tuple(
            Partner(names.body(id), n)
            for id, n in sorted(partners.items(), key=lambda item: (-item[1], item[0]))[:PARTNERS]
        ),
        notices=_notices(site, body, facts.duties),
        years=links,
        calendar=f"data/calendars/{body.id}.ics" if has_calendar else "",
    )


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
