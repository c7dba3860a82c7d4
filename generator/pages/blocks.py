"""A provision as it stands on a page: its heading, its paragraphs and tables with marks, and its facts beside them.

Every character of the provision's span is in one of the pieces, and every repair shows the source's own characters:
nothing of the source is missing from the pages.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model import Cell, Document, Level, Provision, Span, Table
from generator.pages.facts import DeadlineRow, Restatements, RoleLine, TargetRow
from generator.pages.refs import Ref
from generator.pages.sentences import Inline, Mark, MarkKind, build_inline
from generator.pages.site import Site

DEEPEST_HEADING = 6
HEADING_ENDS = "。：:；;．"

LONGEST_ENTRY = 60
"""Characters of a line that may still be an entry of a list of people rather than a sentence."""

_SPACE_BETWEEN = re.compile("(?<=[\u4e00-\u9fff])[ \xa0](?=[\u4e00-\u9fff])")
_SENTENCE = re.compile("[。；，\t]|《")


@dataclass(frozen=True, slots=True)
class Paragraph:
    inline: Inline


@dataclass(frozen=True, slots=True)
class TableCell:
    inline: Inline
    rowspan: int
    colspan: int
    scope: str
    """"col", "colgroup", "row" for headers, "" for data."""
    numeric: bool


@dataclass(frozen=True, slots=True)
class TableBlock:
    id: str
    caption: Inline
    """Empty when the table has none."""
    unit: str
    rows: tuple[tuple[TableCell, ...], ...]
    header_rows: int
    notes: tuple[Inline, ...]
    """Text that stands inside the table's lines but in none of its cells."""


@dataclass(frozen=True, slots=True)
class ProvisionBlock:
    """One provision, without its children."""

    id: str
    rank: int
    """Level of its HTML heading, 2 to 6."""
    level: Level
    role: str
    """For text outside the numbered tree: "front", "furniture", "contents", "back", "text", "phase"; else ""."""
    depth: int
    heading: Inline
    """Number and title; empty for a provision without title."""
    title: str
    """The heading as plain text, number included; "" without one."""
    content: tuple[Paragraph | TableBlock, ...]
    roles: tuple[RoleLine, ...]
    targets: tuple[TargetRow, ...]
    """Those in sentences; the cells of tables are in the table."""
    again: Mapping[str, Restatements]
    """By target: where else its goal is stated."""
    table_targets: int
    deadlines: tuple[DeadlineRow, ...]
    cited: tuple[Ref, ...]
    """Notices of this site that it names."""

    @property
    def has_facts(self) -> bool:
        return bool(self.roles or self.targets or self.table_targets or self.deadlines or self.cited)


class DocumentMarks:
    """All marks of a document, sorted, to be asked for a range."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.marks = sorted(marks, key=lambda m: m.span)
        self.starts = [m.span.start for m in self.marks]
        self.longest = max((m.span.end - m.span.start for m in self.marks), default=0)

    def within(self, span: Span) -> Iterator[Mark]:
        """Marks that begin in ``span`` or reach into it."""
        for i in range(bisect_left(self.starts, span.start - self.longest), len(self.marks)):
            if self.starts[i] >= span.end:
                return
            if self.marks[i].span.end >= span.start:
                yield self.marks[i]


def document_marks(site: Site, document: Document) -> DocumentMarks:
    """Numbers, times, bodies, citations and repairs of a notice, with what each says in the site's language."""
    index, marks = site.index, [*_repairs(document), *_word_spaces(document)]
    for provision in document.provisions:
        key = document.id, provision.id
        for target in index.targets_in.get(key, ()):
            row = site.facts.target(target)
            said = "，" if site.language.lang == "zh" else ", "
            label = said.join(filter(None, (row.indicator.text, row.value, row.due.text)))
            marks.append(Mark(target.mention.number, MarkKind.TARGET, id=row.anchor, label=label))
        for deadline in index.deadlines_in.get(key, ()):
            row = site.facts.deadline(deadline)
            marks.append(Mark(deadline.mention.when_span, MarkKind.DEADLINE, id=row.anchor, label=row.when))
        for assignment in index.assignments_in.get(key, ()):
            if assignment.organizations:
                ref = site.names.body(assignment.organizations[0])
                label = ref.text if ref.original else ""
                marks.append(Mark(assignment.mention.span, MarkKind.BODY, path=ref.path, label=label))
        for citation in index.citations_in.get(key, ()):
            if citation.target_document and citation.target_document != document.id:
                ref = site.names.notice(citation.target_document)
                marks.append(Mark(citation.mention.span, MarkKind.CITATION, path=ref.path, label=ref.text))
    return DocumentMarks(marks)


def build_blocks(
    site: Site, document: Document, provisions: Sequence[Provision], marks: DocumentMarks, *, rank: int
) -> list[ProvisionBlock]:
    """Blocks of ``provisions`` in reading order; those of depth 1 get headings of level ``rank``."""
    return [_block(site, document, provision, marks, rank=rank) for provision in provisions]


def _repairs(document: Document) -> Iterator[Mark]:
    text, offsets = document.text, document.normalized.offsets
    for repair in document.normalized.repairs:
        if repair.raw.strip():
            end = bisect_left(offsets, repair.source_end, lo=repair.at, hi=len(text))
            # A deletion at the very end belongs to the last character's provision.
            at = min(repair.at, len(text) - 1) if end <= repair.at else repair.at
            yield Mark(Span(at, max(end, at)), MarkKind.REPAIR, label=repair.kind, raw=" ".join(repair.raw.split()))
        elif not repair.raw and repair.source_start == repair.source_end:
            # Added characters have the offset of the first one after them.
            end = bisect_right(offsets, repair.source_end, lo=repair.at, hi=len(text)) - 1
            if end > repair.at:
                yield Mark(Span(repair.at, end), MarkKind.REPAIR, label=repair.kind)


def _word_spaces(document: Document) -> Iterator[Mark]:
    """Spaces that keep two words of a short line apart: 「组长：李明 州委副书记」. Sentences need none."""
    text, offsets = document.text, document.normalized.offsets
    for found in _SPACE_BETWEEN.finditer(document.normalized.source.text):
        at = bisect_left(offsets, found.end(), hi=len(text))
        if at >= len(text) or offsets[at] != found.end() or offsets[at - 1] != found.start() - 1:
            continue
        line = text[text.rfind("\n", 0, at) + 1 : text.find("\n", at)]
        if len(line) <= LONGEST_ENTRY and not _SENTENCE.search(line):
            yield Mark(Span(at, at), MarkKind.GAP)


def _block(site: Site, document: Document, provision: Provision, marks: DocumentMarks, *, rank: int) -> ProvisionBlock:
    key, text, span = (document.id, provision.id), document.text, provision.span
    heading_end = _heading_end(text, provision)
    within = list(marks.within(span))
    if provision.number and text.startswith(provision.number, span.start):
        within.append(Mark(Span(span.start, span.start + len(provision.number)), MarkKind.NUMBER))
    own = DocumentMarks(within)
    heading = build_inline(text, Span(span.start, heading_end), within) if heading_end > span.start else ()
    targets = site.index.targets_in.get(key, ())
    written = [t for t in targets if not t.mention.table]
    citations = site.index.citations_in.get(key, ())
    is_free = provision.level is Level.OTHER
    return ProvisionBlock(
        id=provision.id,
        rank=min(DEEPEST_HEADING, rank + max(provision.depth, 1) - 1),
        level=provision.level,
        role=(provision.role or "text") if is_free else "",
        depth=provision.depth,
        heading=heading,
        title=" ".join(text[span.start : heading_end].split()).rstrip(HEADING_ENDS) if heading else "",
        content=tuple(_content(document, Span(heading_end, span.end), site.index.tables.get(key, ()), own)),
        roles=site.facts.roles(site.index.assignments_in.get(key, ())),
        targets=site.facts.targets(written),
        again={t.id: found for t in written if (found := site.facts.restatements(t))},
        table_targets=len(targets) - len(written),
        deadlines=site.facts.deadlines(site.index.deadlines_in.get(key, ())),
        cited=tuple(
            dict.fromkeys(
                site.names.notice(c.target_document)
                for c in citations
                if c.target_document and c.target_document != document.id
            )
        ),
    )


def _heading_end(text: str, provision: Provision) -> int:
    """Where the heading ends, its closing mark included; the provision's start when it has none."""
    if not provision.heading or provision.heading_span is None:
        return provision.span.start
    end = provision.heading_span.end
    if end < provision.span.end and text[end] in HEADING_ENDS:
        end += 1
    return end


def _content(
    document: Document, span: Span, tables: Sequence[Table], marks: DocumentMarks
) -> Iterator[Paragraph | TableBlock]:
    """Paragraphs and tables of ``span`` in reading order."""
    at = span.start
    for table in sorted(tables, key=lambda t: t.span):
        whole = _with_caption(document.text, table)
        start = max(whole.start, at)
        yield from _paragraphs(document.text, Span(at, start), marks)
        yield _table(document, table, Span(start, table.span.end), marks)
        at = max(at, table.span.end)
    yield from _paragraphs(document.text, Span(at, span.end), marks)


def _with_caption(text: str, table: Table) -> Span:
    """The table with the line of its caption where nothing stands between them."""
    caption = table.caption_span
    if caption is None or caption.start >= table.span.start or text[caption.end : table.span.start].strip():
        return table.span
    return Span(caption.start, table.span.end)


def _paragraphs(text: str, span: Span, marks: DocumentMarks) -> Iterator[Paragraph]:
    for line in _lines(text, span):
        inline = build_inline(text, line, marks.within(line))
        if _says_something(inline):
            yield Paragraph(inline)


def _table(document: Document, table: Table, whole: Span, found: DocumentMarks) -> TableBlock:
    text = document.text
    caption: Inline = ()
    covered: list[Span] = [cell.span for cell in table.cells]
    if table.caption_span and whole.start <= table.caption_span.start < whole.end:
        caption = build_inline(text, table.caption_span, found.within(table.caption_span))
        covered.append(table.caption_span)
    rows: list[list[TableCell]] = [[] for _ in range(table.rows)]
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        inline = build_inline(text, cell.span, found.within(cell.span))
        rows[cell.row].append(TableCell(inline, cell.rowspan, cell.colspan, _scope(table, cell), _numeric(cell.text)))
    notes = tuple(
        inline
        for gap in _gaps(whole, covered)
        for line in _lines(text, gap)
        if (inline := build_inline(text, line, found.within(line))) and _says_something(inline)
    )
    return TableBlock(table.id, caption, table.unit, tuple(map(tuple, rows)), table.header_rows, notes)


def _says_something(inline: Inline) -> bool:
    return any(not isinstance(piece, str) or piece.strip() for piece in inline)


def _scope(table: Table, cell: Cell) -> str:
    if cell.row < table.header_rows:
        return "colgroup" if cell.colspan > 1 else "col"
    return "row" if cell.header or cell.column == 0 else ""


def _numeric(text: str) -> bool:
    return bool(text) and all(c in "0123456789.,+-−—–%‰ " for c in text)


def _gaps(whole: Span, covered: Sequence[Span]) -> Iterator[Span]:
    """What of ``whole`` none of ``covered`` holds."""
    at = whole.start
    for span in sorted(covered):
        if span.start > at:
            yield Span(at, span.start)
        at = max(at, span.end)
    if at < whole.end:
        yield Span(at, whole.end)


def _lines(text: str, span: Span) -> Iterator[Span]:
    at = span.start
    while at < span.end:
        end = text.find("\n", at, span.end)
        end = span.end if end < 0 else end + 1
        yield Span(at, end)
        at = end
