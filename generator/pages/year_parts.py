"""Addresses and labels of what is too long for one page: a page per year, several for a long year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

Part = TypeVar("Part")

UNDATED = "undated"


def year_parts(base: str, by_year: Mapping[str, Sequence[Part]], *, undated: str) -> Iterator[tuple[str, str, Part]]:
    """(path, label, part) for the parts of each year ("" for no date), newest year first.

    The first part of the newest year keeps the address ``base``. ``undated`` is the label of what has no date.

    >>> [path for path, _, _ in year_parts("targets/", {"2019": ["a"], "2020": ["b", "c"]}, undated="日期不详")]
    ['targets/', 'targets/2020/2/', 'targets/2019/']
    """
    newest = max(by_year)
    for year in sorted(by_year, reverse=True):
        parts = by_year[year]
        folder = f"{base}{year or UNDATED}/"
        yield base if year == newest else folder, year or undated, parts[0]
        for number, part in enumerate(parts[1:], start=2):
            yield f"{folder}{number}/", f"{year or undated} ({number}/{len(parts)})", part
