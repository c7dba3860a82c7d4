"""A notice as structure: parts, the numbered tree of provisions, tables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from generator.model.text import Diagnostic, NormalizedText, Span

_START = attrgetter("span.start")


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


class Provision(NamedTuple):
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


class Cell(NamedTuple):
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


class Part(NamedTuple):
    id: str
    title: str
    kind: PartKind
    span: Span


OPENING = 24
"""Characters of the text that stand for a title it does not have."""


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

    @property
    def opening(self) -> str:
        """The first words of a text in which no title was found (then ``title`` is the name of its file); "" of others."""
        if self.title != self.id or self.normalized.source.metadata.title or any(p.title for p in self.parts[:1]):
            return ""
        own = (self.text[p.span.start : p.span.end] for p in self.provisions if p.role not in ("furniture", "front"))
        line = next((words for text in own if (words := text.strip())), self.text.strip()).split("\n", 1)[0]
        return line if len(line) <= OPENING else f"{line[:OPENING].rstrip('，、；：。（')}…"

    @property
    def shown_title(self) -> str:
        """The title, or 「无标题“各村要对照清单…”」."""
        return f"无标题“{self.opening}”" if self.opening else self.title

    def provision_at(self, offset: int) -> Provision:
        """The provision whose own span holds ``offset``."""
        i = bisect_right(self.provisions, offset, key=_START) - 1
        return self.provisions[max(i, 0)]

    def ancestors(self, provision: Provision) -> Iterator[Provision]:
        """Parent first, the part last."""
        by_id = {p.id: p for p in self.provisions}
        while provision.parent is not None:
            provision = by_id[provision.parent]
            yield provision
