"""Targets in tables: goals broken down by month, quarter, county or department, tables of indicators, tables of tasks.

A numeric cell of a table of goals is a target whose indicator, unit, date and place come from its row, its column and the
caption; a cell of prose under a heading such as 行动目标 is read like running text. Tables that hand out money or list
projects are none, unless they call themselves goals, tasks, plans or indicators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.dates import Shape, find_periods
from generator.find_targets.cells import number_in, unit_in, without_unit
from generator.find_targets.clauses import sentence_from
from generator.find_targets.commitments import Reader
from generator.find_targets.indicators import tidy
from generator.find_targets.operators import is_growth, is_yearly
from generator.find_targets.stated_due import Due, DueReader
from generator.model import Cell, Document, DueBasis, Op, Provision, Span, Table, TableRef, TargetMention
from generator.numerals import Quantity, find_quantities, parse_number, unit_pattern

_GOALS = re.compile(r"目标|任务|指标|计划|分解|预期|规划")
# A list of work says in prose what is promised; its numbers in cells of their own are not.
_WORK = re.compile(r"工作(?:举措|内容|措施|要点)|重点工作|(?:具体|主要)(?:措施|工作|举措)")
_NO_GOALS = re.compile(
    r"(?:资金|补助|经费|奖补|债券|额度)[^，。]{0,8}(?:分配|安排|下达|明细)|名单|名册|花名册|联系|通讯录|评分|"
    r"打分|计分|考核(?:细则|标准)|赋分"
)
_SKIPPED_COLUMN = re.compile(
    r"序号|编号|责任|牵头|配合|部门|备注|时限|时间|期限|联系|负责人|单位名称|属性|性质|分值|权重|得分|页码|"
    r"电话|来源"
)
_DUE_COLUMN = re.compile(
    r"(?:完成|办结|整改|落实)(?:时限|时间|日期|期限)|时限|时间(?:节点|要求|安排)|(?:完成|办理)期限|进度(?:安排|要求)"
)
_BASE_COLUMN = re.compile(r"基数|基期|基年|现状|实际|完成(?:情况|值|数|额)|上年|去年|同期|已")
_TASK_COLUMN = re.compile(r"目标|任务|内容|措施|指标|要求|举措|事项|项目|成效")
_RATE = re.compile(r"增速|增长|增幅|增长率|涨幅|降幅|下降|降低")
_FALL = re.compile(r"降幅|下降|降低|减幅|减少|压减|压降")
_PERCENT = re.compile(r"率(?:（|\Z)|占比|比重|比例|进度|增速|增长|增幅|覆盖面")
_OPS = {
    **dict.fromkeys(("≥", "≧", ">=", ">", "＞", "不低于", "不少于", "超过", "以上"), Op.AT_LEAST),
    **dict.fromkeys(("≤", "≦", "<=", "<", "＜", "不高于", "不超过", "以下", "以内"), Op.AT_MOST),
    **dict.fromkeys(("约", "左右"), Op.ABOUT),
}
_PLACE = re.compile(
    r"(?:全[国省州市县区]|合计|总计|[\u4e00-\u9fff]{1,10}?(?:自治[州县旗]|[省市州县区旗盟镇乡]|街道|"
    r"开发区|新区|园区|管委会|试验区|林区))"
)
_BODY = re.compile(r"(?:局|委|办|厅|部|院|公司|中心|政府|管委会|办公室|支队|银行|银保监分局|署)(?:（.*）)?\Z")
_PERIOD_LABEL = re.compile(
    r"(?:20\d\d年)?(?:第?[一二三四1-4](?:[—至\-~][一二三四1-4])?季度|\d{1,2}(?:[—至\-~]\d{1,2})?月份?|"
    r"上半年|下半年|前三季度|全年|20\d\d年?(?:度)?|[一二三四五]年|年度)(?:目标|计划|任务|增速)?(?:数|值)?"
)
_GENERIC_ROW = re.compile(
    r"总量|进度|增幅|增速|增长|金额|占比|占支出比重|目标|总数|数量|合计|任务数?|计划数?|绝对额|总额|比重|"
    r"指标值?|目标值?"
)
_CAPTION_NOISE = re.compile(
    r"附[件表]\s*\d*[:：]?|20\d\d(?:[—\-–~]20\d\d)?年?(?:度)?|“?十[三四五六]五”?(?:时期|期间)?|\d*县(?:、|"
    r"（)?市(?:、区|）)?(?:区)?(?:人民政府)?|各县（?市、?区?）?|"
    r"[\u4e00-\u9fff]{2,8}?[省市州县区](?=20\d\d|[\u4e00-\u9fff]{4})|[州市省县区]级(?:重点行业)?部门|"
    r"按[月季年]|分[月季年]度?|"
    r"主要|工作|预期|情况|完成|及|分解|目标|任务|计划|指标|一览|明细|汇总|进度安排|表|专项行动|支撑|安排|"
    r"实施方案|行动计划|方案|的"
)


@dataclass(frozen=True, slots=True)
class _Column:
    label: str
    due: date | None
    unit: str
    skipped: bool
    base: bool


def find_table_targets(document: Document) -> list[TargetMention]:
    """The targets in the tables of ``document``, each with its ``table`` set, in reading order."""
    by_id = {p.id: p for p in document.provisions}
    out: list[TargetMention] = []
    if not document.tables:
        return []
    dues = DueReader(document)
    for table in document.tables:
        provision = by_id.get(table.provision)
        if provision is not None:
            out += _TableReader(document, table, provision, dues).read()
    return out


_SUBHEADER = re.compile(r"(?:增长|增速|增幅|总量|目标|计划|任务|完成)?(?:值|数|额)?（[^）]{1,6}）|%")
_DATE_SIGN = re.compile(r"[\d年月季底]")
_SHARE = re.compile(r"占|比重|率|进度|比例")
_BRACKET = re.compile(r"（[^）]*）")
_LONG_BRACKET = re.compile(r"（([^）]{3,})）")
_ROW_NUMBER = re.compile(r"\d{1,3}")
_YEAR = re.compile(r"20\d\d")
_ARRANGEMENT = re.compile(r"\d{4}年?[\u4e00-\u9fff]{0,8}安排")
_PLAIN_HEADER = re.compile(r"(?:同比|年均)?(?:增长|增速|增幅|目标|任务|计划)[值数]?")
_CELL_SENTENCE = re.compile(r"[^。；;\n]+[。；;\n]?")


class _TableReader:
    def __init__(self, document: Document, table: Table, provision: Provision, dues: DueReader):
        self.document, self.table, self.provision, self.dues = document, table, provision, dues
        self.caption = table.caption or provision.heading
        self._dues: dict[str, date | None] = {}
        self.rows: dict[int, dict[int, Cell]] = {}
        for cell in table.cells:
            for row in range(cell.row, cell.row + cell.rowspan):
                for column in range(cell.column, cell.column + cell.colspan):
                    self.rows.setdefault(row, {}).setdefault(column, cell)
        self.header_rows = table.header_rows + self._more_headers()
        year = _YEAR.search(self.caption)
        self.caption_year = int(year[0]) if year else None
        self.year = self.caption_year or document.plan_year

    # ── the table as a whole ─────────────────────────────────────────────────────────────────────────

    def read(self) -> list[TargetMention]:
        headers = " ".join(c.text for r in range(self.header_rows) for c in self.rows.get(r, {}).values())
        title = f"{self.caption} {headers}"
        goals = _GOALS.search(title)
        if not (goals or _WORK.search(headers)) or (
            _NO_GOALS.search(self.caption) and not re.search(r"目标|任务|指标", self.caption)
        ):
            return []
        columns = [self._column(k) for k in range(self.table.columns)]
        numbers = self._first_number(columns)
        shift = self._shift(columns, numbers)
        out: list[TargetMention] = []
        carried: dict[int, str] = {}
        for r in range(self.header_rows, self.table.rows):
            row = self.rows.get(r, {})
            filled = [c for c in row.values() if c.text.strip()]
            if not filled:
                continue
            labels = self._labels(row, numbers, carried)
            row_due = self._row_due(row, columns)
            unit_cell = next(
                (row[k].text for k, c in enumerate(columns) if c.label in ("单位", "计量单位") and k in row), ""
            )
            for k, cell in sorted(row.items()):
                if cell.row != r or cell.column != k or not cell.text.strip() or cell.header:
                    continue
                column = columns[max(0, k - shift)] if k - shift < len(columns) else columns[-1]
                if column.skipped or (columns[k].skipped and not shift):
                    continue
                if m := number_in(cell.text):
                    if goals and k >= numbers and not column.base and k not in self._counting:
                        target = self._number(cell, m, labels, column, unit_cell, row_due)
                        if target:
                            out.append(target)
                elif _TASK_COLUMN.search(columns[k].label):
                    row_label = " / ".join(p for i, p in labels if i < k)
                    out += self._prose(cell, row_label, columns[k].label, row_due)
        return out

    def _row_due(self, row: dict[int, Cell], columns: list[_Column]) -> date | None:
        """The date in the row's cell under 完成时限; None for 持续推进 and where there is no such column."""
        for k, column in enumerate(columns):
            if _DUE_COLUMN.search(column.label) and k in row:
                return self._due("".join(row[k].text.split()))
        return None

    def _more_headers(self) -> int:
        """Rows under the header that only say 「增长（%）」: they belong to it."""
        extra = 0
        for r in range(self.table.header_rows, min(self.table.rows, self.table.header_rows + 2)):
            texts = [c.text.strip() for c in self.rows.get(r, {}).values() if c.text.strip()]
            if texts and all(_SUBHEADER.fullmatch(t) for t in texts):
                extra += 1
            else:
                break
        return extra

    def _first_number(self, columns: list[_Column]) -> int:
        """The first column in which most body rows that reach it hold numbers."""
        for k in range(self.table.columns):
            texts = [
                row[k].text.strip()
                for r, row in self.rows.items()
                if r >= self.header_rows and k in row and row[k].text.strip()
            ]
            if re.search(r"序号|编号", columns[k].label):
                continue
            hits = sum(number_in(t) is not None for t in texts)
            if hits and hits * 2 >= len(texts) and k not in self._counting:
                return k
        return self.table.columns

    @cached_property
    def _counting(self) -> frozenset[int]:
        """The columns that only number the rows: 1, 2, 3 …"""
        return frozenset(k for k in (0, 1) if self._counts_up(k))

    def _counts_up(self, k: int) -> bool:
        texts = [
            row[k].text.strip()
            for r, row in sorted(self.rows.items())
            if r >= self.header_rows and k in row and row[k].text.strip()
        ]
        return len(texts) > 1 and texts == [str(i) for i in range(1, len(texts) + 1)]

    def _shift(self, columns: list[_Column], numbers: int) -> int:
        """By how many columns the body stands right of its header, when the header lacks a label column."""
        first = next((k for k, c in enumerate(columns) if c.due is not None), None)
        if first is None or numbers >= self.table.columns or numbers <= first:
            return 0
        body = [
            row[k].text.strip()
            for r, row in self.rows.items()
            if r >= self.header_rows
            for k in range(first, numbers)
            if k in row
        ]
        texts = [t for t in body if t]
        return numbers - first if texts and not any(number_in(t) for t in texts) else 0

    def _column(self, k: int) -> _Column:
        parts: list[str] = []
        for r in range(self.header_rows):
            cell = self.rows.get(r, {}).get(k)
            text = "".join(cell.text.split()) if cell else ""
            if text and text not in parts and not re.fullmatch(r"单位[:：].*", text):
                parts.append(text)
        label = " / ".join(parts)
        return _Column(
            label, self._due(label), unit_in(label), bool(_SKIPPED_COLUMN.search(label)), self._is_base(label)
        )

    def _is_base(self, label: str) -> bool:
        if _BASE_COLUMN.search(label):
            return True
        due = self._due(label)
        plan = self.document.plan_year
        return bool(due and plan and due.year < plan and "目标" not in label)

    def _due(self, label: str) -> date | None:
        if label not in self._dues:
            self._dues[label] = self._read_due(label)
        return self._dues[label]

    def _read_due(self, label: str) -> date | None:
        if not _DATE_SIGN.search(label):
            return None
        label = re.sub(r"\A(20\d\d)\Z", r"\1年", label.split(" / ")[0] if re.match(r"20\d\d", label) else label)
        periods = find_periods(label, year=self.year, plan_end_year=self.document.plan_end_year)
        ends = [p.end for p in periods if p.end is not None and p.shape is not Shape.SINCE]
        return ends[-1] if ends else None

    def _labels(self, row: dict[int, Cell], numbers: int, carried: dict[int, str]) -> list[tuple[int, str]]:
        """Row headers with their columns; an empty cell under a merged one takes the text above."""
        texts = {k: "".join(row[k].text.split()) for k in range(min(numbers, self.table.columns)) if k in row}
        own = [k for k, t in texts.items() if t]
        for k, text in texts.items():
            if text:
                carried[k] = text
                if text.isdigit():
                    # The number of a row starts no new group of rows.
                    continue
                for later in [j for j in carried if j > k and not texts.get(j)]:
                    del carried[later]
        last = max(own, default=-1)
        labels = []
        for k in sorted(texts):
            text = texts[k] or (carried.get(k, "") if k < last else "")
            if text and not _ROW_NUMBER.fullmatch(text) and not re.fullmatch(unit_pattern(), text):
                labels.append((k, text))
        return labels

    # ── one cell ─────────────────────────────────────────────────────────────────────────────────────

    def _number(
        self,
        cell: Cell,
        m: re.Match[str],
        labels: list[tuple[int, str]],
        column: _Column,
        unit_cell: str,
        row_due: date | None,
    ) -> TargetMention | None:
        names = [text for _, text in labels]
        if not names and not column.label:
            return None
        written = m["unit"].strip("()（）〔〕[] ")
        indicator, place = self._indicator(names, column.label)
        unit = (
            written
            or unit_in(names[-1] if names else "")
            or column.unit
            or unit_cell.strip()
            or unit_in("".join(names))
        )
        if not unit:
            unit = self.table.unit if "、" not in self.table.unit else ""
        if not unit and _PERCENT.search(names[-1] if names else column.label):
            unit = "%"
        low = parse_number(m["low"].lstrip("-"))
        low = -low if m["low"].startswith("-") else low
        high = float(m["high"]) if m["high"] else None
        op = _OPS.get(m["after"] or "") or _OPS.get(m["before"] or "") or (Op.RANGE if high is not None else Op.EQUAL)
        due = column.due or row_due or next((d for text in names if (d := self._due(text))), None)
        if due is None and self.caption_year:
            due = date(self.caption_year, 12, 31)
        growth = unit in ("%", "个百分点", "‰") and self._grows(names, column.label, indicator)
        at = cell.text.index(m["low"]) if m["low"] in cell.text else 0
        start = cell.span.start + at
        return TargetMention(
            provision=self.provision.id, span=cell.span, number=Span(start, min(cell.span.end, start + len(m["low"]))),
            indicator=indicator, op=op, value=low, value_max=high, unit=unit, growth=growth, due=due,
            due_basis=DueBasis.STATED if due else DueBasis.NONE,
            table=TableRef(self.table.id, self.caption, " / ".join(names), column.label), place=place,
            falls=growth and bool(_FALL.search(f"{names[-1] if names else ''} {column.label} {indicator}")),
            yearly=growth and is_yearly(f"{names[-1] if names else ''} {column.label} {indicator}"),
        )  # fmt: skip

    def _grows(self, names: list[str], column: str, indicator: str) -> bool:
        """Whether a percentage is a rate of change: its row or column says so, or the whole table is one of rates."""
        last = f"{names[-1] if names else ''} {column}"
        if _RATE.search(last):
            return True
        if _SHARE.search(last):
            return False
        return self._of_rates or is_growth(Quantity(0, 0, 0.0, None, "%", "share"), "", indicator)

    @cached_property
    def _of_rates(self) -> bool:
        rows = [" ".join(c.text for c in row.values()) for r, row in self.rows.items() if r >= self.header_rows]
        headers = [c.text for r in range(self.header_rows) for c in self.rows.get(r, {}).values()]
        return any(_RATE.search(h) for h in headers) or sum(bool(_RATE.search(t)) for t in rows) * 2 > len(rows)

    def _indicator(self, names: list[str], column: str) -> tuple[str, str | None]:
        """What a numeric cell measures, and the place its row or column names."""
        place = None
        kept: list[str] = []
        for text in [*names, *column.split(" / ")]:
            bare = _BRACKET.sub("", text)
            if _PLACE.fullmatch(bare):
                place = None if bare in ("合计", "总计") else bare
            elif _BODY.search(text):
                inner = _LONG_BRACKET.search(text)
                if inner:
                    kept.append(inner[1])
            elif (
                not text
                or _PERIOD_LABEL.fullmatch(bare)
                or bare in ("单位", "指标", "指标名称", "目标", "目标值", "任务", "任务数", "计划", "计划数")
                or _ARRANGEMENT.fullmatch(bare)
                or ((text == column or text in column.split(" / ")) and _PLAIN_HEADER.fullmatch(bare))
            ):
                continue
            else:
                kept.append(without_unit(text))
        words = [w for w in kept if w]
        if not words or all(_GENERIC_ROW.fullmatch(w.strip("%")) for w in words):
            words = [w for w in (self._subject, *words) if w]
        seen: list[str] = []
        for w in words:
            w = w.removeprefix("其中：").removeprefix("其中:")
            if w not in seen:
                seen.append(w)
        return tidy("".join(seen)) or tidy(self.caption), place

    @cached_property
    def _subject(self) -> str:
        """What the caption says the table is about."""
        return tidy(_CAPTION_NOISE.sub("", _BRACKET.sub("", self.caption)))

    def _prose(self, cell: Cell, row: str, column: str, row_due: date | None) -> Iterator[TargetMention]:
        """Targets in a cell of running text; ``row_due`` dates those that name no date of their own."""
        reader = Reader(row.split(" / ")[-1], goals=bool(_GOALS.search(column)))
        text = self.document.text[cell.span.start : cell.span.end]
        for part in _CELL_SENTENCE.finditer(text):
            quantities = find_quantities(part.group())
            if not quantities:
                continue
            sentence = sentence_from(self.provision, cell.span.start + part.start(), part.group())
            commitments = reader.read(sentence, quantities)
            for c, due in zip(commitments, self.dues.read(sentence, commitments), strict=True):
                if due is None:
                    continue
                if row_due is not None and due.span is None:
                    due = Due(row_due, DueBasis.STATED)
                q = c.quantity
                yield TargetMention(
                    provision=self.provision.id, span=sentence.span(c.start, c.end), number=sentence.span(q.start, q.end),
                    indicator=c.indicator, op=c.op, value=q.value, value_max=q.value_max, unit=q.unit, growth=c.growth,
                    due=due.date, due_basis=due.basis, due_span=due.span, hedge=c.hedge,
                    table=TableRef(self.table.id, self.caption, row, column), falls=c.falls, yearly=c.yearly,
                )  # fmt: skip
