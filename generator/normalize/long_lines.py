"""Documents that lost their line breaks: one line of thousands of characters is cut before its clause numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.normalize.characters import HAN
from generator.normalize.draft import Draft, Edit
from generator.numbering import RANKS, match_number
from generator.registers import load_register

_WORDS = load_register("outline")
LONG = 1500
"""Characters from which a line with a few clause numbers in it is not one paragraph."""
SUSPICIOUS = 400
"""Characters from which a line with many clause numbers in it is not one paragraph."""
_FEWEST = 6

_INDENT = re.compile(r"(?<![ \u3000])[ \u3000]{2,}+(?=\S)|(?<=[。：])[ \u3000](?=\S)")
_HEADING_AND_GAP = re.compile(r"[^ \u3000。，；：！？\n]{2,24}(?P<gap>[ \u3000]+)(?=[\u4e00-\u9fff“《])")
_NUMBER_AHEAD = re.compile(
    r"(?<![ \u3000])(?P<gap>[ \u3000]*+)(?=[一二三四五六七八九十]{1,4}、|（[一二三四五六七八九十]{1,4}）|[0-9]{1,2}[.．、](?![0-9])"
    r"|第[一二三四五六七八九十百]{1,4}[章条]|附件[0-9一二三四五六]?[：:])"
)
_HEADING_BEFORE = re.compile(
    rf"(?:[一二三四五六七八九十]{{1,4}}、|（[一二三四五六七八九十]{{1,4}}）)[{HAN}A-Z0-9“”、，（）+]{{2,40}}$"
)
_DATE = r"(?:(?:19|20)[0-9]{2}|[二一〇○零九]{4})[ ]?年[ ]?[0-9一二三四五六七八九十]{1,3}[ ]?月[ ]?[0-9一二三四五六七八九十]{1,3}[ ]?日"
_BODY = rf"[{HAN}（）]{{2,30}}?(?:{'|'.join(_WORDS['body_endings'])})"
_TITLE = rf"[^。，；：\n]{{4,90}}?(?:{'|'.join(_WORDS['title_words'])})(?:（[^（）\n]{{1,20}}）)?"
_SIGNED = re.compile(
    rf"(?<=[。！])[ \u3000]*(?P<body>{_BODY})[ \u3000]*(?P<date>{_DATE})[ \u3000]*(?P<closing>（此件[^）\n]{{0,20}}）)?"
    rf"[ \u3000]*(?P<title>{_TITLE})?(?=[ \u3000]*(?:为|根据|按照|依据|近年来|一、|第一[章条]))"
)
_LETTER = re.compile(rf"(?P<title>{_TITLE})[ \u3000]*(?P<whom>(?:各|有关|省|市|县|州|区)[^。；！？：\n]{{2,200}}：)")
_STOPS = "。！？）”；：\n"


def break_long_lines(draft: Draft) -> None:
    """「…印发给你们。某市人民政府2020年3月1日某方案为…一、总体要求（一）…」 gets a line for each clause and for what surrounds them.

    Only white space is replaced and nothing else changes; lines of usual length are left alone.
    """
    if len(draft.text) < SUSPICIOUS:
        return
    cuts: dict[int, Edit] = {}
    for start, end in _long_lines(draft.text):
        if draft.text.find("\t", start, end) >= 0:
            continue
        clauses = sum(1 for _ in _clauses(draft.text, start, end))
        if clauses < (_FEWEST if end - start < LONG else 3):
            continue
        for find in (_indents, _clauses, _letter):
            for edit in find(draft.text, start, end):
                cuts.setdefault(edit.end, edit)
    edits, last = [], 0
    for end in sorted(cuts):
        if cuts[end].start >= last:
            edits.append(cuts[end])
            last = end
    draft.apply(edits)


def _long_lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start >= SUSPICIOUS:
            yield start, end
        start = end + 1


def _indents(text: str, start: int, end: int) -> Iterator[Edit]:
    """Two spaces or more are the indent of a paragraph whose line break was dropped, one behind a stop is the break itself."""
    for m in _INDENT.finditer(text, start, end):
        if m.start() == start or text[m.start() - 1] in _STOPS or match_number(text, m.end(), end):
            yield Edit(m.start(), m.end(), "\n")


def _clauses(text: str, start: int, end: int) -> Iterator[Edit]:
    """Before numbers of the upper kinds that count up by one."""
    last: dict[str, int] = {}
    for m in _NUMBER_AHEAD.finditer(text, start + 1, end):
        at = m.end()
        if text.startswith("附件", at):
            if text[m.start() - 1] in "。）":
                yield Edit(m.start(), at, "\n")
            continue
        number = match_number(text, at, end)
        if number is None or RANKS.get(number.kind, 99) > RANKS["arabic"] or number.value is None:
            continue
        # Numbers of a lower kind run on through the sections or begin anew in each.
        if number.value not in (1, last.get(number.kind, 0) + 1):
            continue
        if not (
            m["gap"]
            or text[m.start() - 1] in "。！？）”"
            or (number.value == 1 and _HEADING_BEFORE.search(text[max(start, at - 50) : at]))
        ):
            continue
        last[number.kind] = number.value
        if behind := _HEADING_AND_GAP.match(text, number.end, end):
            yield Edit(behind.start("gap"), behind.end("gap"), "\n")
        yield Edit(m.start(), at, "\n")


def _letter(text: str, start: int, end: int) -> Iterator[Edit]:
    """Around the addressee, the signature and the title of what the letter passes on."""
    if m := _LETTER.search(text, start, min(end, start + 600)):
        yield Edit(m.end("title"), m.start("whom"), "\n")
        yield Edit(m.end(), m.end(), "\n")
    for m in _SIGNED.finditer(text, start, end):
        yield Edit(m.start(), m.start("body"), "\n")
        for name in ("body", "date", "closing", "title"):
            if m[name]:
                at = m.end(name)
                while at < end and text[at] in " \u3000":
                    at += 1
                yield Edit(m.end(name), at, "\n")
