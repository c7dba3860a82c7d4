"""Names that stand for several bodies: 「10县市人民政府」「各县（市、区）人民政府」「州级有关部门」「各金融机构」.

A group of governments gets its members from the divisions in force in the notice's year. A group that does not say who
belongs to it (有关部门, 相关县市人民政府) keeps no members.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from generator.model import Place
from generator.registers import load_register
from generator.resolve.organization_names import read_core, read_functions
from generator.resolve.places import PlaceIndex
from generator.romanize import ascii_slug, slug

KIND_EN = {
    "省": "provincial",
    "自治区": "regional",
    "直辖市": "municipal",
    "州": "prefecture",
    "盟": "league",
    "地区": "prefecture",
    "市": "city",
    "县": "county",
    "区": "district",
    "旗": "banner",
    "乡": "township",
    "镇": "town",
    "街道": "subdistrict",
    "村": "village",
    "社区": "community",
    "居": "community",
    "园区": "zone",
}
"""What the places are that a group's name lists, in English."""
_SAME_KIND = {
    "自治州": "州",
    "自治县": "县",
    "民族乡": "乡",
    "地级以上市": "市",
    "地级市": "市",
    "设区市": "市",
    "设区的市": "市",
    "省辖市": "市",
    "副省级城市": "市",
    "计划单列市": "市",
    "县级市": "市",
    "直属县级市": "市",
    "市辖区": "区",
    "城区": "区",
    "特区": "区",
    "地": "地区",
    "街": "街道",
    "街办": "街道",
    "行政村": "村",
    "盟行政公署": "盟",
    "师市": "市",
    "开发区": "园区",
    "功能区": "园区",
    "新区": "园区",
    "高新区": "园区",
    "经开区": "园区",
    "管理区": "园区",
}
_KIND = re.compile("|".join(sorted({*KIND_EN, *_SAME_KIND}, key=lambda w: (-len(w), w))))
_TOP = frozenset({"省", "自治区", "直辖市"})
_PREFECTURE_KINDS = {"市": "市", "州": "州", "盟": "盟", "地区": "地区"}
_COUNTY_ENDS = {"县": ("县",), "市": ("市",), "区": ("区",), "旗": ("旗",)}
_HEAD = (
    r"(?P<head>(?:(?:各|有关|相关|其他|全[省市州县区]|所辖|辖区)+|(?P<count>\d{1,3}|[一二三四五六七八九十]{1,3})个?)+)"
)
_GOVERNMENTS = re.compile(
    _HEAD
    + rf"(?P<kinds>(?:{_KIND.pattern})(?:[、，/（〔]*(?:{_KIND.pattern})[）〕]*)*)"
    + r"级?(?P<what>(?:党委、|党委和|党（工）委、)?(?:人民政府|政府)(?:[、（/]管委会）?|办事处)?|党委|行政公署|行署|办事处)?"
)
_BARE_GOVERNMENTS = re.compile(
    rf"(?P<kinds>(?:{_KIND.pattern})(?:、?(?:{_KIND.pattern})|[（〔](?:{_KIND.pattern})(?:[、/](?:{_KIND.pattern}))*[）〕])+)级?(?P<what>人民政府|政府|党委政府|党委、政府|党委和政府)"
)
_PROVINCES = re.compile(r"(?:各|有关|相关)*(?:省级|省区市|省（区、市）)(?:人民)?政府")


@dataclass(frozen=True, slots=True)
class Group:
    """A group as read from its name, before it has a place's id."""

    slug: str
    name: str
    """Without the place: 各县市人民政府."""
    english: str
    """With {place} where the place stands."""
    members: tuple[Place, ...] = ()
    """Places whose governments belong to it."""
    level: str = ""
    """The level whose bodies these are, as the name says it (「省」 in 省级有关部门), "" for the notice's own."""


def read_group(name: str, place: Place | None, places: PlaceIndex, year: int | None) -> Group | None:
    """The group that ``name`` stands for in a notice of ``place``, None when it names one body."""
    return _governments(name, place, places, year) or _unspecific(name)


def _kinds_of(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_SAME_KIND.get(k, k) for k in _KIND.findall(text)))


def _governments(name: str, place: Place | None, places: PlaceIndex, year: int | None) -> Group | None:
    if _PROVINCES.fullmatch(name):
        kinds: tuple[str, ...] = ("省", "自治区", "直辖市")
        head, count, what = name[:2] if name.startswith(("有关", "相关")) else "各", None, "人民政府"
    else:
        m = _GOVERNMENTS.fullmatch(name) or _BARE_GOVERNMENTS.fullmatch(name)
        if m is None:
            return None
        kinds = _kinds_of(m["kinds"])
        head = m.groupdict().get("head") or "各"
        count = m.groupdict().get("count")
        what = m["what"] or ""
        if kinds == ("园区",) or (kinds == ("地区",) and not what):
            return None
    some = "有关" in head or "相关" in head or "其他" in head
    members = () if some or place is None else _members(kinds, place, places, year)
    if count is not None and (not count.isdigit() or int(count) != len(members)):
        members = ()
    return _named(kinds, some, members, place, places, year)


def _members(kinds: tuple[str, ...], place: Place, places: PlaceIndex, year: int | None) -> tuple[Place, ...]:
    """The divisions of these kinds under ``place``."""
    children = places.children(place.id, year=year)
    if place.level == "state":
        mainland = tuple(c for c in children if not c.name.endswith(("特别行政区", "台湾省")))
        return mainland if "省" in kinds else ()
    if place.level == "province":
        prefectures = tuple(c for c in children if c.level == "prefecture")
        counties = tuple(c for c in children if c.level == "county")
        below = tuple(g for p in prefectures for g in places.children(p.id, year=year))
        if not prefectures:
            return _of_kinds(counties, kinds)
        if set(kinds) <= {"县", "区", "旗"} or (kinds[0] == "县" and "市" in kinds):
            # 各县（市、区）: in a province this means its counties
            return _of_kinds((*below, *counties), kinds)
        upper = tuple(p for p in prefectures if any(p.name.endswith(_PREFECTURE_KINDS.get(k, "\x00")) for k in kinds))
        if {"县", "区", "旗"} & set(kinds):
            return (*upper, *_of_kinds((*below, *counties), kinds))
        return upper
    if place.level == "prefecture":
        return _of_kinds(children, kinds)
    return ()


def _of_kinds(counties: tuple[Place, ...], kinds: tuple[str, ...]) -> tuple[Place, ...]:
    ends = tuple(e for k in kinds for e in _COUNTY_ENDS.get(k, ()))
    return tuple(c for c in counties if ends and c.name.endswith(ends))


def _named(
    kinds: tuple[str, ...],
    some: bool,
    members: tuple[Place, ...],
    place: Place | None,
    places: PlaceIndex,
    year: int | None,
) -> Group:
    quantity = "relevant" if some else "all"
    chinese, bodies = _offices(kinds)
    key = "-".join(dict.fromkeys(KIND_EN[k] for k in kinds))
    if kinds[:1] == ("省",):
        key = "province-level"
    elif members and place and {m.id for m in members} == {c.id for c in places.children(place.id, year=year)}:
        # 10县市 and 各县（市、区） are the same governments here
        key = f"{members[0].level}-level"
    return Group(
        ascii_slug(f"{quantity}-{key}-governments"),
        ("有关" if some else "各") + chinese,
        f"{quantity.capitalize()} {bodies} of {{place}}",
        members,
    )


def _offices(kinds: tuple[str, ...]) -> tuple[str, str]:
    """What governs places of these kinds, in Chinese and English: 镇人民政府、街道办事处."""
    if kinds[0] == "省":
        return "省、自治区、直辖市人民政府", "provincial, regional and municipal people's governments"
    if set(kinds) <= {"村", "社区", "居"}:
        # below the townships nobody governs: 各村（社区）
        return "".join(kinds), f"{_listed(kinds)} organizations"
    # the 地区 of 各街道（地区）办事处 is a part of a city as well; a zone has a committee
    others = tuple(k for k in kinds if k not in ("街道", "园区") and not (k == "地区" and "街道" in kinds))
    offices = [("".join(others) + "人民政府", f"{_listed(others)} people's governments")] if others else []
    offices += [o for kind, o in _OFFICES.items() if kind in kinds]
    return "、".join(chinese for chinese, _ in offices), _and(english for _, english in offices)


_OFFICES = {"街道": ("街道办事处", "subdistrict offices"), "园区": ("园区管委会", "zone administrative committees")}


def _listed(kinds: tuple[str, ...]) -> str:
    return _and(dict.fromkeys(KIND_EN[k] for k in kinds))


def _and(words: Iterable[str]) -> str:
    *first, last = words
    return ", ".join(first) + " and " + last if first else last


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple(
        (re.compile(entry["pattern"]), entry["slug"], entry["en"])
        for entry in load_register("organization_groups")["unspecific"]
    )


@lru_cache(maxsize=65536)
def _unspecific(name: str) -> Group | None:
    """「州级有关部门」「各金融机构」「驻楚银行机构」: who belongs is not said."""
    register = load_register("organization_groups")
    member = re.fullmatch(r"(?P<of>.{4,40}?)(?P<what>成员单位)", name)
    for pattern, stem, english in _patterns():
        m = pattern.fullmatch(name)
        if not m:
            continue
        if stem != "departments":
            some = "relevant-" if "有关" in name or "相关" in name else ""
            text = f"Relevant {english[0].lower()}{english[1:]}" if some else english
            return Group(some + stem, name, f"{text} of {{place}}")
        groups = m.groupdict()
        level = groups.get("level") or ""
        quantity = "all"
        if "其他" in name or "其它" in name:
            quantity = "other"
        elif "有关" in name or "相关" in name:
            quantity = "relevant"
        words = " ".join(
            w for w in (quantity, register["levels"].get(level.removeprefix("全"), ""), _unit(groups)) if w
        )
        english = words.capitalize().replace("state council", "State Council") + " of {place}"
        return Group(ascii_slug(words), name, english, level=level.removeprefix("全"))
    if member:
        return Group(slug(name), name, _member_units(member["of"]))
    return None


_FUNCTION_GROUP = re.compile(
    r"(?:各|各级|有关|相关|本级)?(?P<level>省级|市级|州级|县级|区级|县（[^（）]*）级|[省市州县区])?(?:人民)?(?:政府)?"
    r"(?P<what>[\u4e00-\u9fff、]{2,14}?)(?:行政)?(?:行业)?(?:主管|监管|管理)?(?:部门|机关)"
)


_GOVERNMENTS_OF_LEVEL = re.compile(r"(?:各|有关|相关)?(?P<level>[省市州县区]级)(?:地方)?(?:人民)?政府")


@lru_cache(maxsize=65536)
def read_function_group(name: str) -> Group | None:
    """「县级发展改革部门」「财政部门」「自然资源」: the bodies with a function, whichever they are; None when it names none."""
    bare = read_functions(name)
    if bare is not None:
        return Group(ascii_slug(f"{bare}-departments"), name + "部门", f"{bare} departments of {{place}}")
    if (government := _GOVERNMENTS_OF_LEVEL.fullmatch(name)) is not None:
        level = load_register("organization_groups")["levels"][government["level"]]
        return Group(
            ascii_slug(f"{level}-governments"), name, f"{level.capitalize()} people's governments of {{place}}"
        )
    m = _FUNCTION_GROUP.fullmatch(name)
    if m is None or (what := read_functions(m["what"])) is None:
        return None
    level = load_register("organization_groups")["levels"].get(m["level"] or "", "")
    words = f"{what} departments"
    english = f"{words} ({level}) of {{place}}" if level else f"{words} of {{place}}"
    return Group(ascii_slug(f"{level}-{words}".strip("-")), name, english, level=(m["level"] or "")[:1])


def _unit(groups: dict[str, str | None]) -> str:
    """English for what kind of body the group is made of: 部门, 单位, 企业 …"""
    what = groups.get("what") or "部门"
    known = load_register("organization_groups")["kinds_of_unit"].get(what)
    if known:
        return known
    if "部门" in what:
        return "departments and units" if "单位" in what else "departments"
    return "enterprises" if "企业" in what else "units"


def _member_units(of: str) -> str:
    """English for 「…联席会议成员单位」: what the units are members of, as far as the register knows it."""
    for start in range(min(len(of) - 3, 10)):
        function = read_core(of[start:])
        if function is not None and function.kind == "body":
            return "Member units of the " + function.english.replace(", {place}", " of {place}")
    return "Member units, {place}"
