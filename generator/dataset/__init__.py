"""Writes what is known as open data: JSON, CSV, Data Package, calendars, feeds and the source texts.

The contract stands in ``registers/data_dictionary.yml``; the pages and the package description are made from it too.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.dataset.calendars import write_calendars
from generator.dataset.feeds import write_feeds
from generator.dataset.records import build_records
from generator.dataset.tables import write_tables
from generator.model import Corpus, Finding

__all__ = ["build_records", "write_dataset"]


def write_dataset(
    corpus: Corpus, findings: Sequence[Finding], out: Path, *, site_url: str = "", as_of: str | None = None
) -> None:
    """Write the data set into the folder ``out``, made when missing; files of the same names are replaced.

    ``site_url`` (absolute, or "") stands before the addresses in feeds and calendars.
    ``as_of`` (ISO date) is recorded in the package; None records the date of the newest notice.
    """
    out.mkdir(parents=True, exist_ok=True)
    records = build_records(corpus, findings)
    write_tables(records, out, as_of=as_of or newest_date(corpus))
    write_texts(corpus, out / "text")
    write_calendars(corpus, out / "calendars", site_url=site_url)
    write_feeds(corpus, out, site_url=site_url)


def newest_date(corpus: Corpus) -> str | None:
    """ISO date of the newest notice; builds of the same sources must not differ by the day of the build."""
    dates = [d for notice in corpus.notices for d in (notice.document.published_on, notice.document.issued_on) if d]
    return max(dates).isoformat() if dates else None


def write_texts(corpus: Corpus, folder: Path) -> None:
    """``text/<document>.txt``: the decoded source that ``start`` and ``end`` count in."""
    folder.mkdir(parents=True, exist_ok=True)
    for notice in corpus.notices:
        text = notice.document.normalized.source.text
        (folder / f"{notice.id}.txt").write_text(text, encoding="utf-8", newline="\n")
