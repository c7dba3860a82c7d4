"""English composed word by word from the register ``glossary``, for names that no other register knows.

What comes out is readable, not good: it lets a reader without Chinese find and recognise a measure until somebody
curates it, and is marked ``generated`` wherever it is shown. Words the glossary does not know are written in pinyin.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from generator.romanize import romanize
from generator.translate.phrases import frames, in_order, join, phrase
from generator.translate.pieces import Piece, cut, glossary, known_words

_LONGEST_PHRASE = 120
"""Characters up to which a name is read as verb, head and rest; a longer one is no name, and goes word by word."""
_MOST_UNKNOWN = 0.34
"""Share of characters in unknown words above which a name is written in pinyin as a whole: a half is no sentence."""
_ISSUED_BY = re.compile(r"^[^《，。]{2,40}?(?:人民政府|委员会|办公室|办公厅|国务院|[局厅部委])(?=关于)")
_KIND = "通知|公告|决定|意见|若干意见|若干措施|实施意见|指导意见|措施|规定|通报|批复|函"
_ISSUING = re.compile(rf"关于(?:印发|转发|发布|公布)(?P<what>.+?)的(?P<kind>{_KIND})")
_ON = re.compile(rf"关于(?P<what>.+?)的?(?P<kind>{_KIND})")
_HAN = re.compile(r"[\u3400-\u9fff〇]")
_PREPOSITIONS = "为对向在从由将把使被以按有"
_NEGATIONS = re.compile("[不未无非没]")
_SMALL = frozenset(["of", "and", "or", "in", "for", "on", "the", "at", "per", "to", "with", "from"])


def translate(name: str) -> str:
    """An English wording of a Chinese noun phrase, with a capital at its head.

    >>> translate("新增规模以上工业企业")
    'Newly added industrial enterprises above designated size'
    """
    text = _straight(re.sub(r"\s+", "", name))
    pieces = cut(text, known_words())
    if _unknown_share(pieces) > _MOST_UNKNOWN or _is_misleading(text, pieces):
        return _in_pinyin(pieces) or romanize(name)
    english = phrase(text) if len(text) <= _LONGEST_PHRASE else join(in_order(pieces))
    return english[:1].upper() + english[1:] if english[:1] != '"' else english[:1] + english[1:2].upper() + english[2:]


def translate_title(title: str, *, names: Mapping[str, str] | None = None) -> str:
    """An English wording of the title of a document: its words in the order of the Chinese, nouns with capitals.

    ``names`` are further words, such as the notice's place ({"楚雄州": "Chuxiong Prefecture"}).

    >>> translate_title("关于印发养老服务实施方案的通知")
    'Notice on Issuing the Elderly Care Services Implementation Plan'
    """
    inner = re.sub(r"\s+", "", title)
    inner = _ISSUED_BY.sub("", inner)
    words = _title_words()
    lead = ""
    if m := _ISSUING.fullmatch(inner):
        lead, inner = f"{words[m['kind']]} on Issuing the ", m["what"].strip("《》")
    elif m := _ON.fullmatch(inner):
        lead, inner = f"{words[m['kind']]} on ", m["what"]
    known = {**known_words(), **words, **(names or {})}
    english = join(in_order(cut(_straight(inner), known)))
    return lead + " ".join(_capital(w, first=not lead and i == 0) for i, w in enumerate(english.split(" ")))


def _capital(word: str, *, first: bool) -> str:
    if word.lower() in _SMALL and not first:
        return word.lower()
    start = 1 if word[:1] in "\"'(“" else 0
    return word[:start] + word[start : start + 1].upper() + word[start + 1 :]


@cache
def _title_words() -> dict[str, str]:
    return glossary()["titles"]


def _straight(text: str) -> str:
    """Straight quotation marks as pairs."""
    return re.sub(r'"([^"]*)"', r"“\1”", text)


def _unknown_share(pieces: list[Piece]) -> float:
    unknown = sum(len(p.text) for p in pieces if p.kind == "unknown" and not p.english)
    return unknown / (sum(len(_HAN.findall(p.text)) for p in pieces) or 1)


def _is_misleading(text: str, pieces: list[Piece]) -> bool:
    """Whether English would lead astray: a negation in an unknown word, a preposition whose verb no frame finds."""
    unknown = [p.text for p in pieces if p.kind == "unknown"]
    if any(_NEGATIONS.search(word) for word in unknown):
        return True
    loose = [word for word in unknown if word in _PREPOSITIONS] or (
        pieces[:1] and pieces[0].kind == "unknown" and pieces[0].text[0] in _PREPOSITIONS
    )
    return bool(loose) and len(text) <= _LONGEST_PHRASE and not any(pattern.fullmatch(text) for pattern, _ in frames())


def _in_pinyin(pieces: list[Piece]) -> str:
    """A name in pinyin, a word for each word that is known."""
    words = [p.english if p.kind in ("mark", "unknown") or p.text in "、，；" else "" for p in pieces]
    words = [word or romanize(p.text) for word, p in zip(words, pieces, strict=True)]
    return join(words)
