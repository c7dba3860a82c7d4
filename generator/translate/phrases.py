"""English made of the words of a name: verbs before, heads with "of", what stands behind its noun, sentences of a kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from generator.romanize import romanize
from generator.translate.pieces import Piece, cut, glossary, known_words, nouns

_ENDS_IN_BRACKET = re.compile(r"^(?P<what>[^（(]+)[（(](?P<aside>[^（）()]+)[）)]$")
_NO_PLURAL = re.compile(r"(?:ss|us|is|ics|'s|sports|goods|arts|news|works|savings|headquarters|gas|premises|services)$")
_PREPOSITION = re.compile(r" (?:of|in|with|for|on|at|above|per|to) ")
_BEFORE_ALL = {"人均": "per capita", "年": "annual"}
_BEFORE_MEASURE = {"年": "annual", "综合": "overall", "集中": "centralised"}
"""Words before a name, or before its head, that describe the head: 二手车年交易量 is an annual volume."""
_HANGING = re.compile(r" (?:of|in|with|for|on|under|to|by|from)$")
_PEOPLE = re.compile(
    r"\b(?:residents|people|persons|population|children|women|elderly|infants|pupils|students|workers)$"
)


def phrase(text: str) -> str:
    text = text.strip("的、，；")
    if not text:
        return ""
    register = glossary()
    if text in register["terms"]:
        return register["final"].get(text, register["terms"][text])
    if m := _ENDS_IN_BRACKET.match(text):
        return f"{phrase(m['what'])} ({phrase(m['aside'])})"
    pieces = cut(text, known_words())
    for k, piece in enumerate(pieces[:-1]):
        if piece.kind == "link" and k and _is_measure(pieces[k - 1]) and _is_measure(pieces[-1]):
            left, right = ("".join(p.text for p in side) for side in (pieces[:k], pieces[k + 1 :]))
            return join([phrase(left), piece.english, phrase(right)])
    for pattern, english in frames():
        m = pattern.fullmatch(text)
        if m and "V" in pattern.groupindex and _is_measure(pieces[-1]):
            continue
        if m and (pieces[0].kind == "unknown" or len(pieces[0].text) == m.start("X") or m.start("X") == 0):
            verb = register["verbs"][m["V"]] if "V" in pattern.groupindex else ""
            return english.format(X=phrase(m["X"]), Y=phrase(m["Y"]), V=verb)
    if pieces[0].kind == "after" and len(pieces) > 1 and pieces[1].text in register["verbs"]:
        return f"{phrase(text[len(pieces[0].text) :])} {pieces[0].english}"
    if work := _work(pieces):
        verbs, rest = work
        return f"{verbs} {phrase(rest)}"
    head = pieces[-1].text
    if head in register["heads"] and len(pieces) > 1 and head not in register["terms"]:
        english = register["heads"][head]
        of = "" if nouns()[head] != english else " of"
        rest = [p.text for p in pieces[:-1]]
        for place, kinds in ((0, _BEFORE_ALL), (-1, _BEFORE_MEASURE)):
            if len(rest) > 1 and rest[place] in kinds:
                english = f"{kinds[rest.pop(place)]} {english}"
        return f"{english}{of} {phrase(''.join(rest))}"
    last = pieces[-1]
    if len(pieces) > 1 and last.kind == "word" and last.text not in register["verbs"]:
        what, of, rest = last.english.partition(" of ")
        if of and " per " not in what:
            return f"{what} of {join(in_order([*pieces[:-1], Piece(last.text, 'word', rest)]))}"
        if pieces[-2].kind == "word" and _PREPOSITION.search(pieces[-2].english):
            return f"{register['final'].get(last.text, last.english)} of {phrase(text[: -len(last.text)])}"
    return join(in_order(pieces))


def _is_measure(piece: Piece) -> bool:
    """Whether a word is, or ends in, what is measured (面积, 污水处理率), and is no verb behind its noun (改造)."""
    if piece.text in glossary()["verbs"]:
        return False
    return piece.text in glossary()["heads"] or (piece.kind == "word" and piece.text[-1] in "率量额值")


def _work(pieces: list[Piece]) -> tuple[str, str] | None:
    """The verbs a name begins with, and what is left: 改造、提升 | 农村道路.

    A verb that only tells the kind of the noun after it is none: 改造项目 are renovation projects.
    """
    register = glossary()
    english, n = "", 0
    while n < len(pieces) and pieces[n].text in register["verbs"]:
        if len(pieces) == n + 2 and pieces[n].text in nouns() and pieces[n + 1].text in register["kinds_of_work"]:
            break
        verb = register["verbs"][pieces[n].text]
        link = pieces[n - 1].english if english and pieces[n - 1].kind == "link" else ""
        if not english or (not link and pieces[n - 1].text in register["light"]):
            english = verb
        elif link == "," and not english.endswith(" of"):
            english += f", {verb}"
        else:
            english += f" {verb}" if not link and verb.endswith(" of") else f" {link.strip(',') or 'and'} {verb}"
        n += 1
        if n + 1 < len(pieces) and pieces[n].kind == "link" and pieces[n + 1].text in register["verbs"]:
            n += 1
    rest = "".join(p.text for p in pieces[n:] if p.text != "各")
    if not n or not rest.strip("的、，；”") or pieces[n].kind == "link":
        return None
    if n == 1 and pieces[0].text in nouns() and rest in register["heads"]:
        return None
    return english, rest


@cache
def frames() -> list[tuple[re.Pattern[str], str]]:
    """The sentence patterns of the register: {X} and {Y} are any words, {V} one of its verbs."""
    register = glossary()
    verbs = "|".join(sorted(register["frame_verbs"], key=len, reverse=True))
    parts = {"{X}": "(?P<X>.{2,}?)", "{Y}": "(?P<Y>.{2,}?)", "{V}": f"(?P<V>{verbs})"}
    return [(re.compile(re.sub(r"\{[XYV]\}", lambda m: parts[m[0]], k)), v) for k, v in register["frames"].items()]


def in_order(pieces: list[Piece]) -> list[str]:
    """The English of the pieces one after another; what stands after its noun waits for the noun's end."""
    register = glossary()
    words: list[str] = []
    pending: list[str] = []
    ages: list[str] = []
    for k, piece in enumerate(pieces):
        following = pieces[k + 1] if k + 1 < len(pieces) else None
        ends = following is None or following.kind == "link" or following.english in ("”", ")")
        if piece.kind == "age":
            people = next((p for p in _run(pieces, k + 1) if _PEOPLE.search(p.english)), None)
            (words if people is None else ages).append(piece.english if people else _before_noun(piece.english))
        elif piece.kind == "after":
            pending.append(piece.english)
        elif piece.text == "等" and ends:
            words += [*pending, "etc."]
            pending.clear()
        elif piece.kind in ("link", "mark"):
            if piece.english not in ("“", "”", "("):
                words += pending
                pending.clear()
            words.append(piece.english)
        elif piece.kind == "unknown":
            words.append(piece.english or romanize(piece.text))
        elif piece.kind == "word" and ends:
            words.append(register["final"].get(piece.text) or _HANGING.sub("", piece.english))
        elif piece.kind == "word" and following.kind == "word":
            acts = following.text in register["verbs"] and following.text not in _noun_words()
            words.append(piece.english if acts else _singular(piece.english))
        else:
            words.append(piece.english)
        if piece.kind == "word" and ages and _PEOPLE.search(piece.english):
            words[-1] = f"{piece.english} {ages.pop()}"
    return words + pending


@cache
def _noun_words() -> frozenset[str]:
    return frozenset([*glossary()["heads"], *glossary()["terms"]])


def _run(pieces: list[Piece], start: int) -> Iterator[Piece]:
    """The words from a place up to the next comma, bracket or unknown word, eight at most."""
    return takewhile(lambda p: p.kind in ("word", "silent"), pieces[start : start + 8])


def _before_noun(age: str) -> str:
    """``aged under 3`` where no people follow it: under-3 (care)."""
    age = age.removeprefix("aged ")
    return age.replace(" ", "-") if " " in age else f"{age}-year-old"


def _singular(english: str) -> str:
    """The form of a noun before another: enterprises → enterprise (centres); phrases with prepositions stay."""
    if _PREPOSITION.search(english) or _NO_PLURAL.search(english):
        return english
    if english.endswith("ies"):
        return english[:-3] + "y"
    if re.search(r"(?:ss|sh|ch|x|bus)es$", english):
        return english[:-2]
    if english.endswith("oes"):
        return english[:-2]
    return english[:-1] if english.endswith("s") else english


def join(words: list[str]) -> str:
    text = " ".join(w for w in words if w)
    text = re.sub(r" ([,;)”])", r"\1", text)
    return re.sub(r"([(“]|\bnon-) ", r"\1", text).strip(" ,;").replace("“", '"').replace("”", '"').replace('""', '"')
