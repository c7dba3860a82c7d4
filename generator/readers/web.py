"""Saved web pages: text in reading order, tables as tab-separated lines. Boilerplate stays as text, to be told apart later."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, PageElement, PreformattedString, Tag

from generator.readers.content import Content, Unreadable
from generator.readers.grid import table_lines
from generator.readers.plain import decode, universal_newlines

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]{3,20})""", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = {"script", "style", "noscript", "template", "head", "svg", "select", "option", "iframe", "object"}
_BLOCK = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot",
    "th", "thead", "title", "tr", "ul",
}  # fmt: skip
_LAYOUT_CELL = 400
"""A cell with more text than this and paragraphs of its own lays out a page; it is no cell of a table."""


def read_web(data: bytes) -> Content:
    """The visible text of a page, a block a line."""
    declared = _CHARSET.search(data[:4096])
    text = universal_newlines(decode(data, declared[1].decode("ascii") if declared else None))
    soup = BeautifulSoup(text, "lxml")
    writer = _Writer()
    writer.walk(soup.body or soup)
    out = writer.text()
    if not out.strip():
        raise Unreadable(
            "empty", "There is no text in the page. Save the page that shows the notice, not a frame around it."
        )
    return Content(out)


class _Writer:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []

    def text(self) -> str:
        self.end_line()
        return "\n".join(self.lines) + "\n"

    def end_line(self) -> None:
        line = "".join(self.line)
        self.line = []
        # Ideographic and no-break spaces at the beginning are the paragraph's indent.
        if line.strip():
            self.lines.append(line.strip(" "))

    def walk(self, root: Tag) -> None:
        """Write everything under ``root``, without recursion: pages nest as deep as they like."""
        stack: list[PageElement | str] = [root]
        while stack:
            item = stack.pop()
            if isinstance(item, str) and not isinstance(item, NavigableString):
                self.end_line()
            elif isinstance(item, NavigableString):
                if not isinstance(item, (Comment, PreformattedString)):
                    self.line.append(_SPACE.sub(" ", str(item)))
            elif isinstance(item, Tag):
                if item.name in _UNSEEN:
                    continue
                if item.name == "br":
                    self.end_line()
                elif item.name == "table" and not _lays_out(item):
                    self.end_line()
                    self.lines += table_lines(_rows(item))
                else:
                    block = item.name in _BLOCK
                    if block:
                        self.end_line()
                        stack.append("end")
                    stack.extend(reversed(item.contents))


def _own_rows(table: Tag) -> list[Tag]:
    return [row for row in table.find_all("tr") if row.find_parent("table") is table]


def _lays_out(table: Tag) -> bool:
    if table.find("table"):
        return True
    rows = [row.find_all(["td", "th"], recursive=False) for row in _own_rows(table)]
    if max((len(row) for row in rows), default=0) < 2:
        return True
    return any(
        len(cell.find_all(["p", "div", "br"])) > 3 and len(cell.get_text()) > _LAYOUT_CELL
        for row in rows
        for cell in row
    )


def _rows(table: Tag) -> list[list[tuple[str, int, int]]]:
    caption = table.find("caption")
    rows = [[(_cell_text(caption), 1, 1)]] if caption else []
    for row in _own_rows(table):
        cells = row.find_all(["td", "th"], recursive=False)
        rows.append([(_cell_text(c), _count(c.get("colspan")), _count(c.get("rowspan"))) for c in cells])
    return [row for row in rows if row]


def _cell_text(cell: Tag) -> str:
    return "".join(cell.find_all(string=lambda s: not isinstance(s, (Comment, PreformattedString))))


def _count(value: object) -> int:
    text = str(value or "1").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 1
