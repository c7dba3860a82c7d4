"""Chinese in Latin letters: readings, addresses, composed English."""

from __future__ import annotations

import re

import pytest
from conftest import load_specs
from hypothesis import given
from hypothesis import strategies as st

from generator.romanize import ascii_slug, join_syllables, place_syllables, romanize, slug, syllables
from generator.translate import translate, translate_title


@pytest.mark.parametrize("case", load_specs("translate"))
def test_translate(case):
    assert translate(case["text"]) == case["expected"]


@pytest.mark.parametrize(
    ("title", "english"),
    [
        ("关于印发养老服务实施方案的通知", "Notice on Issuing the Elderly Care Services Implementation Plan"),
        ("云南省人民政府关于加快数字经济发展规划的通知", "Notice on Accelerating Digital Economy Development Plan"),
        (
            "某某县养老服务发展规划（征求意见稿）",
            "Moumou County Elderly Care Services Development Plan (Draft for Comment)",
        ),
    ],
)
def test_translate_title(title, english):
    assert translate_title(title) == english


def test_a_title_knows_the_names_it_is_given():
    assert translate_title("楚雄州2019年工作要点", names={"楚雄州": "Chuxiong Prefecture"}) == (
        "Chuxiong Prefecture 2019 Key Points of Work"
    )


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("重庆银行", "chong qing yin hang"),
        ("长春", "chang chun"),
        ("绿色", "lv se"),
        ("行政", "xing zheng"),
        ("A股", "gu"),
    ],
)
def test_syllables_in_context(text, read):
    assert " ".join(syllables(text)) == read


def test_place_readings_differ_from_the_dictionary():
    assert place_syllables("六安") == ("lu", "an")
    assert place_syllables("丰都") == ("feng", "du")
    assert place_syllables("长丰") == ("chang", "feng")


@pytest.mark.parametrize(
    ("read", "word"),
    [(["lu", "an"], "Lu'an"), (["xi", "an"], "Xi'an"), (["lv", "liang"], "Lüliang"), (["pu", "er"], "Pu'er"), ([], "")],
)
def test_join_syllables(read, word):
    assert join_syllables(read) == word


def test_romanize_keeps_latin_words_and_numbers():
    assert romanize("锦润B座12层") == "Jinrun B Zuo 12 Ceng"


def test_slugs():
    assert slug("新建5G基站") == "xin-jian-5g-ji-zhan"
    assert slug("65岁以上老人") == "65-sui-yi-shang-lao-ren"
    assert ascii_slug("Lu'an R&D Centre") == "luan-rd-centre"
    assert ascii_slug("Lüliang") == "lvliang"


def test_a_long_name_has_a_short_address_of_its_own():
    one, other = slug("竹" * 60), slug("竹" * 61)
    assert len(one) <= 80 and len(other) <= 80
    assert one != other
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", one)


@given(st.text(max_size=60))
def test_anything_gets_an_address(text):
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug(text))


@given(st.text(max_size=60))
def test_anything_can_be_translated(text):
    assert isinstance(translate(text), str)
    assert isinstance(translate_title(text), str)
