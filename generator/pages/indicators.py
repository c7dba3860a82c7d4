"""The indicators: an index, and a page each with every target set on it side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from pypinyin import Style, lazy_pinyin

from generator.addresses import indicator_path
from generator.model import Indicator, Target
from generator.pages.breakdowns import Breakdown, build_breakdowns
from generator.pages.facts import TargetRow
from generator.pages.page import Page, PageGroup, TocEntry
from generator.pages.refs import Ref
from generator.pages.site import Site

INDEX_ROWS = 1500
"""Indicators one index page lists; with more there is a page per initial."""


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    ref: Ref
    unit: str
    unit_lang: str
    targets: int
    cells: int
    """Targets that are cells of tables."""
    notices: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """The indicators that begin with one letter (of their Pinyin)."""

    letter: str
    path: str
    """Where they are listed, anchor included."""
    rows: tuple[IndicatorRow, ...]
    count: int


@dataclass(frozen=True, slots=True)
class IndicatorsModel:
    shelves: tuple[Shelf, ...]
    """Rows are empty for a letter that is listed on another page."""
    total: int


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    place: Ref | None
    notice: Ref
    cells: tuple[tuple[TargetRow, ...], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Targets of one kind (level or growth): a row per place and notice, a column per year."""

    growth: bool
    years: tuple[str, ...]
    """"" for no known year."""
    rows: tuple[ComparisonRow, ...]


@dataclass(frozen=True, slots=True)
class IndicatorModel:
    indicator: Ref
    chinese: str
    english: str
    english_status: str
    unit: str
    unit_lang: str
    aliases: tuple[str, ...]
    comparisons: tuple[Comparison, ...]
    targets: tuple[TargetRow, ...]
    """Those in sentences, by date."""
    breakdowns: tuple[Breakdown, ...]
    bodies: tuple[tuple[Ref, int], ...]
    """Bodies that lead, by how often."""
    places: tuple[Ref, ...]
    notices: tuple[Ref, ...]


def indicator_groups(site: Site) -> Iterator[PageGroup]:
    """The index (a page per letter when there are many), then each indicator."""
    yield PageGroup("indicators/", partial(_index_pages, site))
    for indicator in site.index.corpus.indicators:
        yield PageGroup(indicator_path(indicator.id), partial(_indicator_page, site, indicator))


def _index_pages(site: Site) -> Iterator[Page]:
    _, index = site.language.gettext, site.index
    by_letter: dict[str, list[tuple[str, IndicatorRow]]] = defaultdict(list)
    for indicator in index.corpus.indicators:
        row = _row(site, indicator)
        key = _sort_key(row.ref.text)
        by_letter[key[:1].upper() if key[:1].isalpha() else "#"].append((key, row))
    letters = sorted(by_letter, key=lambda letter: (letter == "#", letter))
    one_page = len(index.indicators) <= INDEX_ROWS

    def page_of(letter: str) -> str:
        if one_page or letter == letters[0]:
            return "indicators/"
        return f"indicators/letter/{'other' if letter == '#' else letter.lower()}/"

    for at in letters[:1] if one_page else letters:
        shelves = []
        for letter in letters:
            here = page_of(letter) == page_of(at)
            rows = tuple(row for _key, row in sorted(by_letter[letter], key=lambda pair: (pair[0], pair[1].ref.path)))
            anchor = f"letter-{'other' if letter == '#' else letter}"
            shelves.append(Shelf(letter, f"{page_of(letter)}#{anchor}", rows if here else (), len(rows)))
        yield _index_page(site, page_of(at), at if not one_page else "", shelves)
    if not letters:
        yield _index_page(site, "indicators/", "", [])


def _index_page(site: Site, path: str, letter: str, shelves: Sequence[Shelf]) -> Page:
    _ = site.language.gettext
    first = path == "indicators/"
    return Page(
        path=path,
        lang=site.lang,
        template="indicators.html",
        title=_("指标") if first else f"{_('指标')} · {letter}",
        description=_("通知为之设定目标的指标，按音序排列。"),
        model=IndicatorsModel(tuple(shelves), len(site.index.indicators)),
        kind="indicators",
        crumbs=((_("首页"), ""),) if first else ((_("首页"), ""), (_("指标"), "indicators/")),
    )


def _row(site: Site, indicator: Indicator) -> IndicatorRow:
    targets = site.index.targets_on.get(indicator.id, ())
    cells = sum(1 for t in targets if t.mention.table)
    unit = site.language.unit_label(indicator.unit)
    return IndicatorRow(
        ref=site.names.indicator(indicator.id),
        unit=unit,
        unit_lang="zh-Hans" if site.language.is_foreign(unit) else "",
        targets=len(targets) - cells,
        cells=cells,
        notices=len({t.document for t in targets}),
    )


def _sort_key(name: str) -> str:
    """Pinyin of a Chinese name, lower case of an English one."""
    return "".join(lazy_pinyin(name, style=Style.NORMAL)).lower()


def _indicator_page(site: Site, indicator: Indicator) -> Iterator[Page]:
    _, names = site.language.gettext, site.names
    targets = site.index.targets_on.get(indicator.id, ())
    rows = site.facts.targets(sorted((t for t in targets if not t.mention.table), key=_by_date))
    breakdowns = tuple(build_breakdowns(site, targets))
    leads = Counter(body for t in targets for body in t.lead)
    ref = names.indicator(indicator.id)
    unit = site.language.unit_label(indicator.unit)
    model = IndicatorModel(
        indicator=ref,
        chinese=indicator.name,
        english=indicator.name_en,
        english_status=indicator.name_en_status,
        unit=unit,
        unit_lang="zh-Hans" if site.language.is_foreign(unit) else "",
        aliases=tuple(alias for alias in indicator.aliases if alias != indicator.name),
        comparisons=tuple(_comparisons(rows)),
        targets=rows,
        breakdowns=breakdowns,
        bodies=tuple((names.body(id), n) for id, n in sorted(leads.items(), key=lambda item: (-item[1], item[0]))),
        places=tuple(map(names.place, dict.fromkeys(t.place for t in targets if t.place in site.index.places))),
        notices=tuple(map(names.notice, dict.fromkeys(t.document for t in targets))),
    )
    toc = [TocEntry("targets", _("目标"), 1)] if rows else []
    if model.comparisons:
        toc.insert(0, TocEntry("comparison", _("对照"), 1))
    if breakdowns:
        toc.append(TocEntry("breakdowns", _("分解"), 1))
    toc += [TocEntry(b.id, b.caption or _("分解表"), 2) for b in breakdowns]
    yield Page(
        path=indicator_path(indicator.id),
        lang=site.lang,
        template="indicator.html",
        title=ref.text,
        title_lang=ref.lang,
        description=site.language.counted("%(n)s项目标", len(targets)),
        model=model,
        kind="indicator",
        crumbs=((_("首页"), ""), (_("指标"), "indicators/")),
        toc=tuple(toc),
    )


def _by_date(target: Target) -> tuple[str, str, str]:
    return (target.due.isoformat() if target.due else "9999", target.place or "", target.document)


def _comparisons(rows: Sequence[TargetRow]) -> Iterator[Comparison]:
    """Levels and rates of growth apart; only where there is something to compare."""
    for growth in (False, True):
        mine = [row for row in rows if row.growth is growth]
        if len(mine) < 2:
            continue
        years = tuple(sorted({row.year for row in mine}, key=lambda y: y or "9999"))
        lines: dict[tuple[Ref | None, Ref], dict[str, list[TargetRow]]] = defaultdict(lambda: defaultdict(list))
        for row in mine:
            lines[row.place, row.notice][row.year].append(row)
        if len(lines) > 1 or len(years) > 1:
            yield Comparison(
                growth,
                years,
                tuple(
                    ComparisonRow(place, notice, tuple(tuple(cells[year]) for year in years))
                    for (place, notice), cells in lines.items()
                ),
            )
