"""Which lines open a part, and which stand outside the clauses: front and back matter, web page furniture, contents."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.model import PartKind
from generator.numbering import RANKS
from generator.outline.contents import are_entries, read_contents, title_over_contents
from generator.outline.head import Head, find_head
from generator.outline.lines import (
    BRACKET_LINE,
    CONTACT,
    CONTENTS_TITLE,
    DATE,
    LOST_DATE,
    MONTH_LINE,
    NOTE,
    SIGNED_DATE,
    UNIT_LINE,
    Line,
    is_title,
    title_key,
)

_CITED = re.compile(r"《([^《》]{4,120})》")
_ITEM = re.compile(
    r"(?:附件)?(?P<value>[0-9]{1,2})[ ]?[.．、：](?:(?![0-9])|(?=(?:19|20)[0-9]{2}[年—-]))(?P<name>[^。；：]{2,90})[；。]?$"
)
_ITEMS = re.compile(r"(?:^|(?<=[^0-9.]))(?P<value>[0-9]{1,2})[.．、](?:(?![0-9])|(?=(?:19|20)[0-9]{2}[年—-]))")
_LEFT_OUT = re.compile(r"（(?:此?略|从略|另发|不发|不公开|另附)）$")
_STOPPED = re.compile(r"[。！？；）：”]$")
_ADOPTED = re.compile(DATE)
"""A bracket under a title that says when and by whom it was adopted."""
_LAST_OF_LETTER = 60
"""Line up to which a letter names what it passes on."""
_TITLE_LINES = 6
_PREAMBLE = 10
"""Lines between a title and its first number."""


@dataclass(slots=True)
class Block:
    """Consecutive lines of one role."""

    role: str
    """"title" (opens a part) | "body" | "front" | "furniture" | "contents" | "back"."""
    first: int
    last: int
    """Line indexes, ``last`` exclusive."""
    title: str = ""
    label: str = ""
    """「附件1」 of an attachment."""
    kind: PartKind = PartKind.PLAN
    title_lines: tuple[int, ...] = ()


def find_blocks(lines: list[Line]) -> list[Block]:
    """The blocks of a document in reading order; together they hold every line."""
    return _Scanner(lines).scan()


class _Scanner:
    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.blocks: list[Block] = []
        self.tail = len(lines)
        while self.tail and (
            lines[self.tail - 1].page_line or (lines[self.tail - 1].label and not lines[self.tail - 1].sentence)
        ):
            self.tail -= 1
        cited = (title for line in lines[:_LAST_OF_LETTER] for title in _CITED.findall(line.text))
        self.named: dict[str, PartKind] = {title_key(title): PartKind.PLAN for title in cited}
        self.values: dict[str, str] = {}
        """Number of an attachment → its title, as far as a list names them."""
        self.seen: set[str] = set()
        """Kinds of number met in the part."""
        self.last_lines: dict[str, int] | None = None
        self.signed = False
        """Whether the part has ended with a signature or date."""

    def scan(self) -> list[Block]:
        i = self._head(find_head(self.lines))
        while i < len(self.lines):
            i = self._step(i)
        return self.blocks

    def _step(self, i: int) -> int:
        """Take in what begins at line ``i``; the line behind it."""
        line = self.lines[i]
        if line.page_line or i >= self.tail:
            return self._add("furniture", i, i + 1)
        if (
            (not line.tabbed and CONTENTS_TITLE.match(line.text))
            or are_entries(self.lines, i)
            or self._under_titled_contents(i)
        ):
            return self._contents(i)
        if line.attachment:
            if end := self._names_of_attachments(i):
                return self._add("back", i, end)
            if opened := self._attachment(i):
                return self._open(opened)
        if line.plain and (opened := self._title(i)):
            return self._open(opened)
        if self.blocks and self.blocks[-1].role in ("title", "front") and NOTE.match(line.text):
            return self._add("front", i, i + 1)
        if (line.plain and self._is_signature(i)) or line.closing:
            self.signed = self.signed or not line.closing or bool(self.blocks)
            return self._add("back", i, i + 1)
        if CONTACT.match(line.text) and self.blocks and self.blocks[-1].role == "back":
            return self._add("back", i, i + 1)
        if line.number:
            self.seen.add(line.number.kind)
        if line.number or line.sentence:
            self.signed = False
        return self._add("body", i, i + 1)

    def _add(self, role: str, first: int, last: int) -> int:
        if self.blocks and self.blocks[-1].role == role:
            self.blocks[-1].last = last
        elif first < last:
            self.blocks.append(Block(role, first, last))
        return last

    def _open(self, block: Block) -> int:
        self.blocks.append(block)
        self.seen, self.signed = set(), False
        return block.last

    def _head(self, head: Head) -> int:
        i = 0
        while i < head.end:
            if head.roles[i] != "title":
                i = self._add(head.roles[i], i, i + 1)
                continue
            last = head.title[-1] + 1
            self.blocks.append(Block("title", i, last, head.text, title_lines=head.title))
            i = last
        return head.end

    # contents ────────────────────────────────────────────────────────────────────────────────────────

    def _titled_contents(self, i: int) -> str:
        """The title in 「某市应急预案目录」 over the headings of the plan that the letter names, "" where it is none."""
        line = self.lines[i]
        title = title_over_contents(self.lines, i)
        return title if title_key(title) in self.named and title_key(line.text) not in self.named else ""

    def _under_titled_contents(self, i: int) -> bool:
        return bool(self.blocks and self.blocks[-1].role == "title" and i and self._titled_contents(i - 1))

    def _contents(self, i: int) -> int:
        end, titles = read_contents(self.lines, i)
        for title in titles:
            self.named.setdefault(title_key(title), PartKind.PLAN)
        self.seen.clear()
        return self._add("contents", i, end)

    # attachments ─────────────────────────────────────────────────────────────────────────────────────

    def _names_of_attachments(self, i: int) -> int:
        """End of the lines that only name attachments (「附件：1.…⏎2.…」), 0 where there are none."""
        m = self.lines[i].attachment
        if m is None:
            return 0
        names: list[tuple[str, str]] = []
        end = i + 1
        if m["title"]:
            if len(m["title"]) > 400:
                return 0
            names += _split_names(m["title"], m["value"] or "")
        while end < len(self.lines) and (item := _ITEM.match(self.lines[end].text)) and not self.lines[end].tabbed:
            names.append((item["value"], item["name"]))
            end += 1
        if not names or any(re.search(r"[。；].", name) for _, name in names):
            return 0
        if not m["title"] and not m["mark"] and not all(_LEFT_OUT.search(name) for _, name in names):
            # Under a bare 「附件」 stands the attachment itself, but for a list of what is not printed.
            return 0
        listed = len(names) > 1 or (not m["value"] and re.match(r"[0-9]{1,2}[.．、]", m["title"]))
        if not self._ends_text(end) and not (listed and end < len(self.lines) and self.lines[end].plain):
            return 0
        if not listed and not self._comes_again(end, names[0][1]) and end < len(self.lines) and self._is_opening(end):
            return 0
        for value, name in names:
            self.values[value or "1"] = name
            self.named[title_key(name)] = PartKind.ATTACHMENT
        return end

    def _comes_again(self, i: int, name: str) -> bool:
        """Whether a line below is that title, with or without 附件 before it."""
        if self.last_lines is None:
            self.last_lines = {}
            for k, line in enumerate(self.lines):
                if line.plain:
                    self.last_lines[title_key(line.attachment["title"] if line.attachment else line.text)] = k
        return self.last_lines.get(title_key(name), -1) >= i

    def _ends_text(self, i: int) -> bool:
        """Whether line ``i`` can follow the names of attachments: the end, a signature, another 附件, a title."""
        if i >= len(self.lines):
            return True
        line = self.lines[i]
        return bool(
            line.closing
            or line.page_line
            or line.label
            or CONTACT.match(line.text)
            or line.attachment
            or (line.plain and (self._is_signature(i) or is_title(line.text)))
        )

    def _is_opening(self, i: int) -> bool:
        """Whether what stands at line ``i`` is the beginning of a text or table."""
        line = self.lines[i]
        return line.tabbed or line.sentence or bool(line.number) or bool(UNIT_LINE.match(line.text))

    def _attachment(self, i: int) -> Block | None:
        """The part that a line 「附件2」 or 「附件2：…」 opens."""
        m = self.lines[i].attachment
        if m is None or len(self.lines[i].text) > 100 or re.search(r"[。；，]", m["title"]):
            return None
        label = re.sub(r"[\s：.、]", "", self.lines[i].text[: m.start("title")])
        last = i + 1
        own = (i,) if m["title"] else ()
        title = m["title"]
        if not title or not is_title(title, weak=True):
            last = self._title_end(i + 1, title)
            if last == i + 1 and not title and last < len(self.lines) and self._could_be_title(last):
                last += 1
        if not own and last == i + 1 and not self._is_opening_at(last):
            return None
        rows = (*own, *range(i + 1, last))
        title += "".join(self.lines[k].text for k in range(i + 1, last))
        value = m["value"] or "1"
        title = title.rstrip("：") or self.values.get(value) or label
        return Block("title", i, last, title, label, PartKind.ATTACHMENT, rows)

    def _is_opening_at(self, i: int) -> bool:
        return i < len(self.lines) and self._is_opening(i)

    def _could_be_title(self, i: int) -> bool:
        line = self.lines[i]
        return (
            line.plain
            and 3 <= len(line.text) <= 70
            and "：" not in line.text
            and not line.date
            and not LOST_DATE.match(line.text)
            and not line.closing
            and not line.attachment
        )

    # titles ──────────────────────────────────────────────────────────────────────────────────────────

    def _title_end(self, i: int, before: str = "") -> int:
        """End of the title lines that begin at ``i``, ``i`` itself where there are none."""
        best, joined = i, before
        for k in range(i, min(len(self.lines), i + _TITLE_LINES)):
            line = self.lines[k]
            if not self._could_be_title(k) or UNIT_LINE.match(line.text) or line.page_line:
                break
            if BRACKET_LINE.match(line.text) and _ADOPTED.search(line.text):
                break
            joined += line.text
            if (
                title_key(joined) in self.named
                or is_title(joined, weak=bool(before) or k > i or len(joined) > 9)
                or (best > i and BRACKET_LINE.match(line.text) and best == k)
            ):
                best = k + 1
        return best

    def _title(self, i: int) -> Block | None:
        """The sub-plan that a title in the text opens."""
        if not self._could_be_title(i):
            return None
        if title := self._titled_contents(i):
            return Block("title", i, i + 1, title, kind=self.named[title_key(title)], title_lines=(i,))
        last = self._title_end(i)
        if last == i and self.signed and not self._is_signature(i) and not self.lines[i].body_name:
            last = i + 1
        if last == i or last >= len(self.lines):
            return None
        title = "".join(line.text for line in self.lines[i:last])
        key = title_key(title)
        below = self.lines[last]
        if (are_entries(self.lines, last) or CONTENTS_TITLE.match(below.text)) and (covered := self._cover(i, last)):
            return covered
        kind = self.named.get(key)
        if kind is None and (below.tabbed or UNIT_LINE.match(below.text)):
            return None
        if (
            kind is not None
            and self.blocks
            and any(b.role == "title" and title_key(b.title) == key for b in self.blocks[-2:])
        ):
            return None
        if kind is None and not self._may_open(i, last):
            return None
        return Block("title", i, last, title, kind=kind or PartKind.PLAN, title_lines=tuple(range(i, last)))

    def _cover(self, i: int, last: int) -> Block | None:
        """A title over a table of contents as part of it, where the titles of the parts come below."""
        self.blocks.append(Block("contents", i, last))
        end = self._contents(last)
        block = self.blocks.pop()
        key = title_key("".join(line.text for line in self.lines[i:last]))
        for k in range(end, min(end + 3, len(self.lines))):
            if self.lines[k].number or self.lines[k].sentence:
                break
            stop = self._title_end(k)
            found = title_key("".join(line.text for line in self.lines[k:stop]))
            if stop > k and (found == key or found in self.named):
                return block
        return None

    def _may_open(self, i: int, last: int) -> bool:
        """Whether a title that nothing names opens a part: the letter is signed, or numbering begins anew below it."""
        title = "".join(line.text for line in self.lines[i:last])
        number = next(
            (line.number for line in self.lines[last : last + _PREAMBLE] if line.number and line.number.kind in RANKS),
            None,
        )
        begins = number is not None and number.value == 1
        below = self.lines[last]
        if self.blocks and self.blocks[-1].role == "contents":
            return is_title(title) and (begins or below.sentence)
        if self.signed:
            return len(title) >= 6 and (
                begins or below.sentence or are_entries(self.lines, last) or bool(CONTENTS_TITLE.match(below.text))
            )
        above = self.lines[i - 1]
        after_table = above.tabbed and any(
            b.role == "title" and b.kind is PartKind.ATTACHMENT for b in self.blocks[-2:]
        )
        if not begins or (number.kind not in self.seen and not after_table) or RANKS[number.kind] > RANKS["arabic"]:
            return False
        return len(title) >= 8 and is_title(title) and (above.tabbed or bool(_STOPPED.search(above.text)))

    # back matter ─────────────────────────────────────────────────────────────────────────────────────

    def _ends_letter(self, i: int) -> bool:
        """Whether a date on its own is that of the letter and not of an event in a timetable."""
        if i == 0 or i + 1 >= len(self.lines):
            return True
        above, below = self.lines[i - 1], self.lines[i + 1]
        if above.body_name or above.closing or (self.blocks and self.blocks[-1].role == "back"):
            return True
        if below.closing or below.page_line or below.attachment or below.date or below.label:
            return True
        first_part = sum(block.role == "title" for block in self.blocks) < 2
        return first_part and not below.number and (below.plain or (below.number is None and not self.seen))

    def _is_signature(self, i: int) -> bool:
        """A body's name over a date or at the very end; a date under one or where the letter ends."""
        line = self.lines[i]
        if SIGNED_DATE.match(line.text) or (i and LOST_DATE.match(line.text) and self.lines[i - 1].body_name):
            return True
        if line.date:
            return self._ends_letter(i)
        if i and i + 8 > len(self.lines) and MONTH_LINE.match(line.text) and self.lines[i - 1].body_name:
            return True
        if not line.body_name:
            return False
        for below in self.lines[i + 1 : i + 8]:
            if below.date or any(p.match(below.text) for p in (SIGNED_DATE, LOST_DATE, MONTH_LINE)):
                return True
            if not below.body_name:
                break
        return i + 12 > len(self.lines) and all(
            below.closing or below.page_line or below.label or below.body_name for below in self.lines[i + 1 :]
        )


def _split_names(text: str, value: str) -> list[tuple[str, str]]:
    """「1.甲表2.乙表」 → [("1", "甲表"), ("2", "乙表")]; 「甲表」 → [(value, "甲表")]."""
    starts = list(_ITEMS.finditer(text))
    run = []
    for m in starts:
        if int(m["value"]) == len(run) + 1:
            run.append(m)
    if not run or run[0].start():
        return [(value, text.rstrip("；。"))]
    ends = [m.start() for m in run[1:]] + [len(text)]
    return [(m["value"], text[m.end() : end].strip("　 ；。")) for m, end in zip(run, ends, strict=True)]
