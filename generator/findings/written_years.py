"""Whether the year of a date was written by the notice, and not only taken from the day it came out."""

from __future__ import annotations

import re

from generator.findings.view import View
from generator.model import Deadline

_YEAR = re.compile(r"(?:19|20)\d\d|[今本当]年|二[〇○零]")


class WrittenYears:
    """Answers for the deadlines of one notice.

    A year is written when the expression has one (「2019年2月底前」), or when the title of the notice or of the part
    names the plan's year (「2019年“十大专项行动”方案」, where 「2月底前」 can only mean 2019).
    """

    def __init__(self, view: View) -> None:
        document = view.document
        year = str(document.plan_year)
        self._part_of = {provision.id: provision.part for provision in document.provisions}
        self._titled = year in document.title
        self._titled_parts = {part.id for part in document.parts if year in part.title}

    def certain(self, deadline: Deadline) -> bool:
        mention = deadline.mention
        if _YEAR.search(mention.when):
            return True
        return self._titled or self._part_of.get(mention.provision) in self._titled_parts
