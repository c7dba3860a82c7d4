"""The types that pass between the stages, one after the other (see DESIGN: data flow).

All are frozen: a stage takes the type before it and gives a new one, and patches nothing in place.
Positions are half-open character ranges. ``Span`` counts characters of the *normalized* text, the only text
the finders see; ``NormalizedText.source_range`` turns one into offsets of the decoded source, which is
what the data set and the pages publish.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple


class Span(NamedTuple):
    """A half-open range of characters of the normalized text."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


# ── readers ──────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Metadata:
    """What ``NAME.yml`` beside a notice says; every field may be None, and then the text decides."""

    title: str | None = None
    title_en: str | None = None
    document_number: str | None = None
    issuing_authority: str | None = None
    place: str | None = None
    """Name of the administrative division whose bodies 州…局 or 区…局 are meant, e.g. 楚雄彝族自治州."""
    issued_on: date | None = None
    published_on: date | None = None
    plan_year: int | None = None
    status: str | None = None
    addressee: str | None = None
    source_url: str | None = None
    source_note: str | None = None
    """Where the text was taken from, in words, when there is no address to give."""
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """An editor's repair of the source text: every occurrence of ``find`` reads as ``replace``."""

    find: str
    replace: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as decoded, nothing repaired."""

    id: str
    """Document id: the file's stem."""
    path: Path
    format: str
    """"txt" | "md" | "html" | "docx" | "pdf"."""
    text: str
    """Line ends are \\n; otherwise the characters of the file."""
    sha256: str
    """Of the file's bytes."""
    metadata: Metadata = field(default_factory=Metadata)


# ── normalize ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Repair:
    """A place where normalizing changed more than white space or a character's width."""

    kind: str
    """"doubled" | "debris" | "bookmark" | "correction" | …: the step that made it."""
    source_start: int
    source_end: int
    raw: str
    """The source characters concerned."""
    at: int
    """Where in the normalized text they stood."""


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """Text in which a paragraph is one line, with a map back to the source.

    ``offsets[i]`` is the source offset of normalized character ``i``; it never decreases.
    ``offsets[len(text)]`` is the length of the source.
    """

    source: SourceText
    text: str
    offsets: tuple[int, ...] | Any
    repairs: tuple[Repair, ...] = ()

    def source_range(self, span: Span) -> tuple[int, int]:
        """Offsets in the decoded source of ``span``; an empty span gives an empty range."""
        if span.end <= span.start:
            at = self.offsets[span.start]
            return at, at
        return self.offsets[span.start], self.offsets[span.end - 1] + 1

    def slice(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def verbatim(self, span: Span) -> str:
        """The words of ``span`` in the source's own characters, line breaks joined and repairs made."""
        source, offsets = self.source.text, self.offsets
        raw = (source[offsets[i]] for i in range(span.start, span.end))
        return "".join(" " if char.isspace() else char for char in raw)


# ── outline ──────────────────────────────────────────────────────────────────────────────────────────


class PartKind(StrEnum):
    NOTICE = "notice"
    """The letter itself: title, addressee, what it passes on."""
    PLAN = "plan"
    """A plan, scheme or measures that the letter passes on, or the only text there is."""
    ATTACHMENT = "attachment"
    """附件."""


class Level(StrEnum):
    """The kind of number a provision carries, not its depth."""

    PART = "part"
    CHINESE = "一、"
    CHINESE_BRACKETED = "（一）"
    ARABIC = "1."
    ARABIC_BRACKETED = "（1）"
    CIRCLED = "①"
    DASH = "——"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Provision:
    """One node of the numbered tree: a title, a numbered clause, or a block that stands outside them."""

    id: str
    """Anchor: numbering path inside the part, e.g. ``p3-2-1-4``."""
    part: str
    level: Level
    number: str
    """As written (「（二）」), "" when there is none."""
    heading: str
    """Title as the evaluation defines it: first sentence up to 。 ： or a wide gap, "" when longer than 40."""
    parent: str | None
    depth: int
    """0 for a part, 1 for what stands directly in it."""
    span: Span
    """The provision's own number, heading and text, without its children; tables included."""
    number_value: int | None = None
    heading_span: Span | None = None
    role: str = ""
    """For ``Level.OTHER``: "front" | "furniture" | "contents" | "back" | "text" | "phase"."""


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    span: Span
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    id: str
    """``t1``, ``t2`` … in reading order in the document."""
    provision: str
    part: str
    caption: str
    unit: str
    """Unit of the whole table where its caption or a line over it gives one (「单位：万元」), else ""."""
    span: Span
    cells: tuple[Cell, ...]
    rows: int
    columns: int
    header_rows: int
    caption_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Part:
    id: str
    title: str
    kind: PartKind
    span: Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something a reader of the log should act on; never raised, always collected."""

    code: str
    severity: str
    """"error" | "warning" | "note"."""
    message: str
    """What was expected, what stood there, what to do. One to three sentences, no line break."""
    file: str
    line: int | None = None
    column: int | None = None
    excerpt: str = ""
    """The line; of a very long one the part from ``column`` on."""


@dataclass(frozen=True, slots=True)
class Document:
    """A notice with its structure. All spans refer to ``normalized.text``."""

    normalized: NormalizedText
    title: str
    document_number: str | None
    issuing_authority: str | None
    """As written: 「楚雄州人民政府」."""
    addressee: str | None
    issued_on: date | None
    published_on: date | None
    plan_year: int | None
    """The year the plan is for (title, else issue date); the year that 「6月底前」 means."""
    plan_end_year: int | None
    """Last year of a plan that runs for several (「2021—2025年」, “十四五” → 2025), else ``plan_year``."""
    status: str
    """"issued" | "draft"."""
    parts: tuple[Part, ...]
    provisions: tuple[Provision, ...]
    """In reading order; together with nothing left over they cover every character."""
    tables: tuple[Table, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def id(self) -> str:
        return self.normalized.source.id

    @property
    def text(self) -> str:
        return self.normalized.text

    def provision_at(self, offset: int) -> Provision:
        """The provision whose own span holds ``offset``."""
        i = bisect_right(self.provisions, offset, key=lambda p: p.span.start) - 1
        return self.provisions[max(i, 0)]

    def ancestors(self, provision: Provision) -> Iterator[Provision]:
        """Parent first, the part last."""
        by_id = {p.id: p for p in self.provisions}
        while provision.parent is not None:
            provision = by_id[provision.parent]
            yield provision


# ── find_* ───────────────────────────────────────────────────────────────────────────────────────────


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


@dataclass(frozen=True, slots=True)
class AssignmentMention:
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


@dataclass(frozen=True, slots=True)
class TableRef:
    table: str
    caption: str
    row: str
    """Row header(s) joined by " / "."""
    column: str


@dataclass(frozen=True, slots=True)
class TargetMention:
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


@dataclass(frozen=True, slots=True)
class DeadlineMention:
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


@dataclass(frozen=True, slots=True)
class CitationMention:
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


# ── resolve ──────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Place:
    id: str
    """Romanised and unique: ``chuxiong``, ``yunnan``; ``china`` for the State."""
    code: str
    """GB/T 2260, six digits."""
    name: str
    name_en: str
    level: str
    """"state" | "province" | "prefecture" | "county" | "township" | "zone"."""
    parent: str | None
    aliases: tuple[str, ...] = ()
    """Short forms and former names (楚雄州, 禄丰县), without ``name``."""


@dataclass(frozen=True, slots=True)
class Organization:
    id: str
    """``<place>/<function>``."""
    name: str
    name_en: str
    name_en_status: str
    """"official" | "curated" | "generated"."""
    aliases: tuple[str, ...]
    place: str | None
    kind: str
    """"body" | "branch" | "group" | "company"."""
    parent: str | None = None
    members: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    """Ids of bodies it replaced (州扶贫办 → 州乡村振兴局)."""


@dataclass(frozen=True, slots=True)
class Indicator:
    id: str
    name: str
    name_en: str
    name_en_status: str
    unit: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    id: str
    document: str
    mention: AssignmentMention
    organizations: tuple[str, ...]
    group: bool


@dataclass(frozen=True, slots=True)
class Target:
    id: str
    document: str
    mention: TargetMention
    indicator: str
    due: date | None
    due_basis: DueBasis
    due_from: str | None
    """Where an inherited date comes from: provision id, or "title" / "plan"; None when not inherited."""
    place: str | None
    lead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    id: str
    document: str
    mention: DeadlineMention
    organizations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    id: str
    document: str
    mention: CitationMention
    target_document: str | None


@dataclass(frozen=True, slots=True)
class Notice:
    """A document with what was resolved about it as a whole."""

    document: Document
    issuing_authority: str | None
    place: str | None
    title_en: str
    title_en_status: str

    @property
    def id(self) -> str:
        return self.document.id


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything known, sorted by id or reading order; what the data set and the pages are made from."""

    notices: tuple[Notice, ...]
    assignments: tuple[Assignment, ...]
    targets: tuple[Target, ...]
    deadlines: tuple[Deadline, ...]
    citations: tuple[Citation, ...]
    organizations: tuple[Organization, ...]
    indicators: tuple[Indicator, ...]
    places: tuple[Place, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an editor should look at, worded neutrally in both languages."""

    id: str
    code: str
    severity: str
    document: str
    provision: str
    span: Span
    message: str
    message_en: str
    related: tuple[str, ...] = ()
    """Ids of the facts concerned."""
