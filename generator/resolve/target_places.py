"""Where a target must be met: the division its own words name, else the notice's.

A number says it by a row of a table (楚雄市), by 全省 in the clause, or at the head of its indicator
(姚安县工业增加值).
A zone that has an administration of its own in the notice (楚雄开发区, whose 管委会 it names) is a place as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.model import Document, Place, TargetMention
from generator.resolve.places import PlaceIndex
from generator.resolve.zones import local_place

_ZONE_OFFICE = re.compile(r"([\u4e00-\u9fff（）—\-－·]{2,16}?区)(?:管理委员会|管委会)")
_ZONE_NAME = re.compile(r"[\u4e00-\u9fff（）—\-－·]{2,16}?区$")
_LIST_BEFORE = re.compile(r".*(?:[、，。；：:及和与]|政府|人民政府)")
_LEADING = re.compile(r"^(?:各|由|和|与|及|以及|请|县|市|州|省|区)+(?=.{3})")
_DIVIDED = ("state", "province", "prefecture")


class LocalPlaces:
    """The divisions, and the zones and townships that the notices of one corpus name."""

    def __init__(self, places: PlaceIndex) -> None:
        self.places = places
        self._local: dict[str, Place] = {}

    def get(self, id: str | None) -> Place | None:
        """The place with this id, also one that is no division; None when nothing named it."""
        return self.places.get(id) or self._local.get(id or "")

    def zone(self, name: str, parent: str) -> Place:
        """The zone or township ``name`` under ``parent``; the same place every time."""
        place = local_place(name, parent, self.places)
        return self._local.setdefault(place.id, place)


def place_of_target(
    mention: TargetMention,
    scope: str | None,
    zones: Callable[[], frozenset[str]],
    local: LocalPlaces,
    *,
    within: str | None,
    year: int | None,
) -> str | None:
    """Id of the place that the target is for.

    ``scope`` are the words for a place that the indicator began with, ``zones`` gives what ``zones_of`` the notice
    does, ``within`` is the notice's place.
    """
    for words in (mention.place, scope):
        if not words:
            continue
        place = _find(words, local, within, year, in_table=mention.table is not None)
        if place is not None and (mention.table is not None or not _above(place, local, within)):
            return place.id
        if within and _ZONE_NAME.fullmatch(words) and (words == scope or words in zones()):
            return local.zone(words, within).id
    return within


def _above(place: Place, local: LocalPlaces, within: str | None) -> bool:
    """Whether the place lies above the notice's: nobody promises for it (进入全省名品行列, 全国…系统挂牌)."""
    return within is not None and place.id != within and local.places.is_within(within, place.id)


def _find(words: str, local: LocalPlaces, within: str | None, year: int | None, *, in_table: bool) -> Place | None:
    places = local.places
    words = re.sub(r"\s", "", words)
    own = places.get(within) if within else None
    if own and in_table and own.level in _DIVIDED:
        # 楚雄 in a column of counties is the city, not the prefecture that the notice is from.
        for child in places.children(own.id, year=year):
            if words in (child.name, *child.aliases):
                return child
    return places.find(words, within=within, year=year)


def zones_of(document: Document) -> frozenset[str]:
    """The zones whose administration the notice names, without what stands before them in a list."""
    found = set()
    for m in _ZONE_OFFICE.finditer(document.text):
        name = _LEADING.sub("", _LIST_BEFORE.sub("", m[1]))
        if len(name) >= 4:
            found.add(name)
    return frozenset(found)
