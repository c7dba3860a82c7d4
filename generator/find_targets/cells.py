"""What one cell or label of a table holds: a number with its operator and unit, or the unit alone."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.numerals import unit_group, unit_pattern

_NUMBER_CELL = re.compile(
    r"(?:(?P<before>≥|≧|>=|>|≤|≦|<=|<|＞|＜|不低于|不少于|不高于|不超过|超过|达到|约)\s*)?[\[〔【(（]?\s*"
    r"(?P<low>-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|"
    r"-?\d+(?:\.\d+)?)\s*(?:[—–－~～-]+\s*(?P<high>\d+(?:\.\d+)?))?\s*[\]〕】)）]?"
    r"\s*(?P<unit>\D{0,12}?)\s*(?P<after>以上|以下|以内|左右)?"
)


def number_in(text: str) -> re.Match[str] | None:
    """The number a cell consists of, with its operator and unit; None for prose, dates and years."""
    m = _NUMBER_CELL.fullmatch(text.strip())
    if m is None:
        return None
    unit = m["unit"].strip("()（）〔〕[] ")
    return None if unit and (unit.startswith(("年", "月", "日")) or not is_unit(unit)) else m


@lru_cache(maxsize=1024)
def is_unit(text: str) -> bool:
    """Whether ``text`` is a unit and nothing else."""
    return bool(unit_group(text) or re.fullmatch(unit_pattern(), text))


_BRACKETED = re.compile(r"（([^（）]{1,12})）|\(([^()]{1,12})\)")
_WIDE_BRACKETED = re.compile(r"（([^（）]{1,12})）")
_UNIT_LABEL = re.compile(r"\A单位[:：]")
_CLOSING_PERCENT = re.compile(r"[%％](?:\Z| / )")


@lru_cache(maxsize=1024)
def unit_in(label: str) -> str:
    """The unit a label carries: 「总量（亿元）」 → 亿元, 「进度%」 → %."""
    for m in _BRACKETED.finditer(label):
        inner = _UNIT_LABEL.sub("", (m[1] or m[2]).strip())
        if is_unit(inner):
            return inner
    return "%" if _CLOSING_PERCENT.search(label) else ""


def without_unit(label: str) -> str:
    """A label without the unit in its brackets or its closing %."""
    return _WIDE_BRACKETED.sub(lambda m: "" if is_unit(m[1].strip()) else m[0], label).rstrip("%％")
