"""The English catalogue: complete, nothing left over, the same placeholders on both sides."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from babel.messages.pofile import read_po
from messages import used_messages

PLACEHOLDER = re.compile(r"%\(\w+\)s|%[st]\b")


@pytest.fixture(scope="module")
def catalogue():
    with (files("generator") / "locale" / "en" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return [message for message in read_po(file, locale="en") if message.id]


def key(message) -> tuple[str, str]:
    return message.context or "", message.id if isinstance(message.id, str) else message.id[0]


def test_every_message_is_translated(catalogue) -> None:
    known = {key(message) for message in catalogue}
    missing = {message: place for message, place in used_messages().items() if message not in known}
    assert not missing


def test_no_message_is_left_over(catalogue) -> None:
    assert not {key(message) for message in catalogue} - set(used_messages())


def test_translations_keep_their_placeholders(catalogue) -> None:
    for message in catalogue:
        _context, chinese = key(message)
        for english in [message.string] if isinstance(message.string, str) else message.string:
            assert english, chinese
            assert sorted(PLACEHOLDER.findall(english)) == sorted(PLACEHOLDER.findall(chinese)), chinese


def test_no_translation_is_chinese(catalogue) -> None:
    for message in catalogue:
        assert not re.search("[\u4e00-\u9fff]", str(message.string)), message.id
