"""Running text with what was found in it: a range of characters and marks become a tree of pieces.

Marks may nest, touch, coincide or cross. A mark that crosses the end of another is split there; only its first piece
keeps its id. A link inside a link is dropped, because HTML has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from generator.model import Span


class MarkKind(StrEnum):
    """What a mark says about its characters; members in the order in which they enclose one another."""

    CITATION = "citation"
    BODY = "body"
    DEADLINE = "deadline"
    TARGET = "target"
    NUMBER = "number"
    """The provision's own number."""
    GAP = "gap"
    """A space that stands in the source between two Chinese characters and means something there; an empty span."""
    REPAIR = "repair"


_ORDER = {kind: i for i, kind in enumerate(MarkKind)}


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to show about a range of the normalized text."""

    span: Span
    kind: MarkKind
    id: str = ""
    """Anchor, unique on the page."""
    path: str = ""
    """Address it links to, relative to the language's root; "" for none."""
    label: str = ""
    """What assistive technology and the tooltip say."""
    raw: str = ""
    """For a repair: the source's own characters. A repair of an empty span is a deletion."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A marked stretch of text."""

    kind: MarkKind
    children: tuple[str | Piece, ...]
    id: str = ""
    path: str = ""
    label: str = ""
    raw: str = ""


Inline = tuple[str | Piece, ...]


def build_inline(text: str, span: Span, marks: Iterable[Mark]) -> Inline:
    """The characters of ``span`` with the parts of ``marks`` that fall into it.

    A deletion belongs to ``span`` when ``span.start <= at < span.end``.
    """
    inside = []
    for mark in marks:
        start, end = mark.span
        if start >= span.end or end < span.start or (end == span.start and end > start):
            continue
        if start == end:
            inside.append(mark)
        elif start < span.start:
            inside.append(_rest(mark, span.start, min(end, span.end)))
        else:
            inside.append(mark if end <= span.end else replace(mark, span=Span(start, span.end)))
    if not inside:
        return (text[span.start : span.end],) if span.end > span.start else ()
    inside.sort(key=_position)
    return _build(text, span, inside, linked=False)


def _position(mark: Mark) -> tuple[int, int, int]:
    return mark.span.start, -mark.span.end, _ORDER[mark.kind]


def _rest(mark: Mark, start: int, end: int) -> Mark:
    """What continues a mark after a cut."""
    return replace(mark, span=Span(start, end), id="", raw="")


def _build(text: str, span: Span, marks: Sequence[Mark], *, linked: bool) -> Inline:
    pieces: list[str | Piece] = []
    at = span.start
    waiting = marks
    while waiting:
        mark, *waiting = waiting
        if linked and mark.path and mark.kind is not MarkKind.REPAIR:
            continue
        start, end = mark.span
        if start > at:
            pieces.append(text[at:start])
        if not waiting or waiting[0].span.start >= end > start:  # nothing in it: nearly always
            inside = (text[start:end],) if end > start else ()
            pieces.append(Piece(mark.kind, inside, mark.id, mark.path, mark.label, mark.raw))
            at = end
            continue
        inner, behind = [], []
        for other in waiting:
            if other.span.start >= end or start == end:
                behind.append(other)
            elif other.span.end <= end:
                inner.append(other)
            else:
                inner.append(replace(other, span=Span(other.span.start, end)))
                behind.append(_rest(other, end, other.span.end))
        children = _build(text, Span(start, end), inner, linked=linked or bool(mark.path))
        pieces.append(Piece(mark.kind, children, mark.id, mark.path, mark.label, mark.raw))
        behind.sort(key=_position)
        waiting, at = behind, end
    if at < span.end:
        pieces.append(text[at : span.end])
    return tuple(pieces)


def plain_text(inline: Inline) -> str:
    """The characters without what is said about them."""
    return "".join(piece if isinstance(piece, str) else plain_text(piece.children) for piece in inline)
