"""Who answers for a target or a deadline: the responsibility statement that governs it.

A clause is closed by the statement that follows it: （牵头单位：州财政局）. So the nearest statement after the fact in
its own provision governs it, or one in the same sentence before it (由州财政局牵头，…). A provision without a statement
has that of the nearest provision above. In a table the statement stands in the same row. Nothing else is inferred.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import AssignmentMention, Document, Role, Span, Table


@dataclass(frozen=True, slots=True)
class Statement:
    """One responsibility statement with the bodies it names."""

    span: Span
    bodies: tuple[tuple[Role, tuple[str, ...]], ...]
    """Role and organisation ids, in reading order."""

    def of(self, *roles: Role) -> tuple[str, ...]:
        """Ids of the bodies in these roles, each once, in reading order."""
        return tuple(dict.fromkeys(id for role, ids in self.bodies if role in roles for id in ids))


class Governing:
    """The statements of one document, asked by position."""

    def __init__(
        self, document: Document, assignments: Sequence[AssignmentMention], resolved: Sequence[tuple[str, ...]]
    ) -> None:
        """``resolved`` has the organisation ids of each of ``assignments``."""
        self._document = document
        self._by_id = {p.id: p for p in document.provisions}
        grouped: dict[tuple[str, Span], list[tuple[Role, tuple[str, ...]]]] = defaultdict(list)
        for mention, ids in zip(assignments, resolved, strict=True):
            grouped[mention.provision, mention.statement].append((mention.role, ids))
        self._in_text: dict[str, list[Statement]] = defaultdict(list)
        self._in_rows: dict[tuple[str, int], list[Statement]] = defaultdict(list)
        self._cells = {t.id: sorted(t.cells, key=lambda c: c.span.start) for t in document.tables}
        for (provision, span), bodies in sorted(grouped.items(), key=lambda g: g[0][1]):
            statement = Statement(span, tuple(bodies))
            # a statement of a table begins with the header of its column: where it ends is the cell
            table = self._table_at(span.end - 1)
            if table is None:
                self._in_text[provision].append(statement)
            else:
                for row in self._rows_at(table, span.end - 1):
                    self._in_rows[table.id, row].append(statement)

    def _table_at(self, offset: int) -> Table | None:
        return next((table for table in self._document.tables if table.span.start <= offset < table.span.end), None)

    def _rows_at(self, table: Table, offset: int) -> range:
        """The rows of the cell that ``offset`` stands in."""
        cells = self._cells[table.id]
        at = bisect_right(cells, offset, key=lambda c: c.span.start) - 1
        return range(cells[at].row, cells[at].row + cells[at].rowspan) if at >= 0 else range(0)

    def statements(self, provision: str, at: int) -> tuple[Statement, ...]:
        """The statements that govern what stands at ``at`` in ``provision``; several only in a row of a table."""
        if table := self._table_at(at):
            beside = (s for row in self._rows_at(table, at) for s in self._in_rows.get((table.id, row), ()))
            if found := tuple(dict.fromkeys(beside)):
                return found
        own = self._in_text.get(provision, [])
        nearest = bisect_left([s.span.end for s in own], at)
        if nearest < len(own):
            return (own[nearest],)
        if own and not self._sentence_ends(own[-1].span.end, at):
            return (own[-1],)
        if own:
            return ()
        node = self._by_id[provision]
        while node.parent is not None:
            node = self._by_id[node.parent]
            above = self._in_text.get(node.id, [])
            if above:
                before = [s for s in above if s.span.end <= at]
                return (before[-1],) if before and node.depth else ()
        return ()

    def _sentence_ends(self, start: int, end: int) -> bool:
        """Whether a sentence ends between the two offsets."""
        between = self._document.text[start:end]
        return any(mark in between for mark in "。；\n")

    def leads(self, provision: str, at: int) -> tuple[str, ...]:
        """Ids of the bodies that lead what stands at ``at``."""
        statements = self.statements(provision, at)
        return tuple(dict.fromkeys(id for s in statements for id in s.of(Role.LEAD)))

    def answerable(self, provision: str, at: int) -> tuple[str, ...]:
        """The leading bodies, or the responsible ones where none leads."""
        leads = self.leads(provision, at)
        statements = self.statements(provision, at)
        return leads or tuple(dict.fromkeys(id for s in statements for id in s.of(Role.RESPONSIBLE)))
