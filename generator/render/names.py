"""Names of bodies, indicators, places, notices and provisions as links."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from html import escape
from typing import TypeVar

from markupsafe import Markup

from generator.pages.language import Language
from generator.pages.page import CONTENT_LANG
from generator.pages.refs import ProvisionRef, Ref

BASE, ROOT = "\ufdd0", "\ufdd1"
"""Stand for the way to the language's root and to the site's root until a page is finished, so that a row is the same on
every page. Unicode has made them no characters: no text holds them."""

REMEMBERED = 50_000
"""Links kept to be shown again, in each language (some 15 MB)."""

Item = TypeVar("Item")


class Memory:
    """HTML that many pages share, by what it shows; forgets everything when it is full."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._made: dict[Hashable, Markup] = {}

    def get(self, key: Hashable, make: Callable[[Item], Markup], item: Item) -> Markup:
        """What ``make(item)`` gives, from memory where it was asked for before."""
        html = self._made.get(key)
        if html is None:
            if len(self._made) >= self._size:
                self._made.clear()
            html = self._made[key] = make(item)
        return html


class Links:
    """Links in one language, to be used in templates."""

    def __init__(self, words: Language) -> None:
        self._memory = Memory(REMEMBERED)
        self._words = words
        self._separator = Markup(escape(words.gettext("、")))
        self._foreign = "" if words.lang == "zh" else f' lang="{CONTENT_LANG["zh"]}"'
        said, tag = escape(words.gettext("英文名由程序按拼音生成")), escape(words.gettext("拼音"))
        self._generated = f'<abbr class="pl-auto" title="{said}">{tag}</abbr>'

    def ref(self, ref: Ref) -> Markup:
        """A name as a link; an English name that was made by rule says so."""
        return self._memory.get(ref, self._ref, ref)

    def _ref(self, ref: Ref) -> Markup:
        attributes = f' lang="{escape(ref.lang)}"' if ref.lang else ""
        if ref.original:
            attributes += f' title="{escape(ref.original)}"'
        # 'Untitled “各村要…”' quotes the notice.
        text = escape(ref.text) if ref.lang else mark_chinese(self._words, ref.text)
        if ref.path:
            html = f'<a href="{BASE}{escape(ref.path)}"{attributes}>{text}</a>'
        else:
            html = f"<span{attributes}>{text}</span>"
        return Markup(html + self._generated if ref.generated else html)

    def refs(self, refs: Iterable[Ref]) -> Markup:
        """Several names, separated as the language does."""
        return Markup(str(self._separator).join(map(self.ref, refs)))

    def provision(self, ref: ProvisionRef) -> Markup:
        """A provision by its number and heading, which are the notice's own words."""
        return self._memory.get(ref.key, self._provision, ref)

    def _provision(self, ref: ProvisionRef) -> Markup:
        return self.provision_at(ref, ref.path)

    def provision_at(self, ref: ProvisionRef, path: str) -> Markup:
        """A provision so named, with a link to ``path``: some place inside it."""
        numbers = f'<span class="pl-number">{escape(ref.numbers)}</span>' if ref.numbers else ""
        text = escape(ref.text) if ref.text else "§"
        return Markup(f'<a class="pl-provision-link" href="{BASE}{escape(path)}"{self._foreign}>{numbers}{text}</a>')


_CHINESE = re.compile(
    "[「『《〈“（]*[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff]"
    "(?:[^A-Za-z]*[\u2e80-\u2fdf\u3001-\u301f\u3400-\u9fff\uff01-\uff5e])?"
)
"""From one Chinese character to the last before a Latin letter, with the marks around it."""


def mark_chinese(words: Language, text: str) -> Markup:
    """``text`` in the language of the page, with the Chinese it quotes marked as such."""
    if words.lang == "zh":
        return Markup(escape(text))
    out, at = [], 0
    for run in _CHINESE.finditer(text):
        out.append(f'{escape(text[at : run.start()])}<span lang="zh-Hans">{escape(run[0])}</span>')
        at = run.end()
    return Markup("".join(out) + escape(text[at:]))
