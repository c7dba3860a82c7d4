"""White space between words and at the ends of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.normalize.characters import HAN
from generator.normalize.draft import Draft, Edit
from generator.registers import load_register

_RUN = re.compile(r"[ \u3000]+")
_NONE_AFTER = frozenset("，。、；：？！“‘（《〈〔【「『\n\t\u3000")
_NONE_BEFORE = frozenset("，。、；：？！”’）》〉〕】」』\n\t")
_BEHIND_NUMBER = re.compile(
    r"(?:^|[\n\t])(?:[0-9]{1,3}[.、]|[一二三四五六七八九十百]{1,5}[、.]|（[0-9一二三四五六七八九十百]{1,5}）[、.]?|[①-⓿⑴-⒛]|——)$"
)
# 「18. 5万亩」: a decimal that a text recognition spaced; behind 附件 and 表 the dot ends a number.
_DECIMAL = re.compile(rf"(?: \. ?|\. )(?=[0-9]{{1,3}}(?![年月日])[%‰{HAN}])")
_WHOLE = re.compile(rf"(?<=[{HAN}，、（])(?<![件表录图注])[0-9]{{1,5}}$")
_BODY = rf"[{HAN}（）]{{1,30}}?(?:{'|'.join(load_register('outline')['body_endings'])})"
# Two bodies that issue together, a single space between them: 「某市教育局 某市财政局关于…」.
_BODIES = re.compile(
    rf"(?m)^[ \u3000]*+(?=[{HAN}（）]{{2,40}}+ [{HAN}]){_BODY}(?: {_BODY})+(?=[ \u3000]*(?:关于|印发|转发|批转|文件|\n|\Z))"
)
_NAME = (
    rf"(?!人民政府|政府|办事处|管委会|党工委|有限|股份|办公室|分局|支队|大队|政法委|(?:组织|宣传|统战|社会工作)部)[{HAN}]{{1,18}}"
    r"(?:(?<=[局委办厅部院队镇乡园])|(?<=街道|公司|集团|中心|单位|政府)|(?<=管委会|经开区|高新区|开发区))(?:[（(][^（）()\n\t]{1,10}[）)])?"
)
# The bodies of a table cell, one below the other in print: 「城东街道 城西街道 某某公司」.
_CELL = re.compile(rf"(?<=\t){_NAME}(?: {_NAME})+(?=[\t\n]|\Z)")


def space_words(draft: Draft) -> None:
    """No space beside Chinese, one between Latin words, one U+3000 for a wide gap; tabs stay.

    「2019 年 3 月」 reads 「2019年3月」; 「组  长」 reads 「组　长」; the gap behind a clause number goes, and so does one inside a
    decimal. Between the names of bodies that issue together or share a cell of a table a single space is a wide gap.
    """
    if ". " in draft.text or " ." in draft.text:
        draft.apply(
            Edit(m.start(), m.end(), ".")
            for m in _DECIMAL.finditer(draft.text)
            if _WHOLE.search(draft.text[max(0, m.start() - 7) : m.start()])
        )
    draft.fold(_BODIES, lambda m: m[0].lstrip(" \u3000").replace(" ", "\u3000").rjust(len(m[0]), "\u3000"))
    draft.fold(_CELL, lambda m: m[0].replace(" ", "\u3000"))
    draft.apply(_spacing(draft.text))


def _spacing(text: str) -> Iterator[Edit]:
    size = len(text)
    for m in _RUN.finditer(text):
        start, end = m.span()
        before = text[start - 1] if start else "\n"
        after = text[end] if end < size else "\n"
        run = m[0]
        if before in _NONE_AFTER or after in _NONE_BEFORE:
            kept = ""
        elif len(run) > 1 or run == "\u3000":
            kept = "" if _BEHIND_NUMBER.search(text[max(0, start - 9) : start]) else "\u3000"
        elif before.isascii() and after.isascii() and ((before.isalnum() and after.isalnum()) or before in ",;:!?."):
            # 「10 000」 is one number, 「GB 5749」 and 「PPP BOT」 are two words.
            kept = "" if before.isdigit() and after.isdigit() else " "
        else:
            kept = ""
        if run != kept:
            yield Edit(start, end, kept)
