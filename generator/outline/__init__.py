"""Parts, the numbered tree and tables of a notice. Nothing is refused: what is not understood stays as text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from generator.model import Diagnostic, Document, Level, NormalizedText, Part, PartKind, Provision, Span
from generator.outline.blocks import Block, find_blocks
from generator.outline.facts import read_facts
from generator.outline.lines import Line, split_lines
from generator.outline.tables import find_tables, table_lines
from generator.outline.tree import Problem, Tree, clause_numbers, close_spans
from generator.outline.years import plan_years

__all__ = ["build_outline"]

_LONGEST_EXCERPT = 400
_MOST_PROBLEMS = 50
_YEAR_OF_NUMBER = re.compile(r"((?:19|20)[0-9]{2})(?:〕|年)")
_LETTER = re.compile(r"(?:通知|批复|复函|函|通报|公告|通告)(?:（[^（）]*）)*$")


def build_outline(normalized: NormalizedText) -> Document:
    """The document with its parts, provisions and tables.

    Every character of the text belongs to the own span of exactly one provision, in reading order; ids are numbering
    paths inside the part (``p3-2-1-4``), a repeated number gets a letter (``p3-3``, ``p3-3b``). Metadata of the source
    go before what the text says. Never raises, whatever the text.
    """
    text = normalized.text
    meta = normalized.source.metadata
    lines = split_lines(text)
    for i in table_lines(lines):
        lines[i] = replace(lines[i], number=None, in_table=True)
    blocks = find_blocks(lines)
    if not any(block.role == "title" for block in blocks):
        blocks.insert(0, Block("title", 0, 0, meta.title or ""))
    trees, parts = _parts(text, lines, blocks)
    provisions = list(close_spans([p for tree in trees for p in tree.provisions], len(text)))
    starts: dict[str, int] = {}
    for provision in provisions:
        starts.setdefault(provision.part, provision.span.start)
    ends = [*[starts[part.id] for part in parts][1:], len(text)]
    parts = [part._replace(span=Span(starts[part.id], end)) for part, end in zip(parts, ends, strict=True)]

    # A text without a title is still a notice that lists must be able to name: its file's name stands in.
    title = meta.title or parts[0].title or normalized.source.id
    facts = read_facts(lines, blocks, title)
    issued = meta.issued_on or facts.issued_on
    published = meta.published_on or facts.published_on
    number = meta.document_number or facts.document_number
    of_number = _YEAR_OF_NUMBER.search(number or "")
    issue_year = issued.year if issued else int(of_number[1]) if of_number else published.year if published else None
    year, last_year = plan_years([title, *(part.title for part in parts)], issue_year, text)
    if meta.plan_year:
        year, last_year = meta.plan_year, max(last_year or 0, meta.plan_year)
    document = Document(
        normalized=normalized,
        title=title,
        document_number=number,
        issuing_authority=meta.issuing_authority or facts.issuing_authority,
        addressee=meta.addressee or facts.addressee,
        issued_on=issued,
        published_on=published,
        plan_year=year,
        plan_end_year=last_year,
        status=meta.status or ("draft" if facts.draft else "issued"),
        parts=tuple(parts),
        provisions=tuple(provisions),
    )
    tables = find_tables(document, lines)
    return replace(document, tables=tables, diagnostics=_diagnostics(document, trees))


def _parts(text: str, lines: list[Line], blocks: list[Block]) -> tuple[list[Tree], list[Part]]:
    """A tree and a part for each title; what stands before the first title belongs to its part."""
    trees: list[Tree] = []
    parts: list[Part] = []
    before: list[Block] = []
    after_block = False
    for n, block in enumerate(blocks):
        start = lines[block.first].start if block.first < len(lines) else len(text)
        if block.role == "title":
            id = f"p{len(parts) + 1}"
            tree = Tree(id, text)
            for earlier in before:
                tree.add_block("text" if earlier.role == "body" else earlier.role, lines[earlier.first].start)
            before = []
            kind = block.kind
            if (
                kind is PartKind.PLAN
                and not parts
                and (_LETTER.search(block.title) or _signed_letter(lines, blocks, n))
            ):
                kind = PartKind.NOTICE
            span = _title_span(lines, block)
            tree.provisions.append(
                Provision(id, id, Level.PART, block.label, block.title, None, 0, Span(start, start), None, span)
            )
            trees.append(tree)
            parts.append(Part(id, block.title, kind, Span(start, start)))
            after_block = False
        elif not trees:
            before.append(block)
        elif block.role == "body":
            clauses = clause_numbers(text, lines[block.first : block.last])
            if after_block and (not clauses or clauses[0][0].start > start):
                trees[-1].add_block("text", start)
            trees[-1].add_numbers(clauses)
            after_block = False
        else:
            trees[-1].add_block(block.role, start)
            after_block = True
    return trees, parts


def _title_span(lines: list[Line], block: Block) -> Span | None:
    """The lines of the title; of a line with a label or a number before it, what follows them."""
    rows = [lines[i] for i in block.title_lines]
    if not rows:
        return None
    start, end = rows[0].start, rows[-1].end
    if len(rows) == 1 and (at := rows[0].text.find(block.title)) >= 0:
        return Span(start + at, start + at + len(block.title))
    return Span(start, end)


def _signed_letter(lines: list[Line], blocks: list[Block], n: int) -> bool:
    """Whether the first part is addressed to somebody and another part follows it: a letter, whatever its title."""
    following = blocks[n + 1 :]
    if not any(block.role == "title" for block in following):
        return False
    first = next((i for i, block in enumerate(following) if block.role == "title"), len(following))
    return any(lines[k].addressee for block in following[:first] for k in range(block.first, block.last))


def _diagnostics(document: Document, trees: list[Tree]) -> tuple[Diagnostic, ...]:
    problems = [problem for tree in trees for problem in tree.problems]
    source = document.normalized.source
    if not problems and document.parts[0].title:
        return ()
    breaks = [m.start() for m in re.finditer("\n", source.text)]

    def diagnostic(code: str, message: str, span: Span) -> Diagnostic:
        start, _ = document.normalized.source_range(span)
        line = bisect_right(breaks, start - 1)
        first = breaks[line - 1] + 1 if line else 0
        last = breaks[line] if line < len(breaks) else len(source.text)
        column = start - first + 1
        if last - first > _LONGEST_EXCERPT:
            # Of a line of many thousand characters only what begins at the place.
            first, last = (first if column < _LONGEST_EXCERPT // 2 else start), min(last, start + _LONGEST_EXCERPT // 2)
        return Diagnostic(code, "note", message, str(source.path), line + 1, column, source.text[first:last])

    found = []
    if not document.parts[0].title:
        message = "No title was found before the text. Give it as 'title:' in the notice's .yml."
        found.append(diagnostic("no-title", message, Span(0, 0)))
    found += [_numbering(problem, diagnostic) for problem in problems[:_MOST_PROBLEMS]]
    if len(problems) > _MOST_PROBLEMS:
        message = f"{len(problems) - _MOST_PROBLEMS} more numbers do not follow the one before; the text may not be numbered in clauses."
        found.append(diagnostic("numbering-gap", message, problems[_MOST_PROBLEMS].provision.span))
    return tuple(found)


def _numbering(problem: Problem, diagnostic) -> Diagnostic:
    provision = problem.provision
    if problem.repeated:
        message = f"The number {provision.number} comes again or falls back where {problem.expected} was expected; its address is {provision.id}."
        return diagnostic("numbering-repeat", message, provision.span)
    return diagnostic(
        "numbering-gap", f"The number {provision.number} stands where {problem.expected} was expected.", provision.span
    )
