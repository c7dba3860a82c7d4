"""How generated pages are written: with the theme around them, but past MkDocs, which need not know each of them.

A generated page never passes through Markdown. Its body is rendered when it is written and forgotten afterwards: a site of
many thousand pages needs no more memory for them than one page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path
from urllib.parse import urljoin

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import write_file
from mkdocs.utils.templates import TemplateContext

from generator.frame import Frame
from generator.pages.page import CONTENT_LANG, LANGUAGES, Lang, TocEntry
from generator.pages.page import Page as PageModel
from generator.shells import Shell, shared_frame, stand_in, texts_of

BODY = "body, with its <h1>"
"""Name of the body's stand-in. The theme looks for the tag in a body and puts a heading before one without it."""

HAN = re.compile("[\u4e00-\u9fff]")


class PageWriter:
    """Writes generated pages; each may be written in another process."""

    def __init__(
        self,
        env: Environment,
        config: MkDocsConfig,
        nav: Navigation,
        *,
        frame_of: Callable[[PageModel], Frame],
        fill: Callable[[TemplateContext, Frame], None],
        render: Callable[[PageModel], str],
    ) -> None:
        """``frame_of`` gives what surrounds a page, ``fill`` puts it into a context of the theme's templates, ``render``
        gives a body."""
        self._env, self._config, self._nav = env, config, nav
        self._frame_of, self._fill, self._render = frame_of, fill, render
        self._toc_item = env.get_template("partials/toc-item.html")
        self._shells: dict[tuple[Frame, str, bool], Shell] = {}

    def write(self, model: PageModel) -> None:
        """Write the page of ``model`` to its place in the site."""
        try:
            frame = self._frame_of(model)
            site_url = self._config.site_url
            texts = texts_of(frame) | {
                "page.title": _title(model),
                "page.canonical_url": escape(urljoin(site_url, model.url)) if site_url else "",
                "toc": self._items(list(outline_of(model.toc, model.lang))),
                "skip": model.toc[0].id if model.toc else "",
                BODY: self._body(model),
            }
            html = self._shell(model, frame).fill(texts)
            write_file(html.encode(), str(Path(self._config.site_dir, model.url, "index.html")))
        except Exception as failure:
            failure.add_note(f"while writing {model.url}")
            raise

    def _shell(self, model: PageModel, frame: Frame) -> Shell:
        # Search has a template of the theme's own and no body.
        template = model.template if model.kind == "search" else "main.html"
        key = shared_frame(frame), template, bool(model.toc)
        shell = self._shells.get(key)
        if shell is None:
            shell = self._shells[key] = Shell(self._around_stand_ins(model, *key))
        return shell

    def _around_stand_ins(self, model: PageModel, frame: Frame, template: str, has_toc: bool) -> str:
        outline = [AnchorLink(stand_in("toc"), stand_in("skip"), 2)] if has_toc else []
        file = File.generated(self._config, f"{model.url}index.md", content="")
        page = Page(stand_in("page.title"), file, self._config)
        page.canonical_url = self._config.site_url and stand_in("page.canonical_url")
        page.meta = {"hide": ["navigation"] if has_toc else ["navigation", "toc"]}
        page.content, page.toc = stand_in(BODY), TableOfContents(outline)
        context = get_context(self._nav, [], self._config, page)
        self._fill(context, frame)
        html = self._env.get_template(template).render(context)
        return html.replace(self._items(outline), stand_in("toc")) if has_toc else html

    def _body(self, model: PageModel) -> str:
        if model.kind == "search":
            return ""
        body = self._render(model)
        # One that a hand-written page would introduce, were there one.
        return body if "<h1" in body else f"<h1>{_title(model)}</h1>\n{body}"

    def _items(self, links: Sequence[AnchorLink]) -> str:
        """Lines of a table of contents as the theme writes them."""
        return "".join(self._toc_item.render(toc_item=link) for link in links)


def outline_of(entries: tuple[TocEntry, ...], lang: Lang) -> Iterator[AnchorLink]:
    """A flat list of entries as the theme's tree; level 1 is the page's title and not among them."""
    open_links: list[AnchorLink] = []
    for entry in entries:
        foreign = lang != LANGUAGES[0] and HAN.search(entry.title)
        title = marked(entry.title, CONTENT_LANG[LANGUAGES[0]] if foreign else "")
        link = AnchorLink(title, entry.id, entry.depth + 1)
        while open_links and open_links[-1].level >= link.level:
            open_links.pop()
        if open_links:
            open_links[-1].children.append(link)
        else:
            yield link
        open_links.append(link)


def _title(model: PageModel) -> str:
    return marked(model.title, model.title_lang)


def marked(text: str, lang: str) -> str:
    """``text`` as the theme's templates take it: HTML, in a language of its own where one is given."""
    return f'<span lang="{lang}">{escape(text)}</span>' if lang else escape(text)


def address_of(file: File) -> str:
    return "" if file.url in (".", "./") else file.url


def split_address(url: str) -> tuple[Lang, str]:
    """``en/places/`` → English, ``places/``."""
    for lang in LANGUAGES[1:]:
        if url.startswith(f"{lang}/"):
            return lang, url.removeprefix(f"{lang}/")
    return LANGUAGES[0], url
