"""Decides whether a number is promised, once its role is known and nothing takes it out."""

from __future__ import annotations

import re
from functools import cache

from generator.find_targets import exclusions, indicators
from generator.find_targets.clauses import Sentence
from generator.find_targets.grants import is_standard
from generator.find_targets.items import Item, Memory, is_big, making_verb
from generator.find_targets.roles import Role, invests, is_capacity
from generator.find_targets.wording import noun_head
from generator.find_targets.words import pattern, words
from generator.model import Op


@cache
def _noun_like() -> frozenset[str]:
    """Verbs that are as often nouns (社会组织, 公共服务): they count only at the head of their clause."""
    return frozenset(words("making_verbs", "noun_like"))


@cache
def _weak() -> re.Pattern[str]:
    return pattern("making_verbs", "weak")


_REACHED = re.compile(
    r"(?:达到?|达成|完成|实现|突破|超过?|(?:提高|提升|增加|增长|扩大|上升|降低|下降|减少|压缩|压减|缩短|"
    r"缩减|缩小|发展|恢复|稳定|控制|巩固|降|升|增|减|提|压)(?:到|至|在)|(?:控制|保持|稳定|维持|限制|"
    r"锁定)在|"
    r"不(?:低|少|小|高|大|多|短)于|不超过?|高于|低于|接近|多于|少于|优于|大于|小于|至少|力争|争取|确保|"
    r"目标(?:值)?(?:分别)?为|任务(?:数)?(?:分别)?为|增长|递增|提高|提升|增加|上升|下降|降低|减少|压减|"
    r"压缩|削减|缩短|缩减|上涨|压降|增速|增幅|增长率|涨幅|降幅|分别为|增产|增收|增|降|[≥≧＞>≤≦＜<]=?|占到|"
    r"占比|占|各|均为|均|比重|净增|新增|累计|(?<![通经])过)"
    r"(?:[约近再以为]|分别|均|各|年均|平均|总数|规模|目前|\s|超过)*\Z"
)
# 「不少于全部业务的80%」, 「占全部工业的70%」
_REACHED_PART = re.compile(
    r"(?:不(?:低|少|小|高|大|多)于|不超过|占到?|达到|超过|完成)[^，；、。]{1,24}(?:的|总数的|总量的)\Z"
)
# 「到2025年，研发机构数为900家」
_SET_AT = re.compile(r"(?:数量?|率|比例|比重|占比|总?[量额值]|指数|面积|收入|企业|机构|人口)为\Z")
# 「统筹各级资金2亿元」
_FUNDS_RAISED = re.compile(
    r"(?:统筹|整合|筹措|筹集|争取)[^，；。、]{0,16}(?:资金|经费)(?:约|近|不少于|不低于|超过?)?\Z"
)
# 「，较2024年翻一番」
_COMPARED = re.compile(r"[较比][^，；、。]{2,12}(?:年|期|末|底|度)(?:再|再次|实现|力争)?\Z")
# 「按常住人口不少于千分之二的比例配备」
_STAFFED = re.compile(r"的(?:比例|标准)(?:配备|配置|配齐|设置|安排)")
# 「按5%的比例压缩」
CHANGED_BY = re.compile(r"的(?:比例|幅度|速度|标准)(?:进行)?(?:压缩|压减|削减|缩减|减少|下降|递减|增长|递增|提高|提升)")
GOAL = re.compile(
    r"目标|指标|任务|力争|争取|确保|预期|计划(?!生育)|全年|年内|年底|到20\d\d|20\d\d年|今年|十[三四五六]五"
)
_TIME_NOUN = re.compile(
    r"(?:时间|时限|时长|周期|天数|寿命|年限|用时|工期|时效|日数|期限|耗时|办理|审批|办结|开办|登记|通关|接电|"
    r"获得电力|环节|住院日)[^，；。]{0,14}\Z"
)
_TIME_VERB = re.compile(
    r"(?:压缩|压减|缩短|减少|缩减|控制|降|提速|提高|达到?|延长|不超过|不少于|不低于|高于|以内|增加|稳定|"
    r"保持)(?:到|至|在|为)?[约]?\Z"
)
_NOT_TIME = re.compile(
    r"公示|公告|培训|保存|服务期|有效期|任期|学制|连续|保管|试用|试点期|聘期|隔离|提前|期满|营业时间|反馈|"
    r"逾期|周转期"
)
_BARE_NOUN = re.compile(
    r"(?:指数|系数|比|率|PUE|强度|满意度|能耗|得分|分值|评分|水平|值|之比|年限|容积率|GDP)[^，；、]{0,12}\Z"
)
_OUTCOME = re.compile(
    r"实现|达到|完成|建成|开工|竣工|投产|上市|挂牌|纳入|入选|创建成|通过|获批|投入使用|投用|成为|升级"
)
_COMES_OUT = re.compile(r"(?:出列|摘帽|脱贫|退出|销号|达标|上市|挂牌|投产|竣工|开工|通车|建成|验收)\Z")
_HOUSEHOLD_LEFT = re.compile(
    r"(?:联络员|联系人|负责人|分管领导|信息员|专人|组长|主任|秘书长|工作人员|责任人|召集人|参会人数|参训人数|"
    r"一式|会议材料|会期|参加人数|与会人员)[^，；]{0,6}\Z"
)
_DIVISION_HEAD = re.compile(
    r"(?:[^，；、]{0,4}?)(?:县市区?|市县区?|县区|县（市、区）|市（州）|州市|地区|省份|省区市|省|市州|县|乡镇|"
    r"镇乡|街道|部门|(?<![景园社小片街校库灌厂矿专湖牧林海范能发验用护])区|(?<![上超夜门股])市|州|民族|地州市)(?:人民政府|政府)?\Z"
)
_CONCRETE = {
    "个",
    "家",
    "所",
    "座",
    "处",
    "台",
    "套",
    "辆",
    "条",
    "户",
    "名",
    "人",
    "口",
    "眼",
    "栋",
    "间",
    "艘",
    "架",
    "块",
    "公里",
    "亩",
}
_BUILD = re.compile(
    r"(?:新建|新增|建成|改扩建|扩建|引进|新引进|新培育|创建|创成|培养|培训|投运|投产|开工建设|开工|竣工|"
    r"新改建|修建|建设|扶持|培植|打造)[^，；、]{0,12}\Z"
)
# 「对2000家企业开展节能诊断」, 「为4000名学生免费配镜」
_TREATED = re.compile(
    r"(?:(?:开展|进行|实施|完成|落实|提供|解决|建立|办理)[^，；。给奖补]{2,}|"
    r"(?:配备|配置|安装|加装|购置|发放|赠送|免费)[^，；。给奖补元]{2,})\Z"
)
# 「安排2名教师轮流值守」: how an office is staffed
_ASSIGNS = re.compile(r"(?:安排|抽调|指派|明确|确定|落实|设|由|配置)[^，；]{0,14}\Z")
_STAFF = re.compile(r"值守|值班|负责|担任|人员|教师|干部|民警|医生|志愿者|兼职|专职|工作")
# 「力争每县建立一个创新工场」
_EACH_BUILDS = re.compile(
    r"每(?:个|所|家|座|一)?[^，；、每]{1,10}?(?:至少|都|均|要|力争)?(?:建立|建成|建设|打造|培育|创建|新建|"
    r"配备|建好|建有|设立|有)(?:至少)?\Z"
)
_CHOOSING = re.compile(
    r"(?:选择|确定|遴选|选取|新增|新建|新设|扩大到|推动|创建|建成|打造|培育|选定|命名|评选|至少|建立|支持|完成)[^，；、]{0,12}\Z"
)


# 「每所学校限额1项」, 「同一企业最多不超过10名」: how many may apply
_QUOTA = re.compile(r"(?:名额|限额(?!以)|限报|限推)[^，；。]{0,6}\Z|(?:\A|，)(?:同一|给予)[^，；。]{0,16}\Z")
_ROUTE = re.compile(r"公交|线路|班线")
_MEASURES_TAKEN = re.compile(r"措施|政策|意见|举措|规定|建议")


def is_promised(sentence: Sentence, item: Item, memory: Memory, *, goal: bool) -> bool:
    """Whether the number of ``item`` is a commitment; ``goal`` says that its sentence or heading speaks of goals."""
    q, before, after = item.quantity, item.before, item.after
    if item.role is Role.ATTRIBUTE or q.group == "voltage":
        return False
    if q.group == "share" and item.bound.op in (Op.AT_LEAST, Op.AT_MOST) and _STAFFED.match(after):
        return True
    if exclusions.is_condition(sentence, q, item.clause_start, after, item.bound.suffix) or exclusions.is_rank(
        q, before
    ):
        return False
    if exclusions.is_mark(sentence, q, before, item.bound.suffix) or exclusions.is_past(sentence, q, item.clause_start):
        return False
    if exclusions.is_frequency(sentence, q, item.clause_start, item.clause_end):
        return False
    if q.group in ("count", "people") and _QUOTA.search(before):
        return False
    if q.unit == "路" and _ROUTE.search(sentence.flat, q.end, item.clause_end):
        return False
    if q.unit == "条" and _MEASURES_TAKEN.search(sentence.flat[q.end : item.clause_end][:24]):
        return False
    if is_standard(sentence, q, item.clause_start, item.clause_end, before):
        return False
    if _HOUSEHOLD_LEFT.search(before):
        return False
    if item.role is Role.COUNTED:
        return _counted(sentence, item, memory, goal=goal)
    if item.role is Role.SHARE:
        return _share(sentence, item)
    return _predicate(sentence, item, memory, goal=goal)


_LIFE = re.compile(r"寿命|年限")
_SHORTENED = re.compile(r"压缩|压减|缩短|缩减|减少")
_AGED = re.compile(r"寿命|年龄")
_KINDS_REACHED = re.compile(r"达|超过|突破|不少于|增加到|扩大到|拓展到|种类|品种")
_DIVIDED = re.compile(r"分为|包括|等")
_LIST_WORDS = re.compile(r"[、和及与，\s]|以及|共计?|合计|总计")
_AND_ABOVE = re.compile(r"、[^，；]*[超过上]")
_RATE = re.compile(r"(?:率|比重|占比|比例|覆盖面)\Z")


def _predicate(sentence: Sentence, item: Item, memory: Memory, *, goal: bool) -> bool:
    q, before = item.quantity, item.before
    reached = bool(
        _REACHED.search(before[-40:])
        or _REACHED_PART.search(before[-40:])
        or CHANGED_BY.match(item.after)
        or (q.group == "money" and (invests(before, item.after) or _FUNDS_RAISED.search(before)))
        or (q.chinese and q.group == "multiple" and _COMPARED.search(before))
    )
    suffix = item.bound.suffix
    reached = reached or (goal and bool(_SET_AT.search(before)))
    stem = indicators.strip_tail(indicators.strip_prefix(before))
    continues = memory.accepted and memory.end >= 0
    if q.group == "time":
        left = item.clause_before(sentence)[-40:]
        if _NOT_TIME.search(left) or (q.unit == "年" and not _LIFE.search(left)):
            return False
        verb = _TIME_VERB.search(before)
        return bool(verb and (_TIME_NOUN.search(left) or _SHORTENED.search(verb.group())))
    if q.group == "age":
        return bool(_AGED.search(before))
    if q.group == "division" and (_CHOOSING.search(before[-20:]) or (continues and memory.counted)):
        return True
    if q.group in ("kind", "division"):
        return bool(reached and (suffix or _KINDS_REACHED.search(before[-14:])) and not _DIVIDED.search(before[-6:]))
    if q.group == "bare":
        return bool(
            reached
            and (_BARE_NOUN.search(before) or (suffix and before.endswith(("达到", "达", "突破"))))
            and not 1900 <= q.value <= 2100
        )
    slogan_like = q.chinese and q.group in ("count", "people") and not is_big(q) and q.value < 10
    if slogan_like and not (q.value >= 2 and _BUILD.search(before) and q.unit in _CONCRETE):
        return False
    if (
        is_capacity(before[-14:])
        and not reached
        and not suffix
        and not making_verb().match(indicators.strip_prefix(before))
    ):
        return False
    if reached or (suffix and (len(stem) >= 2 or continues)):
        return not (before.rstrip().endswith(("等", "共")) and not suffix)
    head = indicators.strip_prefix(before)
    verb = making_verb().match(head)
    if verb or (making_verb().search(head) and len(head) >= 4 and not before.rstrip().endswith(("的", "等"))):
        return True
    if len(stem) < 2:
        return bool(continues and not _LIST_WORDS.sub("", before))
    if continues and q.group in ("count", "people") and _AND_ABOVE.match(before) and before.endswith("的"):
        # 「年销售额超亿元的企业2家、超千万元的10家」
        return True
    if before.rstrip().endswith(("等", "的", "共", "有", "为", "是", "在", "含", "按", "以", "前", "近", "每")):
        return False
    if q.group == "share" and _RATE.search(stem):
        return True
    return bool(continues or goal)


_LIST_MARKS = re.compile(r"[、和及与\s]|以及|包括|含")
_NOUN_END = re.compile(r"[，；。、：]")
_CONTACTS = re.compile(r"联络员|联系人|负责人")
_APPOINTED = re.compile(r"确定|明确|指定|设")
_SOLVING = re.compile(r"(?:解决|化解)[^，；。：]*\Z")
_TALLIED = re.compile(r"(?:全[省市州县区国]|等|在|对|涉及|包括|由|将|覆盖)\s*\Z")
_FINISHED = re.compile(r"(?:完成|创建|建成)[^，；]{0,30}\Z")
_PROJECTS = re.compile(r"(?:工程|项目)\Z")
_CARRIED_OUT = re.compile(r"完成|实施|开展")
_WORKS = re.compile(r"(?:项目|工程|建设|改造|整治|治理|任务)\Z")
_FOR = re.compile(r"\s*(?:免费)?(?:对(?![接标口照应外内])|为|在|向(?!上|外))")
# 「全省将有8个贫困县、120个贫困乡镇退出」
_WILL_HAVE = re.compile(r"将有\Z")
_TURNS_OUT = re.compile(r"退出|摘|脱贫|出列|达标|建成|竣工|投产|通车|上市|投用")
# 「改造甲片区200户、乙片区300户，共计500户的危房」
_SUMMED = re.compile(r"(?:共计?|合计|总计)\Z")
_AND_OTHERS = re.compile(r"等\s*\Z")
_AT_LEAST = re.compile(r"(?:达到?|超过|不少于|不低于|至少[建办设配有]?|突破|力争)\Z")
# 「确保100万贫困人口脱贫」
_ENSURED = re.compile(r"(?:确保|保证|使)(?:年内|(?:\d{1,2}月|年)?底前)?\Z")
_WHOLE_PLACE = re.compile(r"全[省市州县区国]")
_PLAIN_DIGIT = re.compile(r"\d(?![A-Z\d])")


def _counted(sentence: Sentence, item: Item, memory: Memory, *, goal: bool) -> bool:
    q, before = item.quantity, item.before
    noun = _NOUN_END.split(item.after)[0].strip()
    if q.group in ("kind", "score", "bare") or not noun:
        return False
    head = noun_head(noun)
    if _CONTACTS.search(item.after) or ("信息员" in item.after and _APPOINTED.search(item.before)):
        return False
    clause = item.clause_before(sentence)
    if "名单" in head[:14] or "实事" in head or (head.endswith("任务") and "完成" not in clause):
        return False
    if head.endswith(words("household")) and not (q.group == "people" and _SOLVING.search(clause)):
        # 「解决5.6万人饮水安全问题」 promises to people, 「解决3个问题」 does not
        return False
    if (
        q.group == "people"
        and q.value <= 10
        and not is_big(q)
        and _ASSIGNS.search(clause)
        and _STAFF.search(item.after)
    ):
        return False
    if _WILL_HAVE.search(clause) and _TURNS_OUT.search(sentence.flat, q.end, item.clause_end):
        return True
    continuing = memory.counted and memory.clause == item.clause_start and not _LIST_MARKS.sub("", before)
    if _DIVISION_HEAD.fullmatch(head) or q.group == "division":
        if q.group == "division" and _CARRIED_OUT.search(clause) and _WORKS.search(item.after):
            # 「完成甲镇等31村整村推进项目建设」
            return True
        if _TALLIED.search(clause[-4:]) or (q.chinese and q.value < 10):
            # 两县, 四村: tallies and names
            return False
        return bool(_CHOOSING.search(clause[-20:]) or continuing or _FINISHED.search(clause))
    if q.chinese and not is_big(q):
        built = q.unit in _CONCRETE and (_EACH_BUILDS.search(before) or (q.value >= 2 and _BUILD.search(before)))
        if not built and not (q.value >= 10 and _making(clause)):
            return False
    if continuing or (memory.accepted and _SUMMED.fullmatch(before)):
        return True
    if (q.value >= 10 or is_big(q)) and _FOR.match(clause) and _TREATED.search(item.after):
        return True
    if _making(clause):
        return not (_AND_OTHERS.search(clause) and not _making_thing(clause))
    if _weak().search(clause) and q.value > 1:
        return (
            bool(_PROJECTS.search(noun) and not _AND_OTHERS.search(clause))
            or _acts(noun)
            or _acts(sentence.flat[q.end : item.clause_end].strip())
        )
    if _ENSURED.search(before) and (_COMES_OUT.search(noun) or _acts(noun)):
        return True
    if _AT_LEAST.search(before) or _EACH_BUILDS.search(before):
        return True
    if q.value >= 2 and memory.accepted and not before.strip("、和及与， ") and _COMES_OUT.search(noun):
        # 「减贫1.2万人、35个贫困村出列」
        return True
    if memory.counted and clause.rstrip().endswith("等") and _acts(sentence.flat[q.end : item.clause_end]):
        return True
    opening = _WHOLE_PLACE.sub("", indicators.strip_prefix(clause)).strip()
    if not opening and len(noun) >= 6 and not _PLAIN_DIGIT.search(noun):
        # 「1户以上企业在新三板成功挂牌」: the counted thing opens its clause and reaches something
        return bool(item.bound.suffix or _OUTCOME.search(noun)) and (goal or bool(item.bound.suffix))
    return False


_ACCORDING_TO = re.compile(r"按照?[^，；]{0,20}\Z")
_GRANTED = re.compile(r"(?:给予|予以)")
_AIMED = re.compile(
    r"力争|确保|实现|争取|达到|保证|保障|完成|使|让|推动|不低于|不少于|至少|到|全[省市州县区]|将|年内|"
    r"全年|提高|推广|覆盖"
)
_COMES_TO = re.compile(
    r"(?:进驻|进入|纳入|实现|接入|覆盖|完成|上线|网上|网办|可网办|可办|办结|办理|达标|落实|签订|建立|配备|"
    r"持证|回收|处理|处置|安装|开展|使用|到位|整改|通过|建成|“|入|用于|得到|由)"
)
_IS_DONE = re.compile(
    r"实现|达|完成|建成|成为|能|通过|建立|配备|纳入|得到|用于|接入|开展|具备|建有|覆盖|通|设立|达标|使用|超过|"
    r"采用|由|在"
)


def _share(sentence: Sentence, item: Item) -> bool:
    before, after = item.before, item.after
    if _ACCORDING_TO.search(before) or _GRANTED.search(after):
        return False
    clause = item.clause_before(sentence)
    if _AIMED.search(clause):
        return True
    if _COMES_TO.match(after):
        return True
    return bool(_IS_DONE.search(after)) and len(after) > 5


_CLAUSE_HEAD = re.compile(r"(?:^|[，、\s])\Z")


def _making(clause: str) -> bool:
    """Whether a clause before a counted thing holds a verb that makes, finds or finishes it."""
    head = indicators.strip_prefix(clause)
    for m in making_verb().finditer(clause):
        verb = m.group()
        tail = clause[m.end() :]
        if tail.startswith("的") and len(tail) <= 2:
            continue
        if verb not in _noun_like():
            return True
        if head.startswith(verb) or not tail.strip() or _CLAUSE_HEAD.search(clause[: m.start()]):
            return True
    return False


_WORK_TAIL = re.compile(r"(?:等)?(?:工作|任务|工程)?(?:的?目标|的?进度|的?步伐)?\Z")


def _acts(noun: str) -> bool:
    return _WORK_TAIL.sub("", noun).endswith(words("making_verbs", "acts"))


_MAKES = re.compile(r"打造|新建|建设|培育|创建|完成|启动|实施|引进|改造")


def _making_thing(clause: str) -> bool:
    """As ``_making``, for 「着力打造A、B、C等8个街区」, where the names between verb and number may hold verbs themselves."""
    head = indicators.strip_prefix(clause)
    return clause.lstrip().startswith("完成") or bool(making_verb().match(head)) or bool(_MAKES.search(head[:12]))
