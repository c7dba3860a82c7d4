"""The bodies made so far while names are read: one each, whatever it is called, with all its names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.model import Organization, Place
from generator.registers import load_register
from generator.resolve.generics import leading_generic
from generator.resolve.groups import KIND_EN, Group
from generator.resolve.organization_names import Function, StateBody
from generator.resolve.places import PlaceIndex
from generator.resolve.seats import Seat

_OWN_LEVEL = re.compile(r"(?:自治区|[省市州盟县区旗镇乡])(?=[级直属]|政府|各|有关|相关)")
"""The level in a group's name: 「州」 of 州级有关部门, which the name of its place already ends with."""


@dataclass(slots=True)
class Draft:
    """An organization while its names are being collected."""

    id: str
    place: str | None
    kind: str
    english: str
    """With ``{place}`` or ``{head}``, unless ``fixed_name``."""
    status: str
    name: str
    names: Counter[str] = field(default_factory=Counter)
    """As the notices write it, with how often."""
    cores: set[str] = field(default_factory=set)
    """The same without the place, and the full form of what only shortens it."""
    parent: str | None = None
    members: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    fixed_name: bool = False
    """Name and English are those of the register, whatever the notices write."""
    form: str = ""
    """See ``Function.form``."""
    seat: Seat | None = None
    """Where it sits when that is no division."""


class OrganizationRegistry:
    """The organizations made so far; each once, whatever it is called."""

    def __init__(self, places: PlaceIndex) -> None:
        self._places = places
        self._drafts: dict[str, Draft] = {}

    def state(self, body: StateBody) -> str:
        """Id of a body of the State."""
        id = f"china/{body.id}"
        if id not in self._drafts:
            self._drafts[id] = Draft(
                id,
                "china",
                body.kind,
                body.english,
                "official",
                body.name,
                Counter({body.name: 1}),
                fixed_name=True,
                predecessors=tuple(f"china/{p}" for p in body.predecessors),
            )
        return id

    def local(self, at: Place | Seat, function: Function, core: str) -> str:
        """Id of the body with this function at a place; ``core`` is how it is called here, without the place."""
        place, id = self._address(at, function.slug)
        function = function.at_level(place.level if place else None)
        if id not in self._drafts:
            parent = f"china/{function.of}" if function.of else None
            self._drafts[id] = Draft(
                id,
                at.place if isinstance(at, Seat) else at.id,
                function.kind,
                function.english,
                function.status,
                "",
                parent=parent,
                form=function.form,
                seat=at if isinstance(at, Seat) else None,
            )
        self._drafts[id].cores |= {core, function.core} if _shortens(core, function.core) else {core}
        return id

    def group(self, at: Place | Seat, group: Group, members: Iterable[str]) -> str:
        """Id of a group at a place, its members added to those known."""
        _, id = self._address(at, group.slug)
        draft = self._drafts.get(id)
        if draft is None:
            seat = at if isinstance(at, Seat) else None
            draft = self._drafts[id] = Draft(
                id, seat.place if seat else at.id, "group", group.english, "curated", "", seat=seat
            )
        draft.cores.add(group.name)
        draft.members = tuple(sorted({*draft.members, *members}))
        return id

    @staticmethod
    def _address(at: Place | Seat, slug: str) -> tuple[Place | None, str]:
        if isinstance(at, Seat):
            return None, f"{at.namespace}/{at.prefix}{slug}"
        return at, f"{at.id}/{slug}"

    def _english(self, draft: Draft, place: Place | None) -> str:
        template, seat = draft.english, draft.seat
        if seat is not None:
            if seat.level:
                return f"{_without_place(template)} ({KIND_EN.get(seat.level, 'local')} level)"
            if "{head}" in template and seat.head:
                return template.replace("{head}", seat.head)
            # an office of a central body is told from others by where it is, a notice's own bureau need not be
            name = seat.english or (seat.head if draft.kind == "branch" else "")
            return template.replace("{place}", name) if name else _without_place(template)
        if place is None or place.level == "state":
            return _without_place(template)
        if "{head}" in template:
            head = self._places.head_en(place.id) if place.id in self._places.by_id else place.name_en
            return template.replace("{head}", head)
        return template.replace("{place}", place.name_en)

    def under(self, id: str, parent: str) -> None:
        """Makes ``id`` an office of ``parent``."""
        if id != parent and self._drafts[id].parent is None:
            self._drafts[id].parent = parent

    def is_group(self, id: str) -> bool:
        """Whether the body with this id stands for several."""
        return self._drafts[id].kind == "group"

    def note(self, ids: tuple[str, ...], written: str, times: int = 1) -> None:
        """Remembers how a notice calls a body; a name of two bodies (局〈办〉) is neither's own."""
        if len(ids) == 1:
            self._drafts[ids[0]].names[written] += times

    def organizations(self) -> tuple[Organization, ...]:
        """All of them, with relations only to what is there."""
        self._relate()
        return tuple(self._finish(self._drafts[id]) for id in sorted(self._drafts))

    def _relate(self) -> None:
        for rule in load_register("organizations")["successions"]:
            suffix = "/" + rule["from"]
            for id in [i for i in self._drafts if i.endswith(suffix)]:
                successor = self._drafts.get(id.removesuffix(rule["from"]) + rule["to"])
                if successor:
                    successor.predecessors = tuple(sorted({*successor.predecessors, id}))

    def _finish(self, draft: Draft) -> Organization:
        place = self._places.get(draft.place) if draft.place else None
        name = draft.name if draft.fixed_name else self._name(draft, place)
        return Organization(
            id=draft.id,
            name=name,
            name_en=draft.english if draft.fixed_name else self._english(draft, place),
            name_en_status=draft.status,
            aliases=tuple(sorted(draft.names.keys() - {name})),
            place=draft.place,
            kind=draft.kind,
            parent=draft.parent if draft.parent in self._drafts else None,
            members=tuple(m for m in draft.members if m in self._drafts),
            predecessors=tuple(p for p in draft.predecessors if p in self._drafts),
        )

    def _name(self, draft: Draft, place: Place | None) -> str:
        """The fullest name in use, with the place in full where the notices leave it to be understood."""
        sign = 1 if draft.kind == "group" else -1
        cores = sorted((c for c in draft.cores if c), key=lambda c: (sign * len(c), c))
        core = cores[0] if cores else max(draft.names, key=lambda n: (len(n), n), default=draft.id)
        if draft.seat is not None:
            return self._name_at_seat(draft, draft.seat, core)
        if place is None or place.level == "state":
            return core
        if draft.form:
            return draft.form.replace("{place}", place.name)
        if any(form in core for form in (place.name, *place.aliases)) and draft.kind in ("branch", "company"):
            return core
        if core.startswith((place.name, *place.aliases)):
            return core
        if core.startswith("委"):
            return f"中共{place.name}{core}"
        level = _OWN_LEVEL.match(core)
        if draft.kind == "group" and level and place.name.endswith(level[0]):
            return place.name + core[level.end() :]
        return place.name + core

    @staticmethod
    def _name_at_seat(draft: Draft, seat: Seat, core: str) -> str:
        if not seat.name and draft.names and draft.kind != "group":
            # nothing is known that could stand for the 「县」 of 县财政局
            return max(draft.names, key=lambda n: (leading_generic(n) != "", draft.names[n], len(n), n))
        if draft.form:
            return draft.form.replace("{place}", seat.name)
        if draft.kind == "branch" and seat.head and not seat.name:
            return core
        return core if core.startswith(seat.name) else seat.name + core


def _without_place(template: str) -> str:
    """An English name without the place: 「People's Bank of China, {head} Branch」 → People's Bank of China Branch."""
    for part, instead in ((", {head} ", " "), ("{head} ", ""), (" of {place}", ""), (", {place}", ""), ("{place}", "")):
        template = template.replace(part, instead)
    return template.strip(", ")


def _shortens(short: str, full: str) -> bool:
    """Whether ``short`` leaves out characters of ``full`` and changes none: 发改委 of 发展和改革委员会."""
    at = iter(full)
    return bool(full) and all(c in at for c in short)
