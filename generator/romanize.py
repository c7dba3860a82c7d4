"""Chinese written in Latin letters: readings, addresses, and English for names that nobody has curated.

Three things, from certain to doubtful:

* ``slug`` and ``place_syllables`` give addresses (楚雄 → chuxiong). They are promises: they depend on the readings
  alone, never on a glossary that grows.
* ``translate`` composes English from the register ``glossary`` by the longest match and says whether every word was
  known. What it gives is marked ``generated`` wherever it is shown.
* ``romanize`` writes pinyin words, for what the glossary does not know.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from generator.registers import load_register

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff〇]+")
_TOKEN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff〇]+|[A-Za-z0-9][A-Za-z0-9.%+/]*")
_MAX_SLUG = 80


def syllables(text: str) -> list[str]:
    """The reading of each Chinese character of ``text`` in context, without tones, ü as ``v``; the rest is left out.

    >>> syllables("重庆银行")
    ['chong', 'qing', 'yin', 'hang']
    """
    from pypinyin import lazy_pinyin

    out: list[str] = []
    for run in _HAN.findall(text):
        out += lazy_pinyin(run)
    return out


@cache
def place_syllables(stem: str) -> tuple[str, ...]:
    """The reading of the stem of a place's name, where many characters have a reading of their own (六安, 长子, 都匀).

    >>> place_syllables("六安")
    ('lu', 'an')
    """
    register = load_register("places")
    if stem in register["readings"]:
        return tuple(register["readings"][stem].split())
    single = register["character_readings"]
    read = syllables(stem)
    characters = [c for c in stem if _HAN.match(c)]
    if len(read) != len(characters):
        return tuple(read)
    return tuple(single.get(c, r) for c, r in zip(characters, read, strict=True))


def join_syllables(read: Sequence[str]) -> str:
    """One pinyin word with a capital; an apostrophe stands where a syllable begins with a vowel.

    >>> join_syllables(["lu", "an"])
    "Lu'an"
    """
    word = read[0] if read else ""
    for syllable in read[1:]:
        word += ("'" if syllable[:1] in "aeo" else "") + syllable
    return word[:1].upper() + word[1:].replace("v", "ü")


def romanize(text: str) -> str:
    """``text`` in pinyin, a word for each run of Chinese, Latin words and numbers as they are.

    Long runs are broken into words of two syllables, since nothing is known of the words in them.

    >>> romanize("锦润B座")
    'Jinrun B Zuo'
    """
    words: list[str] = []
    for token in _TOKEN.findall(text):
        if not _HAN.match(token):
            words.append(token)
            continue
        read = syllables(token)
        if len(read) <= 3:
            words.append(join_syllables(read))
        else:
            words += [join_syllables(read[i : i + 2]) for i in range(0, len(read) - len(read) % 2 - 2, 2)]
            words.append(join_syllables(read[-(2 + len(read) % 2) :]))
    return " ".join(words)


def ascii_slug(text: str) -> str:
    """Latin text as an address: lower case, ASCII, words joined by hyphens; ü is ``v``, apostrophes vanish.

    >>> ascii_slug("Lu'an R&D Centre")
    'luan-rd-centre'
    """
    text = text.replace("ü", "v").replace("Ü", "v").replace("'", "").replace("’", "").replace("&", "")
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def slug(text: str) -> str:
    """An address made of Chinese text: its syllables joined by hyphens, at most 80 characters.

    A longer one is cut and ends in six hexadecimal digits of its hash, so that two long names stay apart. The address
    follows from the characters alone, so it stays when registers grow.

    >>> slug("新建5G基站")
    'xin-jian-5g-ji-zhan'
    """
    from pypinyin import lazy_pinyin

    parts: list[str] = []
    for token in _TOKEN.findall(text):
        if _HAN.match(token):
            parts += [ascii_slug(s) for s in lazy_pinyin(token)]
        else:
            parts.append(ascii_slug(token.replace("%", " percent ").replace("+", " plus ")))
    whole = "-".join(p for p in parts if p) or "x"
    if len(whole) <= _MAX_SLUG:
        return whole
    digest = hashlib.sha256(text.encode()).hexdigest()[:6]
    return f"{whole[: _MAX_SLUG - 7].rsplit('-', 1)[0]}-{digest}"
