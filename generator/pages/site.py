"""What every page builder is given: the corpus's lookups and one language to say things in."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.pages.facts import Facts
from generator.pages.index import CorpusIndex
from generator.pages.language import Language, language
from generator.pages.page import Lang, PageOptions
from generator.pages.refs import Names


@dataclass(frozen=True)
class Site:
    """One language's half of the site."""

    index: CorpusIndex
    language: Language
    names: Names
    facts: Facts
    options: PageOptions = field(default_factory=PageOptions)

    @property
    def lang(self) -> Lang:
        return self.language.lang


def open_site(index: CorpusIndex, *, lang: Lang, options: PageOptions | None = None) -> Site:
    """The half of the site in ``lang``."""
    words = language(lang)
    names = Names(index, words)
    return Site(index, words, names, Facts(index, words, names), options or PageOptions())
