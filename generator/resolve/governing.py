"""Who answers for a target or a deadline: the responsibility statement that governs it.

A clause is closed by the statement that follows it: （牵头单位：州财政局）. So the nearest statement after the fact in
its own provision governs it, or one in the same sentence before it (由州财政局牵头，…). A provision without a statement
has that of the nearest provision above. In a table the statement stands in the same row. Nothing else is inferred.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import AssignmentMention, Document, Role, Span


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
        self._tables = [table.span for table in document.tables]
        grouped: dict[tuple[str, Span], list[tuple[Role, tuple[str, ...]]]] = defaultdict(list)
        for mention, ids in zip(assignments, resolved, strict=True):
            grouped[mention.provision, mention.statement].append((mention.role, ids))
        self._in_text: dict[str, list[Statement]] = defaultdict(list)
        self._in_tables: list[Statement] = []
        for (provision, span), bodies in sorted(grouped.items(), key=lambda g: g[0][1]):
            statement = Statement(span, tuple(bodies))
            if self._table_at(span.start) is None:
                self._in_text[provision].append(statement)
            else:
                self._in_tables.append(statement)
        self._in_tables.sort(key=lambda s: s.span.start)

    def _table_at(self, offset: int) -> Span | None:
        return next((span for span in self._tables if span.start <= offset < span.end), None)

    def statements(self, provision: str, at: int) -> tuple[Statement, ...]:
        """The statements that govern what stands at ``at`` in ``provision``; several only in a row of a table."""
        if self._table_at(at) is not None:
            row = self._row(at)
            first = bisect_left(self._in_tables, row.start, key=lambda s: s.span.start)
            after = bisect_left(self._in_tables, row.end, key=lambda s: s.span.start)
            if first < after:
                return tuple(self._in_tables[first:after])
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

    def _row(self, at: int) -> Span:
        text = self._document.text
        end = text.find("\n", at)
        return Span(text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end)

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
