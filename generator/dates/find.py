"""Reads the date expressions of a text: atoms joined to ranges and lists, with what stands before and behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from generator.dates.atoms import Atom, atoms_of
from generator.dates.patterns import ATOM, BEFORE, GATE, JOIN, RANGE_JOINS, TAIL, fold
from generator.dates.period import Period, Shape
from generator.dates.recurrence import detail, interval, month_day_rule, of_months, small, yearly
from generator.model import Span

# Words that make 「至2023年4月30日」 the end of a period that already runs.
_PROLONGED = re.compile(
    r"(?:延长|延续|顺延|延期|延迟|延|持续|有效期|期限|执行|施行|实施期|试行期|试点期|过渡期|缓缴|免征|减征|减半)[^，。；\n]{0,30}$"
    r"|期(?:限|间)?暂?定?为?$|(?:之日|现在)起，?$"
)
_WHOLE_YEAR = re.compile(r"(?:年度内|每年度?|全年|一年内)[^，。；\n\d]{0,4}$")
_EVENT = re.compile(
    r"(?:自|从)?(?P<event>[^，。；：、\s（）“”]{1,30}?(?:之日起?|当日起?|日起|后|以后|之后|起|结束后))的?$"
    r"|(?P<received>(?:自|从)?(?:收到|接到|取得|接)[^，。；：\s]{1,24})$"
)
_SINCE_EVENT = re.compile(r"[自从][^自从]{1,30}$")
_AFTER_PREPOSITION = re.compile(r"^.*(?:^|[^存现所内实潜自])[在于]|^.*(?:应当?|须|要|将|必须)(?=自|从|收到|接到|在)")

_EACH = re.compile(r"每|按月|逐月|月报|当月")

# Groups of ATOM that name no date of the calendar.
_UNDATED = ("every", "once", "next", "within", "after_u", "valid")


def find_periods(text: str, *, year: int | None, plan_end_year: int | None = None, offset: int = 0) -> list[Period]:
    """Every expression of time in ``text``, in reading order.

    ``year`` is the plan's year: what 今年 means, and what 「6月底前」 belongs to unless the same sentence named a later
    one. None leaves such dates open. ``plan_end_year`` is the last year of a plan of several, which 规划期末
    means. ``offset`` is added to all spans, for a text cut out of a longer one.

    >>> [p.end.isoformat() for p in find_periods("2019年6月底前和次年1月10日前", year=2019)]
    ['2019-06-30', '2020-01-10']
    """
    folded = fold(text)
    reader = _Reader(text, folded, year, plan_end_year, offset)
    out: list[Period] = []
    for group in _groups(folded):
        # What the words before have taken up already: the 「次月10日」 of 「每季度次月10日前」.
        group = [(m, join) for m, join in group if m.start() >= reader.read_to]
        if not group:
            continue
        found = reader.read(group)
        if out and found and found[0].span.start == out[-1].span.start:
            # 「每年」 and then 「每年6月底前」.
            out.pop()
        out += found
    return out


def _atoms(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while gate := GATE.search(text, at):
        m = ATOM.match(text, gate.start())
        if m:
            yield m
        at = m.end() if m else gate.start() + 1


def _groups(text: str) -> Iterator[list[tuple[re.Match[str], str]]]:
    """Matches that belong together (「2020年1月至2月底前」), each with the join before it."""
    group: list[tuple[re.Match[str], str]] = []
    for m in _atoms(text):
        dated = not any(m.group(*_UNDATED))
        if group and dated:
            between = text[group[-1][0].end() : m.start()]
            if _joins(group[-1][0], between, m):
                group.append((m, between))
                continue
        if group:
            yield group
            group = []
        if dated:
            group = [(m, "")]
        else:
            yield [(m, "")]
    if group:
        yield group


def _joins(before: re.Match[str], between: str, m: re.Match[str]) -> bool:
    if between == "":
        # 「6月9月和11月」: a list whose comma is missing; 「2019年全年」 is one expression of two atoms.
        if before["part"] and m["part"]:
            return True
        return bool((before["year"] or before["rel"]) and (m["whole"] or m["yend"] or m["feast"]))
    tail = TAIL.match(between)
    join = between[tail.end() :] if tail and (tail["by"] or between.startswith("起")) else between
    if join == "，" or not JOIN.fullmatch(join):
        return False
    if join == "，至" and not between.startswith("起"):
        return False
    if join in RANGE_JOINS:
        return True
    # A list shares its tail only between dates of one kind: 「2025年和6月底前」 are two expressions.
    return not tail


class _Reader:
    """Turns groups of matches into periods; remembers the year that a sentence has named."""

    def __init__(self, text: str, folded: str, year: int | None, plan_end_year: int | None, offset: int):
        self.text, self.folded, self.year, self.offset = text, folded, year, offset
        self.plan_end_year = plan_end_year
        self.named: int | None = None
        self.began: date | None = None
        """Start of the last 「自…起」 of the sentence, from which 「有效期5年」 counts."""
        self.read_to = 0
        self.every_end = -1

    # ── what all periods share ──

    def period(self, at: int, until: int, shape: Shape, **fields) -> Period:
        return Period(Span(self.offset + at, self.offset + until), self.text[at:until], shape, **fields)

    def clause_before(self, at: int, most: int = 40) -> str:
        begin = max(0, at - most)
        return self.folded[max(begin, self.folded.rfind("\n", begin, at) + 1) : at]

    def read(self, group: Sequence[tuple[re.Match[str], str]]) -> list[Period]:
        m = group[0][0]
        gap = self.folded[self.read_to : m.start()]
        if "。" in gap or "\n" in gap:
            self.named = self.began = None
        self.read_to = group[-1][0].end()
        if m["every"]:
            return self._recurring(m)
        if m["once"]:
            every, rule = interval(m["once_n"], m["once_u"])
            return [self.period(m.start(), m.end(), Shape.RECURRING, every=every, rrule=rule, precision="event")]
        if m["next"]:
            return self._next_month(m)
        if m["after_u"]:
            return self._after_period(m)
        if m["within"]:
            return self._within(m)
        if m["valid"]:
            return self._valid(m)
        return self._dated(group)

    # ── recurring ──

    def _recurring(self, m: re.Match[str]) -> list[Period]:
        every, rule = interval(m["every_n"], m["every_u"] or m["per_u"])
        end = m.end()
        if m["every_u"] and (found := detail(every, self.folded, end)):
            end, every, rule = found
        elif every == "year" and m["every_u"]:
            self.every_end = m.end()
        self.read_to = end
        return [self.period(m.start(), end, Shape.RECURRING, every=every, rrule=rule, precision="event")]

    def _next_month(self, m: re.Match[str]) -> list[Period]:
        day, tail = small(m["next_day"]), TAIL.match(self.folded, m.end())
        end = tail.end() if tail and tail["by"] else m.end()
        if m["next"].startswith("下") and not _EACH.search(self.clause_before(m.start(), 60)):
            # 「本月底前自查，下月10日前报告」 is once.
            return [self.period(m.start(), end, Shape.BY, precision="event")]
        every = f"month, by day {day} of the next month"
        rule = f"FREQ=MONTHLY;{month_day_rule(day)}"
        return [self.period(m.start(), end, Shape.RECURRING, every=every, rrule=rule, precision="day")]

    def _after_period(self, m: re.Match[str]) -> list[Period]:
        half = m["after_u"].startswith("半")
        every, rule = interval("半" if half else None, m["after_u"].removeprefix("半")[0])
        unit = {"月": "months", "工作日": "working days"}.get(m["after_unit"], "days")
        every = f"{every}, within {small(m['after_n'])} {unit} of its end"
        return [self.period(m.start(), m.end(), Shape.RECURRING, every=every, rrule=rule, precision="event")]

    # ── within ──

    def _within(self, m: re.Match[str]) -> list[Period]:
        start = m.start()
        if m["take_n"]:
            start = m.start("take_n")
        elif m["next_n"]:
            pass
        elif found := _EVENT.search(self.clause_before(start)):
            words = found[0]
            cut = _AFTER_PREPOSITION.match(words)
            since = _SINCE_EVENT.search(words)
            start -= len(words) - (since.start() if since else cut.end() if cut else 0)
        return [self.period(start, m.end(), Shape.WITHIN, after="内", precision="event")]

    def _valid(self, m: re.Match[str]) -> list[Period]:
        start, end = self.began, None
        if start is not None:
            try:
                end = start.replace(year=start.year + small(m["valid_n"])) - timedelta(days=1)
            except ValueError:
                end = None
        return [self.period(m.start(), m.end(), Shape.DURING, start=start, end=end, precision="event")]

    # ── dates ──

    def _dated(self, group: Sequence[tuple[re.Match[str], str]]) -> list[Period]:
        items = _items(group)
        first_at, last_at = items[0][0].start, items[-1][1].end
        tail = TAIL.match(self.folded, last_at)
        word = tail["tail"] if tail else ""
        end = tail.end() if tail else last_at
        self.read_to = end
        preposition = BEFORE.search(self.clause_before(first_at, 7))
        before = preposition[0] if preposition else ""
        if 0 <= self.every_end <= first_at and self.folded[self.every_end : first_at] in ("", "的", "于", "在", "，"):
            every, rule = yearly(items, word)
            return [self.period(self._every_start, end, Shape.RECURRING, every=every, rrule=rule, after=word)]
        months = [a.month for a, b in items if a is b and a.year is None and a.precision == "month"]
        if (
            len(items) > 1
            and len(months) == len(items)
            and not word
            and (whole := _WHOLE_YEAR.search(self.clause_before(first_at)))
        ):
            every, rule = of_months([m for m in months if m])
            start = first_at - len(whole[0]) if self.folded.endswith("年度内", 0, first_at) else first_at
            return [self.period(start, end, Shape.RECURRING, every=every, rrule=rule, precision="month")]
        out = []
        for i, (first, last) in enumerate(items):
            # The preposition stands in the first item only; both it and the tail hold for all.
            begin = first.start - (len(before) if i == 0 else 0)
            until = end if i == len(items) - 1 else last.end
            stated = first.year is not None or first.relative or self.named is not None
            start_day, end_day = self._days(first, last)
            shape, start_day, end_day = self._shape(
                first, last, begin, preposition if i == 0 else None, tail, start_day, end_day
            )
            if (
                i > 0
                and shape in (Shape.DURING, Shape.BARE_YEAR)
                and preposition
                and preposition["until"]
                and first is last
            ):
                shape, start_day = Shape.BY, None
            out.append(
                self.period(
                    begin,
                    until,
                    shape,
                    start=start_day,
                    end=end_day,
                    year_stated=stated,
                    precision=last.precision,
                    before=before if i == 0 else "",
                    after=word,
                )
            )
        return out

    @property
    def _every_start(self) -> int:
        return self.folded.rfind("每", 0, self.every_end)

    def _days(self, first: Atom, last: Atom) -> tuple[date | None, date | None]:
        """First and last day of an item, and the year remembered for what follows in the sentence."""
        year = self._year(first)
        start, end = first.days(year)
        if last is not first and first.part in ("底", "末"):
            # 「10月底至12月底」 begins with the last day of October.
            start = end
        if last is not first:
            own = last.year is not None or last.relative
            year = self._year(last) if own else year
            if year is not None and not own and (last.month or 12) < (first.month or 1):
                # 「11月至3月」 runs over New Year.
                year += 1
            end = last.days(year)[1]
        named = (first.year is not None or first.years > 0) and first.month is not None
        if named and year is not None and (self.year is None or year >= self.year):
            self.named = year
        return start, end

    def _shape(
        self,
        first: Atom,
        last: Atom,
        begin: int,
        preposition: re.Match[str] | None,
        tail: re.Match[str] | None,
        start: date | None,
        end: date | None,
    ) -> tuple[Shape, date | None, date | None]:
        """The shape of an item from what stands before and behind it, and the dates that it leaves known."""
        until = bool(preposition and preposition["until"])
        if tail and tail["since"]:
            return Shape.SINCE, start, None
        if tail and tail["on"] and not until:
            self.began = start
            return Shape.FROM, start, None
        if last is not first or (tail and tail["in"]):
            return Shape.DURING, start, end
        if (preposition and preposition["since"]) or first.part.endswith("起"):
            return Shape.FROM, start, None
        if until and first.part != "内":
            return (Shape.DURING if self._prolonged(begin, preposition, tail) else Shape.BY), None, end
        if (tail and tail["by"]) or last.part in ("底", "末", "终"):
            return Shape.BY, None, end
        return (Shape.BARE_YEAR if last.bare_year else Shape.DURING), start, end

    def _prolonged(self, begin: int, preposition: re.Match[str] | None, tail: re.Match[str] | None) -> bool:
        """「延长至2023年4月30日」, 「至12月31日止」: the end of a time that runs, and not a day to be ready by."""
        word = preposition[0] if preposition else ""
        if word == "至" and tail and tail["tail"].endswith("止"):
            return True
        return word in ("到", "至") and bool(_PROLONGED.search(self.clause_before(begin)))

    def _year(self, atom: Atom) -> int | None:
        if atom.year is not None:
            return atom.year
        if atom.horizon:
            return self.plan_end_year
        base = self.year
        if (not atom.relative and self.named is not None) or (
            atom.relative and atom.years == 1 and self.named is not None
        ):
            base = self.named
        return None if base is None else base + atom.years


def _items(group: Sequence[tuple[re.Match[str], str]]) -> list[tuple[Atom, Atom]]:
    """First and last atom of each item of a list; both are the same unless the item is a range."""
    atoms: list[Atom] = []
    for m, join in group:
        new = atoms_of(m)
        if atoms:
            how = "range" if any(join.endswith(j) for j in RANGE_JOINS) else "list"
            if join == "" and (m["whole"] or m["yend"] or m["feast"]):
                # 「2019年全年」, 「今年年底」, 「2025年春节前」: one atom.
                part = "" if m["whole"] else new[0].part
                atoms[-1] = atoms[-1]._replace(end=m.end(), part=part, precision=new[0].precision)
                continue
            new[0] = new[0]._replace(joined=how)
        atoms += new
    items: list[tuple[Atom, Atom]] = []
    for atom in atoms:
        if atom.joined == "range" and items and items[-1][0] is items[-1][1]:
            items[-1] = (items[-1][0], atom)
            continue
        if atom.joined and items and atom.year is None and not atom.relative:
            # The year of the item before holds for the next: 「2019年6月和11月」.
            previous = items[-1][1]
            atom = atom._replace(year=previous.year, years=previous.years, relative=previous.relative)
        items.append((atom, atom))
    return items
