"""Money and rates that are handed out, taken or fixed as a price: no commitments, nor are their conditions."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from functools import cache

from generator.find_targets.clauses import NAME, Sentence
from generator.find_targets.words import alternation, words
from generator.numerals import Quantity

_MONEY_OR_RATE = {"money", "share", "multiple", "score"}


@cache
def _grant() -> re.Pattern[str]:
    return re.compile(alternation(list(words("grants", "strong"))))


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"[\s\d.、{NAME}]*(?:其中|并|且|同时)?(?:{alternation(list(words('grants', 'openings')))})")


_MEASURED = re.compile("|".join(words("grants", "measures")))
# 补助性, 补贴性 training and 奖补资金 as a name of work are no grants of their own.
_NO_GRANT = re.compile(
    r"(?:政府|财政)?补[贴助]性|生态补偿|补偿(?:脱贫|机制|资金|基金)|增收|奖[牌杯项]|"
    r"[国省]?[^，]{0,4}奖(?=[\d一二三四五六七八九十]+项)|获[^，；]{0,12}奖|奖(?:\d|以上)"
)
# 「投入财政奖补资金11000万元」: a total raised or spent, whatever the money is for
_RAISED = re.compile(r"(?:投入|筹集|筹措|争取|整合|撬动|到位|募集)[^，；。]{0,16}(?:资金|经费)")
# Amounts named for one recipient: a standard, not a goal.
_EACH = re.compile(
    r"(?:每(?:户|家|人|个|项|亩|年每人|人每[年月天日]|村|吨|台|辆|套|次|年最高)|单(?:户|个|项|家|笔)|户均|一次性|"
    r"最高|人均)[^，；。]{0,14}\Z"
)


_OWN_ADDRESSEE = re.compile(r"\s*对(?:于|[^，；。接标口照应外内比]{2})")
# 「给予最高1000万元奖励，其中报会200万元」, 「按30%补贴，每台不超过3万元」
_GRANT_GOES_ON = re.compile(
    r"\s*(?:其中|最高|或|(?:但|且)?(?:[每单同][一个台件户家人项亩吨批名套辆]|累计|合计|总额|年度|最多)[^，；。]{0,14}?(?:不超过|不高于|不得超过|最高|封顶))"
)


def grant_clauses(sentence: Sentence, quantities: list[Quantity]) -> list[tuple[int, int]]:
    """The clauses of a sentence that hand out or take money, with the clauses that say to whom.

    「对主营业务收入增长15%以上、增长额超过500万元的企业，按照增长部分的2‰给予补助」 is one such range; a clause behind it that
    promises something (「，年内新培育20户以上」) is not part of it.
    """
    flat = sentence.flat
    if not any(q.group in _MONEY_OR_RATE for q in quantities) or not _grant().search(flat):
        return []
    bounds = [0, *(end + 1 for end in sentence.ends), len(flat)]
    clauses = [(a, b) for a, b in itertools.pairwise(bounds) if b > a]
    starts = [q.start for q in quantities]
    grants: list[bool] = []
    for start, end in clauses:
        i = bisect_left(starts, start)
        held = [q for q in quantities[i : i + 12] if q.start < end]
        grants.append(any(q.group in _MONEY_OR_RATE for q in held) and _hands_out(flat[start:end], held, start))
    out: list[tuple[int, int]] = []
    for i in range(len(clauses) - 1, -1, -1):
        start, end = clauses[i]
        follows = i + 1 < len(clauses) and grants[i + 1] and flat[end - 1 : end] in "，,"
        if not grants[i] and follows:
            if _OWN_ADDRESSEE.match(flat, *clauses[i + 1]) and not flat[start:end].rstrip("，,").endswith(("的", "者")):
                # 「培育民宿20家，对评为五星级的给予奖补」: that clause names its own recipient
                continue
            text = flat[start:end].rstrip("，,；;。 ")
            grants[i] = (bool(_opening().match(text)) and not _promises(text)) or text.endswith(
                ("的", "的，", "企业", "者")
            )
        if grants[i]:
            out.append((start, end))
    held_out = set(out)
    for (a, b), (c, d) in itertools.pairwise(clauses):
        # 「给予最高1000万元奖励，其中报会200万元、上市500万元」
        if (a, b) in held_out and (c, d) not in held_out and _GRANT_GOES_ON.match(flat, c, d):
            held_out.add((c, d))
            out.append((c, d))
    return out


_GIVEN_EACH = re.compile(r"给予|每|最高|一次性|单[户个]|罚")
_GIVEN = re.compile("给予|奖励|罚")
_AIMED = re.compile(r"(?:力争|确保|争取|全年|实现)")
_PAID = re.compile(r"给予|奖励|奖补|补助|补贴|罚")


def _hands_out(text: str, held: list[Quantity], offset: int) -> bool:
    clean = _NO_GRANT.sub(lambda m: NAME * len(m.group()), text)
    m = _grant().search(clean)
    if m is None:
        return False
    sums = [q for q in held if q.group in _MONEY_OR_RATE]
    if _RAISED.search(clean) and not _GIVEN_EACH.search(clean):
        return False
    if all(q.unit.startswith(("亿", "百亿", "千亿")) for q in sums if q.group == "money") and any(
        q.group == "money" for q in sums
    ):
        # Sums of 亿元 are totals: 「发放创业担保贷款1亿元」, 「减免租金2亿元」.
        return bool(_GIVEN.search(clean))
    if _AIMED.search(clean) and not _PAID.search(clean):
        return False
    return any(abs(q.start - offset - m.start()) < 60 for q in sums)


_PROMISED = re.compile(r"力争|确保|争取(?!获)|新增|新建|新培育|建成")


def _promises(text: str) -> bool:
    return bool(_PROMISED.search(text))


_STANDARD = re.compile(
    r"标准|额度|限额|单价|价格|收费|首付|工资|待遇|起征点|保费|租金|票价|缴费|利率|税率|费率|押金|保证金|"
    r"注册资本|经费标准|定额|罚|权重|单位缴费|赔付|保额|房租|免租"
)
_SHARING = re.compile(
    r"留用|上解|分成|分享|分担|承担|负担|抽成|出资|持股|首付|付款|预付|让利|折扣|优惠|扣除|缴[纳费存]|返还|"
    r"贴息|计提|提取|奖励|补助|补贴|资助|给予|上浮|下浮|安置补助|溢价|利率|税率|费率|评审|抵扣|减按|减征|加计|"
    r"加收"
)


# 「每个城市支持不超过1亿元」
_CAP_FOR_EACH = re.compile(
    r"(?:每|单)[个家户项省县市村镇][^，；。]{0,12}(?:支持|补助|奖补|补贴|奖励|资助|安排)[^，；。]{0,6}(?:不超过|最高|不高于|不得超过)\Z"
)


_FINED = re.compile(r"(?:罚款|处|奖励|给予)[^，；]{0,8}\Z")
_AS_A_RULE = re.compile(r"一般不(?:高|超|低|少)[于过]?[^，；]{0,24}\Z")
_TIMES_A_STANDARD = re.compile(r"标准的?\Z|(?:限额|金额|工资)的\Z")
_GROWING = re.compile(r"(?:增长|增速|增幅)[^，；]{0,4}\Z")
_REWARDED = re.compile(r"给予|奖励|补助|补贴")
_MATCHING = re.compile(r"配套\Z")
_BORNE = re.compile(r"补助|承担|分担|安排")
_PREPAID = re.compile(r"预付款[^，；]{0,8}(?:比例|份额)")
_ACCORDING_TO = re.compile(r"按照?(?![期时需])[^，；]{0,24}\Z")
_CUT = re.compile(r"压缩|压减|削减|缩减|减少|下降|降低")
_RAISING = re.compile(r"增长|增速|提高|目标|率拟?按\Z")


def is_standard(sentence: Sentence, quantity: Quantity, clause_start: int, clause_end: int, before: str) -> bool:
    """Whether the number sets a price, a rate or an amount for each recipient: 「每人每月1000元」, 「费率降至16%」."""
    flat = sentence.flat
    clause = flat[max(clause_start, quantity.start - 80) : min(clause_end, quantity.end + 30)]
    if quantity.group == "money":
        if _MEASURED.search(before):
            return False
        if _CAP_FOR_EACH.search(before):
            return True
        total = quantity.unit.startswith(("亿", "万亿", "百亿", "千亿"))
        if not total and (_EACH.search(before) or _STANDARD.search(clause)):
            return True
        return bool(_FINED.search(before))
    if _AS_A_RULE.search(before):
        return True
    if quantity.group in ("share", "multiple"):
        if quantity.group == "multiple" and _TIMES_A_STANDARD.search(before):
            return True
        near = flat[max(clause_start, quantity.start - 26) : min(clause_end, quantity.end + 10)]
        if _GROWING.search(before):
            return bool(_REWARDED.search(near))
        if _MATCHING.search(before) and _BORNE.search(flat[max(0, quantity.start - 60) : quantity.start]):
            return True
        if _PREPAID.search(near):
            return False
        return bool(_SHARING.search(near)) or bool(
            _ACCORDING_TO.search(before)
            and not _CUT.search(flat[quantity.end : quantity.end + 8])
            and not _RAISING.search(before)
        )
    return False
