"""What a line of the normalized text can be, seen on its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from generator.model import Span
from generator.numbering import Number, match_number
from generator.registers import load_register

_WORDS = load_register("outline")


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_TAIL = r"(?:（[^（）]{1,30}）|\([^()]{1,30}\))*"
_STRONG = re.compile(rf"(?:{_any(_WORDS['title_words'])}){_TAIL}$")
_WEAK = re.compile(rf"(?:{_any(_WORDS['weak_title_words'])}){_TAIL}$")
_SENTENCE = re.compile(r"[。；！？]")
_NO_TITLE = re.compile(r"(?:为|根据|按照|依据|遵照|现|经|请|特)(?!.{0,30}关于)")
_BODY = rf"[\u4e00-\u9fffA-Z（）、·〈〉　]{{2,40}}(?:{_any(_WORDS['body_endings'])})"
_YEAR = "(?:(?:19|20)[0-9]{2}|[二一〇○ＯO0零〡-〩九八七六五四三]{4})"
DATE = rf"{_YEAR}年[0-9一二三四五六七八九十]{{1,3}}月[0-9一二三四五六七八九十]{{1,3}}日"
DATE_LINE = re.compile(rf"（?{DATE}(?:[　 ]?[0-9]{{1,2}}[：:][0-9]{{2}}(?:[：:][0-9]{{2}})?)?(?:印发)?）?$")
MONTH_LINE = re.compile(rf"（?{_YEAR}年[0-9一二三四五六七八九十]{{1,3}}月）?$")
# 「2015930」: a date whose 年, 月 and 日 the page lost.
LOST_DATE = re.compile(r"20[0-9]{2}[01]?[0-9]{1,3}日?$")
SIGNED_DATE = re.compile(rf"(?P<body>{_BODY})[　 ]*（?(?P<date>{DATE})）?$")
BODY_LINE = re.compile(rf"{_BODY}(?:（(?:章|盖章|印章|印|公章)）)?$")
HEAD_LINE = re.compile(rf"(?:{_BODY})?文件$")
_ORDINAL = "第[ ]?[0-9一二三四五六七八九十百〇零]{1,6}[ ]?号"
# 「国务院令第722号」, 「2016年第12号」, 「第12号令」: orders and announcements count by themselves, or by the year.
ORDER_LINE = re.compile(
    rf"(?P<body>{_BODY})?(?P<order>令|公告|通告)?[　 ]?(?P<number>（?(?:(?:19|20)[0-9]{{2}}年[　 ]?)?{_ORDINAL}(?:令|公告|通告)?）?)$"
)
_NUMBER = r"[\u4e00-\u9fffA-Za-z]{1,16}(?:（[\u4e00-\u9fff]{1,4}）)?(?:字)?〔(?:19|20)[0-9]{2}〕第?[0-9]{1,5}号(?:文)?"
DOCUMENT_NUMBER = re.compile(_NUMBER)
NUMBER_LINE = re.compile(rf"（?({_NUMBER})）?(?:[　 ]*签发人.*)?$")
# 「文号某政发〔2018〕53号」 where the gaps of the page were too narrow to last.
LABELLED_NUMBER = re.compile(rf"(?:^|[^\u4e00-\u9fff])(?:发?文号|发文字号|发文文号)[：　 ]*({_NUMBER})")
# 「〔2019〕第4号」: the body whose number it is stands in no line of the page.
ORPHAN_NUMBER = re.compile(r"〔(?:19|20)[0-9]{2}〕第?[0-9]{1,5}号$")
ATTACHMENT = re.compile(
    r"附[　 ]?(?:件|表|录)?[　 ]?(?P<value>[0-9]{1,3}(?:[-—－][0-9]{1,2})?|[一二三四五六七八九十]{1,3}|[A-Z])?[　 ]?(?P<mark>[：.、])?[　 ]?(?P<title>.*)$"
)
# 「（本文有删减）」, 「（此件删减后公开）」, 「（略）」: what a publisher says about the text, over or under it.
NOTE = re.compile(
    r"（(?:此[件文]|本[文件]|全文|正文|原文|内容|附[件表]|涉密内容)?(?:有|已作?|略有|均?从)?(?:删[减节改略]|节选|摘[录要登]|略)(?:后)?(?:主动)?(?:公开|发布|登载)*）。?$"
    r"|（附[件表](?:另发|不发|不公开|此略)）$|（(?:此件)?(?:不予?公开|不上网|内部发文)）$"
)
CLOSING = re.compile(
    NOTE.pattern
    + r"|（?此[件文][^。]{0,14}(?:公开|发布|发至|上网)[^。]{0,16}）?$|（?(?:信息)?公开(?:方式|属性|选项|形式|类别)：.{0,12}）?$|（?此页无正文.?）?$"
)
COPIES = re.compile(
    rf"(?:抄送|主送|抄报|分送|发送|报送)[：　].*|(?:{_BODY}|[\u4e00-\u9fff]{{2,30}}(?:秘书[处科]|[处科室办]))[　 ]*{DATE}印发(?:[　 ].*)?$|主题词[：　].*|（?共印[0-9]+份）?$"
)
CONTACT = re.compile(r"（?联系(?:人|电话|方式)(?:及电话)?[：　]")
_ENTRY = re.compile(
    r"(?P<name>.{2,60}?)(?:[\t　 ]*（(?P<a>[0-9]{1,3})）|[ 　]*[.…·‥⋯]{3,}[ 　]*（?(?P<b>[0-9]{1,3})）?|[\t　][-—－]?(?P<c>[0-9]{1,3})[-—－]?)$"
)
_ENTRY_ENDS = frozenset("0123456789）-—－")
CONTENTS_TITLE = re.compile(r"(?:目[　 ]?[录次]|录)$")
UNIT_LINE = re.compile(r"（?(?:计量)?单位[：:]([^）\t　]{1,30})）?$")
BRACKET_LINE = re.compile(r"（[^（）]{2,40}）$")
_PAGE_LINE = re.compile(rf"(?:{'|'.join(_WORDS['page_lines'])})$")
_LABELS = frozenset(_WORDS["page_labels"])
# 「来源：…」, 「【字　号】…」, 「[发文字号] …」, 「文号 | …」
_LABELLED = re.compile(r"[∙•·▪]?[【\[]?([^：\t|【】\[\]]{1,10})(?:[：\t|]|[】\]](?=.))")
_LABEL_ALONE = re.compile(r"[∙•·▪]?[【\[]?([^：\t|【】\[\]]{2,10})[】\]]?[：|]?$")
_NAVIGATION = frozenset(_WORDS["page_navigation"])
_GAPS = re.compile(r"[ 　\t]")
_TO_WHOM = re.compile(rf"(?:{_any(_WORDS['addressee_endings'] + _WORDS['body_endings'])})(?:（[^（）]*）)?$")
_EACH = re.compile(r"各[^，、]{2,12}(?:[，、]各[^，、]{2,12})*$")
_NO_ADDRESSEE = re.compile(r"如下|以下|包括|分别|[要应须]|通知|意见|方案|事项|[。；！？“]|是$|为$")


class _once:
    """A property worked out the first time it is asked for; ``functools.cached_property`` takes a lock each time."""

    def __init__(self, function: Any) -> None:
        self.function = function
        self.name = function.__name__
        self.__doc__ = function.__doc__

    def __get__(self, line: Any, owner: type | None = None) -> Any:
        value = line.__dict__[self.name] = self.function(line)
        return value


@dataclass
class Line:
    """A line without its ``\\n``; ``number`` is the clause number it begins with."""

    start: int
    end: int
    text: str
    tabbed: bool
    number: Number | None
    in_table: bool = False
    """An untabbed line between the rows of a table."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @_once
    def sentence(self) -> bool:
        """Whether it reads as running text: a stop inside or at the end, or too long for a title."""
        return bool(_SENTENCE.search(self.text)) or len(self.text) > 120

    @_once
    def plain(self) -> bool:
        """Neither a table row nor numbered nor running text: a title, a name, a date."""
        return (
            not self.tabbed
            and not self.in_table
            and self.number is None
            and not self.sentence
            and not self.text.endswith(("，", "、"))
        )

    @_once
    def page_line(self) -> bool:
        """Part of a web page, wherever it stands (「扫描微分享」)."""
        return len(self.text) < 120 and bool(_PAGE_LINE.match(self.text))

    @_once
    def label(self) -> str:
        """The page label it begins with (「来源」 of 「来源：…」), which means something only before or behind the notice."""
        if len(self.text) > 300 or not (m := _LABELLED.match(self.text)):
            return ""
        label = _GAPS.sub("", m[1])
        return label if label in _LABELS else ""

    @_once
    def label_alone(self) -> str:
        """The page label that is all of the line (「发文字号」, 「来源：」); the line below may hold what it labels."""
        if len(self.text) > 14 or not (m := _LABEL_ALONE.match(self.text)):
            return ""
        label = _GAPS.sub("", m[1])
        return label if label in _LABELS else ""

    @_once
    def navigation(self) -> bool:
        """The name of a section or button of the web page, which means so only over the notice (「政策文件」)."""
        return self.text in _NAVIGATION or self.text == "|"

    @_once
    def date(self) -> bool:
        return bool(DATE_LINE.match(self.text))

    @_once
    def body_name(self) -> bool:
        """Nothing but the name of a body: a red head or a signature."""
        return len(self.text) <= 60 and self.number is None and not self.tabbed and bool(BODY_LINE.match(self.text))

    @_once
    def closing(self) -> bool:
        return len(self.text) < 400 and not self.tabbed and bool(CLOSING.match(self.text) or COPIES.match(self.text))

    @_once
    def attachment(self) -> re.Match[str] | None:
        """「附件」, 「附件2：…」 at the beginning of a line; 「附近」 and 「附件材料…。」 are none."""
        if self.tabbed or not self.text.startswith("附"):
            return None
        m = ATTACHMENT.match(self.text)
        if m is None or (len(self.text) > 1 and self.text[1] not in "件表录　 ：:" and not (m["value"] and m["mark"])):
            return None
        if m["title"] and not m["mark"] and not m["value"] and not re.match(r"附[件表录][　 ]", self.text):
            # 「附件　某某表」 has a gap, 「附件材料」 and 「附表格式」 have none.
            return None
        return m

    @_once
    def addressee(self) -> bool:
        """「各县市人民政府，州直各部门：」"""
        if not self.text.endswith("：") or self.tabbed or self.number or not 3 <= len(self.text) <= 600:
            return False
        names = self.text[:-1]
        return not _NO_ADDRESSEE.search(names) and bool(_TO_WHOM.search(names) or _EACH.match(names))


def split_lines(text: str) -> list[Line]:
    """Every line of ``text`` with the number it begins with."""
    lines: list[Line] = []
    start = 0
    for raw in text.split("\n"):
        end = start + len(raw)
        tabbed = "\t" in raw
        lines.append(Line(start, end, raw, tabbed, None if tabbed else match_number(text, start, end)))
        start = end + 1
    if not lines[-1].text:
        lines.pop()
    return lines


def is_title(text: str, *, weak: bool = False, longest: int = 120) -> bool:
    """Whether ``text`` ends as the title of a document does; ``weak`` accepts endings that headings have too."""
    if not 4 <= len(text) <= longest or _SENTENCE.search(text) or _NO_TITLE.match(text):
        return False
    if text.endswith("：") and "关于" in text:
        text = text[:-1]
    return "：" not in text and bool(_STRONG.search(text) or (weak and _WEAK.search(text)))


def contents_entry(text: str) -> re.Match[str] | None:
    """「一、总体要求……3」, 「…方案	(9)」: an entry of a table of contents with its page."""
    if text[-1:] not in _ENTRY_ENDS or len(text) > 120 or text.count("\t") > 1:
        return None
    m = _ENTRY.match(text)
    return m if m and not re.fullmatch(r"[\s0-9.%]*", m["name"]) else None


def title_key(text: str) -> str:
    """``text`` without what may differ where a title is cited: quotation marks, brackets, dashes, gaps, 的."""
    return re.sub(r"[\s“”‘’《》〈〉「」（）：的—–－-]", "", text)
