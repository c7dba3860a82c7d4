"""Citations whose number and title disagree, over all notices.

A plan may be cited by its own title or by that of the notice that issued it (《…规划》, 《…关于印发…规划的通知》, both
with one number), and a title may be cited in short: titles of which one contains the other are one title. Titles that
return every year carry another number every year, so only numbers of one issuer and one year are compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.findings.view import Observation, View, listed, shorten
from generator.model import Citation, Corpus, Span

_MARK = re.compile(r"[^\w]|[的和及与了]")
_ISSUING = re.compile(r"^.{2,40}?(?:关于)?(?:印发|转发|批转|公布|发布)")
_LETTER = re.compile(r"(?:的)?通知$|（[^（）]*）$")
_NUMBER = re.compile(r"(?P<issuer>.+?)[〔\[［（【](?P<year>(?:19|20)\d\d)[〕\]］）】](?:第)?(?P<serial>\d+)号?")
_TOO_COMMON = 8
_ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class _Named:
    """A document as cited, or a notice itself."""

    view: View
    title: str
    number: str
    citation: Citation | None = None


def citation_findings(corpus: Corpus, seen: Sequence[View]) -> Iterator[Observation]:
    by_number: dict[tuple[str, str, str], list[_Named]] = defaultdict(list)
    by_title: dict[str, list[_Named]] = defaultdict(list)
    for named in _named(seen):
        key = _parsed(named.number)
        if key is None:
            continue
        if named.citation and named.view.issued and int(key[1]) > named.view.issued.year:
            yield _from_future(named)
            continue
        by_number[key].append(named)
        by_title[_core(named.title)].append(named)
    for items in by_number.values():
        yield from _shared_number(items)
    for core, items in by_title.items():
        yield from _renumbered(core, items)


def _named(seen: Sequence[View]) -> Iterator[_Named]:
    for view in seen:
        document = view.document
        if document.document_number and document.title:
            yield _Named(view, document.title, document.document_number)
        for citation in view.citations:
            if citation.mention.number:
                yield _Named(view, citation.mention.title, citation.mention.number, citation)


def _from_future(named: _Named) -> Observation:
    citation, issued = named.citation, named.view.issued
    assert citation is not None and issued is not None
    return _observe("citation-from-future", [named], number=named.number, issued=issued.isoformat())


def _shared_number(items: list[_Named]) -> Iterator[Observation]:
    distinct: list[_Named] = []
    for item in items:
        if not any(_same_title(item.title, other.title) for other in distinct):
            distinct.append(item)
    if len(distinct) > 1 and any(item.citation for item in distinct):
        titles = listed(f"《{shorten(item.title, 40)}》" for item in distinct[:4])
        yield _observe("citation-number-shared", distinct, number=distinct[0].number, titles=titles)


def _renumbered(core: str, items: list[_Named]) -> Iterator[Observation]:
    if len(core) < _TOO_COMMON:
        return
    by_year: dict[tuple[str, str], dict[str, _Named]] = defaultdict(dict)
    for item in items:
        key = _parsed(item.number)
        if key:
            by_year[key[0], key[1]].setdefault(key[2], item)
    for numbered in by_year.values():
        distinct = list(numbered.values())
        if len(distinct) > 1 and any(item.citation for item in distinct):
            numbers = listed(f"「{item.number}」" for item in distinct)
            yield _observe("citation-title-renumbered", distinct, title=shorten(distinct[0].title, 40), numbers=numbers)


def _observe(code: str, items: Iterable[_Named], **values: str | tuple[str, str]) -> Observation:
    items = list(items)
    cited = [item for item in items if item.citation]
    at = cited[-1]
    citation = at.citation
    assert citation is not None
    return at.view.observe(
        code,
        Span(*citation.mention.span),
        provision=citation.mention.provision,
        related=[item.citation.id for item in cited if item.citation],
        **values,
    )


def _parsed(number: str) -> tuple[str, str, str] | None:
    """(issuer's sign, year, serial) of 「国办发〔2018〕101号」."""
    m = _NUMBER.fullmatch("".join(number.split()))
    return (m["issuer"], m["year"], str(int(m["serial"]))) if m else None


def _core(title: str) -> str:
    return _MARK.sub("", title)


def _same_title(a: str, b: str) -> bool:
    first, second = _core(a), _core(b)
    if first in second or second in first:
        return True
    inner = [_core(_LETTER.sub("", _ISSUING.sub("", title))) for title in (a, b)]
    if all(inner) and (inner[0] in second or inner[1] in first):
        return True
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE
