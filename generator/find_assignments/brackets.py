"""Finds the parentheses that say who does what, whole or broken by scanning."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import attrgetter

from generator.find_assignments.body_names import SHORT_FUNCTIONS, is_body
from generator.find_assignments.labels import labels_of
from generator.find_assignments.statement import Reading, read_statement
from generator.model import Role, Span

_BRACKET = re.compile(
    r"（(?:[^（）\n]|（(?:[^（）\n]|（[^（）\n]*）)*）)*）|【[^【】\n]*】|〔[^〔〕\n]*〕|\[[^\[\]\n]*\]|［[^［］\n]*］"
)
_TRIGGER = re.compile(
    r"[：:]|牵头|负责|配合|落实|协助|协办|协同|参与|参加|会同|承办|承担|实施|主办|[局委办厅部署院会室府心司行门位构队团处联社区县镇道][）、，；]"
)
_LONGEST = 3000
"""Characters of the longest statement that is read; the longest in practice have some 500."""
_LONGEST_IN_LINE = 200
"""The same for a label that stands in mid-line."""
_SENTENCE_END = "。；！？”》%％…;"
_TAIL = re.compile(r"\n?([\u4e00-\u9fff]{0,4}[局委办厅部会府室院心司行门位][、，][^（）\n。；]{2,300})）")
_LIST_MARK = re.compile("[、，]")
_NUMBER = re.compile(r"[\d一二三四五六七八九十]{1,3}[.、]|[—\-·●]{1,2}")
_AFTER_BODY = re.compile(r"(?:办公室|小组|指挥部|专班|中心|部门|单位|机构|平台|窗口|联席会议|委员会|[局委办厅会府组])$")


def bracket_statements(text: str) -> list[tuple[Span, Reading]]:
    """Every parenthesis that is a responsibility statement, with what it says, in reading order.

    「（牵头单位：A；责任单位：B）」 wherever it stands; 「（A牵头，B配合）」 where all members are bodies;
    「（A、B）」 only where it closes a clause. A bracket that explains (含…, 以下简称…, a place, a date) is none.
    """
    found: list[tuple[Span, Reading]] = []
    others: list[tuple[Span, Reading]] = []
    for m in _BRACKET.finditer(text):
        start, end = m.span()
        if not 5 <= end - start <= _LONGEST or not _TRIGGER.search(text, start, end):
            continue
        reading = read_statement(text, start + 1, end - 1)
        if not reading.labelled:
            others.append((Span(start, end), reading))
        elif reading.named:
            found.append((Span(start, _take_tail(text, end, reading)), reading))
    found += open_statements(text, [span for span, _ in found])
    found += half_label_statements(text, [span for span, _ in found])
    found.sort(key=lambda item: item[0])
    taken = Taken(span for span, _ in found)
    for span, reading in others:
        if not taken.touches(*span) and _accepted(text, *span, reading):
            found.append((span, reading))
    return sorted(found, key=lambda item: item[0])


_END = attrgetter("end")


class Taken:
    """Ranges of the text that are spoken for; none overlaps another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)

    def touches(self, start: int, end: int) -> bool:
        i = bisect_right(self._spans, start, key=_END)
        return i < len(self._spans) and self._spans[i].start < end


def _accepted(text: str, start: int, end: int, reading: Reading) -> bool:
    if not reading.named:
        return False
    sure = sum(n.sure for n in reading.named)
    if reading.refused or (reading.odd and sure < 2 * reading.odd):
        return False
    if text[end : end + 1] == "的":
        return False
    if reading.verbs:
        # 「（由企业负责）」「（政府、部门牵头）」 are manners of speaking: one real body must be there
        short = all(n.name in SHORT_FUNCTIONS for n in reading.named) and "部门" in text[start:end]
        return short or sure > 0
    if reading.likely:
        return False
    return sure == len(reading.named) and _closes_clause(text, start, end)


def _closes_clause(text: str, start: int, end: int) -> bool:
    """Whether the bracket stands where a clause ends: behind 。 or ；, or before one, or at the end of a line."""
    if text[start] != "（":
        return False
    after = text[end : end + 1]
    line_start = text.rfind("\n", 0, start) + 1
    before = text[max(line_start, start - 12) : start].rstrip()
    if not before:
        previous = text[max(0, line_start - 2) : line_start].strip()
        return after in ("", "\n", "。") and bool(previous) and previous[-1] in _SENTENCE_END
    if before[-1] in _SENTENCE_END:
        return True
    if after not in ("", "\n", "。", "；", "\u3000"):
        return False
    # 「报领导小组办公室（州市场监管局）。」 explains the body before it
    return not _AFTER_BODY.search(before) and not is_body(before[-6:])


def _take_tail(text: str, end: int, reading: Reading) -> int:
    """Joins what a page break left behind the closing bracket: 「…责任单位：州税务局）局，10县市人民政府）」."""
    m = _TAIL.match(text, end)
    if not m:
        return end
    last = reading.named[-1]
    first = _LIST_MARK.split(m[1], maxsplit=1)[0]
    if not last.name.endswith(first) and not is_body(first):
        return end
    begin = m.start(1) if not last.name.endswith(first) else m.start(1) + len(first) + 1
    more = read_statement(text, begin, m.end(1))
    if more.refused:
        return end
    for named in more.named:
        if not more.verbs:
            named.role = last.role
        reading.named.append(named)
    return m.end()


_HALF_LABEL = re.compile(r"(?:头|任|合)(?:部门|单位)：")


def open_statements(text: str, spans: list[Span]) -> Iterator[tuple[Span, Reading]]:
    """Labelled statements without a (whole) bracket: a line 「责任单位：A、B」, a bracket that lost its other half.

    A label in mid-clause (「由责任单位：」) opens none, nor does one without names behind it.
    """
    taken = Taken(spans)
    at = 0
    for label in labels_of(text, 0, len(text)):
        start = label.start
        if not (label.full and label.roles) or start < at or taken.touches(start, label.end):
            continue
        opening = start - 1 if start and text[start - 1] in "（【" else start
        end = _end_of_open(text, start, text[opening] == "（")
        opens = text[opening] == "（" or _opens_clause(text, opening)
        if not opens and (end - start > _LONGEST_IN_LINE or not _ends_line(text, start, end)):
            continue
        reading = read_statement(text, start, end)
        if (not opens or text[label.end - 1] in "为是") and (reading.refused or not all(n.sure for n in reading.named)):
            continue
        if label.end == end and text[end : end + 1] == "\n":
            # the label alone on its line, the names on the next
            line = text.find("\n", end + 1)
            line = line if line != -1 else len(text)
            below = read_statement(text, start, line)
            if below.named and all(n.sure for n in below.named) and not below.refused:
                end, reading = line, below
        # what held no name from here on holds none from a later label either
        at = end
        if _believable(reading) and not taken.touches(start, end):
            yield Span(opening, end + (text[end : end + 1] in ("）", "】"))), reading


def _ends_line(text: str, start: int, end: int) -> bool:
    """A label in mid-line may count when names follow to the line's end: 「…队伍建设责任单位：县委组织部、县人社局」.

    Behind a comma to the end of the sentence: 「农田改造，牵头单位：市农业农村局。」.
    """
    before = text[max(0, start - 1) : start]
    if before == "，":
        return text[end : end + 1] in ("", "\n", "。")
    return text[end : end + 1] in ("", "\n") and before not in tuple("各由等的级和、与及对向")


def _believable(reading: Reading) -> bool:
    """Whether what follows a label without brackets is names, not the rest of a sentence."""
    return sum(n.sure for n in reading.named) > len(reading.refused)


def half_label_statements(text: str, spans: list[Span]) -> Iterator[tuple[Span, Reading]]:
    """「头部门：A；责任单位：B）」: what a page break left of 「（牵头部门：…）」."""
    taken = Taken(sorted(spans))
    for m in _HALF_LABEL.finditer(text):
        if text[m.start() - 1 : m.start()] not in ("", "\n", "）", "。", "\u3000") or taken.touches(*m.span()):
            continue
        line = text.find("\n", m.end(), m.end() + _LONGEST)
        end = text.find("）", m.end(), line if line != -1 else m.end() + _LONGEST)
        end = end if end != -1 else (line if line != -1 else min(len(text), m.end() + _LONGEST))
        reading = read_statement(text, m.end(), end)
        label = next(labels_of(text, m.end(), end), None)
        role = {"头": Role.LEAD, "任": Role.RESPONSIBLE, "合": Role.SUPPORT}[m[0][0]]
        for named in reading.named:
            if named.span.start < (label.start if label else end):
                named.role = role
        if reading.named and not reading.refused and not taken.touches(m.start(), end):
            yield Span(m.start(), end + (text[end : end + 1] == "）")), reading


def _opens_clause(text: str, start: int) -> bool:
    """Whether a label at ``start`` begins a line or a clause of its own."""
    line_start = text.rfind("\n", 0, start) + 1
    before = text[line_start:start].rstrip(" \u3000")
    return not before or before[-1] in "。；！）】\u3000\t" or _NUMBER.fullmatch(before) is not None


def _end_of_open(text: str, start: int, bracketed: bool) -> int:
    """Where a statement without its pair of brackets ends: a 。 that no further label follows, or the line's end."""
    line = text.find("\n", start, start + _LONGEST)
    line = line if line != -1 else min(len(text), start + _LONGEST)
    if bracketed and text[start:line].rstrip("。").endswith("）"):
        return text.rindex("）", start, line)
    at = start
    while (stop := text.find("。", at, line)) != -1:
        following = next(labels_of(text, stop + 1, min(line, stop + 40)), None)
        if following is None or following.start > stop + 1:
            return stop
        at = stop + 1
    close = text.rfind("）", start, line)
    return close if close == line - 1 and text.count("（", start, line) < text.count("）", start, line) else line
