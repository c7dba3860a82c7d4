"""Which expressions of time bind somebody, and which only name a time.

Each rule says what it is about with an example; the words are in the register ``deadline_words``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.dates import Period, Shape
from generator.find_deadlines.clauses import LIST_AFTER, LIST_BEFORE, Clause
from generator.registers import load_register

_WORDS = load_register("deadline_words")


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


_ACTION = re.compile(r"(?:[份，]|每)?(?:全[省州市县区国][各都均]?|[各全]级?[省州市县区]?)?" + _any(_WORDS["actions"]))
_COMMITMENT = re.compile(_any(_WORDS["commitments"]))
_ELIGIBLE = re.compile(_any(_WORDS["eligibility"]) + r"[^，。；、]{0,24}?的(?!目标|要求|任务|基础)|[^，。；、]{0,12}?" + _any(["到期", "存量", "欠缴"]) + "的")
_NAMED_CASES = re.compile(r"(?:^|[，。；：])?(?:对(?:于|在)?|凡(?:是|在|于)?|属于?|符合|将(?=.{0,4}$)|其中)$")
_NOT_WITHIN = re.compile(_any(_WORDS["not_within"]))
_NOT_WITHIN_BEFORE = re.compile(_any(_WORDS["not_within_before"]) + r"(?:后|之日起?|[满的])?$")
_TIME_LABEL = re.compile(_any(_WORDS["time_headers"]) + r"(?:为|是|定为|暂定为?|自|从|分别为)?[：:]?$")
_TIME_HEADER = re.compile(r"(?:计划|预计|拟|工作|任务|项目|政策|整改)?" + _any(_WORDS["time_headers"]) + r"(?:（[^（）]*）|及.{1,8}|要求|安排|节点)?")
_DUE_LABEL = re.compile(r"(?:时限|期限|截止|完成)(?:时间|日期|要求|节点)?(?:为|是)?[：:]?$")
_OF_NAME = re.compile(_any(_WORDS["document_kinds"]) + "$")
_HISTORY = re.compile(_any(_WORDS["history"]))
_DAILY = re.compile(_any(_WORDS["daily"]))

_DATE_LABEL = re.compile(r"(?:日期|发布时间|发文时间|印发时间|成文时间|发布日期|公开日期|生成日期|更新时间|来源|时间)[：:]?$")
_IMPRINT = re.compile(r"(?:印发|印制|印|封发|发布|公布|通过|修订|修正|起草)")
_RATE = re.compile(r"(?:不[超低]过?于?|最高|至少|约|不少于|给予|补助|补贴|奖励|按)?[^，。；、\d]{0,6}\d[\d.,]*(?:—\d[\d.]*)?(?:万|亿)?元")
_EACH = re.compile(r"(?:[每人]均?[人户名家亩头辆台次吨套间只株村县件个]|每公里|每平方米|标准|工资|元|/|人)$")
_PER = re.compile(r"(?:视|根据|按照?|依据|结合|占|以|与|不少于|达到|超过|近|平均|相当于|上一?|同|比|每人)$")
_NOUN_AFTER_RATE = re.compile(r"工作实绩|工资|收入|利息|租金|生活费|平均|一度的|均|两会|都会|度的|重要|需求|用量|产量|产值|结余|的(?!\d{1,2}月|第|[一二三四]季度|年底)")
_SLOGAN = re.compile(r"[“‘]")
_PLAN_GROUND = re.compile(r"^(?:[一二三四五六七八九十]是)?(?:根据|依据|对照)")
_PHASE = re.compile(r"(?:阶段|[第]?[一二三四五六七八九十]步|准备|动员|部署|发动|启动|实施|推进|推广|攻坚|整改|整治|总结|验收|评估|巩固|提升|宣传|排查|自查|检查|督查|考核|报名|申报|评选|时间|期限|期|近期|远期|中期)$")
_ATTRIBUTIVE_MONTHS = re.compile(r"[^，。；]{0,12}?(?:任务|指标|数据|报表|比重|预算|支出|收入|目标|计划|工资|情况|份额|产值|增速)")


@dataclass(frozen=True, slots=True)
class Setting:
    """What of the document bears on every expression in it."""

    plan_year: int | None
    issued_on: date | None

    @property
    def past_before(self) -> date | None:
        """What ended before this day is history: 1 January of the plan's year or of the year of issue, the earlier one."""
        years = [y for y in (self.plan_year, self.issued_on and self.issued_on.year) if y]
        return date(min(years), 1, 1) if years else None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expression of time where it stands."""

    period: Period
    clause: Clause
    line: str
    """The whole line."""
    sentence_before: str
    """From the start of the sentence to the expression."""
    sentence_after: str
    in_heading: bool
    """In a numbered heading with text under or behind it."""
    time_cell: bool
    """In a cell whose column says when a task is due."""

    @property
    def labelled(self) -> bool:
        """A label says that the time a task is due follows: 「完成时限：」."""
        if self.time_cell:
            return True
        label = self.sentence_before[-16:]
        return bool(_TIME_LABEL.search(label)) and (label.endswith(("：", ":", "为", "是")) or not self.clause.before.strip())

    @property
    def due_labelled(self) -> bool:
        return self.time_cell or (self.labelled and bool(_DUE_LABEL.search(self.sentence_before[-16:])))

    @property
    def alone_in_bracket(self) -> bool:
        return self.clause.opener == "（" and self.clause.closer == "）" and not self.clause.before and not self.clause.after


def is_time_header(header: str) -> bool:
    """Whether a column head names the time a task is due: 「完成时限」, 「时间节点（2022年）」."""
    return bool(_TIME_HEADER.fullmatch(re.sub(r"\s", "", header)))


def binds(c: Candidate, setting: Setting) -> bool:
    """Whether the expression is a deadline, a phase or a frequency in the sense of the evaluation."""
    p = c.period
    if p.shape is Shape.SINCE or _is_history(c, setting):
        return False
    if c.labelled and not _DATE_LABEL.search(c.sentence_before[-6:]) or c.time_cell:
        return p.shape is not Shape.RECURRING or p.text not in ("每年",)
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
    p, past = c.period, setting.past_before
    last = p.end or (p.start if p.shape is Shape.FROM else None)
    if last and past and last < past:
        # A policy that began earlier is still one: 「从2016年起」 is told by what follows.
        return p.shape is not Shape.FROM or p.precision == "year" or bool(_HISTORY.search(c.clause.after))
    if p.before.startswith("截") and last and setting.issued_on and last <= setting.issued_on:
        return True
    if re.match(r"[，]?(?:[^，。；]{0,20}?(?:审议通过|讨论通过|会议通过|印发的|发布的|公布的|召开的|修订的))", c.clause.after):
        return True
    return bool(
        p.precision == "day"
        and p.shape is Shape.DURING
        and p.start == p.end
        and last
        and setting.issued_on
        and last < setting.issued_on
    )


def _cases(c: Candidate) -> bool:
    """The date tells which ones are meant: 「2016年4月30日前取得的不动产」, 「对6月底前开工的项目」."""
    after = c.clause.after
    if _ELIGIBLE.match(after) and not _COMMITMENT.match(c.clause.before):
        return True
    return bool(_NAMED_CASES.search(c.clause.before) and re.match(r"[^，。；]{1,40}?的", after))


def _by(c: Candidate, setting: Setting) -> bool:
    after, p = c.clause.after, c.period
    if re.match(r"到期|届满|期满|届时", after) or _cases(c):
        return False
    if p.before in ("到", "至") and not p.after and after.startswith("的") and re.search(r"[由从][^，。；]{0,30}$", c.clause.before):
        return True
    if p.after == "" and p.before == "" and p.precision == "year" and p.text[-1] in "底末终":
        # 「年末考核」, 「年终总结」, 「年底目标」 name things.
        if re.match(r"考核|总结|目标|评比|测评|奖|绩效|决算|结算|集中|突击|盘点|数据?[^据]|存量|余额|人口|(?:工作)?会议", after) or p.text.endswith("终"):
            return False
    if p.before.startswith("截"):
        return not re.match(r"[，]?(?:目前|全[省州市县区国]|我[省州市县区国]|已|累计|共)", c.sentence_after)
    # 「由2020年底的35%提高到…」 starts from what is.
    return not (re.search(r"(?:由|从|较|比|与|相当于|以)$", c.clause.before) and not p.after)


def _during(c: Candidate, setting: Setting) -> bool:
    p = c.period
    # The other items of a list say nothing of their own: 「2019年6月和11月，各开展…」
    after, before = LIST_AFTER.sub("", c.clause.after), LIST_BEFORE.sub("", c.clause.before)
    if p.precision == "event" and p.start is None and p.end is None:
        return True
    if _SLOGAN.match(after) or re.match(r"[^，。；]{0,2}错[月季]", after):
        return False
    if p.before in ("到", "至") or p.start is None:
        return True
    if c.alone_in_bracket or (c.clause.opener == "（" and not before):
        return _in_bracket(c)
    if _cases(c) or re.search(r"(?:购置|登记|注册|取得|到期|签订|开票|发票|标准)(?:日期|时间|时点)(?:[在为是])?$", before):
        return False
    if p.text.endswith("初"):
        return bool(_ACTION.match(after))
    if p.after == "内" or p.text.endswith("内"):
        # 「年度内」 only frames what follows; 「年内」 and 「2019年内」 bind.
        return "年度内" not in p.text
    if p.precision in ("year", "years"):
        return _years(c)
    if p.start == p.end and p.precision == "day":
        return bool(_ACTION.match(after)) and not _HISTORY.match(after) and not _IMPRINT.fullmatch(after)
    if _PHASE.search(before) or c.line.startswith(("——", "—")) and not before:
        return True
    if after == "" and c.clause.closer in ("，", "：", "。", "\n", ""):
        return not before or before.endswith(("于", "在", "为", "是")) or c.clause.closer in "，：" and not _PER.search(before)
    if _ACTION.match(after):
        return not re.match(_ATTRIBUTIVE_MONTHS, after) or not re.match(r"(?:执行|完成|落实)情况|支付率", after)
    if re.match(r"[^，。；]{0,20}?(?:为|是)[^，。；]{0,12}?(?:阶段|期)", after):
        return True
    # 「确保一季度工业增加值增长8%」: the period of a promise, unless it is the whole plan's.
    return bool(re.search(r"(?:确保|力争|争取|实现)$", before)) and bool(_COMMITMENT.search(after))


def _in_bracket(c: Candidate) -> bool:
    """「方案制定阶段（2019年1月至2月）」 is a phase, 「发展规划（2018—2025年）」 a name."""
    p = c.period
    named = c.sentence_before.removesuffix("（")
    if p.precision in ("year", "years") and (not named or _OF_NAME.search(named[-10:])):
        return bool(_ACTION.match(c.clause.after)) or bool(re.search(r"阶段$", named))
    if p.precision == "day" and p.start == p.end and re.match(r"[^，。；]{0,20}(?:印发|通过|会议|施行|修[订正])", c.clause.after):
        return False
    if c.alone_in_bracket or c.clause.closer in "，；、" and not c.clause.after:
        return not (p.precision == "day" and p.start == p.end and not _PHASE.search(named[-6:]) and not re.search(r"前$", p.text))
    return bool(_ACTION.match(c.clause.after))


def _years(c: Candidate) -> bool:
    """「2018年至2020年执行…」 and 「“十四五”期间，累计新建…」 bind; 「2022—2023年农村公路工程」 is a name."""
    p, after = c.period, c.clause.after
    if p.start == p.end:
        return False
    if after == "":
        if p.precision == "years" and not re.match(r"，?[^。；]{0,30}?" + _COMMITMENT.pattern, c.sentence_after):
            return False
        return c.clause.closer in "，：" and not _PER.search(c.clause.before) and not _HISTORY.match(c.sentence_after, 1)
    if re.match(r"[，]?(?:我[省州市县区国]|[^，。；]{0,12}?(?:是|面临|处于|将面临))", after) and p.precision == "years":
        return False
    return bool(_ACTION.match(after)) and not re.match(r"[^，。；]{0,16}(?:工程|项目|规划|计划)，", after)


def _from(c: Candidate, setting: Setting) -> bool:
    """「自2024年1月1日起」, 「从2019年开始」; 「自2016年起，我州已连续…」 is history."""
    p = c.period
    if _HISTORY.search(c.clause.after) or _HISTORY.match(c.sentence_after[1:]):
        return False
    if re.search(r"(?:由|从)$", p.before) and p.after == "" and re.match(r"的|[^，。；]{0,20}(?:提高|增加|降|下降|上升|增长|提升|调整)[到至为]", c.clause.after):
        # 「从2018年的12%提高到15%」
        return False
    if p.after in ("后",) and p.precision == "year":
        return False
    return not (_cases(c) and p.after != "起")


def _within(c: Candidate, setting: Setting) -> bool:
    """「5个工作日内下达」 binds; 「离校2年内未就业」, 「3年内免征」, 「5年内不得」 do not."""
    p, after, before = c.period, c.clause.after, c.clause.before
    if not p.text.endswith("内"):
        # 「力争用3年时间，…」 and 「今后5年」
        return not re.match(r"的?[^，。；]{0,4}(?:是|面临)|以[来上]", after) and not re.search(r"(?:近|过去|已)$", before)
    if re.search(r"之日|[收接]到|日起", p.text):
        return not re.match(r"不得|未|无|免|减|给予|享受|累计|的(?!目标|要求)|可(?!以?(?:向|提出))", after)
    if _NOT_WITHIN_BEFORE.search(before) or _NOT_WITHIN_BEFORE.search(p.text.rstrip("内")[:-2]):
        return False
    # 「1年内临时救助的次数不超过2次」 counts, it does not set a time.
    return not _NOT_WITHIN.match(after) and not re.match(r"[^，。；]{0,16}?(?:次数|不得|不超过)", after)


def _recurring(c: Candidate, setting: Setting) -> bool:
    """「每季度召开」, 「按月细化」; 「每人每月600元」, 「视每年工作实绩」, 「逐年提高」 are measures of something."""
    p, after, before = c.period, c.clause.after, c.clause.before
    if p.text in ("逐年", "逐日", "按日", "逐天", "按天", "逐周", "逐年度"):
        return False
    if p.text.startswith(("按", "逐")):
        if c.in_heading or re.match(r"^(?:任务|计划|进度|目标|均衡|度)", after):
            return False
        if p.text in ("按年", "按年度"):
            return bool(_ACTION.match(after))
        return not _PLAN_GROUND.match(before) or not re.match(r"[^，。；]{0,16}?的", after)
    if c.in_heading and re.search(r"制度|机制", after):
        return False
    if _EACH.search(before) or _RATE.match(after):
        return False
    if p.every in ("day", "working day"):
        return bool(_DAILY.search(after[:14]))
    if re.fullmatch(r"每个?(?:年度?|月|周|季度?|学期|半年|旬|[两二2]年|[三3五5]年)", p.text):
        if _PER.search(before) or _NOUN_AFTER_RATE.match(after):
            return False
        if _HISTORY.match(after) or re.search(r"(?:近|过去)[^，。；]{0,6}年[^，。；]{0,10}$", before):
            return False
    return True


def _bare_year(c: Candidate, setting: Setting) -> bool:
    """A later year in which something is to be finished (「2025年建成投产」); never the plan's own period."""
    p = c.period
    if p.end is None or setting.plan_year is None or p.precision != "year" or not re.match(r"\d{4}年(?:度)?$", p.text):
        return False
    if p.end.year <= setting.plan_year or c.clause.before not in ("", "于", "在", "力争", "确保", "计划", "预计", "争取"):
        return False
    return bool(re.match(r"(?:，)?(?:全面|全部|基本|力争|底|初步)?(?:完成|建成|实现|投产|开工|竣工|投入|启动|建设完成|通车|交付)", c.clause.after))
