"""Which targets are about one goal, so that their values can be compared.

One indicator, place and date, growth with growth, units on one scale. Words of scope (省级, 累计, 每 …) in the clause
keep numbers apart, and so do rows of a table that are not its total. An indicator whose subject the sentence left out
(「力争增加值增长15%」) says too little to be compared. Counts added within the year are the same however they are put:
「新增2户以上企业在“新三板”挂牌」 and 「年内新三板挂牌企业1户以上」.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from generator.findings.quantity import base_amount
from generator.findings.view import View
from generator.model import DueBasis, Target
from generator.registers import load_register

_TOTAL_ROW = re.compile(r"合计|总计|总量|全[州市省县区国旗盟]")
_CLAUSE = re.compile(r"[，。；：\n]")
_BRACKETS = re.compile(r"（[^（）]*）|[“”《》‘’　\s]")
_RATE = re.compile(r"增速|增长|增幅")
_REACH = 40
"""Characters before a number in which its clause may begin."""
_SHORTEST = 3


class Goal(NamedTuple):
    """What a number is about."""

    subject: str
    place: str | None
    due: date
    growth: bool
    unit: str
    scope: frozenset[str]


def comparable_targets(seen: Sequence[View]) -> dict[Goal, list[Target]]:
    """Targets by what they are about, in reading order; targets that cannot be compared are left out."""
    goals: dict[Goal, list[Target]] = defaultdict(list)
    known: dict[str, str] = {}
    for view in seen:
        for target in view.targets:
            goal = _goal(view, target, known)
            if goal is not None:
                goals[goal].append(target)
    return goals


def _goal(view: View, target: Target, known: dict[str, str]) -> Goal | None:
    """``known`` keeps which indicator a count added within the year was first told as."""
    mention = target.mention
    amount = base_amount(mention.value, mention.unit)
    if amount is None or target.due is None or target.due_basis is DueBasis.NONE:
        return None
    if (mention.table and not _is_whole(view, target)) or _is_bare(mention.indicator):
        return None
    clause = _clause(view, target)
    beside = _BRACKETS.sub("", clause.replace(mention.indicator, ""))
    scope = frozenset(_words("scope").findall(beside) + _words("names").findall(clause))
    subject = target.indicator
    if amount.unit == "个" and not mention.growth and not mention.table:
        flow, stock = _words("flow").search(clause), _words("stock").search(clause)
        core = _words("filler").sub("", _BRACKETS.sub("", mention.indicator))
        if flow and not stock and len(core) >= _SHORTEST:
            subject = known.setdefault(core, subject)
    return Goal(subject, target.place or view.notice.place, target.due, mention.growth, amount.unit, scope)


def _is_whole(view: View, target: Target) -> bool:
    """Whether a cell is about the indicator itself in its place, and not about one body's share of it.

    The row is a total, or a division of its own, or names the indicator: 「州工信局（工业投资）」.
    """
    table = target.mention.table
    if table is None:
        return True
    row = "".join(table.row.split())
    core = _RATE.sub("", _BRACKETS.sub("", row))
    name = target.mention.indicator
    if _TOTAL_ROW.fullmatch(row) or name in row or (core and core in name):
        return True
    return target.place is not None and target.place != view.notice.place


def _is_bare(indicator: str) -> bool:
    """Whether nothing but words of measure is left of the indicator: 「产值」, 「完成投资」."""
    core = _RATE.sub("", _words("filler").sub("", _BRACKETS.sub("", indicator)))
    return not _words("bare_measures").sub("", core)


def _clause(view: View, target: Target) -> str:
    """The words a number stands among: its clause and its indicator, or the headings of its cell."""
    mention = target.mention
    if mention.table:
        return mention.table.row + mention.indicator
    text = view.text
    left = max(mention.number.start - _REACH, 0)
    start = max((m.end() for m in _CLAUSE.finditer(text, left, mention.number.start)), default=left)
    return text[start : mention.number.end] + mention.indicator


@cache
def _words(group: str) -> re.Pattern[str]:
    """Any word of a group of the register, the longest first."""
    words = sorted(load_register("comparison_words")[group], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))
