"""Widths, look-alikes, invisible characters and punctuation; each fold turns one character into one."""

from __future__ import annotations

import re
import unicodedata

from generator.normalize.draft import Draft

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff〇"


def _fold_table() -> dict[int, str]:
    """Taken from ``unicodedata``, not typed by hand. Circled and bracketed numbers are left out: ① and ⒈ are clause numbers."""
    table: dict[int, str] = {}
    for code in range(0xFF01, 0xFF5F):
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain.isalnum() or plain in "%+":
            table[code] = plain
    # Radicals and compatibility ideographs stand in PDF text layers for the characters they look like.
    for first, last in ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F)):
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code):
                table[code] = plain
    pairs = zip("()｡､｢｣﹐﹑﹔﹕﹖﹗﹙﹚﹝﹞﹪﹒", "（）。、「」，、；：？！（）〔〕%．", strict=True)
    table |= {ord(a): b for a, b in pairs}
    table |= dict.fromkeys(map(ord, "\u00a0\u2000\u2001\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"), " ")
    table |= dict.fromkeys(map(ord, "\u2002\u2003"), "\u3000")
    # Form feeds and other separators end a line but are not \n.
    table |= dict.fromkeys(map(ord, "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
    table |= dict.fromkeys(map(ord, "―─━﹘⸺"), "—")
    return table


_FOLDS = _fold_table()
# A character class with anything beyond U+FFFF in it is fifty times slower.
_FOLDED = re.compile(f"[{re.escape(''.join(chr(code) for code in _FOLDS if code <= 0xFFFF))}]")
_FAR_FOLDED = re.compile("[\U0002f800-\U0002fa1f]")
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]+"
)
_MARK = re.compile(r"[,;:?!．]")
_MARKS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_WIDE = re.compile(rf"[{HAN}，。、；：？！“”‘’（）《》〈〉〔〕【】「」『』…—％%‰①-⓿]")
_ORDINAL = re.compile(r"[0-9A-Za-z一二三四五六七八九十]")
_HAN_CHAR = re.compile(rf"[{HAN}]")
_ANGLE = re.compile(rf"[<＜]([^<>＜＞\n]{{0,30}}[{HAN}][^<>＜＞\n]{{0,30}})[>＞]")
_YEAR_BRACKETS = re.compile(
    rf"[\[［【（〔](?<=[{HAN}A-Za-z].)((?:19|20)[0-9]{{2}})[\]］】）〕](?=[ ]*第?[ ]*[0-9]{{1,5}}[ ]*号)"
)


def remove_invisible(draft: Draft) -> None:
    """Byte order marks, soft hyphens, zero-width and control characters."""
    draft.remove(_INVISIBLE, "invisible")


def fold_characters(draft: Draft) -> None:
    """Digits and letters half-width, round brackets full-width, compatibility ideographs plain."""
    draft.fold(_FOLDED, lambda m: _FOLDS[ord(m[0])])
    if _FAR_FOLDED.search(draft.text):
        draft.fold(_FAR_FOLDED, lambda m: _FOLDS.get(ord(m[0]), m[0]))


def fold_punctuation(draft: Draft) -> None:
    """``,`` ``;`` ``:`` ``?`` ``!`` beside Chinese are full-width.

    「15%,力争」 → 「15%，力争」; 「1,000」, 「1:3」 and 「12:30」 stay. 「．」 is 「.」 behind an ordinal (「1．」), 「。」 behind a word.
    """
    draft.fold(_MARK, _wide_mark)


def fold_brackets(draft: Draft) -> None:
    """〈能源局〉 for <能源局>, 〔2019〕10号 for (2019)10号 and [2019]10号."""
    draft.fold(_ANGLE, r"〈\1〉")
    draft.fold(_YEAR_BRACKETS, r"〔\1〕")


def _wide_mark(m: re.Match[str]) -> str:
    text, at = m.string, m.start()
    before = _neighbour(text, at - 1, -1)
    if m[0] == "．":
        return "." if _ORDINAL.match(before) else "。" if _HAN_CHAR.match(before) else "．"
    if _WIDE.match(before) or (m[0] in ",;:" and _WIDE.match(_neighbour(text, at + 1, 1))):
        return _MARKS[m[0]]
    return m[0]


def _neighbour(text: str, at: int, step: int) -> str:
    """The next character that is not a space, "" at the end of the line."""
    while 0 <= at < len(text) and (char := text[at]) not in "\n\t":
        if char not in " \u3000":
            return char
        at += step
    return ""
