"""Places: which administrative division a name means, and what is above, below and beside it.

``PlaceIndex.find`` takes a name as notices write it (楚雄州, 西双版纳, 昆明市西山区, 勐海县, 全州) and gives a place
only when the name, the notice's own place and the year settle which one is meant; 朝阳区 without a hint gives None, and
``candidates`` tells between which places the name leaves the choice.

Zones and townships are not in the table of divisions: see ``zones``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from generator.model import Place
from generator.registers import load_register
from generator.resolve.divisions import Division, load_divisions, table_years
from generator.resolve.generics import goes_on_as_division
from generator.resolve.place_names import division_ids, head_en, name_en, province_entry, split_name

_LONGEST_CHAIN = 48
"""Characters that a province, prefecture and county one after the other may take."""
_STEPS_DOWN = 2
"""Names that may follow the first, each inside the one before."""
LEVELS = ("state", "province", "prefecture", "county", "township")
"""Administrative levels from the top; a zone has the level of none of them."""

_WHOLE = re.compile(r"^[全我本该][国省市州县区旗盟]$")


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A place named at the head of a text."""

    place: Place | None
    """None when the name leaves a choice; ``candidates`` has it."""
    end: int
    """How many characters of the text the name takes."""
    candidates: tuple[Place, ...] = ()
    bare: bool = False
    """True when only the stem stands there (楚雄 in 楚雄银保监分局), which may be an ordinary word (和平, 东方)."""


class _ById(Mapping[str, Place]):
    """The divisions by id: what is asked for is made, the rest is not."""

    def __init__(self, index: PlaceIndex, ids: tuple[str, ...]) -> None:
        self._index = index
        self._ids = dict.fromkeys(ids)

    def __getitem__(self, id: str) -> Place:
        place = self._index.get(id) if id in self._ids else None
        if place is None:
            raise KeyError(id)
        return place

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, id: object) -> bool:
        return id in self._ids


class PlaceIndex:
    """Every division of China by id and by name. Made once by ``load_places``; nothing in it changes."""

    def __init__(self, divisions: tuple[Division, ...], ids: dict[str, str]) -> None:
        self._divisions = {ids[d.key]: d for d in divisions}
        self._ids = ids
        state = load_register("places")["state"]
        self._places: dict[tuple[str, int | None], Place] = {}
        self._state = Place(state["id"], "", state["name"], state["name_en"], "state", None, tuple(state["aliases"]))

    # ── by id ──

    @cached_property
    def by_id(self) -> Mapping[str, Place]:
        """Every division under its id, with its latest name; made when it is asked for."""
        return _ById(self, (self._state.id, *self._divisions))

    def get(self, id: str | None, *, year: int | None = None) -> Place | None:
        """The place with this id, named as in ``year`` (latest name without one); None when there is none."""
        if id == self._state.id:
            return self._state
        return self._place(id, year) if id in self._divisions else None

    def _place(self, id: str, year: int | None) -> Place:
        if (id, year) not in self._places:
            self._places[id, year] = self._make_place(id, year)
        return self._places[id, year]

    def _make_place(self, id: str, year: int | None) -> Place:
        division = self._divisions[id]
        spelling = division.in_year(year) or division.spellings[-1]
        parent = self._ids[spelling.parent] if spelling.parent else self._state.id
        others = {form for s in division.spellings for form in _forms(s.name, s.stem, division.level)}
        others -= {spelling.name}
        aliases = tuple(sorted(f for f in others if len(f) > 1))
        english = name_en(spelling, division.level)
        return Place(id, spelling.code, spelling.name, english, division.level, parent, aliases)

    def head_en(self, id: str, *, year: int | None = None) -> str:
        """The English name without what the place is, for the names of its bodies: Chuxiong, Xishan, Lufeng.

        Raises KeyError for an id that is no division.
        """
        if id == self._state.id:
            return load_register("places")["state"]["head_en"]
        division = self._divisions[id]
        return head_en(division.in_year(year) or division.spellings[-1], division.level)

    def parent(self, id: str, *, year: int | None = None) -> Place | None:
        """The place directly above; None above the state and for what is not a division."""
        place = self.get(id, year=year)
        return self.get(place.parent, year=year) if place and place.parent else None

    def ancestors(self, id: str, *, year: int | None = None) -> tuple[Place, ...]:
        """The places above, nearest first, the state last."""
        out = []
        place = self.parent(id, year=year)
        while place is not None:
            out.append(place)
            place = self.parent(place.id, year=year)
        return tuple(out)

    def level(self, id: str) -> str | None:
        """ "state" | "province" | "prefecture" | "county"; None for what is not a division."""
        place = self.get(id)
        return place.level if place else None

    def children(self, id: str, *, year: int | None = None) -> tuple[Place, ...]:
        """The divisions directly below in ``year`` (the latest without one), in the order of their codes.

        >>> # children("chuxiong", year=2019) has 禄丰县, year=2022 has 禄丰市; ten each
        """
        year = table_years()[1] if year is None else year
        key = self._state.id if id == self._state.id else self._divisions[id].key if id in self._divisions else ""
        found = []
        for below in self._below.get(key, ()):
            spelling = self._divisions[below].in_year(year)
            if spelling and (spelling.parent or self._state.id) == key:
                found.append(self._place(below, year))
        return tuple(sorted(found, key=lambda p: (p.code, p.id)))

    @cached_property
    def _below(self) -> dict[str, tuple[str, ...]]:
        """Ids of what ever stood directly below, by the key of the division above."""
        out: dict[str, dict[str, None]] = defaultdict(dict)
        for id, division in self._divisions.items():
            for spelling in division.spellings:
                out[spelling.parent or self._state.id][id] = None
        return {key: tuple(ids) for key, ids in out.items()}

    def province_of(self, id: str, *, year: int | None = None) -> Place | None:
        """The province that a place lies in or is."""
        chain = (self.get(id, year=year), *self.ancestors(id, year=year))
        return next((p for p in chain if p and p.level == "province"), None)

    # ── by name ──

    @cached_property
    def _by_form(self) -> dict[str, tuple[tuple[str, bool], ...]]:
        """Ids by every form of a name, each with whether the form is a bare stem."""
        out: dict[str, dict[str, bool]] = defaultdict(dict)
        for id, division in self._divisions.items():
            for s in division.spellings:
                for form, bare in _forms(s.name, s.stem, division.level).items():
                    out[form][id] = out[form].get(id, True) and bare
        for form in load_register("places")["state"]["aliases"]:
            out[form][self._state.id] = False
        return {form: tuple(sorted(ids.items())) for form, ids in out.items()}

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._by_form))

    def is_name(self, name: str) -> bool:
        """Whether some division bears ``name`` in full or short, a bare stem not counted."""
        return any(not bare for _, bare in self._by_form.get(name, ()))

    def find(
        self, name: str, *, within: str | None = None, year: int | None = None, level: str | None = None
    ) -> Place | None:
        """The place that ``name`` means, None when there is none or the hints leave more than one.

        ``within`` is the notice's place: what lies in it, or above it, or beside it comes before the rest of the
        country. ``level`` keeps to one level (楚雄 in a column of counties is 楚雄市). The place has the name of
        ``year``.
        """
        found = self.candidates(name, within=within, year=year, level=level)
        return found[0] if len(found) == 1 else None

    def candidates(
        self, name: str, *, within: str | None = None, year: int | None = None, level: str | None = None
    ) -> tuple[Place, ...]:
        """Every place that ``name`` may mean after the hints; one when they settle it."""
        return self._candidates(name.strip(), within, year, level, _STEPS_DOWN)

    def _candidates(
        self, name: str, within: str | None, year: int | None, level: str | None, steps: int
    ) -> tuple[Place, ...]:
        if _WHOLE.match(name):
            place = self.scope(name[-1], within, year=year)
            return (place,) if place else ()
        forms = self._by_form.get(name, ())
        if not forms:
            return self._compound(name, within, year, level, steps) if steps and len(name) <= _LONGEST_CHAIN else ()
        return self._settle(name, forms, within=within, year=year, level=level)

    def _compound(
        self, name: str, within: str | None, year: int | None, level: str | None, steps: int
    ) -> tuple[Place, ...]:
        """Names one after another from the top down: 昆明市西山区, 云南省楚雄彝族自治州禄丰市."""
        for end in range(min(len(name) - 1, self._longest), 1, -1):
            if name[:end] not in self._by_form:
                continue
            found = []
            for upper in self._candidates(name[:end], within, year, None, 0):
                if upper.level == "state":
                    continue
                inner = self._candidates(name[end:], upper.id, year, level, steps - 1)
                found += [p for p in inner if self.is_within(p.id, upper.id) and p.id != upper.id]
            if found:
                return tuple(dict.fromkeys(found))
        return ()

    def _settle(
        self,
        form: str,
        forms: tuple[tuple[str, bool], ...],
        *,
        within: str | None,
        year: int | None,
        level: str | None = None,
    ) -> tuple[Place, ...]:
        """Which of the places that bear ``form`` are meant: each hint in turn, as far as it leaves any."""
        ids = [id for id, _ in forms if not level or self.level(id) == level]
        if len(ids) > 1:
            ids = [id for id in ids if form in self._current_forms(id, year)] or ids
        if within and len(ids) > 1:
            distance = {id: self._distance(id, within, year) for id in ids}
            ids = [id for id in ids if distance[id] == min(distance.values())]
        if len(ids) > 1:
            bare = dict(forms)
            ids = [id for id in ids if not bare[id]] or ids
            # 楚雄 may be the prefecture or the city in it: without a hint the one that holds the other.
            ids = [id for id in ids if not any(o != id and self.is_within(id, o) for o in ids)]
        places = [self.get(id, year=year) for id in ids]
        return tuple(sorted((p for p in places if p), key=lambda p: p.id))

    def _current_forms(self, id: str, year: int | None) -> dict[str, bool]:
        if id == self._state.id:
            return dict.fromkeys(self._state.aliases, False)
        division = self._divisions[id]
        spelling = division.in_year(table_years()[1] if year is None else year)
        return _forms(spelling.name, spelling.stem, division.level) if spelling else {}

    def _distance(self, id: str, within: str, year: int | None) -> int:
        """How far a place is from the notice's: 0 itself or in it, then by the level of the nearest place above both.

        Steps up are counted from the notice's place, so a county of the same prefecture comes before one of the same
        province; the places above the notice's own count as near as what they hold.
        """
        chain = [within, *(p.id for p in self.ancestors(within, year=year))]
        own = {id, *(p.id for p in self.ancestors(id, year=year))}
        return next((n for n, upper in enumerate(chain) if upper in own), len(chain))

    def is_within(self, id: str, upper: str) -> bool:
        """Whether the place is ``upper`` or lies in it, in any year the table knows."""
        if upper == self._state.id or id == upper:
            return True
        division = self._divisions.get(id)
        if division is None:
            return False
        parents = {self._ids[s.parent] for s in division.spellings if s.parent}
        return any(self.is_within(p, upper) for p in parents)

    def scope(self, generic: str, within: str | None, *, year: int | None = None) -> Place | None:
        """What 全州, 我省, 本县 mean in a notice of ``within``: it or the place above it that is a 州, 省, 县.

        ``generic`` is the last character (国省市州县区旗盟).
        """
        if generic == "国":
            return self._state
        if within is None:
            return None
        chain = (self.get(within, year=year), *self.ancestors(within, year=year))
        return next((p for p in chain if p and p.level != "state" and p.name.endswith(generic)), None)

    def match(
        self, text: str, *, within: str | None = None, year: int | None = None, bare: bool = False
    ) -> PlaceMatch | None:
        """The longest name of a place at the head of ``text``, also of places one after another (昆明市西山区财政局).

        A bare stem counts only with ``bare``, and a name that takes the whole text is a match as well.
        """
        return self._match(text[:_LONGEST_CHAIN], within, year, bare, _STEPS_DOWN)

    def _match(self, text: str, within: str | None, year: int | None, bare: bool, steps: int) -> PlaceMatch | None:
        best: PlaceMatch | None = None
        for end in range(min(len(text), self._longest), 1, -1):
            forms = self._by_form.get(text[:end])
            if not forms:
                continue
            only_bare = all(is_bare for _, is_bare in forms)
            if only_bare and (not bare or goes_on_as_division(text, end)):
                continue
            usable = tuple(f for f in forms if bare or not f[1])
            found = self._settle(text[:end], usable, within=within, year=year)
            if not found:
                continue
            best = PlaceMatch(found[0] if len(found) == 1 else None, end, found, only_bare)
            break
        if best is None or not steps or (best.place and best.place.level in ("state", "county")):
            return best
        deeper = []
        for upper in best.candidates:
            if upper.level in ("state", "county"):
                continue
            inner = self._match(text[best.end :], upper.id, year, False, steps - 1)
            if inner:
                below = [p for p in inner.candidates if p.id != upper.id and self.is_within(p.id, upper.id)]
                deeper += [(p, inner.end) for p in below]
        if deeper:
            end = max(length for _, length in deeper)
            places = tuple(dict.fromkeys(p for p, length in deeper if length == end))
            return PlaceMatch(places[0] if len(places) == 1 else None, best.end + end, places)
        return best


def _forms(name: str, table_stem: str, level: str) -> dict[str, bool]:
    """Every way a division is named, each with whether it is a bare stem."""
    register = load_register("places")
    stem, groups, generic = split_name(name, table_stem)
    forms = {name: False}
    for short in register["short_names"].get(name, ()):
        forms[short] = False
    if generic in ("自治州", "自治县"):
        forms[stem + generic[-1]] = False
        forms[stem + generic] = False
    elif generic in ("自治旗", "联合旗"):
        forms[stem + "旗"] = False
    elif generic in ("新区", "矿区", "林区", "特区") or (generic == "区" and groups):
        forms[stem + "区"] = False
    if len(stem) >= 2 and stem != name:
        forms.setdefault(stem, level != "province")
    if level == "province" and (entry := province_entry(name)):
        if generic == "自治区":
            forms[stem + "自治区"] = False
            forms[stem + "区"] = False
        for alias in entry.get("aliases", ()):
            forms[alias] = False
    return forms


@cache
def load_places() -> PlaceIndex:
    """The index of all divisions; made on first use, the same object afterwards."""
    return PlaceIndex(load_divisions(), division_ids())
