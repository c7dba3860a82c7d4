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
SUSPICIOUS = 250
"""Characters from which a line with 一、 二、 三、 in it is not one paragraph."""
_MANY = 400
"""Characters from which a line with many clause numbers of any kind in it is none."""
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
_TITLE_WORD = rf"(?:{'|'.join(_WORDS['title_words'])})(?:（[^（）\n]{{1,20}}）)?"
_ANY_TITLE_WORD = rf"(?:{'|'.join(_WORDS['title_words'] + _WORDS['weak_title_words'])})(?:（[^（）\n]{{1,20}}）)?"
_TITLE = rf"[^。，；：\n]{{4,90}}?{_TITLE_WORD}"
_DOCUMENT_NUMBER = rf"（?[{HAN}A-Z]{{1,14}}(?:（[{HAN}]{{1,4}}）)?[〔\[［【（﹝](?:19|20)[0-9]{{2}}[〕\]］】）﹞][ ]?第?[0-9]{{1,5}}[ ]?号）?"
_SIGNED = re.compile(
    rf"(?<=[。！])[ \u3000]*(?P<body>{_BODY})[ \u3000]*(?P<date>{_DATE})[ \u3000]*(?P<closing>（此件[^）\n]{{0,20}}）)?"
    rf"[ \u3000]*(?P<title>{_TITLE})?(?=[ \u3000]*(?:为|根据|按照|依据|近年来|一、|第一[章条]|附件|$))"
)
# A date alone is a signature only where the title and the first clause follow.
_DATED = re.compile(
    rf"(?<=[。！])[ \u3000]*(?P<date>{_DATE})[ \u3000]*(?P<title>[^。，；：\n]{{4,90}}?{_ANY_TITLE_WORD})(?=[ \u3000]*(?:一、|第一[章条]))"
)
_LETTER = re.compile(
    rf"(?P<title>[^。，；：\n]{{4,90}}{_TITLE_WORD})[ \u3000]*(?:(?P<number>{_DOCUMENT_NUMBER})[ \u3000]*)?"
    r"(?P<whom>(?:各|有关|省|市|县|州|区|盟|旗|驻)[^。；！？：\n]{2,200}：)"
)
_RED_HEAD = re.compile(
    rf"(?P<body>{_BODY}文件)[ \u3000]*(?P<number>{_DOCUMENT_NUMBER})(?=[ \u3000]*{_BODY}关于|[ \u3000]*关于)"
)
_NUMBERED_TITLE = re.compile(
    rf"(?m)^[^\n。：]{{4,120}}?{_TITLE_WORD}(?P<gap>[ \u3000]*)(?={_DOCUMENT_NUMBER}[ \u3000]*$)"
)
_SECOND = re.compile(r"(?:二、|（二）|2[.．、](?![0-9]))")
"""Without a second clause there is nothing to part."""
_CITED = re.compile(r"《([^《》\n]{6,90})》")
_TEXT_BEGINS = re.compile(
    r"(?:（[^（）\n]{2,20}）)?[ \u3000]*(?:为|根据|按照|依据|近年来|一、|第一[章条部]|前[ \u3000]*言|\n|$)|[ \u3000]"
)
_WIDE_GAP = re.compile(r"\u3000+|[ ]{2,}")
_HEAD = 1500
"""Characters of a text in which its title and addressee stand."""
_SHORTEST_BLOCK = 4
"""Characters a title, name or date has at least: 「国　务　院」 is one name, spread over the line."""
_TITLE_BEFORE = re.compile(rf"{_ANY_TITLE_WORD}$")
_STOPS = "。！？）”；：\n"


def break_long_lines(draft: Draft) -> None:
    """「…印发给你们。某市人民政府2020年3月1日某方案为…一、总体要求（一）…」 gets a line for each clause and for what surrounds them.

    Only white space is replaced and nothing else changes; lines of usual length are left alone, but for a document number
    behind the title.
    """
    if m := _NUMBERED_TITLE.search(draft.text, 0, _HEAD):
        draft.apply([Edit(m.start("gap"), m.end("gap"), "\n")])
    if len(draft.text) < SUSPICIOUS:
        return
    cuts: dict[int, Edit] = {}
    for start, end in _long_lines(draft.text):
        if not _SECOND.search(draft.text, start + 1, end) or draft.text.find("\t", start, end) >= 0:
            continue
        around = [*_letter(draft.text, start, end), *_named_title(draft.text, start, end)]
        clauses = list(_clauses(draft.text, start, end, {edit.end for edit in around}))
        if not _is_flat(draft.text, [Edit(start, start, ""), *clauses], end - start):
            continue
        first = clauses[0].start if clauses else end
        head = _gaps(draft.text, start, min(first, start + _HEAD))
        tail = _gaps(draft.text, draft.text.rfind("。", start, end) + 1 or end, end)
        for edit in (*_indents(draft.text, start, end), *clauses, *around, *head, *tail):
            cuts.setdefault(edit.end, edit)
    edits, last = [], 0
    for end in sorted(cuts):
        if cuts[end].start >= last:
            edits.append(cuts[end])
            last = end
    draft.apply(edits)


def _is_flat(text: str, clauses: list[Edit], length: int) -> bool:
    """Whether so many clauses begin in a line that it is no paragraph: a few in a very long one, or 一、 二、 三、."""
    if length >= _MANY and len(clauses) > (_FEWEST if length < LONG else 3):
        return True
    return (
        len(clauses) > 1 and sum(1 for edit in clauses if (n := match_number(text, edit.end)) and n.kind == "han") >= 3
    )


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


def _clauses(text: str, start: int, end: int, titles: set[int]) -> Iterator[Edit]:
    """Before numbers of the upper kinds that count up by one, or by two where a number was lost."""
    last: dict[str, int] = {}
    if own := match_number(text, start, end):
        last[own.kind] = own.value or 0
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
        if number.value != 1 and not 0 < number.value - last.get(number.kind, 0) <= 2:
            continue
        before = text[max(start, at - 50) : m.start()]
        if not (
            m["gap"]
            or text[m.start() - 1] in "。！？）”"
            or at in titles
            or m.start() in titles
            or (
                number.value == 1
                and (_HEADING_BEFORE.search(before) or (number.kind == "han" and _TITLE_BEFORE.search(before)))
            )
        ):
            continue
        last[number.kind] = number.value
        if behind := _HEADING_AND_GAP.match(text, number.end, end):
            yield Edit(behind.start("gap"), behind.end("gap"), "\n")
        yield Edit(m.start(), at, "\n")


def _letter(text: str, start: int, end: int) -> Iterator[Edit]:
    """Around the document number, the addressee, the signature and the title of what the letter passes on."""
    if start < _HEAD:
        stop = min(end, start + 600)
        if m := _RED_HEAD.match(text, start, stop):
            yield from _apart(text, end, m.end("body"), m.end("number"))
        if m := _LETTER.search(text, start, stop):
            yield from _apart(text, end, m.end("title"), *([m.end("number")] if m["number"] else []), m.end())
    for pattern, names in ((_SIGNED, ("body", "date", "closing", "title")), (_DATED, ("date", "title"))):
        for m in pattern.finditer(text, start, end):
            yield Edit(m.start(), m.start(names[0]), "\n")
            yield from _apart(text, end, *(m.end(name) for name in names if m[name]))


def _named_title(text: str, start: int, end: int) -> Iterator[Edit]:
    """Around the title that the letter names (「现将《…方案》印发给你们」) where it stands over its text."""
    for m in list(_CITED.finditer(text, start, min(end, start + _HEAD)))[:3]:
        at = text.find(m[1], m.end(), end)
        if (
            at > start
            and text[at - 1] in "日。）！ \u3000"
            and (behind := _TEXT_BEGINS.match(text, at + len(m[1]), end))
        ):
            gap = at
            while text[gap - 1] in " \u3000":
                gap -= 1
            yield Edit(gap, at, "\n")
            bracket = text.find("）", at + len(m[1]), behind.end()) if behind[0].startswith("（") else -1
            yield from _apart(text, end, max(at + len(m[1]), bracket + 1))


def _apart(text: str, end: int, *places: int) -> Iterator[Edit]:
    """A line break at each place, in the stead of the white space there."""
    for place in places:
        at = place
        while at < end and text[at] in " \u3000":
            at += 1
        if at < end:
            yield Edit(place, at, "\n")


def _gaps(text: str, start: int, end: int) -> Iterator[Edit]:
    """Wide gaps between blocks: 「…的通知　（某办发〔2025〕3号）　各县（市、区）党委…：　《…》已经…」."""
    last = start
    for m in _WIDE_GAP.finditer(text, start, end):
        following = _WIDE_GAP.search(text, m.end(), end)
        after = (following.start() if following else end) - m.end()
        if m.start() - last >= _SHORTEST_BLOCK and after >= _SHORTEST_BLOCK:
            yield Edit(m.start(), m.end(), "\n")
        last = m.end()
