"""Specs of responsibility statements, and what must hold for any text."""

from __future__ import annotations

import pytest
from conftest import document_of, load_specs

from generator.find_assignments import find_assignments
from generator.find_assignments.body_names import is_body, repair, split_joined
from generator.model import Role

ROLES = ("lead", "responsible", "support", "implement")


@pytest.mark.parametrize("case", load_specs("assignments"))
def test_spec(case):
    document = document_of(case["text"])
    found = {role: [m.as_written for m in find_assignments(document) if m.role.value == role] for role in ROLES}
    expected = {role: case.get(role, []) for role in ROLES}
    for role, first in case.get("first_of", {}).items():
        expected[role] = [first, *expected[role]]
    assert found == expected, case["why"]
