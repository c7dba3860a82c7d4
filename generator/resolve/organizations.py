"""Which body a name in a notice means.

The same words mean another body in another place: 州财政局 in a notice of 楚雄州 and in one of 大理州. A name is read with
the notice's own place: 州, 市, 县 and 省 are that place or the one above it, a full place name is that place, a name
without a place is the State's in a notice of the State, else the notice's own. Nothing is dropped: a name that no
register knows becomes a body of its own, its English name romanised and marked ``generated``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from generator.find_assignments.body_names import repair
from generator.model import Mentions, Organization, Place
from generator.resolve.groups import KIND_EN, Group, read_group
from generator.resolve.organization_names import Function, read_branches, read_core, read_state, romanized
from generator.resolve.organization_registry import OrganizationRegistry
from generator.resolve.places import PlaceIndex
from generator.romanize import romanize, slug

_SUB_OFFICE = re.compile(r"^(?P<body>[^〈〉（）〔〕]{2,})[〈（〔](?P<office>[^〈〉（）〔〕]{2,20})[〉）〕]$")
_OFFICE_END = re.compile(r"[局办委室厅部院处队站]$|中心$|管委会$")
_IN_BRACKETS = re.compile(r"[〈（〔][^〈〉（）〔〕]*[〉）〕]")
_STATE_HEAD = re.compile(r"^(?:国家|国务院|中央|中共中央|全国|中国|中华|最高|中华人民共和国)")
_STATE_END = re.compile(r"(?:[^组织宣传统战装备]部|总局|署|证监会|银保监会|银监会|保监会)$")
_GENERIC = re.compile(r"^(?:自治区|兵团|地区|[省市州盟县区旗镇乡])")
_NOT_GENERIC = re.compile(
    r"^(?:市政(?!府|协|法)|市场|市民|市容|区块|区域|县域|县级|市级|省级|州级|区级|省际|州际|乡村|乡镇|镇街|区直|市直|县直|州直|省直)"
)
_YOUTH_LEAGUE = re.compile(r"^团(?P<level>[省市州县区旗盟])委$")
_LEVEL_OF = {"自治区": "区", "地区": "区"}
_PARTY_OF_PLACE = re.compile(r"^(?:中共|中国共产党)")


@dataclass(frozen=True, slots=True)
class OrganizationIndex:
    """Every body that the notices name, and which one each name means where."""

    organizations: tuple[Organization, ...]
    """Sorted by id; members of groups are among them though no notice names them alone."""
    _meanings: Mapping[tuple[str, str], tuple[tuple[str, ...], bool]]

    def of(self, document_id: str, name: str) -> tuple[tuple[str, ...], bool]:
        """Ids of the bodies that ``name`` (as written or repaired) means in the notice, and whether it is a group.

        An empty tuple for a name that the notice does not hold.
        """
        return self._meanings.get((document_id, name), ((), False))


def resolve_organizations(
    mentions_by_document: Sequence[Mentions],
    places: PlaceIndex,
    notice_places: Mapping[str, str | None],
    *,
    further_names: Mapping[str, Iterable[str]] = MappingProxyType({}),
) -> OrganizationIndex:
    """Gives every name in the assignments, and every issuing authority, its body.

    ``further_names`` are names by document that stand outside the assignments (the subject of a deadline).
    ``notice_places`` has the id of each notice's own place (``china`` for the State, None when unknown). The result
    does not depend on the order of the notices.
    """
    registry = OrganizationRegistry(places)
    meanings: dict[tuple[str, str], tuple[tuple[str, ...], bool]] = {}
    for mentions in sorted(mentions_by_document, key=lambda m: m.document.id):
        document = mentions.document
        year = document.plan_year or (document.issued_on.year if document.issued_on else None)
        reader = _Reader(registry, places, notice_places.get(document.id), year)
        further = {(name, name) for name in further_names.get(document.id, ())}
        for name, clean in sorted(_names_of(mentions) | further):
            ids, group = reader.resolve(clean)
            registry.note(ids, name)
            meanings[document.id, name] = meanings[document.id, clean] = (ids, group)
    return OrganizationIndex(registry.organizations(), meanings)


def _names_of(mentions: Mentions) -> set[tuple[str, str]]:
    names = {(m.as_written, m.repaired or repair(m.as_written)) for m in mentions.assignments}
    authority = mentions.document.issuing_authority
    if authority:
        names |= {(authority, authority)}
        names |= {(part, part) for part in re.split(r"[\s、，]+", authority) if part}
    return names


class _Reader:
    """Reads the names of one notice."""

    def __init__(self, registry: OrganizationRegistry, places: PlaceIndex, place: str | None, year: int | None) -> None:
        self._registry = registry
        self._places = places
        self._year = year
        self._own = places.get(place, year=year) if place else None
        self._state = self._own is not None and self._own.level == "state"

    def resolve(self, name: str) -> tuple[tuple[str, ...], bool]:
        """Ids of what ``name`` means, and whether it is a group. Never empty for a name with a character in it."""
        name = re.sub(r"\s", "", name)
        group = read_group(name, self._own, self._places, self._year)
        if group is not None:
            return (self._group(group),), True
        m = _SUB_OFFICE.match(name)
        if m and _OFFICE_END.search(m["office"]) and not m["body"].endswith(("县", "市", "区", "乡", "镇")):
            parent = self._one(m["body"])
            office = self._one(m["office"], beside=parent)
            if office != parent:
                self._registry.under(office, parent)
            self._registry.note((parent,), m["body"])
            self._registry.note((office,), m["office"])
            return tuple(dict.fromkeys((parent, office))), False
        id = self._one(name)
        return (id,), self._registry.is_group(id)

    def _group(self, group: Group) -> str:
        government = read_core("人民政府")
        assert government is not None
        members = [self._registry.local(place, government, "人民政府") for place in group.members]
        place = self._own
        if group.level in ("国务院", "国家", "中央"):
            place = self._places.get("china")
        elif group.level and group.level[0] in "省市州县区自":
            place = self._scope("自治区" if group.level.startswith("自治区") else group.level[0]) or place
        return self._registry.group(place, group, members)

    def _one(self, name: str, beside: str | None = None) -> str:
        plain = _IN_BRACKETS.sub("", name) or name
        return (
            self._state_body(plain)
            or self._placed(plain, known=True)
            or self._branch(plain)
            or self._placed(plain, known=False)
            or self._own_place(plain, beside)
            or self._unknown(plain)
        )

    # ── the State's ──

    def _state_body(self, name: str) -> str | None:
        body = read_state(name, self._year) or read_state(_PARTY_OF_PLACE.sub("", name), self._year)
        if body is None:
            return None
        if (
            self._state
            or _STATE_HEAD.match(name)
            or _STATE_END.search(name)
            or name in ("新华社", "兵团", "中办", "国办")
        ):
            if self._state or not self._has_branch(name):
                return self._registry.state(body)
            return None
        # 发展改革委 in a notice of a province is the province's
        if read_core(name) is None and not self._has_branch(name):
            return self._registry.state(body)
        return None

    def _has_branch(self, name: str) -> bool:
        """「人民银行」「中国电信」 in a local notice is the office there, 「财政部」 is the State's."""
        return any(b.where == "" and b.function.kind == "branch" for b in read_branches(name)[:1])

    # ── with a place in the name ──

    def _placed(self, name: str, *, known: bool) -> str | None:
        """A name with its place in front; ``known`` keeps to bodies that the register knows whole."""
        name = _PARTY_OF_PLACE.sub("", name)
        if league := _YOUTH_LEAGUE.match(name):
            return self._make(self._scope(league["level"]), "团委")
        within = self._own.id if self._own else None
        match = self._places.match(name, within=within, year=self._year)
        if match and match.place and match.place.level != "state":
            rest = name[match.end :]
            if not rest:
                return self._make(match.place, "人民政府", known)
            if rest not in ("管委会", "党工委") and (id := self._make(match.place, rest, known)):
                return id
        if match and match.place and match.place.level == "state" and self._state:
            return self._make(match.place, name[match.end :], known)
        generic = _GENERIC.match(name)
        if generic and not _NOT_GENERIC.match(name) and not self._is_core(name):
            place = self._scope(generic[0])
            rest = name[generic.end() :]
            function = read_core(rest)
            if function is not None and function.kind == "company" and known:
                return None
            if function is not None and place is not None:
                return self._registry.local(place, function, rest)
            if function is not None and self._own is not None and generic[0] not in ("镇", "乡"):
                # 市教育局 in a province's notice: the education bureaus of its cities
                what = function.english.replace(" of {place}", "").replace(", {place}", "").replace("{head} ", "")
                english = f"{what} ({KIND_EN.get(generic[0], 'local')} level), {{place}}"
                return self._registry.group(self._own, Group(slug(name), name, english), ())
            if place is not None and len(rest) >= 2 and not known:
                return self._generated(place, rest)
        return None

    def _is_core(self, name: str) -> bool:
        """「市场监管局」 and 「区块链办」 begin with a level's character by chance."""
        return (
            name.startswith(("市场", "市政务", "乡村"))
            and read_core(name) is not None
            and not name.startswith("市政务")
        )

    def _scope(self, generic: str) -> Place | None:
        """What 省, 市, 州, 县, 区 in front of a name mean in this notice."""
        if self._own is None or generic == "兵团":
            return None
        if generic in ("自治区", "省"):
            return self._places.province_of(self._own.id, year=self._year)
        if generic in ("镇", "乡"):
            return self._own if self._own.level == "township" else None
        if generic == "地区":
            chain = (self._own, *self._places.ancestors(self._own.id, year=self._year))
            return next((p for p in chain if p.level == "prefecture"), None)
        return self._places.scope(generic, self._own.id, year=self._year)

    # ── offices of central bodies and companies ──

    def _branch(self, name: str) -> str | None:
        for reading in read_branches(name):
            place = self._where(reading.where)
            if place is not None:
                core = name[len(reading.where) :] if _GENERIC.fullmatch(reading.where or "-") else name
                return self._registry.local(place, replace(reading.function, core=""), core if reading.where else name)
        for reading in read_branches(name)[:1]:
            # 「打洛海关」: a place that is no division
            stem = reading.where
            if 2 <= len(stem) <= 4 and name.endswith(
                ("海关", "边检站", "边防检查站", "火车站", "供电局", "供电公司", "分公司", "支行")
            ):
                english = reading.function.english.replace("{head}", romanize(stem)) + ", {place}"
                function = replace(
                    reading.function, slug=f"{slug(stem)}-{reading.function.slug}", english=english, core=name
                )
                return self._registry.local(self._own, function, name)
        return None

    def _where(self, words: str) -> Place | None:
        """The place that is left of a branch's name when brand and unit are off: 「楚雄州」, 「州」, 「云南楚雄」."""
        if not words:
            return self._own
        if generic := _GENERIC.fullmatch(words):
            return self._scope(generic[0])
        within = self._own.id if self._own else None
        if self._own and words in (self._own.name, *self._own.aliases):
            return self._own
        for start in range(len(words) - 1):
            match = self._places.match(words[start:], within=within, year=self._year, bare=True)
            if match and match.place and match.end == len(words) - start:
                return match.place
        return None

    # ── without a place ──

    def _own_place(self, name: str, beside: str | None) -> str | None:
        function = read_core(name)
        if function is None:
            return None
        place = self._own
        if function.kind == "company" and (own := self._company_of_place(name)):
            return own
        if beside is not None:
            place = self._places.get(beside.split("/")[0], year=self._year) or place
        if self._state:
            return self._registry.local(place, function, name)
        if name.endswith("厅") and place is not None:
            place = self._places.province_of(place.id, year=self._year) or place
        return self._registry.local(place, function, name)

    def _company_of_place(self, name: str) -> str | None:
        """「济南轨道交通集团」: a place's bare name before what a company does."""
        within = self._own.id if self._own else None
        match = self._places.match(name, within=within, year=self._year, bare=True)
        if not match or not match.place or match.place.level == "state":
            return None
        function = read_core(name[match.end :])
        if function is None or function.kind != "company":
            return None
        return self._registry.local(match.place, function, name)

    def _make(self, place: Place | None, core: str, known: bool = True) -> str | None:
        function = read_core(core)
        if function is not None and not (known and function.kind == "company"):
            return self._registry.local(place, function, core)
        if known:
            return None
        if place is not None and (branch := next((b for b in read_branches(core) if not b.where), None)):
            return self._registry.local(place, branch.function, core)
        return self._generated(place, core) if place is not None and len(core) >= 2 else None

    def _generated(self, place: Place | None, core: str) -> str:
        """A body that no register knows: kept, romanised, marked."""
        function = Function(slug(core), core, romanized(core), "body", "generated")
        return self._registry.local(place, function, core)

    def _unknown(self, name: str) -> str:
        return self._generated(self._own, name)
