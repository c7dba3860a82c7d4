"""Cited documents: which of the notices of the corpus a 《title》 or a document number means.

A number settles it where both have one. Titles are compared without what varies between the two: quotation marks,
brackets' width, 的, the wrapper of the letter that passes a plan on (某某人民政府关于印发…的通知), and the name of the
place, which is compared as a place (楚雄州 and 楚雄彝族自治州 are one). A plan that a notice passes on leads to that
notice. A title without a place belongs to the citing notice's own place or one above it. Two notices that fit leave the
citation open.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from generator.model import CitationMention, Document
from generator.resolve.places import PlaceIndex

_NOISE = re.compile(r"[\s\u3000“”\"'‘’《》〈〉（）()\[\]〔〕【】、，,·—\-－~～的]")
_WRAPPER = re.compile(
    r"^(?:.{0,60}?关于)?(?:印发|转发|批转|发布|公布|下发)《?(?P<inner>.+?)》?"
    r"(?:的通知|的公告|的决定|的函|通知)(?:（[^）]*）)?$"
)
_ABOUT = re.compile(r"^.{2,60}?(?:人民政府|委员会|办公室|办公厅|国务院|[局厅部委会])(?=关于)")
_DRAFT = re.compile(r"[（(](?:征求意见稿|试行|暂行|修订稿?|送审稿|草案|讨论稿|\d{4}年修订|修订版)[）)]$")
_NUMBER = re.compile(r"[\s〔〕\[\]【】（）()第号]")
_MIN_TITLE = 5
"""A shorter title without its place is too common to identify a document (实施方案)."""


@dataclass(frozen=True, slots=True)
class DocumentKey:
    """What identifies a title: the place it begins with and the rest without what varies."""

    place: str | None
    title: str


def number_key(number: str) -> str:
    """A document number without the marks that are written in several ways.

    >>> number_key("楚政函〔2019〕10号") == number_key("楚政函[2019]10 号")
    True
    """
    number = re.sub(r"[〔\[【（(]", "#", re.sub(r"\s", "", number))
    return _NUMBER.sub("", number)


def title_keys(title: str, places: PlaceIndex, *, within: str | None) -> tuple[DocumentKey, ...]:
    """The keys a title goes by: as it stands, and without the letter's wrapper around the plan's own title."""
    title = re.sub(r"\s", "", title)
    titles = [_ABOUT.sub("", title)]
    if m := _WRAPPER.match(title):
        titles.append(m["inner"])
    keys = []
    for text in titles:
        text = _DRAFT.sub("", text.strip("《》"))
        match = places.match(text.lstrip("“"), within=within)
        place = None
        if match and match.place and match.place.level != "state":
            place, text = match.place.id, text.lstrip("“")[match.end :]
        rest = _NOISE.sub("", text)
        if len(rest) >= _MIN_TITLE:
            keys.append(DocumentKey(place, rest))
    return tuple(dict.fromkeys(keys))


class DocumentIndex:
    """The notices of the corpus by number and title."""

    def __init__(self, documents: Sequence[Document], places: PlaceIndex, notice_places: dict[str, str | None]) -> None:
        self._places = places
        self._notice_places = notice_places
        self._numbers: dict[str, set[str]] = defaultdict(set)
        self._titles: dict[str, set[tuple[str | None, str]]] = defaultdict(set)
        for document in documents:
            if document.document_number:
                self._numbers[number_key(document.document_number)].add(document.id)
            place = notice_places.get(document.id)
            for title in (document.title, *(part.title for part in document.parts)):
                for key in title_keys(title, places, within=place):
                    self._titles[key.title].add((key.place or place, document.id))

    def target_of(self, citation: CitationMention, document: str) -> str | None:
        """Id of the notice that ``citation`` in ``document`` means, None when it is not here or not certain."""
        if citation.number:
            found = self._numbers.get(number_key(citation.number), set())
            if found:
                return next(iter(found)) if len(found) == 1 else None
        place = self._notice_places.get(document)
        candidates = set()
        for key in title_keys(citation.title, self._places, within=place):
            for of, id in self._titles.get(key.title, ()):
                if self._fits(key.place, of, place):
                    candidates.add(id)
        if document in candidates:
            return document  # 现将《…》印发给你们: the plan it passes on
        return next(iter(candidates)) if len(candidates) == 1 else None

    def _fits(self, named: str | None, of: str | None, own: str | None) -> bool:
        """Whether a title that names the place ``named`` can be a document of ``of``, cited by a notice of ``own``."""
        if named is not None:
            return of == named
        return of == own or of is None or own is None or self._places.is_within(own, of)


def resolve_citations(
    documents: Sequence[Document],
    citations: Iterable[tuple[str, CitationMention]],
    places: PlaceIndex,
    notice_places: dict[str, str | None],
) -> list[str | None]:
    """The notice each of ``citations`` (document id, mention) leads to, in their order."""
    index = DocumentIndex(documents, places, notice_places)
    target_of = cache(index.target_of)
    return [target_of(mention, document) for document, mention in citations]
