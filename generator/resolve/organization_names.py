"""What a body does, read from its name without its place: 财政局, 发改委, 人民银行中心支行, 开发区管委会.

The register ``organizations`` has the words; a name is looked up whole, then taken apart into functions and a kind
(教育 + 体育 + 局), then as a township, zone or company. What none of these reads is for the caller to romanise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from generator.registers import load_register
from generator.resolve.zones import zone_name_en, zone_name_status, zone_words
from generator.romanize import ascii_slug, join_syllables, place_syllables, romanize, slug

_R = load_register("organizations")


@dataclass(frozen=True, slots=True)
class Function:
    """A body as it exists at any place."""

    slug: str
    """The part of the id behind the place: ``finance-bureau``."""
    core: str
    """Full name without the place: 财政局."""
    english: str
    """With ``{place}`` (Chuxiong Yi Autonomous Prefecture) or ``{head}`` (Chuxiong) where the place's name stands."""
    kind: str = "body"
    status: str = "curated"
    of: str | None = None
    """Id of the State's body whose branch this is."""
    form: str = ""
    """Chinese name with ``{place}`` where the place does not simply stand in front: 共青团{place}委员会."""
    at: tuple[tuple[str, str, str], ...] = ()
    """(level, core, english) where a level has its own: 中级人民法院."""

    def at_level(self, level: str | None) -> Function:
        """The body as it is called at a level of administration."""
        return next((replace(self, core=core, english=en) for lv, core, en in self.at if lv == level), self)

    def in_zone(self, zone: str) -> Function:
        """The body of a zone, English for which is given: 「高新分局」."""
        return replace(self, slug=f"{ascii_slug(zone)}-{self.slug}", core="", english=f"{zone} {self.english}")

    def of_corps(self) -> Function:
        """The body of the Xinjiang Production and Construction Corps: 「兵团教育局」."""
        english = self.english.replace("{place}", "the Xinjiang Production and Construction Corps")
        return replace(self, slug=f"corps-{self.slug}", english=english, form=f"新疆生产建设兵团{self.core}")


@dataclass(frozen=True, slots=True)
class StateBody:
    id: str
    name: str
    english: str
    kind: str
    aliases: tuple[str, ...]
    since: int | None
    until: int | None
    predecessors: tuple[str, ...]


@cache
def state_bodies() -> dict[str, tuple[StateBody, ...]]:
    """The State's bodies by every name they bear; several where an older and a newer one share a short name."""
    out: dict[str, list[StateBody]] = {}
    for entry in load_register("state_bodies"):
        body = StateBody(
            entry["id"],
            entry["name"],
            entry["en"],
            entry.get("kind", "body"),
            tuple(entry.get("aliases", ())),
            entry.get("since"),
            entry.get("until"),
            tuple(entry.get("predecessors", ())),
        )
        for name in dict.fromkeys((body.name, *body.aliases)):
            out.setdefault(name, []).append(body)
    return {name: tuple(bodies) for name, bodies in out.items()}


def read_state(name: str, year: int | None) -> StateBody | None:
    """The State's body called ``name``, the one of ``year`` where two share it."""
    bodies = state_bodies().get(name, ())
    if len(bodies) > 1 and year is not None:
        fitting = [b for b in bodies if (b.since or 0) <= year <= (b.until or 9999)]
        bodies = tuple(fitting) or bodies
    return bodies[0] if bodies else None


@cache
def _whole() -> dict[str, Function]:
    out: dict[str, Function] = {}
    for entry in _R["bodies"]:
        function = Function(
            entry["id"],
            entry["zh"][0],
            entry["en"],
            "branch" if entry.get("branch") else "body",
            form=entry.get("form", ""),
            at=tuple((level, own["zh"], own["en"]) for level, own in entry.get("at", {}).items()),
        )
        for core in entry["zh"]:
            out.setdefault(core, function)
    return out


@cache
def _function_words() -> dict[str, str]:
    out: dict[str, str] = {}
    for english, words in _R["functions"].items():
        for word in words:
            out.setdefault(word, english)
    return out


@cache
def _kinds() -> tuple[tuple[str, dict], ...]:
    """Kinds by each of their Chinese forms, longest form first."""
    pairs = [(form, kind) for kind in _R["kinds"] for form in kind["zh"]]
    return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p[0])))


_CONNECTOR = "和与及、·"
_FILLER = re.compile(r"(?:工作|发展|协调|建设|专项|推进|改革|管理|服务|事业|行动|促进|创建|全面|综合|统筹)")
_COLLECTIVE_KINDS = {
    "Leading Group",
    "Leading Group Office",
    "Headquarters",
    "Task Force",
    "Joint Meeting",
    "Joint Meeting Office",
}


_FULL_FORM_KINDS = {"Bureau", "Commission", "Department", "Administration"}
"""Kinds whose short names (发改委) shorten one full name; an office (民营办) may have any."""


def _segment(text: str, fillers: bool) -> tuple[str, ...] | None:
    """The functions that ``text`` names one after another, None when anything in it is unknown."""
    words = _function_words()
    text = _R["contractions"].get(text, text)

    @cache
    def parse(at: int) -> tuple[str, ...] | None:
        if at == len(text):
            return ()
        if text[at] in _CONNECTOR and 0 < at < len(text) - 1:
            return parse(at + 1)
        for size in range(min(len(text) - at, 16), 0, -1):
            english = words.get(text[at : at + size])
            if english is None or (size == 1 and len(text) > 1):
                continue
            rest = parse(at + size)
            if rest is not None:
                return (english, *rest)
        if fillers and (m := _FILLER.match(text, at)):
            return parse(m.end())
        return None

    found = parse(0)
    return tuple(dict.fromkeys(found)) if found else None


def read_functions(text: str) -> str | None:
    """English for what ``text`` names and nothing else: 发展改革 → Development and Reform; None for any other word."""
    if len(text) < 2 or (parts := _segment(text, fillers=False)) is None:
        return None
    return _join(parts)


def _join(parts: tuple[str, ...]) -> str:
    if len(parts) == 1:
        return parts[0]
    comma = "," if any(" and " in p for p in parts) or len(parts) > 2 else ""
    return ", ".join(parts[:-1]) + f"{comma} and {parts[-1]}"


@lru_cache(maxsize=65536)
def read_core(core: str) -> Function | None:
    """The body that ``core``, a name without its place, means; None when the register does not know it.

    财政局 → finance-bureau; 教育和体育局 and 教育体育局 → education-and-sports-bureau; 财政厅 → department-of-finance.
    """
    core = core.strip()
    if core in _whole():
        return _whole()[core]
    if core.startswith(("人民政府", "政府")):
        rest = core.removeprefix("人民").removeprefix("政府")
        if rest and (inner := read_core(rest)):
            return inner
    if core.startswith("公安局") and core.endswith("队") and (inner := read_core(core.removeprefix("公安局"))):
        return inner
    if core.startswith("委") and len(core) > 3 and (inner := _composed(core[1:])):
        return inner
    return _composed(core) or _township(core) or _zone(core) or _company(core)


def _composed(core: str) -> Function | None:
    """Functions and a kind: 科技 + 工信 + 局."""
    for form, kind in _kinds():
        if not core.endswith(form) or len(core) == len(form):
            continue
        parts = _segment(core[: -len(form)], kind["en"] in _COLLECTIVE_KINDS)
        if parts is None:
            continue
        what, english = _join(parts), kind["en"]
        style = kind.get("style", "before")
        if style == "of":
            name = f"Department of {what}"
        elif style == "for":
            name = f"{english} for {what}"
        else:
            name = f"{what} {english}"
        full = kind.get("full", kind["zh"][-1])
        chinese = _R["functions"][parts[0]][0]
        return Function(
            ascii_slug(name),
            chinese + full if len(parts) == 1 and english in _FULL_FORM_KINDS else core,
            f"{name} of {{place}}",
            "branch" if kind.get("branch") else "body",
        )
    return None


def romanized(core: str) -> str:
    """English for a body that the register does not know: its own words in pinyin, what kind of body it is in English."""
    for form, kind in _kinds():
        if core.endswith(form) and len(core) > len(form) + 1:
            return f"{romanize(core[: -len(form)])} {kind['en']} of {{place}}"
    return f"{romanize(core)}, {{place}}"


_TOWNSHIP = re.compile(
    r"(?P<stem>[\u4e00-\u9fff]{1,6}?)(?P<kind>街道|镇|乡|苏木)(?P<office>人民政府|政府|办事处|(?<=街道)办|党工委)?"
)
_TOWNSHIP_OFFICE = {
    "街道": "Subdistrict Office",
    "镇": "Town People's Government",
    "乡": "Township People's Government",
    "苏木": "Sumu People's Government",
}


def _township(core: str) -> Function | None:
    """「金碧街道办事处」「东瓜镇人民政府」."""
    m = _TOWNSHIP.fullmatch(core)
    if not m or m["stem"] in ("各", "有关", "相关"):
        return None
    stem = join_syllables(place_syllables(m["stem"]))
    kind = _TOWNSHIP_OFFICE[m["kind"]]
    office = "办事处" if m["kind"] == "街道" else "人民政府"
    return Function(
        ascii_slug(f"{stem} {kind}"), m["stem"] + m["kind"] + office, f"{stem} {kind}, {{place}}", status="curated"
    )


_COMMITTEE = re.compile(r"(?:管理委员会|管委会|党工委|管理局|建设管理局)$")


def _zone(core: str) -> Function | None:
    """「楚雄开发区管委会」「试验区管委会」: a zone's name and its committee."""
    m = _COMMITTEE.search(core)
    if not m and len(core) > 3 and any(core.endswith(w) for w in zone_words() if w.endswith(("区", "园"))):
        return _zone(core + "管委会")
    if not m or (m[0] in ("管理局", "建设管理局") and not re.search(r"[区园]管理局$|区建设管理局$", core)):
        return None
    stem = re.sub(r"[〈（〔].*?[〉）〕]", "", core[: m.start()])
    english, status = zone_name_en(stem) or "Zone", zone_name_status(stem)
    office = "Administration" if m[0].endswith("局") else "Administrative Committee"
    return Function(
        ascii_slug(f"{english} {office}"),
        stem + ("管理局" if m[0].endswith("局") else "管理委员会"),
        f"{english} {office}, {{place}}",
        status=status,
    )


_COMPANY = re.compile(r"(?:公司|集团|银行|农商行|联社|合作社|企业|集团公司)$")


def _company(core: str) -> Function | None:
    """「开发投资公司」「融资担保有限公司」: the register's words in order, what it does not know romanised."""
    if not _COMPANY.search(core) or len(core) < 3:
        return None
    words = _R["company_words"]
    out: list[str] = []
    unknown = ""
    status = "curated"
    at = 0
    while at < len(core):
        hit = next(
            (core[at : at + n] for n in range(min(8, len(core) - at), 1, -1) if core[at : at + n] in words), None
        )
        if hit is None:
            unknown += core[at]
            at += 1
            continue
        if unknown:
            out.append(romanize(unknown))
            status, unknown = "generated", ""
        out.append(words[hit])
        at += len(hit)
    if unknown:
        out.append(romanize(unknown))
        status = "generated"
    name = " ".join(out)
    return Function(slug(core), core, f"{name}, {{place}}", "company", status)


@dataclass(frozen=True, slots=True)
class BranchName:
    """An office of a central body or a company, and the words in its name that say where."""

    function: Function
    where: str
    """「楚雄州」, 「州」, "" for the notice's own place."""
    closed: bool
    """The brand or its unit ends the name, so that what is left can only be a place."""


_FILLERS = re.compile(r"股份有限公司|有限责任公司|有限公司|集团公司|集团|总公司|公司|传媒")


@cache
def _brands() -> tuple[tuple[str, dict], ...]:
    pairs = [(brand, entry) for entry in _R["branches"] for brand in entry["brand"]]
    return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p[0])))


@lru_cache(maxsize=65536)
def read_branches(name: str) -> tuple[BranchName, ...]:
    """Readings of ``name`` as brand, place and unit in any order, the longest brand first.

    人民银行楚雄州中心支行, 州人民银行, 楚雄银保监分局, 云南电网公司楚雄供电局, 电信楚雄分公司.
    """
    out: list[BranchName] = []
    for brand, entry in _brands():
        at = name.find(brand)
        if at == -1:
            continue
        rest = name[:at] + "\x00" + name[at + len(brand) :]
        unit = next((u for u in sorted(entry["unit"], key=len, reverse=True) if rest.endswith(u)), "")
        rest = rest[: len(rest) - len(unit)]
        rest = _FILLERS.sub("", rest)
        where = rest.replace("\x00", "")
        function = Function(entry["id"], "", entry["en"], entry["kind"], "curated", entry.get("of"))
        out.append(BranchName(function, where, bool(unit) or name.endswith(brand)))
    return tuple(out)
