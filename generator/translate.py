"""English composed word by word from the register ``glossary``, for names that no other register knows.

What comes out is readable, not good: it lets a reader without Chinese find and recognise a measure until somebody
curates it, and is marked ``generated`` wherever it is shown. Words the glossary does not know are written in pinyin.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from generator.registers import load_register
from generator.romanize import romanize

_SHARE = re.compile(r"^(?P<part>.{2,}?)占(?P<whole>.{2,}?)的?(?:比重|比例|占比|份额|比率)?$")
_LONGEST_PHRASE = 120
"""Characters up to which a name is read as verb, head and rest; a longer one is no name, and goes word by word."""
_ISSUED_BY = re.compile(r"^[^《，。]{2,40}?(?:人民政府|委员会|办公室|办公厅|国务院|[局厅部委])(?=关于)")
_KIND = "通知|公告|决定|意见|若干意见|若干措施|实施意见|指导意见|措施|规定|通报|批复|函"
_ISSUING = re.compile(rf"关于(?:印发|转发|发布|公布)(?P<what>.+?)的(?P<kind>{_KIND})")
_ON = re.compile(rf"关于(?P<what>.+?)的?(?P<kind>{_KIND})")
_ENDS_IN_BRACKET = re.compile(r"^(?P<what>[^（(]+)[（(](?P<aside>[^（）()]+)[）)]$")
_LATIN = re.compile(r"(?:19|20)\d\d年度?|[A-Za-z0-9][A-Za-z0-9&.,%+/\-]*")
_CONNECTORS = {"和": "and", "与": "and", "及": "and", "以及": "and", "或": "or", "、": ",", "，": ",", "；": ";"}
_SILENT = set("的“”\"'《》〈〉 \t\u3000：:。")
_OPENING, _CLOSING = "（([〔", "）)]〕"
_SMALL = frozenset(["of", "and", "or", "in", "for", "on", "the", "at", "per", "to", "with", "from"])


def translate(name: str) -> str:
    """An English wording of a Chinese noun phrase, with a capital at its head.

    >>> translate("新增规模以上工业企业")
    'Newly added industrial enterprises above designated size'
    """
    text = re.sub(r"\s+", "", name)
    text = _phrase(text) if len(text) <= _LONGEST_PHRASE else _join(_words(text, _terms()))
    return text[:1].upper() + text[1:] if text else romanize(name)


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
    english = _join(_words(inner, {**_terms(), **words, **(names or {})}))
    return lead + " ".join(_capital(w, first=not lead and i == 0) for i, w in enumerate(english.split(" ")))


def _capital(word: str, *, first: bool) -> str:
    if word.lower() in _SMALL and not first:
        return word.lower()
    start = 1 if word[:1] in "\"'(“" else 0
    return word[:start] + word[start : start + 1].upper() + word[start + 1 :]


@cache
def _glossary() -> dict[str, dict[str, str]]:
    return load_register("glossary")


@cache
def _title_words() -> dict[str, str]:
    return _glossary()["titles"]


@cache
def _terms() -> dict[str, str]:
    glossary = _glossary()
    heads = {k: v.removesuffix(" of").removesuffix(" in").removesuffix(" with") for k, v in glossary["heads"].items()}
    return {**heads, **glossary["verbs"], **glossary["terms"]}


def _phrase(text: str) -> str:
    glossary = _glossary()
    if not text:
        return ""
    if text in glossary["terms"]:
        return glossary["terms"][text]
    share = _SHARE.match(text)
    if share and not text.startswith("占"):
        return f"{_phrase(share['part'])} as a share of {_phrase(share['whole'])}"
    if m := _ENDS_IN_BRACKET.match(text):
        return f"{_phrase(m['what'])} ({_phrase(m['aside'])})"
    verb = _longest(text, glossary["verbs"], at_end=False)
    if verb and verb != text and not _longest_term_covers(text, verb):
        return f"{glossary['verbs'][verb]} {_phrase(text[len(verb) :].lstrip('的各'))}"
    head = _longest(text, glossary["heads"], at_end=True)
    if head and head != text:
        rest = text[: -len(head)].rstrip("的")
        english = glossary["heads"][head]
        if rest:
            of = "" if english.endswith((" of", " in", " with")) else " of"
            return f"{english}{of} {_phrase(rest)}"
    return _join(_words(text, _terms()))


def _longest(text: str, words: dict[str, str], *, at_end: bool) -> str | None:
    for length in range(min(len(text), 8), 0, -1):
        part = text[-length:] if at_end else text[:length]
        if part in words:
            return part
    return None


def _longest_term_covers(text: str, verb: str) -> bool:
    """Whether the verb is only the beginning of a longer term (开发 in 开发区)."""
    term = _longest(text, _glossary()["terms"], at_end=False)
    return term is not None and len(term) > len(verb)


def _words(text: str, terms: dict[str, str]) -> list[str]:
    """``text`` cut into known words, numbers and runs that are not known, with the fewest unknown characters.

    Every position is looked at once with at most 12 lengths, so the time is linear in the text.
    """
    n = len(text)
    best: list[tuple[int, int, int]] = [(0, 0, 0)] * (n + 1)  # unknown characters, pieces, length of the piece
    for i in range(n - 1, -1, -1):
        after = best[i + 1]
        candidates = [(after[0] + (text[i] not in _SILENT), after[1] + 1, 1)]
        latin = _LATIN.match(text, i)
        if latin:
            end = latin.end()
            candidates.append((best[end][0], best[end][1] + 1, end - i))
        for length in range(2, min(12, n - i) + 1):
            if text[i : i + length] in terms or text[i : i + length] in _CONNECTORS:
                rest = best[i + length]
                candidates.append((rest[0], rest[1] + 1, length))
        if text[i] in terms or text[i] in _CONNECTORS or text[i] in _OPENING + _CLOSING:
            candidates.append((after[0], after[1] + 1, 1))
        best[i] = min(candidates)
    words: list[str] = []
    unknown = ""
    after_words = _glossary()["after"]
    pending: list[str] = []

    def flush() -> None:
        nonlocal unknown
        if unknown:
            words.append(romanize(unknown))
            unknown = ""

    def close() -> None:
        flush()
        words.extend(pending)
        pending.clear()

    i = 0
    while i < n:
        length = best[i][2]
        piece = text[i : i + length]
        after = next((a for a in sorted(after_words, key=len, reverse=True) if text.startswith(a, i)), None)
        if after:
            flush()
            pending.append(after_words[after])
            length = len(after)
        elif piece in _CONNECTORS:
            close()
            words.append(_CONNECTORS[piece])
        elif piece in terms:
            flush()
            words.append(terms[piece])
        elif piece in _OPENING:
            close()
            words.append("(")
        elif piece in _CLOSING:
            close()
            words.append(")")
        elif piece in _SILENT:
            flush()
        elif _LATIN.match(piece):
            flush()
            words.append(piece.rstrip("年度"))
        else:
            unknown += piece
        i += length
    close()
    return words


def _join(words: list[str]) -> str:
    text = " ".join(w for w in words if w)
    text = re.sub(r" ([,;)])", r"\1", text)
    return re.sub(r"\( ", "(", text).strip(" ,;")
