"""An editor's corrections from ``NAME.yml``."""

from __future__ import annotations

from generator.normalize.draft import Draft, Edit


def apply_corrections(draft: Draft) -> None:
    """Every occurrence of ``find`` reads as ``replace``, each recorded as a repair of the kind ``correction``."""
    for correction in draft.source.metadata.corrections:
        find, replace = correction.find, correction.replace
        if not find or find == replace:
            continue
        edits, at = [], draft.text.find(find)
        while at >= 0:
            edits.append(Edit(at, at + len(find), replace, "correction"))
            at = draft.text.find(find, at + len(find))
        draft.apply(edits)
