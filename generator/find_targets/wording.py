"""Words what a promised number measures or counts, borrowing from what stood before where the clause leaves it out."""

from __future__ import annotations

import re

from generator.find_targets import indicators
from generator.find_targets.clauses import ASIDE, NAME, Sentence
from generator.find_targets.items import OPEN_LIST, WINDOW, Item, Memory, flattened, making_verb
from generator.find_targets.roles import Role
from generator.find_targets.words import last_match

_NOUN_STOP = re.compile(
    r"(?:[和与及](?=[^，；、]{0,8}\d)|(?:服务|带动|覆盖|惠及|辐射|帮扶|培训|新增|结对)(?=\d)|进行|开展|"
    r"参加|用于|通过(?!率)|实现|达到|成为|作为|纳入|列入|进入|投入(?=使用|运营)|并(?!购|网|联)|的(?:年度|"
    r"工作|总体)?目标|(?:以上|以内)(?=$|[，；。、])|，|；|。|、|到(?!户|位|账)|完成(?=[建改])|全部|同步|"
    r"实行|给予|按(?=照|时|期)|前(?=期)?|"
    r"[户人]均(?=增收|年)|在(?=\d|年|[上下一二三四]半?[年季]|全[年部])|(?:初步|基本)(?=实现|建成|完成|形成))"
)


def _noun(text: str) -> str:
    """The noun phrase that opens ``text``."""
    text = flattened(text)
    m = _NOUN_STOP.search(text, 2)
    noun = text[: m.start()] if m and m.start() >= 2 and m.group() != "、" else text
    return noun[:60]


def noun_head(text: str) -> str:
    noun = _noun(text)
    return noun.rstrip(ASIDE + NAME)


_SIZE = re.compile(r"\d+(?:\.\d+)?[千万亿]{0,2}元以上")
_YEARLY = re.compile(r"每年(?!度)")
# 「形成100名信息员、年发布信息」: what stands behind the 、 is measured
_AFTER_NUMBER = re.compile(r"\A[^、（(]*\d+[名个家户座台件项人][^、（(]*、(?=[^、\d]{3,}\Z)")


# 「贫困户户均增收3000元」: a sum gained, not a rate
_GAIN = re.compile(r"[^，；、]{0,30}?(?:增收|减负)(?=[^，；、增减]{0,6}\Z)")


_YEARS_LISTED = re.compile(r"20\d\d年?(?:底|末)?(?:和|、|及|与)20\d\d年")


def measured(sentence: Sentence, item: Item, count: int, memory: Memory, heading: str) -> list[str]:
    """The indicator(s) of a number that closes its clause."""
    raw = _OPENING_BRACKET.sub("", sentence.text[item.left : item.quantity.start])
    listed = raw.lstrip().startswith(("、", "和", "及", "与", "以及"))
    stem = _YEARLY.sub("", indicators.strip_prefix(raw))
    body = indicators.tidy(indicators.strip_tail(flattened(stem)))
    body = indicators.tidy(indicators.strip_label(body))
    body = indicators.tidy(indicators.strip_tail(body)) if body else body
    if item.quantity.group == "division" and (verbs := list(making_verb().finditer(body))):
        # 「每个县至少选择1—2乡镇」: the unit is what is counted
        memory.verb = verbs[-1].group()
        return [memory.verb + item.quantity.unit]
    body = _AFTER_NUMBER.sub("", body)
    gain = _GAIN.match(flattened(stem)) if item.quantity.group == "money" else None
    if gain:
        body = indicators.tidy(gain.group())
    size = _SIZE.fullmatch(flattened(raw).strip("、和及与"))
    if size and _SIZE.search(memory.subject):
        # 「10亿元以上项目3个、50亿元以上1个」
        return [_SIZE.sub(size.group(), memory.subject)]
    # 「到2022年和2030年，城乡居民…分别不少于90%和92%」: the values belong to the years.
    by_year = "、" not in body and _YEARS_LISTED.search(sentence.flat, 0, item.left) is not None
    distributed = indicators.distribute(body, count) if count > 1 and not by_year else None
    if distributed:
        return [indicators.tidy(d) for d in distributed]
    if count > 1 and not body and "分别" in raw and len(memory.names) >= count:
        return memory.names[-count:]
    if indicators.is_generic(body):
        completed = indicators.complete_from(memory.subject, body) if memory.subject else None
        if completed:
            return [completed]
        borrowed = memory.subject or _clause_subject(sentence, item) or heading
        if body and borrowed and not borrowed.endswith(body):
            return [borrowed + body]
        return [borrowed or body or indicators.tidy(flattened(stem)) or heading]
    if body.startswith("占") and (memory.subject or heading):
        return [(memory.subject or heading) + body]
    if listed and memory.verb and not making_verb().match(body) and memory.group == item.quantity.group:
        return [memory.verb + body]
    bare = body.lstrip("共")
    if making_verb().match(bare) and _verbs(bare) == bare:
        whole = _elided_object(sentence, item, bare, memory)
        if whole:
            return [whole]
    memory.verb = _verbs(body)
    if _DEPENDS.fullmatch(bare) or _verbs(bare) == bare:
        return [_project(sentence, item, memory) + bare]
    return [body]


# 「年度建设用地指标中，安排不少于5%用于旅游项目」
_USED_FOR = re.compile(r"(?:用于|用作|投向|投入)[^，；。、]{2,16}")


# 「新建24个、提升10个村级卫生室」
_SAME_THING_AHEAD = re.compile(
    r"[、和及与](?P<verb>[^，；。、\d]{2,4})\d+(?:\.\d+)?(?P<unit>万?[^，；。、\d])(?P<thing>[^，；。、\d]{2,24})"
)
_WHOLE = re.compile(r"([^，；。：\n]{3,30})中\Z")


def _elided_object(sentence: Sentence, item: Item, verb: str, memory: Memory) -> str:
    """The indicator of a verb without object: the whole named before 中， with its use, or the thing counted last."""
    use = _USED_FOR.match(item.after)
    opening = sentence.flat[max(0, item.clause_start - 40) : max(0, item.clause_start - 1)]
    whole = _WHOLE.search(opening)
    if use and whole:
        return indicators.tidy(indicators.strip_prefix(whole[1]) + use.group())
    if use:
        return indicators.tidy(verb + use.group())
    ahead = _SAME_THING_AHEAD.match(sentence.flat, item.quantity.end)
    if ahead and ahead["unit"] == item.quantity.unit and making_verb().fullmatch(ahead["verb"]):
        return indicators.tidy(verb + sentence.text[ahead.start("thing") : ahead.end("thing")])
    if memory.counted or memory.group == item.quantity.group:
        # 「新建农田1亿亩，累计建成10亿亩」
        return verb + memory.subject[len(_verbs(memory.subject)) :] if _verbs(memory.subject) else memory.subject
    return ""


# 「总里程50公里」, 「完成投资8亿元」: of what the clause before names
_DEPENDS = re.compile(r"(?:累计|年度)?完成投资|总?里程|总长度?|总(?:建筑)?面积|重点[^，；、。]{2}|配[置备]率")
_INVESTED = re.compile(r"投资\Z")
_CARRIES_OUT = re.compile(
    r"(?:实施|推进|开展|抓好|加强|强化|加快)(?:\d+[个项处家座所])?(?P<project>[^，；。、\d]{3,24}?)(?:\d[^，；。]{0,8})?[，；]"
)


def _project(sentence: Sentence, item: Item, memory: Memory) -> str:
    """What the clauses before set out to do: 「实施老旧小区改造工程，开工建设2000户」 gives 「老旧小区改造工程」."""
    if memory.accepted and 0 <= item.clause_start - memory.end <= 1 and not _INVESTED.search(item.before):
        # 「农村公路4条，总里程20公里」
        return memory.subject[len(_verbs(memory.subject)) :]
    begin = max(0, item.clause_start - 80)
    found = last_match(_CARRIES_OUT, sentence.flat[begin : item.clause_start])
    if found is None:
        return ""
    return indicators.tidy(
        _BRACKETS.sub("", sentence.text[begin + found.start("project") : begin + found.end("project")])
    )


_FACT = re.compile(
    r"(?P<subject>[^，；。、\d]{2,24}?)(?:已?达到?|仅?为|是|已?降[到至]|已?完成|已?实现|突破|[1-9])(?=[约近\d])"
)


# 「目前已有上市企业8家，力争到2025年达到15家」
_HAVING = re.compile(r"(?:已|现|共|建|拥)有(?P<subject>[^，；。、\d]{2,20}?)(?=约?\d)")


_DEVELOPS = re.compile(r"达到|实现|保持|增长|发展|提升|基础上")
_SUBJECT_END = re.compile(r"(?:达到|实现|保持|稳步|增长|较快|持续|提升|在)")


def _clause_subject(sentence: Sentence, item: Item) -> str:
    """The subject of the clause before, for 「…，增速达到10%」."""
    if item.clause_start <= 0:
        return ""
    end = item.clause_start - 1
    start = sentence.clause_start(end)
    text = indicators.strip_prefix(sentence.flat[start:end].split("、")[-1])
    fact = _FACT.match(text) or _HAVING.search(text)
    if fact:
        # 「2013年贫困发生率为27.4%，年内下降6个百分点」
        return indicators.tidy(indicators.strip_tail(fact["subject"]))
    if not _DEVELOPS.search(text):
        return ""
    subject = _SUBJECT_END.split(sentence.text[start:end])[0]
    subject = indicators.tidy(indicators.strip_prefix(subject))
    return subject if 2 <= len(subject) <= 16 else ""


_LIST_OF_SHARES = re.compile(r"的[^，；。]{2,30}?(?:、|和|及|与|以及)[^，；。、]{0,6}\d")
_ABLE_TO = re.compile(r"(?:能够?|可以?|具备|达到|实现|建有|配备|设有|建立)[^，；。、\d]{2,30}\Z")


def _shared_predicate(sentence: Sentence, item: Item) -> str:
    """What a list of shares has in common: 「100%的A、95%的B能提供服务」 gives 「能提供服务」 for A."""
    rest = sentence.text[item.bound.end : item.clause_end]
    if not _LIST_OF_SHARES.match(rest):
        return ""
    m = _ABLE_TO.search(rest)
    return flattened(m.group()) if m else ""


_OPENING_BRACKET = re.compile(r"\A\s*[（(][^（）()]{0,60}[）)]")
_BREAKDOWN = re.compile(r"[（(][^（）()\d]{0,8}\d[^（）()]*[）)]\s*\Z")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_NEXT_SHARE = re.compile(r"(?:以及|[和及与])(?=[^，；、]{0,8}\d)")
_NOUN_AT_END = re.compile(r"的([^，。；、的]{2,18}?)(?:进行|给予|开展|予以|，|。|；|\Z)")
_COUNT_TAIL = re.compile(r"(?:将有|等|约|近|至少|不(?:少于|低于|超过|高于|多于)|各|共|超过|分别|总计|原则上)+\Z")


def counted(sentence: Sentence, item: Item, memory: Memory) -> str:
    """The indicator of a number that counts the noun behind it."""
    q = item.quantity
    raw = flattened(sentence.text[item.left : q.start])
    behind = _OPENING_BRACKET.sub("", sentence.text[item.bound.end : item.bound.end + len(item.after)])
    behind = _BREAKDOWN.sub("", behind)
    if item.role is Role.SHARE:
        lead = indicators.tidy(indicators.strip_tail(indicators.strip_prefix(raw)))
        lead = _BRACKETS.sub("", lead)[-40:]
        if not lead and memory.clause == item.clause_start:
            lead = memory.lead
        memory.lead = lead
        thing = _NEXT_SHARE.split(flattened(behind.lstrip("的")))[0]
        shared = _shared_predicate(sentence, item) if behind.lstrip().startswith("的") else ""
        return indicators.tidy((shared + "的" if shared else lead) + thing)
    noun = _noun(behind.lstrip("的"))
    if OPEN_LIST.search(behind.rstrip()):
        # 「10家产值靠前、成效明显，信用好的建筑业企业」: the noun stands at the end of its attributes
        rest = flattened(sentence.text[item.bound.end : item.bound.end + WINDOW])
        m = _NOUN_AT_END.search(rest)
        noun = m[1] if m else noun
    if noun.removesuffix("”").endswith(("型", "类", "性")):
        noun += _noun(_shared_head(sentence, item))
    if raw.startswith("对"):
        return indicators.tidy(flattened(behind))
    verb_text = indicators.strip_prefix(raw)
    verb = _leading_verb(verb_text)
    if verb is None and verb_text.endswith("等"):
        # Names stand before the number: 「甲镇某村、乙乡某村等45个示范村」.
        verb_text = ""
    if verb is None and memory.counted and memory.verb and not verb_text.strip("、和及与"):
        return indicators.tidy(memory.verb + noun)
    lead = verb_text[verb.start() :] if verb else verb_text
    lead = _COUNT_TAIL.sub("", lead)
    memory.verb = _verbs(lead) if verb else ""
    if len(lead) > 14 and verb:
        lead = memory.verb
    return indicators.tidy(lead + noun)


def _leading_verb(text: str) -> re.Match[str] | None:
    """The verb a phrase is governed by: not the 造 of 智能制造, not one in an attribute (「列入创建的」) or among names."""
    names = text.endswith("等")
    for m in making_verb().finditer(text):
        if names and m.start() > 12:
            return None
        if (m.start() == 0 or len(m.group()) > 1) and not text.startswith("的", m.end()):
            return m
    return None


def _shared_head(sentence: Sentence, item: Item) -> str:
    """The noun a list of kinds has in common: 「10家综合型、150家专业型服务商」 gives 「服务商」 for the first."""
    m = _KINDS.match(sentence.text, item.bound.end)
    return flattened(m["head"]) if m else ""


_KINDS = re.compile(
    r"[^，；。、\d]{1,10}[型类性]”?(?:[、和及与]\d+(?:\.\d+)?[^\d，；。、]{1,14}?[型类性]”?){1,6}(?P<head>[^，；。、\d]{2,20})"
)


def _verbs(text: str) -> str:
    """The verbs a phrase opens with: 「培育认定国家级企业」 → 「培育认定」."""
    at = 0
    while m := making_verb().match(text, at):
        at = m.end()
    return text[:at]
