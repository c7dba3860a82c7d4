"""Labels that give a role: 「牵头部门：」「责任单位：」 before names, and the headers of table columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.find_assignments.body_names import alternatives
from generator.model import Role
from generator.registers import load_register

_WORDS = load_register("responsibility")
_ROLES = (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT, Role.IMPLEMENT)

NOUN = alternatives(_WORDS["label_nouns"])
_LEVEL = alternatives(_WORDS["label_levels"])
LABEL_ROLE: dict[str, tuple[Role, ...]] = {
    **{stem: (role,) for role in _ROLES for stem in _WORDS["labels"][role.value]},
    **{stem: tuple(map(Role, joint["roles"])) for joint in _WORDS["joint_labels"] for stem in joint["words"]},
}
STEM = alternatives(tuple(LABEL_ROLE))
_OTHER = alternatives(_WORDS["other_labels"])
_ASIDE = r"(?:（[^（）：\n]{1,20}）)?"
_AND_PEOPLE = r"(?:及(?:责任人员?|负责人|联系人))?"
_LABEL = re.compile(
    rf"(?:(?P<other>(?:{_LEVEL})?{_OTHER}(?:及[^：，。；]{{1,6}})?)"
    rf"|(?:{_LEVEL})?(?P<stem>{STEM})(?P<noun>{NOUN}){_ASIDE}{_AND_PEOPLE}"
    rf"|(?<![\u4e00-\u9fff])(?P<bare>牵头|责任|配合|主办|协办|承办|负责|协助|落实|参与))$"
)
_COLON = re.compile(
    # The first character is said first, so that the search passes over all others.
    r"[：:】分为是](?:(?<=[：:])|(?<=】)：?|(?:(?<=[门位构关室体方局][为是])|(?<=[门位构关室体方局]分)别[为是])(?=[^，。；、的])：?)"
)
_TO_LAST_MARK = re.compile(r"(?s:.*)[；，（。\n：【]")
_LONGEST_LABEL = 44
_LAST_CHARACTERS = frozenset(
    word[-1]
    for word in (
        *_WORDS["label_nouns"],
        *_WORDS["other_labels"],
        *_WORDS["verbs"]["lead"],
        *LABEL_ROLE,
        "）",
        "人",
        "员",
    )
)


class Label(NamedTuple):
    """「牵头部门：」 where it stands, with the role or roles it gives; () for labels of people, dates and the like."""

    start: int
    end: int
    roles: tuple[Role, ...]
    full: bool
    """Stem, noun and colon are all written, or 为 at the head of a clause, so the label may stand without brackets."""


def labels_of(text: str, start: int, end: int) -> Iterator[Label]:
    """Every label in ``text[start:end]``. Looks back from each colon, so the cost is that of the colons."""
    floor = start
    for colon in _COLON.finditer(text, start, end):
        at = colon.start()
        if text[at - 1 : at] not in _LAST_CHARACTERS:
            continue
        low = max(floor, at - (_LONGEST_LABEL if text[at] in "：:】" else 14))
        mark = _TO_LAST_MARK.match(text, low, at)
        m = (mark and _LABEL.search(text, mark.end(), at)) or _LABEL.search(text, low, at)
        if m is None:
            continue
        written = text[at] in "：:】"
        if text[at] == "】" and text[m.start() - 1 : m.start()] != "【":
            continue
        if m["other"] is not None:
            if not written:
                continue
            roles: tuple[Role, ...] = ()
        elif m["bare"] is not None:
            if not written:
                continue
            roles = LABEL_ROLE.get(m["bare"], (Role.RESPONSIBLE,))
        else:
            roles = LABEL_ROLE[m["stem"]]
        opens = text[m.start() - 1 : m.start()] in ("", "\n", "。", "\u3000")
        yield Label(m.start(), colon.end(), roles, m["noun"] is not None and (written or opens))
        floor = colon.end()


FIRST_LEADS = re.compile(
    r"(?:(?:排名?|位?列)(?:序|名)?(?:在|于)?)?(?:第一(?!(?:牵头|主办)(?:单位|部门))(?:位|名|个|家)?|第1(?:位|名|个|家)|首位|最前面?)(?:者|的)?(?:责任|承办)?(?:单位|部门)?的?"
    r"(?:负责)?[为是]?总?(?:牵头|主办)"
    r"|逗号前面?的?(?:责任)?(?:单位|部门)?[为是](?:牵头|主办)"
    r"|首个(?:责任|承办)?(?:单位|部门)[为是]?总?(?:牵头|主办)|(?:牵头|主办)(?:单位|部门)(?:排|列)(?:在|于)?(?:第一|首)位?"
)
"""「列第一位者为牵头单位」: the first of the bodies leads."""

_HEADER = re.compile(
    rf"(?:{_LEVEL})?(?P<stem>{STEM})(?P<noun>{NOUN})?{_ASIDE}(?:（[^（）]*）)?(?:[及/和、](?:责任人员?|负责人|联系人|责任领导))?"
)


def column_roles(header: str) -> tuple[Role, ...]:
    """The roles that a table column headed ``header`` gives, () when it gives none.

    「牵头部门」 → lead; 「责任单位（列第一位的为牵头单位）」 → lead for the first, responsible for the rest;
    「责任领导」「完成时限」 → none.
    """
    m = _HEADER.fullmatch(header)
    if not m or (m["noun"] is None and m["stem"] not in ("牵头", "主办", "协办", "承办", "配合", "责任")):
        return ()
    roles = LABEL_ROLE[m["stem"]]
    if len(roles) == 1 and FIRST_LEADS.search(header):
        return (Role.LEAD, roles[0])
    return roles
