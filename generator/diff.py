"""What changed between two data sets: facts gained, lost and changed, for a person reviewing a change of patterns.

A fact has no identity of its own that outlives a correction of its notice, so two facts are held to be the same one
by where they stand and what they say, in this order: the same values in the same place; the same values elsewhere in
the same notice (it moved); another value in the same place (it changed). What is left over was lost or gained. Places
of a notice whose text was edited are compared through an alignment of its lines, so an inserted line shifts nothing.
Documents, bodies, indicators, places, provisions and findings have permanent ids and are matched by these first.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

Fact = Mapping[str, Any]

PLACED = ("provisions", "assignments", "targets", "deadlines", "citations", "findings")
"""Tables whose records stand somewhere in a notice."""
NAMED = ("documents", "organizations", "indicators", "places")
"""Tables whose records are known by their id alone."""
KINDS = ("documents", *PLACED, "organizations", "indicators", "places")

_PERMANENT = frozenset({"provisions", "findings"})
_NOT_COMPARED = frozenset({"id", "start", "end", "document", "related", "source", "message_en"})
"""Fields that follow from the others, or that only say where a record stands."""
# What makes two facts in the same place the same fact although other values differ.
_CORE = {
    "provisions": ("level", "number"),
    "assignments": ("as_written",),
    "targets": ("value", "value_max", "unit"),
    "deadlines": ("when",),
    "citations": ("title",),
    "findings": ("code",),
}
# Without the same core, names in one statement must at least resemble each other.
_RESEMBLE = {"assignments": "as_written", "citations": "title"}
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Change:
    """One fact before and after."""

    old: Fact
    new: Fact
    fields: tuple[str, ...]
    """Names of the fields that differ, in the order of the record."""


@dataclass(frozen=True, slots=True)
class KindDifference:
    """What happened to the records of one table, each list in reading order."""

    gained: tuple[Fact, ...] = ()
    lost: tuple[Fact, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: int = 0

    def __bool__(self) -> bool:
        return bool(self.gained or self.lost or self.changed)


@dataclass(frozen=True, slots=True)
class Difference:
    """What happened between two data sets, by table."""

    kinds: Mapping[str, KindDifference]

    def __bool__(self) -> bool:
        return any(self.kinds.values())


def diff_data(old: Path, new: Path) -> Difference:
    """Compare the data sets in the folders ``old`` and ``new``.

    A table that only one of them has is compared with an empty one. Raises FileNotFoundError for a folder without
    ``documents.json`` and ValueError for a table that is not JSON.
    """
    before, after = _read(old), _read(new)
    places = {id: _alignment(old, new, id) for id in _ids(before["documents"]) & _ids(after["documents"])}
    kinds: dict[str, KindDifference] = {}
    for kind in KINDS:
        if kind in NAMED:
            pairing = _pair_by_id(before[kind], after[kind])
        else:
            pairing = _pair_placed(kind, before[kind], after[kind], places)
        kinds[kind] = _compare(pairing, with_id=kind == "provisions")
    return Difference(kinds)


def _read(folder: Path) -> dict[str, list[Fact]]:
    if not (folder / "documents.json").is_file():
        raise FileNotFoundError(f"{folder} has no documents.json: give a folder written by `policy-ledger data`")
    return {kind: _read_table(folder / f"{kind}.json") for kind in KINDS}


def _read_table(path: Path) -> list[Fact]:
    if not path.is_file():
        return []
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path} is not JSON: {error}") from error


def _ids(facts: Iterable[Fact]) -> set[str]:
    return {fact["id"] for fact in facts}


# ── places in an edited text ─────────────────────────────────────────────────────────────────────────

Align = Callable[[int], int]


def _alignment(old: Path, new: Path, document: str) -> Align:
    """Maps an offset of the document's old text to the offset of the same words in its new text."""
    texts = [folder / "text" / f"{document}.txt" for folder in (old, new)]
    if not all(path.is_file() for path in texts):
        return lambda offset: offset
    before, after = (path.read_bytes().decode("utf-8") for path in texts)
    if before == after:
        return lambda offset: offset
    return _align_lines(before, after)


def _align_lines(before: str, after: str) -> Align:
    a, b = before.splitlines(keepends=True), after.splitlines(keepends=True)
    a_at, b_at = _starts(a), _starts(b)
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    starts = [a_at[block[1]] for block in blocks]

    def align(offset: int) -> int:
        tag, i1, i2, j1, j2 = blocks[max(bisect_right(starts, offset) - 1, 0)]
        into = offset - a_at[i1]
        if tag == "equal":
            return b_at[j1] + into
        # Inside a rewritten block the words keep their relative place, near enough to overlap.
        old_size, new_size = a_at[i2] - a_at[i1], b_at[j2] - b_at[j1]
        return b_at[j1] + (into * new_size // old_size if old_size else 0)

    return align


def _starts(lines: Sequence[str]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


# ── pairing ──────────────────────────────────────────────────────────────────────────────────────────

Pairs = tuple[list[tuple[Fact, Fact]], list[Fact], list[Fact]]
"""What belongs together, what only the old side has, what only the new side has."""


def _pair_by_id(old: Sequence[Fact], new: Sequence[Fact]) -> Pairs:
    known = {fact["id"]: fact for fact in new}
    pairs = [(fact, known[fact["id"]]) for fact in old if fact["id"] in known]
    kept = {fact["id"] for fact, _ in pairs}
    return pairs, [f for f in old if f["id"] not in kept], [f for f in new if f["id"] not in kept]


def _pair_placed(kind: str, old: Sequence[Fact], new: Sequence[Fact], places: Mapping[str, Align]) -> Pairs:
    by_document: dict[str, tuple[list[Fact], list[Fact]]] = defaultdict(lambda: ([], []))
    for side, facts in enumerate((old, new)):
        for fact in facts:
            by_document[fact["document"]][side].append(fact)
    pairs: list[tuple[Fact, Fact]] = []
    lost: list[Fact] = []
    gained: list[Fact] = []
    for document in sorted(by_document):
        align = places.get(document, lambda offset: offset)
        matched, left, right = _Matching(kind, *by_document[document], align).run()
        pairs += matched
        lost += left
        gained += right
    return pairs, lost, gained


class _Matching:
    """Pairs the facts of one kind in one document, the surest first."""

    def __init__(self, kind: str, old: Sequence[Fact], new: Sequence[Fact], align: Align) -> None:
        self._kind = kind
        self._old = dict(enumerate(old))
        self._new = dict(enumerate(new))
        self._old_span = [(align(fact["start"]), max(align(fact["end"]), align(fact["start"]) + 1)) for fact in old]
        self._new_span = [(fact["start"], max(fact["end"], fact["start"] + 1)) for fact in new]
        self._pairs: list[tuple[int, Fact, Fact]] = []

    def run(self) -> Pairs:
        if self._kind in _PERMANENT:
            self._by_key(lambda fact: fact["id"])
        self._by_key(self._values)
        self._by_overlap(lambda a, b: all(a.get(name) == b.get(name) for name in _CORE[self._kind]))
        self._by_overlap(self._resemble)
        self._pairs.sort(key=lambda pair: pair[0])
        return [(a, b) for _, a, b in self._pairs], list(self._old.values()), list(self._new.values())

    def _values(self, fact: Fact) -> str:
        return json.dumps(_compared(fact), sort_keys=True, ensure_ascii=False)

    def _by_key(self, key: Callable[[Fact], str]) -> None:
        """Pair facts with equal keys, those that overlap first and then those next to each other in reading order."""
        groups: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, facts in enumerate((self._old, self._new)):
            for index, fact in facts.items():
                groups[key(fact)][side].append(index)
        for left, right in groups.values():
            self._overlapping(left, right, lambda a, b: True)
            left, right = ([i for i in side if i in facts] for side, facts in ((left, self._old), (right, self._new)))
            for i, j in zip(left, right, strict=False):
                self._take(i, j)

    def _by_overlap(self, same: Callable[[Fact, Fact], bool]) -> None:
        self._overlapping(list(self._old), list(self._new), same)

    def _overlapping(self, left: list[int], right: list[int], same: Callable[[Fact, Fact], bool]) -> None:
        """Pair what overlaps and is the same, the largest overlap first. Sweeps both sides in order of their start."""
        left.sort(key=lambda i: self._old_span[i])
        right.sort(key=lambda j: self._new_span[j])
        found: list[tuple[int, int, int]] = []
        begin = 0
        for i in left:
            start, end = self._old_span[i]
            while begin < len(right) and self._new_span[right[begin]][1] <= start:
                begin += 1
            for j in right[begin:]:
                if self._new_span[j][0] >= end:
                    break
                shared = min(end, self._new_span[j][1]) - max(start, self._new_span[j][0])
                if shared > 0 and same(self._old[i], self._new[j]):
                    found.append((-shared, i, j))
        for _, i, j in sorted(found):
            if i in self._old and j in self._new:
                self._take(i, j)

    def _resemble(self, a: Fact, b: Fact) -> bool:
        name = _RESEMBLE.get(self._kind)
        if name is None:
            return self._kind not in _PERMANENT
        first, second = a[name], b[name]
        if first in second or second in first:
            return True
        return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE

    def _take(self, i: int, j: int) -> None:
        self._pairs.append((j, self._old.pop(i), self._new.pop(j)))


def _compared(fact: Fact) -> dict[str, Any]:
    """The values that make a fact what it is; white space inside a quotation is not one of them."""
    values = {name: value for name, value in fact.items() if name not in _NOT_COMPARED}
    if "quote" in values:
        values["quote"] = "".join(values["quote"].split())
    return values


def _compare(pairing: Pairs, *, with_id: bool) -> KindDifference:
    """``with_id``: another id is a change by itself, because addresses on the site are made of it."""
    pairs, lost, gained = pairing
    changed = []
    for old, new in pairs:
        before, after = _compared(old), _compared(new)
        if with_id:
            before, after = {"id": old["id"], **before}, {"id": new["id"], **after}
        names = dict.fromkeys((*before, *after))
        fields = tuple(name for name in names if before.get(name) != after.get(name))
        if fields:
            changed.append(Change(old, new, fields))
    return KindDifference(tuple(gained), tuple(lost), tuple(changed), len(pairs) - len(changed))


# ── rendering ────────────────────────────────────────────────────────────────────────────────────────

SIGNS = {"gained": "+", "lost": "-", "changed": "~"}


def render_text(difference: Difference, *, limit: int | None = None) -> str:
    """The difference as plain text: a line of counts for every table, then the records, at most ``limit`` a list."""
    if not difference:
        return "No fact was gained, lost or changed."
    lines = [
        f"{kind:14s} +{len(d.gained)}  -{len(d.lost)}  ~{len(d.changed)}  ={d.unchanged}"
        for kind, d in difference.kinds.items()
        if d or d.unchanged
    ]
    for kind, d in difference.kinds.items():
        for word, items in _lists(d):
            lines += ["", f"{kind} {word} ({len(items)})"]
            lines += [f"{SIGNS[word]} {line}" for line in _described(kind, items, limit)]
    return "\n".join(lines)


def render_markdown(difference: Difference, *, limit: int | None = 50) -> str:
    """The difference as Markdown for a pull request: a table of counts, then one folded list for each table.

    At most ``limit`` records stand in a list, since a comment on a pull request has a largest size.
    """
    if not difference:
        return "No fact was gained, lost or changed.\n"
    lines = ["| | gained | lost | changed | unchanged |", "| --- | ---: | ---: | ---: | ---: |"]
    for kind, d in difference.kinds.items():
        if d or d.unchanged:
            lines.append(f"| {kind} | {len(d.gained)} | {len(d.lost)} | {len(d.changed)} | {d.unchanged} |")
    for kind, d in difference.kinds.items():
        for word, items in _lists(d):
            lines += ["", f"<details><summary>{len(items)} {kind} {word}</summary>", ""]
            lines += [f"- {_escape(line)}" for line in _described(kind, items, limit)]
            lines += ["", "</details>"]
    return "\n".join(lines) + "\n"


def _lists(difference: KindDifference) -> list[tuple[str, tuple[Any, ...]]]:
    return [(word, items) for word in SIGNS if (items := getattr(difference, word))]


def _described(kind: str, items: Sequence[Any], limit: int | None) -> list[str]:
    shown = items if limit is None else items[:limit]
    lines = [_describe_change(kind, item) if isinstance(item, Change) else _describe(kind, item) for item in shown]
    if len(shown) < len(items):
        lines.append(f"… and {len(items) - len(shown)} more")
    return lines


def _describe_change(kind: str, change: Change) -> str:
    old, new = change.old, change.new
    moves = "; ".join(f"{name}: {_shown(old.get(name))} → {_shown(new.get(name))}" for name in change.fields)
    return f"{_describe(kind, new)} [{moves}]"


def _describe(kind: str, fact: Fact) -> str:
    if kind in NAMED:
        return f"{fact['id']}  {fact.get('name') or fact.get('title') or ''}".rstrip()
    where = fact["id"] if kind == "provisions" else fact.get("provision") or fact["document"]
    match kind:
        case "provisions":
            said = f"{fact['number']}{fact['heading']}"
        case "assignments":
            said = f"{fact['role']}: {fact['as_written']} → {', '.join(fact['organizations']) or 'nobody'}"
        case "targets":
            due = f"due {fact['due'] or 'unknown'} ({fact['due_basis']})"
            said = f"{fact['indicator_as_written']} {_amount(fact)} {due}"
        case "deadlines":
            said = f"{fact['when']} ({fact['kind']}, {fact['start_date'] or ''}–{fact['end_date'] or ''})"
        case "citations":
            said = f"《{fact['title']}》{fact['number'] or ''}"
        case _:
            said = f"{fact['code']}: {fact['message']}"
    quote = f" 「{_cut(fact['quote'])}」" if fact.get("quote") else ""
    return f"{where}  {said}{quote}"


def _amount(fact: Fact) -> str:
    if fact["op"] == "range":
        return f"{fact['value']}–{fact['value_max']}{fact['unit']}"
    return f"{fact['op']} {fact['value']}{fact['unit']}"


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return _cut(value) or '""'
    return json.dumps(value, ensure_ascii=False)


def _cut(text: str, size: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= size else text[: size - 1] + "…"


def _escape(line: str) -> str:
    """Words of a notice are text, whatever they look like in Markdown or HTML."""
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for mark in "\\`*_[]|#":
        line = line.replace(mark, "\\" + mark)
    return line.replace("@", "@\u200b")
