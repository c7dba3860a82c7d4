"""Which body each name in each notice means, and every body there is; ``organization_reader`` reads the names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from generator.find_assignments.body_names import repair
from generator.model import Mentions, Organization
from generator.resolve.organization_reader import NameReader
from generator.resolve.organization_registry import OrganizationRegistry
from generator.resolve.places import PlaceIndex

_BETWEEN_AUTHORITIES = re.compile(r"[\s、，]+")

_PARTY_AND_GOVERNMENT = re.compile(
    r"^(?P<party>(?:中共|中国共产党)?(?P<place>[\u4e00-\u9fff]{2,15}?[省市县区州旗盟镇乡])委(?:员会)?(?:办公[厅室])?)(?=(?P=place)人民政府)"
)
"""「中共滨海市委办公室滨海市人民政府办公室」, set without a space between the two."""


@dataclass(frozen=True, slots=True)
class OrganizationIndex:
    """Every body that the notices name, and which one each name means where."""

    organizations: tuple[Organization, ...]
    """Sorted by id; members of groups are among them though no notice names them alone."""
    _meanings: Mapping[tuple[str, str], tuple[tuple[str, ...], bool]]

    def of(self, document_id: str, name: str) -> tuple[tuple[str, ...], bool]:
        """Ids of the bodies that ``name`` (as written or repaired) means in the notice, and whether it is a group.

        An empty tuple for a name that the notice does not hold.
        """
        return self._meanings.get((document_id, name), ((), False))


def resolve_organizations(
    mentions_by_document: Sequence[Mentions],
    places: PlaceIndex,
    notice_places: Mapping[str, str | None],
    *,
    further_names: Mapping[str, Iterable[str]] = MappingProxyType({}),
) -> OrganizationIndex:
    """Gives every name in the assignments, and every issuing authority, its body.

    ``further_names`` are names by document that stand outside the assignments (the subject of a deadline).
    ``notice_places`` has the id of each notice's own place (``china`` for the State, None when unknown). The result
    does not depend on the order of the notices.
    """
    registry = OrganizationRegistry(places)
    meanings: dict[tuple[str, str], tuple[tuple[str, ...], bool]] = {}
    for mentions in sorted(mentions_by_document, key=lambda m: m.document.id):
        document = mentions.document
        names = Counter((m.as_written, m.repaired or repair(m.as_written)) for m in mentions.assignments)
        names.update((name, name) for name in further_names.get(document.id, ()))
        authority = document.issuing_authority or ""
        issuers = [
            part for part in _BETWEEN_AUTHORITIES.split(_PARTY_AND_GOVERNMENT.sub(r"\g<party> ", authority)) if part
        ]
        names.update((part, part) for part in issuers)
        reader = NameReader(registry, places, document, notice_places.get(document.id), [clean for _, clean in names])
        for name, clean in sorted(names):
            ids, group = reader.resolve(clean)
            registry.note(ids, name, names[name, clean])
            meanings[document.id, name] = meanings[document.id, clean] = (ids, group)
        if issuers and authority not in issuers:
            ids = tuple(dict.fromkeys(id for part in issuers for id in meanings[document.id, part][0]))
            meanings[document.id, authority] = (ids, False)
    return OrganizationIndex(registry.organizations(), meanings)
