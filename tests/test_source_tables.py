"""The tables of the notices against cells that a person read in the source."""

from __future__ import annotations

import pytest
import yaml
from conftest import ROOT, SPECS

from generator.model import Target
from generator.pipeline import build_ledger

TABLES = yaml.safe_load((SPECS / "source_tables.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def in_tables() -> list[Target]:
    """Every target that stands in a table of the notices."""
    return [target for target in build_ledger(ROOT / "source_docs").corpus.targets if target.mention.table]


def of_table(targets: list[Target], caption: str) -> list[Target]:
    return [target for target in targets if target.mention.table.caption.replace(" ", "").endswith(caption)]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table["caption"])
def test_cells_are_as_read(in_tables: list[Target], table: dict) -> None:
    targets = of_table(in_tables, table["caption"])
    assert len(targets) == table["numbers"]
    for row, column, value, unit, due in table["cells"]:
        found = [
            (target.mention.value, target.mention.unit, target.due)
            for target in targets
            if row in target.mention.table.row and column in target.mention.table.column
        ]
        assert (value, unit, due) in found, (row, column, found)


def test_every_table_with_targets_was_read(in_tables: list[Target]) -> None:
    captions = {target.mention.table.caption.replace(" ", "") for target in in_tables}
    assert all(any(caption.endswith(table["caption"]) for table in TABLES) for caption in captions)
