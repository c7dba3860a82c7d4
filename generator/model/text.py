"""A notice as text: what readers give and what normalizing makes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

_SPACE = re.compile(r"\s")


class Span(NamedTuple):
    """A half-open range of characters of the normalized text."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


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
        return _SPACE.sub(" ", "".join([source[i] for i in offsets[span.start : span.end]]))


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
