"""The types that pass between the stages, one after the other (see DESIGN: data flow).

All are frozen: a stage takes the type before it and gives a new one, and patches nothing in place.
Positions are half-open character ranges. ``Span`` counts characters of the *normalized* text, the only text
the finders see; ``NormalizedText.source_range`` turns one into offsets of the decoded source, which is
what the data set and the pages publish.
"""

from generator.model.corpus import (
    Assignment,
    Citation,
    Corpus,
    Deadline,
    Finding,
    Indicator,
    Notice,
    Organization,
    Place,
    Target,
)
from generator.model.mentions import (
    AssignmentMention,
    CitationMention,
    DeadlineKind,
    DeadlineMention,
    DueBasis,
    Mentions,
    Op,
    Role,
    TableRef,
    TargetMention,
)
from generator.model.structure import (
    Cell,
    Document,
    Level,
    Part,
    PartKind,
    Provision,
    Table,
)
from generator.model.text import (
    Correction,
    Diagnostic,
    Metadata,
    NormalizedText,
    Repair,
    SourceText,
    Span,
)

__all__ = [
    "Assignment",
    "AssignmentMention",
    "Cell",
    "Citation",
    "CitationMention",
    "Corpus",
    "Correction",
    "Deadline",
    "DeadlineKind",
    "DeadlineMention",
    "Diagnostic",
    "Document",
    "DueBasis",
    "Finding",
    "Indicator",
    "Level",
    "Mentions",
    "Metadata",
    "NormalizedText",
    "Notice",
    "Op",
    "Organization",
    "Part",
    "PartKind",
    "Place",
    "Provision",
    "Repair",
    "Role",
    "SourceText",
    "Span",
    "Table",
    "TableRef",
    "Target",
    "TargetMention",
]
