"""What a date expression is once it is understood."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from generator.model import Span


class Shape(StrEnum):
    """How an expression of time bounds what is done."""

    BY = "by"
    """「6月底前」「到2025年」「2025年末」: only ``end`` is known."""
    DURING = "during"
    """「2019年3月至12月」「上半年」「年内」, and 「延长至2023年4月30日」 of which only ``end`` is known."""
    FROM = "from"
    """「自2024年1月1日起」「2019年及以后」: only ``start`` is known."""
    WITHIN = "within"
    """「2个月内」「印发之日起30日内」: counted from an event, so there are no dates."""
    RECURRING = "recurring"
    """「每月25日前」「按季」: ``every`` and ``rrule`` say how often."""
    SINCE = "since"
    """「2016年以来」「2018年至今」: what lies behind."""
    BARE_YEAR = "bare_year"
    """「2019年」「全年」「今年」「“十四五”」 with nothing that bounds it."""


class Period(NamedTuple):
    """One expression of time."""

    span: Span
    """From its preposition (到, 至, 自, 从, 截至; not 在 or 于) to its tail (前, 内, 起 …)."""
    text: str
    shape: Shape
    start: date | None = None
    end: date | None = None
    """The last day that belongs to it."""
    every: str | None = None
    """Of RECURRING: "year" | "half-year" | "quarter" | "month" | "ten days" | "week" | "day" | "2 months" …, with the day
    where one is named ("month day 25", "quarter, by day 10 of the next month"), or month names."""
    rrule: str | None = None
    """Value of an RFC 5545 RRULE, where the expression determines one."""
    year_stated: bool = True
    """The year stands in the expression, or in one it continues; it was not taken from the plan."""
    precision: str = "day"
    """Finest unit named: "day" | "ten days" | "month" | "quarter" | "half-year" | "year" | "years" | "event"."""
    before: str = ""
    """The preposition inside ``text``: 到, 至, 自 …, "" when there is none."""
    after: str = ""
    """The tail inside ``text``: 前, 起, 内 …, "" when there is none."""

    def tells_since(self, before: str, behind: str) -> bool:
        """Whether it says since when something has stood: 「在年初预算的基础上」, 「完成年初下达的任务」; 「于年初下达任务」 is an order.

        ``before`` and ``behind``: the text around the expression.
        """
        if not self.text.endswith("年初"):
            return False
        return bool(_SET.match(behind) or (_SETTING.match(behind) and not before.endswith("于")))


_SET = re.compile(
    r"的?(?:预算|计划|目标|任务|指标|基数|基础|水平|规模|存量|库存|余额|既定|预定)|[全省州市县区]{0,2}(?:人代会|人大|两会|政府工作报告|工作会议)"
)
_SETTING = re.compile(r"确定|部署|下达|安排|制定|制订|提出|签订|核定|分解|承诺|批复|批准")
