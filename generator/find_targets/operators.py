"""How a number is bounded (at least, at most, about) and whether it measures a change."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.find_targets.clauses import ASIDE
from generator.find_targets.words import alternation, last_match, words
from generator.model import Op
from generator.numerals import Quantity

_SUFFIX = re.compile(
    rf"{ASIDE}*(?P<word>(?:及|或|含)?(?P<least>以上|之上)|(?:及|或)?(?P<most>以内|之内|以下|之下|"
    r"(?:的)?范围以?内|内(?=的?[，。；、\s）]|的?范围|$))"
    r"|(?P<about>左右|上下))(?:的?(?:水平|区间)?)?"
)
# The last operator word before the number decides; what stands between (约, 每年, 再) is no operator.
_PREFIX = re.compile(
    # What an alternative begins with comes first: most characters begin none.
    r"(?=[≥≧＞>≤≦＜<不超突至最多高大优达下控限低小少上以之约接过])(?:(?P<least>[≥≧＞>]=?|不(?:得)?(?:低|少|小|短|差|亚)于|不下|超过|超出|超(?!低|高|前|市|标|算|级|大|声|"
    r"短|载)|突破|至少|最少|最低|多于|高于|大于|优于|达到或超过|下限|(?<![通超经])过(?=\Z))"
    r"|(?P<most>[≤≦＜<]=?|不(?:得)?(?:高|多|大|长)于|不超(?:过)?|不突破|(?:控制|限制|控)(?:在|到)|"
    r"至多|最多|最高|低于|小于|少于|上限|(?:以|之)内)"
    r"|(?P<about>大约|接近|(?<![签节契违履公预集条特大])约)(?=.?\Z))"
)


class Bound(NamedTuple):
    """The operator of one number and where its words end."""

    op: Op
    suffix: str
    """以上, 以内, 左右, or ""."""
    end: int
    """End of the operator word behind the number, or of the number."""


def read_suffix(flat: str, at: int) -> re.Match[str] | None:
    """The operator word that follows a number ending at ``at``."""
    return _SUFFIX.match(flat, at)


def read_bound(flat: str, quantity: Quantity, left: int, after: re.Match[str] | None) -> Bound:
    """The operator of ``quantity``, whose own words begin at ``left``; ``after`` is the operator word behind it."""
    suffix, end = (after["word"], after.end("word")) if after else ("", quantity.end)
    before = last_match(_PREFIX, flat[max(left, quantity.start - 30) : quantity.start])
    if before is not None and _detached(before.string[before.end() :]):
        before = None
    about = (after and after["about"]) or (before and before["about"])
    if about:
        return Bound(Op.ABOUT, suffix, end)
    if quantity.value_max is not None:
        return Bound(Op.RANGE, suffix, end)
    if after:
        return Bound(Op.AT_LEAST if after["least"] else Op.AT_MOST, suffix, end)
    if before:
        return Bound(Op.AT_LEAST if before["least"] else Op.AT_MOST, suffix, end)
    return Bound(Op.EQUAL, suffix, end)


_ANOTHER_STATEMENT = re.compile(r"[，；、：]|增长|达到|提高|下降|培育|企业|[\d千百亿万]元")


def _detached(between: str) -> bool:
    """Whether the words between an operator and a number keep the operator from reaching it.

    「至少选择1—2个」, 「不少于全部业务的80%」 reach; 「超过上年水平，增长5%」 does not.
    """
    return len(between) > 12 or (bool(_ANOTHER_STATEMENT.search(between)))


_CHANGE = re.compile(
    rf"(?P<noun>{alternation(list(words('growth', 'nouns')))})"
    rf"|(?P<verb>{alternation(list(words('growth', 'verbs')))})(?P<level>到|至|为)?"
)
_LEVEL_NOUN = re.compile(r"率\Z|比重|占比|比例|份额|占[^，；、]{0,24}(?:的)?\Z")
_MONEY_NOUN = re.compile(
    r"(?:收入|支出|投资|总额|总值|产值|增加值|销售额|营业额|周转量|业务总量|销售面积|存贷款|存款|贷款|"
    r"余额|劳动报酬|进出口|用电量|发电量|吞吐量|零售额|销售收入|GDP|可支配收入)(?:（[^）]*）)?\Z"
)


_REACHING_TAIL = re.compile(r"(?:达到|达|完成|实现|目标|为|[分各均]别?|[不]?[超低少高]于?过?|力争|确保)+\Z")


def is_growth(quantity: Quantity, left_text: str, indicator: str) -> bool:
    """Whether a number is a rate of change: 「增长12%」, 「提高10个百分点」, 「翻番」, 「增速达到10%」.

    ``left_text`` are the words of the clause before the number.
    """
    if quantity.group == "growth" or quantity.unit in ("个百分点", "百分点", "个千分点"):
        return True
    if quantity.group == "multiple":
        return quantity.chinese or _last_change(left_text) is not None
    if quantity.group not in ("share", "bare"):
        return False
    change = _last_change(left_text)
    if change is not None:
        return True
    if left_text.endswith("的"):
        # 「不低于总投资的40%」: a part of a sum
        return False
    if quantity.group == "bare" or quantity.unit == "成":
        return False
    # 「固定资产投资12%以上」: a sum cannot be a percentage, so its growth is meant.
    tail = _REACHING_TAIL.sub("", left_text)
    return (
        bool(_MONEY_NOUN.search(indicator) or _MONEY_NOUN.search(tail))
        and not _LEVEL_NOUN.search(tail)
        and "占" not in tail
    )


_LEVEL_BETWEEN = re.compile(r"[，；、]|比重|占比|比例|覆盖率|率(?!先)|达到|达|的[^%]{2,}")


_FALLS = re.compile(alternation(list(words("growth", "falls"))))
_YEARLY = re.compile(r"年均|年平均|平均每年|每年平均")


def falls(words_of_change: str) -> bool:
    """Whether a rate of change is wanted downwards: 「下降3%」, 「按5%的比例压缩」.

    ``words_of_change`` are the words before the number, or behind it when the change is named there.
    """
    last = _last_change(words_of_change)
    change = (last["noun"] or last["verb"]) if last else words_of_change
    return _FALLS.search(change) is not None


def is_yearly(left_text: str) -> bool:
    """Whether a rate of change is an average of years: 「年均增长15%」."""
    return _YEARLY.search(left_text) is not None


def _last_change(left_text: str) -> re.Match[str] | None:
    """The word of change that governs a number behind ``left_text``; None when a level is meant."""
    last = last_match(_CHANGE, left_text)
    if last is None:
        return None
    between = left_text[last.end() :]
    if last["noun"]:
        # 「增速达到10%」 is a rate; 「增速居前10%」 hardly occurs.
        return last if len(between) <= 12 else None
    if last["level"]:
        # 「提高到15%」 is a level, 「增速提高到15%」 a rate.
        nouns = [m for m in _CHANGE.finditer(left_text[: last.start()]) if m["noun"]]
        return nouns[-1] if nouns and last.start() - nouns[-1].end() <= 6 else None
    if len(between) > 10 or _LEVEL_BETWEEN.search(between):
        return None
    return last
