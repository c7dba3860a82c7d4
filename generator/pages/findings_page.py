"""What an editor should look at: the findings by severity and code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Finding
from generator.pages.language import N_
from generator.pages.page import Page, TocEntry
from generator.pages.refs import ProvisionRef, Ref
from generator.pages.site import Site

SEVERITIES = {"error": N_("错误"), "warning": N_("警告"), "note": N_("提示")}


@dataclass(frozen=True, slots=True)
class FindingRow:
    id: str
    message: str
    quote: str
    provision: ProvisionRef | None
    notice: Ref | None
    related: tuple[tuple[str, str], ...]
    """(words, path) of the facts concerned."""


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """All findings of one code."""

    id: str
    code: str
    severity: str
    severity_label: str
    rows: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True)
class FindingsModel:
    groups: tuple[FindingGroup, ...]
    total: int


def build_findings(site: Site) -> Iterator[Page]:
    _ = site.language.gettext
    by_code: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in site.index.findings:
        by_code[finding.severity, finding.code].append(finding)
    order = {severity: i for i, severity in enumerate(SEVERITIES)}
    groups = tuple(
        FindingGroup(
            id=f"code-{code}",
            code=code,
            severity=severity,
            severity_label=_(SEVERITIES.get(severity, severity)),
            rows=tuple(_row(site, finding) for finding in found),
        )
        for (severity, code), found in sorted(by_code.items(), key=lambda kv: (order.get(kv[0][0], 9), kv[0][1]))
    )
    yield Page(
        path="findings/",
        lang=site.lang,
        template="findings.html",
        title=_("待核问题"),
        description=_("程序发现的、值得编辑核对的地方：前后矛盾、不可能的日期、未能识别的名称等。"),
        model=FindingsModel(groups, len(site.index.findings)),
        kind="findings",
        crumbs=((_("首页"), ""),),
        toc=tuple(TocEntry(g.id, g.code, 1) for g in groups),
    )


def _row(site: Site, finding: Finding) -> FindingRow:
    index = site.index
    notice = index.notices.get(finding.document)
    known = (finding.document, finding.provision) in index.provisions
    quote = notice.document.text[finding.span.start : finding.span.end] if notice else ""
    return FindingRow(
        id=finding.id,
        message=finding.message if site.lang == "zh" else finding.message_en,
        quote=" ".join(quote.split()),
        provision=site.names.provision(finding.document, finding.provision) if known else None,
        notice=site.names.notice(finding.document) if notice else None,
        related=tuple(_related(site, finding)),
    )


def _related(site: Site, finding: Finding) -> Iterator[tuple[str, str]]:
    for id in finding.related:
        if fact := site.index.facts.get(id):
            ref = site.names.provision(fact.document, fact.mention.provision)
            text = site.index.notices[fact.document].document.text
            quote = " ".join(text[fact.mention.span.start : fact.mention.span.end].split())
            yield (quote if len(quote) <= 60 else f"{quote[:60]}…", ref.path)
