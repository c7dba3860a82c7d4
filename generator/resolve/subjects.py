"""Who a deadline is for when its own clause says so: 各县市人民政府于6月底前…, 州财政局每季度….

Only names that the notice assigns something to elsewhere count, the governments of the counties (各县市人民政府) and
各部门, and only where the clause begins or right behind its date: nothing is read into the middle of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.model import DeadlineMention, Mentions

_CLAUSE_START = re.compile(r"[。；：\n]|[，,](?=[一二三四五六七八九十]是)")
_OPENING = re.compile(r"^(?:[（(][^）)]{1,4}[）)]|[一二三四五六七八九十]是|由|请|要求|督促|其中|同时|[，,、\s])*")
_BETWEEN = re.compile(r"[、和及与以及]{1,2}|[，,]?由")
_LEADERS = r"(?:的?(?:主要|分管|相关|有关)(?:领导|负责人|负责同志)[和、及与]?)*"
"""「各县市主要领导」: who speaks for a body."""
_PREDICATE = re.compile(
    rf"^(?:[（(][^）)]*[）)])?(?:等(?:部门|单位)?)?{_LEADERS}[，,]?"
    r"(?:要|应|应当|须|必须|将|负责|牵头(?![的单部])|分别|按|按照|根据|于|在|自|从|每|至少|到|.?$)"
)
_PLACES = r"(?:各|\d{1,3}个?)[省市州县区旗盟乡镇、（）/]{1,12}"
_UNNAMED = re.compile(
    rf"(?:{_PLACES}(?:、?街道)?|各(?!项(?!目)|[类地])[^，,。；]{{0,12}}?(?:单位|部门|企业|机构|小组)"
    r"|各地区?(?:、?各(?:有关|相关)?(?:部门|单位))*"
    r"|(?:牵头|责任|配合|主管|成员)(?:部门|单位)"
    r"|(?![提报向经会配协指联])[^，,。；]{2,12}(?:局|委|委员会|人民政府|管委会|办公室)"
    rf"|[^，,。；]{{0,20}}领导小组(?:办公室)?){_LEADERS}(?=[要应须]|必须|负责|分别|每|按|于|在|对|将|.?$)"
)
"""A subject that is somebody, but nobody to whom the notice assigns anything: 各责任单位要每月上报…, 市档案局于…."""
_GROUPS = rf"{_PLACES}(?:(?:人民)?政府|(?=主要|分管|[要应须于每、和及与]|必须|负责|分别))|各部门"
_LONGEST_CLAUSE = 120


def find_subjects(mentions: Mentions) -> list[tuple[str, ...] | None]:
    """For each deadline the names, as the notice writes them, of the bodies its clause begins with.

    () for a clause without a subject, which is most; None for one whose subject is somebody else (各责任单位).
    """
    pattern = names_pattern({a.as_written for a in mentions.assignments if len(a.as_written) >= 3})
    return [_subject(mentions.document.text, deadline, pattern) for deadline in mentions.deadlines]


def names_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Matches any of ``names``, the longest first, and groups that need no other mention (各县市人民政府, 各部门)."""
    longest_first = sorted(names, key=lambda n: (-len(n), n))
    return re.compile("|".join([*map(re.escape, longest_first), _GROUPS]))


def _subject(text: str, deadline: DeadlineMention, names: re.Pattern[str]) -> tuple[str, ...] | None:
    at = deadline.when_span.start
    window = text[max(0, at - _LONGEST_CLAUSE) : at]
    starts = [m.end() for m in _CLAUSE_START.finditer(window)]
    clause = window[starts[-1] :] if starts else window
    end = deadline.when_span.end
    before = names_at_head(clause + text[at:end][:1], names)
    if before != ():
        return before
    # 「6月底前，各县市要完成…」: the subject may stand behind the date
    return names_at_head(_CLAUSE_START.split(text[end : end + _LONGEST_CLAUSE], maxsplit=1)[0], names)


def names_at_head(clause: str, names: re.Pattern[str]) -> tuple[str, ...] | None:
    """The names one after another at the head of ``clause``, when a predicate follows them; see ``find_subjects``."""
    position = _OPENING.match(clause).end()
    found: list[str] = []
    while m := names.match(clause, position):
        found.append(m.group())
        position = m.end()
        between = _BETWEEN.match(clause, position)
        if not between or not names.match(clause, between.end()):
            break
        position = between.end()
    if found and _PREDICATE.match(clause[position:]):
        return tuple(found)
    return None if _UNNAMED.match(clause, _OPENING.match(clause).end()) else ()
