"""What a reader can find: notices, places, bodies, indicators and provisions, one record each.

Targets and deadlines are found by their provisions, which say them, and by the pages of their indicators.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Level, Notice, Provision
from generator.pages.page import SearchRecord, url_of
from generator.pages.site import Site

NAME_WEIGHT = 6.0
TITLE_WEIGHT = 2.0


def build_search_records(site: Site) -> Iterator[SearchRecord]:
    """Notices, places, bodies and indicators first, then notice by notice what it says."""
    yield from _notices(site)
    yield from _places(site)
    yield from _bodies(site)
    yield from _indicators(site)
    for notice in site.index.corpus.notices:
        for provision in notice.document.provisions:
            if record := _provision(site, notice, provision):
                yield record


def _url(site: Site, path: str) -> str:
    return url_of(path, lang=site.lang)


def _notices(site: Site) -> Iterator[SearchRecord]:
    index = site.index
    for notice in index.corpus.notices:
        ref, short = site.names.notice(notice.id), site.names.short_notice(notice.id)
        authority = notice.issuing_authority
        issuer = site.names.body(authority).text if authority in index.organizations else ""
        words = (short.text, notice.document.shown_title, notice.document.document_number or "", issuer)
        yield SearchRecord(
            url=_url(site, ref.path),
            lang=site.lang,
            kind="notice",
            title=ref.text,
            text=" · ".join(word for word in dict.fromkeys(words) if word and word != ref.text),
            filters={
                "notice": (short.text,),
                "place": _place_of(site, notice.place),
                "year": (index.years[notice.id],) if index.years[notice.id] else (),
            },
            weight=NAME_WEIGHT,
        )


def _places(site: Site) -> Iterator[SearchRecord]:
    for place in site.index.corpus.places:
        ref = site.names.place(place.id)
        yield SearchRecord(
            url=_url(site, ref.path),
            lang=site.lang,
            kind="place",
            title=ref.text,
            text=" · ".join(dict.fromkeys((place.name, *place.aliases))),
            filters={"place": (ref.text,)},
            weight=NAME_WEIGHT,
        )


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
        shown = [f"{row.said} {row.due.text}".strip() for row in rows if row.kind == "text"]
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
    targets = site.facts.targets(index.targets_in.get(key, ()))
    deadlines = site.facts.deadlines(index.deadlines_in.get(key, ()))
    words = [" ".join(text.split()), *(row.indicator.text for row in targets if row.indicator.text not in text)]
    if site.lang == "en":
        # What structure can say in English, so that English words find the Chinese provision.
        goals = (f"{row.indicator.text} {row.said}" if row.kind == "text" else row.indicator.text for row in targets)
        dates = (row.when for row in deadlines if not row.when_lang)
        words = [*goals, *dates, *(ref.text for ref in bodies), *words[:1]]
    holds = {site.language.gettext("目标"): targets, site.language.gettext("时限"): deadlines}
    return SearchRecord(
        url=_url(site, ref.path),
        lang=site.lang,
        kind="provision",
        title=f"{ref.numbers}{ref.text}" if ref.text else name.text,
        text=" · ".join(dict.fromkeys(words)),
        filters={
            "holds": tuple(name for name, found in holds.items() if found),
            "notice": (name.text,),
            "department": tuple(ref.text for ref in bodies),
            "place": _place_of(site, notice.place),
            "year": (str(document.plan_year),) if document.plan_year else (),
        },
        weight=TITLE_WEIGHT if provision.heading else 1.0,
    )


def _place_of(site: Site, place: str | None) -> tuple[str, ...]:
    return (site.names.place(place).text,) if place in site.index.places else ()
