"""How often: the words after 每 and 按, and the RFC 5545 rule they amount to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.dates.atoms import Atom
from generator.dates.patterns import small

_UNIT = {
    "年度": "year",
    "年": "year",
    "季度": "quarter",
    "季": "quarter",
    "月度": "month",
    "月": "month",
    "旬": "ten days",
    "周": "week",
    "星期": "week",
    "工作日": "working day",
    "日": "day",
    "天": "day",
    "学期": "term",
}
_RULE = {
    "year": "FREQ=YEARLY",
    "half-year": "FREQ=MONTHLY;INTERVAL=6",
    "quarter": "FREQ=MONTHLY;INTERVAL=3",
    "month": "FREQ=MONTHLY",
    "ten days": "FREQ=MONTHLY;BYMONTHDAY=10,20,-1",
    "week": "FREQ=WEEKLY",
    "day": "FREQ=DAILY",
    "working day": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
}
_FREQ = {
    "year": ("YEARLY", 1),
    "quarter": ("MONTHLY", 3),
    "month": ("MONTHLY", 1),
    "week": ("WEEKLY", 1),
    "day": ("DAILY", 1),
}
_WEEKDAY = {
    "一": ("MO", "Monday"),
    "二": ("TU", "Tuesday"),
    "三": ("WE", "Wednesday"),
    "四": ("TH", "Thursday"),
    "五": ("FR", "Friday"),
    "六": ("SA", "Saturday"),
    "日": ("SU", "Sunday"),
    "天": ("SU", "Sunday"),
}
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

_DAYS = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_BEFORE = r"(?:以前|之前|前|内|止)"

_MONTH_DETAIL = re.compile(
    rf"(?:份|的|末|底)?(?:的|于|在)?(?:(?P<list>{_DAYS}[日号]?(?:[、和及—至]{_DAYS}[日号]?){{0,4}})(?<=[日号])(?P<b1>{_BEFORE})?"
    rf"|月?(?P<part>[底末初]|[上中下]旬)(?P<b2>{_BEFORE})?"
    rf"|(?:结束|终了)?后?(?:的)?(?:次月|下个?月)(?P<next>{_DAYS})[日号](?P<b3>{_BEFORE})?"
    rf"|(?:结束后|终了后)(?P<after>{_DAYS})(?:个?工作日|[日天])(?:之|以)?内?"
    rf"|(?P<which>第[一二三四1-4]|最后一|首)个?(?:工作日|周[一二三四五六日]?)(?P<b4>{_BEFORE})?"
    rf"|前(?P<first>{_DAYS})(?:个?工作日|[日天])(?:之|以)?内?)"
)
_QUARTER_DETAIL = re.compile(
    rf"(?:度)?(?:的|于|在)?(?:(?:结束|终了)?后?(?:的)?(?:次月|下个?月|下季度?(?:首月|第一个月))(?:的)?(?:(?P<next>{_DAYS})[日号]|(?P<next_part>[底末初上]旬?))(?P<b1>{_BEFORE})?"
    rf"|(?:结束后|终了后)(?P<after>{_DAYS})(?:个?工作日|[日天])(?:之|以)?内?"
    rf"|(?P<which>首月|末月|第[一二三]个?月|最后一?个?月)(?:份)?(?:的)?(?:(?P<day>{_DAYS})[日号]|(?P<part>[底末初]|[上中下]旬))?(?P<b2>{_BEFORE})?"
    rf"|(?P<end>[底末初])(?P<b3>{_BEFORE})?"
    rf"|前(?P<first>{_DAYS})(?:个?工作日|[日天])(?:之|以)?内?)"
)
_WEEK_DETAIL = re.compile(
    rf"(?P<day>[二三四五六日天]|一(?=[前上下之以]|报|例|召开))(?!次|[轮个])(?P<b>(?:上午|下午|下班)?(?:\d{{1,2}}[：时点](?:\d\d)?)?{_BEFORE})?"
)


def interval(number: str | None, unit: str) -> tuple[str, str | None]:
    """``every`` and rule of 每/按 with an optional number and a unit as written: (None, "季") → quarter."""
    word = _UNIT[unit.removeprefix("个")]
    if number == "半":
        return ("half-year", _RULE["half-year"]) if word == "year" else ("half-month", "FREQ=MONTHLY;BYMONTHDAY=15,-1")
    n = small(number) if number else 1
    if n == 1:
        return word, _RULE.get(word)
    if word not in _FREQ:
        return f"{n} {word}s", None
    freq, step = _FREQ[word]
    return f"{n} {word}s", f"FREQ={freq};INTERVAL={n * step}"


def detail(every: str, text: str, at: int) -> tuple[int, str, str | None] | None:
    """What follows 每月, 每季度 or 每周 at ``at``: the position behind it, ``every`` and rule; None when nothing does."""
    if every == "month":
        return _month(text, at)
    if every == "quarter":
        return _quarter(text, at)
    if every == "week" and (m := _WEEK_DETAIL.match(text, at)):
        code, name = _WEEKDAY[m["day"]]
        return m.end(), f"week, {name}", f"FREQ=WEEKLY;BYDAY={code}"
    return None


def _days(written: str) -> list[int]:
    return [small(x) for x in re.findall(_DAYS, written)]


def month_day_rule(day: int) -> str:
    """The part of a rule for a day that short months may lack: the 30th of February is its last day."""
    if day == 31:
        return "BYMONTHDAY=-1"
    if day > 28:
        return f"BYMONTHDAY={','.join(str(d) for d in range(28, day + 1))};BYSETPOS=-1"
    return f"BYMONTHDAY={day}"


def _month(text: str, at: int) -> tuple[int, str, str | None] | None:
    m = _MONTH_DETAIL.match(text, at)
    if not m:
        return None
    if m["list"]:
        days = _days(m["list"])
        if len(days) == 2 and re.search("[—至]", m["list"]):
            return m.end(), f"month days {days[0]} to {days[1]}", f"FREQ=MONTHLY;{month_day_rule(days[1])}"
        if len(days) == 1:
            return m.end(), f"month day {days[0]}", f"FREQ=MONTHLY;{month_day_rule(days[0])}"
        return (
            m.end(),
            f"month days {_and([str(d) for d in days])}",
            f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, days))}",
        )
    if m["part"]:
        names = {"底": ("month, last day", -1), "末": ("month, last day", -1), "初": ("month, first ten days", 10)}
        names |= {
            "上旬": ("month, first ten days", 10),
            "中旬": ("month, second ten days", 20),
            "下旬": ("month, last ten days", -1),
        }
        every, day = names[m["part"]]
        return m.end(), every, f"FREQ=MONTHLY;BYMONTHDAY={day}"
    if m["next"]:
        day = small(m["next"])
        return m.end(), f"month, by day {day} of the next month", f"FREQ=MONTHLY;{month_day_rule(day)}"
    return m.end(), "month", "FREQ=MONTHLY"


def _quarter(text: str, at: int) -> tuple[int, str, str | None] | None:
    m = _QUARTER_DETAIL.match(text, at)
    if not m:
        return None
    if m["next"]:
        day = small(m["next"])
        return (
            m.end(),
            f"quarter, by day {day} of the next month",
            f"FREQ=YEARLY;BYMONTH=1,4,7,10;{month_day_rule(day)}",
        )
    if m["next_part"]:
        day = -1 if m["next_part"] in "底末" else 10
        return m.end(), "quarter, in the next month", f"FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY={day}"
    if m["which"]:
        nth = {"首": 1, "一": 1, "二": 2}.get(m["which"].removeprefix("第")[0], 3)
        months = ",".join(str(first + nth) for first in (0, 3, 6, 9))
        word = ("first", "second", "last")[nth - 1]
        if m["day"]:
            day = small(m["day"])
            return (
                m.end(),
                f"quarter, by day {day} of its {word} month",
                f"FREQ=YEARLY;BYMONTH={months};{month_day_rule(day)}",
            )
        day = {"上旬": 10, "初": 10, "中旬": 20}.get(m["part"] or "", -1)
        return m.end(), f"quarter, in its {word} month", f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={day}"
    if m["end"] and m["end"] != "初":
        return m.end(), "quarter, last day", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"
    return m.end(), "quarter", "FREQ=MONTHLY;INTERVAL=3"


def yearly(items: Sequence[tuple[Atom, Atom]], tail: str) -> tuple[str, str | None]:
    """``every`` and rule of 每年 with dates: first and last atom of each item (「每年6月、12月底前」)."""
    if any(atom.precision == "event" for item in items for atom in item):
        return "year", _RULE["year"]
    names = []
    for first, last in items:
        name = _name(first)
        names.append(name if first is last else f"{name} to {_name(last)}")
    ends = [last for _, last in items]
    by = "by " if tail.endswith("前") or any(a.part in ("底", "末") for a in ends) else ""
    every = f"year, {by}{_and(names)}"
    months = sorted({a.last_month or a.month or 12 for a in ends})
    rule = f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))}"
    days = {a.day for a in ends}
    if len(days) == 1 and (day := days.pop()):
        return every, f"{rule};{month_day_rule(day)}"
    if by or any(a.last_month for a in ends):
        return every, f"{rule};BYMONTHDAY={10 if all(a.part == '上旬' for a in ends) else -1}"
    return every, rule


def of_months(months: Sequence[int]) -> tuple[str, str]:
    """``every`` and rule of months named for a whole year: 「年度内1月、4月、7月和10月」."""
    return _and([MONTHS[m - 1] for m in months]), f"FREQ=YEARLY;BYMONTH={','.join(map(str, sorted(set(months))))}"


def _name(atom: Atom) -> str:
    if atom.day and atom.month:
        return f"{atom.day} {MONTHS[atom.month - 1]}"
    if atom.precision == "half-year":
        return "first half" if atom.month == 1 else "second half"
    if atom.precision == "quarter" and atom.last_month:
        return f"quarter {atom.last_month // 3}"
    if atom.month:
        return ("end of " if atom.part in ("底", "末") else "") + MONTHS[atom.month - 1]
    return {"底": "end of year", "末": "end of year", "初": "beginning of year"}.get(atom.part, "year")


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
