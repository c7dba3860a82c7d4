"""Clause numbers: what kind a number is, and its value.

Kinds follow GB/T 9704 (一、 （一） 1. （1）) and the handbooks built on it, with what else occurs: 第一章, 第一条, ①, ——, 1.1, 第一阶段, 专栏.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from generator.model import Level


class Number(NamedTuple):
    """A clause number at a position of the text."""

    start: int
    end: int
    """Behind the number and its mark, where the heading begins."""
    level: Level
    written: str
    """As written, without a gap behind it: 「（二）」."""
    value: int | None
    """None for a dash."""
    kind: str
    """Numbers of one kind count together: 「1.」 「1、」 and 「⒈」 do, 「一、」 and 「第一章」 do not."""


RANKS = {
    "编": 0,
    "部分": 1,
    "章": 2,
    "节": 3,
    "han": 4,
    "条": 5,
    "han_bracketed": 6,
    "bare": 6.5,
    "arabic": 7,
    "decimal2": 8,
    "decimal3": 8.1,
    "decimal4": 8.2,
    "arabic_bracketed": 9,
    "arabic_closed": 10,
    "circled": 11,
    "dash": 12,
}
"""The usual order of the kinds, the highest first. Phases and boxes have no place of their own: they hang on what is open."""

_HAN = "[一二三四五六七八九十百零〇]"
_HAN_VALUE = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_LEVELS = {
    "编": Level.OTHER,
    "部分": Level.OTHER,
    "章": Level.OTHER,
    "节": Level.OTHER,
    "条": Level.OTHER,
    "han": Level.CHINESE,
    "han_bracketed": Level.CHINESE_BRACKETED,
    "arabic": Level.ARABIC,
    "bare": Level.ARABIC,
    "arabic_bracketed": Level.ARABIC_BRACKETED,
    "arabic_closed": Level.ARABIC_BRACKETED,
    "circled": Level.CIRCLED,
    "dash": Level.DASH,
}

# Not numbers though they look like it: 一、二季度; 一、二、三产业; 1.65万户; 3、4月.
_NUMBER = re.compile(
    rf"""（(?:(?P<han_bracketed>{_HAN}{{1,5}})|(?P<arabic_bracketed>[0-9]{{1,3}}))[ ]?）[、.．]?
    |(?P<arabic>[0-9]{{1,3}})[ ]?[.．、﹒。](?:(?![0-9])|(?=(?:19|20)[0-9]{{2}}[年—-]|[0-9]{{1,2}}月|[345]G[\u4e00-\u9fff]))
    |(?P<padded>0[1-9])(?=\u3000[\u4e00-\u9fff“])
    |(?P<han>{_HAN}{{1,5}})[ ]?[、.．﹒](?!{_HAN}{{1,3}}(?:、|和|及|季度|产业|级|类|线城|期|楼|等))
    |(?P<decimal>[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}})(?:[　 、]|\.(?![0-9])|(?=[\u4e00-\u9fff“《（]))(?![%‰万亿元倍亩吨米度级版折℃]|个百分|公[里顷斤]|平方|立方|千[米瓦克伏]|兆瓦|[年月日])
    |(?P<arabic_closed>[0-9]{{1,2}})）[、.]?
    |(?P<enclosed>[①-⑳⑴-⒇⒈-⒛㈠-㈩㉑-㉟㊱-㊿❶-❿➀-➉➊-➓])[、.]?
    |第[ ]?(?P<unit>{_HAN}{{1,5}}|[0-9]{{1,3}})[ ]?(?P<unit_kind>编|篇|部分|章|节|条|阶段)(?!款|项|例)[、，]?
    |(?P<dash>——|—(?=[\u4e00-\u9fff“《])|--(?=[\u4e00-\u9fff“《]))
    |专栏[ ]?(?P<box>[0-9]{{1,2}}|{_HAN}{{1,3}})(?:-[0-9]{{1,2}})?
    """,
    re.VERBOSE,
)
_FIRST = frozenset(
    "（0123456789一二三四五六七八九十百第—-专"
    + "".join(
        map(
            chr,
            [
                *range(0x2460, 0x249C),
                *range(0x3220, 0x322A),
                *range(0x3251, 0x3260),
                *range(0x32B1, 0x32C0),
                *range(0x2776, 0x2794),
            ],
        )
    )
)
_GAP = " 　：:"


def han_value(written: str) -> int | None:
    """Value of a Chinese ordinal below 1000 (「二十五」 → 25), None when it is not well formed."""
    total, digit = 0, None
    for c in written:
        if c in "十百":
            unit = 10 if c == "十" else 100
            if digit == 0 or (total and total < unit * 10 and unit == 100):
                return None
            total += (1 if digit is None else digit) * unit
            digit = None
        else:
            value = _HAN_VALUE.get(c)
            if value is None or digit:
                return None
            digit = value
    return (total + (digit or 0)) or None


@cache
def _enclosed(char: str) -> tuple[str, int]:
    """Kind and value of a one-character number: ⑵ counts with （2）, ⒉ with 2., ㈡ with （二）."""
    code = ord(char)
    kind = "circled"
    if 0x2474 <= code <= 0x2487:
        kind = "arabic_bracketed"
    elif 0x2488 <= code <= 0x249B:
        kind = "arabic"
    elif 0x3220 <= code <= 0x3229:
        kind = "han_bracketed"
    return kind, int(unicodedata.numeric(char))


def match_number(text: str, start: int, end: int | None = None) -> Number | None:
    """The clause number that begins at ``start``, None when there is none."""
    if start >= len(text) or text[start] not in _FIRST:
        return None
    m = _NUMBER.match(text, start, len(text) if end is None else end)
    if m is None:
        return None
    kind = m.lastgroup or ""
    raw = m[kind]
    stop = m.end()
    value: int | None
    if kind == "enclosed":
        kind, value = _enclosed(raw)
    elif kind == "unit_kind":
        kind = {"篇": "编", "阶段": "phase"}.get(raw, raw)
        value = int(m["unit"]) if m["unit"].isascii() else han_value(m["unit"])
    elif kind == "decimal":
        kind = f"decimal{raw.count('.') + 1}"
        value = int(raw.rpartition(".")[2])
    elif kind == "dash":
        value = None
    elif kind == "padded":
        kind, value = "arabic", int(raw)
    else:
        value = int(raw) if raw.isascii() else han_value(raw)
    if kind != "dash" and not value:
        return None
    limit = len(text) if end is None else end
    while stop < limit and text[stop] in _GAP:
        stop += 1
    written = m[0].strip(" 　")
    if kind in ("phase", "编", "部分", "章", "节", "条"):
        written = written.rstrip("、，")
    return Number(start, stop, _LEVELS.get(kind, Level.OTHER), written, value, kind)
