"""The top of a notice: web page furniture, red head, document number, title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.outline.lines import (
    BRACKET_LINE,
    CONTENTS_TITLE,
    DATE,
    DOCUMENT_NUMBER,
    HEAD_LINE,
    MONTH_LINE,
    NUMBER_LINE,
    ORPHAN_NUMBER,
    Line,
    is_title,
    title_key,
)

_LONGEST_HEAD = 60
"""Lines in which the title must appear."""
_TITLE_LINES = 5
_CITED = re.compile(r"《([^《》]{6,120})》")
_QUOTED = re.compile(r"《[^《》]+》")
_NO_TITLE = (HEAD_LINE, NUMBER_LINE, ORPHAN_NUMBER, MONTH_LINE)
_NUMBERED = re.compile(rf"{DOCUMENT_NUMBER.pattern}[　 ]*(?P<title>[^《》]+(?:《.*)?)$")
"""「某政发〔2010〕22号　某市人民政府关于…的决定」"""
_TITLE_LABELS = frozenset(("标题", "名称", "信息名称", "文件名称"))
_SUBJECT = re.compile(r"关于|印发|转发|批转")
_SUBTITLE = re.compile(r"（[^（）]*(?:稿|年|试行|暂行|修订|草案|版|期|章|省|市|县|区)[^（）]*）$")


@dataclass(frozen=True, slots=True)
class Head:
    """Line indexes: ``title`` may be empty, ``roles`` tells what the other lines up to ``end`` are."""

    title: tuple[int, ...]
    text: str
    roles: tuple[str, ...]
    """"title" | "front" | "furniture" for each line before ``end``."""
    end: int


def find_head(lines: list[Line]) -> Head:
    """The title and what stands over it or between it and the text.

    A page that shows the title over its date line and again over the text means the second; a body's name over 「关于…」 begins the title
    (「某市人民政府⏎关于印发…的通知」), over anything else it is the red head.
    """
    stop = _end_of_head(lines)
    roles = [
        "furniture" if _of_page(lines, i) else "front" if _front(lines, i, stop) else ""
        for i, line in enumerate(lines[:stop])
    ]
    groups: list[list[int]] = []
    for i, role in enumerate(roles):
        if role:
            continue
        if groups and groups[-1][-1] == i - 1:
            groups[-1].append(i)
        else:
            groups.append([i])
    chosen = _choose(lines, groups)
    if not chosen and (labelled := _labelled_title(lines, stop)):
        at, text = labelled
        return Head((at,), text, (*(role or "front" for role in roles[:at]), "title"), at + 1)
    if not chosen:
        end = next((i for i, role in enumerate(roles) if not role), stop)
        return Head((), "", tuple(roles[:end]), end)
    text = "".join(lines[i].text for i in chosen).rstrip("：")
    if _QUOTED.fullmatch(text):
        text = text[1:-1]
    if (numbered := _NUMBERED.match(text)) and is_title(numbered["title"], longest=200):
        text = numbered["title"]
    end = chosen[-1] + 1
    while end < stop and roles[end]:
        end += 1
    keys = {title_key(text)}
    for i in range(end):
        if i in chosen:
            roles[i] = "title"
        elif not roles[i]:
            # The same title over the page's date line, a crumb of navigation.
            roles[i] = "furniture" if title_key(lines[i].text) in keys or i < chosen[0] else "front"
    return Head(tuple(chosen), text, tuple(roles[:end]), end)


def _labelled_title(lines: list[Line], stop: int) -> tuple[int, str] | None:
    """The last line that labels the title (「名称：某市人民政府关于…的通报」), of a page that shows it nowhere else."""
    for i in reversed(range(stop)):
        if lines[i].label in _TITLE_LABELS:
            value = re.split(r"[：\t|】\]]", lines[i].text, maxsplit=1)[1].strip(" 　|\t")
            if is_title(value, longest=200):
                return i, value
    return None


def _end_of_head(lines: list[Line]) -> int:
    """The first line of the text, or of the letter; a page may say something of the notice before its title comes again."""
    end = _first_text(lines, 0)
    keys = {
        title_key(line.text)
        for line in lines[:end]
        if len(line.text) >= 8 and is_title(line.text, weak=True, longest=200)
    }
    for i in range(end, min(len(lines), _LONGEST_HEAD) if keys else 0):
        line = lines[i]
        if line.number or line.attachment or line.closing or line.date or CONTENTS_TITLE.match(line.text):
            break
        if line.addressee and not line.label:
            break
        joined = ""
        for k in range(i, min(i + _TITLE_LINES, len(lines))):
            joined += lines[k].text
            if title_key(joined) in keys:
                return _first_text(lines, k + 1)
    return end


def _first_text(lines: list[Line], start: int) -> int:
    for i in range(start, min(len(lines), _LONGEST_HEAD)):
        line = lines[i]
        if _of_page(lines, i) or (NUMBER_LINE.match(line.text) and len(line.text) < 60):
            continue
        if line.tabbed or line.number or line.attachment or line.addressee or CONTENTS_TITLE.match(line.text):
            return i
        if line.sentence and not is_title(line.text, longest=200):
            return i
    return min(len(lines), _LONGEST_HEAD)


def _of_page(lines: list[Line], i: int) -> bool:
    """Whether the line belongs to the web page: a button, a label, what stands under a label."""
    line = lines[i]
    if line.page_line or line.label or line.label_alone or line.navigation:
        return True
    return bool(
        i and lines[i - 1].label_alone and len(line.text) < 40 and not line.addressee and not is_title(line.text)
    )


def _front(lines: list[Line], i: int, stop: int) -> bool:
    """Whether a line before the text is no part of the title."""
    line = lines[i]
    if line.date or line.closing or any(p.match(line.text) for p in _NO_TITLE):
        return True
    if line.sentence and not is_title(line.text, longest=200):
        return True
    if re.match(rf"（.{{0,20}}{DATE}.{{0,60}}）$", line.text):
        return True
    if line.body_name and not is_title(line.text):
        for below in lines[i + 1 : stop]:
            if _SUBJECT.match(below.text) or below.text == "令":
                return False
            if not below.body_name:
                return True
        return True
    return False


def _choose(lines: list[Line], groups: list[list[int]]) -> list[int]:
    """The lines of the title: of the last group that ends like one, else of the last group."""
    for group in reversed(groups):
        if found := _title_in(lines, group, weak=False) or _title_in(lines, group, weak=True):
            return _one_of_two(lines, found)
    if groups and len("".join(lines[i].text for i in groups[-1])) >= 4:
        return groups[-1]
    return []


def _one_of_two(lines: list[Line], chosen: list[int]) -> list[int]:
    """Of a title that stands twice, on the page and in the notice, the second; of a notice's and its plan's, the first."""
    for k in range(1, len(chosen)):
        above, below = (title_key("".join(lines[i].text for i in rows)) for rows in (chosen[:k], chosen[k:]))
        if len(below) >= 8 and (above.startswith(below) or above.endswith(below)):
            return chosen[k:]
        if len(below) >= 8 and below in map(title_key, _CITED.findall("".join(lines[i].text for i in chosen[:k]))):
            # 「…关于印发《某方案》的通知」 over 「某方案」
            return chosen[:k]
    return chosen


def _title_in(lines: list[Line], group: list[int], *, weak: bool) -> list[int]:
    first = 0
    for k, i in enumerate(group):
        if _SUBJECT.search(lines[i].text):
            first = k
            while first and lines[group[first - 1]].body_name:
                first -= 1
            break
    for last in range(len(group), first, -1):
        chosen = group[first:last]
        text = "".join(lines[i].text for i in chosen)
        if "《" in text:
            # 「某政发〔2016〕2号《某市人民政府关于…的通知》」
            text = text.removesuffix("》")
        if is_title(text, weak=weak, longest=240) and not (
            BRACKET_LINE.match(lines[chosen[-1]].text) and not _SUBTITLE.match(lines[chosen[-1]].text)
        ):
            return chosen
    return []
