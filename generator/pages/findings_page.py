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
from generator.registers import load_register

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
    title: str
    action: str
    """What an editor should do about it."""
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
    known = {entry["code"]: entry for entry in load_register("findings")}
    severities = {severity: i for i, severity in enumerate(SEVERITIES)}
    codes = {code: i for i, code in enumerate(known)}
    suffix = "" if site.lang == "zh" else "_en"

    def order(group: tuple[str, str]) -> tuple[int, int, str]:
        severity, code = group
        return severities.get(severity, len(severities)), codes.get(code, len(codes)), code

    groups = tuple(
        FindingGroup(
            id=f"code-{code}",
            code=code,
            title=known.get(code, {}).get(f"title{suffix}", code),
            action=known.get(code, {}).get(f"action{suffix}", ""),
            severity=severity,
            severity_label=_(SEVERITIES.get(severity, severity)),
            rows=tuple(_row(site, finding) for finding in found),
        )
        for (severity, code), found in sorted(by_code.items(), key=lambda item: order(item[0]))
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
        toc=tuple(TocEntry(g.id, g.title, 1) for g in groups),
    )


def _row(site: Site, finding: Finding) -> FindingRow:
    index = site.index
    notice = index.notices.get(finding.document)
    known = (finding.document, finding.provision) in index.provisions
    quote = " ".join(notice.document.text[finding.span.start : finding.span.end].split()) if notice else ""
    provision = site.names.provision(finding.document, finding.provision) if known else None
    return FindingRow(
        id=finding.id,
        message=finding.message if site.lang == "zh" else finding.message_en,
        # What the message or the link says already is not said again.
        quote="" if quote in finding.message or (provision and quote in provision.text) else quote,
        provision=provision,
        notice=site.names.short_notice(finding.document) if notice else None,
        related=tuple(_related(site, finding)),
    )


def _related(site: Site, finding: Finding) -> Iterator[tuple[str, str]]:
    for id in finding.related:
        fact = site.index.facts.get(id)
        if fact and (fact.document, fact.mention.provision) != (finding.document, finding.provision):
            ref = site.names.provision(fact.document, fact.mention.provision)
            text = site.index.notices[fact.document].document.text
            table = getattr(fact.mention, "table", None)
            span = fact.mention.span
            quote = f"{table.row} · {table.column}" if table else " ".join(text[span.start : span.end].split())
            yield (quote if len(quote) <= 60 else f"{quote[:60]}…", ref.path)
