"""Attachments and plans that a notice names and does not contain.

「附件：1.任务分解表 2.责任清单」 at the end of a notice taken from a web page, where the attachments were links. An
attachment counts as there when a part, or any line of its own, bears its title; 「（略）」 and 「另发」 say themselves
that it is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.findings.attachment_lists import ITEM, LIST, NamedAttachment, listed_attachments
from generator.findings.view import Observation, View, iterate_lines, shorten
from generator.model import Part, PartKind, Span
from generator.numerals import parse_number

_OMITTED = re.compile(r"略）|另发|另附|单独印发|不公开|不予公开|不随文|另行|（密")
_REFERENCE = re.compile(r"(?:详?见|按照?|参照|填写|填报|附)附件(?P<number>\d{1,2})?(?!件)")
_LABEL = re.compile(r"^附件\d{0,2}[：:]?\s*$", re.MULTILINE)
_NOISE = re.compile(r"[^\w]|的|^附件\d*")
_COLLECTION = re.compile(
    r"《[^》\n]{0,30}“(?P<count>[二三四五六七八九十]{1,2})大(?P<noun>[\u4e00-\u9fff]{2,8})”[^》\n]{0,12}方案》"
)
_PLAN = re.compile(r"方案|计划|措施|意见")
_ALIKE = 0.75


def attachment_findings(view: View) -> Iterator[Observation]:
    named = list(listed_attachments(view))
    headings = _headings(view)
    for item in named:
        if not _OMITTED.search(item.title):
            yield from _compare(view, item, headings)
    yield from _unlisted(view, named, headings)
    yield from _collections(view)


@dataclass(frozen=True, slots=True)
class _Headings:
    parts: tuple[tuple[str, str, int | None], ...]
    """(title, its core, number of the attachment) of the parts that may be attachments."""
    lines: frozenset[str]
    """Cores of short lines: an attachment the outline took for text."""


def _headings(view: View) -> _Headings:
    document = view.document
    labels = {p.id: p.number for p in document.provisions if p.parent is None}
    parts = []
    for part in document.parts[1:]:
        m = re.search(r"\d+", labels.get(part.id, ""))
        parts.append((part.title, _core(part.title), int(m[0]) if m else None))
    lines = frozenset(
        _core(line)
        for _, line in iterate_lines(view.text)
        if 4 <= len(line) <= 60 and not LIST.match(line) and not ITEM.match(line)
    )
    return _Headings(tuple(parts), lines)


def _compare(view: View, item: NamedAttachment, headings: _Headings) -> Iterator[Observation]:
    core = _core(item.title)
    if (
        not core
        or core in headings.lines
        or any(core in own or own in core for _, own, _ in headings.parts if len(own) > 3)
    ):
        return
    nearest, likeness = "", 0.0
    for title, own, number in headings.parts:
        matcher = SequenceMatcher(None, core, own, autojunk=False)
        ratio = matcher.ratio() if matcher.real_quick_ratio() > likeness and matcher.quick_ratio() > likeness else 0.0
        if item.number is not None and number == item.number:
            ratio += 0.2
        if ratio > likeness:
            nearest, likeness = title, ratio
    if likeness >= _ALIKE:
        yield view.observe(
            "attachment-title-differs", item.span, listed=shorten(item.title, 60), title=shorten(nearest, 60)
        )
    else:
        yield view.observe("attachment-missing", item.span, title=shorten(item.title, 60))


def _unlisted(view: View, named: list[NamedAttachment], headings: _Headings) -> Iterator[Observation]:
    """「详见附件3」 where neither a list nor a part knows an attachment 3."""
    kinds = {part.kind for part in view.document.parts}
    known = {item.number or 1 for item in named} | {number for _, _, number in headings.parts if number}
    if named and None in {item.number for item in named}:
        known |= {1}
    some = bool(named) or PartKind.ATTACHMENT in kinds or bool(_LABEL.search(view.text))
    reported: set[int] = set()
    for m in _REFERENCE.finditer(view.text):
        number = int(m["number"] or 0)
        if number in reported or number in known or (number == 0 and some):
            continue
        reported.add(number)
        span = Span(*m.span())
        yield view.observe("attachment-missing", span, title=f"附件{m['number'] or ''}")


def _collections(view: View) -> Iterator[Observation]:
    """「《…“六大攻坚工程”实施方案》」 over five plans of that kind."""
    parts: tuple[Part, ...] = view.document.parts
    if not parts:
        return
    m = _COLLECTION.search(view.text, parts[0].span.start, parts[0].span.end)
    if not m:
        return
    noun, stated = m["noun"], int(parse_number(m["count"]))
    found = [p for p in parts[1:] if noun in p.title and _PLAN.search(p.title) and f"大{noun}" not in p.title]
    if 2 <= len(found) < stated:
        yield view.observe(
            "plans-fewer-than-named",
            Span(*m.span()),
            name=m[0].strip("《》"),
            stated=str(stated),
            found=str(len(found)),
            noun=noun,
        )


def _core(title: str) -> str:
    return _NOISE.sub("", title)
