"""Word files: paragraphs and tables in their order, automatic numbers written out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from lxml import etree

from generator.readers.content import Content, Unreadable
from generator.readers.grid import row_line

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HAN = "零一二三四五六七八九"
_LEVEL_TEXT = re.compile(r"%([1-9])")


def read_word(data: bytes) -> Content:
    """A paragraph a line, a table row a line with tabs between its cells."""
    try:
        document = docx.Document(io.BytesIO(data))
        lines = list(_Reader(document).lines())
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise Unreadable(
            "unreadable",
            f"This is not a Word file that can be opened ({error}). Open it in Word and save it as .docx again.",
        ) from error
    if not any(line.strip() for line in lines):
        raise Unreadable("empty", "There is no text in the file; a scanned notice needs text recognition first.")
    return Content("\n".join(lines) + "\n")


class _Reader:
    def __init__(self, document: WordDocument) -> None:
        self.body = document.element.body
        self.numbers = _Numbering(document)

    def lines(self) -> Iterator[str]:
        yield from self._blocks(self.body)

    def _blocks(self, parent) -> Iterator[str]:
        for child in parent:
            if child.tag == _W + "p":
                yield self._paragraph(child)
            elif child.tag == _W + "tbl":
                yield from self._table(child)
            elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml", _W + "smartTag"):
                yield from self._blocks(child)

    def _paragraph(self, paragraph) -> str:
        return self.numbers.label(paragraph) + "".join(_runs(paragraph))

    def _table(self, table) -> Iterator[str]:
        for row in table.iterchildren(_W + "tr"):
            cells: list[str] = [""] * _value(row, "trPr", "gridBefore")
            for cell in row.iterchildren(_W + "tc", _W + "sdt"):
                if cell.tag == _W + "sdt":
                    cell = next(cell.iter(_W + "tc"), cell)
                merge = cell.find(f"{_W}tcPr/{_W}vMerge")
                covered = merge is not None and merge.get(_W + "val") in (None, "continue")
                cells.append("" if covered else " ".join(self._cell(cell)))
                cells += [""] * (_value(cell, "tcPr", "gridSpan", 1) - 1)
            yield row_line(cells)

    def _cell(self, cell) -> Iterator[str]:
        for line in self._blocks(cell):
            yield line.replace("\t", " ")


def _value(element, properties: str, name: str, otherwise: int = 0) -> int:
    found = element.find(f"{_W}{properties}/{_W}{name}")
    text = found.get(_W + "val") if found is not None else None
    return min(int(text), 100) if text and text.isdigit() else otherwise


def _runs(element) -> Iterator[str]:
    """Text of a paragraph: insertions count, deletions and the fallbacks of drawings do not."""
    for child in element:
        tag = child.tag
        if tag == _W + "t":
            yield child.text or ""
        elif tag == _W + "tab":
            # A tab parts words here; in the text only table rows have tabs.
            yield "\u3000"
        elif tag in (_W + "br", _W + "cr"):
            yield "\n"
        elif tag == _W + "noBreakHyphen":
            yield "-"
        elif tag == _W + "txbxContent":
            yield "\n" + "\n".join("".join(_runs(p)) for p in child.iter(_W + "p"))
        elif tag not in (_W + "pPr", _W + "del", _W + "moveFrom", _MC + "Fallback", _W + "instrText") and isinstance(
            tag, str
        ):
            yield from _runs(child)


class _Numbering:
    """Writes out the numbers that Word counts by itself."""

    def __init__(self, document: WordDocument) -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.abstract: dict[str, str] = {}
        self.styles: dict[str, tuple[str, int]] = {}
        self.counts: dict[str, dict[int, int]] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        for abstract in root.iterchildren(_W + "abstractNum"):
            self.levels[abstract.get(_W + "abstractNumId")] = {
                int(level.get(_W + "ilvl")): (
                    _attribute(level, "numFmt", "decimal"),
                    _attribute(level, "lvlText", ""),
                    int(_attribute(level, "start", "1")),
                )
                for level in abstract.iterchildren(_W + "lvl")
            }
        for number in root.iterchildren(_W + "num"):
            self.abstract[number.get(_W + "numId")] = _attribute(number, "abstractNumId", "")
        for style in document.styles.element.iterchildren(_W + "style"):
            properties = style.find(f"{_W}pPr/{_W}numPr")
            if properties is not None and _attribute(properties, "numId", ""):
                self.styles[style.get(_W + "styleId")] = (
                    _attribute(properties, "numId", ""),
                    int(_attribute(properties, "ilvl", "0")),
                )

    def label(self, paragraph) -> str:
        """「（一）」 of a paragraph that is numbered by its list or style, "" of any other."""
        properties = paragraph.find(f"{_W}pPr/{_W}numPr")
        if properties is not None and properties.find(_W + "numId") is not None:
            number, level = _attribute(properties, "numId", "0"), int(_attribute(properties, "ilvl", "0"))
        else:
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            number, level = self.styles.get(style.get(_W + "val") if style is not None else "", ("0", 0))
        levels = self.levels.get(self.abstract.get(number, ""))
        if not levels or level not in levels or not "".join(_runs(paragraph)).strip():
            return ""
        counts = self.counts.setdefault(self.abstract[number], {})
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [k for k in counts if k > level]:
            del counts[deeper]
        kind, pattern, _ = levels[level]
        if kind in ("bullet", "none"):
            return ""

        def written(m: re.Match[str]) -> str:
            k = int(m[1]) - 1
            return _format(counts.get(k, levels.get(k, ("", "", 1))[2]), levels.get(k, ("decimal", "", 1))[0])

        return _LEVEL_TEXT.sub(written, pattern)


def _attribute(element, name: str, otherwise: str) -> str:
    found = element.find(_W + name)
    return (found.get(_W + "val") if found is not None else None) or otherwise


def _format(value: int, kind: str) -> str:
    if kind.startswith(("chinese", "japanese", "taiwanese", "ideographDigital", "koreanDigital")):
        return _han(value)
    if kind.startswith("decimalEnclosed") and 1 <= value <= 20:
        return chr({"decimalEnclosedParen": 0x2473, "decimalEnclosedFullstop": 0x2487}.get(kind, 0x245F) + value)
    if kind in ("lowerLetter", "upperLetter") and value >= 1:
        return chr((97 if kind == "lowerLetter" else 65) + (value - 1) % 26)
    return str(value)


def _han(value: int) -> str:
    if not 0 < value < 100:
        return str(value)
    tens, ones = divmod(value, 10)
    return (("" if tens == 1 else _HAN[tens]) + "十" if tens else "") + (_HAN[ones] if ones else "")
