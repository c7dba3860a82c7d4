"""The place of a notice: the division whose bodies 州财政局 or 区财政局 are.

``NAME.yml`` decides when it names a place. Otherwise the head of the text does: the issuing authority, the title, the
titles of its parts, the document number. A name that several divisions bear (朝阳区) is settled by what the text says
of the places above them (北京市) and by the province in the document number (云政发). A text whose head names no place
has the place it names most, if that fits what it calls itself (全州, 我市).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from generator.model import Diagnostic, Document, Place
from generator.registers import load_register
from generator.resolve.organization_names import read_state
from generator.resolve.places import PlaceIndex

_PARTY = re.compile(r"^(?:中国共产党|中共)(?!中央)")
_SUBJECT = re.compile(r"(?:关于)?(?:印发|转发|批转|发布)《?")
_YEAR = re.compile(r"\d{4}(?:[-—–－~～至]\d{4})?年度?")
"""「2021年昆明市…」: the place may stand behind the year the plan is for."""
_ISSUER = re.compile(r"^(?P<who>[^，。《]{2,40}?)(?=[、\s]|关于|$)")
_STATE = re.compile(r"^(?:国务院|中共中央|中央)(?!厅局)")
_STATE_NUMBER = re.compile(r"^(?:国发|国办|国函|国令|中发|中办|中委|中共中央|国务院)")
_UNKNOWN_DIVISION = re.compile(
    r"(?![省市州县区旗盟](?:委|人民政府|政府))[\u4e00-\u9fff]{2,8}?[省市州县区旗盟镇乡](?=人民政府|政府|委员会|委办公|行政公署|党委)"
)
# 「市政府办公厅关于…」 of 宁政办发 is a city's, though 宁 stands for a province as well.
_LOWER_BODY = re.compile(r"[市州盟县区旗](?:人民)?(?:政府|委)")
_SELF = re.compile(r"[全我本](?P<generic>[省市州县区旗盟])(?![场域性级])")
_GENERIC_END = re.compile(r"[省市州县区旗盟]")
_LONGEST_TEXT = 200_000
"""Characters of a text that are looked through for places when its head names none."""


@dataclass(frozen=True, slots=True)
class NoticePlace:
    """What a notice's place is and why."""

    place: str | None
    evidence: str
    """ "metadata" | "issuing authority" | "title" | "part title" | "document number" | "text" | "none"."""
    words: str
    """The words that name it."""
    diagnostics: tuple[Diagnostic, ...] = ()


def find_notice_place(document: Document, places: PlaceIndex) -> NoticePlace:
    """The place of ``document``; None as place when nothing in it says."""
    year = document.issued_on.year if document.issued_on else document.plan_year
    wanted = document.normalized.source.metadata.place
    diagnostics: tuple[Diagnostic, ...] = ()
    if wanted:
        found = places.candidates(wanted, year=year)
        if len(found) == 1:
            return NoticePlace(found[0].id, "metadata", wanted)
        diagnostics = (_unknown_place(document, wanted, found),)
    province = _province_of_number(document.document_number, places)
    undecided: list[tuple[tuple[Place, ...], str, str]] = []
    for evidence, words in _heads(document):
        if _is_state_body(words, year, alone=evidence == "issuing authority"):
            return NoticePlace("china", evidence, words, diagnostics)
        match = places.match(words, year=year, bare=True)
        if match is None or any(p.level == "state" for p in match.candidates):
            continue
        name = words[: match.end]
        candidates = match.candidates
        if province:
            candidates = tuple(p for p in candidates if places.is_within(p.id, province)) or candidates
        if match.bare and not _supported(candidates, name, words[match.end :], document):
            continue
        if len(candidates) == 1:
            return NoticePlace(candidates[0].id, evidence, name, diagnostics)
        undecided.append((candidates, evidence, name))
    if document.document_number and _STATE_NUMBER.match(document.document_number):
        return NoticePlace("china", "document number", document.document_number, diagnostics)
    for candidates, evidence, name in undecided:
        chosen = _by_superiors(candidates, document, places)
        if chosen:
            return NoticePlace(chosen.id, evidence, name, diagnostics)
    if any(_UNKNOWN_DIVISION.match(words) for _, words in _heads(document)) and not undecided:
        # what the text names most is not the 平川县 that its head names and no table knows
        return NoticePlace(None, "none", "", diagnostics)
    place = _most_named(document, places, province, year)
    if place:
        return NoticePlace(place.id, "text", place.name, diagnostics)
    if (
        province
        and document.document_number
        and re.match(r".[政府委办党]", document.document_number)
        and not _LOWER_BODY.match(document.issuing_authority or document.title)
    ):
        return NoticePlace(province, "document number", document.document_number, diagnostics)
    return NoticePlace(None, "none", "", diagnostics)


def _heads(document: Document) -> list[tuple[str, str]]:
    """What may begin with the place's name, the most telling first, each with the kind of evidence it is."""
    heads = []
    for evidence, text in (
        ("issuing authority", document.issuing_authority or ""),
        ("title", document.title),
        *(("part title", part.title) for part in document.parts),
    ):
        if evidence == "issuing authority":
            text = re.split(r"[\s、，]", text.strip(), maxsplit=1)[0]
        text = _PARTY.sub("", re.sub(r"[\s“”\"]", "", text).lstrip("《"))
        if not text:
            continue
        texts = [text]
        inner = _SUBJECT.search(text)
        if inner and evidence != "issuing authority":
            texts.append(text[inner.end() :])
        for words in texts:
            heads.append((evidence, words))
            if (year := _YEAR.match(words)) and "转" not in text[: text.find(words)]:
                heads.append((evidence, words[year.end() :]))
            if (slogan := _slogans().match(words)) and _is_of_province(document, slogan["stem"]):
                heads.append((evidence, words[slogan.start("stem") :]))
    return heads


@cache
def _slogans() -> re.Pattern[str]:
    """「数字广东建设」: a programme that a province is named in."""
    stems = (name.removesuffix("省") for p in load_register("places")["provinces"] if (name := p["name"])[-1] == "省")
    return re.compile(rf"(?:数字|平安|法治|健康|美丽|智慧)(?P<stem>{'|'.join(stems)})")


def _is_of_province(document: Document, stem: str) -> bool:
    """Whether a text that names a province in passing is its own: no city, county or district speaks of itself in it."""
    return stem + "省" in document.text and all(m["generic"] == "省" for m in _SELF.finditer(document.text))


def _is_state_body(words: str, year: int | None, *, alone: bool) -> bool:
    """Whether a body of the State speaks: 国务院办公厅关于…, 财政部 alone as the issuing authority."""
    if _STATE.match(words):
        return True
    issuer = _ISSUER.match(words)
    if issuer is None or not (alone or words.startswith("关于", issuer.end())):
        return False
    return any(read_state(name, year) for name in (issuer["who"], re.sub(r"办公厅$|办公室$", "", issuer["who"])))


def _supported(candidates: tuple[Place, ...], name: str, rest: str, document: Document) -> bool:
    """Whether a bare stem (楚雄, 和平) is a place here: its full name stands in the text, or an office follows."""
    if re.match(
        r"(?:人民政府|政府|海关|(?:国家级?)?(?:经济技术开发区|开发区|高新技术产业开发区|高新区|经开区)|新区)", rest
    ):
        return True
    return any(form in document.text for p in candidates for form in (p.name, *p.aliases) if len(form) > len(name))


@cache
def _abbreviations() -> dict[str, str]:
    provinces = load_register("places")["provinces"]
    return {a: p["id"] for p in provinces for a in p["abbreviations"]}


def _province_of_number(number: str | None, places: PlaceIndex) -> str | None:
    """The province whose abbreviation a document number begins with (云政办发〔2021〕3号).

    A number of a lower place may begin with the same character by chance (青 of 青岛, 新 of 新乡), so this only helps
    to choose and never decides alone against a name.
    """
    return _abbreviations().get(number[0]) if number else None


def _by_superiors(candidates: tuple[Place, ...], document: Document, places: PlaceIndex) -> Place | None:
    """The candidate whose superiors the text names most, when it names one of them clearly more than the others'."""
    text = document.text
    counts = []
    for place in candidates:
        names = {name for upper in places.ancestors(place.id)[:-1] for name in (upper.name, *upper.aliases)}
        counts.append((sum(text.count(name) for name in names if len(name) >= 2), place))
    counts.sort(key=lambda c: (-c[0], c[1].id))
    if counts and counts[0][0] and (len(counts) == 1 or counts[0][0] >= 2 * counts[1][0] + 1):
        return counts[0][1]
    return None


def _most_named(document: Document, places: PlaceIndex, province: str | None, year: int | None) -> Place | None:
    """The division a text without a telling head is about: named at least three times and more than any other.

    What the text calls itself (全州, 我市) must fit; places inside or above another count for that one as well.
    """
    text = document.text[:_LONGEST_TEXT]
    called = Counter(m["generic"] for m in _SELF.finditer(text))
    if not called:
        return None
    generic = min(called, key=lambda g: (-called[g], g))
    named: Counter[str] = Counter()
    for m in _GENERIC_END.finditer(text):
        for length in range(2, 9):
            start = m.end() - length
            if start < 0:
                break
            name = text[start : m.end()]
            found = places.candidates(name, year=year) if places.is_name(name) else ()
            if len(found) == 1 and (not province or places.is_within(found[0].id, province)):
                named[found[0].id] += 1
                break
    scores: Counter[str] = Counter()
    for id, count in named.items():
        for place in (places.get(id), *places.ancestors(id)):
            if place and place.level != "state" and place.name.endswith(generic):
                scores[place.id] += count if place.id == id else 1
    best = sorted(scores.items(), key=lambda s: (-s[1], s[0]))
    if best and best[0][1] >= 3 and (len(best) == 1 or best[0][1] > best[1][1]):
        return places.get(best[0][0], year=year)
    return None


def _unknown_place(document: Document, name: str, found: tuple[Place, ...]) -> Diagnostic:
    source = document.normalized.source
    if found:
        names = ", ".join(f"{p.name} ({p.id})" for p in found)
        message = f"The place {name} may be any of {names}. Write the place above it as well, such as 北京市朝阳区."
    else:
        message = f"No administrative division is called {name}. Write its full name, such as 大理白族自治州."
    file = source.path.with_suffix(".yml").name
    return Diagnostic("place-unknown", "warning", message, file, excerpt=f"place: {name}")
