"""Page models to HTML bodies: Jinja2 templates, one per kind of page, and gettext catalogues.

Everything a notice says is escaped: text that looks like HTML or Jinja stays text. Names and marked sentences occur by
the hundred on a page, so those two are written here and not as macros (measured: five times as fast).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cache, partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from generator.pages.language import Language, language
from generator.pages.page import CONTENT_LANG, LANGUAGES, Lang, Page, url_of
from generator.pages.refs import ProvisionRef, Ref
from generator.pages.sentences import Inline, MarkKind, Piece

MARK_CLASSES: Mapping[MarkKind, str] = {MarkKind.TARGET: "pl-target", MarkKind.DEADLINE: "pl-deadline"}

NAMES_REMEMBERED = 50_000
ROWS_REMEMBERED = 50_000
"""Links and rows of tables kept to be shown again, in each language (some 10 MB and 100 MB)."""

LINK_CLASSES: Mapping[MarkKind, str] = {MarkKind.BODY: "pl-body", MarkKind.CITATION: "pl-citation"}


BASE, ROOT = "\ufdd0", "\ufdd1"
"""Stand for the way to the language's root and to the site's root until a page is finished, so that a row is the same on
every page. Unicode has made them no characters: no text holds them."""


class Renderer:
    """Renders pages with the templates in ``folder`` (``site_templates``). One renderer serves both languages."""

    def __init__(self, folder: Path) -> None:
        self._environments = {lang: _environment(folder, language(lang)) for lang in LANGUAGES}

    def render(self, page: Page) -> str:
        """The HTML body of ``page``, ``<h1>`` included; every link is relative to ``page.url``."""
        root = "../" * page.url.count("/") or "./"
        template = self._environments[page.lang].get_template(f"pages/{page.template}")
        body = template.render(meta=page, page=page.model)
        return body.replace(BASE, root + url_of("", lang=page.lang)).replace(ROOT, root)


class _Memory:
    """HTML that many pages share, by what it shows; forgets everything when it is full."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._made: dict[Hashable, Markup] = {}

    def get(self, key: Hashable, make: Callable[..., Markup], *values: object) -> Markup:
        """What ``make(*values)`` gives, from memory where it was asked for before."""
        html = self._made.get(key)
        if html is None:
            if len(self._made) >= self._size:
                self._made.clear()
            html = self._made[key] = make(*values)
        return html


def _environment(folder: Path, words: Language) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["groupby_run"] = runs_of
    environment.filters["mixed"] = partial(mark_chinese, words)
    names, rows = _Memory(NAMES_REMEMBERED), _Memory(ROWS_REMEMBERED)

    def ref(name: Ref) -> Markup:
        return names.get(name, render_ref, words, name)

    def provision_link(provision: ProvisionRef) -> Markup:
        return names.get(provision.key, render_provision_link, words.lang, provision)

    environment.globals.update(
        _=_translator(words),
        base=Markup(BASE),
        counted=words.counted,
        inline=partial(render_inline, words),
        lang=words.lang,
        number=words.number,
        one=words.one,
        provision_link=provision_link,
        ref=ref,
        refs=partial(render_refs, words, ref),
        remember=lambda kind, id, macro, row: rows.get((kind, id), macro, row),
        role_label=words.role,
        root=Markup(ROOT),
        zh="" if words.lang == "zh" else CONTENT_LANG["zh"],
    )
    return environment


def _translator(words: Language) -> Callable[..., Markup]:
    """``_("…")`` of the templates: catalogue strings are safe, the values put into them are escaped."""

    @cache
    def translated(message: str) -> Markup:
        return Markup(words.gettext(message))

    def translate(message: str, **values: object) -> Markup:
        return translated(message) % values if values else translated(message)

    return translate


_CHINESE = re.compile(
    "[「『《〈“（]*[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff]"
    "(?:[^A-Za-z]*[\u2e80-\u2fdf\u3001-\u301f\u3400-\u9fff\uff01-\uff5e])?"
)
"""From one Chinese character to the last before a Latin letter, with the marks around it."""


def mark_chinese(words: Language, text: str) -> Markup:
    """``text`` in the language of the page, with the Chinese it quotes marked as such."""
    if words.lang == "zh":
        return escape(text)
    out, at = [], 0
    for run in _CHINESE.finditer(text):
        out.append(f'{escape(text[at : run.start()])}<span lang="zh-Hans">{escape(run[0])}</span>')
        at = run.end()
    return Markup("".join(out)) + escape(text[at:])


def runs_of(rows: Iterable, attribute: str) -> list[list]:
    """Rows in their order, cut wherever ``attribute`` changes."""
    return [list(run) for _, run in groupby(rows, attrgetter(attribute))]


def render_ref(words: Language, ref: Ref) -> Markup:
    """A name as a link; an English name that was made by rule says so."""
    attributes = f' lang="{escape(ref.lang)}"' if ref.lang else ""
    if ref.original:
        attributes += f' title="{escape(ref.original)}"'
    if ref.path:
        html = f'<a href="{BASE}{escape(ref.path)}"{attributes}>{escape(ref.text)}</a>'
    else:
        html = f"<span{attributes}>{escape(ref.text)}</span>"
    if ref.generated:
        said = words.gettext("英文名由程序按拼音生成")
        html += f'<abbr class="pl-auto" title="{escape(said)}">{escape(words.gettext("拼音"))}</abbr>'
    return Markup(html)


def render_refs(words: Language, ref: Callable[[Ref], Markup], refs: Iterable[Ref]) -> Markup:
    """Several names, separated as the language does."""
    return Markup(words.gettext("、")).join(map(ref, refs))


def render_provision_link(lang: Lang, ref: ProvisionRef) -> Markup:
    """A provision by its number and heading, which are the notice's own words."""
    foreign = ' lang="zh-Hans"' if lang != "zh" else ""
    numbers = f'<span class="pl-number">{escape(ref.numbers)}</span>' if ref.numbers else ""
    text = escape(ref.text) if ref.text else "§"
    return Markup(f'<a class="pl-provision-link" href="{BASE}{escape(ref.path)}"{foreign}>{numbers}{text}</a>')


def render_inline(words: Language, inline: Inline) -> Markup:
    """Running text with its marks."""
    out: list[str] = []
    _write_inline(out.append, words, inline)
    return Markup("".join(out).strip())


_SPACES = re.compile(r"[\t\n]+")


def _write_text(write: Callable[[str], None], text: str) -> None:
    write(str(escape(_SPACES.sub(" ", text) if "\n" in text or "\t" in text else text)))


def _write_inline(write: Callable[[str], None], words: Language, inline: Inline) -> None:
    for piece in inline:
        if isinstance(piece, str):
            _write_text(write, piece)
        else:
            _write_piece(write, words, piece)


def _write_piece(write: Callable[[str], None], words: Language, piece: Piece) -> None:
    if piece.kind is MarkKind.REPAIR:
        _write_repair(write, words, piece)
        return
    if piece.kind is MarkKind.NUMBER:
        opening, closing = '<span class="pl-number">', "</span>"
    elif css := MARK_CLASSES.get(piece.kind):
        kind = words.gettext("目标") if piece.kind is MarkKind.TARGET else words.gettext("时限")
        colon = "：" if words.lang == "zh" else ": "
        said = escape(f"{kind}{colon}{piece.label}" if piece.label else kind)
        anchor = f' id="{escape(piece.id)}"' if piece.id else ""
        opening, closing = f'<mark class="{css}"{anchor} title="{said}" data-kind="{escape(kind)}">', "</mark>"
    else:
        title = f' title="{escape(piece.label)}"' if piece.label else ""
        opening = f'<a class="{LINK_CLASSES[piece.kind]}" href="{BASE}{escape(piece.path)}"{title}>'
        closing = "</a>"
    write(opening)
    _write_inline(write, words, piece.children)
    write(closing)


def _write_repair(write: Callable[[str], None], words: Language, piece: Piece) -> None:
    """The source's characters beside what they were read as."""
    if piece.raw:
        said = escape(words.gettext("原文如此，整理时改动"))
        write(f'<del class="pl-raw" title="{said}">')
        _write_text(write, piece.raw)
        write("</del>")
    if piece.children:
        write('<ins class="pl-read">')
        _write_inline(write, words, piece.children)
        write("</ins>")
