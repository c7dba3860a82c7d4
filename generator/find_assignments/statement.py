"""Reads the inside of one responsibility statement: who, in which role.

Two grammars meet in it and mix: labels (「牵头部门：A、B；责任单位：C」) and verbs behind the names
(「A、B分别牵头，C等部门配合，各县、市人民政府落实」). What fits neither is a bare list of bodies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.find_assignments.body_names import items_of
from generator.find_assignments.labels import labels_of
from generator.find_assignments.members import Member, Name, read_member
from generator.model import Role, Span


@dataclass(slots=True)
class Named:
    """One body with its role, spans in the text that was read."""

    span: Span
    name: str
    role: Role
    sure: bool
    """Whether the name alone reads as a body's."""
    mark: Role | None = None
    """The role of a mark behind the name, which goes before any other."""


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
    likely: int = 0
    """Members that no ending makes names but that may be some (「县一中」), taken where a verb gives a role."""
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
    for label in labels_of(text, start, end):
        if not label.full and text[label.end - 1] in "为是" and at == start and label.start > start:
            # 「A为牵头单位」 is a verb, 「牵头单位为A」 a label
            continue
        segments.append((roles, other, at, label.start))
        other = not label.roles
        roles = label.roles or None
        at = label.end
        reading.labelled |= not other
    segments.append((roles, other, at, end))
    for roles, other, a, b in segments:
        if not other and a < b:
            _List(roles, reading).read(text, a, b)
    if reading.first_leads and reading.named and not any(n.role is Role.LEAD for n in reading.named):
        reading.named[0].role = Role.LEAD
    return reading


def read_cell(text: str, start: int, end: int, roles: tuple[Role, ...]) -> Reading:
    """Reads the names of a table cell whose column gives ``roles``."""
    if next(labels_of(text, start, end), None):
        return read_statement(text, start, end)
    reading = Reading(labelled=True)
    _List(roles, reading).read(text, start, end)
    return reading


class _List:
    """The bodies of one labelled segment, or of a statement without labels, while it is read."""

    def __init__(self, roles: tuple[Role, ...] | None, reading: Reading) -> None:
        self._roles = roles
        self._label = roles[0] if roles else None
        self._reading = reading
        self._pending: list[Named] = []
        self._after: Role | None = None
        """Role of what follows 会同."""
        self._led = False

    def read(self, text: str, start: int, end: int) -> None:
        for a, b in items_of(text, start, end):
            member = read_member(text[a:b])
            if member.ends_list:
                break
            if member.first_leads:
                self._reading.first_leads = True
                if not member.names:
                    continue
            if member.together:
                self._flush(self._label or (Role.RESPONSIBLE if self._led else Role.LEAD))
                self._led, self._after = True, Role.SUPPORT
            names = self._good(member)
            if names is None:
                continue
            self._reading.objects += member.carries_object
            if member.joined and names:
                responsible = member.role is Role.RESPONSIBLE or (
                    member.role is None and ("负责" in text[b:end] or "研究提出" in text[b:end])
                )
                self._add(names[: member.joined], a)
                self._flush(self._label or (Role.RESPONSIBLE if responsible else Role.LEAD))
                self._led, self._after = True, Role.SUPPORT
                self._add(names[member.joined :], a)
                if member.role:
                    self._reading.verbs.add(member.role)
                    self._flush(Role.SUPPORT)
                    self._after = None
                continue
            self._add(names, a)
            if member.role:
                carries_out = member.carries_out and self._led and self._label is None
                self._verb(Role.IMPLEMENT if carries_out else member.role)
        self._close()

    def _good(self, member: Member) -> Sequence[Name] | None:
        """The names to take; None for a date or remark. What is neither is noted as refused."""
        if member.sure:
            return member.names
        promised = bool(self._roles or self._after)
        good = [n for n in member.names if n.sure or n.short or (promised and n.likely)]
        if len(good) == len(member.names):
            return good
        if member.aside:
            return None
        rest = [n for n in member.names if n not in good]
        likely = [n for n in rest if n.bodylike and not promised]
        odd = [n for n in rest if n.odd and not self._reading.labelled and n not in likely]
        self._reading.likely += len(likely)
        self._reading.odd += len(odd)
        self._reading.refused += [n.text for n in rest if n not in likely and n not in odd]
        return [n for n in member.names if n in good or n in likely or n in odd]

    def _add(self, names: Sequence[Name], at: int) -> None:
        for n in names:
            self._pending.append(Named(Span(at + n.start, at + n.end), n.text, Role.RESPONSIBLE, n.sure, n.mark))

    def _verb(self, role: Role) -> None:
        self._reading.verbs.add(role)
        if self._label and role in (Role.RESPONSIBLE, Role.IMPLEMENT):
            # 「牵头部门：A、B按照职责分工负责」
            role = self._label
        elif self._after and role is not Role.SUPPORT:
            role = self._after
        self._flush(role)
        self._led |= role is Role.LEAD
        self._after = None

    def _close(self) -> None:
        if self._roles and len(self._roles) == 2 and self._pending:
            first = self._pending.pop(0)
            rest, self._pending = self._pending, [first]
            self._flush(self._roles[0])
            self._pending = rest
            self._flush(self._roles[1])
        else:
            self._flush(self._after or self._label or Role.RESPONSIBLE)

    def _flush(self, role: Role) -> None:
        for named in self._pending:
            named.role = named.mark or role
        self._reading.named += self._pending
        self._pending = []
