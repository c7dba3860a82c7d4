"""Measures that a sentence or table leaves half unsaid: 收入总量, 力争增加值增长15%, 种植面积达10万亩.

What is measured stands nearby: in the other targets of the plan a table belongs to (一般公共预算收入), in the target
before it (房地产业单位从业人员增长33%、劳动报酬增长35%), in its sentence (抓好生物医药产业发展，力争增加值…), or in the
heading (大力发展特色水果业). Without any of these the measure stays as it is written.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from generator.model import Document, Mentions, TargetMention
from generator.registers import load_register
from generator.resolve.indicator_names import IndicatorName

_SENTENCE_END = re.compile(r"[。；\n]")
_QUOTES = re.compile(r"[“”\"《》]")
_OPENING = (
    r"(?:进一步|继续|着力|大力|加快|积极|全面|深入|努力|不断|扎实|切实|重点|要求|的)*"
    r"(?:做大做强做优|做大做强|做强做优|抓好|做好|推进|推动|促进|发展|培育|壮大|打造|提升"
    r"|围绕|以|对|加强|强化|优化|巩固|稳定|支持|引导)+"
)
_SUBJECT = re.compile(
    r"[\u4e00-\u9fff（）]{2,16}?(?:产业(?!链|园|化|集群|结构)|(?<![产企作专行就创事毕职])业(?![务绩主态]))"
)
_HEADING_SUBJECT = re.compile(
    rf"^(?:{_OPENING})?(?P<subject>[\u4e00-\u9fff（）“”]{{2,14}}?(?:产业|(?<![企作专行就创事毕职])业))(?:发展|增长)?$"
)
_SHARE = re.compile(r"(?P<subject>[\u4e00-\u9fff]{2,12}?)(?:占比|比重|比例)")
_REACH = 60
"""Characters before a number within which its sentence may name what is measured."""


@cache
def _bare() -> re.Pattern[str]:
    words = sorted(load_register("indicators")["bare"], key=lambda w: (-len(w), w))
    tails = sorted((m["suffix"] for m in load_register("indicators")["measures"]), key=lambda w: (-len(w), w))
    return re.compile(rf"(?P<word>{'|'.join(words)})(?P<tail>{'|'.join([*tails, '总量', '金额', '总额'])})?")


def is_bare(wording: str, name: IndicatorName) -> bool:
    """Whether ``wording`` says how something is measured and not what: 收入, 增加值, 收入进度."""
    if name.entry is None and name.name.startswith("占"):
        return True
    return bool(_bare().fullmatch(name.name)) or bool(_bare().fullmatch(re.sub(r"\s", "", wording)))


def count_by_part(m: Mentions, names: Sequence[IndicatorName]) -> dict[str, Counter[str]]:
    """How often the text of each part of a notice sets a target on each of the register's indicators, by name.

    ``names`` are those of all its targets as they are worded.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for target, found in zip(m.targets, names, strict=True):
        if target.table is None and found.entry is not None and found.measure is None:
            counts[_part(target)][found.name] += 1
    return counts


def complete(
    number: int,
    m: Mentions,
    names: Sequence[IndicatorName],
    name: Callable[[str], IndicatorName],
    counts: Mapping[str, Counter[str]],
) -> IndicatorName | None:
    """The indicator that target ``number`` of a notice means, None when nothing nearby tells.

    ``names`` are those of all its targets as they are worded, ``name`` reads a wording, ``counts`` are
    ``count_by_part``.
    """
    target = m.targets[number]
    if names[number].name.startswith("占"):
        subject = _share_of(m.document, target)
        return name(subject + names[number].name) if subject else None
    bare = _bare().fullmatch(names[number].name) or _bare().fullmatch(re.sub(r"\s", "", target.indicator))
    if bare is None:
        return None
    word, tail = bare["word"], bare["tail"] or ""
    if target.table is not None:
        full = _in_part(word, counts.get(_part(target), Counter()))
        return name(full + tail) if full else None
    before = m.targets[number - 1] if number else None
    if before and before.table is None and not _sentence_ends(m.document, before.number.end, target.number.start):
        found = name(before.indicator + word)
        if found.entry is not None:
            return found
    subject = _in_sentence(m.document, target) or _in_heading(m.document, target)
    return name(subject + word + tail) if subject else None


def _part(target: TargetMention) -> str:
    return target.provision.split("-")[0]


def _in_part(word: str, counts: Counter[str]) -> str | None:
    """The measure that ends in ``word`` and that the text of the table's own part is about most often."""
    best = Counter({name: count for name, count in counts.items() if name.endswith(word)}).most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None


def _sentence_ends(document: Document, start: int, end: int) -> bool:
    return bool(_SENTENCE_END.search(document.text, start, end))


def _in_sentence(document: Document, target: TargetMention) -> str | None:
    """The last trade the sentence names before the number: 生物医药和大健康产业."""
    at = target.span.start
    window = document.text[max(0, at - _REACH) : at]
    ends = [m.end() for m in _SENTENCE_END.finditer(window)]
    window = (window[ends[-1] :] if ends else window).replace("“", "、")  # 中药材“八大”优势产业: a list, then its name
    window = _QUOTES.sub("", window)
    for clause in reversed(re.split(r"[，：]", window)):
        found = [re.sub(rf"^{_OPENING}", "", m.group()) for m in _SUBJECT.finditer(clause)]
        found = [f for f in found if len(f) >= 3]
        if found:
            return found[-1].lstrip("和及与")
    return None


def _share_of(document: Document, target: TargetMention) -> str | None:
    """Whose share it is: 非烟工业占比进一步提升，占全部工业的比重达70% → 非烟工业."""
    at = target.span.start
    window = document.text[max(0, at - _REACH) : at]
    ends = [m.end() for m in _SENTENCE_END.finditer(window)]
    found = list(_SHARE.finditer(_QUOTES.sub("", window[ends[-1] :] if ends else window)))
    return found[-1]["subject"] if found else None


def _in_heading(document: Document, target: TargetMention) -> str | None:
    """The trade a heading is about: 大力发展特色水果业 → 特色水果业."""
    by_id = {p.id: p for p in document.provisions}
    provision = by_id[target.provision]
    m = _HEADING_SUBJECT.match(_QUOTES.sub("", provision.heading))
    return m["subject"] if m else None
