"""The word that says what a division is (省 市 州 县 区 …) when it stands for the division itself: 「市」 of 市财政局."""

from __future__ import annotations

import re

_LEADING = re.compile(r"自治区|兵团|地区|街道(?!办|$)|苏木(?!镇)|[省市州盟县区旗镇乡]")
_BY_CHANCE = re.compile(
    r"市政(?!府|协|法|务|策|数)|市民(?=服务|中心|热线|之家|活动|文明)|市(?:场|容|级|直|属|际|域)|区(?:块|域|级|直|属|际|间|划)|县(?:域|级|直|属|际)"
    r"|省(?:级|直|属|际)|州(?:级|直|属|际|域)|乡(?:村|镇|贤)|镇(?:街|级|村)|旗(?:级|直|舰|下)|盟(?:级|直|员)"
)


def leading_generic(name: str) -> str:
    """The generic word that ``name`` begins with, "" when none or only by chance.

    「市市场监管局」「市民政局」 → 市, 「区教育局」 → 区; 「市场监管局」「市民服务中心」「乡村振兴局」「区块链办」「市级有关部门」 → "".
    """
    m = _LEADING.match(name)
    return m[0] if m and not _BY_CHANCE.match(name) else ""


def goes_on_as_division(text: str, end: int) -> bool:
    """Whether the stem that ends at ``end`` is followed by a generic word: 「平川」 of 平川县财政局 is not 平川区."""
    return bool(leading_generic(text[end : end + 4])) and not text.startswith(("兵团", "街道", "苏木"), end)
