"""The plugin hands MkDocs whole pages: its contract on a site of two small notices."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from types import SimpleNamespace

import markdown
import pytest
import yaml
from conftest import ROOT
from mkdocs.commands.build import build, get_context
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from generator.frame import POLICY, build_frame
from generator.links import check_links
from generator.pages.page import Page as PageModel
from generator.pages.page import TocEntry
from generator.plugin import PolicyLedgerPlugin, without_comments
from generator.plugin.pages import PageWriter, marked, outline_of

NOTICE = """某州人民政府关于印发某州2019年稳增长工作方案的通知
某政发〔2019〕3号

各县、市人民政府：

现将方案印发给你们，请认真组织实施。

某州人民政府
2019年3月1日

某州2019年稳增长工作方案

一、工作目标
2019年固定资产投资增长12%以上。
二、重点任务
（一）抓项目。6月底前开工30个项目。（牵头单位：州发展改革委；配合单位：州财政局）
（二）<script>stolen=9</script>和{{7*7}}照样是文字。（州工业和信息化局负责）
"""

DOCS = {
    "index.md": "# 首页\n\n人写的话。\n\n<!-- ledger:body -->\n",
    "en/index.md": "# Home\n\nWritten by hand.\n\n<!-- ledger:body -->\n",
    "about/index.md": "---\ntitle: 关于\ndescription: 本站说明\n---\n\n# 关于\n\n见[首页](../index.md)。\n",
    "method/index.md": "# 方法\n\n<!-- ledger:accuracy -->\n",
}


class Project:
    """A project folder with notices, hand-written pages and the repository's own templates."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in {
            "source_docs/first.txt": NOTICE,
            "source_docs/second.txt": NOTICE.replace("3号", "4号"),
        }.items():
            self.write(name, text)
        for name, text in DOCS.items():
            self.write(f"docs/{name}", text)

    def write(self, name: str, text: str | bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def build(self, *, strict: bool = False, serving: bool = False, **settings: object) -> Path:
        """Build with ``settings`` changed in mkdocs.yml; gives the site's folder."""
        text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
        config = yaml.safe_load(re.sub(r"!ENV \[[^]]*\]", '""', text))
        config["theme"]["custom_dir"] = str(ROOT / "site_templates" / "overrides")
        (plugin,) = (each["policy-ledger"] for each in config["plugins"] if "policy-ledger" in each)
        plugin |= {"templates": str(ROOT / "site_templates"), "gold": str(ROOT / "tests" / "gold")}
        plugin |= settings.pop("plugin", {})
        config |= settings
        self.write("mkdocs.yml", yaml.safe_dump(config, allow_unicode=True))
        loaded = load_config(str(self.folder / "mkdocs.yml"), strict=strict)
        if serving:
            loaded.plugins.on_startup(command="serve", dirty=False)
        build(loaded)
        return self.folder / "site"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def read(site: Path, page: str) -> str:
    return (site / page / "index.html").read_text(encoding="utf-8")


def test_a_strict_build_gives_every_section_in_both_languages_without_broken_links(project: Project) -> None:
    site = project.build(strict=True)
    for section in ("", "notices/", "notices/first/", "departments/", "targets/", "deadlines/", "search/", "data/"):
        assert '<html lang="zh-Hans"' in read(site, section)
        assert '<html lang="en"' in read(site, f"en/{section}")
    # The hand-written pages of this project are in Chinese only.
    broken = [each for each in check_links(site) if "about" not in each.address and "method" not in each.address]
    assert broken == []


def test_a_hand_written_page_takes_in_the_generated_body(project: Project) -> None:
    site = project.build()
    page = read(site, "")
    assert page.count("人写的话") == 1
    assert "ledger:body" not in page
    assert re.search(r'href="(\./)?notices/first/"', page)
    assert "Written by hand" in read(site, "en")


def test_the_accuracy_is_said_to_be_unmeasured_without_annotations_of_these_notices(project: Project) -> None:
    page = read(project.build(), "method")
    assert "未作评测" in page and "ledger:accuracy" not in page


def test_generated_pages_skip_markdown(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    converted = []
    convert = markdown.Markdown.convert
    monkeypatch.setattr(markdown.Markdown, "convert", lambda self, text: converted.append(text) or convert(self, text))
    site = project.build()
    assert len(converted) == len(DOCS) < len(list(site.rglob("index.html")))


def test_text_that_looks_like_html_or_jinja_is_text(project: Project) -> None:
    page = read(project.build(), "notices/first")
    assert "&lt;script&gt;stolen=9&lt;/script&gt;和{{7*7}}照样" in page
    assert "<script>stolen" not in page


def test_the_interface_speaks_the_language_of_the_page(project: Project) -> None:
    site = project.build()
    chinese, english = read(site, "notices"), read(site, "en/notices")
    assert 'aria-label="页眉"' in chinese and 'aria-label="Header"' in english
    assert "<title>通知 · 政策台账</title>" in chinese and "· Policy Ledger</title>" in english
    assert "切换到深色" in chinese and "切换到深色" not in english


def test_every_page_has_the_policy_and_no_script_inside(project: Project) -> None:
    site = project.build()
    for path in site.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert f'http-equiv="Content-Security-Policy" content="{POLICY}"' in page
        inline = [tag for tag in re.findall(r"<script[^>]*>", page) if "src=" not in tag]
        assert all('type="application/json"' in tag for tag in inline), path
        assert not re.search(r"<[^>]+\son\w+=", page), path
    assert "unsafe-inline" not in POLICY


def test_a_page_filled_into_a_shell_is_what_the_theme_writes(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    written = PageWriter.write
    compared = []

    def write(writer: PageWriter, model: PageModel) -> None:
        written(writer, model)
        file = File.generated(writer._config, f"{model.url}index.md", content="")
        page = Page(marked(model.title, model.title_lang), file, writer._config)
        page.meta = {"hide": ["navigation"] if model.toc else ["navigation", "toc"]}
        page.content = writer._render(model) if model.kind != "search" else ""
        page.toc = TableOfContents(list(outline_of(model.toc, model.lang)))
        context = get_context(writer._nav, [], writer._config, page)
        writer._fill(context, writer._frame_of(model))
        template = writer._env.get_template("search.html" if model.kind == "search" else "main.html")
        found = (project.folder / "site" / model.url / "index.html").read_text(encoding="utf-8")
        assert found.split() == template.render(context).split()
        compared.append(model.kind)

    monkeypatch.setattr(PageWriter, "write", write)
    project.build(site_url="https://example.org/ledger/", plugin={"processes": 1})
    assert {"notice", "department", "departments", "indicator", "targets", "search"} <= set(compared)


def test_live_reload_needs_a_script_inside_so_serving_goes_without_the_policy(project: Project) -> None:
    assert "Content-Security-Policy" not in read(project.build(serving=True), "notices")


def test_style_sheets_are_published_as_one(project: Project) -> None:
    site = project.build()
    assert [path.name for path in (site / "assets" / "css").iterdir()] == ["site.css"]
    assert read(site, "notices").count("assets/css/") == 1
    styles = (site / "assets" / "css" / "site.css").read_text(encoding="utf-8")
    for path in (ROOT / "site_templates" / "assets" / "css").glob("*.css"):
        for selector in re.findall(r"^(\.[\w-]+) \{", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert f"{selector} {{" in styles, (path.name, selector)


def test_comments_leave_the_styles_and_nothing_else_does() -> None:
    assert without_comments('a {\n  /* one */\n  b: "c";\n\n}\n') == 'a {\nb: "c";\n}\n'


def test_addresses_are_relative_and_a_full_one_is_used_only_when_known(project: Project) -> None:
    page = read(project.build(), "notices")
    assert 'rel="canonical"' not in page
    assert 'hreflang="en" href="../en/notices/"' in page
    assert not (project.folder / "site" / "sitemap.xml").exists()
    site = project.build(site_url="https://example.org/ledger/")
    page = read(site, "notices")
    assert '<link rel="canonical" href="https://example.org/ledger/notices/">' in page
    assert 'hreflang="en" href="https://example.org/ledger/en/notices/"' in page
    assert 'href="../departments/"' in page
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://example.org/ledger/en/notices/first/</loc>" in sitemap
    assert "lastmod" not in sitemap  # the day of the build would make two builds differ
    missing = (site / "404.html").read_text(encoding="utf-8")
    assert 'href="/ledger/notices/"' in missing and 'src="/ledger/assets/js/theme.js"' in missing


def test_an_unreadable_notice_is_named_and_the_rest_is_built(project: Project, caplog) -> None:
    project.write("source_docs/broken.pdf", b"%PDF-1.4 this is no PDF")
    with caplog.at_level(logging.ERROR, logger="mkdocs"):
        site = project.build()
    assert "broken.pdf" in caplog.text
    assert (site / "notices" / "first" / "index.html").is_file()


def test_strict_refuses_an_unreadable_notice_and_leaves_the_last_site_alone(project: Project) -> None:
    site = project.build()
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    project.write("source_docs/broken.pdf", b"%PDF-1.4 this is no PDF")
    with pytest.raises((Abort, PluginError)):
        project.build(strict=True)
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_serve_watches_all_that_a_page_is_made_of(project: Project) -> None:
    project.build()
    config = load_config(str(project.folder / "mkdocs.yml"))
    plugin = config.plugins["policy-ledger"]
    plugin.on_config(config)
    watched: list[str] = []
    plugin.on_serve(SimpleNamespace(watch=watched.append), config=config, builder=lambda: None)
    assert str(project.folder / "source_docs") in watched
    assert str(ROOT / "site_templates") in watched
    assert str(ROOT / "generator" / "registers") in watched
    assert str(ROOT / "generator" / "locale") in watched


def test_what_was_parsed_is_kept_and_used_again(project: Project) -> None:
    project.build()
    kept = sorted(path.name for path in (project.folder / ".cache" / "policy-ledger").glob("*.pickle"))
    assert len(kept) == 2
    project.build()
    assert sorted(path.name for path in (project.folder / ".cache" / "policy-ledger").glob("*.pickle")) == kept


def test_the_plugin_takes_a_bar_that_counts_notices() -> None:
    assert PolicyLedgerPlugin().progress is None


@pytest.mark.parametrize(
    ("path", "active", "current", "other"),
    [
        ("", "", True, "en/"),
        ("notices/", "notices/", True, "en/notices/"),
        ("notices/x/", "notices/", False, "en/notices/x/"),
        ("about/", None, False, "en/"),
    ],
)
def test_the_frame_knows_where_the_reader_is(path: str, active: str | None, current: bool, other: str) -> None:
    known = {"", "notices/", "notices/x/", "about/", "en/", "en/notices/", "en/notices/x/"}
    frame = build_frame(path, lang="zh", base="../", title="t", description="d", known=known - {"about/"})
    tabs = [tab for tab in frame.tabs if tab.active]
    assert [tab.url for tab in tabs] == ([] if active is None else [active])
    assert [tab.current for tab in tabs] == ([] if active is None else [current])
    assert frame.other.url == other


def test_contents_become_a_tree_and_titles_are_text() -> None:
    entries = (
        TocEntry("a", "一、<b>", 1),
        TocEntry("b", "（一）", 2),
        TocEntry("c", "1.", 3),
        TocEntry("d", "二、", 1),
    )
    first, second = outline_of(entries, "zh")
    assert (first.title, first.url, second.url) == ("一、&lt;b&gt;", "#a", "#d")
    assert [child.id for child in first.children] == ["b"]
    assert [child.id for child in first.children[0].children] == ["c"]
    assert next(outline_of(entries, "en")).title == '<span lang="zh-Hans">一、&lt;b&gt;</span>'
