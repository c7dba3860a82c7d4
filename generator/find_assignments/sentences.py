"""Finds responsibility statements that are sentences: 「由A牵头，B、C配合」.

A sentence counts where it says who leads and who supports, or that a body 负责牵头. Duties told in running text
(「州政府督查室要牵头抓好督查」, 「由州财政局负责发放」) and manners (「建立由A牵头、B参与的工作机制」) do not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from generator.find_assignments.body_names import SHORT_FUNCTIONS, is_body, items_of, split_joined
from generator.find_assignments.brackets import Taken
from generator.find_assignments.members import read_member
from generator.find_assignments.statement import Named, Reading, read_statement
from generator.model import Role, Span

_WORD = re.compile("牵头|负责|配合|落实")
_SENTENCE_END = re.compile(r"[。；！？\n\u3000]")
_LEADS = re.compile(r"(?P<duty>负责牵头|牵头负责)|(?:分别|共同|联合|具体)?牵头")
_TASK = "(?:此项工作|该项工作|这项工作|具体工作|有关工作|相关工作|上述工作|以上工作|日常工作)"
_CLAUSE_START = re.compile(rf"(?:^|[，：:])(?:{_TASK}|具体)?(?P<by>由)?")
_TASK_BY = re.compile(rf"(?P<task>{_TASK}|关于[^。；\n]{{2,300}}?的(?:问题|任务|工作|事项)，)?由")
_ANSWERS = re.compile(
    r"[^，；由]{0,20}由(?P<who>[^，；]{3,80}?)(?:统一|具体|共同)?负责(?:组织|具体|统筹)*(?:实施|落实|推进|协调)?，"
)
_SUPPORT = re.compile(
    r"(?:按(?:照)?(?:各自)?(?:职责|分工|职责分工))?(?:积极|密切|共同|协同|分别|做好)*(?:配合|协助|参与|参加|协同|协办|支持)(?P<tail>[^，；、]*)"
)
_MANNER_OF = re.compile(
    r"^(?:的|型|式)|的(?:[\u4e00-\u9fff]{0,6})(?:机制|格局|体系|联席会议|领导小组|专班|体制|小组|模式|制度|平台|队伍|委员会|指挥部|工作组|局面)"
)
_GENERAL = re.compile("各|有关|相关")
_ETC = re.compile(r"等(?:[^、，；。（）等]{0,6}(?:部门|单位)(?:（单位）)?)?$")
_ETC_AND_MORE = re.compile(r"等(?:有关|相关|市级|省级|州级)*(?:部门|单位).*$")
_TOGETHER = re.compile(r"，?(?:会同|联合)")
_NUMBER = re.compile(
    r"(?:[一二三四五六七八九十]+是|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、])"
)


def sentence_statements(text: str, spans: list[Span]) -> Iterator[tuple[Span, Reading]]:
    """Sentences outside ``spans`` that say who leads and who supports, in reading order."""
    taken = Taken(spans)
    ends: list[int] | None = None
    done = 0
    for word in _WORD.finditer(text):
        if word.start() < done or taken.touches(*word.span()):
            continue
        if ends is None:
            ends = [m.start() for m in _SENTENCE_END.finditer(text)]
        i = bisect_left(ends, word.start())
        start, end = ends[i - 1] + 1 if i else 0, ends[i] if i < len(ends) else len(text)
        if text[end : end + 1] == "；":
            # a support clause may follow the semicolon
            end = next((e for e in ends[i + 1 : i + 3] if text[e] != "；"), end)
        done = end
        if end - start > 600 or taken.touches(start, end):
            continue
        number = _NUMBER.match(text, start, end)
        start = number.end() if number else start
        whole = _whole_sentence(text, start, end)
        if whole is not None:
            yield whole
        elif text.find("牵头", start, end) != -1:
            yield from _lead_and_support(text, start, end)


def _whole_sentence(text: str, start: int, end: int) -> tuple[Span, Reading] | None:
    """A sentence made of nothing but names and verbs: 「市教育局牵头，市财政局、各县区政府配合。」「上述工作由市教育局负责。」."""
    by = _TASK_BY.match(text, start, end)
    start = by.end() if by else start
    if end - start > 200 or text[end : end + 1] not in ("。", "", "\n") or "：" in text[start:end]:
        return None
    task = by is not None and by["task"] is not None
    if not task and not re.search("[、，]|负责$|牵头$", text[start:end]):
        return None
    # Running text shows itself in its first words.
    opening = next((read_member(text[a:b]) for a, b in items_of(text, start, end)), None)
    if opening is None or not opening.names or not opening.sure:
        return None
    reading = read_statement(text, start, end)
    if reading.refused or reading.objects or reading.labelled or not reading.verbs or not reading.named:
        return None
    if not all(n.sure for n in reading.named) or reading.named[0].span.start - start > 2:
        return None
    if by and not task and len(reading.verbs) < 2:
        return None
    if all(_GENERAL.match(text, n.span.start) for n in reading.named):
        # 「各乡镇、各部门按照职责分工抓好落实。」 urges everybody and assigns nothing.
        return None
    return Span(start, end), reading


def _lead_and_support(text: str, start: int, end: int) -> Iterator[tuple[Span, Reading]]:
    """「由A牵头，B、C配合…」, or 「由A负责牵头…」, somewhere in a sentence."""
    for lead in _LEADS.finditer(text, start, end):
        leaders, by = _leaders(text, start, lead.start())
        if not leaders:
            continue
        helpers, stop = _supporters(text, lead.end(), end)
        if helpers is None:
            return
        if not helpers and by:
            helpers, stop = _responsible_behind(text, lead.end(), end)
        if helpers or (lead["duty"] and by):
            before = _answerable(text, start, leaders[0].span.start) if helpers else []
            first = (before or leaders)[0].span.start
            begin = first - (text[first - 1 : first] == "由")
            stop = stop if helpers else _clause_end(text, lead.end(), end)
            yield Span(begin, stop), Reading(named=[*before, *leaders, *helpers], verbs={Role.LEAD})
            return


def _answerable(text: str, start: int, end: int) -> list[Named]:
    """Who is responsible, said in the clause before 「…牵头」: 「试点工作由县级人民政府负责组织实施，」."""
    clause = text.rfind("，", start, max(start, end - 1)) + 1 or start
    m = _ANSWERS.fullmatch(text, clause, end)
    return _all_bodies(text, *m.span("who"), Role.RESPONSIBLE) if m else []


def _leaders(text: str, start: int, end: int) -> tuple[list[Named], bool]:
    """The bodies that end where 牵头 begins, and whether 由 stands before them."""
    for opened in _CLAUSE_START.finditer(text[start:end]):
        if leaders := _all_bodies(text, start + opened.end(), end, Role.LEAD):
            return leaders, opened["by"] is not None
    return _after_by(text, start, end), True


def _after_by(text: str, start: int, end: int) -> list[Named]:
    """The bodies between the last 由 and the verb: 「…培训由A、B牵头」."""
    at = text.rfind("由", start, end)
    return _all_bodies(text, at + 1, end, Role.LEAD) if at != -1 else []


def _all_bodies(text: str, start: int, end: int, role: Role) -> list[Named]:
    """The names in the range, or none if anything in it is no body's name.

    「自然资源、交通运输部门」 is two: a function is a name where a later one says 部门.
    """
    out: list[Named] = []
    open_functions = False
    for a, b in items_of(text, start, end):
        part = _ETC.sub("", text[a:b])
        for i, j in split_joined(part):
            name = part[i:j]
            sure = is_body(name)
            if not sure and name not in SHORT_FUNCTIONS:
                return []
            open_functions = not sure or (open_functions and not name.endswith("部门"))
            out.append(Named(Span(a + i, a + j), name, role, sure))
    return [] if open_functions else out


def _supporters(text: str, start: int, end: int) -> tuple[list[Named] | None, int]:
    """Who supports, said behind 牵头, and where it ends; None when the whole is a manner (「…参与的机制」)."""
    rest = text[start:end]
    if rest.startswith("的") or (_MANNER_OF.search(rest.split("，")[0]) and "配合" not in rest and "会同" not in rest):
        return None, end
    together = _TOGETHER.match(rest)
    if together:
        return _together(text, start + together.end(), end)
    for m in _SUPPORT.finditer(rest):
        if _MANNER_OF.search(m["tail"]):
            return None, end
        # the list may itself hold 「，」: 「，州财政局等部门，10县市人民政府配合」
        helpers: list[Named] = []
        comma = m.start()
        while (comma := max(rest.rfind("，", 0, comma), rest.rfind("；", 0, comma))) != -1:
            longer = _all_bodies(text, start + comma + 1, start + m.start(), Role.SUPPORT)
            if not longer:
                break
            helpers = longer
        if not helpers and rest[: m.start()].startswith("、"):
            helpers = _all_bodies(text, start + 1, start + m.start(), Role.SUPPORT)
        if helpers:
            return helpers, _clause_end(text, start + m.end(), end)
    return [], end


def _responsible_behind(text: str, start: int, end: int) -> tuple[list[Named], int]:
    """Who answers, said to the end of the sentence behind 牵头: 「由A牵头，B、C等负责。」."""
    if text[start : start + 1] != "，":
        return [], end
    reading = read_statement(text, start + 1, end)
    plain = not (reading.refused or reading.objects or reading.labelled or reading.odd or reading.likely)
    answers = plain and reading.verbs and reading.verbs <= {Role.RESPONSIBLE, Role.IMPLEMENT}
    return (reading.named, end) if answers and all(n.sure for n in reading.named) else ([], end)


def _together(text: str, start: int, end: int) -> tuple[list[Named], int]:
    """「会同B、C制定…」: the last name ends where the shortest body's name ends."""
    out: list[Named] = []
    for a, b in items_of(text, start, end):
        part = _ETC_AND_MORE.sub("", text[a:b])
        if is_body(part):
            out.append(Named(Span(a, a + len(part)), part, Role.SUPPORT, True))
            if part != text[a:b]:
                break
            continue
        for size in range(3, min(len(part), 24)):
            if is_body(part[:size]) and not is_body(part[: size + 1]):
                out.append(Named(Span(a, a + size), part[:size], Role.SUPPORT, True))
                break
        break
    return out, _clause_end(text, out[-1].span.end, end) if out else end


def _clause_end(text: str, start: int, end: int) -> int:
    """End of the clause that holds ``start``."""
    for at in range(start, end):
        if text[at] in "，；":
            return at
    return end
