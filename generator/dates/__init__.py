"""Date expressions of official Chinese: what they cover, in calendar dates, and how they say it.

``find_periods`` reads plain text and returns every expression of time it understands, each with its shape:
「2022年底前」 is *by*, 「2019年3月至12月」 *during*, 「自2024年1月1日起」 *from*, 「印发之日起30日内」 *within*,
「每季度次月10日前」 *recurring*, 「2018年以来」 *since*, and 「2019年」 or 「全年」 alone a *bare year*. Whether an
expression binds anybody is not decided here; the finders of deadlines and targets do that.

Conventions, after the reference annotations: 月底 is the last day of the month, 上旬 ends on the 10th, 中旬 on the 20th,
上半年 on 30 June, 年底, 年末 and 到X年 on 31 December; 「X前」 ends with X itself (「2月上旬前」 is by 10 February). A date
without a year belongs to the year named earlier in its sentence, else to the plan's, never to the current one.
"""

from generator.dates.find import find_periods
from generator.dates.patterns import fold
from generator.dates.period import Period, Shape

__all__ = ["Period", "Shape", "find_periods", "fold"]
