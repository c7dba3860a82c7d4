"""Text the program mended, one finding for a notice: doubled characters at page breaks, debris, corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.findings.view import Observation, View
from generator.model import Repair, Span

KINDS = {
    "doubled": ("换页处重复的字", "characters doubled at a page break"),
    "debris": ("换页处的残字", "debris of a page break"),
    "bookmark": ("文字处理软件的书签", "word processor bookmarks"),
    "list mark": ("转换时加入的列表符号", "list marks added by conversion"),
    "correction": ("编辑更正", "corrections by an editor"),
}


def repair_findings(view: View) -> Iterator[Observation]:
    repairs: tuple[Repair, ...] = view.document.normalized.repairs
    if not repairs:
        return
    counts = Counter(repair.kind for repair in repairs)
    kinds = [(*KINDS.get(kind, (kind, kind)), n) for kind, n in sorted(counts.items())]
    first = min(repair.at for repair in repairs)
    yield view.observe(
        "text-mended",
        Span(first, first),
        count=str(len(repairs)),
        kinds=("、".join(f"{zh} {n}" for zh, _, n in kinds), ", ".join(f"{en}: {n}" for _, en, n in kinds)),
    )
