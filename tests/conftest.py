"""Fixtures that more than one test module needs."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import yaml

from generator.model import Document, Metadata, SourceText
from generator.normalize import normalize
from generator.outline import build_outline

ROOT = Path(__file__).parent.parent
SPECS = Path(__file__).parent / "specs"


def source_text(text: str, *, id: str = "sample", **metadata) -> SourceText:
    """A source as a reader would give it."""
    return SourceText(
        id=id,
        path=Path(f"{id}.txt"),
        format="txt",
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        metadata=Metadata(**metadata),
    )


def document_of(text: str, **metadata) -> Document:
    """``text`` taken through normalize and outline."""
    return build_outline(normalize(source_text(text, **metadata)))


def load_specs(name: str) -> list:
    """The cases of ``specs/NAME.yml`` as pytest parameters, each named by its text."""
    cases = yaml.safe_load((SPECS / f"{name}.yml").read_text(encoding="utf-8"))
    return [pytest.param(case, id=str(case.get("why") or case["text"])[:40]) for case in cases]


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site of the five notices, built once, strictly."""
    return build_site_into(tmp_path_factory.mktemp("built") / "site")


def build_site_into(site: Path, **settings: object) -> Path:
    """Build the project's site into the folder ``site``; ``settings`` are the plugin's. Nothing is cached."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(site), strict=True)
    config.plugins["policy-ledger"].config.update({"cache": "", **settings})
    # MkDocs keeps a plugin object for the life of the process: another test may have served with it.
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return site
