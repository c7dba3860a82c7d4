"""The theme's page around a body, rendered once for all pages that share it and filled in for each.

Around their bodies the pages of one section, language and depth differ in a handful of texts: title, description,
addresses, table of contents. The theme takes longer to write the rest than a body takes, and writes the same every time;
so it writes once, around stand-ins, and each page puts its own texts in their places.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from markupsafe import escape

from generator.frame import Frame, OtherLanguage

OPEN, CLOSE = "\ue000", "\ue001"
"""Around the name of a stand-in: characters for private use, which pass through every filter of a template."""

_STAND_IN = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")


def stand_in(name: str) -> str:
    """What to hand the theme in the place of the text called ``name``."""
    return f"{OPEN}{name}{CLOSE}"


class Shell:
    """A page as the theme wrote it around stand-ins."""

    def __init__(self, html: str) -> None:
        """``html`` holds ``stand_in(name)`` wherever the text called ``name`` belongs."""
        self._pieces = _STAND_IN.split(html)

    def fill(self, texts: Mapping[str, str]) -> str:
        """The page with its ``texts`` by name, taken as HTML.

        >>> Shell(f"<h1>{stand_in('title')}</h1>").fill({"title": "通知"})
        '<h1>通知</h1>'
        """
        pieces = self._pieces.copy()
        pieces[1::2] = (texts[name] for name in pieces[1::2])
        return "".join(pieces)


def shared_frame(frame: Frame) -> Frame:
    """``frame`` with stand-ins for what is one page's own; pages that give the same have one shell.

    ``texts_of`` gives what belongs in their places.
    """
    return replace(
        frame,
        title=frame.title and stand_in("ledger.title"),
        description=stand_in("ledger.description"),
        alternates=tuple(_shared(other, f"alternate {other.hreflang}") for other in frame.alternates),
        other=_shared(frame.other, "other"),
    )


def texts_of(frame: Frame) -> dict[str, str]:
    """The texts of ``frame`` for the stand-ins of its shared form, as HTML."""
    texts = {"ledger.title": escape(frame.title), "ledger.description": escape(frame.description)}
    named = [("other", frame.other), *((f"alternate {other.hreflang}", other) for other in frame.alternates)]
    for name, other in named:
        texts[name] = other.url
        texts[f"{name} in full"] = other.absolute or ""
    return texts


def _shared(other: OtherLanguage, name: str) -> OtherLanguage:
    return replace(other, url=stand_in(name), absolute=other.absolute and stand_in(f"{name} in full"))
