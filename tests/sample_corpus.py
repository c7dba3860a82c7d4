"""A small corpus made by hand, with everything a page can show. Place, bodies and numbers are invented."""

from __future__ import annotations

from datetime import date

from conftest import document_of

from generator.model import (
    Assignment,
    AssignmentMention,
    Citation,
    CitationMention,
    Corpus,
    Deadline,
    DeadlineKind,
    DeadlineMention,
    Document,
    DueBasis,
    Finding,
    Indicator,
    Notice,
    Op,
    Organization,
    Place,
    Role,
    Span,
    TableRef,
    Target,
    TargetMention,
)

PLAN = """某某市人民政府关于印发某某市2020年稳增长实施方案的通知
某政发〔2020〕7号
各县人民政府：
现将《某某市2020年稳增长实施方案》印发给你们，请认真贯彻执行。
某某市人民政府
2020年3月5日
某某市2020年稳增长实施方案
一、总体目标
2020年固定资产投资增长12.5%以上，新建5G基站300个。
二、重点任务
（一）扩大投资。按照《某某市投资管理办法》，6月底前开工项目20个。<b>文中的尖括号</b>和{{ 双花括号 }}都是文字。（牵头单位：市发展改革委；责任单位：市财政局、各县人民政府）
（二）稳定就业。每月10日前报送进度。（市人力资源社会保障局负责）
三、任务分解
县别\t一季度\t上半年
甲乙县\t10\t12
丙丁县\t11\t13
"""

RULES = """某某市人民政府办公室关于公布某某市投资管理办法的通知
一、总则
本办法自2019年1月1日起施行。
"""


def span_of(document: Document, words: str, *, inside: str = "") -> Span:
    """Where ``words`` stand (inside the passage ``inside``, when they occur more than once)."""
    start = document.text.index(inside) if inside else 0
    at = document.text.index(words, start)
    return Span(at, at + len(words))


def sample_corpus() -> Corpus:
    return Corpus(
        notices=(
            Notice(
                _PLAN, "moumou/peoples-government", "moumou", "Notice of Moumou on Issuing the Plan for 2020", "curated"
            ),
            Notice(_RULES, None, "moumou", "Measures on Investment", "generated"),
        ),
        assignments=(
            _assignment("a1", "市发展改革委", Role.LEAD, "moumou/development-and-reform-commission"),
            _assignment("a2", "市财政局", Role.RESPONSIBLE, "moumou/finance-bureau"),
            _assignment("a3", "各县人民政府", Role.RESPONSIBLE, "moumou/all-county-governments", group=True),
            _assignment("a4", "市人力资源社会保障局", Role.RESPONSIBLE, "moumou/labour-bureau"),
        ),
        targets=(
            _target(
                "t1", "固定资产投资增长12.5%以上", "12.5%", "fixed-asset-investment", Op.AT_LEAST, 12.5, growth=True
            ),
            _target(
                "t2", "新建5G基站300个", "300个", "5g-base-stations", Op.EQUAL, 300, unit="个", basis=DueBasis.INHERITED
            ),
            _target("t3", "开工项目20个", "20个", "projects-begun", Op.EQUAL, 20, unit="个", due=date(2020, 6, 30)),
            *(
                _cell(*cell)
                for cell in (("甲乙县", 0, "10"), ("甲乙县", 1, "12"), ("丙丁县", 0, "11"), ("丙丁县", 1, "13"))
            ),
        ),
        deadlines=(
            _deadline("d1", "6月底前开工项目20个", "6月底前", DeadlineKind.BY, end=date(2020, 6, 30)),
            _deadline("d2", "每月10日前报送进度", "每月10日前", DeadlineKind.RECURRING, every="month day 10"),
        ),
        citations=(
            _citation("c1", "《某某市投资管理办法》", "rules"),
            _citation("c2", "《某某市2020年稳增长实施方案》", None),
        ),
        organizations=ORGANIZATIONS,
        indicators=INDICATORS,
        places=PLACES,
    )


def sample_findings() -> tuple[Finding, ...]:
    span = span_of(_PLAN, "6月底前")
    return (
        Finding(
            "sample/deadline-before-notice/1", "deadline-before-notice", "warning", "sample", _at(span), span,
            "期限早于成文日期。", "The deadline lies before the notice.", ("sample/p2-2-1/t3",),
        ),
    )  # fmt: skip


PLACES = (
    Place("moumou", "999900", "某某市", "Moumou City", "prefecture", None),
    Place("moumou-jiayi", "999921", "甲乙县", "Jiayi County", "county", "moumou"),
    Place("moumou-bingding", "999922", "丙丁县", "Bingding County", "county", "moumou"),
)

ORGANIZATIONS = (
    Organization("moumou-bingding/peoples-government", "丙丁县人民政府", "People's Government of Bingding County",
                 "curated", (), "moumou-bingding", "body"),
    Organization("moumou-jiayi/peoples-government", "甲乙县人民政府", "People's Government of Jiayi County",
                 "curated", (), "moumou-jiayi", "body"),
    Organization("moumou/all-county-governments", "某某市各县人民政府", "All county governments of Moumou City", "curated",
                 ("各县人民政府",), "moumou", "group",
                 members=("moumou-bingding/peoples-government", "moumou-jiayi/peoples-government")),
    Organization("moumou/development-and-reform-commission", "某某市发展和改革委员会",
                 "Development and Reform Commission of Moumou City", "official", ("市发展改革委",), "moumou", "body"),
    Organization("moumou/finance-bureau", "某某市财政局", "Finance Bureau of Moumou City", "curated", ("市财政局",),
                 "moumou", "body"),
    Organization("moumou/labour-bureau", "某某市人力资源和社会保障局", "Renli Bureau of Moumou City", "generated",
                 ("市人力资源社会保障局",), "moumou", "body"),
    Organization("moumou/peoples-government", "某某市人民政府", "People's Government of Moumou City", "curated", (),
                 "moumou", "body"),
)  # fmt: skip

INDICATORS = (
    Indicator("5g-base-stations", "新建5G基站", "New 5G base stations", "curated", "个", ()),
    Indicator("fixed-asset-investment", "固定资产投资", "Investment in fixed assets", "official", "亿元", ("投资",)),
    Indicator("projects-begun", "开工项目", "Projects begun", "curated", "个", ()),
)

_PLAN = document_of(PLAN, source_url="https://example.org/notice")
_RULES = document_of(RULES, id="rules")


def _at(span: Span) -> str:
    return _PLAN.provision_at(span.start).id


def _assignment(id: str, name: str, role: Role, body: str, *, group: bool = False) -> Assignment:
    span = span_of(_PLAN, name, inside="（牵头单位" if id != "a4" else "（市人力")
    open_at = _PLAN.text.rindex("（", 0, span.start)
    statement = Span(open_at, _PLAN.text.index("）", open_at) + 1)
    mention = AssignmentMention(_at(span), span, statement, role, name)
    return Assignment(f"sample/{_at(span)}/{id}", "sample", mention, (body,), group)


def _target(
    id: str,
    quote: str,
    number: str,
    indicator: str,
    op: Op,
    value: float,
    *,
    unit: str = "%",
    growth: bool = False,
    due: date | None = date(2020, 12, 31),
    basis: DueBasis = DueBasis.STATED,
) -> Target:
    span = span_of(_PLAN, quote)
    number_span = span_of(_PLAN, number, inside=quote)
    mention = TargetMention(_at(span), span, number_span, quote, op, value, None, unit, growth, due, basis)
    due_from = "title" if basis is DueBasis.INHERITED else None
    lead = ("moumou/development-and-reform-commission",) if id == "t3" else ()
    return Target(f"sample/{_at(span)}/{id}", "sample", mention, indicator, due, basis, due_from, "moumou", lead)


def _cell(county: str, column: int, number: str) -> Target:
    span = span_of(_PLAN, number, inside=f"{county}\t")
    ref = TableRef("t1", "", county, ("一季度", "上半年")[column])
    due = (date(2020, 3, 31), date(2020, 6, 30))[column]
    mention = TargetMention(
        _at(span), span, span, "固定资产投资", Op.EQUAL, float(number), None, "%", True, due, DueBasis.STATED, table=ref
    )
    place = "moumou-jiayi" if county == "甲乙县" else "moumou-bingding"
    lead = ("moumou/all-county-governments",)
    id = f"sample/{_at(span)}/{place}-{column}"
    return Target(id, "sample", mention, "fixed-asset-investment", due, DueBasis.STATED, None, place, lead)


def _deadline(
    id: str, quote: str, when: str, kind: DeadlineKind, *, end: date | None = None, every: str | None = None
) -> Deadline:
    span = span_of(_PLAN, quote)
    when_span = span_of(_PLAN, when, inside=quote)
    mention = DeadlineMention(_at(span), span, when_span, when, kind, None, end, every)
    body = "moumou/development-and-reform-commission" if id == "d1" else "moumou/labour-bureau"
    return Deadline(f"sample/{_at(span)}/{id}", "sample", mention, (body,))


def _citation(id: str, words: str, document: str | None) -> Citation:
    span = span_of(_PLAN, words)
    return Citation(f"sample/{_at(span)}/{id}", "sample", CitationMention(_at(span), span, words[1:-1], None), document)
