"""Names with addresses: how a page speaks of bodies, indicators, places, notices and provisions."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.addresses import indicator_path, notice_path, organization_path, place_path, provision_path
from generator.model import Level, Place, Provision
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
        self.local_body = lru_cache(maxsize=None)(self._local_body)
        self.indicator = lru_cache(maxsize=None)(self._indicator)
        self.place = lru_cache(maxsize=None)(self._place)
        self.notice = lru_cache(maxsize=None)(self._notice)
        self.short_notice = lru_cache(maxsize=None)(self._short_notice)
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

    def _local_body(self, id: str, place: str | None) -> Ref:
        """A body as those at ``place`` call their own: 州财政局, Finance Bureau; others by their full name."""
        full, body = self.body(id), self.index.organizations[id]
        if place is None or body.place != place or place not in self.index.places:
            return full
        return replace(full, text=local_name(full.text, self.index.places[place], english=bool(full.original)))

    def _indicator(self, id: str) -> Ref:
        indicator = self.index.indicators[id]
        return self.named(indicator.name, indicator.name_en, indicator.name_en_status, indicator_path(id))

    def _place(self, id: str) -> Ref:
        place = self.index.places[id]
        return self.named(place.name, place.name_en, "", place_path(id))

    def _notice(self, id: str) -> Ref:
        notice = self.index.notices[id]
        if notice.document.opening:
            title = notice.document.shown_title if self.language.lang == "zh" else notice.title_en
            return Ref(title, notice_path(id))
        return self.named(notice.document.title, notice.title_en, notice.title_en_status, notice_path(id))

    def _short_notice(self, id: str) -> Ref:
        """A notice by what it issues, for lines that name it again and again."""
        notice = self.index.notices[id]
        if notice.document.opening:
            return self.notice(id)
        english = short_english_title(notice.title_en)
        return self.named(short_title(notice.document.title), english, notice.title_en_status, notice_path(id))

    def _provision(self, document: str, id: str) -> ProvisionRef:
        notice, provision = self.index.notices[document], self.index.provisions[document, id]
        several = len(notice.document.parts) > 2
        part = next((p.title for p in notice.document.parts if p.id == provision.part), "") if several else ""
        title = provision_title(notice.document.text, provision)
        return ProvisionRef(
            path=provision_path(notice.document, provision.part, id),
            numbers=self.numbers(document, provision),
            text=title,
            part=part if part != title else "",
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


_ISSUES = re.compile(r"关于(?:印发|转发|下达|公布|发布)(?P<what>.{4,})的(?:通知|函|公告|批复)")


def short_title(title: str) -> str:
    """What a notice issues: 「某市人民政府关于印发《某市…方案》的通知」 → 「某市…方案」; other titles as they are."""
    found = _ISSUES.search(title)
    if found is None:
        return title
    what = found["what"]
    inner = what[1:-1]
    # 《甲》和《乙》 begins and ends with marks that are not a pair.
    is_one = what.startswith("《") and what.endswith("》") and inner.find("》") >= inner.find("《")
    return inner if is_one and inner.count("《") == inner.count("》") else what


_ISSUES_ENGLISH = re.compile(
    r"^(?:Notice|Circular|Letter|Reply)\b.* on (?:Issuing|Forwarding|Publishing) (?:the )?(?P<what>.{8,})$"
)


def short_english_title(title: str) -> str:
    """``Notice of … on Issuing the Plans for …`` → ``Plans for …``; other titles as they are."""
    found = _ISSUES_ENGLISH.match(title)
    return f"{found['what'][0].upper()}{found['what'][1:]}" if found else title


_DIVISION = re.compile(r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|新区|[省市州盟县区旗])$")


def local_name(name: str, place: Place, *, english: bool) -> str:
    """``name`` without the name of its place.

    >>> local_name("某某市财政局", Place("x", "", "某某市", "Moumou City", "prefecture", None), english=False)
    '市财政局'
    """
    if english:
        for ending in (f" of {place.name_en}", f", {place.name_en}"):
            if name.endswith(ending) and len(name) > len(ending):
                return name.removesuffix(ending)
        return name
    division = _DIVISION.search(place.name)
    if division is None or not name.startswith(place.name) or name == place.name:
        return name
    kind = division[0].removeprefix("自治").removeprefix("特别行政")
    return f"{kind}{name.removeprefix(place.name)}"


def provision_title(text: str, provision: Provision) -> str:
    """The heading without its closing mark, or the beginning of the text."""
    if provision.heading:
        return provision.heading.rstrip("。：:；;. ")
    return excerpt(text, provision, length=EXCERPT)


def excerpt(text: str, provision: Provision, *, length: int, until: int | None = None) -> str:
    """The first ``length`` characters behind number and heading, in one line; "" when there are none.

    ``until``: where to stop at the latest, such as the bracket that says who is responsible.
    """
    start = provision.heading_span.end if provision.heading and provision.heading_span else provision.span.start
    end = provision.span.end if until is None else until
    words = text[start : max(start, min(end, start + 2 * length + 20))]
    if start == provision.span.start:
        words = words.removeprefix(provision.number)
    words = " ".join(words.lstrip("。：:；;、. \u3000\n").split())
    return words if len(words) <= length else f"{words[:length].rstrip('，、；：。（')}…"
