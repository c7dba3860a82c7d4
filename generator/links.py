"""Checks a built site without a network: every address leads somewhere, and nothing comes from another host."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

LINKS = {"a": ("href",), "area": ("href",), "form": ("action",)}
"""Elements that lead somewhere when the reader asks for it."""

RESOURCES = {
    "link": ("href",),
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "use": ("href", "xlink:href"),
}
"""Elements whose address a browser fetches by itself."""

ELSEWHERE = ("http:", "https:", "mailto:", "tel:")

ANYWHERE = "404.html"
"""The one page that is shown under any address and so cannot have relative ones."""


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """An address that a reader or a browser would follow in vain."""

    page: str
    """File, relative to the site."""
    line: int
    address: str
    """As written."""
    reason: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.address!r}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Address:
    text: str
    line: int
    resource: bool


@dataclass(frozen=True, slots=True)
class _Page:
    addresses: list[Address]
    anchors: set[str]
    repeated: list[tuple[str, int]]
    """Ids that occur again, with the line."""


def check_links(site: Path) -> list[BrokenLink]:
    """What is broken on the site in the folder ``site``; empty when all is well."""
    pages = {path.relative_to(site).as_posix(): _read(path) for path in sorted(site.rglob("*.html"))}
    return [broken for name in pages for broken in _check(site, name, pages)]


def _read(path: Path) -> _Page:
    page = _Page([], set(), [])
    for element in etree.parse(str(path), etree.HTMLParser(encoding="utf-8", huge_tree=True)).iter(etree.Element):
        line = element.sourceline or 0
        if (anchor := element.get("id")) is not None:
            if anchor in page.anchors:
                page.repeated.append((anchor, line))
            page.anchors.add(anchor)
        if element.tag == "a" and (named := element.get("name")):
            page.anchors.add(named)
        page.addresses.extend(_addresses(element, line))
    return page


def _addresses(element: etree._Element, line: int) -> Iterator[Address]:
    kind = element.get("rel", "")
    resource = element.tag in RESOURCES and not ("alternate" in kind or "canonical" in kind)
    for name in (*LINKS.get(element.tag, ()), *RESOURCES.get(element.tag, ())):
        value = element.get(name)
        if value is not None:
            parts = [part.split()[0] for part in value.split(",")] if name == "srcset" else [value]
            yield from (Address(part, line, resource) for part in parts)


def _check(site: Path, name: str, pages: dict[str, _Page]) -> Iterator[BrokenLink]:
    page = pages[name]
    for anchor, line in page.repeated:
        yield BrokenLink(name, line, f"#{anchor}", "this id occurs twice on the page")
    for address in page.addresses:
        if reason := _reason(site, name, address, pages):
            yield BrokenLink(name, address.line, address.text, reason)


def _reason(site: Path, name: str, address: Address, pages: dict[str, _Page]) -> str | None:
    """Why ``address`` on the page ``name`` is broken, or None."""
    text = address.text
    if text.startswith(ELSEWHERE):
        return "a browser would fetch it from another host" if address.resource else None
    if text.startswith(("data:", "blob:")):
        return None if address.resource else "leads to no page"
    if text.startswith("//") or text.startswith("javascript:"):
        return "is no address on this site"
    if text.startswith("/") and name != ANYWHERE:
        return "is absolute, so it breaks where the site stands under a path"
    parts = urlsplit(text)
    path = unquote(parts.path)
    here = (site / name).parent if path else site / name
    target = Path(*_resolved(site / path.lstrip("/") if path.startswith("/") else here / path))
    if target.is_dir():
        if path and not path.endswith(("/", ".")):
            return "is a folder: a final slash is missing"
        target = target / "index.html"
    if not target.is_file():
        return "leads to no file"
    try:
        file = target.relative_to(site).as_posix()
    except ValueError:
        return "leads out of the site"
    anchor = unquote(parts.fragment)
    if anchor and file in pages and anchor not in pages[file].anchors:
        return "the page is there, the anchor is not"
    return None


def _resolved(path: Path) -> list[str]:
    """The parts of ``path`` with .. taken out, without asking the file system."""
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            if len(parts) > 1:
                parts.pop()
        else:
            parts.append(part)
    return parts
