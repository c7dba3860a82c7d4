"""How much of what looks like a fact was understood: figures for the method page, not findings.

Each kind counts places that have the outward form of a fact and those of them a fact was made of. Not all of the rest
is a fault: a date may be history, a number may be a subsidy. The counts say how much of a text the program passed
over, and the examples let a reader judge why.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.dates import Shape, find_periods
from generator.findings.view import View, views
from generator.model import Corpus, Span
from generator.numerals import find_quantities

EXAMPLES = 12

_STATEMENT = re.compile(
    r"（[^（）\n]{0,400}(?:(?:牵头|责任|配合|协同|协办|主办|落实|承办)(?:单位|部门|处室|科室|主体)[：:]|(?:牵头|负责|配合|落实)）)[^（）\n]{0,200}"
)
_GOAL = re.compile(
    r"力争|确保|达到?|完成|实现|增长|新增|不低于|不少于|不高于|不超过|以上|以内|控制在|提高|提升|降低|建成|新建|培育|左右|翻番"
)
_FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?[%％‰]?")
_TITLE = re.compile(r"《[^《》\n]{2,80}》")
_CLAUSE_START = re.compile(r"[，。；：\n]")
_ABOUT_THE_NOTICE = frozenset({"front", "furniture", "contents", "back"})
_BINDING = frozenset({Shape.BY, Shape.DURING, Shape.FROM, Shape.WITHIN, Shape.RECURRING})


@dataclass(frozen=True, slots=True)
class Example:
    """A place that looks like a fact and of which none was made."""

    document: str
    provision: str
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of one kind of place in all notices."""

    kind: str
    """"statements" | "names" | "numbers" | "cells" | "due dates" | "dates" | "citations"."""
    seen: int
    understood: int
    examples: tuple[Example, ...]
    """Some of those not understood, in reading order, one of a provision at most."""


def coverage(corpus: Corpus) -> tuple[Coverage, ...]:
    """Counts for the whole corpus by kind, in a fixed order."""
    seen = views(corpus)
    return tuple(_count(kind, seen, places) for kind, places in _KINDS.items())


def _count(kind: str, seen: Iterable[View], places: Callable[[View], Iterator[tuple[Span, bool]]]) -> Coverage:
    total = understood = 0
    examples: dict[tuple[str, str], Example] = {}
    for view in seen:
        for span, known in places(view):
            total += 1
            understood += known
            if not known and len(examples) < EXAMPLES:
                provision = view.document.provision_at(span.start).id
                example = Example(view.id, provision, span, view.text[span.start : span.end])
                examples.setdefault((view.id, provision), example)
    return Coverage(kind, total, understood, tuple(examples.values()))


class _Taken:
    """Whether a place overlaps one of the spans facts were made of."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans: list[Span] = []
        for span in sorted(spans):
            # Overlapping spans are one stretch of text.
            if self._spans and span.start <= self._spans[-1].end:
                self._spans[-1] = Span(self._spans[-1].start, max(span.end, self._spans[-1].end))
            else:
                self._spans.append(span)

    def __call__(self, span: Span) -> bool:
        i = bisect_right(self._spans, span.start, key=lambda s: s.start)
        return any(s.overlaps(span) for s in self._spans[max(i - 1, 0) : i + 1])


def _statements(view: View) -> Iterator[tuple[Span, bool]]:
    taken = _Taken(a.mention.statement for a in view.assignments)
    for m in _STATEMENT.finditer(view.text):
        span = Span(*m.span())
        yield span, taken(span)


def _names(view: View) -> Iterator[tuple[Span, bool]]:
    for assignment in view.assignments:
        yield assignment.mention.span, bool(assignment.organizations)


def _numbers(view: View) -> Iterator[tuple[Span, bool]]:
    """Numbers with a unit in a clause that has a word of goals; cells of tables are counted apart."""
    taken = _Taken(t.mention.number for t in view.targets)
    tables = _Taken(table.span for table in view.document.tables)
    text = view.text
    for quantity in find_quantities(text):
        span = Span(quantity.start, quantity.end)
        # 一批, 一户 are words more often than counts.
        if not quantity.unit or (quantity.chinese and quantity.value == 1) or tables(span):
            continue
        known = taken(span)
        if known or _GOAL.search(text, _clause_start(text, span.start), min(span.end + 3, len(text))):
            yield span, known


def _clause_start(text: str, offset: int) -> int:
    left = max(offset - 40, 0)
    return max((m.end() for m in _CLAUSE_START.finditer(text, left, offset)), default=left)


def _cells(view: View) -> Iterator[tuple[Span, bool]]:
    taken = _Taken(t.mention.number for t in view.targets if t.mention.table)
    for table in view.document.tables:
        for cell in table.cells:
            if not cell.header and cell.column and _FIGURE.fullmatch(cell.text):
                yield cell.span, taken(cell.span)


def _due_dates(view: View) -> Iterator[tuple[Span, bool]]:
    for target in view.targets:
        yield target.mention.number, target.due is not None


def _dates(view: View) -> Iterator[tuple[Span, bool]]:
    taken = _Taken(
        [
            *(d.mention.when_span for d in view.deadlines),
            *(t.mention.due_span for t in view.targets if t.mention.due_span),
        ]
    )
    document = view.document
    for provision in document.provisions:
        if provision.role in _ABOUT_THE_NOTICE:
            continue
        start, end = provision.span
        for period in find_periods(view.text[start:end], year=document.plan_year, offset=start):
            if period.shape in _BINDING:
                yield period.span, taken(period.span)


def _citations(view: View) -> Iterator[tuple[Span, bool]]:
    taken = _Taken(c.mention.span for c in view.citations)
    for m in _TITLE.finditer(view.text):
        span = Span(*m.span())
        yield span, taken(span)


_KINDS: dict[str, Callable[[View], Iterator[tuple[Span, bool]]]] = {
    "statements": _statements,
    "names": _names,
    "numbers": _numbers,
    "cells": _cells,
    "due dates": _due_dates,
    "dates": _dates,
    "citations": _citations,
}
