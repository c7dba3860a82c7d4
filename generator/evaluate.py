"""Scores a data set against hand-made reference annotations: precision, recall and F1 of every kind of fact.

The references (``tests/gold/NAME.json``) were made by reading; ``tests/gold/README.md`` says what counts as a fact.
Every fact is placed by its half-open character span in the source text. Spans are compared after dropping white space,
so a line break inside a number or a name costs nothing. Nothing here is tuned to this program: it scores any data set
that keeps the contract.
"""

from __future__ import annotations

import difflib
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Fact = dict[str, Any]

KINDS = ("headings", "assignments", "targets", "deadlines", "citations")
ROLES = ("lead", "responsible", "support", "implement")
_TABLES = ("documents", "provisions", "assignments", "targets", "deadlines", "citations")
_SPACE = re.compile(r"\s+")
_WIDTH = str.maketrans("０１２３４５６７８９（）：；，．％〈〉＜＞", "0123456789():;,.%<><>")
_BARE_PERIOD = re.compile(r"(\d{4}年(度)?|全年|当年|年度|每年度?)")
ALIKE = 0.6
"""Similarity from which two wordings of a title or an indicator count as the same."""


@dataclass(slots=True)
class Tally:
    """Counts of one kind of fact: how many the reference holds, how many were found, how many of those are right."""

    gold: int = 0
    found: int = 0
    hit: int = 0
    right: Counter = field(default_factory=Counter)
    """By attribute: facts found whose attribute is right …"""
    judged: Counter = field(default_factory=Counter)
    """… of so many whose attribute could be judged."""
    missed: list[Fact] = field(default_factory=list)
    extra: list[Fact] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.hit / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def attributes(self) -> dict[str, float]:
        return {name: self.right[name] / count for name, count in sorted(self.judged.items())}

    def _judge(self, name: str, ok: bool) -> None:
        self.judged[name] += 1
        self.right[name] += ok

    def _add(self, gold: Sequence[Fact], found: Sequence[Fact], pairs: Sequence[tuple[Fact, Fact]]) -> None:
        self.gold += len(gold)
        self.found += len(found)
        self.hit += len(pairs)
        seen_gold, seen_found = {id(a) for a, _ in pairs}, {id(b) for _, b in pairs}
        self.missed += [fact for fact in gold if id(fact) not in seen_gold]
        self.extra += [fact for fact in found if id(fact) not in seen_found]


class Places:
    """Maps offsets in a source text to offsets with the white space taken out."""

    def __init__(self, text: str) -> None:
        self._at, count = [], 0
        for char in text:
            self._at.append(count)
            count += not char.isspace()
        self._at.append(count)

    def offset(self, offset: int) -> int:
        return self._at[min(offset, len(self._at) - 1)]

    def span(self, item: Mapping[str, Any]) -> tuple[int, int]:
        return self.offset(item["start"]), self.offset(item["end"])


def score(data: Path, gold: Path, texts: Path) -> dict[str, Tally]:
    """Score the data set in the folder ``data`` against every reference in ``gold``.

    ``texts`` is the folder of the source texts the references were made from. A reference whose text is not part of
    the data set counts as missed altogether.
    """
    tables = {name: json.loads((data / f"{name}.json").read_text(encoding="utf-8")) for name in _TABLES}
    tallies = {kind: Tally() for kind in KINDS}
    for path in sorted(gold.glob("*.json")):
        reference = json.loads(path.read_text(encoding="utf-8"))
        ids = {d["id"] for d in tables["documents"] if Path(d["source"]["file"]).name == reference["source"]}
        text = (texts / reference["source"]).read_text(encoding="utf-8")
        _score_source(reference, text, ids, tables, tallies)
    return tallies


def _score_source(reference: Fact, text: str, ids: set[str], tables: Fact, tallies: dict[str, Tally]) -> None:
    places = Places(text)
    scopes = [(places.offset(a), places.offset(b)) for a, b in reference.get("scope") or [[0, len(text)]]]

    def inside(span: tuple[int, int]) -> bool:
        return any(a <= span[0] and span[1] <= b for a, b in scopes)

    def found(kind: str) -> list[Fact]:
        facts = (dict(x, _span=places.span(x)) for x in tables[kind] if x["document"] in ids)
        # A provision reaches on to its next child; where it begins decides.
        return [x for x in facts if inside((x["_span"][0],) * 2 if kind == "provisions" else x["_span"])]

    def wanted(kind: str) -> list[Fact]:
        return [dict(x, _span=places.span(x)) for x in reference.get(kind, [])]

    table_spans = [places.span(table) for table in reference.get("tables", [])]
    _score_targets(tallies["targets"], wanted("targets"), [x for x in found("targets") if not x["table"]])
    _score_deadlines(tallies["deadlines"], wanted("deadlines"), found("deadlines"))
    outside = [x for x in found("assignments") if not any(_overlap(x["_span"], t) > 0 for t in table_spans)]
    _score_assignments(tallies["assignments"], wanted("assignments"), outside)
    _score_citations(tallies["citations"], wanted("citations"), found("citations"))
    _score_headings(tallies["headings"], reference.get("headings", []), found("provisions"))


def _score_targets(tally: Tally, gold: list[Fact], found: list[Fact]) -> None:
    def same(a: Fact, b: Fact) -> bool:
        return _number(a["value"]) == _number(b["value"]) and _squeeze(a["unit"]) == _squeeze(b["unit"])

    pairs = _match(gold, found, same)
    tally._add(gold, found, pairs)
    for a, b in pairs:
        tally._judge("op", a["op"] == b["op"])
        tally._judge("growth", a["growth"] == b["growth"])
        tally._judge("indicator", _alike(a["indicator"], b["indicator_as_written"]))
        if a["due_basis"] != "none":
            tally._judge(f"due_{a['due_basis']}", a["due"] == b["due"])


def _score_deadlines(tally: Tally, gold: list[Fact], found: list[Fact]) -> None:
    dated = {"by", "during", "within"}
    pairs = _match(gold, found, lambda a, b: a["kind"] == b["kind"] or {a["kind"], b["kind"]} <= dated)
    hits = {id(b) for _, b in pairs}
    # A bare year given as a deadline is a matter of taste and not held against the data set.
    found = [x for x in found if id(x) in hits or not _BARE_PERIOD.fullmatch(_squeeze(x["when"]))]
    tally._add(gold, found, pairs)
    for a, b in pairs:
        tally._judge("kind", a["kind"] == b["kind"])
        if a["kind"] in ("by", "during"):
            tally._judge("end_date", a["end_date"] == b["end_date"])
        if a["kind"] in ("during", "from"):
            tally._judge("start_date", a["start_date"] == b["start_date"])


def _score_assignments(tally: Tally, gold: list[Fact], found: list[Fact]) -> None:
    """One fact per body and role, placed by the statement it stands in."""
    bodies = [
        {"role": role, "name": name, "quote": statement["quote"], "_span": statement["_span"]}
        for statement in gold
        for role in ROLES
        for name in statement[role]
    ]
    found = [dict(x, name=x["as_written"]) for x in found]
    pairs, used = [], set()
    for a in bodies:
        for j, b in enumerate(found):
            same = b["role"] == a["role"] and _squeeze(b["name"]) == _squeeze(a["name"])
            if j not in used and same and _near(a["_span"], b["_span"]):
                used.add(j)
                pairs.append((a, b))
                break
    tally._add(bodies, found, pairs)
    for _, b in pairs:
        tally._judge("resolved", bool(b["organizations"]))


def _score_citations(tally: Tally, gold: list[Fact], found: list[Fact]) -> None:
    pairs = _match(gold, found, lambda a, b: _alike(a["title"], b["title"] or b["number"] or ""))
    tally._add(gold, found, pairs)
    for a, b in pairs:
        if a["number"]:
            tally._judge("number", _squeeze(a["number"]) == _squeeze(b["number"]))


def _score_headings(tally: Tally, gold: list[Fact], found: list[Fact]) -> None:
    """In order, by kind of number and title."""

    def key(level: str, title: str | None) -> tuple[str, str]:
        return _squeeze(level).replace("(", "（").replace(")", "）"), _squeeze(title)

    wanted = [key(h["level"], h["title"]) for h in gold if h["level"] != "other"]
    given = [key(h["level"], h["heading"]) for h in sorted(found, key=lambda x: x["start"]) if h["level"] != "other"]
    blocks = difflib.SequenceMatcher(None, wanted, given, autojunk=False).get_matching_blocks()
    tally.gold += len(wanted)
    tally.found += len(given)
    tally.hit += sum(block.size for block in blocks)
    tally.missed += [{"heading": k} for k in Counter(wanted) - Counter(given)]
    tally.extra += [{"heading": k} for k in Counter(given) - Counter(wanted)]


def _match(gold: list[Fact], found: list[Fact], same: Callable[[Fact, Fact], bool]) -> list[tuple[Fact, Fact]]:
    """Greedy one-to-one pairing, largest overlap first, of items for which ``same`` holds."""
    candidates = [
        (overlap, i, j)
        for i, a in enumerate(gold)
        for j, b in enumerate(found)
        if (overlap := _overlap(a["_span"], b["_span"])) > 0 and same(a, b)
    ]
    candidates.sort(key=lambda x: (-x[0], x[1], x[2]))
    used_gold, used_found, pairs = set(), set(), []
    for _, i, j in candidates:
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((gold[i], found[j]))
    return pairs


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])


def _near(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """The spans overlap, or ``b`` begins within 600 characters behind ``a``, the quoted opening."""
    return _overlap(a, b) > 0 or 0 <= b[0] - a[0] <= 600


def _squeeze(text: str | None) -> str:
    return _SPACE.sub("", text or "").translate(_WIDTH)


def _number(value: float | None) -> float | None:
    return None if value is None else round(float(value), 6)


def _alike(a: str, b: str) -> bool:
    a, b = _squeeze(a), _squeeze(b)
    return bool(a and b) and (a in b or b in a or difflib.SequenceMatcher(None, a, b).ratio() >= ALIKE)


def describe(fact: Fact) -> str:
    """The fields of a missed or extra fact that tell a person which one it is."""
    shown = ("quote", "indicator", "indicator_as_written", "op", "value", "unit", "growth", "due", "due_basis", "when")
    shown += ("kind", "end_date", "role", "name", "title", "number", "heading")
    return json.dumps({name: fact[name] for name in shown if name in fact}, ensure_ascii=False)
