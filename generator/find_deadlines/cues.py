"""The words around an expression of time that tell whether it binds, as patterns over the register ``deadline_words``.

``match`` patterns read from the expression on, those that end in ``$`` read up to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.registers import load_register

_WORDS = load_register("deadline_words")


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


def _listed(name: str) -> str:
    return _any(_WORDS[name])


# ── something is to be done ──────────────────────────────────────────────────────────────────────────

ACTION = re.compile(r"份?(?:全[省州市县区国][各都均]?|[各全]级?[省州市县区]?)?" + _listed("actions"))
"""「2019年4月|指导各县市…」, 「9月|全县开展…」."""
COMMITMENT = re.compile(_listed("commitments"))
COMMITMENT_SOON = re.compile("，?[^。；]{0,30}?" + _listed("commitments"))
MUST_REACH = re.compile("(?:要|须|应|力争|确保|争取|努力)[^，。；]{0,8}(?:达到|完成|实现|增长|不低于|超过)")
HOLDS = re.compile("增长|保持|稳定在|控制在|不低于")
PROMISE = re.compile("确保|力争|争取|目标")
PROMISE_ENDS = re.compile("(?:确保|力争|争取|实现)$")
PUSHED = re.compile("确保|力争|加快|推进|推动|抓好|完成|实现|做好")
PHASE_NAME = re.compile(
    "(?:阶段|第?[一二三四五六七八九十]步|准备|动员|部署|发动|启动|实施|推进|推广|攻坚|整改|整治|总结|验收|评估|巩固|提升|宣传|排查|自查|"
    "检查|督查|考核|报名|申报|评选|时间|期限|期)$"
)
BODY_ACTS = re.compile(
    "[^，。；的]{1,16}(?:局|委|办|厅|中心|政府|单位|部门|公司|街道|乡镇|领导小组|办公室)(?:要|应当?|负责|牵头|会同[^，。；]{2,12}?)?"
    + _listed("actions")
    + "(?!的)"
)
"""「二季度|市财政局完成…」."""
IS_A_PHASE = re.compile("[^，。；]{0,20}?[为是][^，。；]{0,12}?(?:阶段|期)")
FINISHED = re.compile(
    "，?(?:要|将|须|应当?)?(?:在[^，。；]{2,14}[上面])?(?:全面|全部|基本|力争|初步)?(?:完成|建成|实现|取得|投产|开工|竣工|投入|启动|通车|交付|运营)"
)
REACHED_SOON = re.compile(
    "，(?:巩固|" + _listed("actions") + ")|，[^。；]{0,30}?(?:达到?|完成|实现|建成|建有|形成|不低于|覆盖|控制在)"
)
MEASURE_OF = re.compile("[^。；]{0,50}?的(?:人数|人口|人员|人群)(?:比例|占比|比重|达|占)")
"""「每周|参加体育锻炼不少于3次的人数比例」: who is counted, not what is done."""
DAILY = re.compile(_listed("daily"))
TIMES = re.compile("[1-9一二两三]次|召开|报")

# ── labels and heads ─────────────────────────────────────────────────────────────────────────────────

TIME_LABEL = re.compile(_listed("time_headers") + "(?:为|是|定为|暂定为?|自|从|分别为)?[：:]?$")
TIME_HEADER = re.compile(
    "(?:计划|预计|拟|工作|任务|项目|政策|整改)?" + _listed("time_headers") + "(?:（[^（）]*）|及.{1,8}|要求|安排|节点)?"
)
DUE_LABEL = re.compile(
    "(?:时限|期限|截止(?:申报|报名|报送|受理|反馈|提交)?|完成)(?:时间|日期|要求|节点)?[为是]?[：:]?$"
)
DATE_LABEL = re.compile(
    "(?:(?:发布|发文|印发|成文|公开|生成|更新|颁布|发稿|上传)(?:时间|日期)|^(?:日期|时间)|来源)[：:]?$"
)
"""Of a web page or a red head, not of a task."""

# ── the date tells which ones are meant ──────────────────────────────────────────────────────────────

ELIGIBLE = re.compile(
    _listed("eligibility") + "[^，。；、]{0,24}?的(?!目标|要求|任务|基础)|[^，。；、]{0,12}?(?:到期|存量|欠缴)的"
)
"""「2016年4月30日前|取得的不动产」."""
DONE_THINGS = re.compile("(?:完工|竣工|投产|建成|开工|入库|签约)(?:项目|企业|工程)")
"""「对6月30日前|完工项目」."""
CASES = re.compile("[^，。；]{1,30}?的[^，。；]{0,6}?" + _listed("cases"))
"""A clause that ends in things: 「2019年10月|竣工投产的项目」."""
ORDERED = re.compile(
    "[^，。；的]{0,16}?(?:要|应当?|必须|须|需要?|将|印发|出台|制定|修订|公布|发布|编制|提出|形成|上报|报送)(?!的|件|求)[^，。；]"
)
"""What stands behind is ordered, whatever 的 follows in it: 「6月底前|各省份要印发建立…机制的相关文件」."""
IN_FORCE_DURING = re.compile("(?:新?购[置买进]|新?招用|新增|新办)[^，。；]{0,40}?的")
NAMED_CASES = re.compile("(?:对(?:于|在)?|凡[是在于]?|属于?|符合|其中)$")
OF_SOME = re.compile("[^，。；]{1,40}?的")
DATE_OF_ACT = re.compile("(?:购置|登记|注册|取得|到期|签订|开票|发票|标准)(?:日期|时间|时点)[在为是]?$")
RANGE_OF_THINGS = re.compile("(?:范围|口径)[为是]$")
"""「参评成果的时间范围为|2021年1月1日至…」."""
EXPIRY = re.compile("到期|届满|期满|届时")

# ── what was, and how things stood ───────────────────────────────────────────────────────────────────

DONE = re.compile("同比|较上年|上年同期|已(?:经|累计|完成|达到|实现|有)")
HISTORY = re.compile(_listed("history"))
ADOPTED = re.compile("，?[^，。；]{0,20}?(?:(?:审议|讨论|会议)通过|[印发]发的|发布的|公布的|召开的|修订的)")
RESULT = re.compile(r"(?:增长|下降|完成|实现|达)[^，。；]{0,14}\d")
STATISTICS = re.compile("据统计|回顾")
STOOD = re.compile("，?(?:目前|[全我][省州市县区国]|已|累计|共)")
START_OF_CHANGE = re.compile("(?:由|从|较|比|与|相当于|以)$")
CHANGES = re.compile("的|[^，。；]{0,20}(?:提高|增加|降|上升|增长|提升|调整)[到至为]")
LAST_YEARS = re.compile("(?:近|过去)[^，。；]{0,6}年[^，。；]{0,10}$")
LONG_SINCE = re.compile("[^，。；]{0,6}" + _listed("history"))
IN_FORCE = re.compile("(?:施行|实施|执行|生效)的")

# ── names and rates ──────────────────────────────────────────────────────────────────────────────────

DOCUMENT_NAME = re.compile(_listed("document_kinds") + "$")
GOES_ON_AS_NAME = re.compile("）(?:规划|计划|纲要|方案|行动)")
"""「第十四个五年（2021—2025年|）规划」."""
PROJECT_NAME = re.compile("[^，。；]{0,16}(?:工程|项目|规划|计划)，")
SLOGAN = re.compile("[“‘]|[^，。；]{0,2}错[月季]")
MAXIM_BEFORE = re.compile("“(?:[^“”，。；、]{2,8}、){0,5}[^“”，。；、]{0,2}$")
MAXIM_AFTER = re.compile("[^“”，。；、]{1,6}(?:、[^“”，。；、]{2,8}){0,5}”的?[^“”，。；、]{0,6}(?:原则|制度|机制|思路)")
"""「“年初建账、逐月查账、年底交账”的督查制度」: short words side by side between quotation marks."""
NAME_BEFORE = re.compile("“[^“”。；]{0,20}$")
NAME_AFTER = re.compile("[^“”。；]{1,24}”(?:等|活动|行动|主题|系列)")
"""「开展“每周少用一天车”等活动」."""
YEAR_END_THING = re.compile(
    "考核|总结|目标|评比|测评|奖|绩效|决算|结算|集中|突击|盘点|数据?[^据]|存量|余额|人口|(?:工作)?会议"
)
IMPRINT = re.compile("(?:印发|印制|印|封发|发布|公布|通过|修订|修正|起草)")
OF_MEETING = re.compile("[^，。；]{0,20}(?:印发|通过|会议|施行|修[订正])")
OF_MONTHS = re.compile("[^，。；]{0,12}?(?:任务|指标|数据|报表|比重|预算|支出|收入|目标|计划|工资|情况|份额|产值|增速)")
REPORT_OF_MONTHS = re.compile("(?:执行|完成|落实)情况|支付率")
OWN_VALIDITY = re.compile("施行|实施|执行|印发|发布|公布|生效|本[^，。；]{2,6}$")
DESCRIBED = re.compile("[，的]?[^，。；]{0,4}(?:是|面临)|以[来上]")
DESCRIBED_TIME = re.compile("我[省州市县区国]|[^，。；]{0,12}?(?:是|面临|处于)")

RATE = re.compile(
    "(?:每[户人亩家头])?的?(?:不[超低]过?于?|最高|最低|至少|约|不少于|给予|补助|补贴|奖励|按|发放)?(?:不超过|最高|一次性)?"
    r"\d[\d.,]*(?:—\d[\d.]*)?[万亿]?元"
)
"""「每月|600元」."""
EACH = re.compile("(?:[每人]均?[人户名家亩头辆台次吨套间只株村县件个]|每公里|每平方米|标准|工资|元|/|人)$")
MEASURED_BY = re.compile("(?:视|根据|按照|依据|结合|占|不少于|达到|超过|平均|相当于|每人|较上|与上|近)$")
THING_OF_PERIOD = re.compile(
    "工作实绩|工资|收入|利息|租金|生活费|平均|一度的|均|两会|都会|度的|重要|需求|用量|产量|产值|结余|"
    r"的(?!\d{1,2}月|第|[一二三四]季度|年底)"
)
PLANNED_THING = re.compile("任务|计划|进度|目标|均衡|度")
GROUND = re.compile("(?:[一二三四五六七八九十]是)?(?:根据|依据|对照)")
OF_SOMETHING = re.compile("[^，。；]{0,16}?的")
SYSTEM = re.compile("制度|机制")

# ── spans of time ────────────────────────────────────────────────────────────────────────────────────

NOT_WITHIN = re.compile(_listed("not_within"))
NOT_WITHIN_BEFORE = re.compile(_listed("not_within_before") + "(?:后|之日起?|[满的])?$")
LENGTH = re.compile(
    "(?:压缩|缩短|控制|减少|降低?|减|压减|精简|稳定|期限|账龄|工龄|年限|工期|周期|时间|时长|时限)[^，。；]{0,6}?[到至在为]$"
)
"""「办理时间压缩至|3个工作日内」: a length that is promised or limited, and no time to be ready by."""
NOT_AFTER_EVENT = re.compile("不得|未|无|免|减|给予|享受|累计|的(?!目标|要求)|可(?!以?(?:向|提出))")
FROM_EVENT = re.compile("之日|[收接]到|日起")
COUNTED = re.compile("[^，。；]{0,16}?(?:次数|不得|不超过)")
