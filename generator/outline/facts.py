"""What a notice says about itself: number, issuer, addressee, dates, status."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.numbering import han_value
from generator.outline.blocks import Block
from generator.outline.lines import (
    BODY_LINE,
    DATE,
    DOCUMENT_NUMBER,
    HEAD_LINE,
    LABELLED_NUMBER,
    NUMBER_LINE,
    ORDER_LINE,
    SIGNED_DATE,
    Line,
)
from generator.registers import load_register

_MEDIA = tuple(load_register("outline")["media_endings"])
_GIVES = {label: name for name, labels in load_register("outline")["gives"].items() for label in labels}
_FIELD = re.compile(r"([\u4e00-\u9fff][\u4e00-\u9fff　]{0,9})[ ]?[：\t|】\]]+[ 　]?([^：\t　|]{0,60})")
# 「发布机构：某县人民政府发布时间：…」: the gap before the second label was too narrow to last.
_LABEL = re.compile(f"({'|'.join(sorted(load_register('outline')['page_labels'], key=len, reverse=True))})(?=：)")
_DAY = re.compile(r"((?:19|20)[0-9]{2})[-/年.]([0-9]{1,2})[-/月.]([0-9]{1,2})")
_HAN_DATE = re.compile(
    r"([二一〇○ＯO0零九八七六五四三]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_DATE = re.compile(DATE)
_DRAFT = re.compile(r"征求意见|公开征求|送审稿|讨论稿|审议稿|草案|草稿|初稿")
_ISSUER = re.compile(
    r"(?!转发|批转|印发)([\u4e00-\u9fffA-Z（）、　]{2,60}?)(?=关于|印发|转发|批转|令(?:（?第|（?[0-9]|$))"
)


@dataclass(frozen=True, slots=True)
class Facts:
    """Each is None when the text does not say it."""

    document_number: str | None = None
    issuing_authority: str | None = None
    addressee: str | None = None
    issued_on: date | None = None
    published_on: date | None = None
    draft: bool = False


def read_facts(lines: list[Line], blocks: list[Block], title: str) -> Facts:
    """From the lines before the first clause of the first part and from the signature."""
    letter, back = _letter(blocks)
    head = [lines[i] for b in letter if b.role in ("front", "furniture", "title") for i in range(b.first, b.last)]
    signature = [lines[i] for b in back for i in range(b.first, b.last)]
    labelled = dict(
        _labelled(head + [lines[i] for b in blocks[-1:] if b.role == "furniture" for i in range(b.first, b.last)])
    )
    number = next((m[1] for line in head if (m := NUMBER_LINE.match(line.text))), None)
    if number is None and (given := labelled.get("document_number")) and (m := DOCUMENT_NUMBER.match(given)):
        number = m[0]
    if number is None:
        number = next(
            (m[1] for line in head if len(line.text) < 300 and (m := LABELLED_NUMBER.search(line.text))), None
        )
    first = next((b for b in letter if b.role == "title"), None)
    whole = "".join(lines[i].text for i in first.title_lines) if first else ""
    if number is None and (m := DOCUMENT_NUMBER.search(title) or DOCUMENT_NUMBER.match(whole)):
        number = m[0]
    if number is None and first:
        number = _order([lines[i] for i in first.title_lines], head)
    after_title = [lines[i] for i in range(first.last if first else 0, _end(letter))]
    addressee = next((line.text[:-1] for line in after_title if line.addressee and not line.label), None)
    issued = next(
        (d for line in signature if (line.date or SIGNED_DATE.match(line.text)) and (d := parse_day(line.text))), None
    )
    issued = issued or parse_day(labelled.get("issued_on", ""))
    issued = issued or next(
        (d for line in head if (line.date or line.text.startswith("（")) and (d := parse_day(line.text))), None
    )
    issuer = _issuers(lines, first) or _issuer(title, head, signature)
    given = labelled.get("issuing_authority")
    if given and not given.endswith(_MEDIA) and (not issuer or given.endswith(issuer)):
        # 「市人民政府办公厅关于…」 of a page that says whose.
        issuer = given
    if not issuer and BODY_LINE.match(publisher := labelled.get("publisher", "")) and publisher.endswith("政府"):
        issuer = publisher
    return Facts(
        document_number=number,
        issuing_authority=issuer or None,
        addressee=addressee,
        issued_on=issued,
        published_on=parse_day(labelled.get("published_on", "")),
        draft=bool(
            _DRAFT.search(title)
            or any(_DRAFT.search(line.text) for line in head if len(line.text) < 40 and not line.label)
        ),
    )


def parse_day(text: str) -> date | None:
    """The first day in ``text``, in digits or Chinese (二○一九年三月二十二日); None when there is none or it does not exist."""
    if m := _DAY.search(text):
        year, month, day = int(m[1]), int(m[2]), int(m[3])
    elif m := _HAN_DATE.search(text):
        digits = "".join(str(_DIGITS.get(c, 0)) for c in m[1])
        year, month, day = int(digits), han_value(m[2]) or 0, han_value(m[3]) or 0
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}


def _letter(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """Blocks of the first part, and its back matter; a notice without a signature in the letter is signed at the very end."""
    titles = [i for i, b in enumerate(blocks) if b.role == "title"]
    end = titles[1] if len(titles) > 1 else len(blocks)
    back = [b for b in blocks[:end] if b.role == "back"]
    return blocks[:end], back or [b for b in blocks if b.role == "back"]


def _end(blocks: list[Block]) -> int:
    return blocks[-1].last if blocks else 0


def _labelled(lines: Iterable[Line]) -> Iterable[tuple[str, str]]:
    alone = ""
    for line in lines:
        if alone and not line.label:
            yield alone, line.text
        alone = _GIVES.get(line.label_alone, "")
        if not line.label:
            continue
        for label, value in _FIELD.findall(_LABEL.sub(r"　\1", line.text)):
            if value and (name := _GIVES.get(label.replace("　", ""))):
                yield name, value.strip()


def _order(title: list[Line], head: list[Line]) -> str | None:
    """「第245号」 of 「某省人民政府令⏎第245号」, the number with what it is of: 「某省人民政府令第245号」."""
    for m in (ORDER_LINE.match(line.text) for line in head):
        if not m or m["body"] or m["order"]:
            continue
        text = "".join(line.text for line in title)
        named = re.match(r"[\u4e00-\u9fff　]{0,40}?(?:令|公告|通告)(?=（?第|（?[0-9]|$)", text)
        return (named[0] if named else "") + m["number"].strip("（）")
    return None


def _issuers(lines: list[Line], first: Block | None) -> str | None:
    """Two bodies or more that stand on lines of their own over 「关于…」, a gap between their names."""
    names = []
    for i in first.title_lines if first else ():
        if not lines[i].body_name:
            break
        names.append(lines[i].text)
    if first is None or not 2 <= len(names) < len(first.title_lines):
        return None
    below = lines[first.title_lines[len(names)]].text
    return "　".join(names) if below.startswith(("关于", "印发", "转发", "批转", "令")) else None


def _issuer(title: str, head: list[Line], signature: list[Line]) -> str | None:
    """From the title (「某市人民政府关于…」), else the signature, else the red head."""
    if not title.startswith("关于") and (m := _ISSUER.match(title)):
        return m[1].strip("　")
    names: list[str] = []
    for line in signature:
        if m := SIGNED_DATE.match(line.text):
            names.append(m["body"].strip("　"))
        elif line.body_name:
            names.append(line.text)
        if line.date or m:
            break
    if not names:
        names = [
            line.text.removesuffix("文件")
            for line in head
            if (HEAD_LINE.match(line.text) or line.body_name) and not line.page_line
        ]
    return "、".join(dict.fromkeys(names)) or None
