"""PDF files with a text layer: lines as printed, ruled tables as tab-separated lines."""

from __future__ import annotations

import io

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page

from generator.readers.content import Content, Unreadable
from generator.readers.grid import row_line


def read_pdf(data: bytes) -> Content:
    """The text layer, page after page; joining the printed lines is left to normalizing."""
    lines: list[str] = []
    bare: list[int] = []
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for number, page in enumerate(pdf.pages, 1):
                found = _page_lines(page)
                if not any(line.strip() for line in found) and page.images:
                    bare.append(number)
                lines += found
                page.close()
    except PDFPasswordIncorrect as error:
        raise Unreadable("unreadable", "The PDF is locked with a password. Save it without one.") from error
    except Exception as error:  # pdfminer raises whatever a broken file makes it stumble over
        if isinstance(error, MemoryError):
            raise
        cause = error.args[0] if error.args and isinstance(error.args[0], PDFPasswordIncorrect) else error
        if isinstance(cause, PDFPasswordIncorrect):
            raise Unreadable("unreadable", "The PDF is locked with a password. Save it without one.") from error
        raise Unreadable(
            "unreadable",
            f"The PDF cannot be opened ({type(error).__name__}). Open it in a viewer and print it to a new PDF.",
        ) from error
    if not any(line.strip() for line in lines):
        raise Unreadable(
            "scan",
            "The PDF is a scan without a text layer. Run text recognition on it first, or give the notice as text.",
        )
    warnings = ()
    if bare:
        pages = ", ".join(map(str, bare))
        warnings = (
            (
                "scan",
                f"No text on page {pages}: it is a picture. Run text recognition on the file, or give the notice as text.",
            ),
        )
    return Content("\n".join(lines) + "\n", warnings)


def _page_lines(page: Page) -> list[str]:
    """Lines of a page from top to bottom, each table where it stands."""
    page = page.dedupe_chars()
    tables = [t for t in page.find_tables() if len(t.rows) > 1 and max(len(r.cells) for r in t.rows) > 1]
    rest = page
    for table in tables:
        rest = rest.outside_bbox(_inside(table.bbox, rest.bbox))
    pieces: list[tuple[float, list[str]]] = [
        (line["top"], [line["text"]]) for line in rest.extract_text_lines(return_chars=False)
    ]
    for table in tables:
        rows = [row_line(cell or "" for cell in row) for row in table.extract()]
        pieces.append((table.bbox[1], rows))
    pieces.sort(key=lambda piece: piece[0])
    return [line for _, lines in pieces for line in lines]


def _inside(box: tuple, around: tuple) -> tuple:
    """``box`` cut to ``around``: a ruled line may lie a hair outside the page."""
    return (max(box[0], around[0]), max(box[1], around[1]), min(box[2], around[2]), min(box[3], around[3]))
