"""Plain text and Markdown: UTF-8, else UTF-16 with its mark, else GB18030."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from generator.readers.content import Content, Unreadable

_COMMON = re.compile("[的和是在市县区政府工作发展项目实施单位部门年月]")
_HAN = re.compile("[\u4e00-\u9fff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read_plain(data: bytes) -> Content:
    """The text of ``data``; a byte order mark of UTF-8 stays as a character, so offsets count as ``Path.read_text`` does."""
    return Content(universal_newlines(decode(data)))


def universal_newlines(text: str) -> str:
    """Line ends as Python reads them: \\r\\n and \\r are \\n."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decode(data: bytes, declared: str | None = None) -> str:
    """``data`` as text. ``declared`` is the encoding the file itself names, tried first."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(data.decode("utf-16", "replace"))
    if b"\0" in data[:8192]:
        raise Unreadable(
            "binary", "The file is not text (it has zero bytes). Save the notice as UTF-8 text, .docx or .pdf."
        )
    if declared:
        name = "gb18030" if declared.lower().replace("_", "-") in {"gb2312", "gbk", "gb-2312"} else declared
        try:
            return _checked(data.decode(name))
        except (LookupError, UnicodeDecodeError):
            pass
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        first = error
    try:
        text = data.decode("gb18030")
        if _chinese(text):
            return _checked(text)
    except UnicodeDecodeError:
        pass
    guess = from_bytes(data).best()
    if guess is not None and _chinese(str(guess)):
        return _checked(str(guess))
    line = data.count(b"\n", 0, first.start) + 1
    raise Unreadable(
        "undecodable",
        f"The text is neither UTF-8 nor GB18030 (byte {data[first.start]:#04x} on line {line}). Open it in an editor and save it as UTF-8.",
    )


def _chinese(text: str) -> bool:
    """Whether the text reads as Chinese: wrongly decoded, common characters are rare ones."""
    sample = text[:20_000]
    han = len(_HAN.findall(sample))
    return han > 0 and len(_COMMON.findall(sample)) >= 0.02 * han


def _checked(text: str) -> str:
    if len(_CONTROL.findall(text)) > max(3, len(text) // 200):
        raise Unreadable("binary", "The file is not text. Save the notice as UTF-8 text, .docx or .pdf.")
    return text
