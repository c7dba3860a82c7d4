"""Registers: what is known beforehand, as data. One ``NAME.yml`` each, with ``schema/NAME.json`` beside it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load_register(name: str) -> Any:
    """The parsed content of ``NAME.yml``. Callers must not change it: it is shared."""
    text = (files(__package__) / f"{name}.yml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=_Loader)


def register_names() -> list[str]:
    """Every register there is, for the test that holds each to its schema."""
    return sorted(path.name.removesuffix(".yml") for path in files(__package__).iterdir() if path.name.endswith(".yml"))
