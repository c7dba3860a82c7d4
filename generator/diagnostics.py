"""Diagnostics as text for a person: file, line, what was expected, the line itself with a caret."""

from __future__ import annotations

import unicodedata

from generator.model import Diagnostic

_BEFORE, _AFTER = 30, 50
"""Characters of a long line that are shown before and behind the place meant."""


def format_diagnostic(diagnostic: Diagnostic) -> str:
    """``FILE:LINE:COLUMN: severity: message [code]``, and below it the line with a caret under the place.

    A Chinese character fills two columns of a terminal; the caret allows for that.
    """
    place = ":".join(str(part) for part in (diagnostic.file, diagnostic.line, diagnostic.column) if part is not None)
    head = f"{place}: {diagnostic.severity}: {diagnostic.message} [{diagnostic.code}]"
    if not diagnostic.excerpt:
        return head
    # The excerpt of a very long line begins at the place itself.
    at = (diagnostic.column or 1) - 1
    if at > len(diagnostic.excerpt):
        at = 0
    first = max(0, at - _BEFORE)
    last = at + _AFTER
    shown = _one_line(
        ("…" if first else "") + diagnostic.excerpt[first:last] + ("…" if last < len(diagnostic.excerpt) else "")
    )
    lines = [head, f"    {shown}"]
    if diagnostic.column is not None:
        lines.append("    " + " " * _columns(shown[: at - first + bool(first)]) + "^")
    return "\n".join(lines)


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
