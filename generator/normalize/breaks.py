"""Paragraphs broken by a page or a fixed width are put on one line again, and the break is mended."""

from __future__ import annotations

import itertools
import re
from functools import cached_property, lru_cache

from generator.normalize.characters import HAN
from generator.normalize.draft import Draft, Edit
from generator.normalize.lines import SourceLine, fills_lines, fixed_width, page_width, printed_width, split_source
from generator.numbering import match_number
from generator.registers import load_register

_WORDS = load_register("outline")
# Beginnings of lines that never go on with the line above, besides clause numbers.
_OPENS = re.compile(
    r"[一二三四五六七八九十]{1,2}是|附[ ]?[件表录][ ]*[0-9一二三四五六七八九十]*[ ]*(?:[：.、]|$)|附：|抄[ ]?送|主[ ]?送|目[ \u3000]*录$"
    r"|（此[件文页]|（(?:牵头|责任|配合|主办|承办)|[●•▪◆■★▲◎○※]"
)
_ARTICLES = frozenset({"编", "部分", "章", "节", "条"})
_YEAR = r"(?:[0-9]{4}|[二〇○O零一九八七六五四三]{4})[ ]*年"
_DATE_LINE = re.compile(
    rf"（?{_YEAR}[ ]*[0-9一二三四五六七八九十]{{1,3}}[ ]*月[ ]*[0-9一二三四五六七八九十]{{1,3}}[ ]*日[ ]*(?:印发)?）?$"
)
_BODY_LINE = re.compile(rf"[\u4e00-\u9fff（）、 \u3000]{{2,40}}(?:{'|'.join(_WORDS['body_endings'])})$")
_LABEL = re.compile("(?:" + "|".join("[ \u3000]*".join(label) for label in _WORDS["page_labels"]) + ")[ ]*：")
_PAGE_LINE = re.compile(rf"(?:{'|'.join(_WORDS['page_lines'])})$")
_ENDS = frozenset("。！？；：…")
_CLOSERS = frozenset("）”’》〉〕】」』")
_DUTIES = re.compile(r"（[^（）]*(?:牵头|责任|负责|配合|落实)[^（）]*(?:（[^（）]*）[^（）]*)*）$")
_CLOSED_SENTENCE = re.compile(r"[。；！？][”’）》」』]{1,2}$")
_GOES_ON = re.compile(r"[，、；。：）》〉”’！？%]|[的和与及或]")
_MARKS_GOING_ON = frozenset("，、；。：）》〉”’！？")
_MUST_GO_ON = re.compile(r"(?:[，、“‘（《〈〔【「『]|(?<!目)的|[和与及或把将对在为以各]|不断|进一步)$")
_SENTENCE = re.compile(r"[，；。！？]")
_WHOLE_SENTENCE = re.compile(r"[。；]|：.")
_CLAUSE_TEXT = 16
"""Characters from which a line with a comma in it is a paragraph and not a heading."""
_SIDEWAYS = re.compile(r"\u3000|  ")
# 「组　长：…」, 「联系电话：…」: a line that names what follows.
_NAMES = re.compile(r"[\u4e00-\u9fff \u3000]{2,9}：")
_CUT_LABEL = re.compile(
    r"(?P<rest>(?:头|任)(?:部门|单位)|(?:牵头|责任|配合)(?:部门|单位))[ ]*：[^（）]*(?:（[^（）]*）[^（）]*)*）"
)
_MOST_JUDGED = 50
"""Pairs of characters looked up in the whole text, so that work stays linear in it."""
_LOST = {"头": "（牵", "任": "（责"}
_HAN_WORD = re.compile(rf"[{HAN}]+")


def join_lines(draft: Draft) -> None:
    """One paragraph, one line.

    「坚定信心、下⏎⏎定决心」 is joined; 「目标任务⏎⏎务进一步」 loses the 务 printed twice; 「州税务局）⏎⏎局，10县市」 loses the bracket
    closed too early with the 局; 「10县⏎⏎（市人民政府）」 the bracket opened by mistake; 「⏎头部门：…）」 gets back the 「（牵」 that the
    page took. Headings, list items, table rows, signatures and dates stay on lines of their own.
    """
    text = draft.text
    lines = split_source(text)
    if not lines:
        draft.apply([Edit(0, len(text))] if text else [])
        return
    joiner = _Joiner(text, lines)
    edits = [Edit(0, lines[0].start)] if lines[0].start else []
    edits += joiner.edits()
    if lines[-1].end < len(text):
        edits.append(Edit(lines[-1].end, len(text), "\n"))
    draft.apply(edits)


class _Joiner:
    def __init__(self, text: str, lines: list[SourceLine]) -> None:
        self.text = text
        self.lines = lines
        self.wrapped = fixed_width(lines)
        self.line_width = (
            None if self.wrapped else page_width([a.width for a, b in itertools.pairwise(lines) if _surely_cut(a, b)])
        )
        self.judged: dict[str, bool] = {}
        self.indented = sum(1 for line in lines if line.indent >= 2) >= 0.1 * len(lines)

    def edits(self) -> list[Edit]:
        edits: list[Edit] = []
        above = self.lines[0]
        paragraph = above.text
        for below in self.lines[1:]:
            mended = self._mend(paragraph, above, below)
            if mended is None:
                edits.append(Edit(above.end, below.start, "\n"))
                if (cut := _CUT_LABEL.match(below.text)) and (lost := _LOST.get(cut["rest"][0], "（")):
                    edits.append(Edit(below.start, below.start, lost, "debris"))
                paragraph = below.text
            else:
                before, behind, kind = mended
                if before:
                    edits.append(Edit(above.end - before, above.end, "", "debris"))
                edits.append(Edit(above.end, below.start, _between(paragraph, below.text)))
                if behind:
                    edits.append(Edit(below.start, below.start + behind, "", kind))
                paragraph = paragraph[: len(paragraph) - before] + below.text[behind:]
                if len(paragraph) > 4000:
                    paragraph = paragraph[-2000:]
            above = below
        return edits

    def _mend(self, paragraph: str, above: SourceLine, below: SourceLine) -> tuple[int, int, str] | None:
        """None where ``below`` begins a paragraph, else the characters to drop before and behind the break."""
        if (
            (paragraph[-1] in _ENDS and below.text[0] not in _MARKS_GOING_ON)
            or "\t" in below.text
            or "\t" in above.text
        ):
            return None
        if below.text.startswith("（") and _stray_bracket(paragraph, below.text):
            return 0, 1, "debris"
        if _opens(below.text):
            return None
        if paragraph[-1] == "）" and below.blank_above and (dropped := _closed_too_early(paragraph, below.text)):
            return 1, dropped, "doubled"
        if not self._joins(paragraph, above, below):
            return None
        return 0, self._doubled(paragraph, below) if below.blank_above else 0, "doubled"

    def _joins(self, paragraph: str, above: SourceLine, below: SourceLine) -> bool:
        last = paragraph[-1]
        if below.text[0] in _MARKS_GOING_ON and last not in "。：":
            return True
        if _of_a_page(above.text) or _of_a_page(below.text):
            return False
        if last in _ENDS:
            return False
        if last in _CLOSERS and (
            _CLOSED_SENTENCE.search(paragraph[-3:]) or (last == "）" and _DUTIES.search(paragraph[-600:]))
        ):
            return False
        if _open_bracket(paragraph[-300:], below.text):
            return True
        full = self.wrapped is not None and above.width >= self.wrapped - 2.5
        if not _MUST_GO_ON.search(paragraph[-4:]) and (
            _BODY_LINE.match(below.text) or (_NAMES.match(below.text) and not full)
        ):
            return False
        if self.wrapped is not None:
            if not full:
                return bool(_MUST_GO_ON.search(paragraph[-4:])) and len(above.text) >= _CLAUSE_TEXT
            if self.indented and below.indent >= 2 and above.indent < 2:
                return False
            return not (below.blank_above and not _SENTENCE.search(paragraph))
        number = match_number(paragraph, 0)
        body = paragraph[number.end :] if number else paragraph
        if _MUST_GO_ON.search(paragraph[-4:]) and len(body) >= 8:
            return True
        if _GOES_ON.match(below.text) and _SENTENCE.search(body):
            return True
        if last == "）" or min(len(body), len(above.text)) < _CLAUSE_TEXT or _SIDEWAYS.search(above.text):
            return False
        if number is None or _WHOLE_SENTENCE.search(body):
            return bool(_SENTENCE.search(body))
        # A numbered line without a stop is a heading, unless it has a comma and ends where a line of the page ends.
        return (
            self.line_width is not None
            and "，" in body
            and fills_lines(printed_width(paragraph), self.line_width)
            and bool(_SENTENCE.search(below.text))
        )

    def _doubled(self, paragraph: str, below: SourceLine) -> int:
        """How many characters of ``below`` only repeat the end of the page above: 「…州市场监管局⏎管局、州…」."""
        text = below.text
        for size in (6, 5, 4, 3, 2):
            if len(text) > size and paragraph.endswith(text[:size]) and _HAN_WORD.fullmatch(text, 0, size):
                return size
        if paragraph[-1] != text[0] or not _HAN_WORD.match(text):
            return 0
        if text[1:2] in ("，", "、", "；", "：", "。"):
            return 1
        return int(self._belongs_above(paragraph[-2:-1], text[:2]))

    def _belongs_above(self, before: str, pair: str) -> bool:
        """Whether the first character of ``pair`` only repeats the last one of the page above and begins no word.

        It begins a word where the text has ``pair`` elsewhere behind a stop, or behind a character that it seldom follows but
        in this company: the 会 of 「常委会⏎会议」 does (「联席会议」), the 务 of 「任务⏎务进」 does not (「服务进企业」: 服务 mostly
        stands without 进). Characters said twice (层层, 人人) are left alone, and so is everything in a text without other signs of
        doubling.
        """
        three = before + pair
        if three not in self.judged and len(self.judged) < _MOST_JUDGED:
            self.judged[three] = self._attached(pair, before)
        return self.judged.get(three, False)

    def _attached(self, pair: str, before: str) -> bool:
        text = self.text
        if pair[0] * 2 in text:
            return False
        found = (text[m.start() - 1 : m.start()] for m in re.finditer(re.escape(pair), text))
        lefts = list(itertools.islice((left for left in found if left not in ("", "\n")), 30))
        if not lefts:
            return self.doubles
        for left in dict.fromkeys(lefts):
            if not _HAN_WORD.match(left):
                return False
            if left != before and text.count(left + pair[0]) <= 2 * text.count(left + pair):
                return False
        return True

    @cached_property
    def doubles(self) -> bool:
        """Whether something longer is surely doubled at a page break of this text."""
        return any(
            below.blank_above
            and _HAN_WORD.match(below.text)
            and (
                _closed_too_early(above.text, below.text)
                or (above.text[-1] not in _ENDS and above.text[-2:] == below.text[:2] and len(below.text) > 2)
            )
            for above, below in zip(self.lines, self.lines[1:], strict=False)
        )


@lru_cache(maxsize=8)
def _of_a_page(line: str) -> bool:
    """Whether a line belongs to the web page around a text. Asked twice in a row: of the line below, then of the same above."""
    return bool(_LABEL.match(line) or _PAGE_LINE.match(line))


def _opens(text: str) -> bool:
    """Whether a line begins something of its own: a clause, an attachment, back matter, a date."""
    number = match_number(text, 0)
    if number is not None and (
        number.kind not in _ARTICLES or text[len(number.written) :][:1] in ("", " ", "\u3000", "：")
    ):
        # 「…按照⏎第十条规定…」 goes on, 「第十条　…」 does not.
        return True
    return bool(_OPENS.match(text) or _DATE_LINE.match(text))


def _surely_cut(above: SourceLine, below: SourceLine) -> bool:
    """Whether a page surely cut the paragraph: running text without a stop, and what follows has no number."""
    text = above.text
    if text[-1] in _ENDS or text[-1] in _CLOSERS or not above.blank_above or not below.blank_above:
        return False
    if len(text) < _CLAUSE_TEXT or "\t" in text or "\t" in below.text or _SIDEWAYS.search(text) or _opens(below.text):
        return False
    number = match_number(text, 0)
    return bool(_WHOLE_SENTENCE.search(text, number.end) if number else _SENTENCE.search(text))


def _between(paragraph: str, below: str) -> str:
    """A space where a Latin word would run into the next."""
    latin = paragraph[-1].isascii() and paragraph[-1].isalpha() and below[0].isascii() and below[0].isalnum()
    return " " if latin else ""


def _open_bracket(text: str, below: str) -> bool:
    """Whether a bracket of ``text`` is still open and ``below`` closes it before opening another."""
    depth: dict[str, int] = {"）": 0, "》": 0, "〉": 0, "〕": 0}
    for c in re.findall(r"[（《〈〔）》〉〕]", text):
        if c in depth:
            depth[c] = max(0, depth[c] - 1)
        else:
            depth[{"（": "）", "《": "》", "〈": "〉", "〔": "〕"}[c]] += 1
    for closer, opener in (("）", "（"), ("》", "《"), ("〉", "〈"), ("〕", "〔")):
        if depth[closer]:
            close, open_ = below.find(closer), below.find(opener)
            if 0 <= close < 400 and (open_ < 0 or close < open_):
                return True
            if text[-1] in "、，" or (close < 0 and len(below) < 60 and not re.search(r"[。：]", below)):
                return True
    return False


def _stray_bracket(paragraph: str, below: str) -> bool:
    """「…，10县⏎（市人民政府）」: the bracket above is open, and ``below`` opens one only to close it at its end."""
    return (
        re.fullmatch(r"（[^（）。：；]{1,40}）[。；]?", below) is not None
        and paragraph[-1] not in _ENDS
        and paragraph[-300:].count("（") == paragraph[-300:].count("）") + 1
        and bool(re.search(r"（[^（）]*：[^（）]*$", paragraph[-300:]))
    )


def _closed_too_early(paragraph: str, below: str) -> int:
    """Characters of ``below`` that repeat those before a closing bracket and go on with the list it closed.

    「…、州农业农村局）⏎村局、州水务局，10县市人民政府）」 → 2.
    """
    body = paragraph[:-1]
    for size in (6, 5, 4, 3, 2, 1):
        if (
            len(below) > size
            and body.endswith(below[:size])
            and below[size] in "，、；"
            and _HAN_WORD.fullmatch(below, 0, size)
        ):
            return size if below.count("）") > below.count("（") else 0
    return 0
