"""Which expressions of time bind somebody, and which only name a time.

Every rule says what it is about with an example; the words are in ``cues`` and the register ``deadline_words``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator.dates import Period, Shape
from generator.find_deadlines import cues
from generator.find_deadlines.clauses import LIST_AFTER, LIST_BEFORE, Clause


@dataclass(frozen=True, slots=True)
class Setting:
    """What of the document bears on every expression in it."""

    plan_year: int | None
    issued_on: date | None
    dated: bool = True
    """Whether the plan's year is told and not guessed."""

    @property
    def past_before(self) -> date | None:
        """What ended before this day is history: 1 January of the plan's year or the year of issue, the earlier one."""
        if not self.dated:
            return None
        years = [y for y in (self.plan_year, self.issued_on and self.issued_on.year) if y]
        return date(min(years), 1, 1) if years else None


class Candidate(NamedTuple):
    """An expression of time where it stands."""

    period: Period
    clause: Clause
    line: str
    """The whole line, cut to a few hundred characters."""
    sentence_before: str
    """From the start of the sentence to the expression."""
    sentence_after: str
    in_heading: bool
    """In a numbered heading with text under or behind it."""
    time_cell: bool
    """In a cell whose column says when a task is due."""

    @property
    def labelled(self) -> bool:
        """A label says that the time of a task follows: 「完成时限：」."""
        label = self.sentence_before[-16:]
        if not cues.TIME_LABEL.search(label) or cues.DATE_LABEL.search(self.sentence_before[-8:]):
            return False
        return label.endswith(("：", ":", "为", "是")) or not self.clause.before.strip()

    @property
    def due_labelled(self) -> bool:
        """The column or label says by when, not during which time."""
        return self.time_cell or (self.labelled and bool(cues.DUE_LABEL.search(self.sentence_before[-16:])))

    @property
    def alone_in_bracket(self) -> bool:
        clause = self.clause
        return clause.opener == "（" and clause.closer == "）" and not clause.before and not clause.after

    @property
    def one_day(self) -> bool:
        return self.period.precision == "day" and self.period.start == self.period.end


def is_time_header(header: str) -> bool:
    """Whether a column head names the time a task is due: 「完成时限」, 「时间节点（2022年）」."""
    return bool(cues.TIME_HEADER.fullmatch("".join(header.split())))


def binds(c: Candidate, setting: Setting) -> bool:
    """Whether the expression is a deadline, a phase or a frequency in the sense of the evaluation."""
    p = c.period
    if p.shape is Shape.SINCE or p.tells_since(c.sentence_before, c.sentence_after) or _is_history(c, setting):
        return False
    if c.time_cell or c.labelled:
        return p.text != "每年"
    if _in_maxim(c):
        return False
    judge = {
        Shape.BY: _by,
        Shape.DURING: _during,
        Shape.FROM: _from,
        Shape.WITHIN: _within,
        Shape.RECURRING: _recurring,
        Shape.BARE_YEAR: _bare_year,
    }[p.shape]
    return judge(c, setting)


def _is_history(c: Candidate, setting: Setting) -> bool:
    """「2018年完成…」 in a plan of 2019; 「截至去年底」; 「2022年5月10日市政府常务会议审议通过」."""
    p, past, issued = c.period, setting.past_before, setting.issued_on
    last = p.end or (p.start if p.shape is Shape.FROM else None)
    if last is not None:
        if past and last < past:
            return True
        if issued and last <= issued and p.before.startswith("截"):
            return True
        if issued and last <= issued and c.one_day and p.shape is Shape.DURING:
            return True
    return bool(cues.ADOPTED.match(c.clause.after))


def _in_maxim(c: Candidate) -> bool:
    """「坚持“年初部署、年中检查、年底考核”的机制」 tells how work is done, “每周少用一天车”活动 what it is called."""
    before, after = cues.MAXIM_BEFORE.search(c.sentence_before), cues.MAXIM_AFTER.match(c.sentence_after)
    if before and after and "、" in before[0] + after[0]:
        return True
    return bool(cues.NAME_BEFORE.search(c.sentence_before) and cues.NAME_AFTER.match(c.sentence_after))


def _tells_which(c: Candidate) -> bool:
    """The date tells which ones are meant: 「2016年4月30日前取得的不动产」, 「对6月底前开工的项目」,
    「12月31日前未办理变更登记的，按有关规定处理」."""
    before, after = c.clause.before, c.clause.after
    if cues.ELIGIBLE.match(after) and not cues.COMMITMENT.match(before):
        return True
    if after.endswith("的") and len(after) > 2 and c.clause.closer == "，":
        return True
    if cues.CASES.fullmatch(after) and not cues.PUSHED.search(before) and not cues.ORDERED.match(after):
        return True
    return bool(cues.NAMED_CASES.search(before) and (cues.OF_SOME.match(after) or cues.DONE_THINGS.match(after)))


def _by(c: Candidate, setting: Setting) -> bool:
    """「6月底前完成」, 「到2025年」; not 「4月底到期」, 「年末考核」, 「由2020年底的35%提高到…」."""
    p, before, after = c.period, c.clause.before, c.clause.after
    if cues.EXPIRY.match(after) or _tells_which(c):
        return False
    if not p.before and not p.after:
        if p.text.endswith("终") or (p.precision == "year" and cues.YEAR_END_THING.match(after)):
            return False
        if cues.START_OF_CHANGE.search(before):
            return False
    return not (p.before.startswith("截") and cues.STOOD.match(c.sentence_after))


def _during(c: Candidate, setting: Setting) -> bool:
    """Phases and periods: 「（2019年1月至2月）」, 「2019年4月指导…」, 「年内」, 「延长至年底」."""
    p = c.period
    # The other items of a list say nothing of their own: 「2019年6月和11月，各开展…」
    before = LIST_BEFORE.sub("", c.clause.before)
    after = _FEAST.sub("", LIST_AFTER.sub("", c.clause.after))
    if p.text.startswith("有效期"):
        # The notice's own validity; a certificate's is somebody else's.
        return bool(cues.OWN_VALIDITY.search(c.sentence_before))
    if p.precision == "event" and p.start is None and p.end is None:
        return True
    if _FIGURE.match(after) or cues.SLOGAN.match(after):
        return False
    if p.before in ("到", "至") or (p.start is None and p.end):
        return True
    if c.clause.opener == "（" and not before:
        return _in_bracket(c)
    if p.text.endswith("期间") and p.precision == "day" and cues.IN_FORCE_DURING.match(after):
        # 「对2022年6月1日至12月31日期间购置的…减征」: how long a measure is in force.
        return True
    if _tells_which(c) or cues.DATE_OF_ACT.search(before) or cues.RANGE_OF_THINGS.search(before):
        return False
    if p.text.endswith("初"):
        return bool((act := cues.ACTION.match(after)) and not after.startswith("的", act.end()))
    if p.text.endswith("内"):
        # 「年度内」 only frames what follows; 「年内」 and 「2019年内」 bind.
        return "年度内" not in p.text
    if p.precision in ("year", "years"):
        return _years(c)
    if c.one_day:
        return bool(cues.ACTION.match(after)) and not cues.HISTORY.match(after) and not cues.IMPRINT.fullmatch(after)
    return _months(c, setting, before, after)


_FEAST = re.compile("^[^，。；]{2,8}(?:期间|当[天日])")
_FIGURE = re.compile(r"为\d")


def _months(c: Candidate, setting: Setting, before: str, after: str) -> bool:
    """「2019年4月指导…」, 「上半年，…」, 「确保一季度增长8%」; not 「一、二季度支出比重」 or what was done in them."""
    if cues.PHASE_NAME.search(before) or (not before and c.line.startswith("—")):
        return True
    if cues.STATISTICS.search(c.sentence_before):
        return False
    p = c.period
    if not before and not after and p.precision == "day" and (c.clause.opener == "\n" or p.after.endswith("止")):
        # 「2025年7月1日至7月30日（如未完工则顺延）」 under a heading, 「…，自9月16日起，至12月31日止；」
        return not _reported(c, setting)
    if after == "" and c.clause.closer in ("，", "：", "。", "\n", ""):
        if _reported(c, setting):
            return False
        at_start = not before or before.endswith(("于", "在", "为", "是"))
        return at_start or (c.clause.closer in "，：" and not cues.MEASURED_BY.search(before))
    if cues.ACTION.match(after):
        return not cues.OF_MONTHS.match(after) or not cues.REPORT_OF_MONTHS.match(after)
    if before in _PLANNED and cues.BODY_ACTS.match(after):
        return not _reported(c, setting)
    if cues.IS_A_PHASE.match(after) or cues.MUST_REACH.search(after):
        return True
    if cues.HOLDS.match(after) or c.period.text.endswith("期间"):
        return bool(cues.PROMISE.search(c.sentence_before))
    return bool(cues.PROMISE_ENDS.search(before) and cues.COMMITMENT.search(after))


def _reported(c: Candidate, setting: Setting) -> bool:
    """「1—5月，全县完成固定资产投资30亿元，同比增长8%」 in a notice of June tells what was done."""
    if cues.DONE.search(c.sentence_after[:40]) or cues.STATISTICS.search(c.sentence_before):
        return True
    over = setting.issued_on is not None and c.period.end is not None and c.period.end < setting.issued_on
    return over and bool(cues.RESULT.search(c.sentence_after[:50]))


def _in_bracket(c: Candidate) -> bool:
    """「方案制定阶段（2019年1月至2月）」 is a phase, 「发展规划（2018—2025年）」 a name."""
    p, clause = c.period, c.clause
    if p.precision in ("year", "years") and cues.GOES_ON_AS_NAME.match(c.sentence_after):
        return False
    acts = bool(cues.ACTION.match(clause.after))
    named = c.sentence_before.removesuffix("（")[-10:]
    if p.precision in ("year", "years") and (not named or cues.DOCUMENT_NAME.search(named)):
        return acts or named.endswith("阶段")
    if c.one_day and cues.OF_MEETING.match(clause.after):
        return False
    if c.alone_in_bracket or (clause.closer in "，；、" and not clause.after):
        return not c.one_day or bool(cues.PHASE_NAME.search(named))
    return acts


def _years(c: Candidate) -> bool:
    """「2018年至2020年执行…」 and 「“十四五”期间，累计新建…」 bind; 「2022—2023年农村公路工程」 is a name."""
    p, after = c.period, c.clause.after
    if p.start == p.end:
        return False
    five_years = p.precision == "years"
    if after == "":
        if five_years and not cues.COMMITMENT_SOON.match(c.sentence_after):
            return False
        if cues.MEASURED_BY.search(c.clause.before) or cues.HISTORY.match(c.sentence_after, 1):
            return False
        return c.clause.closer in "，："
    if five_years and cues.DESCRIBED_TIME.match(after):
        return False
    return bool(cues.ACTION.match(after)) and not cues.PROJECT_NAME.match(after)


def _from(c: Candidate, setting: Setting) -> bool:
    """「自2024年1月1日起」, 「从2019年开始」; not 「自2018年起，已连续…」 or 「从2018年的12%提高到15%」."""
    p, after = c.period, c.clause.after
    if cues.LONG_SINCE.match(after) or cues.HISTORY.match(c.sentence_after, 1) or cues.IN_FORCE.match(after):
        return False
    if p.before in ("从", "由") and not p.after and cues.CHANGES.match(after):
        return False
    if p.after == "后" and p.precision == "year":
        return False
    return p.after == "起" or not _tells_which(c)


def _within(c: Candidate, setting: Setting) -> bool:
    """「5个工作日内下达」 binds; 「离校2年内未就业」, 「3年内免征」, 「5年内不得」, 「压缩至3个工作日内」 do not."""
    p, before, after = c.period, c.clause.before, c.clause.after
    if not p.text.endswith("内"):
        # 「力争用3年时间，…」 and 「今后5年，…」; 「未来五年发展的目标」 are somebody's.
        if p.text.startswith(("今后", "未来", "接下来")) and cues.OF_SOMETHING.match(after):
            return bool(cues.COMMITMENT.match(after))
        return not cues.DESCRIBED.match(c.sentence_after) and not before.endswith(("近", "过去", "已", "是"))
    if _tells_which(c) or cues.LENGTH.search(before):
        return False
    if cues.FROM_EVENT.search(p.text):
        return not cues.NOT_AFTER_EVENT.match(after)
    if cues.PROMISE_ENDS.search(before):
        return True
    if cues.NOT_WITHIN_BEFORE.search(before) or cues.NOT_WITHIN_BEFORE.search(_EVENT_OF.sub("", p.text)):
        return False
    return not cues.NOT_WITHIN.match(after) and not cues.COUNTED.match(after)


_EVENT_OF = re.compile(r"(?:\d{1,3}|[一二两三四五六七八九十半]{1,3})个?[^\d个]{1,3}内$")


def _recurring(c: Candidate, setting: Setting) -> bool:
    """「每季度召开」, 「按月细化」; 「每人每月600元」, 「视每年工作实绩」, 「逐年提高」 are measures of something."""
    p, before, after = c.period, c.clause.before, c.clause.after
    if p.text.startswith(("按", "逐")):
        if p.text[1] in "日天" or p.text.startswith("逐年") or c.in_heading or cues.PLANNED_THING.match(after):
            return False
        if p.every == "year":
            return bool(cues.ACTION.match(after))
        # 「根据…和按月下达的计划」
        return not (cues.GROUND.match(before) and cues.OF_SOMETHING.match(after))
    if c.in_heading and cues.SYSTEM.search(after):
        return False
    if cues.EACH.search(before) or cues.RATE.match(after):
        return False
    if cues.MEASURE_OF.match(c.sentence_after):
        return False
    if p.every in ("day", "working day"):
        return not cues.GROUND.match(before) and bool(cues.DAILY.search(after[:14]))
    if not p.text.startswith("每") or any(figure in p.text for figure in "日前底末初旬内"):
        return True
    if cues.MEASURED_BY.search(before) and not cues.TIMES.search(after[:12]):
        return False
    return not (cues.THING_OF_PERIOD.match(after) or cues.HISTORY.match(after) or cues.LAST_YEARS.search(before))


def _bare_year(c: Candidate, setting: Setting) -> bool:
    """A later year in which something is to be finished (「2025年建成投产」); never the plan's own period."""
    p = c.period
    if p.end is None or setting.plan_year is None or p.precision != "year" or not p.text[:4].isdigit():
        return False
    if p.end.year <= setting.plan_year:
        return False
    if c.clause.before not in _PLANNED:
        return False
    if c.clause.after == "":
        # 「2007年，全市入园率达到96%」 in a plan of 2005.
        return c.clause.closer == "，" and bool(cues.REACHED_SOON.match(c.sentence_after))
    return bool(cues.FINISHED.match(c.clause.after))


_PLANNED = frozenset(("", "于", "在", "力争", "确保", "计划", "预计", "争取"))
