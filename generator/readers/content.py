"""What a reader gives: text with warnings, or the reason why there is none."""

from __future__ import annotations

from typing import NamedTuple


class Content(NamedTuple):
    """The text of a file, and (code, message) of what a reader of the log should know about it."""

    text: str
    warnings: tuple[tuple[str, str], ...] = ()


class Unreadable(Exception):
    """Caught by the readers' entry points and shown as a diagnostic; the message says what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
