"""The pages that MkDocs does not make: generated ones, as MkDocs' own pages, and how they are written.

A generated page has its HTML body already and never passes through Markdown. Its body is rendered when it is written and
forgotten afterwards: a site of many thousand pages needs no more memory for them than one page.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
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


class GeneratedPage(Page):
    """A page with an HTML body from elsewhere."""

    def __init__(self, model: PageModel, file: File, config: MkDocsConfig) -> None:
        super().__init__(marked(model.title, model.title_lang), file, config)
        self.model = model

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        self.meta = {"hide": ["navigation"] if self.model.toc else ["navigation", "toc"]}
        if self.model.kind == "search":
            self.meta["template"] = self.model.template  # the theme's folder has it: there is nothing to render

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = ""
        self.toc = TableOfContents(list(outline_of(self.model.toc, self.model.lang)))


class PageWriter:
    """Writes generated pages; each may be written in another process."""

    def __init__(
        self,
        env: Environment,
        config: MkDocsConfig,
        nav: Navigation,
        files: Sequence[File],
        *,
        frame_of: Callable[[GeneratedPage], Frame],
        fill: Callable[[TemplateContext, Frame], None],
        render: Callable[[PageModel], str],
    ) -> None:
        """``frame_of`` gives what surrounds a page, ``fill`` puts it into a context of the theme's templates, ``render``
        gives a body. ``files`` are those of all pages of the site."""
        self._env, self._config, self._nav, self._files = env, config, nav, files
        self._frame_of, self._fill, self._render = frame_of, fill, render
        self._toc_item = env.get_template("partials/toc-item.html")
        self._shells: dict[tuple[Frame, str, bool], Shell] = {}

    def write(self, file: File) -> None:
        """Write the generated page of ``file`` to its place in the site."""
        page = file.page
        try:
            frame = self._frame_of(page)
            texts = texts_of(frame) | {
                "page.title": page.title,
                "page.canonical_url": page.canonical_url or "",
                "toc": self._items(page.toc),
                "skip": page.model.toc[0].id if page.model.toc else "",
                BODY: self._body(page),
            }
            write_file(self._shell(page, frame).fill(texts).encode(), file.abs_dest_path)
        except Exception as failure:
            failure.add_note(f"while writing {file.src_uri}")
            raise

    def _body(self, page: GeneratedPage) -> str:
        if page.model.kind == "search":
            return ""  # the theme's folder has it
        body = self._render(page.model)
        # One that a hand-written page would introduce, were there one.
        return body if "<h1" in body else f"<h1>{page.title}</h1>\n{body}"

    def _shell(self, page: GeneratedPage, frame: Frame) -> Shell:
        key = shared_frame(frame), page.meta.get("template", "main.html"), bool(page.toc)
        shell = self._shells.get(key)
        if shell is None:
            shell = self._shells[key] = Shell(self._around_stand_ins(page, *key))
        return shell

    def _around_stand_ins(self, page: GeneratedPage, frame: Frame, template: str, has_toc: bool) -> str:
        outline = [AnchorLink(stand_in("toc"), stand_in("skip"), 2)] if has_toc else []
        other = copy.copy(page)
        other.title = stand_in("page.title")
        other.canonical_url = page.canonical_url and stand_in("page.canonical_url")
        other.content = stand_in(BODY)
        other.toc = TableOfContents(outline)
        context = get_context(self._nav, self._files, self._config, other)
        self._fill(context, frame)
        html = self._env.get_template(template).render(context)
        return html.replace(self._items(outline), stand_in("toc")) if has_toc else html

    def _items(self, links: Iterable[AnchorLink]) -> str:
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
