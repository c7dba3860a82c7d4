"""The words of a name: Chinese text cut into what the register ``glossary`` knows, numbers, and what nobody knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from generator.registers import load_register
from generator.romanize import romanize

_LATIN = re.compile(r"(?:19|20)\d\d(?:[-—–~～至](?:19|20)\d\d)?年度?|[A-Za-z0-9][A-Za-z0-9&.,%+/\-]*")
_COUNTED = re.compile(r"(?P<number>\d+)[个家户所座名张辆台套件项批支处大](?=[\u4e00-\u9fff“])")
_AGED = re.compile(r"(?P<age>\d+(?:[-—~～至]\d+)?)周?岁(?P<bound>及?以上|及?以下)?")
_YUAN = re.compile(
    r"(?P<over>超过?|过)?(?P<low>\d+(?:\.\d+)?)(?:[-—~～至](?P<high>\d+(?:\.\d+)?))?(?P<times>[万亿])元(?P<bound>以上|以下)?"
)
_YEARS = re.compile(r"(?P<years>\d{1,2})年(?![度内])")
_WITHIN = re.compile(r"(?P<years>\d+)年内")
_CONNECTORS = {
    "和": "and",
    "与": "and",
    "及": "and",
    "以及": "and",
    "或": "or",
    "或者": "or",
    "、": ",",
    "，": ",",
    "；": ";",
    "等": "and other",
    "暨": "and",
}
_SILENT = set("的'《》〈〉 \t\u3000：:。")
_QUOTES = {"“": "“", "”": "”", "‘": "“", "’": "”"}
_OPENING, _CLOSING = "（([〔", "）)]〕"


@cache
def glossary() -> dict:
    return load_register("glossary")


@cache
def nouns() -> dict[str, str]:
    """What a head is called in the middle of a name: 改造 in 改造项目 is "renovation"."""
    return {k: re.sub(r" (?:of|in|with|for|on|under|to|by|from)$", "", v) for k, v in glossary()["heads"].items()}


@cache
def known_words() -> dict[str, str]:
    """Every word of the register with its English in the middle of a name."""
    register = glossary()
    return {**register["verbs"], **nouns(), **register["terms"]}


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a name: its characters, what it is, and English where that follows from its form."""

    text: str
    kind: str
    """``word``, ``after``, ``age``, ``link``, ``mark``, ``number``, ``silent`` or ``unknown``."""
    english: str = ""


def _by_form(text: str, at: int) -> tuple[int, Piece] | None:
    """Numbers, ages and Latin words at a place of the text, and how many characters they take."""
    if m := _AGED.match(text, at):
        age, bound = m["age"], m["bound"] or ""
        english = f"aged under {age}" if "下" in bound else f"aged {age}" + (" and over" if bound else "")
        return len(m[0]), Piece(m[0], "age", re.sub(r"[—~～至]", "-", english))
    if m := _YUAN.match(text, at):
        return len(m[0]), Piece(m[0], "after", _yuan(m))
    if m := _YEARS.match(text, at):
        return len(m[0]), Piece(m[0], "number", f"{m['years']}-year")
    if m := _WITHIN.match(text, at):
        return len(m[0]), Piece(m[0], "after", f"within {m['years']} years")
    if m := _COUNTED.match(text, at):
        return len(m[0]), Piece(m[0], "number", m["number"])
    if m := _LATIN.match(text, at):
        return len(m[0]), Piece(m[0], "number", re.sub(r"[—–~～至]", "-", m[0].rstrip("年度")))
    return None


def _yuan(m: re.Match[str]) -> str:
    """A sum in millions or billions: 5000万元以上 → of 50 million yuan or more."""
    bounds = [float(v) * {"万": 1e4, "亿": 1e8}[m["times"]] for v in (m["low"], m["high"]) if v]
    size, word = next((s, w) for s, w in ((1e9, " billion"), (1e6, " million"), (1, "")) if bounds[0] >= s or s == 1)
    value = "-".join(f"{b / size:,.10g}" for b in bounds)
    bound = {"以上": " or more", "以下": " or less", None: ""}[m["bound"]]
    return f"of {'over ' if m['over'] else ''}{value}{word} yuan{bound}"


def cut(text: str, terms: Mapping[str, str]) -> list[Piece]:
    """``text`` cut into known words, numbers and runs that are not known, with the fewest unknown characters.

    Every position is looked at once with at most 12 lengths, so the time is linear in the text. A known word of one
    character next to an unknown one is a part of it (条 in 条件), unless it is what a place's name ends in (县).
    """
    n = len(text)
    after = glossary()["after"]
    best: list[tuple[int, int, int]] = [(0, 0, 0)] * (n + 1)  # unknown characters, pieces, -length of the piece
    formed: dict[int, tuple[int, Piece]] = {}
    for i in range(n - 1, -1, -1):
        candidates = []
        if form := _by_form(text, i):
            formed[i] = form
            end = i + form[0]
            candidates.append((best[end][0], best[end][1] + 1, -form[0]))
        for length in range(1, min(12, n - i) + 1):
            part = text[i : i + length]
            known = part in terms or part in _CONNECTORS or part in after
            if length == 1 and not known:
                known = part in _SILENT or part in _QUOTES or part in _OPENING + _CLOSING
                candidates.append((best[i + 1][0] + (not known), best[i + 1][1] + 1, -1))
            elif known:
                candidates.append((best[i + length][0], best[i + length][1] + 1, -length))
        best[i] = min(candidates)
    pieces: list[Piece] = []
    i = 0
    while i < n:
        length = -best[i][2]
        form = formed.get(i)
        pieces.append(form[1] if form and form[0] == length else _piece(text[i : i + length], terms))
        i += length
    return _settled(pieces)


def _piece(part: str, terms: Mapping[str, str]) -> Piece:
    if part in glossary()["after"]:
        return Piece(part, "after", glossary()["after"][part])
    if part in _CONNECTORS:
        return Piece(part, "link", _CONNECTORS[part])
    if part in terms:
        return Piece(part, "word", terms[part])
    if part in _QUOTES:
        return Piece(part, "mark", _QUOTES[part])
    if part in _OPENING + _CLOSING:
        return Piece(part, "mark", "(" if part in _OPENING else ")")
    return Piece(part, "silent" if part in _SILENT else "unknown")


def _settled(pieces: list[Piece]) -> list[Piece]:
    """Unknown characters in one run, with the single characters that belong to them."""
    ends = glossary()["place_ends"]
    out: list[Piece] = []
    for k, piece in enumerate(pieces):
        before = out[-1] if out and out[-1].kind == "unknown" else None
        following = pieces[k + 1] if k + 1 < len(pieces) else None
        if before and not before.english and piece.text in ends and len(before.text) > 1:
            out[-1] = Piece(before.text + piece.text, "unknown", f"{romanize(before.text)} {ends[piece.text]}")
            continue
        single = piece.kind == "word" and len(piece.text) == 1
        loose = single and (before or (following is not None and following.kind == "unknown"))
        if piece.kind != "unknown" and not loose:
            out.append(piece)
        elif before and not before.english:
            out[-1] = Piece(before.text + piece.text, "unknown")
        else:
            out.append(Piece(piece.text, "unknown"))
    return out
