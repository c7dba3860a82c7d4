"""The words for what a number measures: cut out of its clause, or borrowed when the clause leaves them out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from generator.find_targets.clauses import ASIDE, MARK
from generator.find_targets.words import alternation, words
from generator.model import Provision

_ADVERBS = (
    "积极|大力|扎实|加快|着力|继续|持续|全面|深入|进一步|抓紧|努力|稳步|有序|逐步|切实|要|应|须|必须|还要|还将|将|把|使|让|对|再|共|累计|计划|拟|全力|全力以赴|重点|统筹|"
    "推动|推进|促进|确保|力争|争取|保证|力保|预期|预计|原则上|围绕|聚焦|按照|根据|同时|并且|并|且|其中|另外|此外|以及|及|和|与|即|分别|至少|每年|全年|年内|当年|今年|本年度|年度|年均|"
    "到|至|在|从|自|初步|基本|总体|主动|认真|严格|高质量|高标准|高水平|强力|奋力|狠抓|实现|率先|每季度|每月|上半年|下半年|年底前|年底|月底前|底前|前|末|年|起|开始|期间|时期|以内|内|完成好|鼓励|引导|支持"
)
_DATE = (
    r"(?:到|至|在|从|自)?(?:(?:20\d\d年)?\d{1,2}月\d{1,2}日[至到—－\-](?:20\d\d年)?(?:\d{1,2}月)?\d{1,2}日(?:期间)?|20\d\d(?:[、—－\-~至到]+20\d\d)?年(?:度)?(?:\d{1,2}月(?:\d{1,2}日)?)?(?:底|末|"
    r"初|上半年|下半年|全年|期间)?(?:之?前|以?内|起|开始)?"
    r"|“?十[二三四五六]五”?(?:期间|时期|末期?)?|(?:今年|明年|当年|全年|年内|年底|年末|上半年|下半年|"
    r"[一二三四]季度|\d{1,2}月)(?:底|末)?(?:之?前|以?内)?(?:，)?|[一两二三五]年内|"
    r"(?:用|利用|通过)?(?:未来|今后)?[一二两三四五六七八九十1-9]年(?:左右)?的?(?:时间，?|"
    r"(?=[引培新建选招打完累投改遴]))|每年(?!度)|年度内?)"
)
_SAFE_PREFIX = re.compile(
    rf"(?:[\s、，,；：:。·—\-.．{MARK}{ASIDE}]|[一二三四五六七八九十]{{1,2}}是(?:要)?|{_DATE}|"
    r"全[省市州县区国](?=力争|争取|要|计划|预计)|力争|争取(?!项目|资金|上级)|确保|保证|力保|预期|预计|"
    r"原则上|围绕|做到|其中|同时|并且|并|且|以及|及(?!时)|和(?!谐)|与|即|分别|至少|每年|全年|年内|今年|本年度|"
    rf"到(?![位户岗账人])|\d{{1,2}}[.．、](?!\d)|努力|全力|"
    rf"推动(?=[^，；]{{2,16}}(?:增|达|提高|下降|突破))|实现|完成(?=[^，；]{{4}})|使(?!用)|将|把|初步|"
    r"基本(?!公共|医疗|养老|民生|农田|建设|药|生活|草原|实现|建成)|要|必须|累计|共计|包括|含(?![量税金水硫氧氮])|共(?!享|同|建|产|计)|"
    r"计划(?!生育)|拟|还要|积极|大力|扎实|着力|继续|持续|全面|进一步|抓紧|稳步|有序|逐步|切实)+"
)
_TAIL_WORDS = [
    *words("reaching"),
    *words("growth", "verbs"),
    *words("hedges"),
    "分别",
    "均",
    "各",
    "同比",
    "环比",
    "实际",
    "名义",
    "总数",
    "左右",
    "年均",
    "平均",
    "再",
    "的",
    "净增",
    "新增",
    "≥",
    "≧",
    "＞",
    ">",
    "≤",
    "≦",
    "＜",
    "<",
    "=",
    "同比实际",
    "累计",
    "力争",
    "年均增速",
    "保持",
    "稳定",
    "进一步",
    "稳步",
    "持续",
    "逐步",
    "同口径",
    "可比",
    "可比口径",
    "可比价",
    "有望",
    "率先",
    "全部",
    "基本",
    "都",
    "也",
    "将",
    "要",
    "不",
    "超",
    "最高",
    "最低",
    "接近",
    "再按",
    "按",
    "至少",
    "上升",
    "总体",
    "以上",
    "分别为",
    "：",
    ":",
    "，",
    " ",
    "到",
    "了",
    "数量",
    "计划",
    "应",
    "迈上",
    "提前",
]
# What any alternative of the tail begins with: a test that is much cheaper than trying them all.
_TAIL_FIRST = re.escape(
    "".join(sorted({word[0] for word in _TAIL_WORDS} | set("由从比较不超高达在低快年过0123456789" + ASIDE)))
)
_TAIL = re.compile(
    rf"(?:(?=[{_TAIL_FIRST}])(?:[由从][^，；、]{{1,18}}?(?:提高|提升|增加|增长|扩大|上升|降低|下降|减少|压缩|压减|缩短|缩减|调整|"
    rf"增|降|减|升|提|压)[到至为]|(?:[比较](?:上年|上一?年度?|去年|前年|同期|\d{{4}}年?(?:底|末|同期)?|"
    rf"“[^”]{{2,6}}”[期末]*|[^，；、]{{0,6}}年(?:底|末|同期|度)?)(?:同期)?(?:水平)?)|(?:不少于|不低于|超过|"
    rf"高于|达到)[^，；、]{{1,14}}的|在[^，；、]{{2,14}}(?:基础上|的基础上)"
    r"|(?:高于|低于|快于)[^，；、]{2,12}?平均(?:水平|增速)?"
    r"|(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日)?(?:底|末)?|年底|年末)(?:之?前|以前)?|(?<!\d)20\d\d年(?:底|末)?(?:之?前)?"
    rf"|{ASIDE}|(?<![\d一二三四五六七八九十])年|(?<![通超经])过|{alternation(_TAIL_WORDS)}))++\Z"
)
_LABEL = re.compile(
    r"(?:(?:支撑|工作|年度|预期|主要|总体|发展|人代会|政府|计划|任务|专项行动|行动|奋斗|力争|确保|增长|"
    r"考核|约束性|预期性|奋斗性|的){1,6}(?:目标|指标|任务)(?:值|数)?)\Z"
    r"|(?:目标|指标|任务)(?:值|数)?\Z"
)
_GENERIC = re.compile(
    r"(?:增速|增幅|增长率|增长|占比|比重|总量|总数|规模|数量|比例|总额|年均|同比|[省州市县区]级|国家级|累计|"
    r"再按?|共|达标率|覆盖率|完成率|目标|这一比例|合计|总计|均)?\Z"
)


@lru_cache(maxsize=1024)
def strip_prefix(text: str) -> str:
    """``text`` without the hedges, connectives and adverbs it opens with."""
    m = _SAFE_PREFIX.match(text)
    return text[m.end() :] if m else text


@lru_cache(maxsize=1024)
def strip_tail(text: str) -> str:
    """``text`` without the operator and reaching words it closes with (「占比达到」 → 「占比」)."""
    m = _TAIL.search(text, max(0, len(text) - 60))
    return text[: m.start()] if m else text


def strip_label(text: str) -> str:
    """``text`` without a closing 「政府工作目标」, which names a target and measures nothing."""
    for _ in range(4):
        m = _LABEL.search(text, max(0, len(text) - 40))
        if not m:
            break
        text = text[: m.start()].rstrip("、，和及与的")
    return text.removesuffix("支撑")


def is_generic(text: str) -> bool:
    """Whether ``text`` says nothing by itself: 「增速」, 「州级」, 「」."""
    return bool(_GENERIC.match(text))


def tidy(text: str) -> str:
    """An indicator as it is published: no white space, no blanked characters, no stray marks at its ends."""
    text = "".join(text.split())
    return text.strip("、，,；;：:。.·—- ()（")


_HEADING_OPENING = re.compile(
    rf"(?:{_ADVERBS}|加大|发展|做大|做强|做优|做好|抓好|培育|壮大|提升|提高|强化|优化|扩大|巩固|深化|增强|"
    r"改善|健全|明确|锁定|把握|完善|加强|实施|开展|突出|狠抓|稳定|进一步扩大|认真抓好)+"
)


_HEADING_END = re.compile(r"[，。；：（(\s]")
_HEADING_TAIL = re.compile(r"(?:方面|工作|情况|步伐|规模和效益|力度|水平)\Z")
_NO_SUBJECT = re.compile(
    r"(?:总体|主要|行动|发展|工作|年度|目标|任务|要求|和|及|思路|具体|重点|指标|预期|阶段性|内容|措施|"
    r"保障){1,6}"
)


def heading_subject(line: Iterable[Provision]) -> str:
    """What a provision is about, from its heading or its ancestors' (``line``, itself first): 「加快发展电子商务业」 → 「电子商务业」."""
    for node in line:
        heading = node.heading
        if not heading or node.level == "part":
            break
        heading = _HEADING_END.split(heading)[0]
        m = _HEADING_OPENING.match(heading)
        subject = heading[m.end() :] if m and m.end() < len(heading) - 1 else heading
        subject = _HEADING_TAIL.sub("", subject)
        if subject and not _NO_SUBJECT.fullmatch(subject):
            return subject
    return ""


@cache
def _level() -> re.Pattern[str]:
    return re.compile(r"国家级|省部级|部级|省级|州级|市级|县级|区级|镇级|乡级|村级|地市级|地级|自治区级|县（市、区）级")


def complete_from(previous: str, modifier: str) -> str | None:
    """The indicator for a bare 「州级」 after 「新增省级成长型企业」: its level put in place of the other; None if neither has one."""
    if not _level().fullmatch(modifier):
        return None
    m = _level().search(previous)
    return previous[: m.start()] + modifier + previous[m.end() :] if m else None


_AND = re.compile(r"以及|[和与及]")
_ORDINAL = re.compile(r"第?[一二三四五六]")
_MEASURE = re.compile(
    r"(?:增加值|总产值|产值|总?产量|种植面积|播种面积|面积|销售额|零售额|营业额|营业收入|收入|投资|总额|余额|浓度|排放总?量|(?:饲养|存栏|出栏|交易|用水|用电|发电|吞吐|周转|保有|拥有)量|总量|存栏|出栏)\Z"
)
_HEAD_OF_LAST = re.compile(r"(.{1,6}?)(?=[^、]{3,})")


def distribute(subjects: str, count: int) -> list[str] | None:
    """The subjects a run of ``count`` values belongs to (「A、B和C分别增长」), or None when they do not match in number.

    Short first members share the last one's head: 「国家级、省级园区营业收入」 gives 国家级园区营业收入, 省级园区营业收入.
    """
    parts = [p for p in subjects.split("、") if p]
    if len(parts) == count - 1 or len(parts) < count:
        wider = [p for part in parts for p in _AND.split(part) if p]
        if len(wider) == count:
            parts = wider
    if len(parts) == 1 and count == 2 and "城乡" in subjects:
        return [subjects.replace("城乡", "城镇"), subjects.replace("城乡", "农村")]
    if len(parts) != count:
        return None
    last = parts[-1]
    ordinal = _ORDINAL.match(last)
    if ordinal and all(_ORDINAL.fullmatch(p) for p in parts[:-1]):
        return ["第" + p.removeprefix("第") + last[ordinal.end() :] for p in parts[:-1]] + [
            "第" + last.removeprefix("第")
        ]
    m = _level().match(last)
    if m and all(_level().fullmatch(p) for p in parts[:-1]):
        return [p + last[m.end() :] for p in parts[:-1]] + [last]
    lead = _HEAD_OF_LAST.match(last)
    short = max(len(p) for p in parts[:-1])
    if lead and short <= 4 and len(last) >= short + 4:
        head = last[min(len(parts[0]), len(last) - 1) :]
        return [p if len(p) > 4 else p + head for p in parts[:-1]] + [last]
    measure = _MEASURE.search(last)
    if measure and not any(_MEASURE.search(p) or p.endswith(("率", "数", "比重")) for p in parts[:-1]):
        # 「规模以上工业、建筑业、服务业增加值分别增长」
        return [p + measure.group() for p in parts[:-1]] + [last]
    return parts
