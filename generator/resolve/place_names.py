"""English names and permanent ids of administrative divisions.

Names: autonomous areas are named after their ethnic groups (楚雄彝族自治州: Chuxiong Yi Autonomous Prefecture); places
whose names are not Mandarin have their usual spelling (乌鲁木齐: Urumqi) from the register ``places``; everything else
is pinyin with the readings that place names have.

Ids, the same whatever the corpus holds, since they depend on the whole table and not on the notices:

* province: ``yunnan``, from the register;
* prefecture: the head of its English name, ``chuxiong``; where two prefectures share it, each takes its province:
  ``suzhou-jiangsu``, ``suzhou-anhui``; where a province bears it, the prefecture says what it is: ``jilin-city``;
* county: the prefecture's id and the pinyin of its stem, ``kunming-xishan``; under a province, ``beijing-chaoyang``;
  where two counties of one prefecture share it, each says what it is: ``hetian-hetian-county``.

Divisions that the table names up to ``ANCHOR_YEAR`` settle such clashes among themselves; a later one that clashes
takes its code as well, so that an id once given stays.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from generator.registers import load_register
from generator.resolve.divisions import ANCHOR_YEAR, Division, Spelling, load_divisions
from generator.romanize import ascii_slug, join_syllables, place_syllables

_KINDS = {"市": "city", "县": "county", "区": "district", "旗": "banner", "州": "prefecture", "盟": "league"}


@cache
def _generics() -> tuple[tuple[str, str], ...]:
    return tuple((g["name"], g["name_en"]) for g in load_register("places")["generics"])


@cache
def _ethnic_groups() -> dict[str, str]:
    return load_register("places")["ethnic_groups"]


@cache
def split_name(name: str, short: str = "") -> tuple[str, tuple[str, ...], str]:
    """A division's full name as stem, ethnic groups and generic word.

    ``short`` is the abridged name of the table, which settles where the stem ends (土 of 土默特 is no ethnic group).

    >>> split_name("恩施土家族苗族自治州", "恩施")
    ('恩施', ('土家', '苗'), '自治州')
    """
    stem = load_register("places")["stems"].get(name) or short
    generic = next((g for g, _ in _generics() if name.endswith(g) and len(name) > len(g)), "")
    if generic in ("林区", "特区", "矿区", "新区", "地区"):
        by_chance = generic != "新区" and name == short + "区"
        if by_chance or len(name) <= 3:
            generic = "区"  # 清新区, 万柏林区, but 浦东新区, 神农架林区
    body = name[: len(name) - len(generic)]
    if len(body) == 1:
        return name, (), generic  # 蓟县, 芒市: a stem of one syllable keeps the generic word
    if not generic.startswith("自治") and not (body.endswith("族") and stem and body.startswith(stem)):
        return body, (), generic
    if not stem or not body.startswith(stem):
        stem = _leading_stem(body)
    groups = _split_groups(body[len(stem) :])
    if not groups and body.removesuffix("族") == stem.removesuffix("族"):
        groups = _split_groups(stem.removesuffix("族"))  # 东乡族自治县 is named after the group itself
    return stem.removesuffix("族"), groups, generic


def _leading_stem(body: str) -> str:
    for end in range(2, len(body)):
        if _split_groups(body[end:]):
            return body[:end]
    return body


def _split_groups(text: str) -> tuple[str, ...]:
    """The ethnic groups that ``text`` consists of, () when it is anything else."""
    names = _ethnic_groups()
    out: list[str] = []
    rest = text
    while rest:
        found = next((rest[:n] for n in (4, 3, 2, 1) if rest[:n] in names), "")
        if not found:
            return ()
        out.append(found)
        rest = rest[len(found) :].removeprefix("族")
    return tuple(out)


def head_en(spelling: Spelling, level: str) -> str:
    """The name itself in English, without what the place is: 楚雄彝族自治州 → Chuxiong, 蓟县 → Jixian."""
    register = load_register("places")
    if level == "province":
        entry = province_entry(spelling.name)
        if entry:
            return entry["head_en"]
    stem, _, generic = split_name(spelling.name, spelling.stem)
    if level == "prefecture" and stem in register["prefecture_spellings"]:
        return register["prefecture_spellings"][stem]
    if level == "county" and spelling.name in register["county_spellings"]:
        return register["county_spellings"][spelling.name]
    if generic.endswith("旗") and len(generic) > 1 and not generic.startswith(("自治", "联合")):
        stem = spelling.name[: len(spelling.name) - len(generic)]
    return join_syllables(place_syllables(stem))


@cache
def province_entry(name: str) -> dict | None:
    return next((p for p in load_register("places")["provinces"] if p["name"] == name), None)


def name_en(spelling: Spelling, level: str) -> str:
    """The full name in English: 石林彝族自治县 → Shilin Yi Autonomous County."""
    if level == "province" and (entry := province_entry(spelling.name)):
        return entry["name_en"]
    _, groups, generic = split_name(spelling.name, spelling.stem)
    head = head_en(spelling, level)
    words = [_ethnic_groups()[g] for g in groups]
    if words == [head]:
        words = []  # 东乡族自治县: Dongxiang Autonomous County
    ethnic = " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
    return " ".join(part for part in (head, ethnic, dict(_generics()).get(generic, "")) if part)


def _base_id(division: Division, ids: dict[str, str]) -> str:
    spelling = division.anchor
    if division.level == "province":
        entry = province_entry(spelling.name)
        return entry["id"] if entry else ascii_slug(head_en(spelling, "province"))
    if division.level == "prefecture":
        return ascii_slug(head_en(spelling, "prefecture")).replace("-", "")
    stem = spelling.stem
    if spelling.name in load_register("places")["stems"] or spelling.name.endswith("新区"):
        stem = split_name(spelling.name)[0]
    return f"{ids[spelling.parent]}-{ascii_slug(''.join(place_syllables(stem)))}"


def _kind(division: Division) -> str:
    name = division.anchor.name
    return "prefecture" if name.endswith("地区") else _KINDS.get(name[-1], "area")


@cache
def division_ids() -> dict[str, str]:
    """Id of every division by its key; a bijection over the whole table."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for level in ("province", "prefecture", "county"):
        groups: dict[str, list[Division]] = defaultdict(list)
        for division in load_divisions():
            if division.level == level:
                groups[_base_id(division, ids)].append(division)
        for base in sorted(groups):
            members = groups[base]
            settled = [d for d in members if d.spellings[0].first <= ANCHOR_YEAR]
            late = [d for d in members if d.spellings[0].first > ANCHOR_YEAR]
            alone = len(settled) == 1 and base not in taken
            for division in settled:
                ids[division.key] = base if alone else _apart(division, base, settled, ids, taken)
            for division in late:
                clash = settled or base in taken
                ids[division.key] = f"{base}-{division.spellings[0].code}" if clash else base
            taken.update(ids[d.key] for d in members)
    return ids


def _apart(division: Division, base: str, rivals: list[Division], ids: dict[str, str], taken: set[str]) -> str:
    """An id for a division whose plain one others claim as well."""
    others = [d for d in rivals if d is not division]
    if division.level == "prefecture" and others:
        candidate = f"{base}-{ids[division.anchor.parent]}"
        if all(d.anchor.parent != division.anchor.parent for d in others):
            return candidate
    candidate = f"{base}-{_kind(division)}"
    if all(_kind(d) != _kind(division) for d in others) and candidate not in taken:
        return candidate
    return f"{base}-{division.anchor.code}"
