"""Rows of ledgers: targets, deadlines and duties, the same wherever they are shown. Tables hide by their class the columns
that a page says already (``tables.css``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from markupsafe import Markup

from generator.pages.facts import DeadlineRow, Due, DutyRow, Restatements, TargetRow
from generator.pages.language import Language
from generator.pages.page import CONTENT_LANG
from generator.pages.refs import Ref
from generator.render.names import BASE, Links, Memory

REMEMBERED = 60_000
"""Rows kept to be shown again, in each language (some 100 MB)."""

TARGETS_OF_A_DUTY = 4
DEADLINES_OF_A_DUTY = 3


class Rows:
    """Rows in one language, to be used in templates; each method gives the ``<tr>`` of all it is given."""

    def __init__(self, words: Language, links: Links) -> None:
        self._words, self._links = words, links
        self._memory = Memory(REMEMBERED)
        self._foreign = "" if words.lang == "zh" else f' lang="{CONTENT_LANG["zh"]}"'
        self._own = "" if words.lang == "zh" else f' lang="{words.content_lang}"'
        self._open, self._close = escape(words.gettext("（")), escape(words.gettext("）"))
        self._cell = escape(words.gettext("表格"))

    def targets(self, rows: Iterable[TargetRow]) -> Markup:
        get, make = self._memory.get, self._target
        return Markup("".join([get(("target", row.id), make, row) for row in rows]))

    def target_items(self, rows: Iterable[TargetRow], again: Mapping[str, Restatements]) -> Markup:
        """Targets as ``<li>``, beside the sentence they stand in; ``again`` has what is stated elsewhere too."""
        return Markup("".join([self._target_item(row, again.get(row.id)) for row in rows]))

    def _target_item(self, row: TargetRow, again: Restatements | None) -> str:
        hedge = f' <span class="pl-hedge" lang="zh-Hans">{escape(row.hedge)}</span>' if row.hedge else ""
        due = self._due(row.due)
        return (
            f'<li data-due="{row.due.iso}">{self._links.ref(row.indicator)}'
            f' <a class="pl-jump pl-value" href="#{escape(row.anchor)}"{_lang(row.value_lang)}>{escape(row.said)}</a>'
            + (f' <span class="pl-due">{due}</span>' if due else "")
            + f"{hedge}{self._again(row, again) if again else ''}</li>\n"
        )

    def _again(self, row: TargetRow, again: Restatements) -> str:
        """Where the same goal stands once more."""
        links = []
        for other in again.links:
            notice = f"{self._links.ref(other.notice)} " if other.notice else ""
            part = other.provision.part if other.provision.part != row.provision.part else ""
            where = f' <span class="pl-part"{self._foreign}>{escape(part)}</span>' if part else ""
            links.append(f"<li>{notice}{self._links.provision_at(other.provision, other.path)}{where}</li>")
        if again.more:
            rest = escape(self._words.counted("另有%(n)s处", again.more))
            links.append(f'<li><a href="{BASE}{escape(row.indicator.path)}">{rest}</a></li>')
        label = escape(self._words.counted("同一目标又见%(n)s处", len(again.links) + again.more))
        return f'<details class="pl-again"><summary>{label}</summary><ul>{"".join(links)}</ul></details>'

    def deadlines(self, rows: Iterable[DeadlineRow]) -> Markup:
        get, make = self._memory.get, self._deadline
        return Markup("".join([get(("deadline", row.id), make, row) for row in rows]))

    def duties(self, rows: Iterable[DutyRow]) -> Markup:
        get, make = self._memory.get, self._duty
        return Markup("".join([get(("duty", row.id), make, row) for row in rows]))

    def _target(self, row: TargetRow) -> Markup:
        hedge = f' <span class="pl-hedge" lang="zh-Hans">{escape(row.hedge)}</span>' if row.hedge else ""
        if row.kind == "table":
            cell = " · ".join(filter(None, (row.row, row.column)))
            quote = f'<span class="pl-cell"{self._own}>{self._cell}</span> {escape(cell)}'
        else:
            quote = escape(row.quote)
        return Markup(
            f'<tr data-department="{escape(" ".join(row.body_ids))}" data-indicator="{escape(row.indicator_id)}"'
            f' data-place="{escape(row.place_id)}" data-year="{row.year}" data-notice="{escape(row.notice_id)}"'
            f' data-kind="{row.kind}" data-due="{row.due.iso}">'
            f'<th scope="row" class="pl-c-name">{self._links.ref(row.indicator)}</th>'
            f'<td class="pl-c-value" data-sort="{row.number}">{self._value(row)}{hedge}</td>'
            f'<td class="pl-c-due" data-sort="{row.due.iso}">{self._due(row.due)}</td>'
            f"{self._place(row.place)}{self._bodies(row.bodies)}"
            f'<td class="pl-c-quote"{self._foreign}>{quote}</td>{self._source(row)}</tr>\n'
        )

    def _deadline(self, row: DeadlineRow) -> Markup:
        begin = f'<time datetime="{row.start}">{escape(row.day_from)}</time>–<wbr>' if row.day_from else ""
        if row.day:
            day = f'<time datetime="{row.due}">{escape(row.day)}</time>'
        else:
            day = f"<span{_lang(row.when_lang)}>{escape(row.when)}</span>"
        return Markup(
            f'<tr data-department="{escape(" ".join(row.body_ids))}" data-place="{escape(row.place_id)}"'
            f' data-year="{row.year}" data-notice="{escape(row.notice_id)}" data-kind="{row.kind}"'
            f' data-due="{row.overdue_from}">'
            f'<td class="pl-c-due" data-sort="{row.due}"><a href="{BASE}{escape(row.path)}">{begin}{day}</a></td>'
            f'<td class="pl-c-kind"><span class="pl-kind">{escape(row.kind_label)}</span></td>'
            f'<td class="pl-c-quote"{self._foreign}>{escape(row.quote)}</td>'
            f"{self._place(row.place)}{self._bodies(row.bodies)}{self._source(row)}</tr>\n"
        )

    def _duty(self, row: DutyRow) -> Markup:
        part, text = row.provision.part, row.excerpt
        return Markup(
            f'<tr><td class="pl-task">{self._links.provision(row.provision)}'
            + (f'<span class="pl-part"{self._foreign}>{escape(part)}</span>' if part else "")
            + (f'<span class="pl-excerpt"{self._foreign}>{escape(text)}</span>' if text else "")
            + f"</td><td>{self._targets_of(row)}</td><td>{self._deadlines_of(row)}</td>"
            f'<td class="pl-c-leads">{self._links.refs(row.leads)}</td></tr>\n'
        )

    def _targets_of(self, row: DutyRow) -> str:
        lines = [f"{self._links.ref(t.indicator)} {self._value(t)}" for t in row.targets[:TARGETS_OF_A_DUTY]]
        return self._list(lines, len(row.targets) - TARGETS_OF_A_DUTY)

    def _deadlines_of(self, row: DutyRow) -> str:
        lines = [
            f'<a href="{BASE}{escape(d.path)}"{_lang(d.when_lang)}>{escape(d.when)}</a>'
            for d in row.deadlines[:DEADLINES_OF_A_DUTY]
        ]
        return self._list(lines, len(row.deadlines) - DEADLINES_OF_A_DUTY)

    def _list(self, lines: list[str], more: int) -> str:
        if not lines:
            return ""
        rest = f'<li class="pl-more">{escape(self._words.counted("另有%(n)s项", more))}</li>' if more > 0 else ""
        return f'<ul class="pl-mini">{"".join([f"<li>{line}</li>" for line in lines])}{rest}</ul>'

    def _value(self, row: TargetRow) -> str:
        return f'<a class="pl-value" href="{BASE}{escape(row.path)}"{_lang(row.value_lang)}>{escape(row.said)}</a>'

    def _due(self, due: Due) -> str:
        day = f'<time datetime="{due.iso}">{escape(due.text)}</time>' if due.text else ""
        if not due.basis:
            return day
        source = f" {self._links.provision(due.source)}" if due.source else ""
        return f'{day}<span class="pl-basis">{self._open}{escape(due.basis)}{source}{self._close}</span>'

    def _place(self, place: Ref | None) -> str:
        return f'<td class="pl-c-place">{self._links.ref(place) if place else ""}</td>'

    def _bodies(self, bodies: tuple[Ref, ...]) -> str:
        return f'<td class="pl-c-bodies">{self._links.refs(bodies)}</td>'

    def _source(self, row: TargetRow | DeadlineRow) -> str:
        return f'<td class="pl-source">{self._links.ref(row.notice)} {self._links.provision(row.provision)}</td>'


def _lang(lang: str) -> str:
    return f' lang="{lang}"' if lang else ""
