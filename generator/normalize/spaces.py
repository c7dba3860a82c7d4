"""White space between words and at the ends of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.normalize.draft import Draft, Edit

_RUN = re.compile(r"[ \u3000]+")
_NONE_AFTER = frozenset("，。、；：？！“‘（《〈〔【「『\n\t\u3000")
_NONE_BEFORE = frozenset("，。、；：？！”’）》〉〕】」』\n\t")
_BEHIND_NUMBER = re.compile(
    r"(?:^|[\n\t])(?:[0-9]{1,3}[.、]|[一二三四五六七八九十百]{1,5}[、.]|（[0-9一二三四五六七八九十百]{1,5}）[、.]?|[①-⓿⑴-⒛]|——)$"
)


def space_words(draft: Draft) -> None:
    """No space beside Chinese, one between Latin words, one U+3000 for a wide gap; tabs stay.

    「2019 年 3 月」 reads 「2019年3月」; 「组  长」 reads 「组　长」; the gap behind a clause number goes.
    """
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
