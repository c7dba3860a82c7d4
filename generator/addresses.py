"""Where everything stands on the site. Addresses are promises: none changes when a notice is added.

Paths are relative to the root of a language's half of the site and end with a slash: the same in Chinese and English.
"""

from __future__ import annotations

from generator.model import Document

PART_PAGES_FROM = 15_000
"""A notice of more characters than this, with more than one part, has one page per part."""


def is_long(document: Document) -> bool:
    """Whether the text of ``document`` stands on a page per part; the notice's own page then has its contents."""
    return len(document.parts) > 1 and len(document.text) > PART_PAGES_FROM


def notice_path(document: str) -> str:
    return f"notices/{document}/"


def part_path(document: str, part: str) -> str:
    return f"notices/{document}/{part}/"


def provision_path(document: Document, part: str, provision: str) -> str:
    """Address of a provision with its anchor: ``notices/x/#p3-2``, or ``notices/x/part-3/#p3-2`` of a long notice."""
    page = part_path(document.id, part) if is_long(document) else notice_path(document.id)
    return f"{page}#{provision}"


def organization_path(organization: str) -> str:
    return f"departments/{organization}/"


def indicator_path(indicator: str) -> str:
    return f"indicators/{indicator}/"


def place_path(place: str) -> str:
    return f"places/{place}/"
