"""From a decoded file to the text the finders read. Guarantees of :func:`normalize`:

1. One logical paragraph is one line and every line ends with ``\\n``; there are no empty lines. A table row is one line
   with ``\\t`` between its cells. Lines broken by a page or by a fixed width are rejoined; characters doubled at the
   break and brackets closed or opened there by mistake are removed, as repairs.
2. No white space between Chinese characters, or between them and digits or punctuation (「2019 年 3 月」 reads
   「2019年3月」); one space stays between two Latin words; a wide gap between words (two or more spaces, or an ideographic space) is
   one U+3000.
3. Digits and Latin letters are half-width, punctuation beside Chinese is full-width, all round brackets are （ ）. ``.`` stays between digits
   and after a clause number; ％ is %. 〈 〉 stand for < > used as brackets, 〔 〕 for whatever brackets the year of a document
   number. Circled and bracketed numbers (①, ⑴, ⒈) stay as they are.
4. ``offsets`` never decreases; every character of the source that is not white space is in the text or in a repair.
5. Normalizing the normalized text of a notice changes nothing.
"""

from __future__ import annotations

from generator.model import NormalizedText, SourceText
from generator.normalize.breaks import join_lines
from generator.normalize.cell_lines import join_cell_lines
from generator.normalize.characters import fold_brackets, fold_characters, fold_punctuation, remove_invisible
from generator.normalize.corrections import apply_corrections
from generator.normalize.draft import Draft
from generator.normalize.flat_lines import join_flat_lines
from generator.normalize.lines import drop_page_numbers, end_lines, join_padded_numbers
from generator.normalize.long_lines import break_long_lines
from generator.normalize.markup import drop_bookmarks, drop_list_marks, drop_markdown
from generator.normalize.rows import join_rows
from generator.normalize.spaces import space_words

__all__ = ["STEPS", "normalize"]

STEPS = (
    apply_corrections,
    remove_invisible,
    fold_characters,
    drop_bookmarks,
    drop_markdown,
    drop_list_marks,
    fold_punctuation,
    join_cell_lines,
    join_padded_numbers,
    drop_page_numbers,
    join_flat_lines,
    break_long_lines,
    join_rows,
    join_lines,
    space_words,
    fold_brackets,
    end_lines,
)
"""The steps in their order; each takes a draft, changes one kind of thing, and finds nothing to change the second time."""


def normalize(source: SourceText) -> NormalizedText:
    """``source`` with safe folds made and broken lines mended; any text at all is accepted."""
    draft = Draft(source)
    for step in STEPS:
        step(draft)
    return draft.finish()
