"""Parts, provisions, roles and what a notice says about itself."""

from __future__ import annotations

import itertools
import os
import random
from pathlib import Path

import pytest
from conftest import ROOT, document_of, load_specs
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Document, Level, Part, Provision
from generator.readers import read_folder

FIELDS = (
    "title",
    "document_number",
    "issuing_authority",
    "addressee",
    "issued_on",
    "published_on",
    "plan_year",
    "plan_end_year",
    "status",
)
GOLDEN = Path(__file__).parent / "golden" / "outline"
SOURCES, _ = read_folder(ROOT / "source_docs")


def outline_of(document: Document) -> list[str]:
    """Every provision but the parts as "id level heading", those outside the clauses with their role."""
    return [
        f"{p.id} {p.level.value} {p.heading or p.role}".strip()
        for p in document.provisions
        if p.level is not Level.PART
    ]


@pytest.mark.parametrize("case", load_specs("outline"))
def test_outline(case: dict) -> None:
    document = document_of(case["text"])
    for name in FIELDS:
        if name in case:
            assert getattr(document, name) == case[name], name
    assert [f"{p.id} {p.kind.value} {p.title}".strip() for p in document.parts] == case["parts"]
    assert outline_of(document) == case["outline"]
    if "diagnostics" in case:
        assert [d.code for d in document.diagnostics] == case["diagnostics"]
    check_spans(document)


# ── goldens ──────────────────────────────────────────────────────────────────────────────────────────


def rendered(document: Document) -> str:
    """The outline as a person reads it beside the source."""
    lines = [f"{name}: {getattr(document, name)}" for name in FIELDS]
    parts: dict[str, Part] = {part.id: part for part in document.parts}
    for p in document.provisions:
        if p.level is Level.PART:
            lines += ["", f"{p.id} {parts[p.id].kind.value}{f' {p.number}' if p.number else ''} {p.heading}"]
            continue
        text = document.text[p.span.start : p.span.end].split("\n")[0]
        heading = p.heading or (f"({p.role}) " if p.role else "") + f"“{text[len(p.number) :][:16]}”"
        lines.append("  " * p.depth + f"{p.id} {p.number} {heading}".replace("  ", " "))
    lines += [""] + [
        f"{t.id} in {t.provision}: {t.caption} [{t.unit}] {t.rows}x{t.columns}, header {t.header_rows}"
        for t in document.tables
    ]
    lines += [""] + [f"line {d.line}: {d.code}: {d.message}" for d in document.diagnostics]
    return "\n".join(lines).rstrip() + "\n"


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: s.id)
def test_golden(source) -> None:
    """The outline of each notice as somebody read it. UPDATE_GOLDEN=1 writes the files anew and fails: read the difference."""
    from generator.normalize import normalize
    from generator.outline import build_outline

    found = rendered(build_outline(normalize(source)))
    path = GOLDEN / f"{source.id}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(found, encoding="utf-8")
        pytest.fail(f"{path} was written; read it against the source before it is kept")
    assert found == path.read_text(encoding="utf-8")


# ── what holds for every text ────────────────────────────────────────────────────────────────────────


def check_spans(document: Document) -> None:
    """Own spans follow each other without a gap from the first character to the last; ids are unique; parents exist."""
    text, provisions = document.text, document.provisions
    assert provisions[0].span.start == 0
    assert provisions[-1].span.end == len(text)
    assert all(a.span.end == b.span.start for a, b in itertools.pairwise(provisions))
    assert all(p.span.start <= p.span.end for p in provisions)
    ids = [p.id for p in provisions]
    assert len(set(ids)) == len(ids)
    known = {p.id: p for p in provisions}
    for p in provisions:
        if p.level is Level.PART:
            assert p.parent is None and p.depth == 0
        else:
            assert p.parent in known and known[p.parent].part == p.part
            assert p.depth == known[p.parent].depth + 1
            assert p.id.startswith(f"{p.parent}-")
        if p.heading_span and p.level is not Level.PART:
            assert p.span.start <= p.heading_span.start and p.heading_span.end <= p.span.end
            assert text[p.heading_span.start : p.heading_span.end].replace("\u3000", "") == p.heading
    assert [part.id for part in document.parts] == [p.id for p in provisions if p.level is Level.PART]
    assert document.parts[0].span.start == 0 and document.parts[-1].span.end == len(text)
    for table in document.tables:
        assert table.provision in known
        seen: set[tuple[int, int]] = set()
        for cell in table.cells:
            assert table.span.contains(cell.span)
            assert text[cell.span.start : cell.span.end] == cell.text
            places = {
                (r, c)
                for r in range(cell.row, cell.row + cell.rowspan)
                for c in range(cell.column, cell.column + cell.colspan)
            }
            assert not places & seen
            seen |= places
        assert all(r < table.rows and c < table.columns for r, c in seen)


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: s.id)
def test_notices_are_covered(source) -> None:
    check_spans(document_of(source.text))


NUMBERS = [
    "一、",
    "二、",
    "三、",
    "（一）",
    "（二）",
    "（十）",
    "1.",
    "2.",
    "3．",
    "1、",
    "(1)",
    "（2）",
    "1）",
    "①",
    "②",
    "⑴",
    "⒈",
    "㈠",
    "——",
    "第一章　",
    "第二条",
    "第一阶段：",
    "专栏1",
    "1.1 ",
    "1.2.3 ",
    "十百、",
]
LINES = [
    "加快推进项目建设", "增长5%以上。", "各县市人民政府，州直各部门：", "关于印发某某方案的通知", "某州2019年工作方案", "（试行）", "附件", "附件1", "附件：1.甲表", "2.乙表",
    "某州人民政府", "2019年3月1日", "二○一九年三月一日", "（此件公开发布）", "抄送：州委", "目　录", "一、总体要求……3", "县市\t1月\t2月", "全州\t5\t6", "\t7\t", "单位：万元", "续表", "来源：某网", "发布日期：2019-03-01", "（牵头单位：州财政局）",
]  # fmt: skip
DEBRIS = st.lists(
    st.tuples(
        st.sampled_from([*NUMBERS, "", ""]),
        st.sampled_from([*LINES, ""]),
        st.sampled_from(["\n", "\n\n", "", "。", "；", "　"]),
    ).map("".join),
    max_size=60,
).map("".join)


@settings(max_examples=500, deadline=None)
@given(DEBRIS)
def test_numbering_debris_is_never_refused(text: str) -> None:
    check_spans(document_of(text))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("一二十百第章条附件（）()123.、：。\t\n　 ①⑴—-年月日《》"), max_size=150))
def test_any_characters_are_accepted(text: str) -> None:
    check_spans(document_of(text))


HOSTILE = {
    "numbers of one kind": "1.\n",
    "deep numbers": "一、甲\n（一）乙\n1.丙\n（1）丁\n①戊\n——己\n",
    "open brackets": "（牵头单位：《〈“",
    "inline numbers": "。（1）甲。乙。（2）丙。丁",
    "titles": "某州某某工作方案\n一、目标\n",
    "attachments": "附件：1.甲表\n2.乙表\n附件\n",
    "names of bodies": "某州人民政府\n",
    "rows": "县市\t1月\t\n\t5\n",
    "contents": "一、总体要求……1\n",
    "articles": "第一条甲\n第三条乙\n",
    "gaps": " \u3000 甲",
    "line ends": "甲\n\n",
    "broken lines": "推进项目建设，完善各项制度和工作机制，落实责任\n\n任务，",
    "one long line": "一、甲（一）乙。1.丙。",
    "cut lines": "一、甲目标达到。（一）乙任务完成。二、丙保\n",
    "cited titles": "。2020年3月1日《甲乙丙丁戊己方案》甲乙丙丁戊己方案为。一、甲。二、乙。三、丙。",
    "boxes": "1.甲\n专栏1 乙\n1.丙\n",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_work_grows_with_the_length(piece: str) -> None:
    """Four times the text costs about four times the calls and allocations, not sixteen; counted, not timed."""
    small, large = work_of(piece * (5_000 // len(piece))), work_of(piece * (20_000 // len(piece)))
    assert large < 6 * small + 20_000


def work_of(text: str) -> int:
    """Steps of the interpreter while a text is normalized and its outline built."""
    import sys

    steps = 0

    def count(frame, event, arg):
        nonlocal steps
        steps += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        document_of(text)
    finally:
        sys.settrace(before)
    return steps


def test_order_of_lines_decides_nothing_by_chance() -> None:
    """The same text gives the same outline, however often it is parsed."""
    random.seed(1)
    text = "".join(random.choice(NUMBERS) + random.choice(LINES) + "\n" for _ in range(300))
    assert rendered(document_of(text)) == rendered(document_of(text))


def test_provision_at_and_ancestors() -> None:
    document = document_of("某县2020年工作方案\n\n一、目标\n\n（一）甲。增长5%。\n\n1.乙\n")
    inner: Provision = document.provision_at(document.text.index("乙"))
    assert inner.id == "p1-1-1-1"
    assert [p.id for p in document.ancestors(inner)] == ["p1-1-1", "p1-1", "p1"]


def test_diagnostics_of_a_hostile_text_stay_few_and_short() -> None:
    document = document_of("甲" + "（一）（二）（一）" * 5_000)
    assert len(document.diagnostics) == 51
    assert all(len(d.excerpt) <= 400 for d in document.diagnostics)


def test_diagnostic_points_into_the_source() -> None:
    document = document_of("\n\n某县2020年工作方案\n\n一、目标\n\n  四、保障\n")
    (diagnostic,) = document.diagnostics
    assert (diagnostic.code, diagnostic.line, diagnostic.column, diagnostic.excerpt) == (
        "numbering-gap",
        7,
        3,
        "  四、保障",
    )
