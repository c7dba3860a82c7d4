"""Reads the names of bodies in one notice: each gives the id of a body in the registry.

The same words mean another body in another place: 州财政局 in a notice of 楚雄州 and in one of 大理州. A name is read with
the notice's own place: 州, 市, 县 and 省 are that place or the one above it, a full place name is that place, a name
without a place is the State's in a notice of the State, else the notice's own. A place must be named exactly: 平川县 is
not 平川区. Nothing is dropped: a name that no register knows becomes a body of its own, its English name romanised.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from generator.model import Document, Place
from generator.resolve.generics import leading_generic
from generator.resolve.groups import KIND_EN, Group, read_function_group, read_group
from generator.resolve.organization_names import Function, read_branches, read_core, read_state, romanized
from generator.resolve.organization_registry import OrganizationRegistry
from generator.resolve.places import PlaceIndex
from generator.resolve.seats import Seat, find_home, named_seat, seat_of_level
from generator.resolve.zones import zone_name_en, zone_words
from generator.romanize import join_syllables, place_syllables, slug

_SUB_OFFICE = re.compile(r"^(?P<body>[^〈〉（）〔〕]{2,})[〈（〔](?P<office>[^〈〉（）〔〕]{2,20})[〉）〕]$")
_OFFICE_END = re.compile(r"[局办委室厅部院处队站]$|中心$|管委会$")
_IN_BRACKETS = re.compile(r"[〈（〔][^〈〉（）〔〕]*[〉）〕]")
_STATE_HEAD = re.compile(r"^(?:国家|国务院|中央|中共中央|全国|中国|中华|最高|中华人民共和国)")
_STATE_END = re.compile(r"(?:[^组织宣传统战装备]部|总局|署|证监会|银保监会|银监会|保监会)$")
_YOUTH_LEAGUE = re.compile(r"^团(?P<level>[省市州县区旗盟])委$")
_PARTY_OF_PLACE = re.compile(r"^(?:中共|中国共产党)")
_SHARED_TAIL = re.compile(
    r"(?P<generic>[省市县区州旗盟镇乡])?(?P<office>人民政府|政府|行政公署|行署|街道办事处|街道办)$"
)
_PLACE_JOIN = re.compile(r"(?<=..)[和及与](?=..)")
_ELSEWHERE = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,6}?[市县区州旗盟镇乡])(?P<rest>[\u4e00-\u9fff]{2,})")
_DIVISION_END = re.compile(r"[省市县区州旗盟镇乡]$")
_OR_OFFICE = re.compile(r"[（〔](?:[^（）〔〕]*(?:公署|行署|管委会|办事处|政府)|(?:含|包括)[^（）〔〕]*)[）〕]$")
"""「各地、州、市人民政府（行政公署）」「各区（含大鹏新区）」"""
_SEVERAL = re.compile(r"各|有关|相关|其他|其它|全体")
_TWICE = re.compile(r"([\u4e00-\u9fff]{1,4})\1")
_OF_STATE_COUNCIL = re.compile(r"(?:国务院|中央)(?=.{3})")
_SUB_BUREAU = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{2,16}?)(?:局|(?<=公安)|(?<=环境)|(?<=规划)|(?<=资源)|(?<=监管))(?P<where>[\u4e00-\u9fff]{2,8})分局"
)
"""「市公安局高新分局」「公安高新分局」."""
_BARE_ZONE = re.compile(r"[省市州盟县区旗]?(?:高新|经开|开发|综保|保税|度假|示范|试验|合作)区")
"""「高新区」「市经开区」: a zone whose committee is meant."""
_REGULATOR = re.compile(r"[\u4e00-\u9fff]{2,6}(?<![省市州盟县区旗方])金融监管[分支]?局")
_TWO_NAMES = re.compile(r"(?P<first>(?P<level>[省市州县区]).+?[局委办厅])(?P<second>(?P=level).+)")


class NameReader:
    """Reads the names of one notice into a registry."""

    def __init__(
        self,
        registry: OrganizationRegistry,
        places: PlaceIndex,
        document: Document,
        place: str | None,
        names: Iterable[str],
    ) -> None:
        """``place`` is the id of the notice's own place, None when unknown; ``names`` are all that will be read."""
        self._registry = registry
        self._places = places
        self._year = document.plan_year or (document.issued_on.year if document.issued_on else None)
        self._own = places.get(place, year=self._year) if place else None
        self._state = self._own is not None and self._own.level == "state"
        self._home = find_home(document, self._own, places, names)
        base = self._home.seat or self._own
        assert base is not None
        self._base: Place | Seat = base

    @property
    def _within(self) -> str | None:
        return self._own.id if self._own else None

    def resolve(self, name: str) -> tuple[tuple[str, ...], bool]:
        """Ids of what ``name`` means, and whether it is a group. Never empty for a name with a character in it."""
        name = re.sub(r"\s", "", name)
        if _BARE_ZONE.fullmatch(name):
            name += "管委会"
        if ids := self._governments_of(name):
            return ids, False
        group = (
            read_group(name, self._own, self._places, self._year)
            or read_group(_OR_OFFICE.sub("", name), self._own, self._places, self._year)
            or read_function_group(name)
        )
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
        if (two := _TWO_NAMES.fullmatch(name)) and read_core(name[1:]) is None:
            first, second = two["first"], two["second"]
            if read_core(first[1:]) and read_core(second[1:]):
                return tuple(dict.fromkeys((self._one(first), self._one(second)))), False
        id = self._one(name)
        return (id,), self._registry.is_group(id)

    def _governments_of(self, name: str) -> tuple[str, ...]:
        """「青岛、烟台、日照市政府」: places that share one 政府, () for any other name."""
        tail = _SHARED_TAIL.search(name)
        if tail is None or "、" not in name:
            return ()
        *parts, last = name[: tail.start()].split("、")
        if self._places.find(last + (tail["generic"] or ""), within=self._within, year=self._year) is None:
            parts += _PLACE_JOIN.split(last)
        else:
            parts.append(last)
        if _SEVERAL.match(name) or not parts[-1] or not all(2 <= len(p) <= 9 for p in parts[:-1]):
            return ()
        generic = tail["generic"] or ""
        office = "人民政府" if tail["office"] == "政府" else tail["office"]
        out = []
        for part in parts:
            full = part if _DIVISION_END.search(part) and part != parts[-1] else part + generic
            office_of = (
                ("街道" if not full.endswith("街道") else "") + "办事处" if office.startswith("街道") else office
            )
            out.append(self._one(full + office_of))
        return tuple(dict.fromkeys(out))

    def _group(self, group: Group) -> str:
        members = []
        for place in group.members:
            core = "行政公署" if place.name.endswith(("盟", "地区")) else "人民政府"
            function = read_core(core)
            assert function is not None
            members.append(self._registry.local(place, function, core))
        at: Place | Seat = self._base
        if group.level in ("国务院", "国家", "中央"):
            at = self._places.get("china") or at
        elif group.level and group.level[0] in "省市州县区自" and self._own is not None:
            at = self._scope("自治区" if group.level.startswith("自治区") else group.level[0]) or at
        return self._registry.group(at, group, members)

    def _one(self, name: str, beside: str | None = None) -> str:
        plain = _IN_BRACKETS.sub("", name) or name
        return (
            self._state_body(plain)
            or (self._branch(plain) if self._is_regulator(plain) else None)
            or self._placed(plain, known=True)
            or self._sub_bureau(plain)
            or self._branch(plain)
            or self._printed_twice(plain)
            or self._placed(plain, known=False)
            or self._without_prefix(plain, beside)
            or self._elsewhere(plain)
            or self._generated(self._base, plain)
        )

    # ── the State's ──

    def _state_body(self, name: str) -> str | None:
        body = read_state(name, self._year) or read_state(_PARTY_OF_PLACE.sub("", name), self._year)
        if body is None:
            return None
        plainly = _STATE_HEAD.match(name) or _STATE_END.search(name) or name in ("新华社", "兵团", "中办", "国办")
        if self._state or (plainly and not self._has_branch(name)):
            return self._registry.state(body)
        # 发展改革委 in a notice of a province is the province's
        if not plainly and read_core(name) is None and not self._has_branch(name):
            return self._registry.state(body)
        return None

    def _has_branch(self, name: str) -> bool:
        """「人民银行」「中国电信」 in a local notice is the office there, 「财政部」 is the State's."""
        return any(b.where == "" and b.function.kind == "branch" for b in read_branches(name)[:1])

    # ── with a place in the name ──

    def _placed(self, name: str, *, known: bool) -> str | None:
        """A name with its place in front; ``known`` keeps to bodies that the register knows whole."""
        name = _PARTY_OF_PLACE.sub("", name)
        if of_state := _OF_STATE_COUNCIL.match(name):
            state = self._places.get("china")
            function = read_core(name[of_state.end() :])
            return self._registry.local(state, function, name) if state and function else None
        if (league := _YOUTH_LEAGUE.match(name)) and (at := self._scope(league["level"])):
            return self._make(at, "团委")
        if self._home.name and name.startswith(self._home.name) and self._home.seat:
            return self._make(self._home.seat, name.removeprefix(self._home.name) or "人民政府", known)
        match = self._places.match(name, within=self._within, year=self._year)
        if match and match.place and (match.place.level != "state" or self._state):
            rest = name[match.end :]
            if self._home.seat and self._home.name and rest.startswith(self._home.name):
                return self._make(self._home.seat, rest.removeprefix(self._home.name) or "人民政府", known)
            if not rest and match.place.level != "state":
                return self._make(match.place, "人民政府", known)
            if rest not in ("管委会", "党工委") and (id := self._make(match.place, rest, known)):
                return id
        return self._after_generic(name, leading_generic(name), known)

    def _after_generic(self, name: str, generic: str, known: bool) -> str | None:
        """「市财政局」: what the generic word means in this notice, and the body there."""
        rest = name[len(generic) :]
        if not generic or not rest:
            return None
        at = self._scope(generic)
        function = read_core(rest)
        if function is not None and function.kind == "company" and known:
            return None
        if function is not None and generic == "兵团" and (corps := self._places.get("xinjiang")):
            return self._registry.local(corps, function.of_corps(), rest)
        if function is not None and at is not None:
            return self._registry.local(at, function, rest)
        if function is not None and self._own is not None:
            # 市教育局 in a province's notice: the education bureaus of its cities
            what = function.english.replace(" of {place}", "").replace(", {place}", "").replace("{head} ", "")
            english = f"{what} ({KIND_EN.get(generic, 'local')} level), {{place}}"
            return self._registry.group(self._own, Group(slug(name), name, english), ())
        if at is not None and len(rest) >= 2 and not known:
            return self._generated(at, rest)
        return None

    def _scope(self, generic: str) -> Place | Seat | None:
        """What 省, 市, 州, 县, 区 in front of a name mean in this notice; None for many places below its own."""
        if self._home.means(generic):
            return self._home.seat
        if generic == "兵团":
            return None
        if self._own is None:
            assert isinstance(self._base, Seat)
            return seat_of_level(self._base, "省" if generic == "自治区" else generic)
        if generic in ("自治区", "省"):
            return self._places.province_of(self._own.id, year=self._year)
        if generic == "地区":
            chain = (self._own, *self._places.ancestors(self._own.id, year=self._year))
            return next((p for p in chain if p.level == "prefecture"), None)
        if generic in ("镇", "乡", "街道", "苏木"):
            return None
        place = self._places.scope(generic, self._own.id, year=self._year)
        if place is None and self._own.level == "county":
            # a county that has since become a city or district; else no place of this kind is above it
            if any(form.endswith(generic) for form in self._own.aliases):
                return self._own
            return seat_of_level(Seat(self._own.id), generic)
        return place

    def _sub_bureau(self, name: str) -> str | None:
        """「市生态环境局安吉分局」: what the bureau does, and where its sub-bureau is; 「县生态环境分局」 is the same body.

        The sub-bureau of a zone (「市公安局高新分局」) is a body of the city.
        """
        m = _SUB_BUREAU.fullmatch(name)
        if m is None:
            return None
        match = self._places.match(name, within=self._within, year=self._year)
        begin = match.end if match and match.place else len(leading_generic(name))
        what = name[begin : m.end("what")]
        function, bureau = read_core(what + "分局"), read_core(what + "局")
        if function is None or bureau is None:
            return None
        city = match.place if match and match.place else self._scope(leading_generic(name)) if begin else self._own
        at = self._where(m["where"])
        if not isinstance(at, Place):
            zone = next((z for z in (m["where"], m["where"] + "区") if z.endswith(tuple(zone_words()))), None)
            if zone is None or not isinstance(city, Place):
                return None
            function = function.in_zone(zone_name_en(zone))
            at = city
        id = self._registry.local(at, function, ("" if at is city else city.name if city else "") + name[begin:])
        if isinstance(city, Place):
            self._registry.under(id, f"{city.id}/{bureau.slug}")
        return id

    # ── offices of central bodies and companies ──

    def _is_regulator(self, name: str) -> bool:
        """「广东金融监管局」 is the National Financial Regulatory Administration's, 广东省地方金融监管局 the province's."""
        return (self._year or 0) >= 2023 and _REGULATOR.fullmatch(name) is not None

    def _branch(self, name: str) -> str | None:
        readings = read_branches(name)
        for reading in readings:
            at = self._where(reading.where)
            if at is not None:
                core = name
                if leading_generic(reading.where) == reading.where != "":
                    # 「市税务局」, 「国网市电力公司」
                    named = at.name if isinstance(at, Place) else ""
                    core = name.removeprefix(reading.where)
                    core = name.replace(reading.where, named, 1) if core == name else core
                return self._registry.local(at, replace(reading.function, core=""), core)
        for reading in readings[:1]:
            stem = reading.where
            if not (reading.closed and 2 <= len(stem) <= 6 and re.fullmatch(r"[\u4e00-\u9fff]+", stem)):
                continue
            if _DIVISION_END.search(stem) and len(stem) > 2:
                return self._registry.local(named_seat(stem, self._namespace), reading.function, name)
            if len(stem) <= 4:
                # 「打洛海关」: a place that is no division
                head = join_syllables(place_syllables(stem))
                english = reading.function.english.replace("{head}", head) + ", {place}"
                own_slug = f"{slug(stem)}-{reading.function.slug}"
                function = replace(reading.function, slug=own_slug, english=english, core=name)
                return self._registry.local(self._base, function, name)
        return None

    @property
    def _namespace(self) -> str:
        return self._base.namespace if isinstance(self._base, Seat) else self._base.id

    def _where(self, words: str) -> Place | Seat | None:
        """The place that is left of a branch's name when brand and unit are off: 「楚雄州」, 「州」, 「云南楚雄」."""
        if not words:
            return self._base
        if leading_generic(words) == words:
            return self._scope(words)
        if self._home.name and words in (self._home.name, _DIVISION_END.sub("", self._home.name)):
            return self._home.seat
        if self._own and words in (self._own.name, *self._own.aliases):
            return self._own
        for start in range(len(words) - 1):
            if start and not self._places.find(words[:start], within=self._within, year=self._year):
                continue
            match = self._places.match(words[start:], within=self._within, year=self._year, bare=True)
            if match and match.place and match.end == len(words) - start:
                if match.bare and match.place.level == "county" and not self._is_near(match.place):
                    return None
                return match.place
        return None

    def _is_near(self, place: Place) -> bool:
        """Whether a county named by its stem alone lies in the notice's province, so that no other is meant."""
        province = self._places.province_of(self._own.id, year=self._year) if self._own else None
        return province is not None and self._places.is_within(place.id, province.id)

    # ── without a place ──

    def _without_prefix(self, name: str, beside: str | None) -> str | None:
        if id := self._after_stem(name):
            return id
        function = read_core(name)
        if function is None:
            return None
        at: Place | Seat = self._base
        if beside is not None:
            at = self._places.get(beside.split("/")[0], year=self._year) or at
        if not self._state and name.endswith("厅") and self._own is not None:
            at = self._places.province_of(self._own.id, year=self._year) or at
        return self._registry.local(at, function, name)

    def _after_stem(self, name: str) -> str | None:
        """「普陀公安分局」「济南轨道交通集团」: the bare name of the notice's place or one in it, then what the body does."""
        stem = _DIVISION_END.sub("", self._home.name)
        if len(stem) >= 2 and name.startswith(stem) and (function := read_core(name[len(stem) :])):
            return self._registry.local(self._base, function, name)
        if self._own is None or self._state:
            return None
        match = self._places.match(name, within=self._own.id, year=self._year, bare=True)
        if not match or not match.place or match.place.level == "state":
            return None
        rest = name[match.end :]
        function = read_core(rest)
        if function is None or rest.endswith(("管委会", "管理委员会", "党工委", "区", "园")):
            return None
        if function.kind != "company" and not self._places.is_within(match.place.id, self._own.id):
            return None
        return self._registry.local(match.place, function, name)

    def _elsewhere(self, name: str) -> str | None:
        """「平川县财政局」 where no table knows 平川县: the body is known, its place only by name."""
        m = _ELSEWHERE.fullmatch(name)
        if m is None or _SEVERAL.match(name) or (function := read_core(m["rest"])) is None:
            return None
        return self._registry.local(named_seat(m["place"], self._namespace), function, m["rest"])

    def _printed_twice(self, name: str) -> str | None:
        """「州住房和城乡建建设局」: a known body once what scanning doubled is taken out."""
        for m in _TWICE.finditer(name):
            once = name[: m.end(1)] + name[m.end() :]
            if id := self._placed(once, known=True) or self._branch(once):
                return id
        return None

    def _make(self, at: Place | Seat, core: str, known: bool = True) -> str | None:
        function = read_core(core)
        if function is not None and not (known and function.kind == "company"):
            return self._registry.local(at, function, core)
        if known:
            return None
        if branch := next((b for b in read_branches(core) if not b.where), None):
            return self._registry.local(at, branch.function, core)
        return self._generated(at, core) if len(core) >= 2 else None

    def _generated(self, at: Place | Seat, core: str) -> str:
        """A body that no register knows: kept, romanised, marked."""
        kind = "group" if _SEVERAL.match(core) else "body"
        function = Function(slug(core), core, romanized(core), kind, "generated")
        return self._registry.local(at, function, core)
