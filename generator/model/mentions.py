"""What the finders see in one notice, before anyone knows who its bodies are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from generator.model.structure import Document
from generator.model.text import Span


class Role(StrEnum):
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORT = "support"
    IMPLEMENT = "implement"


class Op(StrEnum):
    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="
    ABOUT = "~"
    RANGE = "range"


class DueBasis(StrEnum):
    STATED = "stated"
    INHERITED = "inherited"
    NONE = "none"


class DeadlineKind(StrEnum):
    BY = "by"
    DURING = "during"
    FROM = "from"
    WITHIN = "within"
    RECURRING = "recurring"


class AssignmentMention(NamedTuple):
    """One body in one responsibility statement."""

    provision: str
    span: Span
    """The name."""
    statement: Span
    """The whole statement, brackets included."""
    role: Role
    as_written: str
    """Line breaks joined, widths folded; a sub-office in 〈〉 or （） stays."""
    repaired: str | None = None
    """The name without OCR debris (州市市场监管局 → 州市场监管局) when that differs."""


class TableRef(NamedTuple):
    table: str
    caption: str
    row: str
    """Row header(s) joined by " / "."""
    column: str


class TargetMention(NamedTuple):
    """One number that an authority promises."""

    provision: str
    span: Span
    """The quoted words: indicator, operator, number and unit."""
    number: Span
    """The number with its unit."""
    indicator: str
    op: Op
    value: float
    value_max: float | None
    unit: str
    growth: bool
    due: date | None
    due_basis: DueBasis
    due_span: Span | None = None
    """The words the due date comes from, when stated."""
    hedge: str | None = None
    table: TableRef | None = None
    place: str | None = None
    """Administrative division named for this number (a table row 楚雄市, 全省), as written."""
    falls: bool = False
    """Of a rate of change: less is wanted, 「能耗下降3%」."""
    yearly: bool = False
    """Of a rate of change: an average of years, 「年均增长15%」."""


class DeadlineMention(NamedTuple):
    provision: str
    span: Span
    """The clause quoted."""
    when_span: Span
    when: str
    kind: DeadlineKind
    start_date: date | None = None
    end_date: date | None = None
    every: str | None = None
    """"month" | "quarter" | "year" | "month day 25" | … as the reference annotations word it."""
    rrule: str | None = None


class CitationMention(NamedTuple):
    provision: str
    span: Span
    """Title marks and, when it stands there, the number in its brackets."""
    title: str
    number: str | None


@dataclass(frozen=True, slots=True)
class Mentions:
    """All that the finders saw in one document, each tuple in reading order."""

    document: Document
    assignments: tuple[AssignmentMention, ...]
    targets: tuple[TargetMention, ...]
    deadlines: tuple[DeadlineMention, ...]
    citations: tuple[CitationMention, ...]
