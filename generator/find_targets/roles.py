"""What a quantity does in its clause: what is said of something, what is counted, or what only describes."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from generator.find_targets.clauses import ASIDE, NAME
from generator.find_targets.words import alternation, words
from generator.numerals import Quantity


class Role(StrEnum):
    PREDICATE = "predicate"
    """Closes its clause: 「新增贷款100亿元以上，」."""
    COUNTED = "counted"
    """Counts the noun behind it: 「新建200座基站」."""
    SHARE = "share"
    """Part of the noun behind it: 「95%的村卫生室能提供服务」."""
    ATTRIBUTE = "attribute"
    """Describes: 「产值5亿元以上的企业」, 「65岁以上老年人」, 「10万吨级码头」."""


@cache
def _closer() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{alternation(list(words('closers')))}|和(?!谐)|及|以及|与|并|且|而|其中|用于|进行|实现|力争|"
        r"确保|(?:达到|超过)(?![^，；、。]{1,24}?的[^，；、。的]{2})|规模(?!以|化|养|种|企)|的同时|后|前|时|起|从|以(?!上|内|下|外)|等?$|来|同比|比(?!例|重|赛)|较|分别|占|"
        r"使|让|推动|带动|形成|为|是|作为)"
    )


_MEASURES = {"money", "area", "length", "mass", "volume", "power", "work", "multiple", "growth"}
# Counted by 人, 户, 张 …, these have a size: 「30户以上自然村」, 「100张床位以上的医院」.
_SIZED = {
    "people": re.compile(
        r"的?(?:[^，；、]{0,6}?)(?:村|屯|组|小区|社区|企业|机构|学校|医院|单位|活动|会议|场所|集体|群体|园区|项目|规模|大型|工地|聚居|安置点|事故)"
    ),
    "count": re.compile(
        r"的?(?:[^，；、]{0,4}?)(?:养老机构|医院|机构|小学|学校|场所|停车场|酒店|宾馆|养殖场|养殖户|大户|牧场|企业|基地|合作社|规模)"
    ),
}
_PERSON_UNITS = re.compile(r"(?:万|千|百)?(?:人|名|人次|户|班|位)\Z")


@cache
def _entity() -> re.Pattern[str]:
    return re.compile(rf"的?[^，；、。]{{0,10}}?(?:{alternation(list(words('entities')))})")


@cache
def _capacity() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(list(words('capacity')))})(?:约|近|达到?|为|共|超过?|不低于|不少于|在)?\Z")


@cache
def _making_adjacent() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{alternation(list(words('making_verbs', 'strong')))})(?:了|约|近|总计|共|不少于|不低于|超过|"
        rf"至少|各|规模|新增|好|总规模|总额|全年|年度|全[国省州市县区]|20\d\d年)*[{NAME}]*\Z"
    )


# 「打造核桃50万亩示范基地」: land and length may stand between a crop and its base
_MAKING_NEAR = re.compile(r"(?:打造|建设|建成|新建|发展|改造|建立|创建|种植|推广)[^，；、。的\d]{1,8}\Z")


# 「设立2亿元推动产业发展专项资金」
_FUND = re.compile(r"(?:推动|支持|促进)[^，；。、]{2,24}(?:资金|基金)(?![^，；。、])")
# 「完成甲桥至乙村3.4公里道路拓宽改造」
_FINISHING = re.compile(r"完成[^，；、。\d]{1,24}\Z")
_ROADWORKS = re.compile(r"[^，；、。]{1,16}(?:改造|建设|工程|治理|整治|修复|加固|硬化|养护|铺设)(?![^，；。、]{6})")
# 「环线29公里建成通车」
_OPENED = re.compile(r"(?:全部|全线|如期)?(?:建成|竣工|完工|开工|贯通|通车|投用)(?!的)")
# 「吸纳农村50万劳动力就业」
_PEOPLE = re.compile(
    r"(?:以上|左右)?的?[^，；、。]{0,12}?(?:劳动力|人口|农民|居民|群众|学生|职工|老年人|妇女|儿童|农户|毕业生)"
)
# 「投资3000万元建设养殖基地」
_INVESTED = re.compile(
    r"(?<!总)(?:投资|投入|安排|筹资|筹措|整合|统筹)(?:[^，；。、\d]{0,12}资金)?(?:约|近|不少于|不低于)?\Z"
)
_SPENT_ON = re.compile(r"建设|新建|改造|实施|用于|完善|打造|支持|修建|推进|开展|购置")


def invests(before: str, after: str) -> bool:
    """Whether a sum is invested in what follows it."""
    return bool(_INVESTED.search(before) and _SPENT_ON.match(after))


def is_capacity(before: str) -> bool:
    """Whether the words before a number make it the size of a project: 「总投资5亿元」, 「年产10万吨」."""
    return bool(_capacity().search(before))


def follows_making(before: str) -> bool:
    """Whether a making verb stands directly before a number: 「新建50公里健身步道」."""
    return bool(_making_adjacent().search(before[-24:]))


# 「支出增速不低于10%纳入预算」: said of the rate before it, not of what follows
_RATE_REACHED = re.compile(
    r"(?:率|比例|比重|占比|增速|增幅)(?:达到?|不低于|不少于|不高于|不超过|超过|控制在|保持在|稳定在)\Z"
)
# 「由30%以上阶段性提高至40%以上」: where the change starts from
_FROM_BEFORE = re.compile(r"(?:由|从)[^，；、。]{0,16}\Z")
_FROM_AFTER = re.compile(
    r"[^，；、。]{0,12}?(?:提高|提升|增加|增长|扩大|上升|降低|下降|减少|压缩|压减|缩短|缩减|调整|下调|上调|增|"
    r"降|减|升|提|压|扩|变|缩)[到至为]"
)


# 「搬迁1200户4300人」: the same thing in another unit
_SAME_IN_PERSONS = re.compile(r"\d+(?:\.\d+)?万?(?:人|人口|户|口人|人次)(?![^，；。、以左])")


_NOT_MULTIPLIER = re.compile(r"[^万亿千百十]")
_COUNTED_BEHIND = re.compile(r"的?[^，；、。\d]{1,20}\d+(?:\.\d+)?(?:个|家|户|所|座|处|名|人)(?![^，；、。])")
_BUSINESSES = re.compile(r"(?:[^，；、]{0,8})?(?:企业|主体|商户)")


def role_of(quantity: Quantity, before: str, after: str, suffix: str, *, carried: bool) -> Role:
    """The role of ``quantity``.

    ``before`` and ``after`` are the blanked words of its item on either side, ``suffix`` its operator word, ``carried``
    says that it continues a list of things counted (「建设2个A、1个B」).
    """
    after = after.lstrip(ASIDE + '”’" ')
    if _FROM_BEFORE.search(before[-20:]) and _FROM_AFTER.match(after):
        return Role.ATTRIBUTE
    if after.startswith(("级", "左右级")) or (quantity.chinese and quantity.unit == "亿" and _entity().match(after)):
        # 千亿级, 百亿企业
        return Role.ATTRIBUTE
    if quantity.group in ("age", "voltage"):
        return Role.PREDICATE if not after or _closer().match(after) else Role.ATTRIBUTE
    if quantity.group == "time":
        return (
            Role.PREDICATE
            if not after or _closer().match(after) or after.startswith(("办结", "完成", "办完"))
            else Role.ATTRIBUTE
        )
    if quantity.group == "money" and _FUND.match(after) and follows_making(before):
        return Role.COUNTED
    if not after or _closer().match(after) or _SAME_IN_PERSONS.match(after):
        return Role.PREDICATE
    if quantity.group == "money" and invests(before, after):
        return Role.PREDICATE
    if quantity.group == "money" and _COUNTED_BEHIND.match(after):
        # 「新开工1000—5000万元工业项目3个」
        return Role.ATTRIBUTE
    if quantity.group == "share":
        return Role.PREDICATE if _RATE_REACHED.search(before) else Role.SHARE
    if quantity.group in _MEASURES or (
        quantity.group in ("count", "bare") and not _NOT_MULTIPLIER.search(quantity.unit)
    ):
        if suffix and (_entity().match(after) or after.startswith("的")):
            return Role.ATTRIBUTE
        if is_capacity(before[-12:]):
            return Role.ATTRIBUTE
        if quantity.group in ("area", "length") and not suffix and _MAKING_NEAR.search(before[-14:]):
            return Role.COUNTED
        if follows_making(before) or (carried and not before.strip("、和及与，")):
            return Role.COUNTED
        if _OPENED.match(after):
            return Role.PREDICATE
        if quantity.group == "length" and _FINISHING.search(before) and _ROADWORKS.match(after):
            return Role.COUNTED
        if quantity.unit == "万" and _PEOPLE.match(after):
            return Role.COUNTED
        return Role.ATTRIBUTE
    if suffix and suffix[-1] in "上下内" and _COUNTED_BEHIND.match(after):
        # 「年出栏200头以上的家庭农场500个」
        return Role.ATTRIBUTE
    if suffix or after.startswith("的"):
        beds = quantity.unit in ("张", "床", "班", "间", "头", "只", "羽", "株", "尾")
        # 「培训200名以上村干部」 counts persons, whatever they are called
        persons = _PERSON_UNITS.match(quantity.unit) and not quantity.unit.endswith("名")
        sized = _SIZED.get("people" if persons else "count" if beds else "")
        if sized and sized.match(after) and not (quantity.unit.endswith("户") and _BUSINESSES.match(after)):
            return Role.ATTRIBUTE
    return Role.COUNTED
