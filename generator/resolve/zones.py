"""Zones and townships, which the table of divisions does not hold: places made of what a notice names.

The id of one is that of the division it lies in and its own name in pinyin, so it is the same whenever it is named.
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator.model import Place
from generator.registers import load_register
from generator.resolve.places import PlaceIndex
from generator.romanize import ascii_slug, join_syllables, place_syllables, romanize, slug, syllables

TOWNSHIP_KINDS = {"街道": "Subdistrict", "镇": "Town", "乡": "Township", "苏木": "Sumu"}
_TOWNSHIP = re.compile(r"(?:街道|镇|乡|苏木)$")
_OFFICE_OF_AREA = re.compile(r"(?:管理委员会|管委会|人民政府|党工委|办事处)$")


def local_place(name: str, parent: str, places: PlaceIndex) -> Place:
    """The zone or township ``name`` in the division with the id ``parent``.

    The name loses the parent's own at its head, 管委会 and 办事处, so that 楚雄开发区 and 楚雄州楚雄开发区管委会 are
    one place. The level is "township" for 镇, 乡, 街道, else "zone".
    """
    name = _OFFICE_OF_AREA.sub("", name).strip()
    upper = places.get(parent)
    if upper and name.startswith(upper.name) and len(name) > len(upper.name) + 2:
        name = name[len(upper.name) :]
    own = re.sub(r"[（）()〈〉\s]", "", name)
    township = _TOWNSHIP.search(own)
    if township and len(township.group()) < len(own):
        stem = own[: township.start()]
        address = join_syllables(place_syllables(stem))
        english = f"{address} {TOWNSHIP_KINDS[township.group()]}"
    else:
        stem = own
        for prefix in sorted(upper.aliases if upper else (), key=len, reverse=True):
            if own.startswith(prefix) and len(own) > len(prefix) + 2:
                stem = own[len(prefix) :]
                break
        address = "".join(syllables(stem)) or slug(stem)
        plain = re.sub(r"[）)〉\s]", "", name)
        head = places.match(plain, within=parent, bare=True)
        english = zone_name_en(plain, place_end=head.end if head else 0)
    return Place(f"{parent}-{ascii_slug(address)}", "", name, english, "township" if township else "zone", parent, ())


def zone_words() -> dict[str, str]:
    """The words that names of zones end in, with their English."""
    return load_register("places")["zone_words"]


@lru_cache(maxsize=4096)
def _split_zone(name: str) -> tuple[str, str]:
    """The proper name of a zone, and English for the words of the register behind it: 楚雄, High-tech Zone."""
    english: list[str] = []
    words = sorted(zone_words(), key=lambda w: (-len(w), w))
    while word := next((w for w in words if name.endswith(w)), None):
        english.insert(0, zone_words()[word])
        name = name.removesuffix(word)
    return name, " ".join(english)


def zone_name_en(name: str, *, place_end: int = 0) -> str:
    """A functional zone's name in English, composed of the register's words: 楚雄高新区 → Chuxiong High-tech Zone.

    A division's name that it begins with, up to ``place_end``, is a word of its own (嵩明杨林 → Songming Yanglin).
    """
    head, kind = _split_zone(name)
    if 2 <= place_end <= len(head) - 2 and head[place_end] not in "（(—-－·〈":
        proper = f"{_local_head(head[:place_end])} {_local_head(head[place_end:])}"
    else:
        proper = _local_head(head)
    return f"{proper} {kind}".strip()


def zone_name_status(name: str) -> str:
    """ "curated" when all but a short proper name is in the register, else "generated"."""
    return "curated" if len(_split_zone(name)[0]) <= 4 else "generated"


def _local_head(stem: str) -> str:
    """勐腊（磨憨 → Mengla (Mohan), 磨憨—磨丁 → Mohan-Moding."""
    prefixes = load_register("places")["zone_prefixes"]
    if stem[:2] in prefixes and len(stem) > 3:
        return f"{prefixes[stem[:2]]} {_local_head(stem[2:])}"
    words = []
    for part in re.findall(r"[^（）()〈〉—\-－·、]+|[（(〈]|[—\-－·]", stem):
        if part in "（(〈":
            words.append(" (")
        elif part in "—-－·":
            words.append("-")
        else:
            words.append(join_syllables(place_syllables(part)) if len(part) <= 4 else romanize(part))
    text = "".join(words)
    return text + ")" if "(" in text else text
