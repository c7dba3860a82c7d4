"""The command line. The only module that prints."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from generator import __version__
from generator.dataset import write_dataset
from generator.diagnostics import format_diagnostic
from generator.diff import diff_data, render_markdown, render_text
from generator.evaluate import KINDS, describe, score
from generator.model import Diagnostic
from generator.pipeline import Ledger, build_ledger, find_mentions
from generator.readers import read_source
from generator.show import STAGES, show_stage

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="policy-ledger")
def main() -> None:
    """Make published Chinese government notices findable: who must do what, how much, by when."""


@main.command()
@click.option("--config", type=FILE, default="mkdocs.yml", show_default=True, help="MkDocs configuration.")
@click.option("--strict", is_flag=True, help="Fail on any error in a notice or warning of the build.")
def build(config: Path, strict: bool) -> None:
    """Build the website. On failure the last good site stays as it is."""
    from generator.build import BuildFailed, build_site

    # What MkDocs and the plugin have to say of notices and pages; without a handler of our own a strict build is silent.
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    try:
        with _progress("notices") as progress:
            site = build_site(config, strict=strict, progress=progress)
    except BuildFailed as failure:
        _fail(str(failure))
    click.echo(f"Built {site}")


@main.command()
@click.option("--config", type=FILE, default="mkdocs.yml", show_default=True, help="MkDocs configuration.")
@click.option("--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT", help="Where to serve.")
def serve(config: Path, address: str) -> None:
    """Serve the website and rebuild it when a notice, a template or a page changes."""
    from mkdocs.commands.serve import serve as mkdocs_serve

    mkdocs_serve(str(config), livereload=True, dev_addr=address)


@main.command()
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--source", type=FOLDER, default="source_docs", show_default=True, help="Folder of notices.")
@click.option("--cache", type=click.Path(file_okay=False, path_type=Path), help="Folder that keeps what was parsed.")
@click.option("--processes", type=click.IntRange(min=1), help="Worker processes [default: by size and cores].")
@click.option("--strict", is_flag=True, help="Write nothing when a notice cannot be read.")
def data(out: Path, source: Path, cache: Path | None, processes: int | None, strict: bool) -> None:
    """Write only the data set, into the folder OUT, for any folder of notices."""
    with _progress("notices") as progress:
        ledger = build_ledger(source, processes=processes, cache_folder=cache, progress=progress)
    _report(ledger.errors)
    if strict and ledger.errors:
        _fail(f"{len(ledger.errors)} error(s); nothing written to {out}")
    write_dataset(ledger.corpus, ledger.findings, out)
    corpus = ledger.corpus
    click.echo(
        f"{out}: {len(corpus.notices)} notices, {len(corpus.assignments)} assignments, {len(corpus.targets)} targets, "
        f"{len(corpus.deadlines)} deadlines, {len(corpus.citations)} citations, {len(ledger.findings)} findings"
    )


@main.command()
@click.option("--source", type=FOLDER, default="source_docs", show_default=True, help="Folder of notices.")
def check(source: Path) -> None:
    """Report what could not be read or understood, and what an editor should look at. Exit 1 on errors."""
    with _progress("notices") as progress:
        ledger = build_ledger(source, progress=progress)
    _report(ledger.diagnostics, out=True)
    _report_findings(ledger)
    if ledger.errors:
        sys.exit(1)


@main.command()
@click.argument("notice", type=FILE)
@click.option("--stage", type=click.Choice(STAGES), default="outline", show_default=True)
def show(notice: Path, stage: str) -> None:
    """Show what a stage made of one NOTICE (a file)."""
    source = read_source(notice)
    if isinstance(source, Diagnostic):
        _report([source])
        sys.exit(1)
    for line in show_stage(find_mentions(source), stage):
        click.echo(line)


@main.command()
@click.argument("data_set", metavar="DATA", type=FOLDER)
@click.argument("gold", type=FOLDER)
@click.option("--texts", type=FOLDER, default="source_docs", show_default=True, help="Folder of the annotated texts.")
@click.option("--errors", type=click.Choice(KINDS), help="List what was missed and what was extra.")
def evaluate(data_set: Path, gold: Path, texts: Path, errors: str | None) -> None:
    """Score the data set in DATA against the reference annotations in GOLD."""
    tallies = score(data_set, gold, texts)
    for kind, tally in tallies.items():
        attributes = "  ".join(f"{name} {value:.3f}" for name, value in tally.attributes.items())
        click.echo(
            f"{kind:12s} gold {tally.gold:4d} found {tally.found:4d}  P {tally.precision:.3f}  R {tally.recall:.3f}  "
            f"F1 {tally.f1:.3f}  {attributes}".rstrip()
        )
    if errors:
        for word, facts in (("missed", tallies[errors].missed), ("extra", tallies[errors].extra)):
            for fact in facts:
                click.echo(f"{word} {describe(fact)}")


@main.command()
@click.argument("old", type=FOLDER)
@click.argument("new", type=FOLDER)
@click.option("--markdown", is_flag=True, help="As Markdown, for a pull request.")
def diff(old: Path, new: Path, markdown: bool) -> None:
    """List the facts gained, lost and changed between the data sets OLD and NEW."""
    difference = diff_data(old, new)
    click.echo(render_markdown(difference) if markdown else render_text(difference))


@contextmanager
def _progress(what: str):
    """A callback that draws a bar on standard error; draws nothing when that is not a terminal."""
    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total, name: bar.update(task, completed=done, total=total, description=name)


def _report(diagnostics: Iterable[Diagnostic], *, out: bool = False) -> None:
    for diagnostic in diagnostics:
        click.echo(format_diagnostic(diagnostic), err=not out)


def _report_findings(ledger: Ledger) -> None:
    for finding in ledger.findings:
        click.echo(f"{finding.document}#{finding.provision}: {finding.severity} {finding.code}: {finding.message}")
    click.echo(f"{len(ledger.findings)} findings, {len(ledger.diagnostics)} diagnostics, {len(ledger.errors)} errors")


def _fail(message: str) -> None:
    click.echo(message, err=True)
    sys.exit(1)
