"""Where a list of bodies splits into names, and what looks like the name of a body.

Nothing here knows which bodies exist: that is for ``resolve``. Names are told by how they end
(register ``body_names``), group names such as 「各县（市、区）人民政府」 by their place words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.registers import load_register

_WORDS = load_register("body_names")


def alternatives(words: list[str] | tuple[str, ...]) -> str:
    """A regex group that matches any of ``words``, longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(set(words), key=lambda w: (-len(w), w)))) + ")"


_PLACE = alternatives(_WORDS["place_kinds"])
_IN_BRACKETS = rf"[（〔](?:{_PLACE}|居)(?:[、/,，]?(?:{_PLACE}|居))*[）〕]"
_AFTER_PLACE = (
    rf"(?=$|[、/，；。（〔）〕\s]|{_PLACE}|级|人民政府|政府|党委|委[、和及]|党（?工|工委|管委会|管理委员会|行政?公?署|办事处"
    r"|各|有关|相关|和|及|与|等|按|依|分|结合|根据|具体|共同|负责|牵头|配合|落实|组织|参[与加]|协[助办同]|承[办担]|实施|执行)"
)
"""What may follow a place kind in a list; 「区」 of 「各乡镇街道、区供电公司」 begins another name."""
_PLACE_LIST = rf"{_PLACE}(?:[、/](?!(?<=）.){_PLACE}级){_PLACE}{_AFTER_PLACE}|{_PLACE}|{_IN_BRACKETS})*"
_COUNT = r"(?:\d{1,3}个?|[一二三四五六七八九十]{1,3}个)"
GROUP_HEAD = (
    rf"(?:(?:各|有关|相关|其他|全[省市州区县])+{_COUNT}?{_PLACE_LIST}"
    rf"|{_COUNT}{_PLACE_LIST}"
    rf"|{_PLACE}(?:、{_PLACE}|{_IN_BRACKETS})+(?=(?:级)?(?:人民)?政府|党委|管委会))"
    r"(?:党委、(?:人民)?政府|委、(?:人民)?政府|党委（党组）、(?:人民)?政府|党（工）委、(?:人民)?政府(?:、?（?管委会）?)?|党委、党组"
    r"|党工委、管委会|(?:人民)?政府[、（/]管委会）?)?"
)
"""「各县、市」「各市（州）」「10县市」「各省、自治区、直辖市」: a head that keeps its 、 and brackets."""

_BRACKETED = (
    r"（(?:[^（）\n]|（[^（）\n]*）)*）|〈[^〈〉\n]*〉|〔[^〔〕\n]*〕"
    # a bracket whose other half is lost: 「10县（市人民政府」
    r"|（(?=[市县区州]?人民政府(?:$|[、，；。]))"
    # 「市直有关部门、单位」 is one name
    r"|(?<=部门)、(?=单位)|(?<=单位)、(?=部门)"
)
_BOUNDS = r"、，；。;,（）〈〉〔〕【】\n\t\u3000"
_HEAD = rf"(?:{GROUP_HEAD}|各级党委、(?:人民)?政府|各级党委（党组）、(?:人民)?政府)"
ITEM = re.compile(
    # A head may stand at the beginning and behind 及, 和 and 与; between them whole runs are taken at once.
    rf"(?:{_HEAD}|[^{_BOUNDS}]|{_BRACKETED})(?:(?<=[及和与]){_HEAD}|[^{_BOUNDS}及和与]++|[及和与]|{_BRACKETED})*"
)
"""One member of a list of names, with whatever verb hangs on it."""

_ENDINGS = frozenset(_WORDS["endings"])
_NOT_ENDINGS = frozenset(_WORDS["not_endings"])
_LONGEST_ENDING = max(map(len, _ENDINGS | _NOT_ENDINGS))
_KINDS = frozenset(_WORDS["kinds"])
_WHOLE = frozenset(_WORDS["whole"])
_GROUP = re.compile(
    rf"(?:{GROUP_HEAD})(?:级)?(?:人民政府|政府|党委|管委会|管理委员会|办事处)?(?:（[^（）]*(?:管委会|办事处|政府)）)?(?:各|有关|相关)?(?:部门|单位)?"
)
_SUB_OFFICE = re.compile(r"(?:〈[^〈〉]{2,24}〉|（[^（）]{2,24}）|〔[^〔〕]{2,24}〕)$")
_FOREIGN = re.compile(
    r"[了的把被使着。？！：]|涉及|均[由须需]|将(?!乐)|让(?!胡路)|会同(?!县)|(?<!自)由(?!贸)|[为是][^、]{0,6}(?:单位|部门)$|(?:单位|部门)[为是]"
    r"|^(?:含(?!山)|即(?!墨)|原(?!州区|平市|阳县)|如(?!东|皋)|从(?!江|化)|未(?!央)|对(?!外)|指(?!挥)|向(?!阳)|本(?!溪)|报(?!社)"
    r"|例如|包括|除|按|其中|以|简称|下称|详|不|见|或|每|在|为|因|凡|该|上述|根据|通过|并|及|送|请|由|要|须)"
    r"|电话|负责制|责任制|责任人|负责人|同志|(?:领导|主任|局长|厅长|部长|市长|州长|县长|区长|书记|科长|处长)$"
)
_QUOTED = re.compile(r"“[^”]*”")
_CJK = re.compile(r"[\u4e00-\u9fff]")
_PLACE_NAME = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?:省|市|县|区|州|旗|盟|镇|乡|街道|自治州|自治县|特区|新区|园区|开发区)$"
)


_LONGEST_NAME = 48
_LONGEST_LIST = 160
"""Characters of a name that lists places before one 人民政府."""


@lru_cache(maxsize=65536)
def is_body(name: str) -> bool:
    """Whether ``name`` alone reads as the name of a body or of a group of bodies.

    「州财政局」「各县、市人民政府」「州工业和信息化局〈州上市办〉」 do; 「部门」「小学」「一把手」 do not.
    """
    if not 2 <= len(name) <= (_LONGEST_LIST if "、" in name else _LONGEST_NAME):
        return False
    if name in _WHOLE or _GROUP.fullmatch(name):
        return True
    plain = _SUB_OFFICE.sub("", name)
    if plain != name and not plain:
        return False
    bare = _QUOTED.sub("某", plain)
    if bare in _WHOLE:
        return True
    if len(bare) < 3 or bare in _KINDS or _FOREIGN.search(bare):
        return False
    # Of an ending and a common word that both fit, the longer decides: 振兴办 over 兴办, 兴办 over 办.
    ending, common = _tail(bare, _ENDINGS), _tail(bare, _NOT_ENDINGS)
    return len(ending) > len(common) or bool(ending and _OWNER.match(bare))


def _tail(name: str, words: frozenset[str]) -> str:
    """The longest of ``words`` that ``name`` ends in, "" when it ends in none."""
    sizes = range(min(len(name), _LONGEST_ENDING), 0, -1)
    return next((name[-size:] for size in sizes if name[-size:] in words), "")


_OWNER = re.compile(
    r"^(?:国家|中央|中国|省|市|州|县|区|自治区|[\u4e00-\u9fff]{2,4}(?:省|市|州|县|区))[\u4e00-\u9fff]*"
    r"(?:医院|学院|党校|卫生院|数据中心|交易中心|剧院|总部)$"
)
"""A common word that a place in front makes a body: 「市人民医院」「州技师学院」."""


@lru_cache(maxsize=65536)
def may_be_body(name: str) -> bool:
    """Whether ``name`` can stand where a label (「责任单位：」) already promises names of bodies.

    Looser than ``is_body``: 「项目业主」「楚雄市」「电信」 pass, clauses, dates and people do not.
    """
    if is_body(name) or name in _KINDS:
        return True
    plain = _SUB_OFFICE.sub("", name)
    if not 2 <= len(plain) <= 40 or not _CJK.search(plain) or _FOREIGN.search(_QUOTED.sub("某", plain)):
        return False
    if _PLACE_NAME.fullmatch(plain) or plain in SHORT_FUNCTIONS:
        return True
    if _OF_A_LEVEL.search(plain):
        return True
    return len(plain) >= 5 and not _DEED.search(plain)


_BODYLIKE_END = re.compile(
    r"(?:企业|高校|学校|[一二三四五六七八九十\d]中|小学|中学|[处科室股站所队校院馆厂场社店村组]|嘎查|社区|片区|园区|基地|平台|联盟|智库)$"
)


_ZONES = frozenset({"高新区", "经开区", "开发区", "综保区", "保税区", "度假区"})
"""A city has one of each, which its notices call by the kind alone."""


@lru_cache(maxsize=65536)
def is_bodylike(name: str) -> bool:
    """Whether ``name`` may be a body's beside real ones, where a verb gives the role: 「县一中」「链主企业」「水库管理所」."""
    if name in _ZONES:
        return True
    plain = _SUB_OFFICE.sub("", name)
    if name in _KINDS or not may_be_body(name) or _DEED.search(plain):
        return False
    return bool(_BODYLIKE_END.search(plain) or _PLACE_NAME.fullmatch(plain))


_OF_A_LEVEL = re.compile(r"^[省市州县区镇乡][\u4e00-\u9fff]{2,3}$|[处科室股站所队校馆厂场社店库港村行]$|..企业$")
_DEED = re.compile(r"\d|完成|推进|开展|实施|建设$|工作$|任务$|之前|年底|持续|全年|长期")
_ODD = re.compile(r"[\u4e00-\u9fff]{2,8}")


def is_odd_name(name: str) -> bool:
    """Whether ``name``, no body's by itself, may be one among real names: the 「江北」 of 「省江北、江南集中区管委会」."""
    return _ODD.fullmatch(name) is not None and not _FOREIGN.search(name) and name not in _KINDS


SHORT_FUNCTIONS = frozenset(_WORDS["short_functions"])
"""What a list leaves of a name when its 部门 or its place is said once: 「发改、财政、商务部门」."""

_COLLECTIVE = re.compile(r"(?:政府|部门|单位|管委会)$")
_JOIN = re.compile(
    r"以及|和|及|与|/"
    # 「市教育局市财政局」: names that only a space kept apart
    r"|(?<=[\u4e00-\u9fff]{2}[局委办厅部院室])(?=[省市州盟县区旗](?![场容直属级域]))"
)


@lru_cache(maxsize=65536)
def split_joined(name: str) -> tuple[tuple[int, int], ...]:
    """Ranges of the names that 和, 及, 与, 以及 or / join, or nothing does; the word inside 文化和旅游局 joins nothing.

    「州金融办和10县市人民政府」 is two: what stands on either side must be a body's name by itself.
    """
    for m in _JOIN.finditer(name):
        left, right = name[: m.start()], name[m.end() :]
        if not m[0] and left[0] != right[0]:
            continue
        if right.startswith(("其他", "其它")) and is_body(left):
            return ((0, m.start()), *((m.end() + a, m.end() + b) for a, b in split_joined(right)))
        if not is_body(left) or left.count("（") != left.count("）"):
            continue
        if is_body(right) or is_body(right.removeprefix("其")) or (_COLLECTIVE.search(left) and is_odd_name(right)):
            skip = 1 if right.startswith("其") and not right.startswith("其他") else 0
            start = m.end() + skip
            return ((0, m.start()), *((start + a, start + b) for a, b in split_joined(name[start:])))
    return ((0, len(name)),)


_SHARED_TAIL = re.compile(
    r"(?!各|有关|相关|\d|[省市县区州盟旗镇乡](?:人民)?政府)(?:[\u4e00-\u9fff]{1,9}[和及与])?[\u4e00-\u9fff]{1,12}?"
    r"(?:[省市县区州旗盟镇乡](?:（[市区旗、]{1,5}）)?(?:人民政府|政府|行政公署|行署)|街道办事处|街道办"
    r"|(?:经济|高新|工业|产业)[\u4e00-\u9fff]{0,6}(?:区|园)(?:管委会|管理委员会))(?!办|督查|研究)"
)
"""「日照市政府」「苏尼特左旗人民政府」「鹤峰县和宣恩县人民政府」: what may close a list of places."""
_BARE_PLACE = re.compile(r"(?!各|有关|相关|全)[\u4e00-\u9fff]{2,9}")
_NO_PLACE = re.compile(
    r"政府|办事处|牵头|配合|负责|落实|参与|[局委办厅部署院会室处队司行站社所]$|公司$|集团$|中心$|单位$|企业$|^[省市县区州盟旗镇乡]"
)


@lru_cache(maxsize=65536)
def _is_bare_place(name: str) -> bool:
    """Whether ``name`` can be a place whose 政府 is said further on (「青岛、烟台、日照市政府」)."""
    return (
        _BARE_PLACE.fullmatch(name) is not None
        and name not in SHORT_FUNCTIONS
        and name not in _KINDS
        and not _NO_PLACE.search(name)
        and not is_body(name)
    )


def items_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Ranges of the members of the list in ``text[start:end]``, split at 、 ， ； 。 and wide gaps.

    Places before one government that they share are one member with it: 「青岛、烟台、日照市政府」.
    """
    places: list[tuple[int, int]] = []
    for m in ITEM.finditer(text, start, end):
        a, b = m.span()
        if places and (text[places[-1][1] : a] != "、" or not _is_bare_place(text[a:b])):
            if text[places[-1][1] : a] == "、" and _SHARED_TAIL.match(text, a, b):
                a = places[0][0]
            else:
                yield from places
            places = []
        if a == m.start() and (places or text[b : b + 1] == "、") and _is_bare_place(text[a:b]):
            places.append((a, b))
        else:
            yield a, b
    yield from places


_STRAY_BRACKET = re.compile(r"（(?=(?:[市县区州])?人民政府$)|[（）]")
_LEVEL_TWICE = re.compile(r"([省市州县区])\1(?![场政民容内域直属级块])")
_AFTER_LEVEL_TWICE = re.compile(r"([省市州县区])([\u4e00-\u9fff])\2")
_TAIL_TWICE = re.compile(r"([\u4e00-\u9fff]{0,3}[局委办厅会府门])\1$")


@lru_cache(maxsize=65536)
def repair(name: str) -> str:
    """``name`` without what scanning doubled or broke; a name with nothing plainly wrong comes back as it is.

    州市市场监管局 → 州市场监管局 (a character twice behind the level), 州市场监管局管局 → 州市场监管局
    (a tail printed on both pages), 10县（市人民政府 → 10县市人民政府 (half a pair of brackets).
    """
    fixed = name
    if fixed.count("（") != fixed.count("）"):
        fixed = _STRAY_BRACKET.sub("", fixed)
    if _LEVEL_TWICE.match(fixed) or _AFTER_LEVEL_TWICE.match(fixed):
        fixed = fixed[0] + fixed[2:]
    if (m := _TAIL_TWICE.search(fixed)) and len(fixed) - len(m[1]) >= 3:
        fixed = fixed[: m.end(1)]
    return fixed


_TWICE = re.compile(r"([\u4e00-\u9fff]{1,4})\1")


def repair_doubled(name: str, known: set[str]) -> str:
    """``name`` with something printed twice taken out, where the notice has the name without it elsewhere.

    中国移动动楚雄分公司 → 中国移动楚雄分公司 when that stands in ``known``.
    """
    for once in _printed_once(name):
        if once in known:
            return once
    return name


@lru_cache(maxsize=65536)
def _printed_once(name: str) -> tuple[str, ...]:
    """``name`` without each of the things that stand in it twice running."""
    return tuple(name[: m.end(1)] + name[m.end() :] for m in _TWICE.finditer(name))
