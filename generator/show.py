"""What a stage made of one notice, as lines for a person who looks for the reason of a wrong fact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.model import Document, Mentions, Span

STAGES = ("outline", "assignments", "targets", "deadlines", "citations")


def show_stage(mentions: Mentions, stage: str) -> Iterator[str]:
    """Lines for one of ``STAGES``; each begins with the line of the source file it comes from."""
    yield from {
        "outline": _outline,
        "assignments": _assignments,
        "targets": _targets,
        "deadlines": _deadlines,
        "citations": _citations,
    }[stage](mentions)


def source_line(document: Document, span: Span) -> int:
    """Line of the source file, counted from 1, on which ``span`` begins."""
    start, _ = document.normalized.source_range(span)
    return document.normalized.source.text.count("\n", 0, start) + 1


def _at(document: Document, span: Span) -> str:
    return f"{source_line(document, span):>5}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else "—"


def _outline(mentions: Mentions) -> Iterator[str]:
    document = mentions.document
    yield f"title: {document.title}"
    yield f"number: {document.document_number}  authority: {document.issuing_authority}  issued: {document.issued_on}"
    yield f"addressee: {document.addressee}"
    yield f"status: {document.status}  year: {document.plan_year}–{document.plan_end_year}"
    for provision in document.provisions:
        text = provision.heading or document.normalized.slice(provision.span).strip()[:40]
        label = f"{provision.number} " if provision.number else ""
        role = f" ({provision.role})" if provision.role else ""
        indent = "  " * provision.depth
        yield f"{_at(document, provision.span)}  {indent}{provision.id:<10} [{provision.level}]{role} {label}{text!r}"
    for table in document.tables:
        size = f"{table.rows}×{table.columns}"
        yield f"{_at(document, table.span)}  {table.id} in {table.provision}: {table.caption!r} {size}"
    for diagnostic in document.diagnostics:
        yield f"{diagnostic.line or 0:>5}  {diagnostic.severity} {diagnostic.code}: {diagnostic.message}"


def _assignments(mentions: Mentions) -> Iterator[str]:
    for mention in mentions.assignments:
        repaired = f" → {mention.repaired}" if mention.repaired else ""
        name = f"{mention.role:<12} {mention.as_written}{repaired}"
        yield f"{_at(mentions.document, mention.span)}  {mention.provision:<12} {name}"


def _targets(mentions: Mentions) -> Iterator[str]:
    document = mentions.document
    for mention in mentions.targets:
        upper = f"–{mention.value_max:g}" if mention.value_max is not None else ""
        growth = " growth" if mention.growth else ""
        table = f" [{mention.table.caption} / {mention.table.row} / {mention.table.column}]" if mention.table else ""
        yield (
            f"{_at(document, mention.span)}  {mention.provision:<12} {mention.indicator} {mention.op} "
            f"{mention.value:g}{upper} {mention.unit}{growth}  due {_day(mention.due)} ({mention.due_basis})"
            f"{table}  「{document.normalized.verbatim(mention.span)}」"
        )


def _deadlines(mentions: Mentions) -> Iterator[str]:
    document = mentions.document
    for mention in mentions.deadlines:
        every = f" every {mention.every} ({mention.rrule})" if mention.every else ""
        days = f"{_day(mention.start_date)} … {_day(mention.end_date)}{every}"
        yield (
            f"{_at(document, mention.span)}  {mention.provision:<12} {mention.kind:<9} {mention.when}  "
            f"{days}  「{document.normalized.verbatim(mention.span)}」"
        )


def _citations(mentions: Mentions) -> Iterator[str]:
    for mention in mentions.citations:
        number = f"  {mention.number}" if mention.number else ""
        yield f"{_at(mentions.document, mention.span)}  {mention.provision:<12} 《{mention.title}》{number}"
