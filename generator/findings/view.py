"""What the checks look at: one notice with its facts, and what a check says about it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.model import (
    Assignment,
    Citation,
    Corpus,
    Deadline,
    Document,
    Level,
    Notice,
    Provision,
    Span,
    Target,
)

Words = str | tuple[str, str]
"""Words of a message: the same in both languages, or (Chinese, English)."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What a check saw, before it has its id and its sentences."""

    code: str
    document: str
    provision: str
    span: Span
    values: Mapping[str, Words] = field(default_factory=dict)
    """What the message of that code quotes, by the names of its fields."""
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """A notice and the facts found in it, each tuple in the order of the names, numbers, dates and titles."""

    notice: Notice
    assignments: tuple[Assignment, ...]
    targets: tuple[Target, ...]
    deadlines: tuple[Deadline, ...]
    citations: tuple[Citation, ...]

    @property
    def document(self) -> Document:
        return self.notice.document

    @property
    def id(self) -> str:
        return self.notice.id

    @property
    def text(self) -> str:
        return self.notice.document.text

    @property
    def issued(self) -> date | None:
        """The notice's own date; None for a draft."""
        return None if self.document.status == "draft" else self.document.issued_on

    def observe(
        self, code: str, span: Span, *, related: Iterable[str] = (), provision: str | None = None, **values: Words
    ) -> Observation:
        """``provision`` is looked up by ``span`` when it is not given."""
        where = provision or self.document.provision_at(span.start).id
        return Observation(code, self.id, where, span, values, tuple(related))

    def where(self, provision: str) -> str:
        """A place in the notice as a reader would cite it: 「甲行动方案 二、（一）3.」; the plan only where there are several."""
        provisions = {p.id: p for p in self.document.provisions}
        numbers, at = [], provisions.get(provision)
        part = at.part if at else ""
        while at is not None:
            if at.level is not Level.PART and at.number:
                numbers.append(at.number)
            at = provisions.get(at.parent) if at.parent else None
        several = len(self.document.parts) > 1
        title = next((p.title for p in self.document.parts if p.id == part), "") if several else ""
        return " ".join(filter(None, (title, "".join(reversed(numbers)))))

    def own_text(self, provision: Provision) -> str:
        return self.text[provision.span.start : provision.span.end]

    def targets_in(self, span: Span) -> Iterator[Target]:
        """Targets whose number begins inside ``span``."""
        i = bisect_left(self.targets, span.start, key=lambda target: target.mention.number.start)
        while i < len(self.targets) and self.targets[i].mention.number.start < span.end:
            yield self.targets[i]
            i += 1


def views(corpus: Corpus) -> tuple[View, ...]:
    """One view for every notice, in the order of the corpus."""
    assignments, targets, deadlines, citations = (
        _by_document(facts) for facts in (corpus.assignments, corpus.targets, corpus.deadlines, corpus.citations)
    )
    return tuple(
        View(
            notice,
            tuple(sorted(assignments.get(notice.id, ()), key=lambda a: a.mention.span)),
            tuple(sorted(targets.get(notice.id, ()), key=lambda t: t.mention.number)),
            tuple(sorted(deadlines.get(notice.id, ()), key=lambda d: d.mention.when_span)),
            tuple(sorted(citations.get(notice.id, ()), key=lambda c: c.mention.span)),
        )
        for notice in corpus.notices
    )


def _by_document(facts: Iterable) -> dict[str, list]:
    groups: dict[str, list] = defaultdict(list)
    for fact in facts:
        groups[fact.document].append(fact)
    return groups


# ── pieces of text ───────────────────────────────────────────────────────────────────────────────────

_BREAK = re.compile(r"[。；！？\n]")
_STOP = re.compile(r"[。！？!?\n]")


class Sentences:
    """Where the sentences of a text end; 。 ！ ？ and line ends close one, ； does not."""

    def __init__(self, text: str) -> None:
        self._ends = [m.end() for m in _STOP.finditer(text)]
        if not self._ends or self._ends[-1] < len(text):
            self._ends.append(len(text))

    def index(self, offset: int) -> int:
        """Number of the sentence that ``offset`` stands in."""
        return bisect_left(self._ends, offset + 1)

    def span(self, offset: int) -> Span:
        i = self.index(offset)
        return Span(self._ends[i - 1] if i else 0, self._ends[min(i, len(self._ends) - 1)])


def shorten(words: str, size: int = 48) -> str:
    """``words`` on one line and of at most ``size`` characters, for quoting."""
    words = " ".join(words.split())
    return words if len(words) <= size else words[: size - 1].rstrip() + "…"


def around(text: str, span: Span, *, before: int = 12, after: int = 12) -> str:
    """The words at ``span`` with a few on either side, none of another line."""
    left = max(text.rfind("\n", 0, span.start) + 1, span.start - before)
    end = text.find("\n", span.end)
    right = min(len(text) if end < 0 else end, span.end + after)
    return text[left:right].strip()


def within_sentence(text: str, span: Span, *, before: int = 20, after: int = 24) -> str:
    """The words at ``span`` with what stands around them in their sentence, … where it was cut."""
    left, right = max(span.start - before, 0), min(span.end + after, len(text))
    stops = [m.end() for m in _BREAK.finditer(text, left, span.start)]
    stop = _BREAK.search(text, span.end, right)
    head = "" if stops or left == 0 else "…"
    tail = "" if stop or right == len(text) else "…"
    return head + " ".join(text[stops[-1] if stops else left : stop.start() if stop else right].split()) + tail


def number_words(value: float) -> str:
    """20.0 is written 20; sums are rounded to what their parts can carry."""
    return f"{round(value, 6):.10g}"


def listed(items: Iterable[str]) -> tuple[str, str]:
    """Joined as a list in Chinese and in English."""
    items = list(items)
    return "；".join(items), "; ".join(items)


def iterate_lines(text: str) -> Iterator[tuple[int, str]]:
    """Every line with the offset of its first character, without its line end."""
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1
