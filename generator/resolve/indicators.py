"""Indicators: one for each measure that the targets of the corpus are set on.

Growth and level of one quantity are one indicator, and so are all wordings that the register joins
(``indicator_names``). A wording that leaves out what is measured (收入, 增加值) is completed from what stands around it
(``indicator_context``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import Indicator, Mentions, TargetMention
from generator.numerals import unit_group
from generator.registers import load_register
from generator.resolve.indicator_context import complete, count_by_part, is_bare
from generator.resolve.indicator_names import IndicatorName, key, name_of
from generator.resolve.places import PlaceIndex
from generator.romanize import slug
from generator.translate import translate

_KINDS = {"money": "money", "share": "share", "people": "things", "count": "things"}
"""Kinds of unit that exclude each other; other units are taken as they come."""


@dataclass(frozen=True, slots=True)
class IndicatorIndex:
    """The indicators of the corpus and which of them each target is set on."""

    indicators: tuple[Indicator, ...]
    names: dict[str, tuple[IndicatorName, ...]]
    """By document, in the order of its targets."""


def resolve_indicators(
    mentions: Sequence[Mentions], places: PlaceIndex, notice_places: dict[str, str | None]
) -> IndicatorIndex:
    """The indicators that the targets of all notices are set on.

    ``notice_places`` has the place of each notice. The result does not depend on the order of the notices.
    """
    names: dict[str, tuple[IndicatorName, ...]] = {}
    drafts: dict[str, _Draft] = defaultdict(_Draft)
    for m in sorted(mentions, key=lambda m: m.document.id):
        found = _names_in(m, places, notice_places.get(m.document.id))
        names[m.document.id] = found
        for mention, name in zip(m.targets, found, strict=True):
            draft = drafts[name.id]
            draft.name = name
            draft.wordings[mention.indicator] += 1
            draft.short[name.name] += 1
            if not mention.growth:
                draft.units[mention.unit] += 1
    return IndicatorIndex(tuple(_indicator(id, drafts[id]) for id in sorted(drafts)), names)


def _names_in(m: Mentions, places: PlaceIndex, within: str | None) -> tuple[IndicatorName, ...]:
    cache: dict[str, IndicatorName] = {}

    def name(wording: str) -> IndicatorName:
        if wording not in cache:
            cache[wording] = name_of(wording, places=places, within=within)
        return cache[wording]

    found = [name(t.indicator) for t in m.targets]
    counts = count_by_part(m, found)
    for i, target in enumerate(m.targets):
        if is_bare(target.indicator, found[i]):
            found[i] = complete(i, m, found, name, counts) or found[i]
        if _is_of_another_kind(found[i], target):
            # 民生投入占…支出75%以上，即217亿元: the sum is that of what is shared
            part = name(target.indicator.split("占", 1)[0]) if "占" in target.indicator[2:] else None
            if part and part.entry is not None and not _is_of_another_kind(part, target):
                found[i] = part
                continue
            found[i] = IndicatorName(slug(key(target.indicator)), target.indicator, None, found[i].scope)
    return tuple(found)


def _is_of_another_kind(name: IndicatorName, target: TargetMention) -> bool:
    """Whether the number cannot be one of this indicator: 房地产业5户 is not the value added of real estate."""
    if name.entry is None or target.growth or target.unit in load_register("units")["multipliers"]:
        return False
    unit = load_register("indicators")["entries"][name.entry]["unit"]
    if name.measure is not None:
        unit = load_register("indicators")["measures"][name.measure]["unit"]
    kinds = {_KINDS.get(unit_group(unit)), _KINDS.get(unit_group(target.unit))}
    return None not in kinds and len(kinds) == 2


class _Draft:
    """What is collected of one indicator."""

    def __init__(self) -> None:
        self.name: IndicatorName | None = None
        self.wordings: Counter[str] = Counter()
        self.short: Counter[str] = Counter()
        self.units: Counter[str] = Counter()


def _indicator(id: str, draft: _Draft) -> Indicator:
    register = load_register("indicators")
    number = draft.name.entry
    if draft.name.joint:
        entries = [register["entries"][n] for n in draft.name.joint]
        name, unit, status = draft.name.name, entries[0]["unit"], "curated"
        english = "; ".join(entry["name_en"] for entry in entries)
    elif number is None:
        name = min(draft.short, key=lambda w: (-draft.short[w], len(w), w))
        unit = min(draft.units, key=lambda u: (-draft.units[u], u)) if draft.units else "%"
        english, status = translate(name), "generated"
    elif draft.name.measure is None:
        entry = register["entries"][number]
        name, english, status, unit = entry["name"], entry["name_en"], entry["status"], entry["unit"]
    else:
        entry, measure = register["entries"][number], register["measures"][draft.name.measure]
        name, unit, status = entry["name"] + measure["suffix"], measure["unit"], "curated"
        english = measure["name_en"].format(name_en=entry["name_en"])
    return Indicator(id, name, english, status, unit, tuple(sorted(w for w in draft.wordings if w != name)))
