"""What is known of all notices together: identities, and facts that refer to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.model.mentions import AssignmentMention, CitationMention, DeadlineMention, DueBasis, TargetMention
from generator.model.structure import Document
from generator.model.text import Diagnostic, Span


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
