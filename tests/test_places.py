"""Places: names, ids, English, and what is above and below."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from conftest import document_of, load_specs

from generator.resolve.divisions import load_divisions
from generator.resolve.notice_places import find_notice_place
from generator.resolve.place_names import division_ids, split_name
from generator.resolve.places import load_places
from generator.resolve.zones import local_place

PLACES = load_places()


@pytest.mark.parametrize("case", load_specs("places"))
def test_find(case):
    hints = {k: case[k] for k in ("within", "year", "level") if k in case}
    found = PLACES.find(case["text"], **hints)
    assert (found.id if found else None) == case["expected"]
    if "candidates" in case:
        assert [p.id for p in PLACES.candidates(case["text"], **hints)] == case["candidates"]
    if "name" in case:
        assert found.name == case["name"]


# ── ids are promises ──


def test_ids_are_unique_over_the_whole_table():
    ids = list(division_ids().values())
    assert len(ids) == len(set(ids)) == len(load_divisions())


def test_ids_are_addresses():
    assert [i for i in division_ids().values() if not re.fullmatch(r"[a-z]+(?:-[a-z0-9]+)*", i)] == []


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("陕西省", "shaanxi"),
        ("山西省", "shanxi"),
        ("西藏自治区", "xizang"),
        ("呼和浩特市", "hohhot"),
        ("乌鲁木齐市", "urumqi"),
        ("抚州市", "fuzhou-jiangxi"),
        ("福州市", "fuzhou-fujian"),
        ("榆林市", "yulin-shaanxi"),
        ("宜春市", "yichun-jiangxi"),
        ("六安市", "luan"),
        ("吕梁市", "lvliang"),
        ("景洪市", "xishuangbanna-jinghong"),
        ("长子县", "changzhi-zhangzi"),
        ("蔚县", "zhangjiakou-yuxian"),
        ("仙桃市", "hubei-xiantao"),
        ("黄埔区", "guangzhou-huangpu"),
        ("大埔县", "meizhou-dabu"),
        ("闵行区", "shanghai-minhang"),
    ],
)
def test_id(name, id):
    assert PLACES.find(name).id == id


def test_ids_do_not_change_with_later_editions_of_the_table():
    """Only the name a division had in the anchor year counts, also where it has been renamed since."""
    hengxian = PLACES.find("横县")
    assert hengxian.name == "横州市"
    assert hengxian.id == "nanning-hengxian"


# ── English ──


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("楚雄州", "Chuxiong Yi Autonomous Prefecture"),
        ("西双版纳州", "Xishuangbanna Dai Autonomous Prefecture"),
        ("内蒙古自治区", "Inner Mongolia Autonomous Region"),
        ("新疆维吾尔自治区", "Xinjiang Uygur Autonomous Region"),
        ("德宏州", "Dehong Dai and Jingpo Autonomous Prefecture"),
        ("双江县", "Shuangjiang Lahu, Va, Blang and Dai Autonomous County"),
        ("威宁县", "Weining Yi, Hui and Miao Autonomous County"),
        ("东乡族自治县", "Dongxiang Autonomous County"),
        ("莫力达瓦达斡尔族自治旗", "Morin Dawa Daur Autonomous Banner"),
        ("管城回族区", "Guancheng Hui District"),
        ("龙胜各族自治县", "Longsheng Multi-Ethnic Autonomous County"),
        ("锡林郭勒盟", "Xilingol League"),
        ("土默特左旗", "Tumed Left Banner"),
        ("科尔沁右翼前旗", "Horqin Right Front Banner"),
        ("阿克苏地区", "Aksu Prefecture"),
        ("西安市", "Xi'an City"),
        ("六安市", "Lu'an City"),
        ("蚌埠市", "Bengbu City"),
        ("厦门市", "Xiamen City"),
        ("重庆市", "Chongqing Municipality"),
        ("昌都市", "Qamdo City"),
        ("都匀市", "Duyun City"),
        ("芒市", "Mangshi City"),
        ("蓟州区", "Jizhou District"),
        ("赵县", "Zhaoxian County"),
        ("乐清市", "Yueqing City"),
        ("铅山县", "Yanshan County"),
        ("番禺区", "Panyu District"),
        ("吐鲁番市", "Turpan City"),
        ("浦东新区", "Pudong New Area"),
        ("六枝特区", "Liuzhi Special District"),
        ("神农架林区", "Shennongjia Forestry District"),
        ("香港", "Hong Kong Special Administrative Region"),
        ("香格里拉市", "Shangri-La City"),
        ("绿春县", "Lüchun County"),
    ],
)
def test_english_name(name, english):
    assert PLACES.find(name).name_en == english


def test_every_division_has_an_english_name_in_latin_letters():
    bad = [p.name for p in PLACES.by_id.values() if not re.fullmatch(r"[A-Z][A-Za-zü' ,\-]*", p.name_en)]
    assert bad == []


def test_every_ethnic_group_in_a_name_is_read():
    """No 族 is left over in the stem of an autonomous area."""
    for division in load_divisions():
        for spelling in division.spellings:
            stem, groups, generic = split_name(spelling.name, spelling.stem)
            if generic.startswith("自治") and division.level != "province":
                assert groups and "族" not in stem, spelling.name


def test_head_is_the_name_without_what_the_place_is():
    assert PLACES.head_en("chuxiong") == "Chuxiong"
    assert PLACES.head_en("guangxi") == "Guangxi"
    assert PLACES.head_en("kunming-xishan") == "Xishan"
    with pytest.raises(KeyError):
        PLACES.head_en("nowhere")


# ── above and below ──


def test_children_of_a_prefecture_have_the_names_of_the_year():
    before = [p.name for p in PLACES.children("chuxiong", year=2019)]
    after = [p.name for p in PLACES.children("chuxiong", year=2022)]
    assert len(before) == len(after) == 10
    assert "禄丰县" in before and "禄丰市" not in before
    assert "禄丰市" in after and "禄丰县" not in after


def test_children_of_a_province_are_prefectures_and_what_stands_directly_under_it():
    names = [p.name for p in PLACES.children("hubei", year=2022)]
    assert len(names) == 17
    assert {"武汉市", "恩施土家族苗族自治州", "仙桃市", "神农架林区"} <= set(names)


def test_a_municipality_has_districts_and_no_prefectures():
    districts = PLACES.children("beijing", year=2022)
    assert len(districts) == 16
    assert {p.level for p in districts} == {"county"}


def test_a_county_that_moved_stands_under_its_superior_of_the_year():
    assert PLACES.parent("chengdu-jianyang", year=2014).id == "ziyang"
    assert PLACES.parent("chengdu-jianyang", year=2022).id == "chengdu"
    assert "简阳市" in [p.name for p in PLACES.children("ziyang", year=2014)]
    assert "简阳市" not in [p.name for p in PLACES.children("ziyang", year=2022)]


def test_ancestors_end_at_the_state():
    assert [p.id for p in PLACES.ancestors("chuxiong-lufeng")] == ["chuxiong", "yunnan", "china"]
    assert PLACES.ancestors("china") == ()
    assert PLACES.parent("nowhere") is None


def test_levels():
    levels = Counter(p.level for p in PLACES.by_id.values())
    assert levels["state"] == 1 and levels["province"] == 34
    assert 330 <= levels["prefecture"] <= 345
    assert PLACES.level("kunming-xishan") == "county"


def test_codes_are_six_digits_and_unique_in_a_year():
    prefectures = PLACES.children("yunnan", year=2022)
    codes = [p.code for prefecture in prefectures for p in PLACES.children(prefecture.id, year=2022)]
    assert len(codes) == len(set(codes)) == 129
    assert all(re.fullmatch(r"53\d{4}", c) for c in codes)


# ── at the head of a text ──


@pytest.mark.parametrize(
    ("text", "id", "end"),
    [
        ("楚雄州财政局", "chuxiong", 3),
        ("昆明市西山区住房城乡建设局", "kunming-xishan", 6),
        ("云南省楚雄州市场监管局", "chuxiong", 6),
        ("吉林省财政厅", "jilin", 3),
        ("吉林市财政局", "jilin-city", 3),
        ("姚安县人民政府", "chuxiong-yaoan", 3),
        ("海南州人民政府", "hainan-prefecture", 3),
    ],
)
def test_match(text, id, end):
    match = PLACES.match(text)
    assert (match.place.id, match.end, match.bare) == (id, end, False)


@pytest.mark.parametrize("text", ["楚雄银保监分局", "东方红小学", "州财政局", "和平路街道", "市场监管局"])
def test_match_takes_no_bare_stem_unasked(text):
    assert PLACES.match(text) is None


def test_match_takes_a_bare_stem_when_asked():
    match = PLACES.match("楚雄银保监分局", bare=True)
    assert (match.place.id, match.end, match.bare) == ("chuxiong", 2, True)


def test_match_of_a_name_that_leaves_a_choice():
    match = PLACES.match("朝阳区财政局")
    assert match.place is None
    assert [p.id for p in match.candidates] == ["beijing-chaoyang", "changchun-chaoyang"]


# ── zones and townships ──


@pytest.mark.parametrize(
    ("name", "parent", "id", "english", "level"),
    [
        ("楚雄开发区管委会", "chuxiong", "chuxiong-kaifaqu", "Chuxiong Development Zone", "zone"),
        (
            "勐腊（磨憨）试验区",
            "xishuangbanna",
            "xishuangbanna-menglamohanshiyanqu",
            "Mengla (Mohan) Pilot Zone",
            "zone",
        ),
        ("金碧街道办事处", "kunming-xishan", "kunming-xishan-jinbi", "Jinbi Subdistrict", "township"),
        ("鹿城镇人民政府", "chuxiong-chuxiong", "chuxiong-chuxiong-lucheng", "Lucheng Town", "township"),
        (
            "嵩明杨林经济技术开发区",
            "kunming",
            "kunming-songmingyanglinjingjijishukaifaqu",
            "Songming Yanglin Economic and Technological Development Zone",
            "zone",
        ),
    ],
)
def test_local(name, parent, id, english, level):
    place = local_place(name, parent, PLACES)
    assert (place.id, place.name_en, place.level, place.parent) == (id, english, level, parent)


# ── the notice's own place ──


@pytest.mark.parametrize("case", load_specs("notice_places"))
def test_place_of_notice(case):
    found = find_notice_place(document_of(case["text"], **case.get("metadata", {})), PLACES)
    assert found.place == case["expected"]
    if "evidence" in case:
        assert found.evidence == case["evidence"]


def test_a_place_in_the_metadata_that_does_not_exist_is_told():
    found = find_notice_place(document_of("某某县财政局通知\n\n一、工作", place="不存在县"), PLACES)
    assert [d.code for d in found.diagnostics] == ["place-unknown"]


def test_a_place_in_the_metadata_that_leaves_a_choice_is_told():
    found = find_notice_place(document_of("朝阳区实施方案\n\n一、工作", place="朝阳区"), PLACES)
    assert "北京市朝阳区" in found.diagnostics[0].message


@pytest.mark.parametrize("text", ["楚雄州" * 4000, "朝阳区" * 4000, "楚雄" * 4000, "全" * 9000, "县" * 9000])
def test_hostile_names_end_soon(text):
    """No recursion over a long run of names, and nothing that is not there."""
    assert PLACES.candidates(text) == ()
    match = PLACES.match(text, bare=True)
    assert match is None or match.end <= 18
