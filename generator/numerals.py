"""Numbers of official Chinese and the quantities they make with a unit.

``find_quantities`` reads plain (normalized) text and returns every number with its unit: 「1.65万户」, 「6—10%」,
「百分之十」, 「二十个」, 「翻一番」, 「零增长」. It decides nothing about what a quantity is for. Years, dates, ordinals (第三),
numbers inside Latin words (PM2.5, 5G) and numerals of set phrases (一批, 十分) are no quantities.

Conventions, from the reference annotations: the unit is kept as written with its multiplier (1.65 "万户"), Chinese
numerals are converted below 万 (三千万元 → 3000 "万元"), 翻番 is 2 "倍", 百分之十 is 10 "%".
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from generator.registers import load_register

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}


class Quantity(NamedTuple):
    """A number with its unit as it stands in a text."""

    start: int
    end: int
    """End of the unit."""
    value: float
    value_max: float | None
    """Upper end of a range (「1—2个」), else None."""
    unit: str
    """As written, multiplier included; "" for a bare number."""
    group: str
    """Group of the register ``units``: "share", "money", "count" …; "bare" without a unit; "growth" for 零增长."""
    chinese: bool = False
    """Written in Chinese numerals, where set phrases are common."""
    vague: bool = False
    """余, 多 or 来 stands between number and unit (「30余家」): the writer counts what is there."""


def parse_number(written: str) -> float:
    """Value of a number in Arabic (「1,234.5」) or Chinese (「一百二十」, 「三点五」) digits.

    >>> parse_number("两千零五十")
    2050.0

    Raises ValueError when ``written`` is neither.
    """
    written = written.strip()
    if written[:1].isascii():
        return float(written.replace(",", ""))
    whole, point, fraction = written.partition("点")
    value = float(_parse_whole(whole))
    if point:
        value += float("0." + "".join(str(_digit(c)) for c in fraction))
    return value


def _digit(character: str) -> int:
    try:
        return _DIGITS[character]
    except KeyError:
        raise ValueError(f"no Chinese digit: {character!r}") from None


def _parse_whole(written: str) -> int:
    """Below 万 by place value; a row of digits without 十百千 is read off (「二〇二五」)."""
    for high, factor in (("亿", 10**8), ("万", 10**4)):
        if high in written:
            left, _, right = written.partition(high)
            return (_parse_whole(left) if left else 1) * factor + (_parse_whole(right) if right else 0)
    if not any(c in _POWERS for c in written):
        return int("".join(str(_digit(c)) for c in written))
    total, digit = 0, 0
    for character in written:
        if character in _POWERS:
            # A leading 十 or 千 counts one of itself: 十五 is 15, 千亿 is 1000 亿.
            total += (digit or 1) * _POWERS[character]
            digit = 0
        else:
            digit = _digit(character)
    return total + digit


_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_CHINESE = (
    r"[零〇一二三四五六七八九十百千两]+(?:点[零〇一二三四五六七八九]+|"
    r"[万亿][零〇一二三四五六七八九十百千两]+)?"
)
_RANGE = r"(?:——|[—–－\-~～至到])"
_VAGUE = "余多来"
_WITHOUT_VAGUE = {ord(c): None for c in _VAGUE}
_GROWTH_WORDS = r"翻(?P<turns>[一二两三四12345])?番|零增长|(?P<times_cn>[一二两三四五六七八九十])倍(?!增)"
_FRACTION = (
    rf"(?P<frac>[百千万])分之(?P<frac_value>{_ARABIC}|{_CHINESE}|"
    rf"百)(?:{_RANGE}(?:(?P=frac)分之)?(?P<frac_max>{_ARABIC}|{_CHINESE}))?"
)
_THIRDS = r"(?P<denominator>[二三四五六七八九十])分之(?P<numerator>[一二三四五六七八九])"

_FRACTION_UNIT = {"百": "%", "千": "‰", "万": "‱"}
# Characters before a Chinese numeral that make it an ordinal, a name or a set phrase: 第一, 统一, 每一, 其一.
_NOT_AFTER = (
    "第统唯逐之其进专万星独归合如划同随择单初高大小老周旬月百千十零〇一二三四五六七八九两点数几每某这那哪有另上下"
)


@cache
def _unit_groups() -> dict[str, str]:
    groups: dict[str, str] = {}
    for entry in load_register("units")["groups"]:
        for unit in entry["units"]:
            groups.setdefault(unit, entry["group"])
    return groups


@cache
def unit_group(unit: str) -> str:
    """Group of a unit as written (「万户」 → "people", 「微克/立方米」 → "mass"); "" when the register lacks it."""
    groups = _unit_groups()
    if unit in groups:
        return groups[unit]
    stem = re.split(r"[/（]", unit)[0].lstrip(_VAGUE)
    for multiplier in ("", *load_register("units")["multipliers"]):
        if stem.startswith(multiplier):
            rest = stem.removeprefix(multiplier).lstrip(_VAGUE)
            if rest in groups:
                return groups[rest]
    return "count" if stem in load_register("units")["multipliers"] else ""


def _alternation(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def unit_pattern() -> str:
    """A pattern for one unit: vague 余, multiplier, measure word, 「（套）」, 「/立方米」."""
    register = load_register("units")
    guards = register["not_before"]
    bare, full = [], []
    for entry in register["groups"]:
        (bare if entry.get("bare") else full).extend(entry["units"])

    def guarded(words: list[str]) -> str:
        ordered = sorted(set(words), key=lambda w: (-len(w), w))
        return "|".join(re.escape(w) + (f"(?![{re.escape(guards[w])}])" if w in guards else "") for w in ordered)

    multipliers = _alternation(register["multipliers"])
    measure = guarded(full)
    return (
        # 个百分点 before 个, but 日元 before 日
        rf"(?:[{_VAGUE}]?(?:{guarded([w for w in bare if len(w) > 1])})"
        rf"|[{_VAGUE}]?(?:(?:{multipliers})[{_VAGUE}]?)?(?:{measure})"
        rf"(?:（(?:{_alternation(full)})）)?(?:/每?(?:{_alternation(register['per'])}))?"
        rf"|[{_VAGUE}]?(?:{guarded([w for w in bare if len(w) == 1])})"
        rf"|(?:{multipliers})[{_VAGUE}]?)"
    )


@cache
def _scanner() -> re.Pattern[str]:
    unit = unit_pattern()
    return re.compile(
        # 20.5%, 1—2个, 10万—15万吨
        rf"(?<![\d.A-Za-z])(?P<n1>{_ARABIC})(?P<u1>{unit})?(?:{_RANGE}(?P<n2>{_ARABIC})(?![\d.])(?P<unit>{unit})?)?"
        rf"|(?P<words>{_GROWTH_WORDS})"
        rf"|{_FRACTION}|{_THIRDS}"
        # 二十个, 三千万元
        rf"|(?<![{_NOT_AFTER}])(?P<c1>{_CHINESE})(?:{_RANGE}(?P<c2>{_CHINESE}))?(?P<c_unit>{unit})"
    )


_DATE = re.compile(r"(?<![\d.A-Za-z])(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?(?![度内])")
_CHINESE_BEHIND = "零〇一二两三四五六七八九十百千万亿点分倍增—–－-~～至到" + _VAGUE


@cache
def _first() -> re.Pattern[str]:
    """The first character of a number; of a Chinese one only before another numeral or what a unit begins with.

    So the 一 of 进一步 and 统一 and the 十 of 十分 are passed over. Searching for one character is much faster than
    trying the whole pattern everywhere.
    """
    register = load_register("units")
    units = {unit[0] for entry in register["groups"] for unit in entry["units"]}
    behind = re.escape("".join(sorted(units | set("".join(register["multipliers"]) + _CHINESE_BEHIND))))
    return re.compile(rf"[0-9翻零〇一二两三四五六七八九十百千万](?:(?<=[0-9翻])|(?=[{behind}])(?<![{_NOT_AFTER}].))")


def find_quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """Every quantity in ``text[start:end]``, in order; positions count from the beginning of ``text``."""
    found: list[Quantity] = []
    stop = len(text) if end is None else end
    search, read = _first().search, _scanner().match
    at = start
    while gate := search(text, at, stop):
        begin = gate.start()
        if date := _DATE.match(text, begin, stop):
            at = date.end()
            continue
        match = read(text, begin, stop)
        at = match.end() if match else begin + 1
        if match is None:
            continue
        quantity = _quantity(match, text)
        if quantity is not None:
            if (
                found
                and quantity.unit in _SHARED_UNITS
                and (found[-1].unit == "个" or (quantity.unit == "个百分点" and not found[-1].unit))
                and text[found[-1].end : quantity.start] in _LIST_MARKS
            ):
                # 「3个和1个工作日」: the unit is said once
                found[-1] = found[-1]._replace(unit=quantity.unit, group=quantity.group)
            found.append(quantity)
    return found


_SHARED_UNITS = ("个工作日", "个百分点", "个月", "个小时")
_LIST_MARKS = ("和", "、", "与", "及", "或")


def _quantity(match: re.Match[str], text: str) -> Quantity | None:
    if match["n1"]:
        return _arabic(match, text)
    if match["c1"]:
        return _chinese(match)
    if match["words"]:
        word = match["words"]
        if word == "零增长":
            return Quantity(match.start(), match.end(), 0.0, None, "%", "growth", chinese=True)
        if match["times_cn"]:
            return Quantity(
                match.start(), match.end(), parse_number(match["times_cn"]), None, "倍", "multiple", chinese=True
            )
        turns = parse_number(match["turns"] or "1")
        return Quantity(match.start(), match.end(), 2.0**turns, None, "倍", "multiple", chinese=True)
    if match["frac"]:
        value = parse_number(match["frac_value"])
        high = parse_number(match["frac_max"]) if match["frac_max"] else None
        return Quantity(match.start(), match.end(), value, high, _FRACTION_UNIT[match["frac"]], "share")
    value = round(parse_number(match["numerator"]) / parse_number(match["denominator"]), 4)
    return Quantity(match.start(), match.end(), value, None, "", "share", chinese=True)


# 1:3, 4∶3∶3: parts of a ratio
_RATIO_BEFORE = re.compile(r"\d[:∶：]\Z")
_RATIO_AFTER = re.compile(r"[:∶：]\d")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")


def _arabic(match: re.Match[str], text: str) -> Quantity | None:
    start, end = match.span()
    first, first_unit, second, second_unit = match.group("n1", "u1", "n2", "unit")
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in ("第", "〔", "№", "#"):
        return None
    # 「10个到15」: without a second unit the first holds for both.
    unit = second_unit or first_unit or ""
    if after and after.isascii() and after.isalpha() and (not unit or unit[-1].isascii()):
        # 「10GW」, 「5G+」; but 「68家A级景区」
        return None
    if not unit and (_RATIO_BEFORE.search(text, max(0, start - 2), start) or _RATIO_AFTER.match(text, end)):
        return None
    if unit.startswith("年") and _YEAR.match(second or first):
        return None
    if unit in ("日", "年度") or (not unit and after and after in "年月日号时届级代"):
        return None
    low = parse_number(first)
    if unit in ("G", "M", "T") and (low < 10 or (after and after in "站网基产信标手")):
        # 5G, 4G网络: a generation, no amount
        return None
    high = parse_number(second) if second else None
    if high == low and first_unit in (None, unit):
        high = None
    clean = unit.translate(_WITHOUT_VAGUE) if unit else ""
    return Quantity(start, end, low, high, clean, unit_group(clean) if clean else "bare", vague=clean != unit)


def _chinese(match: re.Match[str]) -> Quantity | None:
    unit = match["c_unit"]
    written = match["c1"]
    clean = unit.translate(_WITHOUT_VAGUE)
    vague = clean != unit
    if set(written) <= set("十百千") and written != "十" and clean[:1] not in "万亿":
        # 百家, 千户, 十百千: slogans
        return None
    if written in ("零", "〇") or written + unit == "十分":
        return None
    if len(written) > 1 and set(written) <= _DIGITS.keys():
        # 三五家, 二五路: rows of digits name or guess
        return None
    group = unit_group(clean)
    high = parse_number(match["c2"]) if match["c2"] else None
    return Quantity(match.start(), match.end(), parse_number(written), high, clean, group, chinese=True, vague=vague)
