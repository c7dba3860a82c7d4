"""Reads one sentence: which of its numbers are promised, and what each says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from generator.find_targets import exclusions, indicators
from generator.find_targets.clauses import ASIDE, NAME, Sentence
from generator.find_targets.operators import Bound, is_growth, read_bound, read_suffix
from generator.find_targets.roles import Role, invests, is_capacity, role_of
from generator.find_targets.words import alternation, words
from generator.model import Op
from generator.numerals import Quantity

_WINDOW = 240
"""Characters looked at on either side of a number: no clause of an official text needs more."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """One promised number; positions count in the sentence."""

    quantity: Quantity
    start: int
    """Where its own words begin: hedge, verb or indicator."""
    end: int
    indicator: str
    op: Op
    growth: bool
    hedge: str | None
    order: int = 0
    """Place in a run of values (「分别为10%、20%」), for dates that are distributed too."""
    run: int = 1
    """Length of that run."""


@dataclass(slots=True)
class Memory:
    """What later clauses borrow from earlier ones."""

    verb: str = ""
    """Making verb with its words, for lists: 「培育认定」."""
    subject: str = ""
    """Indicator of the last promise."""
    indicator: str = ""
    end: int = -1
    """End of the last promise's words in its sentence."""
    accepted: int = 0
    counted: bool = False
    clause: int = -1
    """Start of the clause of the last promise."""
    lead: str = ""
    """Whole of which shares are named: 「全州老年人」90%居家、7%….."""


@dataclass(slots=True)
class _Item:
    """One quantity with its surroundings."""

    quantity: Quantity
    clause_start: int
    clause_end: int
    left: int
    before: str
    after: str
    bound: Bound
    role: Role
    run: list[int] = field(default_factory=list)


@cache
def _strong() -> re.Pattern[str]:
    return re.compile(alternation(list(words("making_verbs", "strong"))))


# Verbs that are as often nouns (社会组织, 公共服务): they count only at the head of their clause.
_NOUNLIKE = {
    "组织", "服务", "发展", "生产", "治理", "检查", "销售", "运营", "供应", "供给", "建设", "管理", "采购", "监测", "开发", "提供", "支持", "处理", "带动", "实现", "达到", "稳定",
    "保持", "研发", "提升", "推动", "完善", "优化", "降低", "扩大", "拓展", "恢复", "配套", "消费", "覆盖", "转移", "安排", "融资", "上市", "试点", "投入", "建", "造", "修", "通", "调整", "落实", "造林", "养殖", "种植", "托管", "流转", "收购", "安置", "筛查", "普查", "通车", "配置",
}  # fmt: skip
_REACHED = re.compile(
    r"(?:达到?|达成|完成|实现|突破|超过?|(?:提高|提升|增加|增长|扩大|上升|降低|下降|减少|压缩|压减|缩短|缩减|缩小|发展|恢复|稳定|控制|巩固|降|升|增|减|提|压)(?:到|至|在)|(?:控制|保持|稳定|维持|限制|锁定)在|"
    r"不(?:低|少|小|高|大|多|短)于|不超过?|高于|低于|多于|少于|优于|大于|小于|至少|力争|争取|确保|目标(?:值)?(?:分别)?为|任务(?:数)?(?:分别)?为|增长|递增|提高|提升|增加|上升|下降|降低|减少|压减|压缩|削减|缩短|缩减|上涨|压降|增速|增幅|增长率|涨幅|降幅|分别为|增产|增收|增|降|[≥≧＞>≤≦＜<]=?|占到|占比|占|各|均为|均|比重|净增|新增|累计)"
    r"(?:[约近再以为]|分别|均|各|年均|平均|总数|规模|\s|超过)*\Z"
)
# 「不少于全部业务的80%」, 「占全部工业的70%」
_OPEN_LIST = re.compile(r"(?:好|强|高|大|明显|靠前|多|优|快|广|新)\Z")
_JOINT = re.compile(r"、|以及|[和与及](?!谐|时)")
_REACHED_PART = re.compile(r"(?:不(?:低|少|小|高|大|多)于|不超过|占到?|达到|超过|完成)[^，；、。]{1,24}(?:的|总数的|总量的)\Z")
# 「按5%的比例压缩」
_REACHED_AFTER = re.compile(r"的(?:比例|幅度|速度|标准)(?:进行)?(?:压缩|压减|削减|缩减|减少|下降|递减|增长|递增|提高|提升)")
_GOAL = re.compile(r"目标|指标|任务|力争|争取|确保|预期|计划(?!生育)|全年|年内|年底|到20\d\d|20\d\d年|今年|“?十[三四五六]五")
_TIME_NOUN = re.compile(r"(?:时间|时限|时长|周期|天数|寿命|年限|用时|工期|时效|日数|期限|耗时|办理|审批|办结|开办|登记|通关|接电|获得电力|环节)[^，；。]{0,14}\Z")
_TIME_VERB = re.compile(r"(?:压缩|压减|缩短|减少|缩减|控制|降|提速|提高|达到?|延长|不超过|不少于|不低于|高于|以内|增加|稳定|保持)(?:到|至|在|为)?[约]?\Z")
_NOT_TIME = re.compile(r"公示|公告|培训|保存|服务期|有效期|任期|学制|连续|保管|试用|试点期|聘期|隔离|提前|期满|营业时间|反馈|逾期|周转期")
_BARE_NOUN = re.compile(r"(?:指数|系数|比|率|PUE|强度|满意度|能耗|得分|分值|评分|水平|值|之比|年限|容积率|GDP)[^，；、]{0,12}\Z")
_OUTCOME = re.compile(r"实现|达到|完成|建成|开工|竣工|投产|上市|挂牌|纳入|入选|创建成|通过|获批|投入使用|投用|成为|升级")
_HOUSEHOLD_LEFT = re.compile(r"(?:联络员|联系人|负责人|分管领导|信息员|专人|组长|主任|秘书长|工作人员|责任人|召集人|参会人数|参训人数|一式|会议材料|会期|参加人数|与会人员)[^，；]{0,6}\Z")
_DIVISION_HEAD = re.compile(r"(?:[^，；、]{0,4}?)(?:县市区?|市县区?|县区|县（市、区）|市（州）|州市|地区|省份|省区市|省|市州|县|乡镇|镇乡|街道|部门|区|市|州|民族|地州市)(?:人民政府|政府)?\Z")
_SLOGAN = re.compile(r"一(?:个|套|名|项|条|支|批|本|张|站|门|网|次|体|户|家|份|处|座)")
_CONCRETE = {"个", "家", "所", "座", "处", "台", "套", "辆", "条", "户", "名", "人", "口", "眼", "栋", "间", "艘", "架", "块", "公里", "亩"}
_BUILD = re.compile(r"(?:新建|新增|建成|改扩建|扩建|引进|新引进|新培育|创建|创成|培养|培训|投运|投产|开工建设|开工|竣工|新改建|修建|建设)[^，；、]{0,12}\Z")
# 「力争每县建立一个创新工场」
_EACH_BUILDS = re.compile(r"每(?:个|所|家|座|一)?[^，；、每]{1,10}?(?:至少|都|均|要|力争)?(?:建立|建成|建设|打造|培育|创建|新建|配备|建好|建有|设立|有)(?:至少)?\Z")
_CHOOSING = re.compile(r"(?:选择|确定|遴选|选取|创建|建成|打造|培育|选定|命名|评选|至少|建立|支持|完成)[^，；、]{0,12}\Z")


class Reader:
    """Reads the sentences of one provision in order, remembering what later ones borrow."""

    def __init__(self, subject: str, *, goals: bool = False):
        self.subject = subject
        """What the provision is about, for sentences that leave it out."""
        self.goals = goals
        """The provision states goals (its heading says 目标, 指标), so bare nouns with numbers are promises."""
        self.memory = Memory()

    def read(self, sentence: Sentence, quantities: list[Quantity]) -> list[Commitment]:
        """The promises among ``quantities`` (positions in the sentence)."""
        text = sentence.flat.lstrip()
        if not text.startswith(("其中", "分别", "即")):
            self.memory = Memory(subject="")
        self.memory.end = self.memory.clause = -1
        outer = [q for q in quantities if sentence.flat[q.start] not in (ASIDE, NAME)]
        found = self._read_range(sentence, outer, aside=False)
        for aside in sentence.asides:
            inner = [q for q in quantities if aside.start <= q.start and q.end <= aside.end]
            if inner:
                found += self._read_aside(sentence, aside.start, aside.end, inner, found)
        return sorted(found, key=lambda c: (c.quantity.start, c.start))

    def _read_aside(
        self, sentence: Sentence, start: int, end: int, quantities: list[Quantity], outer: list[Commitment]
    ) -> list[Commitment]:
        """Promises in brackets: 「新建学校10所（其中小学5所、初中5所）」."""
        from generator.find_targets.clauses import sentence_from

        text = sentence.text[start:end]
        near = [c for c in outer if c.end <= start and start - c.end < 40]
        if re.search(r"牵头|责任|负责|配合|电话|单位[:：]|部门[:：]", text):
            return []
        opened = text.startswith(("其中", "到", "含", "新增", "新建", "力争")) or (
            len(quantities) > 1 and near and all(q.unit == near[-1].quantity.unit for q in quantities)
        )
        if not (near and opened) and not re.match(r"(?:其中|力争|到?20\d\d年)", text):
            return []
        inner = sentence_from(sentence.provision, sentence.start + start, text)
        memory, self.memory = self.memory, Memory()
        if near:
            last = near[-1]
            self.memory = Memory(subject=last.indicator, indicator=last.indicator, accepted=1, counted=True, end=0)
        moved = [
            Quantity(q.start - start, q.end - start, q.value, q.value_max, q.unit, q.group, q.chinese, q.vague)
            for q in quantities
        ]
        found = self._read_range(inner, moved, aside=True)
        self.memory = memory
        out = []
        for c in found:
            q = c.quantity
            back = Quantity(q.start + start, q.end + start, q.value, q.value_max, q.unit, q.group, q.chinese, q.vague)
            out.append(Commitment(back, c.start + start, c.end + start, c.indicator, c.op, c.growth, c.hedge, c.order, c.run))
        return out

    # ── one range of running text ────────────────────────────────────────────────────────────────────

    def _read_range(self, sentence: Sentence, quantities: list[Quantity], *, aside: bool) -> list[Commitment]:
        grants = exclusions.grant_clauses(sentence, quantities)
        goal = self.goals or bool(_GOAL.search(sentence.flat[:_WINDOW])) or bool(_GOAL.search(sentence.head))
        out: list[Commitment] = []
        value_end, last_role, carried = 0, None, False
        i = 0
        while i < len(quantities):
            item = self._item(sentence, quantities[i], value_end, last_role, carried=carried)
            run = [item]
            while i + len(run) < len(quantities):
                another = self._joins_run(sentence, run, quantities[i + len(run)])
                if another is None:
                    break
                run.append(another)
            i += len(run)
            if len(run) > 1 and run[-1].role is Role.ATTRIBUTE:
                # 「超过1亿元、5亿元、10亿元的企业」 describes with all its values.
                continue
            q = item.quantity
            granted = any(a <= q.start < b for a, b in grants)
            if not granted and self._accepted(sentence, item, goal=goal, aside=aside):
                out += self._commit(sentence, run)
                accepted = True
            else:
                accepted = False
                if granted or item.role is not Role.ATTRIBUTE:
                    self.memory.counted = False
            if accepted or (item.role is Role.PREDICATE and q.unit and not (q.chinese and not _big(q))):
                value_end, last_role = run[-1].bound.end, item.role
                carried = item.role is Role.COUNTED or bool(_strong().search(item.before))
        return out

    def _joins_run(self, sentence: Sentence, run: list[_Item], following: Quantity) -> _Item | None:
        """``following`` as the next of a list of bare values (「8%、50%、33%」), or None."""
        first, last = run[0], run[-1]
        if first.role is not Role.PREDICATE or following.start - last.bound.end > 3:
            return None
        between = sentence.flat[last.bound.end : following.start].strip()
        if between not in ("、", "和", "与", "及", "，", "、和"):
            return None
        if between == "，" and "分别" not in first.before:
            return None
        another = self._item(sentence, following, last.bound.end, None, carried=False)
        return another if another.role in (Role.PREDICATE, Role.ATTRIBUTE) and following.group == first.quantity.group else None

    def _item(self, sentence: Sentence, quantity: Quantity, value_end: int, before_role: Role | None, *, carried: bool) -> _Item:
        """``quantity`` with its surroundings, ``value_end`` being where the last value before it ended."""
        flat = sentence.flat
        clause_start = sentence.clause_start(quantity.start)
        clause_end = sentence.clause_end(quantity.end)
        suffix = read_suffix(flat, quantity.end)
        end = suffix.end("word") if suffix else quantity.end
        behind = flat[end : min(clause_end, end + _WINDOW)]
        after = behind.split("、", 1)[0]
        if after != behind and _OPEN_LIST.search(after) and "的" in behind.split("、")[-1]:
            # 「10家基础好、有潜力的企业」: an attribute that is itself a list
            after = behind
        left = max(clause_start, value_end, quantity.start - _WINDOW)
        before = flat[left : quantity.start]
        if value_end and left == value_end and before_role in (Role.COUNTED, Role.SHARE):
            # The noun of the thing counted before ends at its 、 or 和.
            joints = list(_JOINT.finditer(before))
            if joints:
                left += joints[-1].end()
                before = flat[left : quantity.start]
        carried = carried and value_end >= clause_start and not re.search(r"[，；：]", flat[value_end : quantity.start])
        role = role_of(quantity, before, after, suffix["word"] if suffix else "", carried=carried)
        return _Item(quantity, clause_start, clause_end, left, before, after, read_bound(sentence, quantity, left), role)

    # ── is it promised? ──────────────────────────────────────────────────────────────────────────────

    def _accepted(self, sentence: Sentence, item: _Item, *, goal: bool, aside: bool) -> bool:
        q, before, after = item.quantity, item.before, item.after
        if item.role is Role.ATTRIBUTE or q.group == "voltage":
            return False
        if exclusions.is_condition(sentence, q, item.clause_start, after) or exclusions.is_rank(q, before):
            return False
        if exclusions.is_mark(sentence, q, before, item.bound.suffix) or exclusions.is_past(sentence, q, item.clause_start):
            return False
        if exclusions.is_frequency(sentence, q, item.clause_start, item.clause_end):
            return False
        if q.unit == "条" and re.search(r"措施|政策|意见|举措|规定|建议", sentence.flat[q.end : item.clause_end][:24]):
            return False
        if exclusions.is_standard(sentence, q, item.clause_start, item.clause_end, before):
            return False
        if _HOUSEHOLD_LEFT.search(before):
            return False
        if item.role is Role.COUNTED:
            return self._counted(sentence, item, goal=goal)
        if item.role is Role.SHARE:
            return self._share(sentence, item)
        return self._predicate(sentence, item, goal=goal)

    def _predicate(self, sentence: Sentence, item: _Item, *, goal: bool) -> bool:
        q, before = item.quantity, item.before
        reached = bool(_REACHED.search(before[-40:]) or _REACHED_PART.search(before[-40:]) or _REACHED_AFTER.match(item.after) or (q.group == "money" and invests(before, item.after)))
        suffix = item.bound.suffix
        stem = indicators.strip_tail(indicators.strip_prefix(before))
        continues = self.memory.accepted and self.memory.end >= 0
        if q.group == "time":
            left = sentence.flat[item.clause_start : q.start][-40:]
            if _NOT_TIME.search(left) or q.unit == "年" and not re.search(r"寿命|年限", left):
                return False
            verb = _TIME_VERB.search(before)
            return bool(verb and (_TIME_NOUN.search(left) or re.search(r"压缩|压减|缩短|缩减|减少", verb.group())))
        if q.group == "age":
            return bool(re.search(r"寿命|年龄", before))
        if q.group == "division" and (_CHOOSING.search(before[-20:]) or (continues and self.memory.counted)):
            return True
        if q.group in ("kind", "division"):
            return bool(reached and (suffix or re.search(r"达|超过|突破|不少于|增加到|扩大到|拓展到|种类|品种", before[-14:])) and not re.search(r"分为|包括|等", before[-6:]))
        if q.group == "bare":
            return bool(reached and (_BARE_NOUN.search(before) or (suffix and before.endswith(("达到", "达", "突破")))) and not 1900 <= q.value <= 2100)
        if q.chinese and q.group in ("count", "people") and not _big(q):
            if not (q.value >= 10 or (q.value >= 2 and _BUILD.search(before) and q.unit in _CONCRETE)):
                return False
        if is_capacity(before[-14:]) and not reached and not suffix and not _strong().match(indicators.strip_prefix(before)):
            return False
        if reached or (suffix and (len(stem) >= 2 or continues)):
            return not (before.rstrip().endswith(("等", "共")) and not suffix)
        head = indicators.strip_prefix(before)
        verb = _strong().match(head)
        if verb or (_strong().search(head) and len(head) >= 4 and not before.rstrip().endswith(("的", "等"))):
            return True
        if len(stem) < 2:
            return bool(continues and not before.strip("、和及与，以及 "))
        if before.rstrip().endswith(("等", "的", "共", "有", "为", "是", "在", "含", "按", "以", "前", "近", "每")):
            return False
        if q.group == "share" and re.search(r"(?:率|比重|占比|比例|覆盖面)\Z", stem):
            return True
        return bool(continues or goal)

    def _counted(self, sentence: Sentence, item: _Item, *, goal: bool) -> bool:
        q, before = item.quantity, item.before
        noun = re.split(r"[，；。、：]", item.after)[0].strip()
        if q.group in ("kind", "score", "bare") or not noun:
            return False
        head = _noun_head(noun)
        if re.search(r"联络员|联系人|负责人", item.after) or ("信息员" in item.after and re.search(r"确定|明确|指定|设", item.before)):
            return False
        if "名单" in head[:14] or (head.endswith("任务") and "完成" not in item.before):
            return False
        if head.endswith(words("household")):
            return False
        clause = sentence.flat[item.clause_start : q.start]
        if q.group == "people" and q.value <= 10 and re.search(r"(?:安排|抽调|指派|明确|确定|落实|设|由|配置)[^，；]{0,14}\Z", clause) and not _big(q):
            if re.search(r"值守|值班|负责|担任|人员|教师|干部|民警|医生|志愿者|兼职|专职|工作", item.after):
                return False
        continuing = self.memory.counted and self.memory.clause == item.clause_start and not re.sub(r"[、和及与\s]|以及", "", before)
        if _DIVISION_HEAD.fullmatch(head) or q.group == "division":
            if re.search(r"(?:全[省市州县区国]|等|在|对|涉及|包括|由|将|覆盖)\s*\Z", clause[-4:]):
                return False
            return bool(_CHOOSING.search(clause[-20:]) or continuing or re.search(r"(?:完成|创建|建成)[^，；]{0,30}\Z", clause))
        if q.chinese and not _big(q) and not (q.unit in _CONCRETE and _EACH_BUILDS.search(before)):
            if not (q.value >= 10 and _making(clause)) and not (q.value >= 2 and q.unit in _CONCRETE and _BUILD.search(before)):
                return False
        if continuing:
            return True
        if _making(clause):
            if re.search(r"等\s*\Z", clause) and not _making_thing(clause):
                return False
            return True
        if re.search(alternation(list(words("making_verbs", "weak"))), clause) and q.value > 1:
            return _acts(noun)
        if re.search(r"(?:达到?|超过|不少于|不低于|至少|突破|力争)\Z", before) or _EACH_BUILDS.search(before):
            return True
        if self.memory.counted and clause.rstrip().endswith("等") and _acts(sentence.flat[q.end : item.clause_end]):
            return True
        opening = re.sub(r"全[省市州县区国]", "", indicators.strip_prefix(clause)).strip()
        if not opening and len(noun) >= 6 and not re.search(r"\d(?![A-Z\d])", noun):
            # 「1户以上企业在新三板成功挂牌」: the counted thing opens its clause and reaches something
            return bool(item.bound.suffix or _OUTCOME.search(noun)) and (goal or bool(item.bound.suffix))
        return False

    def _share(self, sentence: Sentence, item: _Item) -> bool:
        before, after = item.before, item.after
        if re.search(r"按照?[^，；]{0,20}\Z", before) or re.search(r"(?:给予|予以)", after):
            return False
        clause = sentence.flat[item.clause_start : item.quantity.start]
        if re.search(r"力争|确保|实现|争取|达到|保证|保障|完成|使|让|推动|不低于|不少于|至少|到|全[省市州县区]|将|年内|全年|提高|推广|覆盖", clause):
            return True
        if re.match(r"(?:进驻|进入|纳入|实现|接入|覆盖|完成|上线|网上|网办|可网办|可办|办结|办理|达标|落实|签订|建立|配备|持证|回收|处理|处置|安装|开展|使用|到位|整改|通过|建成|“|入|用于|得到|由)", after):
            return True
        return bool(re.search(r"实现|达到|完成|建成|能|通过|建立|配备|纳入|得到|用于|接入|开展|具备|建有|覆盖|通|设立|达标|使用|采用|由|在", after)) and len(after) > 5

    # ── what does it say? ────────────────────────────────────────────────────────────────────────────

    def _commit(self, sentence: Sentence, run: list[_Item]) -> list[Commitment]:
        first, last = run[0], run[-1]
        text = sentence.text
        before = text[first.left : first.quantity.start]
        start = first.left + (len(before) - len(before.lstrip("、，,；;：: \u3000和及与")))
        hedge = next((h for h in words("hedges") if h in sentence.flat[first.clause_start : first.quantity.start]), None)
        if first.role is Role.PREDICATE:
            names = self._measured(sentence, first, len(run))
            end = last.bound.end
        else:
            names, end = [self._thing(sentence, first)], first.bound.end + len(first.after.rstrip())
        growth_context = sentence.flat[first.clause_start : first.quantity.start] if len(run) > 1 or not first.before.strip("、和及与 ") else first.before
        out = []
        for i, item in enumerate(run):
            q = item.quantity
            name = names[i] if len(names) == len(run) else names[0]
            bound = item.bound
            op = bound.op
            if len(run) > 1:
                # One operator before the run, or behind its end, holds for all its values.
                if op is Op.EQUAL and first.bound.op in (Op.AT_LEAST, Op.AT_MOST) and not first.bound.suffix:
                    op = first.bound.op
                elif op is Op.EQUAL and last.bound.suffix and "分别" in first.before:
                    op = last.bound.op
            context = growth_context if growth_context.strip("、和及与 ") else sentence.flat[item.clause_start : q.start]
            changed = _REACHED_AFTER.match(item.after) is not None and q.group == "share"
            growth = changed or (item.role is Role.PREDICATE and is_growth(q, context, name))
            out.append(Commitment(q, min(start, q.start), max(end, bound.end), name, op, growth, hedge, i, len(run)))
        memory = self.memory
        memory.end = end
        memory.accepted += len(out)
        memory.counted = first.role is Role.COUNTED
        memory.clause = first.clause_start
        memory.indicator = out[-1].indicator
        memory.subject = out[-1].indicator
        return out

    def _measured(self, sentence: Sentence, item: _Item, count: int) -> list[str]:
        """The indicator(s) of a number that closes its clause."""
        raw = sentence.text[item.left : item.quantity.start]
        listed = raw.lstrip().startswith(("、", "和", "及", "与", "以及"))
        stem = indicators.strip_prefix(raw)
        body = indicators.tidy(indicators.strip_tail(_flattened(stem)))
        body = indicators.tidy(indicators.strip_label(body))
        body = indicators.tidy(indicators.strip_tail(body)) if body else body
        distributed = indicators.distribute(body, count) if count > 1 else None
        if distributed:
            return [indicators.tidy(d) for d in distributed]
        memory = self.memory
        if indicators.is_generic(body):
            completed = indicators.complete_from(memory.indicator, body) if memory.indicator else None
            if completed:
                return [completed]
            borrowed = memory.subject or self._clause_subject(sentence, item) or self.subject
            if body and borrowed and not borrowed.endswith(body):
                return [borrowed + body]
            return [borrowed or body or indicators.tidy(_flattened(stem)) or self.subject]
        if body.startswith("占") and (memory.subject or self.subject):
            return [(memory.subject or self.subject) + body]
        if listed and memory.verb and not _strong().match(body):
            return [memory.verb + body]
        verb = _strong().match(body)
        memory.verb = _verbs(body) if verb else ""
        return [body]

    def _clause_subject(self, sentence: Sentence, item: _Item) -> str:
        """The subject of the clause before, for 「…，增速达到10%」."""
        if item.clause_start <= 0:
            return ""
        end = item.clause_start - 1
        start = sentence.clause_start(end)
        text = indicators.strip_prefix(sentence.flat[start:end].split("、")[-1])
        if not re.search(r"达到|实现|保持|增长|发展|提升|基础上", text):
            return ""
        subject = re.split(r"(?:达到|实现|保持|稳步|增长|较快|持续|提升|在)", sentence.text[start:end])[0]
        subject = indicators.tidy(indicators.strip_prefix(subject))
        return subject if 2 <= len(subject) <= 16 else ""

    def _shared_predicate(self, sentence: Sentence, item: _Item) -> str:
        """What a list of shares has in common: 「100%的A、95%的B能提供服务」 gives 「能提供服务」 for A."""
        rest = sentence.text[item.bound.end : item.clause_end]
        if not re.match(r"的[^，；。]{2,30}?(?:、|和|及|与|以及)[^，；。、]{0,6}\d", rest):
            return ""
        m = re.search(r"(?:能够?|可以?|具备|达到|实现|建有|配备|设有|建立)[^，；。、\d]{2,30}\Z", rest)
        return _flattened(m.group()) if m else ""

    def _thing(self, sentence: Sentence, item: _Item) -> str:
        """The indicator of a number that counts the noun behind it."""
        q = item.quantity
        raw = _flattened(sentence.text[item.left : q.start])
        behind = re.sub(r"\A\s*[（(][^（）()]{0,60}[）)]", "", sentence.text[item.bound.end : item.bound.end + len(item.after)])
        if item.role is Role.SHARE:
            lead = indicators.tidy(indicators.strip_tail(indicators.strip_prefix(raw)))
            lead = re.sub(r"[（(][^（）()]*[）)]", "", lead)[-40:]
            if not lead and self.memory.clause == item.clause_start:
                lead = self.memory.lead
            self.memory.lead = lead
            thing = re.split(r"(?:以及|[和及与])(?=[^，；、]{0,8}\d)", _flattened(behind.lstrip("的")))[0]
            shared = self._shared_predicate(sentence, item) if behind.lstrip().startswith("的") else ""
            return indicators.tidy((shared + "的" if shared else lead) + thing)
        noun = _noun(behind.lstrip("的"))
        if _OPEN_LIST.search(behind.rstrip()):
            # 「10家产值靠前、成效明显，信用好的建筑业企业」: the noun stands at the end of its attributes
            rest = _flattened(sentence.text[item.bound.end : item.bound.end + _WINDOW])
            m = re.search(r"的([^，。；、的]{2,18}?)(?:进行|给予|开展|予以|，|。|；|\Z)", rest)
            noun = m[1] if m else noun
        verb_text = indicators.strip_prefix(raw)
        verb = _strong().search(verb_text)
        memory = self.memory
        if verb is None and memory.counted and memory.verb and not verb_text.strip("、和及与"):
            return indicators.tidy(memory.verb + noun)
        lead = verb_text[verb.start() :] if verb else verb_text
        lead = re.sub(r"(?:等|约|近|至少|不少于|不低于|各|共|超过|分别|总计|原则上)+\Z", "", lead)
        memory.verb = _verbs(lead) if verb else ""
        if len(lead) > 14 and verb:
            lead = memory.verb
        return indicators.tidy(lead + noun)


def _flattened(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _big(quantity: Quantity) -> bool:
    return quantity.unit[:1] in ("万", "亿") or quantity.group in ("share", "multiple", "growth", "money")


def _verbs(text: str) -> str:
    """The verbs a phrase opens with: 「培育认定国家级企业」 → 「培育认定」."""
    at = 0
    while m := _strong().match(text, at):
        at = m.end()
    return text[:at]


def _making(clause: str) -> bool:
    """Whether a clause before a counted thing holds a verb that makes, finds or finishes it."""
    head = indicators.strip_prefix(clause)
    for m in _strong().finditer(clause):
        verb = m.group()
        tail = clause[m.end() :]
        if tail.startswith("的") and len(tail) <= 2:
            continue
        if verb not in _NOUNLIKE:
            return True
        if head.startswith(verb) or not tail.strip() or re.search(r"(?:^|[，、\s])\Z", clause[: m.start()]):
            return True
    return False


def _acts(noun: str) -> bool:
    return re.sub(r"(?:等)?(?:工作|任务|工程)?(?:的?目标)?\Z", "", noun).endswith(words("making_verbs", "acts"))


def _making_thing(clause: str) -> bool:
    """As ``_making``, for 「着力打造A、B、C等8个街区」, where the names between verb and number may hold verbs themselves."""
    head = indicators.strip_prefix(clause)
    return bool(_strong().match(head)) or bool(re.search(r"打造|新建|建设|培育|创建|完成|启动|实施|引进|改造", head[:12]))


_NOUN_STOP = re.compile(
    r"(?:[和与及](?=[^，；、]{0,8}\d)|(?:服务|带动|覆盖|惠及|辐射|帮扶|培训|新增|结对)(?=\d)|进行|开展|参加|用于|通过(?!率)|实现|达到|成为|作为|纳入|列入|进入|投入(?=使用|运营)|并(?!购|网|联)|的(?:年度|工作|总体)?目标|(?:以上|以内)(?=$|[，；。、])|，|；|。|、|到(?!户|位|账)|完成(?=[建改])|全部|同步|实行|给予|按(?=照|时|期)|前(?=期)?)"
)


def _noun(text: str) -> str:
    """The noun phrase that opens ``text``."""
    text = _flattened(text)
    m = _NOUN_STOP.search(text, 2)
    noun = text[: m.start()] if m and m.start() >= 2 and m.group() != "、" else text
    return noun[:60]


def _noun_head(text: str) -> str:
    noun = _noun(text)
    return re.sub(rf"[{ASIDE}{NAME}]+\Z", "", noun)


__all__ = ["Commitment", "Reader"]
