"""Running text with its marks as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape

from markupsafe import Markup

from generator.pages.language import Language
from generator.pages.sentences import Inline, MarkKind, Piece
from generator.render.names import BASE

MARK_CLASSES: Mapping[MarkKind, str] = {MarkKind.TARGET: "pl-target", MarkKind.DEADLINE: "pl-deadline"}
LINK_CLASSES: Mapping[MarkKind, str] = {MarkKind.BODY: "pl-body", MarkKind.CITATION: "pl-citation"}

_SPACES = re.compile(r"[\t\n]+")
_GAP = "\u2002"  # an en space: half a Chinese character

Write = Callable[[str], None]


class Sentences:
    """Sentences in one language, to be used in templates."""

    def __init__(self, words: Language) -> None:
        self._kinds = {
            MarkKind.TARGET: escape(words.gettext("目标")),
            MarkKind.DEADLINE: escape(words.gettext("时限")),
        }
        self._colon = escape(words.gettext("："))
        self._mended = escape(words.gettext("原文如此，整理时改动"))

    def render(self, inline: Inline) -> Markup:
        """The text, without white space at its ends."""
        out: list[str] = []
        self._inline(out.append, inline)
        return Markup("".join(out).strip())

    def _inline(self, write: Write, inline: Inline) -> None:
        for piece in inline:
            if isinstance(piece, str):
                write(_text(piece))
            elif piece.kind is MarkKind.REPAIR:
                self._repair(write, piece)
            elif piece.kind is MarkKind.GAP:
                write(_GAP)
            else:
                opening, closing = self._tags(piece)
                write(opening)
                self._inline(write, piece.children)
                write(closing)

    def _tags(self, piece: Piece) -> tuple[str, str]:
        if piece.kind is MarkKind.NUMBER:
            return '<span class="pl-number">', "</span>"
        if css := MARK_CLASSES.get(piece.kind):
            kind = self._kinds[piece.kind]
            said = f"{kind}{self._colon}{escape(piece.label)}" if piece.label else kind
            anchor = f' id="{escape(piece.id)}"' if piece.id else ""
            return f'<mark class="{css}"{anchor} title="{said}" data-kind="{kind}">', "</mark>"
        title = f' title="{escape(piece.label)}"' if piece.label else ""
        return f'<a class="{LINK_CLASSES[piece.kind]}" href="{BASE}{escape(piece.path)}"{title}>', "</a>"

    def _repair(self, write: Write, piece: Piece) -> None:
        """The source's characters beside what they were read as."""
        if piece.raw:
            write(f'<del class="pl-raw" title="{self._mended}">{_text(piece.raw)}</del>')
        if piece.children:
            write('<ins class="pl-read">')
            self._inline(write, piece.children)
            write("</ins>")


def _text(text: str) -> str:
    return escape(_SPACES.sub(" ", text) if "\n" in text or "\t" in text else text, quote=False)
