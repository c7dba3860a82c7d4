"""The notices: their index, a page each, and a page per part of a long one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from generator.addresses import is_long, notice_path, part_path, provision_path
from generator.model import Document, Level, Notice, Part, PartKind, Provision, Role
from generator.pages.blocks import DocumentMarks, ProvisionBlock, build_blocks, document_marks
from generator.pages.facts import DeadlineRow
from generator.pages.notice_cards import NoticeCard, notice_card
from generator.pages.page import Page, PageGroup, TocEntry
from generator.pages.refs import Ref
from generator.pages.sentences import Inline
from generator.pages.site import Site

OVERVIEW_DEADLINES = 12
"""Deadlines in a notice's overview; the rest are in the ledger."""

CONTENTS_DEPTH = 2
"""How deep below a part the contents go."""


@dataclass(frozen=True, slots=True)
class NoticesModel:
    years: tuple[tuple[str, tuple[NoticeCard, ...]], ...]
    """Newest year first; "" stands for undated notices."""
    total: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a notice's metadata."""

    label: str
    text: str = ""
    ref: Ref | None = None
    href: str = ""
    """An address outside the site."""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    path: str
    title: str
    depth: int
    targets: int
    deadlines: int


@dataclass(frozen=True, slots=True)
class PartSummary:
    """A part in the contents, with what it asks for in figures."""

    path: str
    title: str
    kind: str
    leads: tuple[Ref, ...]
    targets: int
    deadlines: int
    bodies: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class BodyDuties:
    """How often a notice names a body, by role in the order of ``Role``."""

    ref: Ref
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NoticeModel:
    notice: Ref
    original_title: str
    """The notice's own title where the page's is English."""
    generated_title: bool
    card: NoticeCard
    facts: tuple[Fact, ...]
    parts: tuple[PartSummary, ...]
    role_labels: tuple[str, ...]
    duties: tuple[BodyDuties, ...]
    deadlines: tuple[DeadlineRow, ...]
    more_deadlines: int
    findings: int
    cites: tuple[Ref, ...]
    cited_by: tuple[Ref, ...]
    blocks: tuple[ProvisionBlock, ...]
    """The text; empty for a long notice, whose parts have pages of their own."""
    source_path: str
    """The decoded source in the data folder, relative to the site's root."""


@dataclass(frozen=True, slots=True)
class PartModel:
    notice: Ref
    title: str
    heading: Inline
    """The title in the notice's own words; empty when only the notice has one."""
    kind: str
    blocks: tuple[ProvisionBlock, ...]
    duties: tuple[BodyDuties, ...]
    role_labels: tuple[str, ...]
    previous: Ref | None
    next: Ref | None
    position: int
    of: int


def notice_groups(site: Site) -> Iterator[PageGroup]:
    """The index, then each notice with its parts, in the order of the corpus."""
    yield PageGroup("notices/", partial(_index_page, site))
    for notice in site.index.corpus.notices:
        yield PageGroup(notice_path(notice.id), partial(_notice_pages, site, notice))


def _index_page(site: Site) -> Iterator[Page]:
    _ = site.language.gettext
    years: dict[str, list[NoticeCard]] = defaultdict(list)
    for notice in site.index.newest:
        card = notice_card(site, notice)
        years[card.year].append(card)
    yield Page(
        path="notices/",
        lang=site.lang,
        template="notices.html",
        title=_("通知"),
        description=_("本站收录的政府通知，按日期排列。"),
        model=NoticesModel(tuple((y, tuple(cards)) for y, cards in years.items()), len(site.index.notices)),
        kind="notices",
        crumbs=((_("首页"), ""),),
        toc=tuple(TocEntry(f"y{y}" if y else "undated", y or _("日期不详"), 1) for y in years),
    )


def _notice_pages(site: Site, notice: Notice) -> Iterator[Page]:
    _, document = site.language.gettext, notice.document
    name, short = site.names.notice(notice.id), site.names.short_notice(notice.id)
    long = is_long(document)
    several = len(document.parts) > 1
    crumbs = ((_("首页"), ""), (_("通知"), "notices/"))
    marks = document_marks(site, document)
    rank = 3 if several else 2
    blocks = () if long else tuple(build_blocks(site, document, document.provisions, marks, rank=rank))
    model = _notice_model(site, notice, blocks)
    yield Page(
        path=notice_path(notice.id),
        lang=site.lang,
        template="notice.html",
        title=name.text,
        title_lang=name.lang,
        description=_description(site, model.card),
        model=model,
        kind="notice",
        crumbs=crumbs,
        toc=_notice_toc(site, model),
    )
    if long:
        for i, part in enumerate(document.parts):
            yield _part_page(site, document, part, i, marks, crumbs=(*crumbs, (short.text, notice_path(notice.id))))


def _part_page(
    site: Site, document: Document, part: Part, i: int, marks: DocumentMarks, *, crumbs: tuple[tuple[str, str], ...]
) -> Page:
    _ = site.language.gettext
    provisions = [p for p in document.provisions if p.part == part.id]
    # The page's own heading is the part's: its words stand there and not a second time in the text.
    built = build_blocks(site, document, provisions, marks, rank=2)
    heading = next((b.heading for b in built if b.level is Level.PART), ())
    blocks = tuple(replace(b, heading=()) if b.level is Level.PART else b for b in built)

    def neighbour(j: int) -> Ref | None:
        if not 0 <= j < len(document.parts):
            return None
        other = document.parts[j]
        return Ref(other.title, part_path(document.id, other.id), lang=_foreign(site))

    return Page(
        path=part_path(document.id, part.id),
        lang=site.lang,
        template="part.html",
        title=part.title or document.shown_title,
        title_lang=_foreign(site),
        description=_("《%(notice)s》的组成部分。", notice=document.shown_title),
        model=PartModel(
            notice=site.names.notice(document.id),
            title=part.title or document.shown_title,
            heading=heading,
            kind=_part_kind(site, part),
            blocks=blocks,
            duties=_duties(site, document, provisions),
            role_labels=tuple(site.language.role(role) for role in Role),
            previous=neighbour(i - 1),
            next=neighbour(i + 1),
            position=i + 1,
            of=len(document.parts),
        ),
        kind="part",
        crumbs=crumbs,
        toc=_toc(blocks),
    )


def _foreign(site: Site) -> str:
    """``lang`` of the notice's own words."""
    return "" if site.lang == "zh" else "zh-Hans"


def _part_kind(site: Site, part: Part) -> str:
    _ = site.language.gettext
    return {
        PartKind.NOTICE: _("通知正文"),
        PartKind.PLAN: _("方案"),
        PartKind.ATTACHMENT: _("附件"),
    }[part.kind]


def _description(site: Site, card: NoticeCard) -> str:
    counted = site.language.counted
    parts = [card.number, counted("%(n)s项目标", card.targets), counted("%(n)s项时限", card.deadlines)]
    return " · ".join(filter(None, parts))


def _toc(blocks: Sequence[ProvisionBlock]) -> tuple[TocEntry, ...]:
    return tuple(
        TocEntry(b.id, b.title, max(b.depth, 1))
        for b in blocks
        if b.title and b.depth <= CONTENTS_DEPTH and b.level is not Level.PART
    )


def _notice_toc(site: Site, model: NoticeModel) -> tuple[TocEntry, ...]:
    _ = site.language.gettext
    entries = [TocEntry("about-notice", _("通知信息"), 1), TocEntry("contents", _("正文目录"), 1)]
    if model.duties:
        entries.append(TocEntry("duties", _("职责概览"), 1))
    if model.deadlines:
        entries.append(TocEntry("dates", _("时间表"), 1))
    if model.blocks:
        entries.append(TocEntry("text", _("全文"), 1))
        entries += [TocEntry(e.id, e.title, e.depth + 1) for e in _toc(model.blocks) if e.depth < CONTENTS_DEPTH]
    return tuple(entries)


def _notice_model(site: Site, notice: Notice, blocks: tuple[ProvisionBlock, ...]) -> NoticeModel:
    index, document = site.index, notice.document
    name = site.names.notice(notice.id)
    keys = [(notice.id, p.id) for p in document.provisions]
    dated = sorted((d for k in keys for d in index.deadlines_in.get(k, ())), key=lambda d: (_day(d), d.id))
    dated = [d for d in dated if d.mention.end_date or d.mention.start_date]
    citations = [c for k in keys for c in index.citations_in.get(k, ())]
    others = dict.fromkeys(c.target_document for c in citations if c.target_document not in (None, notice.id))
    citing = dict.fromkeys(c.document for c in index.cited_by.get(notice.id, ()) if c.document != notice.id)
    return NoticeModel(
        notice=name,
        original_title=document.title if name.original else "",
        generated_title=name.generated,
        card=notice_card(site, notice),
        facts=tuple(_metadata(site, notice)),
        parts=tuple(_part_summary(site, document, part) for part in document.parts),
        role_labels=tuple(site.language.role(role) for role in Role),
        duties=_duties(site, document, document.provisions),
        deadlines=site.facts.deadlines(dated[:OVERVIEW_DEADLINES]),
        more_deadlines=max(0, sum(len(index.deadlines_in.get(k, ())) for k in keys) - OVERVIEW_DEADLINES),
        findings=sum(len(index.findings_in.get(k, ())) for k in keys),
        cites=tuple(map(site.names.notice, others)),
        cited_by=tuple(map(site.names.notice, citing)),
        blocks=blocks,
        source_path=f"data/text/{notice.id}.txt",
    )


def _day(deadline) -> str:
    day = deadline.mention.end_date or deadline.mention.start_date
    return day.isoformat() if day else ""


def _metadata(site: Site, notice: Notice) -> Iterator[Fact]:
    """Lines of metadata that are known, in the order officials expect them."""
    _, document = site.language.gettext, notice.document
    foreign = _foreign(site)
    if document.document_number:
        yield Fact(_("发文字号"), document.document_number, lang=foreign)
    if notice.issuing_authority in site.index.organizations:
        yield Fact(_("发文机关"), ref=site.names.body(notice.issuing_authority))
    elif document.issuing_authority:
        yield Fact(_("发文机关"), document.issuing_authority, lang=foreign)
    if notice.place in site.index.places:
        yield Fact(site.language.one("地区"), ref=site.names.place(notice.place))
    if document.issued_on:
        yield Fact(_("成文日期"), site.language.long_date(document.issued_on))
    if document.published_on:
        yield Fact(_("公布日期"), site.language.long_date(document.published_on))
    if document.plan_year:
        last = document.plan_end_year
        span = f"{document.plan_year}–{last}" if last and last != document.plan_year else str(document.plan_year)
        yield Fact(_("计划年度"), span)
    yield Fact(_("状态"), _("征求意见稿，尚未印发") if document.status == "draft" else _("已印发"))
    if document.addressee:
        yield Fact(_("主送机关"), document.addressee, lang=foreign)
    metadata = document.normalized.source.metadata
    if metadata.source_url:
        yield Fact(_("来源"), metadata.source_url, href=metadata.source_url)
    if metadata.source_note:
        yield Fact(_("来源说明"), metadata.source_note, lang=foreign)


def _part_summary(site: Site, document: Document, part: Part) -> PartSummary:
    index = site.index
    provisions = [p for p in document.provisions if p.part == part.id]
    keys = [(document.id, p.id) for p in provisions]
    assignments = [a for k in keys for a in index.assignments_in.get(k, ())]
    leads = dict.fromkeys(o for a in assignments if a.mention.role is Role.LEAD for o in a.organizations[:1])
    head = provisions[0].id if provisions else part.id
    path = part_path(document.id, part.id) if is_long(document) else f"{notice_path(document.id)}#{head}"
    return PartSummary(
        path=path,
        title=part.title or document.shown_title,
        kind=_part_kind(site, part),
        leads=tuple(site.names.local_body(body, index.notices[document.id].place) for body in leads),
        targets=sum(len(index.targets_in.get(k, ())) for k in keys),
        deadlines=sum(len(index.deadlines_in.get(k, ())) for k in keys),
        bodies=len({o for a in assignments for o in a.organizations}),
        entries=tuple(_entries(site, document, provisions)),
    )


def _entries(site: Site, document: Document, provisions: Sequence[Provision]) -> Iterator[Entry]:
    """Headed provisions of the first levels; each counts what stands in it and below it."""
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for provision in provisions:
        key = document.id, provision.id
        found = len(site.index.targets_in.get(key, ())), len(site.index.deadlines_in.get(key, ()))
        at: Provision | None = provision
        while at is not None and any(found):
            totals[at.id][0] += found[0]
            totals[at.id][1] += found[1]
            at = site.index.provisions.get((document.id, at.parent)) if at.parent else None
    for provision in provisions:
        if provision.heading and 1 <= provision.depth <= CONTENTS_DEPTH and provision.level is not Level.PART:
            title = f"{provision.number}{provision.heading.rstrip('。：:；;')}"
            targets, deadlines = totals[provision.id]
            path = provision_path(document, provision.part, provision.id)
            yield Entry(path, title, provision.depth, targets, deadlines)


def _duties(site: Site, document: Document, provisions: Sequence[Provision]) -> tuple[BodyDuties, ...]:
    """Bodies by how often they lead, then answer, support, implement."""
    roles = list(Role)
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * len(roles))
    for provision in provisions:
        for assignment in site.index.assignments_in.get((document.id, provision.id), ()):
            for body in assignment.organizations[:1]:
                counts[body][roles.index(assignment.mention.role)] += 1
    ordered = sorted(counts.items(), key=lambda item: ([-n for n in item[1]], item[0]))
    place = site.index.notices[document.id].place
    return tuple(BodyDuties(site.names.local_body(body, place), tuple(n)) for body, n in ordered)
