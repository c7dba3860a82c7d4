"""Citations: every other document that a notice names by 《title》, with its number when that stands there.

Books, newspapers, certificates (《残疾人证》) and forms are not documents; laws and agreements are. The words that tell
them apart are in the register ``citation_words``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.model import CitationMention, Document, Level, Span
from generator.registers import load_register

_WORDS = load_register("citation_words")
_LONGEST_TITLE = 160


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


_BRACKETED_YEAR = r"[〔\[【（(﹝［]\s?(?:19|20)\d\d年?\s?[〕\]】）)﹞］]"
_NUMERALS = r"[\d〇零一二三四五六七八九十百]{1,6}"
# GB 50016—2014
_STANDARD = r"(?:GB|DB|HJ|JGJ|CJJ|NY|WS|SL|YY|TD|JTG|AQ|GA|MZ|LY|SB)(?:\d\d)?(?:/[TZ])?[ ]?[A-Z]?\d{2,6}(?:\.\d{1,2})?[—－–-](?:19|20)\d\d"
_NUMBER = re.compile(
    # 国办发〔2022〕76号, 法释〔2020〕12号, 云政办发〔2022〕76号
    rf"[\u4e00-\u9fffA-Za-z]{{1,18}}(?:〔\u4e00-\u9fff{{1,4}}〕)?{_BRACKETED_YEAR}第?\s?\d{{1,5}}(?:[—-]\d{{1,3}})?号"
    # 国务院令第722号, 公告2021年第1号, 主席令第四十六号
    rf"|[\u4e00-\u9fff、]{{0,30}}(?:令|公告|通告)(?:〔?(?:19|20)\d\d〕?年?)?第?{_NUMERALS}号(?:令|公告)?"
    # 2021年第1号公告, 第722号国务院令
    rf"|(?:(?:19|20)\d\d年)?第{_NUMERALS}号(?:国务院|主席|部|省政府|[\u4e00-\u9fff]{{0,10}})?(?:令|公告|通告)"
    rf"|{_STANDARD}"
)
_RIGHT_BEHIND = re.compile(rf"[ 　]?({_STANDARD})")
"""《建筑设计防火规范》GB 50016—2014."""
_LABEL = re.compile(r"^(?:[^，；。（）]{0,6}?文号(?:为|：)?|即|见|详见|原)")
_IN_BRACKET = re.compile(
    r"(?:的?(?:通知|决定|意见|批复|公告|复函|通报|请示|函))?[ 　]?[（(［]([^（）()\n《》]{0,60}?(?:[（(]\d{4}[）)][^（）()\n《》]{0,30})?)(?:[）)］]|(?:[，、；]|(?<=号))[^（）()\n《，、；]{0,8}《)"
)
_BEFORE_TITLE = re.compile(
    rf"([\u4e00-\u9fff]{{2,12}}{_BRACKETED_YEAR}第?\d{{1,5}}号|国务院(?:第{_NUMERALS}号令|令第{_NUMERALS}号))(?:文件?)?[ 　]?$"
)
_ALIAS = re.compile(r"(?:以下|下)(?:统|简|并)?(?:简称|称)(?:为|：)?[“‘]?$|简称$")

_TRAILING = re.compile(
    r"(?:[（(〔［\[][^（）()〔〕［］\[\]]{0,40}[）)〕］\]]|[”’\s]|(?:19|20)\d\d(?:[—–－-](?:19|20)\d\d)?(?:年版?|版|年度)?|第[一二三四五六七八九十]+(?:版|批|期)|(?:修订|修正|试行|暂行|征求意见|[简精]?[装]?)[版稿本]|[A-Z]{2,6}|V?\d\.0版?)+$"
)
_DOCUMENT_END = re.compile(_any(_WORDS["document_endings"]) + "$")
_NOT_DOCUMENT_END = re.compile(_any(_WORDS["not_documents"]) + "$")
_WORKS = frozenset(_WORDS["works"])
_LEADING = re.compile(_any(_WORDS["leading_verbs"]) + r"(?:好|了|的|[^，。；、《》]{0,12})?$")
_LISTED = re.compile(r"》(?:（[^（）]{0,40}）)?[、和及与]?(?:以及)?$")
_ABOUT = re.compile(r"关于.{2,}|.{2,}(?:规划|方案|计划|条例|办法|意见).*")

_MARKS = re.compile(r"[《》\n]")
_BREAK = re.compile(r"\s*\n\s*")
_STOP = re.compile(r"[\n。；，、：（）》\t]")
_LED = re.compile(
    r"[^“]{0,10}?(?:" + _any(w for w in _WORDS["leading_verbs"] if w != "关于") + r"|现将|经研究)(?:好|了)?(?!.{0,3}的)"
)
_OUTER_GOES_ON = re.compile(r"[^《》。，；\n]{0,30}》")
_BEFORE_NUMBER = re.compile(r"([^《》。；，\n（(]{4,60}?)(?=[（(][^（）()]{1,14}〔\d{4}〕)")


def find_citations(document: Document) -> tuple[CitationMention, ...]:
    """Every document named in the text, once per occurrence, in reading order; the plan the notice issues included.

    The span holds the title marks and, when a bracket with a number follows or a number stands right before, that too. A
    title whose opening 《 was lost is mended when the words before 》 form a document's title; ``title`` is without marks
    and line breaks.
    """
    text = document.text
    skipped = [p.span for p in document.provisions if p.role == "contents"]
    own = next((p.heading_span for p in document.provisions if p.level is Level.PART and p.heading_span), Span(0, 0))
    out: list[CitationMention] = []
    previous_end = 0
    for start, end, title in _titles(text):
        if any(s.start <= start < s.end for s in skipped):
            continue
        if not is_document(title, text[max(0, start - 60) : start]):
            continue
        provision = document.provision_at(start)
        if title == document.title and not (provision.role == "text" and start < own.start):
            # A notice does not cite itself; a letter without a title names the plan below it.
            continue
        number, span_end = _number_behind(text, end)
        span_start = start
        if number is None and (before := _BEFORE_TITLE.search(text, max(previous_end, start - 40), start)):
            number, span_start = before[1], before.start()
        previous_end = span_end
        out.append(CitationMention(provision.id, Span(span_start, span_end), title, number))
    return tuple(out)


def is_document(title: str, before: str = "") -> bool:
    """Whether 《title》 names a document, given the words in front of it.

    >>> is_document("残疾人证"), is_document("中华人民共和国招标投标法"), is_document("中国制造2025", "贯彻落实")
    (False, True, True)
    """
    if _ALIAS.search(before):
        return False
    bare = _TRAILING.sub("", title)
    if bare in _WORKS or title in _WORKS:
        return False
    # The longer ending decides: 清单 is a document's, 任务单 is not.
    of_document, of_other = _DOCUMENT_END.search(bare), _NOT_DOCUMENT_END.search(bare)
    if of_other and not (of_document and of_document.start() <= of_other.start()):
        return False
    if of_document or _ABOUT.fullmatch(bare):
        return True
    return bool(_LEADING.search(before))


def _titles(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and words of every 《title》, outermost marks only; marks that lack their partner are mended or passed over."""
    open_at: list[int] = []
    done = 0
    for mark in _MARKS.finditer(text):
        at = mark.start()
        if mark[0] == "《":
            if open_at and not _nests(text, at):
                # The one before was never closed.
                yield from _unclosed(text, open_at[0], at)
                open_at.clear()
            open_at.append(at)
        elif mark[0] == "》":
            if not open_at:
                yield from _unopened(text, at, done)
            elif len(open_at) > 1:
                open_at.pop()
                continue
            else:
                opened = open_at.pop()
                title = _one_line(text[opened + 1 : at])
                if 0 < len(title) <= _LONGEST_TITLE:
                    yield opened, at + 1, title
            done = at + 1
        elif open_at and not _goes_on(text, open_at[0], at):
            yield from _unclosed(text, open_at[0], at)
            open_at.clear()
    if open_at:
        yield from _unclosed(text, open_at[0], len(text))


def _one_line(title: str) -> str:
    return _BREAK.sub("", title).strip()


def _nests(text: str, at: int) -> bool:
    """Whether the 《 at ``at`` stands inside a title that goes on behind its own 》: 《关于印发《…办法》的通知》."""
    close = text.find("》", at, at + _LONGEST_TITLE)
    if close < 0:
        return False
    return bool(_OUTER_GOES_ON.match(text, close + 1))


def _goes_on(text: str, opened: int, line_end: int) -> bool:
    """Whether a title broken over the end of a line is closed soon on the next."""
    close = text.find("》", line_end, line_end + 80)
    return close >= 0 and "《" not in text[line_end:close] and "。" not in text[opened:close] and close - opened <= 100


def _unclosed(text: str, opened: int, limit: int) -> Iterator[tuple[int, int, str]]:
    """《关于…的意见（国发〔2015〕1号）: the mark in front of the number was lost."""
    words = text[opened + 1 : min(limit, opened + 80)]
    m = _BEFORE_NUMBER.match(words)
    if m and _DOCUMENT_END.search(m[1]):
        yield opened, opened + 1 + m.end(), m[1]


def _unopened(text: str, close: int, done: int) -> Iterator[tuple[int, int, str]]:
    """现将X实施方案》印发给你们: the opening mark was lost. The title begins behind the last stop, or the verb behind that."""
    begin = max(done, close - 80, text.rfind("\n", max(0, close - 80), close) + 1)
    words = text[begin:close]
    start = max((stop.end() for stop in _STOP.finditer(words)), default=0)
    if led := _LED.match(words, start):
        start = led.end()
    title = words[start:]
    if (
        6 <= len(title) <= 70
        and _DOCUMENT_END.search(_TRAILING.sub("", title))
        and not title.startswith(("的", "等", "”"))
    ):
        yield begin + start, close + 1, title


def _number_behind(text: str, end: int) -> tuple[str | None, int]:
    """Number in the bracket that follows the closing mark, and where the citation ends."""
    if behind := _RIGHT_BEHIND.match(text, end):
        return behind[1], behind.end()
    bracket = _IN_BRACKET.match(text, end)
    if not bracket:
        return None, end
    content = _LABEL.sub("", bracket[1])
    number = _NUMBER.search(content)
    if not number or number.start() > 12:
        return None, end
    close = (
        bracket.end()
        if text[bracket.end() - 1] in "）)］"
        else bracket.start(1) + bracket[1].find(number[0]) + len(number[0])
    )
    return number[0], close
