"""Which measure the words around a number name.

Notices word one measure in many ways: 全州固定资产投资, 固定资产投资（不含农户）, 完成固定资产投资, 投资同比增长.
``name_of`` takes off what does not belong to the measure: debris of numbering, period, hedge, verbs of reaching,
place, growth. After every step the register ``indicators`` is asked, so that a measure whose own name contains such a
word (人口自然增长率) is found before the word is taken off. What the register does not know is an indicator of its
own, with an English name composed from the glossary and an address made of its reading.

Growth and level of one quantity are one indicator; 新增规模以上工业企业 and 规模以上工业企业 are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from generator.registers import load_register
from generator.resolve.places import PlaceIndex
from generator.romanize import slug

_LONGEST_NAME = 200
"""A longer wording is no name, and is kept as it is."""
_SPACE = re.compile(r"\s+")
_QUOTES = str.maketrans("", "", "“”\"'‘’「」『』《》〈〉")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_UNPAIRED = re.compile(r"[（()）]")
_KEY_DROPS = re.compile(
    r"[的、，,;；:：·\-—~\s（）()和与及]|[全我本该][省市州县区旗盟](?![场域级])|[省市州县区]内(?!外)"
)

_YEAR = r"(?:(?:19|20)?\d{2}年|“?十[一二三四五六七]五”?)(?:底|末|度|期间|时期|内|全年)?"
_PREFIX = re.compile(
    r"(?:"
    r"[、，,；;。：:—\-·]"  # debris
    r"|[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]"  # a number of the list it stood in
    r"|其中|同时|并且|以及|另外"
    r"|(?:加快|积极|扎实|稳步|有序|全力|持续|大力)推进"
    rf"|(?:到|至|截至|从|自)?(?:(?:19|20)\d{{2}}[—\-－至到])?{_YEAR}(?:[—\-－至到]{_YEAR})?[，,]?"
    r"|“?十[一二三四五六七]五”?(?:末|期间|时期)?"
    r"|(?:到|至)?(?:年底前|年底|年末|年内|全年|今年|当年|年度|本年度|每年|年均|期末|上半年|下半年|[一二三四]季度)[，,]?"
    r"|(?:力争|争取(?=实现|完成|达到|全[省市州县区])|确保|努力|力保|保证|预期|预计|计划|原则上)"
    r"|(?:基本|初步|累计|平均|共|各(?![省市州县区旗盟]))"
    r"|(?:实现|完成|达到|保持|使|将|把|推动(?=.{2,}(?:增长|提高))|促进(?=.{2,}(?:增长|提高)))"
    r")+"
)
_COMPLETE = re.compile(r"^(?:完成率|完成时间|实现率|平均|计划生育|各类|各级|各项|共享|共建|基本|累计)")
"""Words that begin like something to take off and are part of a name."""

_GROWTH = re.compile(
    r"(?:的)?(?:同比|环比|年均|年平均|比上年|较上年|同口径|可比价|按可比价|实际|名义|累计|平均|持续|稳步)*"
    r"(?:增长|增速|增幅|增长率|增长速度|增长幅度|增加|增加率|提高|提升|上升"
    r"|下降|下降率|降幅|降低|降低率|下降幅度|减少|翻番|翻一番)"
    r"(?:率|幅度|速度|目标|左右|以上)?(?:达到|达|为|保持在?|控制在?)?$"
)
_TAIL = re.compile(
    r"(?:[，,、；;：:。]|(?:要|应|将|均|各|都|分别|力争|确保|争取|总体|原则上|预计|计划|目标|同比|左右|以上|以内)"
    r"|合计|共计|累计"
    r"|(?:达到|达|实现|完成|突破|超过|为|控制|稳定|保持|维持|不低于|不高于|不超过|不少于)(?:在|到|至)?"
    r"|降至|降到|提高到|提升到|增加到"
    r"|再?按|初步|基本|(?:目标)?任务|目标值?|指标)+$"
)
_THRESHOLD = re.compile(
    r"(?:总?投资额?|年?营业收入|年?产值|年出栏|年产)?(?:超过?|达到?)?"
    r"\d+(?:\.\d+)?[万亿]?(?:元|头|只|羽|亩|户|人|吨|平方米)(?:及?以上)?的?"
    r"|(?<!^)\d+[个家户条项](?=[^，。；]{2})"
)
"""A threshold or a tally inside a measure: what is looked up when the wording as it stands is not known."""
_WHOLE = re.compile(
    r"(?:[全我本该][国省市州县区旗盟](?:范围内?|内)?"
    r"|(?:各|\d{1,3}个?)(?:县市区|县（市、区）|县（市）|县市|县区|市县|州市|市州|地州市|盟市|旗县区|旗县)"
    r"(?:、?[省州市县区]直?各?有?关?(?:部门|单位))*)的?"
)
_ZONE = re.compile(
    r"[\u4e00-\u9fff]{1,8}[—－\-][\u4e00-\u9fff]{1,6}(?:经济)?(?:合作区|试验区|开发区)(?=.{2})"
    r"|[\u4e00-\u9fff（）]{2,12}?(?:开发区|合作区|试验区|高新区|保税区)(?=.{2})"
)
_LEVEL = re.compile(r"(?:总量|金额|总额|数额|总数|总规模)$")
"""Words for the level of a quantity, which its name does without (财政八项支出总量)."""
_NOT_WHOLE = re.compile(r"全[国省市州县区](?:性|场|域|级|中小企业股份|统一|重点|百强)")
_AFTER_LIST = re.compile(r"等?\d*个?(?:县市|县|市|区)?的?")
_INSIDE = re.compile(r"(?:[省市州县区]|辖区|全?域|境|园区)内(?!外)的?(?=.{2})")


@dataclass(frozen=True, slots=True)
class IndicatorName:
    """What a wording means."""

    id: str
    name: str
    """The register's name, else the wording without what does not belong to the measure."""
    entry: int | None
    """Its number in the register, None when the register does not know it."""
    scope: str | None
    """The words for a place that were taken off (全州, 楚雄市), None when there were none."""
    measure: int | None = None
    """Number of the register's derived measure (收入进度 is one of 收入), None for the indicator itself."""
    joint: tuple[int, ...] = ()
    """Numbers of the register's entries that share the target, when there are several."""


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """What two wordings of one measure have in common: no quotation marks, connectives or scope, and rewritten alike.

    >>> key("服务业增加值占地区生产总值的比例")
    '服务业增加值占GDP比重'
    """
    text = _SPACE.sub("", text).translate(_QUOTES).upper()
    text = _KEY_DROPS.sub("", text)
    for pattern, replacement in _rewrites():
        text = pattern.sub(replacement, text)
    return text


@cache
def _rewrites() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(find), put) for find, put in load_register("indicators")["rewrites"])


@cache
def _entries() -> dict[str, int]:
    """Number of the register's entry by the key of each of its wordings."""
    found: dict[str, int] = {}
    for number, entry in enumerate(load_register("indicators")["entries"]):
        for wording in (entry["name"], *entry["aliases"]):
            found.setdefault(key(wording), number)
            found.setdefault(key(_BRACKETED.sub("", wording)), number)
    return found


def name_of(as_written: str, *, places: PlaceIndex, within: str | None = None) -> IndicatorName:
    """Which indicator ``as_written`` names in a notice of the place ``within``.

    >>> # "2019年全州固定资产投资（不含农户）增长" → fixed-asset-investment, scope 全州
    """
    text = _SPACE.sub("", as_written).strip("，。；;、：: ")
    if len(text) > _LONGEST_NAME:
        return IndicatorName(slug(key(text)), text, None, None)
    scope = _leading_scope(text, places, within)
    for wording in _reductions(text, places, within):
        if found := _known(wording, scope):
            return found
        text = wording
    for wording in (_THRESHOLD.sub("", text), _THRESHOLD.sub("", as_written), _LEVEL.sub("", text)):
        if len(wording) >= 2 and (found := _known(wording, scope)):
            return found
    for number, measure in enumerate(load_register("indicators")["measures"]):
        base = text.removesuffix(measure["suffix"])
        if base != text and len(base) >= 2:
            found = _known(base, scope) or _known(_LEVEL.sub("", base), scope)
            if found and found.entry is not None:
                return replace(
                    found, id=f"{found.id}-{measure['id']}", name=found.name + measure["suffix"], measure=number
                )
    if joint := _joint(text, scope):
        return joint
    name = _UNPAIRED.sub("", text).strip("，。；;、：:的") or as_written
    return IndicatorName(slug(key(name)), name, None, scope)


def _joint(text: str, scope: str | None) -> IndicatorName | None:
    """Two or more indicators of the register that one number is set on: 污水集中处理率、固体废物处置率均达100%."""
    parts = [_known(part, None) for part in re.split(r"[、和及与]", text) if part]
    if len(parts) < 2 or any(part is None for part in parts):
        return None
    names = "、".join(part.name for part in parts)
    id = "-and-".join(part.id for part in parts)
    return IndicatorName(id, names, None, scope, joint=tuple(part.entry for part in parts))


def _known(wording: str, scope: str | None) -> IndicatorName | None:
    """The register's indicator with this wording."""
    number = _entries().get(key(wording))
    if number is None:
        return None
    entry = load_register("indicators")["entries"][number]
    return IndicatorName(entry["id"], entry["name"], number, scope)


def _leading_scope(text: str, places: PlaceIndex, within: str | None) -> str | None:
    """The words for a place that a measure begins with, after period and hedge; None when it begins with none."""
    m = _PREFIX.match(text)
    head = text[m.end() :] if m and not _COMPLETE.match(text) else text
    return head[: _scope_end(head, places, within)].rstrip("的") or None


def _reductions(text: str, places: PlaceIndex, within: str | None) -> Iterator[str]:
    """``text``, then with one thing after another taken off."""
    yield text
    bare = _BRACKETED.sub("", text)
    if bare and bare != text:
        yield bare
        text = bare
    for _ in range(6):  # 2019年全州完成… needs a round for each kind
        before = text
        if text[:1] in '“"' and text[-1:] in '”"' and len(text) > 4 and text.count("“") <= 1:
            text = text[1:-1]
        m = _PREFIX.match(text)
        if m and len(text) - m.end() >= 2 and not _COMPLETE.match(text):
            text = text[m.end() :]
            yield text
        end = _scope_end(text, places, within)
        if end:
            text = text[end:].lstrip("的")
            yield text
        m = _TAIL.search(text)
        if m and m.start() >= 2:
            text = text[: m.start()]
            yield text
        m = _GROWTH.search(text)
        if m and m.start() >= 2:
            text = text[: m.start()]
            yield text
        if text == before:
            return


def _scope_end(text: str, places: PlaceIndex, within: str | None) -> int:
    """Where the words for a place at the head of ``text`` end, 0 when there are none or nothing would be left."""
    m = None if _NOT_WHOLE.match(text) else _WHOLE.match(text)
    m = m or _INSIDE.match(text)
    if m:
        return m.end() if len(text) - m.end() >= 2 else 0
    several = _list_of_places(text, places, within)
    if several:
        return several
    zone = _ZONE.match(text)
    if zone and ("—" in zone.group() or _starts_with_place(zone.group(), places, within)):
        return zone.end()
    found = places.match(text, within=within)
    if found is None or len(text) - found.end < 3 or any(p.level == "state" for p in found.candidates):
        return 0
    return found.end - 1 if text[found.end] == "级" else found.end  # 云南省级园林城市: of Yunnan, at provincial level


def _starts_with_place(text: str, places: PlaceIndex, within: str | None) -> bool:
    found = places.match(text, within=within, bare=True)
    return found is not None and not any(p.level == "state" for p in found.candidates)


def _list_of_places(text: str, places: PlaceIndex, within: str | None) -> int:
    """Where two or more places one after another end (双柏、大姚等县的), 0 when there are fewer."""
    position, count = 0, 0
    while True:
        found = places.match(text[position:], within=within, bare=True)
        if found is None or any(p.level == "state" for p in found.candidates):
            break
        position += found.end
        count += 1
        if position >= len(text) or text[position] not in "、和及与":
            break
        position += 1
    if count < 2:
        return 0
    m = _AFTER_LIST.match(text, position)
    return m.end() if len(text) - m.end() >= 2 else 0
