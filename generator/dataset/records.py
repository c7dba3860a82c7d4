"""Facts as plain records, field by field as the data dictionary names them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from generator.model import (
    Assignment,
    Citation,
    Corpus,
    Deadline,
    Document,
    Finding,
    Indicator,
    Notice,
    Organization,
    Place,
    Provision,
    Span,
    Target,
)

Record = dict[str, Any]


def build_records(corpus: Corpus, findings: Sequence[Finding]) -> dict[str, list[Record]]:
    """Every table of the data set by its name, each a list of records in the order of the corpus."""
    documents = {notice.id: notice.document for notice in corpus.notices}
    return {
        "documents": [_document(notice) for notice in corpus.notices],
        "provisions": [_provision(d, p) for d in documents.values() for p in d.provisions],
        "assignments": [_assignment(documents[a.document], a) for a in corpus.assignments],
        "targets": [_target(documents[t.document], t) for t in corpus.targets],
        "deadlines": [_deadline(documents[d.document], d) for d in corpus.deadlines],
        "citations": [_citation(documents[c.document], c) for c in corpus.citations],
        "organizations": [_organization(o) for o in corpus.organizations],
        "indicators": [_plain(i) for i in corpus.indicators],
        "places": [_plain(p) for p in corpus.places],
        "findings": [_finding(documents[f.document], f) for f in findings],
    }


def provision_id(document: str, provision: str) -> str:
    """Id of a provision in the whole data set: ``chuxiong-2019-ten-actions#p3-2-1-4``, as in its address."""
    return f"{document}#{provision}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(value: float | None) -> int | float | None:
    """20.0 is written 20."""
    return int(value) if value is not None and float(value).is_integer() else value


def _range(document: Document, span: Span) -> Record:
    start, end = document.normalized.source_range(span)
    return {"start": start, "end": end}


def _document(notice: Notice) -> Record:
    document = notice.document
    source = document.normalized.source
    return {
        "id": notice.id,
        "title": document.opening or document.title,
        "title_en": notice.title_en,
        "document_number": document.document_number,
        "issuing_authority": notice.issuing_authority,
        "place": notice.place,
        "issued_on": _iso(document.issued_on),
        "published_on": _iso(document.published_on),
        "plan_year": document.plan_year,
        "status": document.status,
        "addressee": document.addressee,
        "source": {
            "file": source.path.name,
            "sha256": source.sha256,
            "format": source.format,
            "characters": len(source.text),
        },
        "parts": [{"id": part.id, "title": part.title, "kind": part.kind.value} for part in document.parts],
    }


def _provision(document: Document, provision: Provision) -> Record:
    return {
        "id": provision_id(document.id, provision.id),
        "document": document.id,
        "part": provision.part,
        "level": provision.level.value,
        "number": provision.number,
        "heading": provision.heading,
        "parent": provision_id(document.id, provision.parent) if provision.parent else None,
        "depth": provision.depth,
        **_range(document, provision.span),
    }


def _assignment(document: Document, fact: Assignment) -> Record:
    mention = fact.mention
    return {
        "id": fact.id,
        "document": document.id,
        "provision": provision_id(document.id, mention.provision),
        **_range(document, mention.statement),
        "role": mention.role.value,
        "as_written": mention.as_written,
        "organizations": list(fact.organizations),
        "group": fact.group,
    }


def _target(document: Document, fact: Target) -> Record:
    mention = fact.mention
    table = mention.table
    return {
        "id": fact.id,
        "document": document.id,
        "provision": provision_id(document.id, mention.provision),
        **_range(document, mention.span),
        "quote": document.normalized.verbatim(mention.span),
        "indicator": fact.indicator,
        "indicator_as_written": mention.indicator,
        "op": mention.op.value,
        "value": _number(mention.value),
        "value_max": _number(mention.value_max),
        "unit": mention.unit,
        "growth": mention.growth,
        "falls": mention.falls,
        "yearly": mention.yearly,
        "due": _iso(fact.due),
        "due_basis": fact.due_basis.value,
        "due_from": fact.due_from,
        "hedge": mention.hedge,
        "place": fact.place,
        "lead": list(fact.lead),
        "table": {"caption": table.caption, "row": table.row, "column": table.column} if table else None,
    }


def _deadline(document: Document, fact: Deadline) -> Record:
    mention = fact.mention
    return {
        "id": fact.id,
        "document": document.id,
        "provision": provision_id(document.id, mention.provision),
        **_range(document, mention.span),
        "quote": document.normalized.verbatim(mention.span),
        "when": mention.when,
        "kind": mention.kind.value,
        "start_date": _iso(mention.start_date),
        "end_date": _iso(mention.end_date),
        "every": mention.every,
        "rrule": mention.rrule,
        "organizations": list(fact.organizations),
    }


def _citation(document: Document, fact: Citation) -> Record:
    mention = fact.mention
    return {
        "id": fact.id,
        "document": document.id,
        "provision": provision_id(document.id, mention.provision),
        **_range(document, mention.span),
        "title": mention.title,
        "number": mention.number,
        "target_document": fact.target_document,
    }


def _finding(document: Document, finding: Finding) -> Record:
    return {
        "id": finding.id,
        "code": finding.code,
        "severity": finding.severity,
        "document": finding.document,
        "provision": provision_id(finding.document, finding.provision),
        **_range(document, finding.span),
        "message": finding.message,
        "message_en": finding.message_en,
        "related": list(finding.related),
    }


def _plain(item: Organization | Indicator | Place) -> Record:
    return {name: _listed(value) for name, value in asdict(item).items()}


def _organization(organization: Organization) -> Record:
    return _plain(organization)


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str) else value
