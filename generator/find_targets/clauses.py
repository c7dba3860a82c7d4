"""Sentences of a provision and the clauses in them, as the finder of targets needs them.

A sentence here ends at 。！？ or with its paragraph, but a paragraph that ends in ；，、： goes on in the next one: lists set
out line by line are one sentence, and share its date. ``flat`` is the sentence with everything blanked that is not said
in running text: names in quotation marks, titles, brackets; positions hold.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.model import Document, Provision, Span

NAME = "\ue000"
"""Stands for a character of a quoted name or a title."""
ASIDE = "\ue001"
"""Stands for a character inside round brackets, brackets included."""
MARK = "\ue002"
"""Stands for an enumerator inside a sentence: （1）, ①, 一是."""

_STAND_INS = str.maketrans("", "", NAME + ASIDE + MARK)

_MASKS = re.compile(
    # 《小企业…》, with one title inside another
    r"(?P<title>《[^《》\n]{0,120}(?:《[^《》\n]{0,80}》[^《》\n]{0,80})?》|〈[^〈〉\n]{0,60}〉)"
    r"|(?P<quote>“(?!十[一二三四五六七]五)[^“”\n]{0,24}”|‘[^‘’\n]{0,24}’|「[^「」\n]{0,24}」|\"[^\"\n]{0,24}\")"
    r"|(?P<mark>[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]|[①-⑳⑴-⒇⒈-⒛]|"
    r"\A\s*(?:[一二三四五六七八九十]{1,3}、(?![二三四五六七八九十][、产])|\d{1,2}[、．])|"
    r"(?<=[。；：，\n])(?:[一二三四五六七八九十]{1,2}是(?:要)?|第[一二三四五六七八九十]，))"
    r"|(?P<aside>[（(][^（）()\n]{0,400}(?:[（(][^（）()\n]{0,100}[）)][^（）()\n]{0,200})?[）)])"
)
_MASKED = re.compile(r"[《〈“‘「\"（(①-⑳⑴-⒇⒈-⒛]|是|第[一二三四五六七八九十]，|\A\s*[一二三四五六七八九十\d]{1,3}[、．]")
_ENDS = re.compile(r"[。！？!?]|\n")
# A comma between digits belongs to the number.
_CLAUSE_ENDS = re.compile(rf"[，；：。！？;,\u3000\n{MARK}](?<!\d,(?=\d))")
_CONTINUES = "；;，,、"
_LONGEST = 3000
"""Characters after which a line break ends a sentence whatever stands before it."""


def without_masks(text: str) -> str:
    """Words of a ``flat`` sentence as they may be shown."""
    return text.translate(_STAND_INS)


class Aside(NamedTuple):
    """What stands in one pair of round brackets, brackets not included; positions count in the sentence."""

    start: int
    end: int


@dataclass(slots=True)
class Sentence:
    """One sentence with its masks. Positions inside it count from its own beginning."""

    provision: Provision
    start: int
    """Where it begins in the document."""
    text: str
    flat: str
    asides: tuple[Aside, ...]
    head: str = ""
    """The line above that ended in ：, on which this sentence hangs."""
    ends: list[int] = field(default_factory=list)
    """Positions of clause ends in ``flat``."""

    def clause_start(self, position: int) -> int:
        """Where the clause that holds ``position`` begins."""
        i = bisect_left(self.ends, position)
        return self.ends[i - 1] + 1 if i else 0

    def clause_end(self, position: int) -> int:
        """Position of the mark that ends the clause holding ``position``, or the sentence's length."""
        i = bisect_right(self.ends, position - 1)
        return self.ends[i] if i < len(self.ends) else len(self.flat)

    def span(self, start: int, end: int) -> Span:
        return Span(self.start + start, self.start + end)


def mask(text: str) -> tuple[str, tuple[Aside, ...]]:
    """``text`` with names, titles and brackets blanked, and where the brackets were."""
    if not _MASKED.search(text):
        return text, ()
    out, at, asides = [], 0, []
    for m in _MASKS.finditer(text):
        out.append(text[at : m.start()])
        length = m.end() - m.start()
        if m["aside"]:
            asides.append(Aside(m.start() + 1, m.end() - 1))
            out.append(ASIDE * length)
        else:
            out.append((MARK if m["mark"] else NAME) * length)
        at = m.end()
    out.append(text[at:])
    return "".join(out), tuple(asides)


def sentence_from(provision: Provision, start: int, text: str, head: str = "") -> Sentence:
    """``text``, which begins at ``start`` of the document, as a sentence of ``provision``."""
    flat, asides = mask(text)
    return Sentence(provision, start, text, flat, asides, head, [m.start() for m in _CLAUSE_ENDS.finditer(flat)])


def sentences(document: Document, provision: Provision, skip: list[Span], hits: list[int]) -> Iterator[Sentence]:
    """The sentences of a provision's own text that hold one of ``hits`` (sorted offsets), tables (``skip``) left out."""
    text = document.text
    for span in gaps(provision.span, skip):
        begin, head = span.start, ""
        hit = _from(hits, begin)
        for m in _ENDS.finditer(text, span.start, span.end):
            stop, end = m.span()
            last = text[stop - 1] if text[stop] == "\n" and stop > begin else " "
            if last in _CONTINUES and stop - begin < _LONGEST:
                continue
            if hit < end:
                yield from _pieces(provision, begin, text[begin:end], head)
                hit = _from(hits, end)
            if last in "：:":
                head = text[max(begin, stop - _LONGEST) : stop]
            begin = end
        if hit < span.end:
            yield from _pieces(provision, begin, text[begin : span.end], head)


def _pieces(provision: Provision, start: int, text: str, head: str) -> Iterator[Sentence]:
    """``text`` as one sentence, or cut at its clauses when it is longer than any sentence is."""
    at = 0
    while len(text) - at > _LONGEST:
        cut = max(text.rfind(mark, at, at + _LONGEST) for mark in "；，、;,") + 1
        cut = cut if cut > at else at + _LONGEST
        yield sentence_from(provision, start + at, text[at:cut], head)
        at = cut
    yield sentence_from(provision, start + at, text[at:], head)


def _from(hits: list[int], start: int) -> float:
    """The first of ``hits`` not before ``start``, infinity when there is none."""
    i = bisect_left(hits, start)
    return hits[i] if i < len(hits) else math.inf


def gaps(span: Span, skip: list[Span]) -> Iterator[Span]:
    """What is left of ``span`` without the spans in ``skip`` (sorted)."""
    at = span.start
    for hole in skip:
        if hole.end <= at or hole.start >= span.end:
            continue
        if hole.start > at:
            yield Span(at, hole.start)
        at = max(at, hole.end)
    if at < span.end:
        yield Span(at, span.end)
