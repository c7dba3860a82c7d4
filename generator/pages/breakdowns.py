"""Tables that break a target down (by month, quarter, county), rebuilt from the targets that are their cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.model import Target
from generator.pages.facts import TargetRow
from generator.pages.refs import ProvisionRef, Ref
from generator.pages.site import Site


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One table of a notice, or those of its cells that a page is about."""

    id: str
    """Anchor."""
    caption: str
    notice: Ref
    provision: ProvisionRef
    indicators: tuple[Ref, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[TargetRow | None, ...]], ...]
    """(row label, a cell for each column)."""


def build_breakdowns(site: Site, targets: Iterable[Target]) -> Iterator[Breakdown]:
    """One for each table that ``targets`` are cells of, rows and columns in their order; others are left out."""
    tables: dict[tuple[str, str], list[Target]] = defaultdict(list)
    for target in targets:
        if target.mention.table:
            tables[target.document, target.mention.table.table].append(target)
    for n, ((document, _table), cells) in enumerate(tables.items(), start=1):
        rows = site.facts.targets(cells)
        columns = tuple(dict.fromkeys(row.column for row in rows))
        lines: dict[str, dict[str, TargetRow]] = defaultdict(dict)
        for row in rows:
            lines[row.row][row.column] = row
        yield Breakdown(
            id=f"breakdown-{n}",
            caption=rows[0].caption,
            notice=site.names.short_notice(document),
            provision=rows[0].provision,
            indicators=tuple(dict.fromkeys(row.indicator for row in rows)),
            columns=columns,
            rows=tuple((label, tuple(line.get(c) for c in columns)) for label, line in lines.items()),
        )
