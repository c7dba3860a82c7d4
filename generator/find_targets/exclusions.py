"""Numbers that are no commitment: conditions, what is already there, frequencies, marks and ranks."""

from __future__ import annotations

import re
from functools import cache

from generator.find_targets.clauses import NAME, Sentence
from generator.find_targets.words import alternation, last_match, words
from generator.numerals import Quantity


@cache
def _past() -> re.Pattern[str]:
    return re.compile(alternation(list(words("past"))))


_PAST_OPENING = re.compile(
    # Every alternative begins with a character, not a class or a group: then the search skips what cannot begin one.
    r"初步[核统]算?计?|据统计|经初步|近[年几两三]?[一二三四五\d]?年?来|截[至止]|过去[一二两三四五几]年|"
    r"一年来|二年来|两年来|三年来|四年来|五年来|自20\d\d年[^，。；]{2,30}以来|"
    r"20\d\d年以来|去年以来|上年以来|党的[^，。；]{2,6}大以来|“十[一二三四]五”?以来|十[一二三四]五”?以来"
)
_STOCK = re.compile(r"(?:现有|共有|下辖|共辖|目前有|原有)(?=[^，；。]{0,24}\d)")
_RAISED_FROM = re.compile(r"力争|确保|提高到|增加到|提升到|扩大到|达到")
_CHANGED = re.compile(r"新建|新增|打造|培育|建设|提升|改造|达到|完成|扩|增|再")
_FUTURE = re.compile(r"到20\d\d年|力争|争取(?!到了)|今年|下一步|今后|未来|年内|确保|继续|目标|要(?!求|素|点)|计划")


# 「提高了6.2个百分点」, 「供水2亿立方米，解决了30万人饮水」
_HAS_CHANGED = re.compile(r"(?<![为除到])了(?:约|近)?\Z")
_HAVE_DONE = re.compile(r"(?<![为除到])了(?:约|近)?\d")
# 「20个村的规划已全部完成」
_ALREADY = re.compile(
    r"已经?(?:累计|超额|提前|全部|全面|基本|顺利|陆续|如期)*(?:完成|建成|开工|竣工|投产|通过|启动|实施|实现|达到|落实|发放)"
    r"(?![^，；。]{0,16}的|[^，；。]{0,4}项目)"
)
_OF_BEFORE = re.compile(r"占|为|(?:完成|开工)率")
# 「新增床位120张，为计划的103%」, 「完成投资6亿元，超额完成任务」
_OF_THE_PLAN = re.compile(r"[^；。\d]{0,20}[，,](?:为[^，；。\d]{0,4}(?:计划|目标|任务)[^，；。\d]{0,4}的\d|超额完成)")
# 「占全年任务900人的120%」, 「完成全年目标的34.07%」: nobody promises that
_RATIO_DONE = re.compile(
    r"(?:完成|占|为)[^，；。]{0,10}(?:目标|任务|计划)[^，；。]{0,10}?(?:1\d\d|\d+\.\d+|1\d\d\.\d+)%"
)


_COMPARED_WITH = re.compile(r"[比较超于]\Z")


def is_past(sentence: Sentence, quantity: Quantity, clause_start: int) -> bool:
    """Whether the number tells what is or was: 「截至2020年底，已建成5座」, 「去年增长5%」, 「现有职工200人」."""
    flat = sentence.flat
    recent = flat[max(0, quantity.start - 300) : quantity.start]
    opening = last_match(_PAST_OPENING, recent)
    if opening is not None and not _FUTURE.search(recent, opening.end()):
        return True
    stock = last_match(_STOCK, recent)
    if stock is not None and not _FUTURE.search(recent, stock.end()) and not _CHANGED.search(recent, stock.end()):
        return True
    before = flat[max(clause_start, quantity.start - 60) : quantity.start]
    if _OF_THE_PLAN.match(flat, quantity.end):
        return True
    if "%" in flat and _RATIO_DONE.search(flat) and not _FUTURE.search(flat[: quantity.start].replace("目标", "")):
        return True
    if "已" in flat:
        # 「已完成1370公里，占年度计划的91%」
        since = sentence.clause_start(clause_start - 1) if _OF_BEFORE.match(before) else clause_start
        if _ALREADY.search(flat, since, sentence.clause_end(quantity.end)):
            return True
    if "了" in flat:
        if _HAS_CHANGED.search(before):
            return True
        done = _HAVE_DONE.search(flat, max(0, quantity.start - 120), quantity.end + 60)
        if done is not None and not _FUTURE.search(flat, max(0, quantity.start - 300), max(quantity.end, done.end())):
            return True
    for m in _past().finditer(before):
        word, rest = m.group(), before[m.end() :]
        lead = before[: m.start()]
        if word in ("目前", "现有", "原有", "同期") and (_RAISED_FROM.search(rest) or rest.startswith("基础")):
            # 由现有的30家增加到50家
            continue
        if word == "目前" and lead.endswith(("至", "到", "比", "较")):
            # 下降至目前80%的水平
            continue
        if word in ("去年", "上年末", "上年底", "上一年", "同期") and _COMPARED_WITH.search(lead):
            # 比去年增长: the measure of a goal
            continue
        if word in ("以上", "以来") and not lead:
            continue
        return True
    return False


_FREQUENCY = re.compile(
    r"每(?:个|隔)?(?:[两二三四五六\d半]{1,2}个?)?(?:月|季度?|周|旬|日|天|半年|学期|星期|工作日)|按[月季周]|"
    r"逐[月季]|[月季周]均(?=召开|开展)"
)
_FREQUENCY_NOUN = re.compile("|".join(words("frequency_nouns")))


_INSPECTED = re.compile(r"督查|督导|检查|巡查|通报|考核|评估|自查|例会|调度|演练|督办")


def is_frequency(sentence: Sentence, quantity: Quantity, clause_start: int, clause_end: int) -> bool:
    """Whether the number says how often something is held: 「每季度召开一次联席会议」, 「每月至少督查2次」."""
    if quantity.unit not in (
        "次",
        "场",
        "场次",
        "期",
        "轮",
        "遍",
        "个",
        "批",
        "批次",
        "节",
        "学时",
        "小时",
        "天",
        "日",
        "篇",
        "份",
        "条",
    ):
        return False
    clause = sentence.flat[clause_start:clause_end]
    before = sentence.flat[clause_start : quantity.start]
    if _FREQUENCY.search(before):
        return True
    if quantity.unit not in ("次", "轮", "遍"):
        return False
    if quantity.chinese and quantity.value < 10:
        return True
    if "每年" in before or "年度" in before:
        return bool(_FREQUENCY_NOUN.search(clause)) or quantity.value <= 4
    return quantity.value <= 4 and bool(_INSPECTED.search(clause))


_PER_STEP = re.compile(
    r"每(?:再)?(?:提高|增加|增长|下降|降低|减少|超过?|高于|低于|完成|少|多|引进|新增|上|满|有|滞后|落后|"
    r"升|降|获得?|发生|出现|缺|迟|逾期|提升)[^，；。]{0,12}\Z"
)
_CONDITION = re.compile(
    rf"(?:^|[，；：。])[\s{NAME}]*(?:{alternation([w for w in words('conditional')])})[^，；。]{{0,40}}\Z"
)
_UNMET = re.compile(r"(?:未达到?|未完成|达不到|不足|未满|不满|不到|尚未)[^，；。]{0,6}\Z")


# 「面积在300平方米以上的，应当…」, 「宽度不应小于4米」: what a rule demands of others
_NORM_BEFORE = re.compile(
    r"的，(?:应当?|须|必须|可以?|由|予以|给予|视为|一律|不予|不得)|不应[^，；。]{0,6}\Z|一般不(?:得|应|超|低|"
    r"高|少|大|小)"
)
_NORM_AFTER = re.compile(
    r"[^、]{0,4}(?:以上|以下|以内)?[^，；。]{0,20}?的[^，；。、]{1,14}(?:应当|须(?=[^，])|必须|不得|方可)"
)
# 「死亡10人以上，或转移人口20万人以上」
_EITHER = re.compile(r"[，；、]或(?:者|需|造成)?[^，；]{0,16}\d")
_ADDRESSED = re.compile(r"\s*(?:对于?(?![接标口照应外内])|凡是?|符合)")


_ADDRESSEE = re.compile(
    r"[^，；。]{0,60}的(?:企业|单位|项目|园区|个人|人员|机构|地区|县|乡镇|主体|产品|部分|行业|家庭|学校|合作社)"
)


# 「90分以上为优秀」, 「85分以上优秀」; but 「100名优秀导游」
_GRADED = re.compile(
    r"\s*(?:为(?:优秀|优|良好?|合格|不合格|及格|差|中等|一般)|"
    r"(?:优秀|优|良好?|合格|不合格|及格|差|中等|一般)(?=\Z|[，；、。的等档]))"
)
# 「申报单位应当具备下列条件：」
_REQUIRED = re.compile(
    r"(?:具备|符合|满足|具有|达到)(?:以下|下列|如下|上述)[^，。；：]{0,8}(?:条件|要求|标准|情形)[^。；：]{0,10}：|(?:条件|要求)如下："
)
_REQUIREMENTS = re.compile(
    r"(?:申报|申请|认定|试点|支持|享受|准入|参评|评选|入选|遴选|参选|奖补|补助|补贴|资助|推荐|入驻|基本|报名|创建)"
    r"(?:基本)?条件\Z|(?:申报|申请|认定)(?:要求|标准|对象)\Z"
)


def sets_requirements(heading: str) -> bool:
    """Whether what stands under ``heading`` says who may apply: 「申报条件」, 「申请单位应当具备下列条件：」."""
    return bool(_REQUIREMENTS.search(heading.strip("：: （）()")) or _REQUIRED.search(heading))


_EACH_BEFORE = re.compile(r"每\s*\Z")
_IN_PROPORTION = re.compile(r"[^，；。、]{0,20}的(?:比例|标准)(?:配|选|设|安|建|给|发)")
_EXCEPT = re.compile(r"\s*除")
_EXCEPTED = re.compile(r"[^，；。]{0,40}[外]")
_WHOEVER = re.compile(r"的(?:，|,|且|及|或|，|扣|予以|给予|不予|视为|一律|取消)")


def is_condition(sentence: Sentence, quantity: Quantity, clause_start: int, after: str, suffix: str) -> bool:
    """Whether the number is a condition: 「未达85%」, 「每提高1个百分点」, 「达到90分以上的，」."""
    flat, start, end = sentence.flat, quantity.start, quantity.end
    before = flat[max(clause_start, start - 60) : start]
    if (
        quantity.group not in ("count", "people")
        and _ADDRESSED.match(flat, max(clause_start, start - 200), start)
        and _ADDRESSEE.match(flat, end, end + 80)
    ):
        return True
    if _NORM_BEFORE.search(flat, max(0, start - 160), start) or _GRADED.match(after):
        return True
    behind = flat[end : end + 60]
    if "的" in behind and (
        _NORM_AFTER.match(behind.split("，")[0].split("；")[0])
        # 「按每80个单位配备1名普查员的比例选聘」
        or _IN_PROPORTION.match(behind, 0, 40)
    ):
        return True
    if suffix and _EITHER.search(flat[max(0, clause_start - 1) : end + 60]):
        return True
    if flat.find("：", max(0, start - 400), start) >= 0 and _REQUIRED.search(flat, max(0, start - 400), start):
        return True
    if "每" in before and (_EACH_BEFORE.search(before) or _PER_STEP.search(before)):
        return True
    if _UNMET.search(before):
        return True
    if _EXCEPT.match(before) and _EXCEPTED.match(flat, end, end + 50):
        return True
    if _CONDITION.search(before) and not before.startswith(
        ("对接", "当年", "当前", "如期", "当地", "如东", "对标", "对口", "不足")
    ):
        return True
    return after.strip() in ("的", "的企业", "的单位", "者") or bool(_WHOEVER.match(after))


_ASSESSED = re.compile(r"考核|考评|评分|计分|权重|分值|评价指标|打分")


_SCORED = re.compile(r"(?:满意度|得分|成绩|水平|指数|评分|分值|平均分)[^，；。]{0,14}\Z")
# 「引进1个亿元以上项目得5分」
_EARNS = re.compile(r"[^；。]{0,60}?(?:[得加扣计记]\d+(?:\.\d+)?分(?!钟|期)|[得加](?:基本|附加|满)分)")
_SHARE_OF = re.compile(r"占(?:比(?:为)?)?\Z")
_WEIGHED = re.compile(r"(?:权重|分值|计分|占分)[^，；。]{0,8}\Z")


def is_mark(sentence: Sentence, quantity: Quantity, before: str, suffix: str) -> bool:
    """Whether the number is a score or a weight in an assessment: 「（25分）」, 「扣2分」, 「权重占25%」."""
    if quantity.group == "score":
        return not (quantity.unit == "分" and _SCORED.search(before) and (suffix or "达" in before or "于" in before))
    if "分" in sentence.flat and _EARNS.match(sentence.flat, quantity.end):
        return True
    if _SHARE_OF.search(before.rstrip()) and quantity.group in ("share", "bare") and not suffix:
        return bool(_ASSESSED.search(sentence.flat[max(0, quantity.start - 400) : quantity.start]))
    return bool(_WEIGHED.search(before))


_RANKED = re.compile(
    r"(?:(?<![底月年日末初度目当此之以])前|第|倒数|(?<![月年周期季])末)\Z|(?:排名|排位|位列|名列)[^，；。]{0,6}(?:后|末|末尾|倒数)\Z"
)


def is_rank(quantity: Quantity, before: str) -> bool:
    """「前10位」, 「第3名」: places in a ranking."""
    return bool(_RANKED.search(before)) and quantity.group in (
        "people",
        "count",
        "bare",
        "score",
        "division",
        "share",
        "kind",
    )
