"""Reads one sentence: which of its numbers are promised, and what each says."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.find_targets import wording
from generator.find_targets.clauses import ASIDE, NAME, Sentence, sentence_from, without_masks
from generator.find_targets.grants import grant_clauses
from generator.find_targets.items import WINDOW, Item, Memory, is_big, making_verb, next_of_run, read_item
from generator.find_targets.operators import falls, is_growth, is_yearly
from generator.find_targets.promises import CHANGED_BY, GOAL, is_promised
from generator.find_targets.roles import Role
from generator.find_targets.words import words
from generator.model import Op
from generator.numerals import Quantity

_CHANGE_NAMED = 12
"""Characters behind a share in which its change is named: 「按5%|的比例进行压缩」."""
_RESPONSIBILITY = re.compile(r"牵头|责任|负责|配合|电话|单位[:：]|部门[:：]")


# 「不低于30%（珠三角地区不低于35%）」: the same measure for a part
_SECOND_VALUE = re.compile(
    r"[^，；、。\d]{2,16}?(?:不低于|不少于|不高于|不超过|不小于|不大于|达到?|降到|控制在|为)\s*\d"
)
# 「60%的行政村集体收入达20万元以上」: what makes one of the share
_THRESHOLD = re.compile(
    r"的[^，、；。\d]{2,24}(?:达到?|超过?|突破|不低于|不少于|高于|在|有|建有|配备)[^，、；。\d]{0,6}\Z"
)


class Commitment(NamedTuple):
    """One promised number; positions count in the sentence."""

    quantity: Quantity
    start: int
    """Where its own words begin: hedge, verb or indicator."""
    end: int
    indicator: str
    op: Op
    growth: bool
    falls: bool
    yearly: bool
    hedge: str | None
    order: int = 0
    """Place in a run of values (「分别为10%、20%」), for dates that are distributed too."""
    run: int = 1
    """Length of that run."""


class Reader:
    """Reads the sentences of one provision in order, remembering what later ones borrow."""

    def __init__(self, subject: str, *, goals: bool = False):
        self.subject = subject
        """What the provision is about, for sentences that leave it out."""
        self.goals = goals
        """The provision states goals (its heading says 目标, 指标), so bare nouns with numbers are promises."""
        self.memory = Memory()

    def read(self, sentence: Sentence, quantities: list[Quantity]) -> list[Commitment]:
        """The promises among ``quantities`` (positions in the sentence), in order."""
        if not sentence.flat.lstrip().startswith(("其中", "分别", "即")):
            self.memory = Memory()
        self.memory.end = self.memory.clause = -1
        found = self._read_range(sentence, [q for q in quantities if sentence.flat[q.start] not in (ASIDE, NAME)])
        outer = list(found)
        i = k = 0
        for aside in sentence.asides:
            while i < len(quantities) and quantities[i].start < aside.start:
                i += 1
            inner = []
            while i < len(quantities) and quantities[i].end <= aside.end:
                inner.append(quantities[i])
                i += 1
            while k < len(outer) and outer[k].end <= aside.start:
                k += 1
            before = outer[k - 1] if k and aside.start - outer[k - 1].end < 40 else None
            if inner:
                found += self._read_aside(sentence, aside.start, aside.end, inner, before)
        return sorted(found, key=lambda c: (c.quantity.start, c.start))

    def _read_aside(
        self, sentence: Sentence, start: int, end: int, quantities: list[Quantity], before: Commitment | None
    ) -> list[Commitment]:
        """Promises in brackets, which break down the one ``before`` them: 「新建学校10所（其中小学5所、初中5所）」."""
        text = sentence.text[start:end]
        if _RESPONSIBILITY.search(text):
            return []
        second = before is not None and len(quantities) == 1 and quantities[0].unit == before.quantity.unit
        second = second and bool(_SECOND_VALUE.match(text))
        breaks_down = before is not None and (
            second
            or text.startswith(("其中", "到", "含", "包括", "新增", "新建", "力争"))
            or (len(quantities) > 1 and all(q.unit == before.quantity.unit for q in quantities))
        )
        if not breaks_down and not re.match(r"其中|力争|到?20\d\d年", text):
            return []
        inner = sentence_from(sentence.provision, sentence.start + start, text)
        memory = self.memory
        self.memory = (
            Memory(subject=before.indicator, accepted=1, counted=True, end=0, clause=0) if before else Memory()
        )
        found = self._read_range(inner, [q._replace(start=q.start - start, end=q.end - start) for q in quantities])
        self.memory = memory
        if second and before is not None:
            found = [c._replace(indicator=_of_part(c.indicator, before.indicator)) for c in found]
        return [
            c._replace(
                quantity=c.quantity._replace(start=c.quantity.start + start, end=c.quantity.end + start),
                start=c.start + start,
                end=c.end + start,
            )
            for c in found
        ]

    def _read_range(self, sentence: Sentence, quantities: list[Quantity]) -> list[Commitment]:
        grants = grant_clauses(sentence, quantities)
        goal = self.goals or bool(GOAL.search(sentence.flat[:WINDOW]) or GOAL.search(sentence.head))
        out: list[Commitment] = []
        value_end, last_role, carried = 0, None, False
        i = 0
        while i < len(quantities):
            item = read_item(sentence, quantities[i], value_end, last_role, carried=carried)
            run = [item]
            while i + len(run) < len(quantities):
                another = next_of_run(sentence, run, quantities[i + len(run)])
                if another is None:
                    break
                run.append(another)
            i += len(run)
            if len(run) > 1 and run[-1].role is Role.ATTRIBUTE:
                # 「超过1亿元、5亿元、10亿元的企业」 describes with all its values.
                continue
            q = item.quantity
            if last_role is Role.SHARE and value_end > item.clause_start and _THRESHOLD.search(item.before):
                value_end = run[-1].bound.end
                continue
            granted = bool(grants) and any(start <= q.start < end for start, end in grants)
            accepted = not granted and is_promised(sentence, item, self.memory, goal=goal)
            if accepted:
                out += self._commit(sentence, run)
            elif granted or item.role is not Role.ATTRIBUTE:
                self.memory.counted = False
            if accepted or (item.role is Role.PREDICATE and q.unit and (is_big(q) or not q.chinese)):
                value_end, last_role = run[-1].bound.end, item.role
                carried = item.role is Role.COUNTED or bool(making_verb().search(item.before))
        return out

    def _commit(self, sentence: Sentence, run: list[Item]) -> list[Commitment]:
        """The promises of one list of values."""
        first, last = run[0], run[-1]
        clause = first.clause_before(sentence)
        before = sentence.text[first.left : first.quantity.start]
        start = first.left + len(before) - len(before.lstrip("、，,；;：: \u3000和及与"))
        hedge = next((h for h in words("hedges") if h in clause), None)
        if first.role is Role.PREDICATE:
            names = wording.measured(sentence, first, len(run), self.memory, self.subject)
            end = last.bound.end
        else:
            names = [wording.counted(sentence, first, self.memory)]
            end = first.bound.end + len(first.after.rstrip(ASIDE + " \u3000"))
        # The predicate of a list stands before its first value: 「分别增长8%、50%」.
        predicate = first.before if len(run) == 1 and first.before.strip("、和及与 ") else clause
        out = []
        for i, item in enumerate(run):
            q = item.quantity
            name = names[i] if len(names) == len(run) else names[0]
            changed = q.group == "share" and CHANGED_BY.match(item.after) is not None
            growth = changed or (item.role is Role.PREDICATE and is_growth(q, predicate, name))
            change = item.after[:_CHANGE_NAMED] if changed else predicate
            out.append(
                Commitment(
                    quantity=q,
                    start=min(start, q.start),
                    end=max(end, item.bound.end),
                    indicator=without_masks(name),
                    op=_shared_op(run, i),
                    growth=growth,
                    falls=growth and falls(change),
                    yearly=growth and is_yearly(predicate),
                    hedge=hedge,
                    order=i,
                    run=len(run),
                )
            )
        memory = self.memory
        memory.end, memory.clause = end, first.clause_start
        memory.accepted += len(out)
        memory.counted = first.role is Role.COUNTED
        memory.subject, memory.group = out[-1].indicator, run[-1].quantity.group
        memory.names += [c.indicator for c in out]
        return out


def _of_part(part: str, whole: str) -> str:
    """The indicator of a second value in brackets: 「珠三角地区」 of 「工业用地供应比例」."""
    return part if part in whole or len(part) > 12 else part + whole


def _shared_op(run: list[Item], i: int) -> Op:
    """The operator of the ``i``-th value of a list.

    One before the list holds for all of it. Behind it, 以上 belongs to the last alone, as the evaluation has it; 左右
    and 以内 hold for all where 分别 opens the list: 「分别下降25%、20%、15%左右」.
    """
    first, last, op = run[0], run[-1], run[i].bound.op
    if op is not Op.EQUAL:
        return op
    if first.bound.op in (Op.AT_LEAST, Op.AT_MOST) and not first.bound.suffix:
        return first.bound.op
    shared = last.bound.suffix and last.bound.op in (Op.ABOUT, Op.AT_MOST) and "分别" in first.before
    return last.bound.op if shared else op
