"""Targets in tables."""
from __future__ import annotations
from generator.model import Document, TargetMention
def find_table_targets(document: Document) -> list[TargetMention]:
    return []
