"""What one cell or label of a table holds: a number with its operator and unit, or the unit alone."""

from __future__ import annotations

import re

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
    if unit and (unit.startswith(("年", "月", "日")) or not (unit_group(unit) or re.fullmatch(unit_pattern(), unit))):
        return None
    return m


_BRACKETED = re.compile(r"（([^（）]{1,12})）|\(([^()]{1,12})\)")


def unit_in(label: str) -> str:
    """The unit a label carries: 「总量（亿元）」 → 亿元, 「进度%」 → %."""
    for m in _BRACKETED.finditer(label):
        inner = (m[1] or m[2]).strip()
        inner = re.sub(r"\A单位[:：]", "", inner)
        if unit_group(inner) or re.fullmatch(unit_pattern(), inner):
            return inner
    return "%" if re.search(r"[%％](?:\Z| / )", label) else ""


def without_unit(label: str) -> str:
    """A label without the unit in its brackets or its closing %."""

    def drop(m: re.Match[str]) -> str:
        inner = m[1].strip()
        return "" if unit_group(inner) or re.fullmatch(unit_pattern(), inner) else m.group()

    return re.sub(r"（([^（）]{1,12})）", drop, label).rstrip("%％")
