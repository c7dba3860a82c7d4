"""Builds the site beside the last one and swaps them only when all went well."""

from __future__ import annotations

import shutil
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from generator.pipeline import Progress


class BuildFailed(Exception):
    """The build ended without a site; the message says why and what stays in place."""


def build_site(config_file: Path, *, strict: bool, progress: Progress | None = None) -> Path:
    """Build the site that ``config_file`` describes and give the folder it stands in.

    Raises ``BuildFailed`` when anything went wrong; then the last good site is as it was.
    """
    try:
        config = load_config(str(config_file), strict=strict or None)
    except MkDocsException as failure:
        raise BuildFailed(f"{config_file}: {failure}") from failure
    site = Path(config.site_dir)
    fresh = site.with_name(f".{site.name}-new")
    config.site_dir = str(fresh)
    config.plugins["policy-ledger"].progress = progress
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    except (MkDocsException, SystemExit) as failure:
        shutil.rmtree(fresh, ignore_errors=True)
        raise BuildFailed(f"{failure}\nThe site was not built; the last good one, if any, is untouched.") from failure
    replace_folder(site, fresh)
    return site


def replace_folder(old: Path, new: Path) -> None:
    """Put the folder ``new`` in the place of ``old``; both stand in one folder, so that it is two renames."""
    retired = old.with_name(f".{old.name}-old")
    shutil.rmtree(retired, ignore_errors=True)
    if old.exists():
        old.rename(retired)
    new.rename(old)
    shutil.rmtree(retired, ignore_errors=True)
