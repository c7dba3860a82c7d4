"""Marks in running text: nesting, crossing, links, deletions. Nothing of the text is lost, whatever the marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Span
from generator.pages.sentences import Mark, MarkKind, Piece, build_inline, plain_text

TEXT = "新增贷款100亿元以上，其中小微贷款增长20%。"


def mark(start: int, end: int, kind: str = "target", **more) -> Mark:
    return Mark(Span(start, end), MarkKind(kind), **more)


def written(inline) -> str:
    """The tree in brackets: ``新增{target:贷款}``; a deletion shows what was deleted."""
    out = ""
    for piece in inline:
        if isinstance(piece, str):
            out += piece
        else:
            raw = f"-{piece.raw}" if piece.raw else ""
            id = f"#{piece.id}" if piece.id else ""
            out += f"{{{piece.kind}{id}{raw}:{written(piece.children)}}}"
    return out


CASES = [
    pytest.param("abcdef", [], "abcdef", id="no marks"),
    pytest.param("abcdef", [mark(2, 4)], "ab{target:cd}ef", id="one"),
    pytest.param("abcdef", [mark(0, 6)], "{target:abcdef}", id="all of it"),
    pytest.param("abcdef", [mark(1, 3), mark(3, 5)], "a{target:bc}{target:de}f", id="touching"),
    pytest.param("abcdef", [mark(1, 5, "deadline"), mark(2, 3)], "a{deadline:b{target:c}de}f", id="nested"),
    pytest.param("abcdef", [mark(1, 3), mark(1, 3, "deadline")], "a{deadline:{target:bc}}def", id="coinciding"),
    pytest.param(
        "abcdef",
        [mark(0, 3, "deadline", id="d"), mark(2, 5, id="t")],
        "{deadline#d:ab{target#t:c}}{target:de}f",
        id="crossing: split, the first piece keeps the id",
    ),
    pytest.param(
        "abcdef",
        [mark(0, 6, "citation", path="a/"), mark(1, 3, "body", path="b/"), mark(2, 4)],
        "{citation:ab{target:cd}ef}",
        id="a link inside a link is dropped, what is in it stays",
    ),
    pytest.param("abcdef", [mark(3, 3, "repair", raw="x")], "abc{repair-x:}def", id="deletion"),
    pytest.param(
        "abcdef",
        [mark(1, 5), mark(3, 3, "repair", raw="x")],
        "a{target:bc{repair-x:}de}f",
        id="deletion inside a mark",
    ),
    pytest.param("abcdef", [mark(2, 4, "repair", raw="x")], "ab{repair-x:cd}ef", id="replacement"),
    pytest.param(
        "abcdef", [mark(2, 2, "repair", raw="x"), mark(2, 2, "repair", raw="y")], "ab{repair-x:}{repair-y:}cdef",
        id="two deletions at one place",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "marks", "expected"), CASES)
def test_marks_become_a_tree(text: str, marks: list[Mark], expected: str) -> None:
    assert written(build_inline(text, Span(0, len(text)), marks)) == expected


def test_a_range_takes_its_part_of_a_mark() -> None:
    marks = [mark(1, 5, id="t"), mark(3, 3, "repair", raw="x")]
    assert written(build_inline("abcdef", Span(0, 3), marks)) == "a{target#t:bc}"
    assert written(build_inline("abcdef", Span(3, 6), marks)) == "{target:{repair-x:}de}f"


spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda pair: Span(*sorted(pair)))
marks = st.lists(
    st.builds(
        lambda n, span, kind: Mark(span, kind if span.start < span.end else MarkKind.REPAIR, id=f"m{n}", raw=f"<{n}>"),
        st.integers(0, 999),
        spans,
        st.sampled_from(MarkKind),
    ),
    max_size=8,
    unique_by=lambda m: m.id,
)


def ids(inline) -> list[str]:
    pieces = [piece for piece in inline if isinstance(piece, Piece)]
    return [id for piece in pieces for id in ([piece.id] if piece.id else []) + ids(piece.children)]


@given(marks)
def test_no_character_and_no_mark_is_lost(marks: list[Mark]) -> None:
    inline = build_inline(TEXT, Span(0, len(TEXT)), marks)
    assert plain_text(inline) == TEXT
    # A deletion at the very end belongs to whatever follows.
    expected = sorted(m.id for m in marks if m.span.start < len(TEXT))
    assert sorted(ids(inline)) == expected


@given(marks, st.integers(0, len(TEXT)))
def test_two_halves_make_the_whole(marks: list[Mark], cut: int) -> None:
    halves = build_inline(TEXT, Span(0, cut), marks), build_inline(TEXT, Span(cut, len(TEXT)), marks)
    assert "".join(map(plain_text, halves)) == TEXT
    together = [id for half in halves for id in ids(half)]
    assert sorted(together) == sorted(m.id for m in marks if m.span.start < len(TEXT))
