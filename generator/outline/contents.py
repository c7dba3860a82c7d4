"""Tables of contents: where one begins and ends, and the titles in it."""

from __future__ import annotations

import re

from generator.numbering import match_number
from generator.outline.lines import CONTENTS_TITLE, Line, contents_entry, is_title, title_key

_SPACED_PAGE = re.compile(r"[^0-9.%][0-9]{1,3}$")
_TAIL = re.compile(r"[　 ]?目[　 ]?[录次]$")
_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+[.、]|附件[0-9一二三四五六七八九十]*[：:]?)"
)
_LONGEST = 300
"""Lines of a table of contents."""


def are_entries(lines: list[Line], i: int) -> bool:
    """Three entries with page numbers that do not fall; without dots between, they must read as headings or titles."""
    last = 0
    for line in lines[i : i + 3]:
        entry = contents_entry(line.text)
        page = int(entry["a"] or entry["b"] or entry["c"]) if entry else -1
        if entry is None or page < last:
            return False
        name = entry["name"]
        if not entry["b"] and not match_number(name, 0) and not is_title(name, weak=True):
            return False
        last = page
    return i + 3 <= len(lines)


def title_over_contents(lines: list[Line], i: int) -> str:
    """「某市应急预案」 of a line 「某市应急预案目录」 over numbered entries, "" where the line is none."""
    title = _TAIL.sub("", lines[i].text)
    if title == lines[i].text or not lines[i].plain:
        return ""
    return title if i + 1 < len(lines) and lines[i + 1].number else ""


def read_contents(lines: list[Line], i: int) -> tuple[int, list[str]]:
    """End of the table of contents that begins at line ``i``, and the titles that it names.

    It ends where its first entry comes again, where running text begins, or behind the last entry with a page number.
    """
    end = i + 1 if CONTENTS_TITLE.match(lines[i].text) else i
    paged = are_entries(lines, end)
    spaced = all(_SPACED_PAGE.search(line.text) for line in lines[end : end + 2])
    first = ""
    titles = []
    while end < min(len(lines), i + _LONGEST):
        line = lines[end]
        entry = contents_entry(line.text)
        if (
            line.sentence
            or (spaced and not _SPACED_PAGE.search(line.text))
            or (paged and not entry and not (line.plain and _entry_follows(lines, end)))
        ):
            break
        name = (entry["name"] if entry else line.text).strip("　 .…·")
        if first and title_key(name) == first and not entry:
            break
        first = first or title_key(name)
        plain = _NUMBER.sub("", name)
        if is_title(plain):
            titles.append(plain)
        end += 1
    return max(end, i + 1), titles


def _entry_follows(lines: list[Line], i: int) -> bool:
    """An entry may break over two lines; its page stands on the second."""
    return i + 1 < len(lines) and len(lines[i].text) > 12 and contents_entry(lines[i + 1].text) is not None
