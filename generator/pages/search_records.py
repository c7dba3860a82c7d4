"""What a reader can find: provisions, bodies, indicators, targets and deadlines, one record each."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Level, Notice, Provision
from generator.pages.facts import DeadlineRow, TargetRow
from generator.pages.page import SearchRecord, url_of
from generator.pages.refs import Ref
from generator.pages.site import Site

NAME_WEIGHT = 6.0
TITLE_WEIGHT = 2.0


def build_search_records(site: Site) -> Iterator[SearchRecord]:
    """Bodies and indicators first, then notice by notice what it says."""
    yield from _bodies(site)
    yield from _indicators(site)
    for notice in site.index.corpus.notices:
        for provision in notice.document.provisions:
            if record := _provision(site, notice, provision):
                yield record
    for row in site.facts.targets(site.index.corpus.targets):
        # The cells of a table are found by its provision and on the indicator's page; one by one they would be a third
        # of the index.
        if row.kind == "text":
            yield _target(site, row)
    for row in site.facts.deadlines(site.index.corpus.deadlines):
        yield _deadline(site, row)


def _both(ref: Ref) -> str:
    """A name, with its Chinese form beside an English one."""
    return f"{ref.text} {ref.original}".strip()


def _url(site: Site, path: str) -> str:
    return url_of(path, lang=site.lang)


def _bodies(site: Site) -> Iterator[SearchRecord]:
    for body in site.index.corpus.organizations:
        ref = site.names.body(body.id)
        place = site.names.place(body.place) if body.place in site.index.places else None
        words = [body.name, *body.aliases, *([place.text] if place else [])]
        yield SearchRecord(
            url=_url(site, ref.path),
            lang=site.lang,
            kind="department",
            title=ref.text,
            text=" · ".join(dict.fromkeys(words)),
            filters={"department": (ref.text,), "place": (place.text,) if place else ()},
            weight=NAME_WEIGHT,
        )


def _indicators(site: Site) -> Iterator[SearchRecord]:
    for indicator in site.index.corpus.indicators:
        ref = site.names.indicator(indicator.id)
        rows = site.facts.targets(site.index.targets_on.get(indicator.id, ())[:3])
        shown = [f"{row.value} {row.due.text}".strip() for row in rows if row.kind == "text"]
        yield SearchRecord(
            url=_url(site, ref.path),
            lang=site.lang,
            kind="indicator",
            title=ref.text,
            text=" · ".join(dict.fromkeys([indicator.name, *indicator.aliases, *shown])),
            filters={"indicator": (ref.text,)},
            weight=NAME_WEIGHT,
        )


def _provision(site: Site, notice: Notice, provision: Provision) -> SearchRecord | None:
    document, index = notice.document, site.index
    text = document.text[provision.span.start : provision.span.end]
    if not text.strip() or (provision.level is Level.OTHER and provision.role in ("furniture", "contents")):
        return None
    ref, name = site.names.provision(notice.id, provision.id), site.names.short_notice(notice.id)
    key = notice.id, provision.id
    bodies = dict.fromkeys(site.names.body(o) for a in index.assignments_in.get(key, ()) for o in a.organizations[:1])
    indicators = dict.fromkeys(site.names.indicator(t.indicator) for t in index.targets_in.get(key, ()))
    words = [" ".join(text.split())]
    if site.lang == "en":
        # What structure can say in English, so that English words find the Chinese provision.
        words = [*(ref.text for ref in indicators), *(ref.text for ref in bodies), *words]
    return SearchRecord(
        url=_url(site, ref.path),
        lang=site.lang,
        kind="provision",
        title=f"{ref.numbers}{ref.text}" if ref.text else name.text,
        text=" · ".join(words),
        filters={
            "notice": (name.text,),
            "department": tuple(ref.text for ref in bodies),
            "indicator": tuple(ref.text for ref in indicators),
            "place": _place_of(site, notice.place),
            "year": (str(document.plan_year),) if document.plan_year else (),
        },
        weight=TITLE_WEIGHT if provision.heading else 1.0,
    )


def _place_of(site: Site, place: str | None) -> tuple[str, ...]:
    return (site.names.place(place).text,) if place in site.index.places else ()


def _target(site: Site, row: TargetRow) -> SearchRecord:
    label = row.indicator.text if row.kind == "text" else f"{row.indicator.text}（{row.row} · {row.column}）"
    return SearchRecord(
        url=_url(site, row.path),
        lang=site.lang,
        kind="target",
        title=f"{label} {row.said}",
        text=" · ".join(
            filter(None, (row.due.text, row.quote, row.caption, row.indicator.original, *map(_both, row.bodies)))
        ),
        filters={
            "notice": (row.notice.text,),
            "department": tuple(ref.text for ref in row.bodies),
            "indicator": (row.indicator.text,),
            "place": (row.place.text,) if row.place else _place_of(site, site.index.notices[row.notice_id].place),
            "year": (row.year,) if row.year else (),
        },
    )


def _deadline(site: Site, row: DeadlineRow) -> SearchRecord:
    return SearchRecord(
        url=_url(site, row.path),
        lang=site.lang,
        kind="deadline",
        title=f"{row.when}｜{row.provision.text}",
        text=" · ".join(filter(None, (row.quote, row.own_words, *map(_both, row.bodies)))),
        filters={
            "notice": (row.notice.text,),
            "department": tuple(ref.text for ref in row.bodies),
            "place": _place_of(site, row.place_id),
            "year": (row.year,) if row.year else (),
        },
    )
