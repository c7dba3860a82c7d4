"""Where a heading ends."""

from __future__ import annotations

import re

from generator.model import Span

LONGEST_HEADING = 40
"""A run-in heading longer than this is a sentence, not a title."""
LONGEST_LINE = 60
"""A line without a stop that is longer than this is a paragraph that was cut off, not a title."""

_STOP = re.compile(r"[。：！　“”‘’（）《》〈〉【】「」]")
# 「总　则」, spread over the line for the looks of it.
_SPREAD = re.compile(r"[\u4e00-\u9fff](?:　[\u4e00-\u9fff]){1,3}")
_PLAIN_STOP = re.compile(r"[。：！　]")
_OPEN = dict(zip("“‘（《〈【「", "”’）》〉】」", strict=True))
_DUTIES = re.compile(
    r"（(?:[^（）：，、]{0,10}(?:牵头|责任|配合|负责|主办|承办|协办|协同|参与|实施|落实|完成)[^（）：，、]{0,6}："
    r"|[^（）]{2,300}?(?:牵头|负责|配合|落实|分工)[^（）]{0,12}）)"
)
# 「强化考核（市河长办、市水务局）」: bodies in brackets answer for the clause.
_BODY = re.compile(r"(?:局|委|办|厅|部|政府|中心|公司|院|办公室|单位|部门|街道|乡镇|银行|支行|管委会)$")
# 「制定措施阶段（2019年2月至12月）行动方案印发后，…」: the stop behind the period was lost.
_PHASE = re.compile(r"[^，。；：（）]{2,20}阶段（[^（）]*[年月日底前]）(?=[\u4e00-\u9fff])")


def heading_span(text: str, start: int, end: int) -> tuple[Span | None, bool]:
    """The heading in ``text[start:end]`` (a clause without its number), and whether it stands alone on its line.

    A run-in heading goes up to the first 。 ： or wide gap outside brackets and quotation marks, and is None when it
    has more than 40 characters: 「加快不动产登记步伐。全州…」 → 「加快不动产登记步伐」. A heading alone on its line is all
    of it. A statement of duties in brackets is no part of either.
    """
    while start < end and text[start] in " 　：:":
        start += 1
    if _SPREAD.fullmatch(text, start, end):
        return Span(start, end), True
    limit = min(end, start + 300)
    stop, alone = _stop(text, start, limit)
    # 「（一）…的，奖励50万元；」 is a sentence of its own, not a title.
    alone = alone and limit == end and text[end - 1 : end] not in "；，、"
    if m := _PHASE.match(text, start, stop):
        stop, alone = m.end(), False
    if (bracket := text.find("（", start, stop)) >= 0 and (duties := _DUTIES.search(text, bracket, stop)):
        stop = duties.start()
    elif (
        bracket >= 0
        and text[stop - 1] == "）"
        and _names_bodies(text[(last := text.rfind("（", start, stop)) + 1 : stop - 1])
    ):
        stop = last
    while stop > start and text[stop - 1] in "；，、 　":
        stop -= 1
    length = len("".join(text[start:stop].split()))
    if not 0 < length <= (LONGEST_LINE if alone else LONGEST_HEADING):
        return None, alone
    return Span(start, stop), alone


def _names_bodies(text: str) -> bool:
    names = re.split("[、，；]", text)
    return all(2 < len(name) <= 20 and _BODY.search(name) for name in names)


def _stop(text: str, start: int, end: int) -> tuple[int, bool]:
    """Where the heading's text stops, and whether only the end of the line stops it."""
    closers: list[str] = []
    for m in _STOP.finditer(text, start, end):
        c = m[0]
        if c in _OPEN:
            closers.append(_OPEN[c])
        elif closers and c == closers[-1]:
            closers.pop()
        elif not closers and c in "。：！　":
            return m.start(), False
    if closers and (plain := _PLAIN_STOP.search(text, start, end)):
        # A bracket that never closes hides no stop.
        return plain.start(), False
    return end, True
