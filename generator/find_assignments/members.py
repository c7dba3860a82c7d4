"""Reads one member of a list: the names in it, and the verb that hangs on them.

「州财政局」 is one name; 「州银保监局等部门配合」 a name and a verb; 「市司法局会同市财政局负责」 two names, the second of which
supports. A member means the same wherever it stands, so each is read once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from generator.find_assignments.body_names import (
    SHORT_FUNCTIONS,
    alternatives,
    is_body,
    is_bodylike,
    is_odd_name,
    may_be_body,
    repair,
    split_joined,
)
from generator.find_assignments.labels import FIRST_LEADS, LABEL_ROLE, NOUN, STEM
from generator.model import Role
from generator.registers import load_register

_WORDS = load_register("responsibility")
_ROLES = (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT, Role.IMPLEMENT)

_MANNER = rf"(?:{alternatives(_WORDS['manners'])}|按照?(?:有关|相关)?规定)"
_DUTY = rf"(?:[按依](?:照|据)?|根据|结合|在)(?:{alternatives(_WORDS['duties'])}){{1,9}}"
_VERB_ROLE = {word: role for role in _ROLES for word in _WORDS["verbs"][role.value]}
_VERB = alternatives(tuple(_VERB_ROLE))
_CONTINUATION = alternatives([*_WORDS["continuations"], *_WORDS["manners"], *_VERB_ROLE])
_AS_UNIT = rf"(?:作为|为|是)(?:第一|总)?(?P<unit>{STEM}){NOUN}"
_VERB_PHRASE = re.compile(rf"(?P<verb>{_VERB})(?P<more>(?:{_CONTINUATION})*)|{_AS_UNIT}")
"""「牵头组织实施」「配合」「为责任单位」."""
_HOW = re.compile(rf"(?:{_DUTY}|{_MANNER})+$")
"""「按职责分工分别」, between the names and the verb."""
_ETC = re.compile(
    r"等(?:[^、，；。（）等]{0,14}(?:部门|单位|地区|地方|机构|企业|委办局|成员))?(?:和单位|、单位|（单位）)?$"
)
_ETC_AND = re.compile(r"等[^、，；。（）等和及]{0,8}(?:部门|单位)(?:以及|和|及|与)(?!单位)")
_TOGETHER = re.compile(r"(?<=.)(?:会同|会商|商(?=[国省市州县区有相各财发])|联合(?=[国省市州县区有相各财发]))")
_LEAD_IN = re.compile(r"^(?:由|以及|及|和|与|并|具体由|会同|联合|请|或)(?=.{2})")
_CARRIES_OUT = re.compile(r"[^、，；。]{0,8}?负责(?:具体|组织|抓好)?落实")
_MARK_ROLE = {word: role for role in _ROLES for word in _WORDS["name_marks"].get(role.value, ())}
_MARK = re.compile(rf"（({alternatives(tuple(_MARK_ROLE))})）$")
_ASIDE_ITEM = re.compile(
    r"^(?:\d{4}年|\d{1,2}月|每[年月季周]|今年|年内|年底|全年|长期|持续|按[月季年]|按时|常年|立即|[一二三四]季度|[上下]半年|“?十[三四五六]五|到\d{4}|自|从|下同|以下同|排名不分|不分先后|列|排|首位|第一|完成时限|时限|于\d|前期|以下|各项|均需|需要?各|不再)"
    r"|(?:年|月|日|底|末|前|内|期间|完成|推进|坚持|实施|开展|启动|见效|跟进|更新|报送|下同|到位|列出|重复|赘述)$"
)
_SURNAME = (
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈"
    "钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛阎段雷龙史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常]"
)
_PERSON = re.compile(rf"(?P<name>{_SURNAME}[\u4e00-\u9fff]{{2}})(?:同志)?(?:总?负责|总?牵头|主抓|包抓)")
"""「李某某牵头」: who leads is a person."""
_WITH_PERSON = re.compile(rf"（{_SURNAME}[\u4e00-\u9fff]{{1,2}}(?<![局办委处科室站所队院部厅组会司区县镇乡村河])）$")
"""「县教育局（李某某）」: who answers there."""
_NUMBERING = re.compile(r"[ \u3000]*(?:\d{1,2}[.．](?!\d)|（[\d一二三四五六七八九十]{1,2}）|[①-⑳])?")
"""「1.县教育局；2.县财政局」."""


class Name(NamedTuple):
    """A name in a member; offsets count from the member's first character."""

    start: int
    end: int
    text: str
    sure: bool
    """It reads as a body's by itself."""
    likely: bool
    """It passes where a label promises bodies."""
    bodylike: bool
    """It passes, and ends as bodies and places do (「县一中」「链主企业」)."""
    short: bool
    """A function word that 部门 further on completes (「财政」)."""
    odd: bool
    """It may be a name cut short, among real ones."""
    mark: Role | None
    """The role of a mark behind it (「（牵头）」), which is not part of the name."""


class Member(NamedTuple):
    names: tuple[Name, ...]
    sure: bool = False
    """Every name reads as a body's by itself, or is a function that 部门 completes."""
    joined: int = 0
    """How many of the names stand before 会同; the rest support them."""
    role: Role | None = None
    """What the verb behind the names makes them."""
    carries_out: bool = False
    """The verb is 负责落实, which is 落实 behind a body that leads."""
    carries_object: bool = False
    """The verb has an object, as in running text (「负责河道」)."""
    together: bool = False
    """会同 stands in front: this member and the next support those before."""
    first_leads: bool = False
    ends_list: bool = False
    aside: bool = False
    """A date or remark (「6月底前」「持续推进」), if it holds no name."""


@lru_cache(maxsize=65536)
def read_member(raw: str) -> Member:
    """Reads ``raw``, what stands between two separators of a list."""
    if rule := FIRST_LEADS.search(raw):
        # 「市级各部门（逗号前的单位为牵头单位，下同）」
        named = raw[: max(0, raw.rfind("（", 0, rule.start()))]
        return read_member(named)._replace(first_leads=True) if is_body(named) else Member((), first_leads=True)
    if raw.startswith(("以下", "下列各")) or "：" in raw:
        # 「以下均需各市、县人民政府落实，不再列出」, 「成员单位：…」: what follows is no longer this list
        return Member((), ends_list=True)
    if (person := _PERSON.fullmatch(raw)) and not may_be_body(person["name"]):
        return Member((), aside=True)
    start = _NUMBERING.match(raw).end()
    raw = raw.rstrip(" \u3000")
    together = False
    while not is_body(raw[start:]) and (m := _LEAD_IN.match(raw[start:])):
        together |= m[0] in ("会同", "联合")
        start += m.end()
    body = raw[start:]
    role, length, has_object = (None, len(body), False) if is_body(body) else _verb_of(body)
    ranges, joined = _ranges(body[:length])
    names = tuple(_name(body, a, b, start) for a, b in ranges)
    return Member(
        names,
        all(n.sure or n.short for n in names),
        joined,
        role,
        carries_out=bool(_CARRIES_OUT.match(body, length)),
        carries_object=has_object,
        together=together,
        aside=role is None and bool(_ASIDE_ITEM.search(body)),
    )


def _name(body: str, a: int, b: int, start: int) -> Name:
    text = body[a:b]
    mark = _MARK.search(text)
    if aside := mark or _WITH_PERSON.search(text):
        text = text[: aside.start()]
        b = a + aside.start()
    sure = is_body(repair(text))
    return Name(
        start + a,
        start + b,
        text,
        sure,
        sure or may_be_body(text),
        sure or is_bodylike(text),
        text in SHORT_FUNCTIONS,
        is_odd_name(text),
        _MARK_ROLE[mark[1]] if mark else None,
    )


def _verb_of(body: str) -> tuple[Role | None, int, bool]:
    """The role that the verb behind the names gives, how much of ``body`` is names, and whether an object follows."""
    for m in _VERB_PHRASE.finditer(body):
        names = _HOW.sub("", body[: m.start()])
        tail = body[m.end() :]
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
            return LABEL_ROLE[m["unit"]][0], len(names), bool(tail)
        if verb == "组织" and not more:
            continue
        role = _VERB_ROLE[verb]
        if verb == "负责" and more.startswith("牵头"):
            role = Role.LEAD
        elif verb == "负责" and more.startswith("配合"):
            role = Role.SUPPORT
        return role, len(names), bool(tail)
    return None, len(body), False


def _ranges(names: str) -> tuple[list[tuple[int, int]], int]:
    """Where the names are in ``names``, and how many of them stand before 会同."""
    if both := _ETC_AND.search(names):
        # 「市司法局等部门和各区县」
        first, _ = _ranges(names[: both.start()])
        second, _ = _ranges(names[both.end() :])
        return first + [(both.end() + a, both.end() + b) for a, b in second], 0
    if cut := _ETC.search(names):
        names = names[: cut.start()]
    joined = 0
    parts = list(split_joined(names))
    m = _TOGETHER.search(names)
    if m and not is_body(names):
        before = split_joined(names[: m.start()])
        if all(is_body(names[a:b]) for a, b in before):
            joined = len(before)
            parts = [*before, *((m.end() + a, m.end() + b) for a, b in split_joined(names[m.end() :]))]
    out = []
    for a, b in parts:
        if inner := _ETC.search(names[a:b]):
            b = a + inner.start()
        if names[a:b].strip():
            out.append((a, b))
    return out, joined
