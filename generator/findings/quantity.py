"""Amounts on one scale, so that 1.65万户 and 16500户 can be compared."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_MULTIPLIER = {"万亿": 1e12, "千亿": 1e11, "百亿": 1e10, "十亿": 1e9, "亿": 1e8, "千万": 1e7, "百万": 1e6, "十万": 1e5}
_MULTIPLIER |= {"万": 1e4, "千": 1e3, "百": 1e2}
_PARTS = re.compile(r"(?P<multiplier>万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千(?!克|米|瓦|伏|卡)|百)?(?P<unit>.*)")
# Measure words for the same things: enterprises are counted as 户, 家 or 个.
_SAME = {"户": "个", "家": "个", "名": "人", "位": "人", "个百分点": "百分点", "％": "%", "公里": "千米"}


class Amount(NamedTuple):
    """A number in the unit without multiplier."""

    value: float
    unit: str


def base_amount(value: float, unit: str) -> Amount | None:
    """``value`` in the base of ``unit`` (1.65, 「万户」 → 16500, 「个」); None without a unit."""
    factor, base = base_unit(unit)
    return Amount(round(value * factor, 6), base) if base else None


@cache
def base_unit(unit: str) -> tuple[float, str]:
    """Multiplier of ``unit`` and what it multiplies: 「万元」 → (10000, 「元」)."""
    m = _PARTS.fullmatch(unit.strip())
    if not m:
        return 1.0, unit
    base = m["unit"]
    return _MULTIPLIER.get(m["multiplier"] or "", 1.0), _SAME.get(base, base)
