"""Where a body sits that is no division of the table: its own notice's unknown division, a zone, a township.

A notice may be of a place that the table of divisions does not know (a township, a zone, a county of the past). Its
bodies still have their functions, and must not be mixed with those of another such notice: they live in a namespace
of that notice. The generic word in front of the function (「市」 of 市市场监管局) is that place: not part of the id, but kept in
the name, where nothing better is known to stand for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from generator.model import Document, Place
from generator.registers import load_register
from generator.resolve.generics import leading_generic
from generator.resolve.places import PlaceIndex
from generator.resolve.zones import TOWNSHIP_KINDS, local_place
from generator.romanize import ascii_slug, join_syllables, place_syllables, slug


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a body sits, when no division says it."""

    namespace: str
    """First part of the ids of its bodies: that of a division, zone or notice."""
    prefix: str = ""
    """What stands before the function in ids, with its hyphen."""
    name: str = ""
    """Before the function in the Chinese name: 平川县, 合肥经济技术开发区; "" when left off."""
    english: str = ""
    """The same in English: Pingchuan County."""
    head: str = ""
    """The same without what the place is, for branches: Binhai."""
    level: str = ""
    """A generic word that is all that is known of the place: 「市」 in a county's notice."""
    place: str | None = None
    """Id of the division that a page of the body belongs to, None when unknown."""


_UNIT = re.compile(
    r"(?!关于|印发|转发)(?P<name>[\u4e00-\u9fff]{1,20}?(?P<kind>街道|苏木|[省市县区州旗盟镇乡园]))"
    r"(?=委员会|委办|人民政府|政府|行政公署|行署|办事处|管理委员会|管委会|党工委|工委|党委)"
)
_PARTY = re.compile(r"^(?:中国共产党|中共)")
_LEVELS = ("省", "州", "盟", "市", "县", "区", "旗", "镇", "乡", "街道")


def named_seat(name: str, namespace: str) -> Seat:
    """The seat that is called ``name`` (平川县, 滨海), its English in pinyin."""
    kinds = {g["name"]: g["name_en"] for g in load_register("places")["generics"]} | TOWNSHIP_KINDS
    kind = next((k for k in sorted(kinds, key=len, reverse=True) if name.endswith(k) and len(name) > len(k) + 1), "")
    head = join_syllables(place_syllables(name.removesuffix(kind)))
    english = f"{head} {kinds.get(kind, '')}".strip()
    return Seat(namespace, ascii_slug(english) + "-", name, english, head)


@dataclass(frozen=True, slots=True)
class Home:
    """Whom a notice speaks for, below or instead of its division."""

    name: str
    """滨海市, 西樵镇, 合肥经济技术开发区; "" when the notice speaks for its division or says nothing."""
    generic: frozenset[str]
    """Generic words that mean it: 「市」, 「镇」, the 「区」 of a zone."""
    seat: Seat | None
    """None when the notice speaks for its division."""

    def means(self, generic: str) -> bool:
        return self.seat is not None and generic in self.generic


def find_home(document: Document, own: Place | None, places: PlaceIndex, names: Iterable[str]) -> Home:
    """Whom ``document`` speaks for, from who issued it and its title; ``own`` is its division, None when unknown.

    ``names`` are those its statements hold: without an issuer, the generic word that most of them begin with is the
    notice's own level.
    """
    year = document.issued_on.year if document.issued_on else document.plan_year
    # a notice may be called like a division
    namespace = document.id if places.get(document.id) is None else f"{document.id}-notice"
    for text in (document.issuing_authority or "", document.title):
        text = _PARTY.sub("", re.sub(r"\s", "", text))
        begin = 0
        match = places.match(text, within=own.id if own else None, year=year)
        if match and match.place and match.place.level != "state":
            begin = match.end
        m = _UNIT.match(text, begin)
        if m is None:
            continue
        kind = m["kind"]
        if own is None:
            return Home(m["name"], _generics(kind), Seat(namespace, head=named_seat(m["name"], "").head))
        zone = text.startswith(("管", "党工委", "工委"), m.end()) or kind == "园"
        if kind in ("镇", "乡", "街道", "苏木") or (zone and kind in ("区", "园")):
            area = local_place(m["name"], own.id, places)
            seat = Seat(area.id, "", m["name"], area.name_en, area.name_en, place=own.id)
            return Home(m["name"], _generics("区" if zone else kind), seat)
    if own is None:
        counts = Counter(g for name in names if (g := leading_generic(name)) in _LEVELS)
        lower = {g: n for g, n in counts.items() if g != "省"} or counts
        common = max(lower, key=lambda g: (lower[g], _LEVELS.index(g)), default="")
        return Home("", _generics(common), Seat(namespace))
    return Home("", frozenset(), None)


def _generics(kind: str) -> frozenset[str]:
    if kind in ("镇", "乡", "街道", "苏木"):
        return frozenset({"镇", "乡", "街道", "苏木"})
    return frozenset({kind}) if kind else frozenset()


def seat_of_level(home: Seat, generic: str) -> Seat:
    """The seat of what 「市」 means in a notice that speaks for an unknown county: all that is known is the level."""
    english = load_register("organization_groups")["levels"].get(generic, "")
    return Seat(home.namespace, (ascii_slug(english) or slug(generic)) + "-", generic, level=generic)
