"""Files of every kind, good and bad."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from generator.diagnostics import format_diagnostic
from generator.model import Diagnostic, SourceText
from generator.readers import read_folder, read_source


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def text_of(path: Path) -> str:
    source = read_source(path)
    assert isinstance(source, SourceText), source
    return source.text


def problem_of(path: Path) -> Diagnostic:
    problem = read_source(path)
    assert isinstance(problem, Diagnostic)
    return problem


# ── text ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "data",
    ["一、总体要求\r\n二、任务\r三、保障\n".encode(), "\ufeff一、总体要求\n".encode(), b"a\n\r\n\rb"],
    ids=["line ends", "byte order mark", "mixed"],
)
def test_text_is_what_python_reads(tmp_path: Path, data: bytes) -> None:
    path = write(tmp_path, "a.txt", data)
    assert text_of(path) == path.read_text(encoding="utf-8")


def test_gb18030_and_utf16(tmp_path: Path) -> None:
    text = "各县市人民政府，州直各部门：\n为贯彻落实工作部署，制定本方案。㐂\n"
    assert text_of(write(tmp_path, "a.txt", text.encode("gb18030"))) == text
    assert text_of(write(tmp_path, "b.txt", text.encode("utf-16"))) == text


# ── web pages ────────────────────────────────────────────────────────────────────────────────────────


def test_web_page(tmp_path: Path) -> None:
    page = """<html><head><title>x</title><style>p{}</style></head><body><script>var a = "b";</script>
      <div>来源：某市政府网</div><h1>某市2020年工作要点</h1>
      <p>　　一、目标<br>增长&nbsp;5%，A&amp;B &lt;能源局&gt; {{ x }}</p><!-- no -->
      <table><tr><th rowspan="2">县市</th><th colspan="2">增长</th></tr><tr><td>1季度</td><td>2季度</td></tr>
      <tr><td>全
      州</td><td><p>5</p></td><td></td></tr></table><p>二、保障</p></body></html>"""
    assert text_of(write(tmp_path, "a.html", page)).splitlines() == [
        "来源：某市政府网",
        "某市2020年工作要点",
        "　　一、目标",
        "增长\u00a05%，A&B <能源局> {{ x }}",
        "县市\t增长\t",
        "\t1季度\t2季度",
        "全 州\t5\t",
        "二、保障",
    ]


def test_web_page_in_gb2312_and_laid_out_by_a_table(tmp_path: Path) -> None:
    body = "<table><tr><td><p>一、目标</p></td><td><table><tr><td>甲</td><td>乙</td></tr></table></td></tr></table>"
    page = f'<html><head><meta charset="gb2312"></head><body>{body}<p>镕</p></body></html>'
    assert text_of(write(tmp_path, "a.html", page.encode("gbk"))).splitlines() == ["一、目标", "甲\t乙", "镕"]


def test_deeply_nested_page(tmp_path: Path) -> None:
    page = "<div>" * 3000 + "一、目标" + "</div>" * 3000
    assert "一、目标" in text_of(write(tmp_path, "a.html", page))


# ── Word ─────────────────────────────────────────────────────────────────────────────────────────────


NUMBERING = """
<w:abstractNum %s w:abstractNumId="91">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%%1、"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%%2）"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%%3."/></w:lvl>
</w:abstractNum>"""


def test_word_file(tmp_path: Path) -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(NUMBERING % nsdecls("w")))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="91"/></w:num>'))

    def numbered(text: str, level: int) -> None:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="91"/></w:numPr>')
        )

    document.add_paragraph("某县2020年方案")
    numbered("目标", 0)
    numbered("增长5%", 1)
    numbered("增长6%", 1)
    table = document.add_table(rows=3, cols=3)
    for r, row in enumerate((("县市", "增长", ""), ("甲县", "5", "6"), ("", "7", "8"))):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    numbered("任务", 0)
    numbered("修路", 1)
    numbered("架桥", 2)
    paragraph = document.add_paragraph("组长")
    paragraph.add_run("\t张某")
    path = tmp_path / "a.docx"
    document.save(str(path))
    assert text_of(path).splitlines() == [
        "某县2020年方案",
        "一、目标",
        "（一）增长5%",
        "（二）增长6%",
        "县市\t增长\t",
        "甲县\t5\t6",
        "\t7\t8",
        "二、任务",
        "（一）修路",
        "1.架桥",
        "组长　张某",
    ]


# ── PDF ──────────────────────────────────────────────────────────────────────────────────────────────


def pdf(pages: list[list[str]], *, picture: bool = False) -> bytes:
    """A PDF with a text layer in a font that is not embedded, as office programs write for Chinese."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    font = len(objects) + 1
    objects += [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [%d 0 R] >>"
        % (font + 1),
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
    ]
    image = len(objects) + 1
    objects.append(
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
        b"\nstream\nA\nendstream"
    )
    kids = []
    for lines in pages:
        shown = b"".join(
            b"1 0 0 1 60 %d Tm <%s> Tj\n" % (760 - 24 * i, line.encode("utf-16-be").hex().encode())
            for i, line in enumerate(lines)
        )
        stream = b"BT /F1 12 Tf\n" + shown + b"ET\n" if lines else b""
        if picture and not lines:
            stream += b"q 500 0 0 700 40 40 cm /I1 Do Q\n"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 %d 0 R >> /XObject << /I1 %d 0 R >> >> >>" % (len(objects), font, image)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for i, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (i, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def test_pdf_with_a_text_layer(tmp_path: Path) -> None:
    path = write(tmp_path, "a.pdf", pdf([["一、总体要求", "为贯彻落实部署，制定"], ["本方案。"]]))
    assert text_of(path).splitlines() == ["一、总体要求", "为贯彻落实部署，制定", "本方案。"]


def test_scanned_pdf(tmp_path: Path) -> None:
    problem = problem_of(write(tmp_path, "a.pdf", pdf([[]], picture=True)))
    assert problem.code == "scan" and "text recognition" in problem.message


def test_pdf_with_one_scanned_page(tmp_path: Path) -> None:
    write(tmp_path, "a.pdf", pdf([["一、总体要求"], []], picture=True))
    sources, diagnostics = read_folder(tmp_path)
    assert sources[0].text == "一、总体要求\n"
    assert [(d.code, d.severity) for d in diagnostics] == [("scan", "warning")] and "page 2" in diagnostics[0].message


# ── bad input ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", " \n\n", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.txt", b"PK\x03\x04\0\0\0\0binary", "binary"),
        ("a.txt", bytes(range(1, 30)) * 20, "binary"),
        ("a.txt", "caf\xe9 \xe8\xe0 l'\xe9t\xe9 \xff".encode("latin-1"), "undecodable"),
        ("a.docx", b"not a zip", "unreadable"),
        ("a.pdf", b"%PDF-1.4 broken", "unreadable"),
        ("a.html", "<html><body><script>1</script></body></html>", "empty"),
        ("a.doc", b"x", "unknown-extension"),
        ("a.xyz", b"x", "unknown-extension"),
        ("a", b"x", "unknown-extension"),
    ],
)
def test_bad_file(tmp_path: Path, name: str, content: str | bytes, code: str) -> None:
    path = write(tmp_path, name, content)
    write(tmp_path, "good.txt", "一、目标\n")
    assert problem_of(path).code == code
    sources, diagnostics = read_folder(tmp_path)
    assert [s.id for s in sources] == ["good"]
    assert [(d.code, d.severity, d.file) for d in diagnostics] == [(code, "error", str(path))]


def test_unreadable_file(tmp_path: Path) -> None:
    assert problem_of(tmp_path / "missing.txt").code == "unreadable"
    sources, diagnostics = read_folder(tmp_path / "missing")
    assert sources == () and [d.code for d in diagnostics] == ["unreadable"]


def test_folder_is_sorted_and_passes_over_what_is_no_notice(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "c-2.txt", "README.md", ".hidden.txt", "_draft.txt", "~$a.docx"):
        write(tmp_path, name, "一、目标\n")
    (tmp_path / "pictures").mkdir()
    sources, diagnostics = read_folder(tmp_path)
    assert [(s.id, s.format) for s in sources] == [("a", "txt"), ("b", "md"), ("c-2", "txt")]
    assert diagnostics == ()


def test_two_notices_with_one_id(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "一、目标\n")
    write(tmp_path, "a.txt", "一、目标\n")
    sources, diagnostics = read_folder(tmp_path)
    assert [s.path.name for s in sources] == ["a.md"]
    assert [d.code for d in diagnostics] == ["duplicate-id"] and "a.md" in diagnostics[0].message


@pytest.mark.parametrize(
    ("name", "suggested"),
    [("某县方案.txt", "place-year-subject.txt"), ("My Notice_2.TXT", "my-notice-2.txt"), ("a--b.txt", "a-b.txt")],
)
def test_name_that_is_no_id(tmp_path: Path, name: str, suggested: str) -> None:
    write(tmp_path, name, "一、目标\n")
    sources, diagnostics = read_folder(tmp_path)
    assert sources == () and [d.code for d in diagnostics] == ["bad-name"]
    assert f"'{suggested}'" in diagnostics[0].message


# ── metadata ─────────────────────────────────────────────────────────────────────────────────────────


def test_metadata(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "一、目标\n")
    write(
        tmp_path,
        "a.yml",
        "place: 楚雄彝族自治州\npublished_on: 2019-05-10\nplan_year: 2019\ncorrections:\n  - find: 建全\n    replace: 健全\n",
    )
    (source,), diagnostics = read_folder(tmp_path)
    assert diagnostics == ()
    assert source.metadata.place == "楚雄彝族自治州"
    assert source.metadata.published_on.isoformat() == "2019-05-10"
    assert source.metadata.plan_year == 2019
    assert [(c.find, c.replace) for c in source.metadata.corrections] == [("建全", "健全")]


@pytest.mark.parametrize(
    ("text", "line", "column", "word"),
    [
        ("place: 楚雄州\npublished: 2019-05-10\n", 2, 1, "published_on"),
        ("place: 楚雄州\n\npublished_on: 2019-02-30\n", 3, 15, "2019-02-30"),
        ("plan_year: 19\n", 1, 12, "plan_year"),
        ("plan_year: '2019'\n", 1, 12, "plan_year"),
        ("corrections:\n  - find: 甲\n    replac: 乙\n", 3, 5, "replace"),
        ("title: a: b\n", 1, 9, "YAML"),
        ("- a\n- b\n", 1, 1, "fields"),
        ("just words\n", 1, 1, "fields"),
        ("source_url: ftp://x\n", 1, 13, "source_url"),
    ],
)
def test_bad_metadata_names_the_line(tmp_path: Path, text: str, line: int, column: int, word: str) -> None:
    write(tmp_path, "a.txt", "一、目标\n")
    path = write(tmp_path, "a.yml", text)
    (source,), diagnostics = read_folder(tmp_path)
    assert source.id == "a"
    first = diagnostics[0]
    assert (first.code, first.severity, first.file, first.line, first.column) == (
        "bad-metadata",
        "error",
        str(path),
        line,
        column,
    )
    assert word in first.message


def test_good_fields_hold_beside_a_bad_one(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "一、目标\n")
    write(tmp_path, "a.yml", "place: 楚雄州\nplan_year: soon\n")
    (source,), diagnostics = read_folder(tmp_path)
    assert source.metadata.place == "楚雄州" and source.metadata.plan_year is None and len(diagnostics) == 1


@pytest.mark.parametrize("content", [b"", b"# nothing yet\n"])
def test_empty_metadata_is_no_mistake(tmp_path: Path, content: bytes) -> None:
    write(tmp_path, "a.txt", "一、目标\n")
    write(tmp_path, "a.yml", content)
    assert read_folder(tmp_path)[1] == ()


@pytest.mark.parametrize("content", [b"\xff\xfe\0", b"a: &x [*x]\n", b"{" * 3000, b"a: !!python/object:os.x {}\n"])
def test_hostile_metadata_is_an_error(tmp_path: Path, content: bytes) -> None:
    write(tmp_path, "a.txt", "一、目标\n")
    write(tmp_path, "a.yml", content)
    sources, diagnostics = read_folder(tmp_path)
    assert len(sources) == 1 and {d.code for d in diagnostics} == {"bad-metadata"}


def test_metadata_without_notice(tmp_path: Path) -> None:
    write(tmp_path, "a.yml", "place: 楚雄州\n")
    _, diagnostics = read_folder(tmp_path)
    assert [d.code for d in diagnostics] == ["metadata-without-notice"]


# ── messages ─────────────────────────────────────────────────────────────────────────────────────────


def test_format_with_a_caret_under_wide_characters() -> None:
    diagnostic = Diagnostic("bad-metadata", "error", "No.", "a.yml", 3, 5, "地点：楚雄")
    assert format_diagnostic(diagnostic) == "a.yml:3:5: error: No. [bad-metadata]\n    地点：楚雄\n            ^"


def test_format_of_a_long_line_shows_the_place() -> None:
    diagnostic = Diagnostic("numbering-gap", "note", "No.", "a.txt", 3, 101, "前" * 100 + "此" + "后" * 100)
    lines = format_diagnostic(diagnostic).splitlines()
    assert lines[1].startswith("    …前") and lines[1].endswith("后…") and "此" in lines[1]
    assert len(lines[1]) < 100


def test_format_without_a_place() -> None:
    assert format_diagnostic(Diagnostic("empty", "error", "No.", "a.txt")) == "a.txt: error: No. [empty]"
