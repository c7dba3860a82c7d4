"""The smallest date expressions, and the days they cover in a given year."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from generator.dates.patterns import INNER_JOIN, small, year_of

_PAST = {"去年": -1, "上年": -1, "上一年": -1, "前年": -2}
_NEXT = {"明年": 1, "次年": 1, "翌年": 1, "下年": 1, "下一年": 1, "后年": 2}


class Atom(NamedTuple):
    """One date or period as written, its year perhaps still open."""

    start: int
    end: int
    precision: str
    """"day" | "ten days" | "month" | "quarter" | "half-year" | "year" | "years" | "event"."""
    year: int | None = None
    years: int = 0
    """Added to the year when that comes from elsewhere (次年 → 1)."""
    relative: bool = False
    """The year is said in relation to the plan's or the last one named (今年, 次年)."""
    last_year: int | None = None
    """For precision "years": the last one."""
    month: int | None = None
    last_month: int | None = None
    day: int | None = None
    last_day: int | None = None
    part: str = ""
    """底 | 末 | 初 | 中 | 内 | 上旬 … | 上半年 …: what stands behind the year or month."""
    joined: str = ""
    """How the atom hangs on the one before it inside one match: "range" | "list" | "" for the first."""

    horizon: bool = False
    """The year is the plan's last one (规划期末)."""

    @property
    def bare_year(self) -> bool:
        return self.precision in ("year", "years") and not self.part and self.month is None

    def days(self, year: int | None) -> tuple[date | None, date | None]:
        """First and last day; ``year`` stands in where the expression names none. (None, None) when it stays open or
        the day does not exist (2月30日)."""
        year = self.year if self.year is not None else year
        if year is None or self.precision == "event":
            return None, None
        first_month = self.month or 1
        last_month = self.last_month or self.month or 12
        try:
            first = date(year, first_month, self.day or 1)
            last_year = self.last_year or year
            last = date(last_year, last_month, self.last_day or self.day or monthrange(last_year, last_month)[1])
        except ValueError:
            return None, None
        return _narrow(first, last, self.part, self.precision)


def _narrow(first: date, last: date, part: str, precision: str) -> tuple[date, date]:
    if part == "上旬" or (part == "初" and precision == "ten days"):
        return first, first.replace(day=10)
    if part == "中旬":
        return first.replace(day=11), first.replace(day=20)
    if part == "下旬":
        return first.replace(day=21), last
    if part == "初" and precision == "year":
        return first, first.replace(day=31)
    if part == "中" and precision == "year":
        return first, date(first.year, 6, 30)
    return first, last


_PLAN_END_OF_TENTH = 2005
_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def atoms_of(m: re.Match[str]) -> list[Atom]:
    """The atoms of a match of ``patterns.ATOM`` that names dates; several for 「3、6月底」 or 「1—10月」."""
    start, end = m.span()
    if m["plan"]:
        last = _PLAN_END_OF_TENTH + 5 * small(m["plan_n"])
        part = (m["plan_part"] or "").removeprefix("期") or ""
        return [Atom(start, end, "years", year=last - 4, last_year=last, part=part)]
    if m["years"]:
        base = Atom(start, end, "year", part=(m["years_part"] or "")[-1:])
        return [base._replace(start=a, end=b, year=year_of(w), joined=how) for a, b, w, how in _split(m, "years", end)]
    if m["dotted"] or m["dotted_month"]:
        numbers = [int(x) for x in re.split(r"[./—]", m["dotted"] or m["dotted_month"])]
        return [
            Atom(
                start,
                end,
                "day" if m["dotted"] else "month",
                numbers[0],
                month=numbers[1],
                day=(numbers[2:] or [None])[0],
            )
        ]
    if m["yend"]:
        return [Atom(start, end, "year", part=m["yend"][1])]
    if m["whole"]:
        return [Atom(start, end, "year")]
    if m["feast"] or m["now"]:
        return [Atom(start, end, "event", part=m["feast"] or m["now"])]
    if m["horizon"]:
        return [Atom(start, end, "year", part="末", horizon=True)]
    if m["mend"]:
        return [Atom(start, end, "event", part=m["mend"][-1])]
    if m["part"]:
        return _parts(m, "m", Atom(start, end, "year"))
    year = m["year"] or m["year2"]
    rel = (m["rel"] or "").removesuffix("度")
    base = Atom(
        start,
        end,
        "year",
        year=year_of(year) if year else None,
        years=_NEXT.get(rel, 0) + _PAST.get(rel, 0),
        relative=bool(rel),
    )
    if m["event"]:
        return [base._replace(precision="event", part=m["event"])]
    if m["ypart"]:
        return [base._replace(part=m["ypart"][-1])]
    return _parts(m, "y", base)


def _parts(m: re.Match[str], p: str, base: Atom) -> list[Atom]:
    if m[f"{p}half"]:
        first = 1 if m[f"{p}half"][0] == "上" else 7
        return [base._replace(precision="half-year", month=first, last_month=first + 5)]
    if m[f"{p}first"]:
        return [base._replace(precision="quarter", month=1, last_month=9 if m[f"{p}first"][1] in "三3" else 6)]
    if m[f"{p}quarter"]:
        out = []
        for a, b, written, how in _split(m, f"{p}quarter", base.end):
            q = next(_QUARTER[c] for c in written if c in _QUARTER)
            out.append(
                base._replace(
                    start=a,
                    end=b,
                    precision="quarter",
                    month=3 * q - 2,
                    last_month=3 * q,
                    joined=how,
                    part=m[f"{p}qpart"] or "",
                )
            )
        out[0] = out[0]._replace(start=base.start)
        return out
    if not m[f"{p}mon"]:
        return [base]
    part = (m[f"{p}mpart"] or "").removeprefix("月") or ""
    months = [
        base._replace(start=a, end=b, precision="month", month=small(w), joined=how)
        for a, b, w, how in _split(m, f"{p}mon", base.end)
    ]
    months[0] = months[0]._replace(start=base.start)
    last = months.pop()
    if not m[f"{p}day"]:
        # 「5、6月下旬」: the ten days belong to the last month only.
        precision = "ten days" if part in ("上旬", "中旬", "下旬", "初") else "month"
        return [*months, last._replace(part=part, precision=precision)]
    days = [
        last._replace(start=a, end=b, precision="day", day=small(w), joined=how or last.joined)
        for a, b, w, how in _split(m, f"{p}day", base.end)
    ]
    days[0] = days[0]._replace(start=last.start)
    return [*months, *days]


def _split(m: re.Match[str], group: str, end: int) -> list[tuple[int, int, str, str]]:
    """Items of a list of numbers: start, end, text, and how it hangs on the item before; the last ends at ``end``."""
    at, text = m.start(group), m[group]
    out, begin, how = [], 0, ""
    for join in INNER_JOIN.finditer(text):
        out.append((at + begin, at + join.start(), text[begin : join.start()], how))
        begin, how = join.end(), "list" if join[1] else "range"
    out.append((at + begin, end, text[begin:], how))
    return out
