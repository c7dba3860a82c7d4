"""Targets: what is found, how it is worded and dated, and what must not be found."""

from __future__ import annotations

import dataclasses
import difflib
from datetime import date

import pytest

from generator.find_targets import find_targets
from generator.model import DueBasis
from conftest import document_of, load_specs


def targets_of(case: dict) -> list:
    document = document_of(case["text"])
    year = case.get("year", 2023)
    document = dataclasses.replace(document, plan_year=year, plan_end_year=case.get("end_year", year))
    return [t for t in find_targets(document) if t.table is None]


def alike(expected: str, found: str) -> bool:
    """As the evaluation compares indicators: one in the other, or mostly the same characters."""
    if not expected or not found:
        return expected == found
    return expected in found or found in expected or difflib.SequenceMatcher(None, expected, found).ratio() >= 0.6


@pytest.mark.parametrize("case", load_specs("targets"))
def test_targets_of_a_sentence(case):
    found = targets_of(case)
    expected = case["expect"]
    assert [(str(t.op), t.value, t.unit) for t in found] == [(e[1], e[2], e[3]) for e in expected]
    for target, (indicator, _, _, _, *flags) in zip(found, expected, strict=True):
        assert alike(indicator, target.indicator), (indicator, target.indicator)
        assert target.growth == ("growth" in flags), indicator
        high = next((float(f[4:]) for f in flags if f.startswith("max=")), None)
        assert target.value_max == high
        due = next((f[4:] for f in flags if f.startswith("due=")), None)
        if due == "none":
            assert (target.due, target.due_basis) == (None, DueBasis.STATED)
        elif due:
            assert (target.due, target.due_basis) == (date.fromisoformat(due), DueBasis.STATED)
