"""Finds every interface string: keys of the catalogue in templates and program."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from jinja2.ext import babel_extract

from generator.frame import KIND_NAMES, SCRIPT_STRINGS, SECTIONS
from generator.pages.body_lists import KINDS

ROOT = Path(__file__).parent.parent
PLURAL = "counted"
ONE = "one"
FUNCTIONS = frozenset({"_", "gettext", "N_", PLURAL, ONE})
CONTEXT = {ONE: "one"}
"""Functions whose messages are looked up in a context."""


def used_messages() -> dict[tuple[str, str], str]:
    """(context or "", message) → where it is first used (file:line)."""
    found: dict[tuple[str, str], str] = {}
    for message, place in (*_in_templates(), *_in_program(), *_in_tables()):
        found.setdefault(message, place)
    return found


def _in_templates() -> Iterator[tuple[tuple[str, str], str]]:
    for path in sorted((ROOT / "site_templates").rglob("*.html")):
        with path.open("rb") as file:
            for line, function, message, _comments in babel_extract(file, FUNCTIONS, (), {}):
                text = message if isinstance(message, str) else message[0]
                yield (CONTEXT.get(function, ""), text), f"{path.relative_to(ROOT)}:{line}"


def _in_program() -> Iterator[tuple[tuple[str, str], str]]:
    for path in sorted((ROOT / "generator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in FUNCTIONS:
                context, first = CONTEXT.get(_name(node.func), ""), node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str) and not first.value.isascii():
                    yield (context, first.value), f"{path.relative_to(ROOT)}:{node.lineno}"


def _in_tables() -> Iterator[tuple[tuple[str, str], str]]:
    for _path, label in SECTIONS:
        yield ("", label), "generator/frame.py:SECTIONS"
    for message in SCRIPT_STRINGS.values():
        yield ("", message), "generator/frame.py:SCRIPT_STRINGS"
    for message in KIND_NAMES.values():
        yield ("one", message), "generator/frame.py:KIND_NAMES"
    for message in KINDS.values():
        yield ("one", message), "generator/pages/body_lists.py:KINDS"


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
