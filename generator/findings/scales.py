"""A unit that cannot be right beside its neighbours.

A table of quarterly expenditure in 万元 ends with 295.2; the text above it sets expenditure at 295.2亿元. The same
figure of three digits or more in two units of one kind, at least a thousandfold apart, for one thing, is a slip in one
of them. The finding stands at the table when one of the two is a table cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.findings.quantity import base_unit
from generator.findings.view import Observation, View, number_words, shorten
from generator.model import Target

_FROM = 1000
_GENERAL = frozenset("的和及与等年月季度全州市省县区国总量额值目标任务完成实现达到增长情况分表一二三四")


def scale_findings(view: View) -> Iterator[Observation]:
    same_figure: dict[float, list[Target]] = defaultdict(list)
    for target in view.targets:
        if _digits(target.mention.value) >= 3:
            same_figure[target.mention.value].append(target)
    reported: set[tuple[str, str]] = set()
    for value, alike in sorted(same_figure.items()):
        if len({t.mention.unit for t in alike}) < 2:
            continue
        # A figure that fills a table counts once.
        targets = list({(t.mention.unit, _place(t), t.indicator): t for t in reversed(alike)}.values())[::-1]
        for here, there in _pairs(targets):
            unit, other = here.mention.unit, there.mention.unit
            place = (_place(here) or here.id, unit)
            if place in reported:
                continue
            reported.add(place)
            factor = base_unit(other)[0] / base_unit(unit)[0]
            yield view.observe(
                "unit-out-of-scale",
                here.mention.number,
                provision=here.mention.provision,
                related=[here.id, there.id],
                here=_name(here),
                there=_name(there),
                unit=unit,
                other_unit=other,
                value=number_words(value),
                factor=number_words(factor),
            )


def _pairs(targets: list[Target]) -> Iterator[tuple[Target, Target]]:
    """(the doubtful one, the one it is compared with): a cell rather than a sentence, the smaller unit otherwise."""
    for here in targets:
        for there in targets:
            factor, unit = base_unit(here.mention.unit)
            other_factor, other_unit = base_unit(there.mention.unit)
            if unit != other_unit or other_factor < factor * _FROM:
                continue
            if _digits(here.mention.value) < 4 and not _one_thing(here, there):
                continue
            if there.mention.table and not here.mention.table:
                yield there, here
            else:
                yield here, there
            break


def _place(target: Target) -> str:
    """The table a target stands in, "" for running text."""
    return target.mention.table.table if target.mention.table else ""


def _digits(value: float) -> int:
    """Significant digits: 295.2 has four, 30 has one, 0.5 has one."""
    return len(number_words(abs(value)).replace(".", "").strip("0"))


def _one_thing(a: Target, b: Target) -> bool:
    """Whether the two are about the same thing: they share a word that says more than 总量 or 目标."""
    if a.indicator == b.indicator:
        return True
    first, second = _subject(a), _subject(b)
    pairs = {first[i : i + 2] for i in range(len(first) - 1)}
    return any(second[i : i + 2] in pairs for i in range(len(second) - 1))


def _subject(target: Target) -> str:
    table = target.mention.table
    words = target.mention.indicator + ("　" + table.caption if table else "")
    return "".join(c for c in words if c not in _GENERAL)


def _name(target: Target) -> str:
    table = target.mention.table
    if table is None:
        return shorten(target.mention.indicator, 24)
    return shorten("·".join(word for word in (table.caption, table.row, table.column) if word), 48)
