"""Table rows that were broken inside a cell."""

from __future__ import annotations

import re
from collections import Counter

from generator.normalize.draft import Draft, Edit
from generator.normalize.lines import SourceLine
from generator.numbering import match_number

_LONGEST_BREAK = 6
"""Lines that one row may be broken into."""
_VALUE = re.compile(r"[-—+]?[0-9][0-9.,，%‰]*$")


def join_rows(draft: Draft) -> None:
    """A row whose cells were broken over several lines is one line again: 「1⇥推进园区⏎建设⇥州发展改革委」.

    A line with too few tabs goes together with those below it when that makes exactly the tabs of the table's other rows.
    """
    if "\t" not in draft.text:
        return
    lines = _lines(draft.text)
    edits: list[Edit] = []
    i = 0
    while i < len(lines):
        if "\t" not in lines[i].text:
            i += 1
            continue
        end = i
        while end < len(lines) and ("\t" in lines[end].text or _inside(lines, end)):
            end += 1
        edits += _rejoin(lines[i:end])
        i = end
    draft.apply(edits)


def _lines(text: str) -> list[SourceLine]:
    found, last = [], 0
    for m in re.finditer(r"[^\n]+", text):
        found.append(SourceLine(m.start(), m.end(), m[0], 0, text.count("\n", last, m.start()) > 1))
        last = m.end()
    return found


def _inside(lines: list[SourceLine], i: int) -> bool:
    """Whether an untabbed line can be a piece of a cell: the row above it is open and a row follows soon."""
    text = lines[i].text
    if lines[i].blank_above or match_number(text, 0) or re.search(r"[：:]", text) or len(text) > 60:
        return False
    return any("\t" in line.text for line in lines[i + 1 : i + 3])


def _rejoin(lines: list[SourceLine]) -> list[Edit]:
    tabs = [line.text.count("\t") for line in lines]
    counts = Counter(n for n in tabs if n)
    if len(lines) < 3 or not counts:
        return []
    usual, rows = counts.most_common(1)[0]
    if usual < 2 or rows < 2:
        return []
    edits: list[Edit] = []
    i = 0
    while i < len(lines):
        taken = 1
        if 0 < tabs[i] < usual:
            have = tabs[i]
            for k in range(i + 1, min(i + _LONGEST_BREAK, len(lines))):
                if lines[k].blank_above or tabs[k] == usual or not _goes_on(lines[k - 1].text, lines[k].text):
                    break
                have += tabs[k]
                if have >= usual:
                    if have == usual:
                        taken = k - i + 1
                    break
        edits += [
            Edit(a.end, b.start, "") for a, b in zip(lines[i : i + taken], lines[i + 1 : i + taken], strict=False)
        ]
        i += taken
    return edits


def _goes_on(above: str, below: str) -> bool:
    last = above.rsplit("\t", 1)[-1].strip()
    first = below.split("\t", 1)[0].strip()
    return bool(last and first) and not _VALUE.match(last) and not _VALUE.match(first)
