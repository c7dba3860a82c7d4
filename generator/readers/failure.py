"""Why a file cannot be read."""

from __future__ import annotations


class Unreadable(Exception):
    """Caught by the readers' entry points and shown as a diagnostic; the message says what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
