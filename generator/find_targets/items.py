"""The surroundings of a quantity in its sentence, and what is remembered from the quantities before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from generator.find_targets.clauses import Sentence
from generator.find_targets.operators import Bound, read_bound, read_suffix
from generator.find_targets.roles import Role, role_of
from generator.find_targets.words import alternation, words
from generator.numerals import Quantity

WINDOW = 240
"""Characters looked at on either side of a number: no clause of an official text needs more."""

OPEN_LIST = re.compile(r"(?:好|强|高|大|明显|靠前|多|优|快|广|新)\Z")
"""An adjective before 、: the attribute goes on (「10家基础好、有潜力的企业」)."""
_JOINT = re.compile(r"、|以及|[和与及](?!谐|时)")
_LIST_MARKS = ("、", "和", "与", "及", "，", "、和")


@dataclass(slots=True)
class Memory:
    """What later clauses borrow from earlier ones."""

    verb: str = ""
    """Making verb with its words, for lists: 「培育认定」."""
    subject: str = ""
    """Indicator of the last promise."""
    group: str = ""
    """Group of its unit."""
    names: list[str] = field(default_factory=list)
    """Indicators of the sentence so far, for 「A 10亿元、B 5亿元，分别增长3%和4%」."""
    end: int = -1
    """End of the last promise's words in its sentence, -1 before the first."""
    accepted: int = 0
    """Promises so far."""
    counted: bool = False
    """The last promise counted things."""
    clause: int = -1
    """Start of the clause of the last promise."""
    lead: str = ""
    """Whole of which shares are named: 「全州老年人」90%居家、7%…."""


class Item(NamedTuple):
    """One quantity with the blanked words around it."""

    quantity: Quantity
    clause_start: int
    clause_end: int
    left: int
    """Where its own words begin: after the clause mark, or after the value before it."""
    before: str
    """From ``left`` to the number."""
    after: str
    """From its operator word to the next 、 or the end of the clause."""
    bound: Bound
    role: Role

    def clause_before(self, sentence: Sentence) -> str:
        """The words of its clause before the number."""
        return sentence.flat[max(self.clause_start, self.quantity.start - WINDOW) : self.quantity.start]


@cache
def making_verb() -> re.Pattern[str]:
    """A verb of what a government promises to do with things: 新建, 培育, 完成."""
    return re.compile(alternation(list(words("making_verbs", "strong"))))


def flattened(text: str) -> str:
    """``text`` without white space."""
    return "".join(text.split())


def is_big(quantity: Quantity) -> bool:
    """Whether a number in Chinese numerals is one all the same: 五万亩, 百分之十; not 三张, 一个."""
    return quantity.unit[:1] in ("万", "亿") or quantity.group in ("share", "multiple", "growth", "money")


_CLAUSE_MARK = re.compile(r"[，；：]")


def read_item(
    sentence: Sentence, quantity: Quantity, value_end: int, role_before: Role | None, *, carried: bool
) -> Item:
    """``quantity`` with its surroundings.

    ``value_end`` is where the value before it ended, ``role_before`` what that did; ``carried`` says that a list of things
    counted or made goes on.
    """
    flat = sentence.flat
    clause_start, clause_end = sentence.clause_start(quantity.start), sentence.clause_end(quantity.end)
    suffix = read_suffix(flat, quantity.end)
    end = suffix.end("word") if suffix else quantity.end
    behind = flat[end : min(clause_end, end + WINDOW)]
    after = behind.split("、", 1)[0]
    if after != behind and OPEN_LIST.search(after) and "的" in behind.split("、")[-1]:
        after = behind
    left = max(clause_start, value_end, quantity.start - WINDOW)
    before = flat[left : quantity.start]
    if value_end and left == value_end and role_before in (Role.COUNTED, Role.SHARE):
        # The noun of the thing counted before ends at its 、 or 和.
        joints = list(_JOINT.finditer(before))
        if joints:
            left += joints[-1].end()
            before = flat[left : quantity.start]
    near = max(value_end, quantity.start - WINDOW)
    carried = carried and value_end >= clause_start and not _CLAUSE_MARK.search(flat, near, quantity.start)
    role = role_of(quantity, before, after, suffix["word"] if suffix else "", carried=carried)
    bound = read_bound(flat, quantity, left, suffix)
    return Item(quantity, clause_start, clause_end, left, before, after, bound, role)


def next_of_run(sentence: Sentence, run: list[Item], following: Quantity) -> Item | None:
    """``following`` as the next of a list of bare values (「8%、50%、33%」), or None when it is none."""
    first, last = run[0], run[-1]
    if first.role is not Role.PREDICATE or following.start - last.bound.end > 3:
        return None
    alike = following.group == first.quantity.group and (
        following.group != "count" or following.unit == first.quantity.unit
    )
    between = sentence.flat[last.bound.end : following.start].strip()
    respectively = "分别" in first.before
    if between not in _LIST_MARKS or (between == "，" and not (respectively and alike)) or not (respectively or alike):
        # 「面积、产量分别达到5万亩、2万吨」: only 分别 joins values of different kinds
        return None
    item = read_item(sentence, following, last.bound.end, None, carried=False)
    return item if item.role in (Role.PREDICATE, Role.ATTRIBUTE) else None
