"""The patterns of date expressions, built from named fragments. All repetition is bounded, so each is linear."""

from __future__ import annotations

import re

_FOLDS = dict(
    zip(
        '０１２３４５６７８９－-–―─~～﹣−‐"”「」『』＂○Ｏ◯零()．／:',
        "0123456789——————————“““““““〇〇〇〇（）./：",
        strict=True,
    )
)
_FOLDED = re.compile(f"[{re.escape(''.join(_FOLDS))}]")


def fold(text: str) -> str:
    """``text`` with the variants of digits, dashes, quotes and brackets made one; the length stays."""
    return _FOLDED.sub(lambda m: _FOLDS[m[0]], text)


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────

_VALUE = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"两": 2, "元": 1}
NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"


def small(written: str) -> int:
    """Value of a number below one hundred in Arabic or Chinese digits (「二十一」 → 21)."""
    if written.isdigit():
        return int(written)
    tens, ten, ones = written.partition("十")
    if not ten:
        return _VALUE[written]
    return (_VALUE[tens] if tens else 1) * 10 + (_VALUE[ones] if ones else 0)


def year_of(written: str) -> int:
    """「2019」, 「二〇一九」 or 「19」 → 2019."""
    if not written.isdigit():
        return int("".join(str(_VALUE[c]) for c in written))
    return int(written) + (2000 if len(written) == 2 else 0)


# ── fragments ────────────────────────────────────────────────────────────────────────────────────────

_Y4 = r"(?:(?:19|20)\d\d|(?:二〇|一九)[〇一二三四五六七八九]{2})"
_M = r"(?:1[0-2]|0?[1-9](?!\d)|十[一二]?|[一二三四五六七八九]|(?<![\d万亿美欧港日百千])元(?=月))"
_D = r"(?:3[01]|[12]\d|0?[1-9](?!\d)|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_JOIN = r"(?:[、和及与至到]|—{1,2})"
_TENSE = r"(?:终了|结束|完结|期满)"
_FEAST = r"(?:春节|元旦|国庆节?|中秋节?|端午节?|清明节?|“?五一“?(?:节|假期)?|“?十一“?(?:假期|黄金周)|主?汛期|入汛|入冬|冬季|封冻|采暖[季期]|供暖[季期]?|(?:春|秋)季开学|开学)"
# 内, 中, 初 begin other words (内部, 中央): then they say nothing of time.
_IN = r"内(?![部外容地陆河需控审涵设涝镜])"
_MID = r"中(?![期小旬央国心部标长考介西医职高等华共])"
_REL = r"(?:今年|本年|当年|明年|次年|翌年|下一?年|去年|(?<!础)上年(?!均)|上一年|后年|前年|同年)"


def _sub(p: str) -> str:
    """A part of a year: 3月15日, 3月底, 3—5月, 上半年, 一季度, 前三季度; groups are named with prefix ``p``."""
    return (
        rf"(?:(?P<{p}mon>{_M}(?:{_JOIN}{_M}){{0,11}})(?:月(?:份)?)(?!三(?![十日号])|[饼球薪均息嫂季龄])"
        rf"(?:(?P<{p}day>{_D}(?:[日号]?{_JOIN}{_D}){{0,11}})[日号](?!文|令|楼)|(?P<{p}mpart>月?[底末初]|[上中下]旬))?"
        rf"|(?P<{p}half>[上下]半年)|(?P<{p}first>前[三3两二2]个?季度)"
        rf"|(?P<{p}quarter>第?[一二三四1-4](?:{_JOIN}第?[一二三四1-4]){{0,3}}季度)(?P<{p}qpart>[底末初])?)"
    )


_YEAR_TAIL = rf"年?(?:底|末|终|初|{_MID}|{_IN})"

ATOM = re.compile(
    # 每年, 每两个月, 按月, 逐月
    rf"(?P<every>每个?(?:隔)?(?P<every_n>{NUMBER}|半)?个?(?P<every_u>年度|年|季度|季|月度|月|旬|周|星期|工作日|日|天|学期)"
    r"(?![产均息利销])|[按逐](?P<per_u>年度|季度|月度|年|季|月|周|旬|日|天)(?![期历均产结]))"
    # 一年一次, 半年一次
    rf"|(?<![\d一二三四五六七八九十])(?P<once>(?P<once_n>{NUMBER}|半)(?P<once_u>个?季度|个?月|年|周|天)(?:至少)?[一1两二2](?:次|轮|评))"
    # 次月10日 (of the month after the one reported on)
    rf"|(?P<next>(?:次月|下个?月)(?P<next_day>{_D})[日号])"
    # 季度终了后15日内
    rf"|(?<!每)(?P<after_u>(?:季度?|月度?|半?年度?){_TENSE}(?:之?后)?|季度?后)的?(?P<after_n>{NUMBER})个?(?P<after_unit>工作日|日|天|月)(?:之|以)?内"
    # 春节前
    rf"|(?P<feast>{_FEAST}(?:到来|来临|开始)?(?=(?:之|以)?前(?![夕后])))"
    # 即日起, 印发之日起: the start of a range (「即日起至12月底」)
    r"|(?P<now>(?:即日|(?:印发|发布|公布|发文|颁布|公告|批准|下发|签发)之日)起?)(?=[至到—]|(?:正式|同时|一律|停止|予以){0,2}(?:施行|实施|执行|生效|废止|失效)|满?(?:\d{1,3}|[一二三六]?十五?|[一二三六])个?[日天月]后(?:施行|实施|执行|生效))"
    # 有效期5年
    rf"|(?P<valid>有效期限?(?:为|：|暂定)?(?P<valid_n>{NUMBER})年)(?![内以])"
    # 规划期末: the last day of a plan of several years
    r"|(?P<horizon>(?:规划|计划|行动|实施)期(?:末|满))"
    # “十四五”末
    r"|(?P<plan>“?十(?P<plan_n>[一二三四五六])五“?(?P<plan_part>期末|末期?|期间|时期|期内|期(?!货)|初期?|中期|后期)?)"
    # 2018—2020年, 2019、2020年
    rf"|(?<!\d)(?P<years>{_Y4}(?:{_JOIN}{_Y4}){{1,9}})年(?:度|(?P<years_part>年?[底末]))?"
    # 2019年3月15日, 今年上半年, 2019年底, 2019年
    rf"|(?:(?<!\d)(?P<year>{_Y4})年度?|(?<![\d.年月])(?P<year2>\d\d)年(?={_M}月|年?[底末]|[上下]半年)|(?P<rel>{_REL})度?)"
    rf"(?:的?{_sub('y')}|(?P<ypart>{_YEAR_TAIL})|(?P<event>(?:首个?|第[一二三四]个?)[^，。；、（）\s]{{1,6}}期内|[春秋]季(?:学期|开学)))?"
    # 2022.6.30, 2022-06-30, 2022.6—2022.9
    r"|(?<![\d.])(?P<dotted>20\d\d(?:\.(?:1[0-2]|0?[1-9])\.|/(?:1[0-2]|0?[1-9])/|—(?:1[0-2]|0?[1-9])—)(?:3[01]|[12]\d|0?[1-9]))(?![\d./])"
    r"|(?<![\d.])(?P<dotted_month>20\d\d\.(?:1[0-2]|0?[1-9])(?:(?=—20\d\d\.|[至到]20\d\d\.|底?前)|(?<=[—至到]\d{4}\.\d)|(?<=[—至到]\d{4}\.\d\d))(?!\d))"
    # 三年内, 5个工作日内, 用3年时间
    rf"|(?<![\d.一二三四五六七八九十第])(?P<within>(?P<n>{NUMBER}(?:[—至到]{NUMBER})?|半)(?P<n_u>个?半?(?:工作日|自然日|小时|月|季度|星期|周|学期)"
    rf"|年|天|日)(?:左右)?(?:的?时间)?(?:之|以)?{_IN}|(?:用|经过|通过)[^，。；、\d一二三四五六七八九两]{{0,4}}(?P<take_n>{NUMBER}(?:[—至到]{NUMBER})?)(?:年|个月)(?:左右)?的?(?:时间|努力)"
    rf"|(?P<next_n>(?:今后|未来|接下来)(?:的)?{NUMBER}(?:[—至到]{NUMBER})?(?:年|个月)(?:左右)?(?:时间)?(?:内|间)?))"
    # 3月底, 上半年, 一季度
    rf"|(?<![\d.每十一二三四五六七八九〇])(?<!\d年)(?P<part>{_sub('m')})"
    # 年底, 年内, 全年, 月底
    rf"|(?<![\d〇一二三四五六七八九十几数半两多百每代周学农历成青少老中])(?P<yend>年(?:底|末|终(?!奖)|{_IN}|初|{_MID}(?=[前之]|完成|实现)))"
    r"|(?P<whole>全年度?(?:内(?![部外]))?|(?<![全本当今每])年度内)|(?<![\d个半每两几上岁])(?P<mend>本?月(?:[底末初])(?=前|以前|之前|完成|报)|[本下]周(?:[一二三四五六日末])(?=前|以前|之前))"
)
"""One expression without its tail; which groups are set tells what it is."""

_NUMERALS = "0-9〇一二三四五六七八九十两半“第"
# Each alternative begins with the second character of an expression and looks back at the first: so the few that can
# match are told by one character. A digit is tried only where its number begins.
GATE = re.compile(
    rf"[{_NUMERALS}每按逐次下上前今本当明翌去同后季月年全即印发公颁批签春元国中端清主汛入冬封采供秋开用经通未接有规计行实]"
    rf"(?:(?<=[{_NUMERALS}])(?<![0-9]{{2}})(?=.{{0,12}}?[年月季日天周时期五]|(?<=2)0[0-9]{{2}}[./—])"
    r"|[年月季周旬日天半两个隔工学星一二三四五六十1-9](?<=[每按逐].)"
    r"|[年月周个一半三两二](?<=[次下上前今本当明翌去同后].)|[23](?<=[次下上前今本当明翌去同后].)[个季]"
    r"|[底末终内初中度结](?<=[季月年].)|年(?<=全年)|日(?<=即日)|[发布文告准](?<=[印发公颁批下签].)之日"
    r"|[节午明季](?<=[春端清].)|[旦月](?<=元.)|庆(?<=国庆)|秋(?<=中秋)|[汛期](?<=[主汛].)|[汛冬](?<=入.)|一(?<=五一)"
    r"|季(?<=[冬秋]季)|冻(?<=封冻)|暖(?<=[采供]暖)|学(?<=开学)|过(?<=[经通]过).{1,7}?[年月]|效(?<=有效)期"
    r"|划(?<=[规计]划)期|动(?<=行动)期|施(?<=实施)期|后(?<=今后)|来(?<=未来)|下(?<=接下)来|(?<=用).{1,7}?[年月])"
)
"""A cheap look for places where ATOM can match at all; its match starts where an expression would."""

TAIL = re.compile(
    r"(?:（(?:含|(?:星期|周|农历)[^（）]{1,9})）)?(?:(?:上午|下午|中午|晚上?)?[\d〇]{1,2}(?:：\d\d|[时点](?:\d{1,2}分|整)?)|(?:上午|下午|中午)(?=(?:之|以)?前)|下班)?(?:（含）)?"
    r"(?P<tail>(?P<by>以前|之前|日?前(?![往期后景沿述款夕]|列[^入出]|提[下是条]|三季|[一二两三四五六]年)|为?止)"
    r"|(?P<since>以来|至今|迄今)"
    r"|(?P<on>及?以后|及?之后|及今后|起(?![草步点诉居来重薪征运飞到源义伏])|开始|后(?![期续三两备勤劲置方台进半一发代台盾扶]))"
    rf"|(?P<in>期间|之间|前后|间(?![接隔断])|(?:以|之)?{_IN}))"
)
"""What closes an expression and gives it its shape."""

JOIN = re.compile(r"(?:（(?:星期|周|农历)[^（）]{1,9}）)?(?:至|到|—{1,2}|、|和|及|与|或|以及|，至?)")
RANGE_JOINS = frozenset(("至", "到", "—", "——", "，至"))
BEFORE = re.compile(
    r"(?:(?P<until>截止?(?:到|至)?|截至到|展望|(?<![提谈讲达看想])到|至|不得?[晚迟]于|最[晚迟](?:不超过)?[于在]?)|(?P<since>自|从|由))$"
)
"""The preposition that belongs to the expression behind it."""

INNER_JOIN = re.compile(r"[日号]?(?:([、和及与])|至|到|—{1,2})")
