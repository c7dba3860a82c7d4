"""One indicator, one place, one date, and different values: within a notice and across notices.

Two numbers contradict each other only when nothing tells them apart (``same_goal``). A statement (one sentence, or one
table cell) that sets several values for an indicator tells them apart itself: 「人代会目标为91.9亿元；政府工作目标为
92.8亿元」; such a menu allows each of its values elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.findings.quantity import base_amount
from generator.findings.same_goal import comparable_targets
from generator.findings.view import Observation, Sentences, View, Words, listed, number_words, shorten, views
from generator.model import Corpus, Op, Target
from generator.registers import load_register

_GOAL_KIND = re.compile(rf"(?:{'|'.join(load_register('comparison_words')['goal_kinds'])})[^，。；、]{{0,6}}目标")
_REACH = 30
"""Characters before a number within which the kind of goal it belongs to is named."""
_SHOWN = 4

Value = tuple[float, float | None]


@dataclass(frozen=True, slots=True)
class _Statement:
    """What one sentence or one cell says about one goal."""

    targets: tuple[Target, ...]
    values: frozenset[Value]
    menu: bool
    """It sets several values, or says which kind of goal its value is."""


def contradiction_findings(corpus: Corpus, seen: Sequence[View]) -> Iterator[Observation]:
    by_id = {view.id: view for view in seen}
    sentences = {view.id: Sentences(view.text) for view in seen}
    places = {place.id: (place.name, place.name_en) for place in corpus.places}
    for goal, targets in comparable_targets(seen).items():
        if len(targets) < 2:
            continue
        place = places.get(goal.place or "", ("未注明地区", "place not stated"))
        statements = _statements(by_id, sentences, targets)
        menu = {value for s in statements if s.menu for value in s.values}
        plain = [s for s in statements if not s.menu and not s.values & menu]
        if plain and (menu or len({s.values for s in plain}) > 1):
            differing = [s for s in statements if s.menu or not s.values & menu]
            yield _observe(by_id, "target-values-differ", place, goal.due, differing)
            continue
        if menu:
            continue
        # Another notice may well ask for more, and a cell of a table has no room for 以上.
        worded = [s for s in statements if not s.targets[0].mention.table]
        for document in dict.fromkeys(s.targets[0].document for s in worded):
            here = [s for s in worded if s.targets[0].document == document]
            if len({t.mention.op for s in here for t in s.targets}) > 1:
                yield _observe(by_id, "target-bounds-differ", place, goal.due, here)


def restatements(corpus: Corpus) -> tuple[tuple[str, ...], ...]:
    """Ids of targets that state one goal again: same indicator, place, date and value, in reading order."""
    groups: dict[tuple, list[str]] = defaultdict(list)
    for goal, targets in comparable_targets(views(corpus)).items():
        for target in targets:
            groups[goal, _value(target)].append(target.id)
    return tuple(tuple(ids) for ids in groups.values() if len(ids) > 1)


def _statements(by_id: dict[str, View], sentences: dict[str, Sentences], targets: Iterable[Target]) -> list[_Statement]:
    groups: dict[tuple[str, int, str], list[Target]] = defaultdict(list)
    for target in targets:
        sentence = sentences[target.document].index(target.mention.number.start)
        groups[target.document, sentence, target.id if target.mention.table else ""].append(target)
    statements = []
    for (document, _, cell), members in groups.items():
        values = frozenset(_value(t) for t in members)
        number = members[0].mention.number.start
        left = max(sentences[document].span(number).start, number - _REACH)
        kind = None if cell else _GOAL_KIND.search(by_id[document].text, left, number)
        statements.append(_Statement(tuple(members), values, len(values) > 1 or bool(kind)))
    return statements


def _value(target: Target) -> Value:
    mention = target.mention
    amount = base_amount(mention.value, mention.unit)
    upper = base_amount(mention.value_max, mention.unit) if mention.value_max is not None else None
    return (amount.value if amount else mention.value, upper.value if upper else None)


def _observe(
    by_id: dict[str, View], code: str, place: Words, due: date | None, statements: Sequence[_Statement]
) -> Observation:
    order = {id: i for i, id in enumerate(by_id)}
    targets = [t for s in statements for t in s.targets]
    targets.sort(key=lambda t: (order[t.document], t.mention.number))
    # One quotation for every way it is said, in reading order.
    said: dict[tuple[Value, Op], Target] = {}
    for target in targets:
        said.setdefault((_value(target), target.mention.op), target)
    across = len({t.document for t in targets}) > 1
    quotes = [_quote(by_id[t.document], t, across=across) for t in said.values()]
    first = targets[0]
    return by_id[first.document].observe(
        code,
        first.mention.number,
        provision=first.mention.provision,
        related=[t.id for t in targets],
        indicator=shorten(first.mention.indicator, 30),
        place=place,
        period=due.isoformat() if due else "",
        values=listed([*quotes[:_SHOWN], *(["…"] if len(quotes) > _SHOWN else [])]),
    )


def _quote(view: View, target: Target, *, across: bool) -> str:
    mention = target.mention
    table = mention.table
    if table:
        cell = shorten("·".join(w for w in (table.caption, table.row, table.column) if w), 40)
        words = f"「{cell}」{_amount(target)}"
    else:
        words = f"「{shorten(view.text[mention.span.start : mention.span.end], 40)}」"
    where = view.where(mention.provision)
    if across:
        where = " ".join(filter(None, (view.document.document_number or ("" if where else view.document.title), where)))
    return f"{words}（{where}）" if where else words


def _amount(target: Target) -> str:
    mention = target.mention
    sign = {Op.AT_LEAST: "≥", Op.AT_MOST: "≤", Op.ABOUT: "≈"}.get(mention.op, "")
    upper = f"—{number_words(mention.value_max)}" if mention.value_max is not None else ""
    return f"{sign}{number_words(mention.value)}{upper}{mention.unit}"
