"""Reads the inside of one responsibility statement: who, in which role.

Two grammars meet in it and mix: labels (「牵头部门：A、B；责任单位：C」) and verbs behind the names
(「A、B分别牵头，C等部门配合，各县、市人民政府落实」). What fits neither is a bare list of bodies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.find_assignments.body_names import (
    SHORT_FUNCTIONS,
    alternatives,
    is_body,
    is_odd_name,
    items_of,
    may_be_body,
    repair,
    split_joined,
)
from generator.model import Role, Span
from generator.registers import load_register

_WORDS = load_register("responsibility")
_ROLES = (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT, Role.IMPLEMENT)

_NOUN = alternatives(_WORDS["label_nouns"])
_LEVEL = alternatives(_WORDS["label_levels"])
_LABEL_ROLE: dict[str, tuple[Role, ...]] = {
    **{stem: (role,) for role in _ROLES for stem in _WORDS["labels"][role.value]},
    **{stem: tuple(map(Role, joint["roles"])) for joint in _WORDS["joint_labels"] for stem in joint["words"]},
}
_STEM = alternatives(tuple(_LABEL_ROLE))
_OTHER = alternatives(_WORDS["other_labels"])
_ASIDE = r"(?:（[^（）：\n]{1,20}）)?"
_COLON = r"(?:[：:]|(?:分别)?[为是](?=[^，。；])：?)"
LABEL = re.compile(
    rf"(?P<other>(?:{_LEVEL})?{_OTHER}(?:及[^：，。；]{{1,6}})?)[：:]"
    rf"|(?P<level>{_LEVEL})?(?P<stem>{_STEM})(?P<noun>{_NOUN}){_ASIDE}(?:及(?:责任人员?|负责人|联系人))?(?P<colon>{_COLON})"
    rf"|(?P<bare>(?<![\u4e00-\u9fff])(?:牵头|责任|配合|主办|协办|承办|负责|协助|落实|参与))[：:]"
)
"""A label with its colon; ``other`` are labels whose value names no body that answers."""
FULL_LABEL = re.compile(rf"(?:{_LEVEL})?(?P<stem>{_STEM})(?P<noun>{_NOUN}){_ASIDE}(?:及(?:责任人员?|负责人|联系人))?[：:]")
"""A label that may stand without brackets: stem, noun and colon all written."""

_MANNER = rf"(?:{alternatives(_WORDS['manners'])}|按照?(?:有关|相关)?规定)"
_DUTY = rf"(?:[按依](?:照|据)?|根据|结合|在)(?:{alternatives(_WORDS['duties'])}){{1,9}}"
_VERB_ROLE = {word: role for role in _ROLES for word in _WORDS["verbs"][role.value]}
_VERB = alternatives(tuple(_VERB_ROLE))
_CONTINUATION = alternatives([*_WORDS["continuations"], *_WORDS["manners"], *_VERB_ROLE])
_AS_UNIT = rf"(?:作为|为|是)(?P<unit>{_STEM}){_NOUN}"
VERB = re.compile(rf"(?P<verb>{_VERB})(?P<more>(?:{_CONTINUATION})*)|{_AS_UNIT}")
"""「牵头组织实施」「配合」「为责任单位」."""
_HOW = re.compile(rf"(?:{_DUTY}|{_MANNER})+$")
"""「按职责分工分别」, between the names and the verb."""
_ETC = re.compile(r"等(?:[^、，；。（）等]{0,14}(?:部门|单位|地区|地方|机构|企业|委办局|成员))?(?:和单位)?$")
_ETC_AND = re.compile(r"等[^、，；。（）等和及]{0,8}(?:部门|单位)(?:以及|和|及|与)(?!单位)")
_TOGETHER = re.compile(r"(?<=.)(?:会同|会商|商(?=[国省市州县区有相各财发])|联合(?=[国省市州县区有相各财发]))")
_LEAD_IN = re.compile(r"^(?:由|以及|及|和|与|并|具体由|会同|联合|请|或)(?=.{2})")
_MARK_ROLE = {word: role for role in _ROLES for word in _WORDS["name_marks"].get(role.value, ())}
_MARK = re.compile(rf"（({alternatives(tuple(_MARK_ROLE))})）$")
FIRST_LEADS = re.compile(
    r"(?:排名?|列|位列|位)?(?:名|序)?(?:在|于)?(?:第一位?|首位|第一名|第一个|最前|前面?)(?:者|的)?(?:单位|部门|责任单位)?(?:的)?[为是](?:总)?牵头"
    r"|(?:第一|首)(?:个|位)?(?:责任)?(?:单位|部门)[为是](?:总)?牵头|牵头(?:单位|部门)(?:排|列)(?:在|于)?(?:第一|首)位?"
)
"""「列第一位者为牵头单位」: the first of the bodies leads."""
_ASIDE_ITEM = re.compile(
    r"^(?:\d{4}年|\d{1,2}月|每[年月季周]|今年|年内|年底|全年|长期|持续|按[月季年]|按时|常年|立即|[一二三四]季度|[上下]半年|“?十[三四五六]五|到\d{4}|自|从|下同|以下同|排名不分|不分先后|列|排|首位|第一|完成时限|时限|于\d|前期|以下|各项|均需|需要?各|不再)"
    r"|(?:年|月|日|底|末|前|内|期间|完成|推进|坚持|实施|开展|启动|见效|跟进|更新|报送|下同|到位|列出|重复|赘述)$"
)


@dataclass(slots=True)
class Named:
    """One body with its role, spans in the text that was read."""

    span: Span
    name: str
    role: Role
    sure: bool
    """Whether the name alone reads as a body's."""


@dataclass(slots=True)
class Reading:
    """What a statement says."""

    named: list[Named] = field(default_factory=list)
    labelled: bool = False
    """A label gives the role."""
    verbs: set[Role] = field(default_factory=set)
    """Roles that verbs behind names gave."""
    refused: list[str] = field(default_factory=list)
    """Members that are no names, dates or remarks."""
    odd: int = 0
    """Members that look like names cut short (「省江北、江南新兴产业集中区管委会」)."""
    first_leads: bool = False
    objects: int = 0
    """Verbs that carried an object, as in running text."""


def read_statement(text: str, start: int, end: int) -> Reading:
    """Reads ``text[start:end]``, the inside of a bracket or a labelled line.

    Never fails: what is no name stands in ``refused``, and the caller decides by it.
    """
    reading = Reading()
    segments: list[tuple[tuple[Role, ...] | None, bool, int, int]] = []
    at, roles, other = start, None, False
    for m in LABEL.finditer(text, start, end):
        if m["colon"] and m["colon"][0] in "为是" and at == start and m.start() > start and not segments:
            continue
        segments.append((roles, other, at, m.start()))
        other = m["other"] is not None
        stem = m["stem"] or m["bare"]
        roles = None if other else _LABEL_ROLE.get(stem, (Role.RESPONSIBLE,))
        at = m.end()
        reading.labelled |= not other
    segments.append((roles, other, at, end))
    for roles, other, a, b in segments:
        if not other and a < b:
            _read_list(text, a, b, roles, reading)
    if reading.first_leads and reading.named and not any(n.role is Role.LEAD for n in reading.named):
        reading.named[0].role = Role.LEAD
    return reading


def _read_list(text: str, start: int, end: int, roles: tuple[Role, ...] | None, reading: Reading) -> None:
    """The bodies of one labelled segment, or of a statement without labels."""
    pending: list[Named] = []
    after: Role | None = None
    seen_lead = False
    default = roles[0] if roles else None

    def flush(role: Role) -> None:
        nonlocal pending
        for named in pending:
            named.role = role
        reading.named.extend(pending)
        pending = []

    for a, b in items_of(text, start, end):
        while a < b and text[a] in " 　":
            a += 1
        raw = text[a:b].rstrip()
        if FIRST_LEADS.search(raw):
            reading.first_leads = True
            continue
        if raw.startswith(("以下", "下列各")):
            # 「以下均需各市、县人民政府落实，不再列出」
            break
        m = _LEAD_IN.match(raw)
        together = False
        while m and not is_body(raw):
            together |= m[0] in ("会同", "联合")
            a += m.end()
            raw = raw[m.end() :]
            m = _LEAD_IN.match(raw)
        if together:
            flush(default or (Role.RESPONSIBLE if seen_lead else Role.LEAD))
            seen_lead, after = True, Role.SUPPORT
        verb_role, length = None, len(raw)
        if not is_body(raw):
            verb_role, length = _strip_verb(raw, reading)
        names, joined = _names_of(text, a, a + length, default or Role.RESPONSIBLE)
        good = [n for n in names if n.sure or ((roles or after) and may_be_body(n.name)) or n.name in SHORT_FUNCTIONS]
        if len(good) < len(names):
            bad = [n.name for n in names if n not in good]
            if verb_role is None and _ASIDE_ITEM.search(raw):
                continue
            odd = [n for n in names if n not in good and not roles and is_odd_name(n.name)]
            reading.odd += len(odd)
            reading.refused.extend(n for n in bad if not any(n == o.name for o in odd))
            good = [n for n in names if n in good or n in odd]
        if joined and good:
            # 「A会同B、C」: what stands before 会同 leads or answers, the rest supports
            head, rest = good[:joined], good[joined:]
            pending.extend(head)
            role = verb_role if verb_role in (Role.RESPONSIBLE, Role.LEAD) else None
            flush(default or role or (Role.RESPONSIBLE if "负责" in text[a + length : end] else Role.LEAD))
            seen_lead = True
            pending.extend(rest)
            after = Role.SUPPORT
            if verb_role:
                flush(Role.SUPPORT)
                after = None
            continue
        pending.extend(good)
        if verb_role is not None:
            reading.verbs.add(verb_role)
            labelled_role = default if default and verb_role in (Role.RESPONSIBLE, Role.IMPLEMENT) else None
            flush(labelled_role or (after if after and verb_role is not Role.SUPPORT else verb_role))
            seen_lead |= verb_role is Role.LEAD
            after = None
    if pending:
        if roles and len(roles) == 2:
            pending[0].role = roles[0]
            for named in pending[1:]:
                named.role = roles[1]
            reading.named.extend(pending)
            pending = []
        else:
            flush(after or default or Role.RESPONSIBLE)
    for named in reading.named:
        if m := _MARK.search(named.name):
            named.role = _MARK_ROLE[m[1]]
            named.name = named.name[: m.start()]
            named.span = Span(named.span.start, named.span.start + m.start())


def _strip_verb(raw: str, reading: Reading) -> tuple[Role | None, int]:
    """The role that the verb behind the names of ``raw`` gives, and how much of ``raw`` is names."""
    for m in VERB.finditer(raw):
        names = _HOW.sub("", raw[: m.start()])
        tail = raw[m.end() :]
        if tail and tail[0] in "的人制者部办室中":
            continue
        bare = _ETC.sub("", names)
        if bare:
            if together := _TOGETHER.search(bare):
                bare = bare[together.end() :]
            a, b = split_joined(bare)[-1]
            last = _MARK.sub("", bare[a:b])
            if not (is_body(last) or last in SHORT_FUNCTIONS or (not tail and may_be_body(last))):
                continue
        verb, more = m["verb"], m["more"] or ""
        if verb is None:
            return _LABEL_ROLE[m["unit"]][0], len(names)
        role = _VERB_ROLE[verb]
        if verb == "组织" and not more:
            continue
        if verb == "负责" and more.startswith("牵头"):
            role = Role.LEAD
        elif verb == "负责" and more.startswith("配合"):
            role = Role.SUPPORT
        reading.objects += bool(tail)
        return role, len(names)
    return None, len(raw)


def _names_of(text: str, start: int, end: int, role: Role) -> tuple[list[Named], int]:
    """The names in one member, and how many of them stand before 会同 (0 when it is not there)."""
    raw = text[start:end]
    if both := _ETC_AND.search(raw):
        # 「市司法局等部门和各区县」
        first, _ = _names_of(text, start, start + both.start(), role)
        second, _ = _names_of(text, start + both.end(), end, role)
        return first + second, 0
    if cut := _ETC.search(raw):
        raw = raw[: cut.start()]
    out: list[Named] = []
    joined = 0
    parts: list[tuple[int, int]] = []
    m = _TOGETHER.search(raw)
    if m and not is_body(raw) and all(is_body(raw[a:b]) for a, b in split_joined(raw[: m.start()])):
        parts += split_joined(raw[: m.start()])
        joined = len(parts)
        parts += [(m.end() + a, m.end() + b) for a, b in split_joined(raw[m.end() :])]
    else:
        parts += split_joined(raw)
    for a, b in parts:
        inner = _ETC.search(raw[a:b])
        if inner:
            b = a + inner.start()
        name = raw[a:b].strip(" 　")
        if name:
            a = raw.index(name, a)
            sure = is_body(repair(_MARK.sub("", name)))
            out.append(Named(Span(start + a, start + a + len(name)), name, role, sure))
    return out, joined


_HEADER = re.compile(
    rf"(?:{_LEVEL})?(?P<stem>{_STEM})(?P<noun>{_NOUN})?{_ASIDE}(?:（[^（）]*）)?(?:[及/和、](?:责任人员?|负责人|联系人|责任领导))?"
)


def column_roles(header: str) -> tuple[Role, ...]:
    """The roles that a table column headed ``header`` gives, () when it gives none.

    「牵头部门」 → lead; 「责任单位（列第一位的为牵头单位）」 → lead for the first, responsible for the rest;
    「责任领导」「完成时限」 → none.
    """
    m = _HEADER.fullmatch(header)
    if not m or (m["noun"] is None and m["stem"] not in ("牵头", "主办", "协办", "承办", "配合", "责任")):
        return ()
    roles = _LABEL_ROLE[m["stem"]]
    if len(roles) == 1 and FIRST_LEADS.search(header):
        return (Role.LEAD, roles[0])
    return roles


def read_cell(text: str, start: int, end: int, roles: tuple[Role, ...]) -> Reading:
    """Reads the names of a table cell whose column gives ``roles``."""
    reading = Reading(labelled=True)
    if LABEL.search(text, start, end):
        return read_statement(text, start, end)
    _read_list(text, start, end, roles, reading)
    return reading
