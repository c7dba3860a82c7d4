"""Marks that a conversion left in the text: Word bookmarks, Markdown, dashes of lists."""

from __future__ import annotations

import re

from generator.normalize.draft import Draft, Edit

_BOOKMARK = re.compile(r"\[bookmark: ?[^\]\n]{0,60}\]")
_LIST_MARK = re.compile(
    r"(?m)^[ \t\u3000]*(?:[-*+•●▪◦·][ \u3000]+|[•●▪◦])(?=[^\s\-—–0-9]|[0-9](?![0-9 ]*[-—–·]?[ ]*$))"
)
_MARKED = re.compile(r"(?m)^ {0,3}#{1,6} +\S|^ *\|.*\| *$|\*\*[^*\n]+\*\*")
_HEADING_MARK = re.compile(r"(?m)^ {0,3}#{1,6} +|(?<! ) ++#{1,6} *$")
_EMPHASIS = re.compile(r"\*\*|(?<!\w)__|__(?!\w)")
_ESCAPE = re.compile(r"\\(?=[.()*_#|+\-\[\]~>!`])")
_RULE = re.compile(r"(?m)^ {0,3}(?:-{3,}|\*{3,}|_{3,}) *$")
_DELIMITER_ROW = re.compile(r"(?m)^ *+(?:\| *+)?:?-{2,}+:? *+(?:\| *+:?-{2,}+:? *+)*+\|? *$")
_PIPE_ROW = re.compile(r"(?m)^ *\|.*\| *$")
_QUOTE = re.compile(r"(?m)^ {0,3}> ?")


def drop_bookmarks(draft: Draft) -> None:
    """``[bookmark: _GoBack]``, which Word writes where the cursor last stood."""
    draft.remove(_BOOKMARK, "bookmark")


def drop_list_marks(draft: Draft) -> None:
    """The dash or bullet that a converter set before a list item: 「- (15) 社会消费品…」."""
    draft.remove(_LIST_MARK, "list mark")


def drop_markdown(draft: Draft) -> None:
    """``#``, ``**`` and escapes go; tabs part the cells of a pipe table."""
    text = draft.text
    if draft.source.format != "md" and (
        ("|" not in text and "#" not in text and "**" not in text) or not _MARKED.search(text)
    ):
        return
    if _PIPE_ROW.search(text):
        draft.remove(_DELIMITER_ROW, "markdown")
        edits = []
        for row in _PIPE_ROW.finditer(draft.text):
            pipes = [i for i in range(row.start(), row.end()) if draft.text[i] == "|" and draft.text[i - 1 : i] != "\\"]
            edits += [Edit(i, i + 1, "" if i in (pipes[0], pipes[-1]) else "\t", "markdown") for i in pipes]
        draft.apply(edits)
    for pattern in (_RULE, _HEADING_MARK, _EMPHASIS, _ESCAPE, _QUOTE):
        draft.remove(pattern, "markdown")
