"""Names with addresses: how a page speaks of bodies, indicators, places, notices and provisions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from generator.addresses import indicator_path, notice_path, organization_path, place_path, provision_path
from generator.model import Level, Provision
from generator.pages.index import CorpusIndex
from generator.pages.language import Language

EXCERPT = 36
"""Characters of a provision that stand for it where it has no heading."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A name, and where it leads."""

    text: str
    path: str = ""
    """Relative to the language's root; "" where there is no page."""
    lang: str = ""
    """``lang`` attribute, where it differs from the page's."""
    original: str = ""
    """The Chinese name where ``text`` is English."""
    generated: bool = False
    """Romanised by rule, not by a person."""


@dataclass(frozen=True, slots=True)
class ProvisionRef:
    """A provision as a line of a ledger names it; the words are the notice's own."""

    path: str
    """With anchor."""
    numbers: str
    """Numbering path: ``三、（二）1.``; "" when nothing is numbered."""
    text: str
    """Heading, else the beginning of the text."""
    part: str
    """Title of its part when the notice has several plans, else ""."""
    key: tuple[str, str]
    """(document id, provision id)."""


class Names:
    """Refs in one language, each made once."""

    def __init__(self, index: CorpusIndex, language: Language) -> None:
        self.index = index
        self.language = language
        # Caches live and die with this object: one per language and build.
        self.body = lru_cache(maxsize=None)(self._body)
        self.indicator = lru_cache(maxsize=None)(self._indicator)
        self.place = lru_cache(maxsize=None)(self._place)
        self.notice = lru_cache(maxsize=None)(self._notice)
        self.provision = lru_cache(maxsize=None)(self._provision)

    def named(self, chinese: str, english: str, status: str, path: str = "") -> Ref:
        """A Ref in this language from a register's pair of names."""
        if self.language.lang == "zh":
            return Ref(chinese, path)
        if not english:
            return Ref(chinese, path, lang="zh-Hans")
        return Ref(english, path, original=chinese, generated=status == "generated")

    def _body(self, id: str) -> Ref:
        body = self.index.organizations[id]
        return self.named(body.name, body.name_en, body.name_en_status, organization_path(id))

    def _indicator(self, id: str) -> Ref:
        indicator = self.index.indicators[id]
        return self.named(indicator.name, indicator.name_en, indicator.name_en_status, indicator_path(id))

    def _place(self, id: str) -> Ref:
        place = self.index.places[id]
        return self.named(place.name, place.name_en, "", place_path(id))

    def _notice(self, id: str) -> Ref:
        notice = self.index.notices[id]
        return self.named(notice.document.title, notice.title_en, notice.title_en_status, notice_path(id))

    def _provision(self, document: str, id: str) -> ProvisionRef:
        notice, provision = self.index.notices[document], self.index.provisions[document, id]
        several = len(notice.document.parts) > 2
        part = next((p.title for p in notice.document.parts if p.id == provision.part), "") if several else ""
        return ProvisionRef(
            path=provision_path(notice.document, provision.part, id),
            numbers=self.numbers(document, provision),
            text=provision_title(notice.document.text, provision),
            part=part,
            key=(document, id),
        )

    def numbers(self, document: str, provision: Provision) -> str:
        """Numbers of a provision and what it stands in: ``三、（二）1.``"""
        numbers: list[str] = []
        at: Provision | None = provision
        while at is not None:
            if at.level is not Level.PART and at.number:
                numbers.append(at.number)
            at = self.index.provisions.get((document, at.parent)) if at.parent else None
        return "".join(reversed(numbers))


def provision_title(text: str, provision: Provision) -> str:
    """The heading without its closing mark, or the beginning of the text."""
    if provision.heading:
        return provision.heading.rstrip("。：:；;. ")
    return excerpt(text, provision, length=EXCERPT)


def excerpt(text: str, provision: Provision, *, length: int) -> str:
    """The first ``length`` characters behind number and heading, in one line; "" when there are none."""
    start = provision.heading_span.end if provision.heading and provision.heading_span else provision.span.start
    words = text[start : min(provision.span.end, start + 2 * length + 20)]
    if start == provision.span.start:
        words = words.removeprefix(provision.number)
    words = " ".join(words.lstrip("。：:；;、. \u3000\n").split())
    return words if len(words) <= length else f"{words[:length].rstrip('，、；：。（')}…"
