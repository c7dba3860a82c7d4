"""Table rows that were broken inside a cell."""

from __future__ import annotations

import re
from collections import Counter

from generator.normalize.draft import Draft, Edit
from generator.normalize.lines import SourceLine
from generator.numbering import match_number
from generator.registers import load_register

_LONGEST_BREAK = 6
"""Lines that one row may be broken into."""
_NAME_END = re.compile(rf"(?:{'|'.join(load_register('outline')['body_endings'])}|[县市区镇乡旗盟])$")
_NAME = re.compile(r"[\u4e00-\u9fff（）]{1,20}$")
_SERIAL = re.compile(r"[0-9]{1,3}\t[^\t]")
_OPEN_END = re.compile(r"[、，（]$|（[^（）]*$")
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
        while end < len(lines) and ("\t" in lines[end].text or _inside(lines, end) or _ends_table(lines, end)):
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


def _ends_table(lines: list[SourceLine], i: int) -> bool:
    """Whether the line under the last row goes on with its last cell."""
    return "\t" in lines[i - 1].text and not lines[i].blank_above and _ends_cell([lines[i - 1]], lines[i].text)


def _ends_cell(row: list[SourceLine], below: str) -> bool:
    """Whether ``below`` is the rest of the last cell of ``row``: a list or bracket stands open, or a name is cut (「市税⏎务局」)."""
    cell = "".join(line.text for line in row).rsplit("\t", 1)[-1].strip()
    below = below.strip()
    if not cell or not below or len(below) > 60 or match_number(below, 0) or re.search(r"[：:]", below):
        return False
    if _OPEN_END.search(cell) or below[0] in "、，）":
        return True
    last, first = re.split("[、，；]", cell)[-1], re.split("[、，；]", below)[0]
    return bool(
        _NAME.match(last)
        and _NAME.match(first)
        and not _NAME_END.search(last)
        and _NAME_END.search(first)
        and len(first) <= 8
    )


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
        if sum(tabs[i : i + taken]) == usual:
            while i + taken < min(i + _LONGEST_BREAK, len(lines)) and not tabs[i + taken]:
                if lines[i + taken].blank_above or not _ends_cell(lines[i : i + taken], lines[i + taken].text):
                    break
                taken += 1
        edits += [
            Edit(a.end, b.start, "") for a, b in zip(lines[i : i + taken], lines[i + 1 : i + taken], strict=False)
        ]
        i += taken
    return edits


def _goes_on(above: str, below: str) -> bool:
    last = above.rsplit("\t", 1)[-1].strip()
    first = below.split("\t", 1)[0].strip()
    if last and not first and _SERIAL.match(above):
        # The break stands before a tab: 「2⇥危房改造1200户⏎⇥10月底前⇥县住建局」.
        return below.startswith("\t") and not _VALUE.match(last)
    return bool(last and first) and not _VALUE.match(last) and not _VALUE.match(first)
