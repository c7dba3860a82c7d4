"""Page models to HTML bodies: Jinja2 templates, one per kind of page, and gettext catalogues.

Everything a notice says is escaped: text that looks like HTML or Jinja stays text. What occurs by the thousand is written
in this package and not as macros, because nearly all the time of a build went there: names (``names``), sentences with
their marks (``sentences``) and rows of ledgers (``rows``; measured at 6 µs a row, 45 µs as a macro).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.pages.language import Language, language
from generator.pages.page import CONTENT_LANG, LANGUAGES, Page, url_of
from generator.render.names import BASE, ROOT, Links, mark_chinese
from generator.render.rows import Rows
from generator.render.sentences import Sentences

__all__ = ["Renderer", "mark_chinese"]


class Renderer:
    """Renders pages with the templates in ``folder`` (``site_templates``). One renderer serves both languages."""

    def __init__(self, folder: Path, *, compiled: BytecodeCache | None = None) -> None:
        """``compiled`` keeps compiled templates from one build to the next."""
        self._environments = {lang: _environment(folder, language(lang), compiled) for lang in LANGUAGES}

    def render(self, page: Page) -> str:
        """The HTML body of ``page``, ``<h1>`` included; every link is relative to ``page.url``."""
        root = "../" * page.url.count("/") or "./"
        template = self._environments[page.lang].get_template(f"pages/{page.template}")
        body = template.render(meta=page, page=page.model)
        if page.as_of:
            body += f'<div data-as-of="{page.as_of}" hidden></div>'
        return body.replace(BASE, root + url_of("", lang=page.lang)).replace(ROOT, root)


def _environment(folder: Path, words: Language, compiled: BytecodeCache | None) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled,
    )
    environment.filters["groupby_run"] = runs_of
    environment.filters["mixed"] = partial(mark_chinese, words)
    links = Links(words)
    rows = Rows(words, links)
    environment.globals.update(
        _=_translator(words),
        base=Markup(BASE),
        counted=words.counted,
        deadline_rows=rows.deadlines,
        duty_rows=rows.duties,
        inline=Sentences(words).render,
        lang=words.lang,
        number=words.number,
        one=words.one,
        provision_link=links.provision,
        ref=links.ref,
        refs=links.refs,
        role_label=words.role,
        root=Markup(ROOT),
        target_items=rows.target_items,
        target_rows=rows.targets,
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


def runs_of(rows: Iterable, attribute: str) -> list[list]:
    """Rows in their order, cut wherever ``attribute`` changes."""
    return [list(run) for _, run in groupby(rows, attrgetter(attribute))]
