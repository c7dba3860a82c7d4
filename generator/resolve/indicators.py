"""Indicators: which measure the words around a number name.

Notices word one measure in many ways: 全州固定资产投资, 固定资产投资（不含农户）, 完成固定资产投资, 投资同比增长.
``name_of`` takes off what does not belong to the measure: debris of numbering, period, hedge, verbs of reaching,
place, growth. After every step the register ``indicators`` is asked, so that a measure whose own name contains such a
word (人口自然增长率) is found before the word is taken off. What the register does not know is an indicator of its
own, with an English name composed from the glossary and an address made of its reading.

Growth and level of one quantity are one indicator; 新增规模以上工业企业 and 规模以上工业企业 are two.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from generator.model import Indicator, TargetMention
from generator.registers import load_register
from generator.resolve.places import PlaceIndex
from generator.romanize import slug
from generator.translate import translate

_SPACE = re.compile(r"\s+")
_QUOTES = str.maketrans("", "", "“”\"'‘’「」『』《》〈〉")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_UNPAIRED = re.compile(r"[（()）]")
_KEY_DROPS = re.compile(r"[的、，,;；:：·\-—~\s（）()和与及]|[全我本该][省市州县区旗盟](?![场域级])|[省市州县区]内")

_YEAR = r"(?:(?:19|20)?\d{2}年|“?十[一二三四五六七]五”?)(?:底|末|度|期间|时期|内|全年)?"
_PREFIX = re.compile(
    r"(?:"
    r"[、，,；;。：:—\-·]+"  # debris
    r"|[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]"  # a number of the list it stood in
    r"|其中|同时|并且|以及|另外"
    rf"|(?:到|至|截至|从|自)?(?:(?:19|20)\d{{2}}[—\-－至到])?{_YEAR}(?:[—\-－至到]{_YEAR})?[，,]?"
    r"|“?十[一二三四五六七]五”?(?:末|期间|时期)?"
    r"|(?:到|至)?(?:年底前|年底|年末|年内|全年|今年|当年|年度|本年度|每年|年均|期末|上半年|下半年|[一二三四]季度)[，,]?"
    r"|(?:力争|争取(?=实现|完成|达到|全[省市州县区])|确保|努力|力保|保证|预期|预计|计划|原则上)"
    r"|(?:基本|初步|累计|平均|共|各)"
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
    r"|(?:目标)?任务|目标值?|指标)+$"
)
_WHOLE = re.compile(r"[全我本该][国省市州县区旗盟](?:范围内?|内)?(?:的)?")
_NOT_WHOLE = re.compile(r"全[国省市州县区](?:性|场|域|级|中小企业股份|统一|重点|百强)")
_INSIDE = re.compile(r"(?:[省市州县区]|辖区|全?域|境|园区)内的?(?=.{2})")


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
    scope = _leading_scope(text, places, within)
    for wording in _reductions(text, places, within):
        number = _entries().get(key(wording))
        if number is not None:
            entry = load_register("indicators")["entries"][number]
            return IndicatorName(entry["id"], entry["name"], number, scope)
        text = wording
    name = _UNPAIRED.sub("", text).strip("，。；;、：:的") or as_written
    return IndicatorName(slug(key(name)), name, None, scope)


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
    found = places.match(text, within=within)
    if found is None or len(text) - found.end < 3 or any(p.level == "state" for p in found.candidates):
        return 0
    return found.end


@dataclass(frozen=True, slots=True)
class IndicatorIndex:
    """The indicators of the corpus and which of them each wording names."""

    indicators: tuple[Indicator, ...]
    names: dict[tuple[str, str], IndicatorName]
    """By document and wording."""

    def of(self, document: str, as_written: str) -> IndicatorName:
        """What the wording means in that document; KeyError when the document has no target so worded."""
        return self.names[document, as_written]


def resolve_indicators(
    targets: Iterable[tuple[str, TargetMention]], places: PlaceIndex, notice_places: dict[str, str | None]
) -> IndicatorIndex:
    """The indicators that the targets of all documents are set on.

    ``targets`` pairs each mention with the id of its document; ``notice_places`` has the place of each document.
    """
    names: dict[tuple[str, str], IndicatorName] = {}
    wordings: dict[str, Counter[str]] = defaultdict(Counter)
    short: dict[str, Counter[str]] = defaultdict(Counter)
    units: dict[str, Counter[str]] = defaultdict(Counter)
    entries: dict[str, int | None] = {}
    for document, mention in targets:
        at = (document, mention.indicator)
        if at not in names:
            names[at] = name_of(mention.indicator, places=places, within=notice_places.get(document))
        found = names[at]
        entries[found.id] = found.entry
        wordings[found.id][mention.indicator] += 1
        short[found.id][found.name] += 1
        if not mention.growth:
            units[found.id][mention.unit] += 1
    indicators = [_indicator(id, entries[id], wordings[id], short[id], units[id]) for id in sorted(entries)]
    return IndicatorIndex(tuple(indicators), names)


def _indicator(
    id: str, number: int | None, wordings: Counter[str], short: Counter[str], units: Counter[str]
) -> Indicator:
    if number is None:
        name = min(short, key=lambda w: (-short[w], len(w), w))
        unit = min(units, key=lambda u: (-units[u], u)) if units else "%"
        english, status, known = translate(name), "generated", ()
    else:
        entry = load_register("indicators")["entries"][number]
        name, english, status, unit = entry["name"], entry["name_en"], entry["status"], entry["unit"]
        known = entry["aliases"]
    aliases = {w for w in (*wordings, *known) if w != name}
    return Indicator(id, name, english, status, unit, tuple(sorted(aliases)))
