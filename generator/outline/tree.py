"""From numbers to the tree of provisions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Level, Provision, Span
from generator.numbering import RANKS, Number, match_number
from generator.outline.headings import heading_span
from generator.outline.lines import Line

_PREFIXES = {"dash": "d", "box": "b", "phase": "s"}
_ROLE_PREFIXES = {"front": "f", "furniture": "w", "contents": "c", "back": "e", "text": "t"}
_INLINE = re.compile(
    r"[。！？；：）”　](?=（[0-9一二三四五六七八九十]{1,3}）|[0-9]{1,2}[.．、]|[①-⑳⑴-⒛]|[一二三四五六七八九十]{1,3}、|[0-9]{1,2}）)"
)
_GIANT = 1500
"""Characters from which a line is a document without line breaks rather than a paragraph."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A number that does not follow the one before it."""

    provision: Provision
    repeated: bool
    expected: int


class Tree:
    """Builds the provisions of one part from its numbers in reading order."""

    def __init__(self, part: str, text: str) -> None:
        self.part = part
        self.text = text
        self.provisions: list[Provision] = []
        self.problems: list[Problem] = []
        self._open: list[tuple[Number, str]] = []
        """The numbers the next one may hang on, with their ids."""
        self._ids: set[str] = {part}
        self._counts: defaultdict[str, int] = defaultdict(int)
        self._last: dict[tuple[str, str], int] = {}
        """(Parent, kind) → last value."""
        self._last_in_part: dict[str, int] = {}

    def add_numbers(self, clauses: list[tuple[Number, int]]) -> None:
        """Clauses as (number, end of their line), in reading order."""
        ahead: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for i, (number, _) in enumerate(clauses):
            ahead[number.kind].append((i, number.value or 0))
        for i, (number, end) in enumerate(clauses):
            self._add(number, end, i, ahead)

    def _place(self, number: Number, i: int, ahead: dict[str, list[tuple[int, int]]]) -> None:
        """Close what ``number`` does not hang on."""
        kinds = [n.kind for n, _ in self._open]
        if number.kind in kinds:
            at = len(kinds) - 1 - kinds[::-1].index(number.kind)
            box = next((k for k in range(at + 1, len(kinds)) if kinds[k] == "box"), None)
            if box is not None and number.value == 1:
                # Numbering begins anew inside a box; behind it the outer one goes on.
                del self._open[box + 1 :]
                return
            if kinds.count(number.kind) > 1 and number.value != (self._open[at][0].value or 0) + 1:
                outer = kinds.index(number.kind)
                if number.value == (self._open[outer][0].value or 0) + 1:
                    at = outer
            del self._open[at:]
            return
        rank = RANKS.get(number.kind)
        if rank is None:
            return
        while self._open:
            above = self._open[-1][0]
            above_rank = RANKS.get(above.kind)
            if above_rank is None:
                if (above.kind == "phase" and rank > RANKS["han_bracketed"]) or above.kind == "box":
                    return
            elif above_rank < rank or (number.value == 1 and self._goes_on(above, number, i, ahead)):
                return
            self._open.pop()

    @staticmethod
    def _goes_on(above: Number, number: Number, i: int, ahead: dict[str, list[tuple[int, int]]]) -> bool:
        """Whether ``above`` is the outer number though its kind usually is the inner one (1. over （一））:

        its next value comes after the run that begins with ``number``, and before that run begins again.
        """
        later = ahead[above.kind]
        k = bisect_left(later, (i, 0))
        if k >= len(later) or later[k][1] != (above.value or 0) + 1:
            return False
        own = ahead[number.kind]
        n = bisect_left(own, (i, 0)) + 1
        restart = n
        while restart < len(own) and own[restart][1] == own[restart - 1][1] + 1 and restart - n < 60:
            restart += 1
        return later[k][0] > own[restart - 1][0] and later[k][0] - i < 200

    def _add(self, number: Number, end: int, i: int, ahead: dict[str, list[tuple[int, int]]]) -> None:
        self._place(number, i, ahead)
        parent = self._open[-1][1] if self._open else self.part
        value = number.value
        if value is None:
            self._counts[f"{parent}/{number.kind}"] += 1
        shown = value or self._counts[f"{parent}/{number.kind}"]
        span, _ = heading_span(self.text, number.end, end)
        provision = Provision(
            id=self._id(f"{parent}-{_PREFIXES.get(number.kind, '')}{shown}"),
            part=self.part,
            level=number.level,
            number=number.written,
            heading=self.text[span.start : span.end].replace("　", "") if span else "",
            parent=parent,
            depth=len(self._open) + 1,
            span=Span(number.start, end),
            number_value=value,
            heading_span=span,
            role="" if number.level is not Level.OTHER else "phase" if number.kind == "phase" else "text",
        )
        if value is not None:
            self._check(provision, number.kind, value)
        self._open.append((number, provision.id))
        self.provisions.append(provision)

    def _check(self, provision: Provision, kind: str, value: int) -> None:
        before = self._last.get((provision.parent or "", kind))
        in_part = self._last_in_part.get(kind)
        self._last[provision.parent or "", kind] = value
        self._last_in_part[kind] = value
        if before is None:
            # Numbers begin anew in each section or run through all of them.
            if value != 1 and value != (in_part or 0) + 1:
                self.problems.append(Problem(provision, False, (in_part or 0) + 1))
        elif (value <= before and value != 1) or value == before:
            self.problems.append(Problem(provision, True, before + 1))
        elif value != before + 1 and value != 1:
            self.problems.append(Problem(provision, False, before + 1))

    def add_block(self, role: str, start: int) -> None:
        """Lines outside the clauses; the clauses that are open stay so unless the part ends here."""
        if role in ("contents", "back"):
            self._open.clear()
        parent = self._open[-1][1] if self._open else self.part
        key = f"{parent}/{role}"
        self._counts[key] += 1
        provision = Provision(
            id=self._id(f"{parent}-{_ROLE_PREFIXES[role]}{self._counts[key]}"),
            part=self.part,
            level=Level.OTHER,
            number="",
            heading="",
            parent=parent,
            depth=len(self._open) + 1,
            span=Span(start, start),
            role=role,
        )
        self.provisions.append(provision)

    def _id(self, base: str) -> str:
        """``base``, with a letter behind it from the second time: p3-3, p3-3b, p3-3c … p3-3z, p3-3z2."""
        if base not in self._ids:
            self._ids.add(base)
            return base
        self._counts[f"id {base}"] += 1
        n = self._counts[f"id {base}"]
        id = f"{base}{chr(97 + n)}" if n < 26 else f"{base}z{n - 24}"
        self._ids.add(id)
        return id


def clause_numbers(text: str, lines: list[Line]) -> list[tuple[Number, int]]:
    """Numbers that begin clauses in ``lines``, each with the end of its clause's first line, in reading order."""
    found: list[tuple[Number, int]] = []
    pending: tuple[str, int] | None = None
    """Kind and value of an enumeration inside a sentence that the next line may go on with."""
    for k, line in enumerate(lines):
        if line.tabbed:
            continue
        number = line.number
        if number is not None and not _believable(number, line, lines, k):
            number = None
        if number is None and line.text[:1].isdigit():
            number = _after_padded(line, found) or _bare_number(text, line, lines, k)
        if number is not None and pending == (number.kind, (number.value or 0) - 1):
            pending = (number.kind, number.value or 0)
            number = None
        elif number is not None:
            pending = None
        inline, left_open = _inline_numbers(text, line, number, pending)
        pending = left_open or (pending if line.text.endswith("；") else None)
        starts = [number, *inline] if number else inline
        for n, start in enumerate(starts):
            found.append((start, starts[n + 1].start if n + 1 < len(starts) else line.end))
    return found


def _believable(number: Number, line: Line, lines: list[Line], k: int) -> bool:
    """第…条 must have a gap behind it or a neighbour: 「第一条生产线投产。」 begins no article."""
    if number.kind not in ("条", "章", "节", "部分", "编"):
        return True
    if line.text[len(number.written) : len(number.written) + 1] in ("　", " ", "：", ""):
        return True
    wanted = {(number.value or 0) - 1, (number.value or 0) + 1}
    around = lines[max(0, k - 40) : k + 40]
    return any(x.number is not None and x.number.kind == number.kind and x.number.value in wanted for x in around)


def _after_padded(line: Line, found: list[tuple[Number, int]]) -> Number | None:
    """「10　文化惠民」 where 「09　食品安全」 came before."""
    before = found[-1][0] if found else None
    m = re.match(r"([1-9][0-9])\u3000", line.text)
    if m is None or before is None or not re.fullmatch("0?[0-9]{1,2}", before.written) or before.value != int(m[1]) - 1:
        return None
    return Number(line.start, line.start + m.end(), Level.ARABIC, m[1], int(m[1]), "arabic")


def _bare_number(text: str, line: Line, lines: list[Line], k: int) -> Number | None:
    """「1总则」 over 「1.1编制目的」, as emergency plans number their chapters."""
    m = re.match(r"([0-9]{1,2})(?=[\u4e00-\u9fff])", line.text)
    if m is None or len(line.text) > 24 or not line.plain:
        return None
    for below in lines[k + 1 : k + 5]:
        if below.number is not None:
            if below.number.kind == "decimal2" and below.number.written.startswith(f"{m[1]}.1"):
                return Number(line.start, line.start + m.end(), Level.ARABIC, m[1], int(m[1]), "bare")
            return None
    return None


def _inline_numbers(
    text: str, line: Line, own: Number | None, pending: tuple[str, int] | None
) -> tuple[list[Number], tuple[str, int] | None]:
    """Numbers inside a line that begin clauses of their own, and the enumeration its last sentence leaves open.

    They form a run of one kind from 1 (or go on from the line's own number), and each but the first stands behind the end
    of a sentence: 「…以下政策：（1）增收留用政策。州级…。（2）以奖代补。…」. Items parted by semicolons or of one sentence each
    are an enumeration, not clauses: 「分别是：（1）公路…增长20%；（2）…」.
    """
    candidates: list[Number] = []
    for m in _INLINE.finditer(text, line.start, line.end):
        number = match_number(text, m.end(), line.end)
        if number is not None and number.value is not None:
            candidates.append(number)
    if not candidates:
        return [], None
    accepted: list[Number] = []
    left_open: tuple[str, int] | None = None
    for kind in dict.fromkeys(n.kind for n in candidates):
        for run in _runs([n for n in candidates if n.kind == kind], own if own and own.kind == kind else None, pending):
            if _are_clauses(text, run, line, bool(own and own.kind == kind)):
                accepted += run
            else:
                left_open = (kind, run[-1].value or 0)
    return sorted(accepted), left_open


def _runs(numbers: list[Number], own: Number | None, pending: tuple[str, int] | None) -> Iterator[list[Number]]:
    """The numbers in runs that count up by one: from 1, from the line's own, or from where the line above stopped."""
    run: list[Number] = []
    last = own.value if own else pending[1] if pending and pending[0] == numbers[0].kind else 0
    for number in numbers:
        if number.value == (last or 0) + 1:
            run.append(number)
        elif number.value == 1:
            if run:
                yield run
            run = [number]
        else:
            continue
        last = number.value
    if run:
        yield run


def _are_clauses(text: str, run: list[Number], line: Line, goes_on: bool) -> bool:
    behind = run if goes_on else run[1:]
    if not behind and line.end - line.start < _GIANT:
        return False
    if any(text[n.start - 1] not in "。！？）”" for n in behind) or text[run[0].start - 1] == "；":
        return False
    if goes_on:
        return True
    ends = [n.start for n in run[1:]] + [line.end]
    with_text = sum(
        1
        for n, end in zip(run, ends, strict=True)
        if 0 <= (stop := text.find("。", n.end, min(end, n.end + 60))) < end - 2
        and text[stop + 1] not in "）”"
        and heading_span(text, n.end, end)[0] is not None
    )
    return with_text * 2 > len(run)


def close_spans(provisions: list[Provision], length: int) -> Iterator[Provision]:
    """Each provision's own span ends where the next one begins; the first begins with the text."""
    for i, provision in enumerate(provisions):
        end = provisions[i + 1].span.start if i + 1 < len(provisions) else length
        yield provision._replace(span=Span(provision.span.start if i else 0, end))
