"""A notice as a list of notices shows it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Notice
from generator.pages.index import notice_date
from generator.pages.refs import Ref
from generator.pages.site import Site


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """A notice in a list."""

    ref: Ref
    number: str
    authority: Ref | None
    place: Ref | None
    date: str
    iso: str
    year: str
    draft: bool
    targets: int
    deadlines: int
    bodies: int


def notice_card(site: Site, notice: Notice) -> NoticeCard:
    index, document = site.index, notice.document
    day = notice_date(notice)
    keys = [(notice.id, p.id) for p in document.provisions]
    authority = notice.issuing_authority
    return NoticeCard(
        ref=site.names.notice(notice.id),
        number=document.document_number or "",
        authority=site.names.body(authority) if authority in index.organizations else None,
        place=site.names.place(notice.place) if notice.place in index.places else None,
        date=site.language.date(day),
        iso=day.isoformat() if day else "",
        year=str(day.year) if day else "",
        draft=document.status == "draft",
        targets=sum(len(index.targets_in.get(k, ())) for k in keys),
        deadlines=sum(len(index.deadlines_in.get(k, ())) for k in keys),
        bodies=len({o for k in keys for a in index.assignments_in.get(k, ()) for o in a.organizations}),
    )
