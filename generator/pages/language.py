"""One language of the site: interface strings, dates, numbers and values in words.

Message keys are the Chinese strings; English stands in ``locale/en/LC_MESSAGES/messages.po``, read as it is (no
compiled catalogue in the repository). What the notices themselves say is never translated here.
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from generator.model import DeadlineKind, DeadlineMention, Op, Role
from generator.pages.page import CONTENT_LANG, Lang
from generator.registers import load_register

LOCALES: Mapping[Lang, str] = {"zh": "zh_Hans_CN", "en": "en_GB"}

MULTIPLIERS: Mapping[str, int] = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
}
"""Chinese multipliers that a unit may begin with, longest first: 万户, 亿千瓦时."""

SIGNS: Mapping[Op, str] = {Op.AT_LEAST: "≥\u202f", Op.AT_MOST: "≤\u202f", Op.EQUAL: "", Op.RANGE: ""}


@cache
def language(lang: Lang) -> Language:
    """The language ``lang``; built once."""
    return Language(lang, _catalogue(lang))


def _catalogue(lang: Lang) -> gettext.NullTranslations:
    path = files("generator") / "locale" / lang / "LC_MESSAGES" / "messages.po"
    if not path.is_file():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=lang)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@dataclass(frozen=True)
class Language:
    """Everything that differs between the two halves of the site."""

    lang: Lang
    translations: gettext.NullTranslations = field(repr=False, compare=False)

    @property
    def content_lang(self) -> str:
        """What ``lang`` attributes say: "zh-Hans" or "en"."""
        return CONTENT_LANG[self.lang]

    def gettext(self, message: str, **values: object) -> str:
        text = self.translations.gettext(message)
        return text % values if values else text

    def one(self, noun: str) -> str:
        """A noun that labels a single thing: ``one("地区")`` → Place, where ``gettext`` says Places."""
        return self.translations.pgettext("one", noun)

    def counted(self, message: str, n: int) -> str:
        """``counted("%(n)s项目标", 3)`` → 3项目标, 3 targets; English has a singular and a plural."""
        return self.translations.ngettext(message, message, n) % {"n": self.number(n)}

    def name(self, chinese: str, english: str) -> str:
        """The name in this language; Chinese stands in for an English one that is missing."""
        return chinese if self.lang == "zh" else english or chinese

    # ── dates and numbers ──

    def date(self, day: date | None) -> str:
        """2019-12-31 in Chinese pages (as ledgers write it), 31 Dec 2019 in English; "" for None."""
        if day is None:
            return ""
        return day.isoformat() if self.lang == "zh" else _format_date(day, "d MMM y", LOCALES[self.lang])

    def long_date(self, day: date | None) -> str:
        """2019年3月4日, 4 March 2019; "" for None."""
        return "" if day is None else _format_date(day, "long", LOCALES[self.lang])

    def number(self, value: float | Decimal) -> str:
        """1.65, 1200 (1,200 in English): no digit more than was written."""
        return _format_number(Decimal(str(value)).normalize(), self.lang)

    # ── values ──

    def amount(self, value: float, unit: str) -> str:
        """190亿元; "19 billion yuan" in English, where a multiplier joins the number."""
        if self.lang == "zh":
            return f"{self.number(value)}{unit}"
        multiplier, base = split_unit(unit)
        number = self._english_number(Decimal(str(value)) * multiplier, multiplier)
        if base in ("%", "‰"):
            return f"{number}{base}"
        name = self.unit(base, plural=Decimal(str(value)) * multiplier != 1)
        return f"{number} {name}" if name else number

    def _english_number(self, value: Decimal, multiplier: int) -> str:
        for size, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
            if multiplier > 1 and value >= size:
                return f"{self.number(value / size)} {word}"
        return self.number(value)

    def unit(self, unit: str, *, plural: bool = True) -> str:
        """Name of a unit without multiplier: 亩 → "mu"; one nobody has named in English stays Chinese."""
        if self.lang == "zh":
            return unit
        # 场（次） is 场次 with a second thought.
        above, slash, below = unit.translate(_NO_BRACKETS).partition("/")
        names = _unit_names().get(above)
        name = above if names is None else names[1 if plural else 0]
        if not slash:
            return name
        multiplier, base = split_unit(below)
        each = self.amount(multiplier, base) if multiplier > 1 else self.unit(base, plural=False)
        return self.gettext("%(unit)s（每%(each)s）", unit=name, each=each).strip()

    def unit_label(self, unit: str) -> str:
        """A unit by itself: 亿元 → "yuan", whose numbers are written out in English."""
        return unit if self.lang == "zh" else self.unit(split_unit(unit)[1])

    def is_foreign(self, text: str) -> bool:
        """Whether ``text`` holds Chinese on an English page."""
        return self.lang != "zh" and _HAN.search(text) is not None

    def value(self, op: Op, value: float, value_max: float | None, unit: str) -> str:
        """≥ 12.5%, 约200亿元, 10–12%."""
        if op is Op.RANGE and value_max is not None:
            if self.lang == "zh" or split_unit(unit)[0] == 1:
                return f"{self.number(value)}–{self.amount(value_max, unit)}"
            return f"{self.amount(value, unit)} – {self.amount(value_max, unit)}"
        if op is Op.ABOUT:
            return self.gettext("约%(amount)s", amount=self.amount(value, unit))
        return f"{SIGNS[op]}{self.amount(value, unit)}"

    # ── fixed vocabularies ──

    def role(self, role: Role) -> str:
        return self.gettext(_ROLES[role])

    def deadline_kind(self, kind: DeadlineKind) -> str:
        return self.gettext(_DEADLINE_KINDS[kind])

    def when(self, mention: DeadlineMention) -> str:
        """The time of a deadline from its structure: "by 30 Apr 2019", "every quarter, by day 10 of the next month".

        Chinese pages say it in the notice's own words. "" when English has nothing but those words.
        """
        if self.lang == "zh":
            return mention.when
        start, end = self.date(mention.start_date), self.date(mention.end_date)
        if mention.kind is DeadlineKind.RECURRING:
            return _english_period(mention.every)
        if mention.kind is DeadlineKind.WITHIN:
            parts = (_english_length(mention.when), self.gettext("%(end)s前", end=end) if end else "")
            return " — ".join(filter(None, parts))
        if start and end:
            return f"{start} – {end}" if start != end else start
        if end and mention.kind is DeadlineKind.DURING:
            return self.gettext("至%(end)s", end=end)
        if end:
            return self.gettext("%(end)s前", end=end)
        return self.gettext("自%(start)s起", start=start) if start else ""


_HAN = re.compile("[\u4e00-\u9fff]")
_NO_BRACKETS = str.maketrans("", "", "（）()")


def split_unit(unit: str) -> tuple[int, str]:
    """``万户`` → (10000, "户"); a unit without multiplier gives 1."""
    for word, size in MULTIPLIERS.items():
        if unit.startswith(word):
            return size, unit[len(word) :]
    return 1, unit


@cache
def _unit_names() -> Mapping[str, tuple[str, str]]:
    """Unit → (singular, plural); measure words that name no thing have empty ones."""
    groups = load_register("units")["groups"]
    counted = {unit for group in groups if group["group"] in _WORDLESS for unit in group["units"]}
    named = {entry["unit"]: (entry["one"], entry.get("many", entry["one"])) for entry in load_register("unit_names")}
    return dict.fromkeys(counted, ("", "")) | named


_WORDLESS = frozenset({"count", "kind"})
"""Groups of units.yml whose members English leaves out: 983座 base stations are 983."""


@lru_cache(maxsize=8192)
def _format_date(day: date, pattern: str, locale: str) -> str:
    return format_date(day, pattern, locale=locale)


@lru_cache(maxsize=8192)
def _format_number(value: Decimal, lang: Lang) -> str:
    if lang == "zh":
        return f"{value:f}"
    return format_decimal(value, format="#,##0.##########", locale=LOCALES[lang])


def N_(message: str) -> str:
    """Marks a key of the catalogue that is looked up elsewhere."""
    return message


_ROLES: Mapping[Role, str] = {
    Role.LEAD: N_("牵头"),
    Role.RESPONSIBLE: N_("责任"),
    Role.SUPPORT: N_("配合"),
    Role.IMPLEMENT: N_("落实"),
}

_DEADLINE_KINDS: Mapping[DeadlineKind, str] = {
    DeadlineKind.BY: N_("截止"),
    DeadlineKind.DURING: N_("期间"),
    DeadlineKind.FROM: N_("起始"),
    DeadlineKind.WITHIN: N_("限期"),
    DeadlineKind.RECURRING: N_("定期"),
}

# ── English of recurring and relative times ──────────────────────────────────────────────────────────

_EVERY = re.compile(r"^(?P<unit>day|week|month|quarter|half year|year)(?:,? (?P<rest>.+))?$")
_LENGTH = re.compile(
    r"(?P<n>\d+|[一二两三四五六七八九十]+)(?P<unit>个?工作日|个?小时|日|天|个?星期|周|个月|个季度|年)(?:之|以)?内"
)
_LENGTH_UNITS = {
    "工作日": "working day",
    "小时": "hour",
    "日": "day",
    "天": "day",
    "星期": "week",
    "周": "week",
    "月": "month",
    "季度": "quarter",
    "年": "year",
}
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}


def _english_period(every: str | None) -> str:
    """``quarter, by day 10 of the next month`` → "every quarter, by day 10 of the next month"."""
    if not every:
        return "recurring"
    found = _EVERY.match(every)
    if found is None:
        return f"every {every}" if every[:1].islower() or every[:1].isdigit() else f"each {every}"
    rest = found["rest"]
    if rest is None:
        return f"every {found['unit']}"
    joint = ", " if rest.startswith(("by", "before", "within", "on")) else ", on "
    return f"every {found['unit']}{joint}{rest}"


def _english_length(when: str) -> str:
    """``印发之日5个工作日内`` → "within 5 working days"; "" when no length can be read."""
    found = _LENGTH.search(when)
    if found is None:
        return ""
    count = _small_number(found["n"])
    unit = _LENGTH_UNITS[found["unit"].removeprefix("个")]
    return f"within {count} {unit}{'' if count == 1 else 's'}" if count else ""


def _small_number(text: str) -> int:
    """Up to 99, in digits or Chinese; 0 when it is neither."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.get(text, 0)
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
