"""The layout of the program: imports go one way, only the command line prints, code names no place of a notice."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "generator"

ORDER = [
    {"model"},
    {"registers", "addresses", "diagnostics", "diff", "evaluate", "workers"},
    {"metadata", "numbering", "numerals", "romanize"},
    {"dates", "translate"},
    {"readers"},
    {"normalize"},
    {"outline"},
    {"find_assignments", "find_targets", "find_deadlines", "find_citations"},
    {"resolve"},
    {"findings"},
    {"dataset"},
    {"pipeline", "show"},
    {"pages"},
    {"render", "frame", "search_index", "links"},
    {"shells"},
    {"plugin"},
    {"build"},
    {"cli"},
    {"__main__"},
]
"""Each may import what stands before it, and ``find_*`` modules nothing of one another."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def module_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """First names under ``generator`` that the file imports, wherever in the file it does."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "generator":
            rest = node.module.split(".")[1:]
            names |= {rest[0]} if rest else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {a.name.split(".")[1] for a in node.names if a.name.startswith("generator.")}
    return names - {"__version__"}


def rank(name: str) -> int:
    return next(i for i, names in enumerate(ORDER) if name in names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    own = module_of(path)
    if own == "__init__":
        return
    wrong = {name for name in imported(path) if name != own and rank(name) >= rank(own)}
    assert not wrong, f"{own} imports {wrong}, which stands beside or after it"


def test_every_module_has_its_place_in_the_order() -> None:
    placed = set().union(*ORDER)
    assert {module_of(path) for path in MODULES} - {"__init__"} <= placed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_command_line_prints(path: Path) -> None:
    if module_of(path) == "cli":
        return
    calls = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
    assert not [n.lineno for n in calls if isinstance(n.func, ast.Name) and n.func.id == "print"]


def places_of_the_notices() -> re.Pattern[str]:
    """Names of the places whose notices stand in source_docs, in Chinese and as in their file names."""
    folder = PACKAGE.parent / "source_docs"
    stems = {path.stem.split("-")[0] for path in folder.glob("*.txt")}
    return re.compile("|".join(sorted(stems | {"楚雄", "西双版纳", "西山区", "勐腊", "勐海", "磨憨"})))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_rule_names_a_place_of_the_notices(path: Path) -> None:
    """Examples in docstrings may; strings and patterns that run may not."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    documentation = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    strings = [n for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    pattern = places_of_the_notices()
    assert not [n.lineno for n in strings if id(n) not in documentation and pattern.search(n.value)]


def test_no_register_names_a_place_of_the_notices() -> None:
    """Entries may not; comments and the names of ethnic groups' areas with a spelling of their own may."""
    pattern = places_of_the_notices()
    for path in sorted((PACKAGE / "registers").glob("*.yml")):
        if path.stem == "places":  # spellings of place names in English are place names
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        wrong = [i for i, line in enumerate(lines, 1) if pattern.search(line.split("#")[0])]
        assert not wrong, f"{path.name}: lines {wrong}"
