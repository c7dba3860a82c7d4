"""``NAME.yml`` beside a notice: what its text does not say, and an editor's corrections of it."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from generator.model import Correction, Diagnostic, Metadata

_DATES = ("issued_on", "published_on")


class _Loader(yaml.SafeLoader):
    """Dates stay text, so that 2019-02-30 can be reported with its line."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@cache
def _validator() -> Draft202012Validator:
    schema = files("generator.registers") / "schema" / "notice_metadata.json"
    return Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")), format_checker=FormatChecker(["date"]))


def load_metadata(path: Path) -> tuple[Metadata, tuple[Diagnostic, ...]]:
    """What ``path`` says, and one error per mistake in it, with line and column.

    A field with a mistake counts as not given; the others hold. A file that is no YAML at all gives empty metadata.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return Metadata(), (_error(path, f"Expected a UTF-8 YAML file: {error}."),)
    try:
        node = yaml.compose(text, _Loader)
        data = yaml.load(text, _Loader) if node is not None else {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "not readable"
        message = f"Not valid YAML: {what}. Put values with ': ' or '#' in them between quotation marks."
        return Metadata(), (_error(path, message, text, mark),)
    except (ValueError, RecursionError) as error:
        return Metadata(), (_error(path, f"Not valid YAML: {error}."),)
    mistakes = sorted(_validator().iter_errors(data), key=lambda e: [str(p) for p in e.absolute_path])
    if not isinstance(data, dict):
        return Metadata(), (
            _error(path, "Expected fields such as 'published_on: 2019-05-10', one a line.", text, node.start_mark),
        )
    bad = {str(e.absolute_path[0]) for e in mistakes if e.absolute_path}
    fields: dict[str, Any] = {k: v for k, v in data.items() if k in _validator().schema["properties"] and k not in bad}
    for name in _DATES:
        if name in fields:
            fields[name] = date.fromisoformat(fields[name])
    fields["corrections"] = tuple(
        Correction(c["find"], c["replace"], c.get("reason", "")) for c in fields.get("corrections") or ()
    )
    return Metadata(**fields), tuple(_mistake(path, text, node, e) for e in mistakes)


def _mistake(path: Path, text: str, node: yaml.Node, error: ValidationError) -> Diagnostic:
    where = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in error.absolute_path).lstrip(".")
    if error.validator == "additionalProperties":
        known = list(error.schema["properties"])
        unknown = next(str(k) for k in error.instance if k not in known)
        near = difflib.get_close_matches(unknown, known, n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"the fields are {', '.join(known)}."
        return _error(
            path, f"Unknown field '{unknown}': {hint}", text, _mark(node, [*error.absolute_path, unknown], key=True)
        )
    if error.validator == "format":
        message = f"'{where}' must be a date that exists, written YYYY-MM-DD, not '{error.instance}'."
    else:
        message = f"'{where}': {error.message}."
    return _error(path, message, text, _mark(node, error.absolute_path))


def _mark(node: yaml.Node, path: Iterable[str | int], *, key: bool = False) -> yaml.Mark:
    """Where the value at ``path`` stands, or the last key of ``path``."""
    mark = node.start_mark
    for step in path:
        if isinstance(node, yaml.MappingNode):
            for name, value in node.value:
                if name.value == str(step):
                    mark, node = (name.start_mark if key else value.start_mark), value
                    break
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            mark = node.start_mark
    return mark


def _error(path: Path, message: str, text: str = "", mark: yaml.Mark | None = None) -> Diagnostic:
    lines = text.splitlines()
    if mark is None:
        return Diagnostic("bad-metadata", "error", message, str(path))
    excerpt = lines[mark.line] if mark.line < len(lines) else ""
    return Diagnostic("bad-metadata", "error", message, str(path), mark.line + 1, mark.column + 1, excerpt)
