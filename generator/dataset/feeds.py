"""Atom feeds of the notices, newest first, one per language."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

from feedgen.feed import FeedGenerator

from generator.addresses import notice_path
from generator.model import Corpus, Notice

NEWEST = 50
"""Entries a feed holds at most."""


def write_feeds(corpus: Corpus, out: Path, *, site_url: str) -> None:
    """``feed.xml`` (Chinese) and ``feed.en.xml`` (English); notices without any date stand last."""
    newest = sorted(corpus.notices, key=lambda notice: (_day(notice), notice.id), reverse=True)[:NEWEST]
    _write(newest, out / "feed.xml", "政策台账：新增文件", "zh-Hans", site_url, "")
    _write(newest, out / "feed.en.xml", "Policy Ledger: notices", "en", site_url, "en/")


def _day(notice: Notice) -> date:
    return notice.document.published_on or notice.document.issued_on or date.min


def _moment(day: date) -> datetime:
    """Atom wants a moment; an undated notice gets the earliest one the format's users can read."""
    return datetime.combine(max(day, date(1970, 1, 1)), time(), tzinfo=UTC)


def _write(notices: list[Notice], path: Path, title: str, language: str, site_url: str, prefix: str) -> None:
    base = f"{site_url.rstrip('/')}/" if site_url else ""
    feed = FeedGenerator()
    feed.id(base or "urn:policy-ledger:notices")
    feed.title(title)
    feed.language(language)
    feed.author(name="Policy Ledger")
    feed.updated(max((_moment(_day(notice)) for notice in notices), default=_moment(date.min)))
    if base:
        feed.link(href=f"{base}{prefix}", rel="alternate")
    for notice in notices:
        entry = feed.add_entry(order="append")
        entry.id(f"urn:policy-ledger:notice:{notice.id}")
        entry.title(notice.title_en if prefix else notice.document.shown_title)
        entry.updated(_moment(_day(notice)))
        # Without a site address the link is relative to the feed's own folder, data/.
        entry.link(href=f"{base or '../'}{prefix}{notice_path(notice.id)}")
    path.write_bytes(feed.atom_str(pretty=True) + b"\n")
