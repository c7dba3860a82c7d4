"""Deadlines: when something must be done, reported or completed, or a phase runs."""

from __future__ import annotations

import re
from bisect import bisect_right

from generator.dates import Period, Shape, find_periods
from generator.find_deadlines.binding import Candidate, Setting, binds, is_time_header
from generator.find_deadlines.clauses import clause_around, quote_around, share_clause
from generator.model import Cell, DeadlineKind, DeadlineMention, Document, Level, Provision, Span

__all__ = ["find_deadlines"]

_NAMED = re.compile(r"《[^《》\n]{1,120}(?:〈[^〈〉\n]{1,80}〉[^《》\n]{0,80})?》|〔\d{4}〕|\[\d{4}\]")
_SKIPPED_ROLES = frozenset(("contents", "back", "furniture"))
_KINDS = {
    Shape.BY: DeadlineKind.BY,
    Shape.DURING: DeadlineKind.DURING,
    Shape.BARE_YEAR: DeadlineKind.DURING,
    Shape.FROM: DeadlineKind.FROM,
    Shape.WITHIN: DeadlineKind.WITHIN,
    Shape.RECURRING: DeadlineKind.RECURRING,
}
_HEADING_YEAR = re.compile(r"(?<![\d到至—])(20\d\d)年(?:度)?(?=[重工目任计阶年安实主的）：]|\d{1,2}月|$)")

_YEAR = re.compile("(?:19|20)[0-9]{2}")
_LINE = 300
"""Characters of the line that are read on either side of an expression."""
_YEARS_ONLY = re.compile(r"20\d\d(?:\.\d{1,2})?(?:[-—–－~～至]20\d\d(?:\.\d{1,2})?)?")


def find_deadlines(document: Document) -> tuple[DeadlineMention, ...]:
    """Every deadline of the document, in reading order.

    A span covers the clause (「2020年1月底以前，全面总结考核」 up to the next stop at most), ``when`` the expression itself. A
    date without a year belongs to the year its heading or sentence names, else to the plan's. Dates that an expression
    does not determine are None. What is excluded (names, history, the bare plan year, rates, eligibility) is decided in
    ``binding``.
    """
    setting = Setting(document.plan_year, document.issued_on, _is_dated(document))
    text = document.text
    named = [m.span() for m in _NAMED.finditer(text)]
    starts = [a for a, _ in named]
    cells = _Cells(document)
    years = _years_of_headings(document)
    parents = {p.parent for p in document.provisions}
    out: list[DeadlineMention] = []
    in_table: list[DeadlineMention] = []
    for provision in document.provisions:
        if provision.role in _SKIPPED_ROLES:
            continue
        start, end = provision.span
        if text.startswith(provision.number, start):
            # 「5、7月15日前」 is no list of months.
            start += len(provision.number)
        for period in find_periods(
            text[start:end], year=years[provision.id], plan_end_year=document.plan_end_year, offset=start
        ):
            i = bisect_right(starts, period.span.start) - 1
            if i >= 0 and period.span.start < named[i][1]:
                continue
            mention = _mention(document, provision, period, cells, setting, has_more=provision.id in parents)
            if mention:
                cell = cells.at(period.span.start)
                (in_table if cell and not cells.tells_time(cell) else out).append(mention)
    out += cells.years_only(document, taken=[m.when_span for m in out])
    # A table that only breaks the text down says its deadlines again.
    said = {text[m.span.start : m.span.end] for m in out}
    out += [m for m in in_table if text[m.span.start : m.span.end] not in said]
    out.sort(key=lambda m: m.when_span)
    for i in range(1, len(out)):
        a, b = share_clause(text, out[i - 1].span, out[i - 1].when_span, out[i].span, out[i].when_span)
        if b != out[i].span:
            out[i - 1], out[i] = out[i - 1]._replace(span=a), out[i]._replace(span=b)
    return tuple(out)


def _is_dated(document: Document) -> bool:
    """Whether the plan's year is told by a date, the number or a title and not guessed from the years in the text."""
    named = f"{document.document_number or ''}{document.title}{''.join(part.title for part in document.parts)}"
    meta = document.normalized.source.metadata.plan_year
    return bool(document.issued_on or document.published_on or meta or _YEAR.search(named) or "五”" in named)


def _mention(
    document: Document, provision: Provision, period: Period, cells: _Cells, setting: Setting, *, has_more: bool
) -> DeadlineMention | None:
    text, span = document.text, period.span
    heading = provision.heading_span
    in_heading = heading is not None and heading.contains(span)
    if provision.level is Level.PART and in_heading:
        return None
    cell = cells.at(span.start)
    if cell and cell.header:
        return None
    clause = clause_around(text, span)
    least, most = max(0, span.start - _LINE), min(len(text), span.end + _LINE)
    line_start = max(text.rfind("\n", least, span.start) + 1, least)
    line_end = text.find("\n", span.end, most)
    line_end = most if line_end < 0 else line_end
    begin = max(text.rfind("。", line_start, span.start), text.rfind("\t", line_start, span.start), line_start - 1) + 1
    time_cell = bool(cell) and cells.tells_time(cell)
    candidate = Candidate(
        period,
        clause,
        text[line_start:line_end],
        text[max(begin, span.start - 80) : span.start],
        text[span.end : min(line_end, span.end + 80)],
        in_heading and (has_more or heading.end < provision.span.end - 1),
        time_cell,
    )
    if provision.role == "front" and line_end - line_start < 60 and period.shape is Shape.DURING:
        return None
    if not binds(candidate, setting):
        return None
    period = _after_new_year(period, document)
    kind = _KINDS[period.shape]
    if candidate.due_labelled and kind is DeadlineKind.DURING and period.precision != "event" and _single(period):
        # 「完成时限：2024年6月」 says by when, not in which month.
        period = period._replace(start=None)
        kind = DeadlineKind.BY
    quote = cell.span if cell and time_cell else quote_around(text, span, clause)
    return DeadlineMention(
        provision.id, quote, span, period.text, kind, period.start, period.end, period.every, period.rrule
    )


def _single(period: Period) -> bool:
    """One date or month, not a range."""
    return not re.search(r"[—\-－–~～至到]", period.text[1:])


def _after_new_year(period: Period, document: Document) -> Period:
    """「1月底前」 in a notice of November is next year's, unless the plan's title has set the year."""
    issued = document.issued_on
    if period.year_stated or issued is None or issued.month < 11 or document.plan_year != issued.year:
        return period
    if (
        re.search(rf"{issued.year}年", document.title)
        or period.end is None
        or period.end >= issued
        or period.end.month > 3
    ):
        return period
    shift = {
        name: d and d.replace(year=d.year + 1)
        for name, d in (("start", period.start), ("end", period.end))
        if not d or d.day < 29
    }
    return period._replace(**shift) if period.start is None or "start" in shift else period


def _years_of_headings(document: Document) -> dict[str, int | None]:
    """The year that a date without one belongs to, by provision: the nearest heading that names a single year not before the
    plan's, else the plan's year (「（二）2024年工作安排」 → 2024)."""
    out: dict[str, int | None] = {}
    for p in document.provisions:
        year = out.get(p.parent, document.plan_year) if p.parent else document.plan_year
        if p.level is not Level.PART and p.heading and document.plan_year:
            named = {int(y) for y in _HEADING_YEAR.findall(p.heading)}
            if len(named) == 1 and (only := named.pop()) >= document.plan_year:
                year = only
        out[p.id] = year
    return out


class _Cells:
    """Which table cell an offset is in, and what its column is about."""

    def __init__(self, document: Document):
        self._cells = sorted((cell for table in document.tables for cell in table.cells), key=lambda c: c.span.start)
        self._starts = [cell.span.start for cell in self._cells]
        self._time_columns: set[tuple[int, int]] = set()
        self._table_of: dict[int, int] = {}
        for n, table in enumerate(document.tables):
            heads = {
                cell.column
                for cell in table.cells
                if cell.row < max(table.header_rows, 1) and is_time_header(cell.text)
            }
            for cell in table.cells:
                self._table_of[cell.span.start] = n
            self._time_columns |= {(n, column) for column in heads}

    def at(self, offset: int) -> Cell | None:
        i = bisect_right(self._starts, offset) - 1
        if i >= 0 and self._cells[i].span.start <= offset < self._cells[i].span.end:
            return self._cells[i]
        return None

    def years_only(self, document: Document, taken: list[Span]) -> list[DeadlineMention]:
        """Deadlines of cells that say their time without 年 or 前: 「2021-2023」, 「2022.06」."""
        out = []
        starts = sorted(span.start for span in taken)
        for cell in self._cells:
            words = cell.text.strip()
            if not self.tells_time(cell) or not _YEARS_ONLY.fullmatch(words):
                continue
            i = bisect_right(starts, cell.span.start - 1)
            if i < len(starts) and starts[i] < cell.span.end:
                continue
            found = find_periods(words + ("前" if "." in words else "年"), year=None)
            if len(found) == 1 and found[0].end:
                start = found[0].start if _single(found[0]) is False else None
                kind = DeadlineKind.DURING if start else DeadlineKind.BY
                provision = document.provision_at(cell.span.start).id
                out.append(DeadlineMention(provision, cell.span, cell.span, words, kind, start, found[0].end))
        return out

    def tells_time(self, cell: Cell) -> bool:
        return not cell.header and (self._table_of[cell.span.start], cell.column) in self._time_columns
