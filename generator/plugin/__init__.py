"""The MkDocs plugin: hands the generated pages to MkDocs. The only package that knows it, and it knows little else.

Generated pages are no files of MkDocs': it would carry each through its list of files, its navigation and its events, in
one process. They are written past it (``pages``), by the same theme.
"""

from __future__ import annotations

import copy
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from mkdocs.utils import get_relative_url

from generator.dataset import newest_date, write_dataset
from generator.diagnostics import format_diagnostic
from generator.frame import SEARCH, Feed, Frame, build_frame
from generator.pages import PageGroup, build_index, page_groups, search_records
from generator.pages.accuracy import AccuracyRow, measure_accuracy
from generator.pages.coverage_table import CoverageRow, build_coverage
from generator.pages.language import language
from generator.pages.page import (
    ACCURACY_SLOT,
    CONTENT_LANG,
    COVERAGE_SLOT,
    LANGUAGES,
    SLOT,
    Lang,
    PageOptions,
    url_of,
)
from generator.pages.page import Page as PageModel
from generator.pipeline import Progress, build_ledger
from generator.plugin.pages import PageWriter, address_of, split_address
from generator.render import Renderer
from generator.search_index import write_search_index
from generator.workers import WorkerFailed, Workers

log = get_plugin_logger(__name__)

SITEMAP = "sitemap.xml"

STYLES = "assets/css/site.css"

FEEDS: Mapping[Lang, str] = {"zh": "data/feed.xml", "en": "data/feed.en.xml"}


class PolicyLedgerConfig(Config):
    source = config_options.Type(str, default="source_docs")
    """Folder of notices."""
    templates = config_options.Type(str, default="site_templates")
    """Folder of page templates, styles and scripts."""
    gold = config_options.Type(str, default="tests/gold")
    """Folder of reference annotations; the page about the method publishes how well the program does on them."""
    cache = config_options.Type(str, default=".cache/policy-ledger")
    """Folder that keeps what was parsed; "" for none."""
    processes = config_options.Optional(config_options.Type(int))
    """Processes that read notices and write pages; as many as there are cores when not given."""
    as_of = config_options.Optional(config_options.Type(date))
    """Day by which "overdue" and "upcoming" are decided; without it the reader's own day."""
    search = config_options.Type(bool, default=True)
    english_name = config_options.Type(str, default="Policy Ledger")
    english_description = config_options.Type(str, default="")


class PolicyLedgerPlugin(BasePlugin[PolicyLedgerConfig]):
    def __init__(self) -> None:
        self.progress: Progress | None = None
        """Told of every notice read; for the command line."""
        self._serving = False
        self._workers = Workers()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        # Being here also keeps this plugin object from one rebuild of `serve` to the next.
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads the notices: before MkDocs empties the folder of the last site."""
        self._root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        self._templates = self._root / self.config.templates
        self._ledger = build_ledger(
            self._root / self.config.source,
            processes=self.config.processes,
            cache_folder=self._root / self.config.cache if self.config.cache else None,
            progress=self.progress,
        )
        for diagnostic in self._ledger.errors:
            log.error(format_diagnostic(diagnostic))
        if self._ledger.errors and config.strict:
            raise PluginError(f"{len(self._ledger.errors)} notice(s) could not be read; see the messages above.")
        self._accuracy_rows: tuple[AccuracyRow, ...] | None = None
        self._coverage_rows: tuple[CoverageRow, ...] | None = None
        self._renderer = Renderer(self._templates, compiled=self._compiled_templates())
        self._configs = {lang: self._config_of(config, lang) for lang in LANGUAGES}
        # MkDocs' own holds the day of the build, so that two builds differ; on_post_build writes one without.
        config.theme.static_templates.discard(SITEMAP)
        return config

    def _compiled_templates(self) -> FileSystemBytecodeCache | None:
        """Compiling them takes as long as writing several hundred pages."""
        if not self.config.cache:
            return None
        folder = self._root / self.config.cache / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        return FileSystemBytecodeCache(str(folder))

    def _config_of(self, config: MkDocsConfig, lang: Lang) -> MkDocsConfig:
        """``config`` as the templates of a page in ``lang`` see it: the theme takes its language from there."""
        own = copy.copy(config)
        own["extra"] = {**config.extra, "alternate": [lang], "homepage": "" if lang == LANGUAGES[0] else f"{lang}/"}
        if lang != LANGUAGES[0]:
            settings = {key: value for key, value in config.theme.items() if key not in ("name", "locale", "language")}
            settings["palette"] = _named_palette(settings.get("palette"), language(lang).gettext)
            own["theme"] = Theme(
                config.theme.name, custom_dir=config.theme.custom_dir, language=CONTENT_LANG[lang], **settings
            )
            own["site_name"] = self.config.english_name
            own["site_description"] = self.config.english_description
        return own

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        if (template := files.get_file_from_path(SITEMAP)) is not None:
            files.remove(template)
        self._bodies: dict[str, PageModel] = {}
        corpus, findings = self._ledger.corpus, self._ledger.findings
        options = PageOptions(as_of=self.config.as_of)
        self._index = build_index(corpus, findings)
        # A server's process has threads, which do not survive a fork.
        self._processes = self.config.processes or os.cpu_count() or 1
        self._workers = Workers(fork=self._processes > 1 and not self._serving)
        site = Path(config.site_dir)
        if self.config.search:
            self._workers.start(lambda: self._write_search_index(site / "pagefind"))
        self._workers.start(lambda: write_dataset(corpus, findings, site / "data", site_url=config.site_url or ""))
        self._by_hand = {address_of(file) for file in files.documentation_pages()}
        self._known = set(self._by_hand)
        self._groups: list[PageGroup] = []
        for lang in LANGUAGES:
            groups = page_groups(corpus, findings, lang=lang, options=options, index=self._index)
            for group in (*groups, PageGroup(SEARCH, partial(_search_page, lang))):
                address = url_of(group.path, lang=lang)
                if address in self._by_hand:
                    self._bodies[address] = next(iter(group.build()))  # a hand-written page takes the body in
                self._groups.append(group)
                self._known.add(address)
        self._add_assets(files, config)
        return files

    def _write_search_index(self, out: Path) -> None:
        chinese, english = (search_records(self._ledger.corpus, lang=lang, index=self._index) for lang in LANGUAGES)
        write_search_index(chinese, english, out)

    def _add_assets(self, files: Files, config: MkDocsConfig) -> None:
        """Publish ``assets/``; its style sheets as one file in the order of ``extra_css``: one request, not five."""
        folder = self._templates / "assets"
        sheets = [uri for uri in config.extra_css if (self._templates / uri).is_file()]
        for path in sorted(folder.rglob("*")):
            uri = f"assets/{path.relative_to(folder).as_posix()}"
            if path.is_file() and uri not in sheets:
                files.append(File.generated(config, uri, abs_src_path=str(path)))
        if sheets:
            styles = "\n".join((self._templates / uri).read_text(encoding="utf-8") for uri in sheets)
            files.append(File.generated(config, STYLES, content=without_comments(styles)))
            for each in (config, *self._configs.values()):
                each["extra_css"] = [STYLES, *(uri for uri in each["extra_css"] if uri not in sheets)]

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if (model := self._bodies.get(address_of(page.file))) is not None:
            html = html.replace(SLOT, self._renderer.render(model))
        if ACCURACY_SLOT in html:
            html = html.replace(ACCURACY_SLOT, self._table(page, "accuracy.html", self._measured()))
        if COVERAGE_SLOT in html:
            html = html.replace(COVERAGE_SLOT, self._table(page, "coverage.html", self._covered()))
        return html

    def _table(self, page: Page, template: str, rows: Sequence[AccuracyRow | CoverageRow]) -> str:
        """A generated table for a slot of a hand-written page."""
        lang, path = split_address(address_of(page.file))
        return self._renderer.render(
            PageModel(path, lang, template, title="", description="", model=rows, kind="method")
        )

    def _covered(self) -> tuple[CoverageRow, ...]:
        """Once for both languages: counting takes about as long as finding."""
        if self._coverage_rows is None:
            self._coverage_rows = build_coverage(self._ledger.corpus)
        return self._coverage_rows

    def _measured(self) -> tuple[AccuracyRow, ...]:
        """Once for both languages."""
        if self._accuracy_rows is None:
            self._accuracy_rows = measure_accuracy(
                self._ledger.corpus,
                self._ledger.findings,
                gold=self._root / self.config.gold,
                texts=self._root / self.config.source,
            )
        return self._accuracy_rows

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        page.update_date = newest_date(self._ledger.corpus) or page.update_date
        return page

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Writes the generated pages in several processes, while MkDocs, which has but one, goes on to the others."""
        env = self._adapted(config.theme.get_env())
        writer = PageWriter(env, config, nav, frame_of=self._frame_of, fill=self._fill, render=self._renderer.render)

        def write(group: PageGroup) -> None:
            for page in group.build():
                if page.url not in self._by_hand:
                    writer.write(page)

        # The ledgers of everything stand last and take longest; begun first, they keep nobody waiting in the end.
        self._workers.share(self._groups[::-1], write, processes=self._processes)
        return nav

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        return self._adapted(env)

    def _adapted(self, env: Environment) -> Environment:
        """The theme's templates as this site uses them."""

        @cache
        def theme_word(language: str, key: str) -> str:
            """The theme's own wording, in English where it has no other."""
            for name in (language, "en"):
                if word := env.get_template(f"partials/languages/{name}.html").module.t(key):
                    return word
            return key

        env.globals["theme_word"] = theme_word
        env.bytecode_cache = self._compiled_templates()
        env.auto_reload = self._serving
        env.trim_blocks = env.lstrip_blocks = True
        return env

    def _frame_of(self, model: PageModel) -> Frame:
        base = get_relative_url(".", model.url)
        # A generated page exists in every language.
        self._known.update(url_of(model.path, lang=lang) for lang in LANGUAGES)
        return self._frame(model.path, model.lang, base, title=model.title, description=model.description)

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """404.html and the like: in the first language."""
        self._fill(context, self._frame("", LANGUAGES[0], context["base_url"], title="404", description=""))
        return context

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Hand-written pages; ``PageWriter`` writes the generated ones."""
        page.meta.setdefault("hide", ["navigation"])
        lang, path = split_address(address_of(page.file))
        model = self._bodies.get(address_of(page.file))
        title = model.title if model else str(page.meta.get("title") or page.title or "")
        description = str(page.meta.get("description") or (model.description if model else ""))
        frame = self._frame(path, lang, context["base_url"], title=title if path else "", description=description)
        self._fill(context, frame)
        return context

    def _frame(self, path: str, lang: Lang, base_url: str, *, title: str, description: str) -> Frame:
        config = self._configs[lang]
        return build_frame(
            path,
            lang=lang,
            base=f"{base_url.rstrip('/')}/",
            title=title,
            description=description or config.site_description or "",
            known=self._known,
            site_url=config.site_url or None,
            # Live reload is a script inside the page.
            policy=not self._serving,
            feeds=(Feed(config.site_name, FEEDS[lang]),),
        )

    def _fill(self, context: Any, frame: Frame) -> None:
        context["config"] = self._configs[frame.lang]
        context["_"] = language(frame.lang).gettext
        context["ledger"] = frame

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        site = Path(config.site_dir)
        try:
            self._workers.wait()
        except WorkerFailed as failure:
            raise PluginError(str(failure)) from failure
        if config.site_url:
            (site / SITEMAP).write_text(_sitemap(site, config.site_url), encoding="utf-8")

    def on_build_error(self, *, error: Exception) -> None:
        with suppress(WorkerFailed):
            self._workers.wait()  # they write into the folder that the caller may want to remove

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Callable) -> Any:
        """Rebuilds when a notice or its NAME.yml, a template, a style, a script, a register or a catalogue changes."""
        package = Path(__file__).parent.parent
        for folder in (self._root / self.config.source, self._templates, package / "registers", package / "locale"):
            if folder.is_dir():
                server.watch(str(folder))
        return server


def _sitemap(site: Path, site_url: str) -> str:
    """Every page in the folder ``site``."""
    root = site_url.rstrip("/")
    urls = sorted(page.relative_to(site).as_posix().removesuffix("index.html") for page in site.rglob("index.html"))
    lines = "".join(f"<url><loc>{escape(f'{root}/{url}')}</loc></url>\n" for url in urls)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'
    )


def _search_page(lang: Lang) -> Iterator[PageModel]:
    words = language(lang)
    yield PageModel(
        path=SEARCH,
        lang=lang,
        template="search.html",
        title=words.gettext("搜索"),
        description=words.gettext("查找条款、部门、指标、目标和时限"),
        model=None,
        kind="search",
    )


def without_comments(styles: str) -> str:
    """CSS without comments, indentation and empty lines."""
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", styles, flags=re.DOTALL)).strip() + "\n"


def _named_palette(palette: Any, _: Callable[[str], str]) -> Any:
    """The schemes of ``palette`` with the names of their switches in another language."""
    names = {"default": _("切换到深色"), "slate": _("切换到浅色")}
    if not isinstance(palette, list):
        return palette
    return [
        {**each, "toggle": {**each["toggle"], "name": names.get(each.get("scheme"), each["toggle"]["name"])}}
        if "toggle" in each
        else each
        for each in palette
    ]
