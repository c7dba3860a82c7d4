"""Deadlines as iCalendar files (RFC 5545): one for all, one per organization bound by any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from icalendar import Calendar, Event, vRecur

from generator.addresses import provision_path
from generator.model import Corpus, Deadline, Notice

ALL = "all-deadlines"

END = b"END:VCALENDAR\r\n"


def write_calendars(corpus: Corpus, folder: Path, *, site_url: str) -> None:
    """``all-deadlines.ics`` and ``<organization id>.ics``; deadlines without any date are left out.

    A member of a group finds the group's deadlines in its own calendar.
    """
    notices = {notice.id: notice for notice in corpus.notices}
    names = {o.id: o.name for o in corpus.organizations}
    members = {o.id: o.members for o in corpus.organizations}
    by_body: dict[str, list[Deadline]] = defaultdict(list)
    for deadline in corpus.deadlines:
        bound = dict.fromkeys(deadline.organizations)
        for body in deadline.organizations:
            bound.update(dict.fromkeys(members.get(body, ())))
        for body in bound:
            by_body[body].append(deadline)
    events = {d.id: event.to_ical() for d in corpus.deadlines if (event := _event(d, notices[d.document], site_url))}
    _write(folder / f"{ALL}.ics", "政策台账：全部时限", [*events.values()])
    for body, deadlines in sorted(by_body.items()):
        if own := [events[d.id] for d in deadlines if d.id in events]:
            _write(folder / f"{body}.ics", f"政策台账：{names[body]}", own)


def calendar_organizations(corpus: Corpus) -> frozenset[str]:
    """Ids of the organizations that have a calendar of their own."""
    members = {o.id: o.members for o in corpus.organizations}
    bound = {body for deadline in corpus.deadlines if _first_day(deadline, None) for body in deadline.organizations}
    return frozenset(bound | {member for body in bound for member in members.get(body, ())})


def _write(path: Path, name: str, events: Sequence[bytes]) -> None:
    """A calendar of ``events``, each as iCalendar already: one event stands in many calendars."""
    calendar = Calendar()
    calendar.add("prodid", "-//Policy Ledger//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(calendar.to_ical().removesuffix(END) + b"".join(events) + END)


def _event(deadline: Deadline, notice: Notice, site_url: str) -> Event | None:
    mention, document = deadline.mention, notice.document
    day = _first_day(deadline, document.issued_on)
    if day is None:
        return None
    event = Event()
    event.add("uid", f"{deadline.id}@policy-ledger")
    event.add("dtstamp", datetime.combine(document.issued_on or day, time(), tzinfo=UTC))
    event.add("dtstart", day)
    if mention.rrule:
        event.add("rrule", _ended(mention.rrule, day, document.plan_end_year or document.plan_year))
    elif mention.start_date and mention.end_date:
        event.add("dtend", mention.end_date + timedelta(days=1))
    event.add("summary", document.normalized.verbatim(mention.span))
    event.add("description", f"{mention.when}｜{document.shown_title}")
    if site_url:
        part = next(p.part for p in document.provisions if p.id == mention.provision)
        event.add("url", f"{site_url.rstrip('/')}/{provision_path(document, part, mention.provision)}")
    event.add("transp", "TRANSPARENT")
    return event


def _ended(rrule: str, first: date, last_year: int | None) -> vRecur:
    """The rule, ended with the plan's last year: a reader of today is not called to the reports of a plan of 2019."""
    rule = vRecur.from_ical(rrule)
    if last_year and "UNTIL" not in rule and "COUNT" not in rule:
        rule["UNTIL"] = [date(max(last_year, first.year), 12, 31)]
    return rule


def _first_day(deadline: Deadline, issued_on: date | None) -> date | None:
    """The day an all-day event starts; a recurring one starts with the notice."""
    mention = deadline.mention
    return mention.start_date or mention.end_date or (issued_on if mention.rrule else None)
