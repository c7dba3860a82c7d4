"""From files to decoded text. Bad input becomes a :class:`Diagnostic` that says what to do, never an exception."""

from __future__ import annotations

import hashlib
import re
from importlib import import_module
from pathlib import Path

from generator.metadata import load_metadata
from generator.model import Diagnostic, Metadata, SourceText
from generator.readers.content import Content, Unreadable

__all__ = ["read_folder", "read_source"]

_FORMATS = {
    ".txt": ("txt", "plain"),
    ".md": ("md", "plain"),
    ".html": ("html", "web"),
    ".htm": ("html", "web"),
    ".docx": ("docx", "word"),
    ".pdf": ("pdf", "pdf"),
}
"""Suffix → format and the module that reads it, with its ``read_MODULE``. Loaded when a file asks for it: the libraries
for PDF, Word and HTML take longer to load than a short notice to read."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HINTS = {
    ".doc": "Save it as .docx",
    ".wps": "Save it as .docx",
    ".rtf": "Save it as .docx",
    ".ofd": "Save it as .pdf",
    ".xls": "Save its tables in a .docx or .html file",
    ".xlsx": "Save its tables in a .docx or .html file",
    ".mhtml": "Save the page as .html",
    ".yaml": "Rename it to end in .yml",
}


def read_folder(folder: Path) -> tuple[tuple[SourceText, ...], tuple[Diagnostic, ...]]:
    """Every notice in ``folder``, sorted by id, and what could not be read.

    A notice is a .txt, .md, .html, .docx or .pdf file whose stem is its id (ASCII, kebab-case: ``chuxiong-2019-ten-actions``); ``NAME.yml``
    beside it holds its metadata. Sub-folders, README files and names that begin with ``.``, ``_`` or ``~`` are passed over.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if path.is_file() and not _passed_over(path))
    except OSError as error:
        return (), (
            Diagnostic("unreadable", "error", f"The folder cannot be read: {error.strerror or error}.", str(folder)),
        )
    sources: dict[str, SourceText] = {}
    files: dict[str, Path] = {}
    diagnostics: list[Diagnostic] = []
    for path in paths:
        if path.suffix == ".yml":
            continue
        if path.suffix.lower() in _FORMATS and (first := files.setdefault(path.stem, path)) is not path:
            diagnostics.append(
                Diagnostic(
                    "duplicate-id",
                    "error",
                    f"The id '{path.stem}' is already taken by {first.name}. Rename or remove one of the two; {first.name} was read.",
                    str(path),
                )
            )
            continue
        source, found = _read(path)
        diagnostics += found
        if source is not None:
            sources[source.id] = source
    for path in paths:
        if path.suffix == ".yml" and path.stem not in files:
            message = f"There is no notice {path.stem}.txt (.md, .html, .docx, .pdf) beside this file. Rename it after its notice or remove it."
            diagnostics.append(Diagnostic("metadata-without-notice", "error", message, str(path)))
    return tuple(sources[id] for id in sorted(sources)), tuple(diagnostics)


def read_source(path: Path) -> SourceText | Diagnostic:
    """One notice, or the reason why it cannot be read. Mistakes in its ``NAME.yml`` leave the field empty."""
    source, diagnostics = _read(path, any_name=True)
    return source if source is not None else diagnostics[0]


def _passed_over(path: Path) -> bool:
    return path.name[0] in "._~" or path.stem.upper() == "README"


def _read(path: Path, *, any_name: bool = False) -> tuple[SourceText | None, list[Diagnostic]]:
    suffix = path.suffix.lower()
    if suffix not in _FORMATS:
        hint = _HINTS.get(suffix, "Save it as one of these, or move it out of the folder")
        message = f"Expected .txt, .md, .html, .docx or .pdf, found '{path.suffix or 'no extension'}'. {hint}."
        return None, [Diagnostic("unknown-extension", "error", message, str(path))]
    if not any_name and not _ID.fullmatch(path.stem):
        message = (
            f"The file's name becomes an address, so it must be lower-case ASCII words joined by hyphens. "
            f"Rename it, for example to '{_suggested(path.stem)}{suffix}', and its .yml with it."
        )
        return None, [Diagnostic("bad-name", "error", message, str(path))]
    name, module = _FORMATS[suffix]
    try:
        data = path.read_bytes()
    except OSError as error:
        return None, [
            Diagnostic("unreadable", "error", f"The file cannot be read: {error.strerror or error}.", str(path))
        ]
    if not data.strip():
        return None, [
            Diagnostic("empty", "error", "The file is empty. Put the notice's text in it or remove it.", str(path))
        ]
    try:
        text, warnings = _decode(data, module)
    except Unreadable as error:
        return None, [Diagnostic(error.code, "error", str(error), str(path))]
    if not text.strip("\ufeff \t\n\u3000"):
        return None, [
            Diagnostic(
                "empty", "error", "There is no text in the file. Put the notice's text in it or remove it.", str(path)
            )
        ]
    metadata, diagnostics = Metadata(), ()
    beside = path.with_suffix(".yml")
    if beside.is_file():
        metadata, diagnostics = load_metadata(beside)
    digest = hashlib.sha256(data).hexdigest()
    found = [Diagnostic(code, "warning", message, str(path)) for code, message in warnings]
    return SourceText(path.stem, path, name, text, digest, metadata), [*found, *diagnostics]


def _decode(data: bytes, module: str) -> Content:
    return getattr(import_module(f"generator.readers.{module}"), f"read_{module}")(data)


def _suggested(stem: str) -> str:
    words = re.findall(r"[a-z0-9]+", stem.lower())
    return "-".join(words) if words else "place-year-subject"
