"""The year a plan is for."""

from __future__ import annotations

import re
from collections import Counter

from generator.registers import load_register

_FIVE_YEAR: dict[str, int] = load_register("outline")["five_year_plans"]
_NUMBER = re.compile(r"〔[0-9]{4}〕|（[^（）]*号）")
_YEAR = re.compile(r"(?<![0-9])(20[0-4][0-9])(?![0-9])")
_RANGE = re.compile(r"(?<![0-9])(20[0-4][0-9])年?[-—–−－~～至到]{1,2}(20[0-4][0-9])年?")
_FIVE_YEAR_PLAN = re.compile("|".join(_FIVE_YEAR))
_RUNS_FOR = re.compile(r"(?P<years>[两二三四五六2-6])年(?:行动|攻坚|计划|提升|实施|滚动|倍增|建设|改造|工作|专项)")
_COUNT = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_IN_TEXT = re.compile(r"(?<![0-9〔到至比较])(20[0-4][0-9])(?=年(?!(?:度|底|末)?(?:已|以来|之前已|前已)))")
_AIMED_AT = re.compile(r"(?<=[到至])(20[0-4][0-9])(?=年)")
"""「到2017年」, 「比2012年」, 「2020年已」: where a plan ends, what it is measured by, and what is past say nothing of its own year."""


def plan_years(titles: list[str], issued: int | None, text: str) -> tuple[int | None, int | None]:
    """The year that 「6月底前」 means, and the last year of the plan that ``titles`` name.

    「…2019年…方案」 → 2019, 2019; 「…实施方案（2018—2020年）」 of 2019 → 2019, 2020; 「“十四五”…规划」 of 2023 → 2023, 2025; 「三年行动」 of
    2018 → 2018, 2020. Without a year in a title it is the year of issue, without that the one most often named in the text.
    """
    plain = [_NUMBER.sub("", title) for title in titles]
    for title in plain:
        period = None
        if m := _RANGE.search(title):
            period = int(m[1]), int(m[2])
        elif m := _FIVE_YEAR_PLAN.search(title):
            period = _FIVE_YEAR[m[0]], _FIVE_YEAR[m[0]] + 4
        if period and period[0] < period[1]:
            return (issued if issued and period[0] <= issued <= period[1] else period[0]), period[1]
        if years := [int(year) for year in _YEAR.findall(title)]:
            # 「2030年前碳达峰行动方案」 of 2021 is no plan of the year 2030.
            return (issued if issued and years[0] > issued + 1 else years[0]), max(years)
    if issued is None:
        counts = Counter(map(int, _IN_TEXT.findall(text))) or Counter(map(int, _AIMED_AT.findall(text)))
        issued = min(counts, key=lambda year: (-counts[year], year)) if counts else None
    for title in plain:
        if issued and (m := _RUNS_FOR.search(title)):
            count = m["years"]
            return issued, issued + (_COUNT.get(count) or int(count)) - 1
    return issued, issued
