"""The index of all targets and the index of all deadlines: complete tables, with what a script needs to filter them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.pages.facts import DeadlineRow, TargetRow
from generator.pages.page import Page
from generator.pages.site import Site
from generator.pages.year_parts import year_parts


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a ledger."""

    name: str
    """As in ``data-NAME`` of the rows."""
    label: str
    values: tuple[tuple[str, str, int], ...]
    """(value, display name, rows), most frequent first; years in order."""


@dataclass(frozen=True, slots=True)
class LedgerPart:
    """One page of a ledger that is too long for one."""

    label: str
    path: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class LedgerModel:
    kind: str
    """"targets" or "deadlines"."""
    rows: tuple[TargetRow, ...] | tuple[DeadlineRow, ...]
    facets: tuple[Facet, ...]
    total: int
    parts: tuple[LedgerPart, ...]
    """Empty when the whole ledger is on this page."""
    downloads: tuple[tuple[str, str], ...]
    """(label, path from the site's root)."""


def build_targets(site: Site) -> Iterator[Page]:
    """``targets/``, and a page per year when there are many."""
    _ = site.language.gettext
    rows = site.facts.targets(site.index.corpus.targets)
    downloads = (("CSV", "data/targets.csv"), ("JSON", "data/targets.json"))
    yield from _ledger(
        site,
        kind="targets",
        title=_("目标"),
        description=_("全部通知中的量化目标，每一个都链接到原文。"),
        rows=rows,
        facets=lambda rows: _facets(
            site,
            rows,
            kinds={"text": _("条文"), "table": _("表格")},
            indicator=(site.language.one("指标"), lambda r: ((r.indicator_id, r.indicator.text),)),
            place=(site.language.one("地区"), lambda r: ((r.place_id, r.place.text),) if r.place else ()),
        ),
        downloads=downloads,
    )


def build_deadlines(site: Site) -> Iterator[Page]:
    """``deadlines/``, by date, and a page per year when there are many."""
    _ = site.language.gettext
    rows = site.facts.deadlines(site.index.corpus.deadlines)
    rows = tuple(sorted(rows, key=lambda r: (r.due or "9999", r.provision.path)))
    kinds = {row.kind: row.kind_label for row in rows}
    places = site.index.places

    def place(row: DeadlineRow) -> tuple[tuple[str, str], ...]:
        return ((row.place_id, site.names.place(row.place_id).text),) if row.place_id in places else ()

    downloads = (
        ("CSV", "data/deadlines.csv"),
        ("JSON", "data/deadlines.json"),
        (_("日历（.ics）"), "data/calendars/all-deadlines.ics"),
    )
    yield from _ledger(
        site,
        kind="deadlines",
        title=_("时限"),
        description=_("全部通知中的完成时限、起止时间和定期事项，按日期排列。"),
        rows=rows,
        facets=lambda rows: _facets(site, rows, kinds=kinds, place=(site.language.one("地区"), place)),
        downloads=downloads,
    )


def _ledger(
    site: Site,
    *,
    kind: str,
    title: str,
    description: str,
    rows: Sequence,
    facets: Callable[[Sequence], tuple[Facet, ...]],
    downloads: tuple[tuple[str, str], ...],
) -> Iterator[Page]:
    _ = site.language.gettext
    chunks = list(_chunks(kind, rows, site.options.ledger_rows, undated=_("日期不详")))
    for path, label, chunk in chunks:
        parts = tuple(LedgerPart(lab, p, len(c), p == path) for p, lab, c in chunks) if len(chunks) > 1 else ()
        first = path == f"{kind}/"
        yield Page(
            path=path,
            lang=site.lang,
            template=f"{kind}.html",
            title=title if not parts else f"{title} · {label}",
            description=description,
            model=LedgerModel(kind, tuple(chunk), facets(chunk), len(rows), parts, downloads),
            kind=kind,
            crumbs=((_("首页"), ""),) if first else ((_("首页"), ""), (title, f"{kind}/")),
        )


def _chunks(kind: str, rows: Sequence, limit: int, *, undated: str) -> Iterator[tuple[str, str, Sequence]]:
    """(path, label, rows): everything on one page, or one page per year, a very long year on several."""
    if len(rows) <= limit:
        yield f"{kind}/", "", rows
        return
    by_year: dict[str, list] = {}
    for row in rows:
        by_year.setdefault(row.year, []).append(row)
    pages = {year: [own[i : i + limit] for i in range(0, len(own), limit)] for year, own in by_year.items()}
    yield from year_parts(f"{kind}/", pages, undated=undated)


def _facets(site: Site, rows: Sequence, *, kinds: dict[str, str], **own: tuple[str, Callable]) -> tuple[Facet, ...]:
    _ = site.language.gettext
    # By their full names: a short one means another body in another notice.
    bodies = ((id, site.names.body(id).text) for row in rows for id in row.body_ids)
    facets = [_facet("department", _("责任机构"), bodies)]
    for name, (label, values_of) in own.items():
        facets.append(_facet(name, label, (value for r in rows for value in values_of(r))))
    years = sorted(Counter(r.year for r in rows if r.year).items())
    facets.append(Facet("year", _("年份"), tuple((y, y, n) for y, n in years)))
    facets.append(_facet("notice", site.language.one("通知"), ((r.notice_id, r.notice.text) for r in rows)))
    facets.append(_facet("kind", _("种类"), ((r.kind, kinds[r.kind]) for r in rows)))
    return tuple(facet for facet in facets if facet.values)


def _facet(name: str, label: str, values: Iterable[tuple[str, str]]) -> Facet:
    counts: Counter[tuple[str, str]] = Counter(values)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return Facet(name, label, tuple((value, shown, n) for (value, shown), n in ordered))
