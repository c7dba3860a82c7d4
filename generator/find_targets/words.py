"""The register ``target_words`` as patterns, each composed once."""

from __future__ import annotations

import re
from functools import cache

from generator.registers import load_register


def alternation(words: list[str]) -> str:
    """``words`` as alternatives, the longest first, so that 提高到 is tried before 提高."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


@cache
def words(*path: str) -> tuple[str, ...]:
    """The list at ``path`` of the register."""
    node = load_register("target_words")
    for key in path:
        node = node[key]
    return tuple(node)


@cache
def pattern(*path: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """Any word of the list at ``path``, between the pattern fragments ``before`` and ``after``."""
    return re.compile(f"{before}(?:{alternation(list(words(*path)))}){after}")


def last_match(expression: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last match of ``expression`` in ``text``."""
    found = None
    for match in expression.finditer(text):
        found = match
    return found
