"""Names to bodies: specs over many places, merging of aliases, groups and what they are made of."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from conftest import document_of, load_specs

import generator.registers
from generator.find_assignments import find_assignments
from generator.model import (
    AssignmentMention,
    Document,
    Level,
    Mentions,
    NormalizedText,
    Provision,
    Role,
    SourceText,
    Span,
)
from generator.registers import load_register
from generator.resolve.notice_places import find_notice_place
from generator.resolve.organizations import OrganizationIndex, resolve_organizations
from generator.resolve.places import load_places

SCHEMAS = Path(generator.registers.__file__).parent / "schema"
REGISTERS = ["organizations", "state_bodies", "organization_groups", "responsibility", "body_names"]


def mentions_of(id: str, names: list[str], year: int | None) -> Mentions:
    """A notice that gives each of ``names`` a duty."""
    source = SourceText(id, Path(f"{id}.txt"), "txt", "文", "0" * 64)
    provision = Provision("p1", "p", Level.PART, "", "", None, 0, Span(0, 1))
    document = Document(
        NormalizedText(source, "文", (0, 1)), "", None, None, None, None, None, year, year, "issued", (), (provision,)
    )
    whole = Span(0, 1)
    assignments = tuple(AssignmentMention("p1", whole, whole, Role.LEAD, name) for name in names)
    return Mentions(document, assignments, (), (), ())


def resolved(place: str, names: list[str], year: int | None = 2019) -> OrganizationIndex:
    places = load_places()
    found = places.get("china") if place == "国家" else places.find(place)
    assert found is not None, place
    return resolve_organizations([mentions_of("n", names, year)], places, {"n": found.id})


@pytest.mark.parametrize("case", load_specs("organizations"))
def test_spec(case):
    index = resolved(case["place"], [case["text"]], case.get("year", 2022))
    ids, group = index.of("n", case["text"])
    assert list(ids) == case["ids"]
    assert group == case.get("group", False)
    bodies = {o.id: o for o in index.organizations}
    body = bodies[ids[0]]
    for key, of in (("name", "name"), ("name_en", "name_en"), ("status", "name_en_status"), ("kind", "kind")):
        if key in case:
            assert getattr(body, of) == case[key]
    if "members" in case:
        assert len(body.members) == case["members"]
        assert all(member in bodies for member in body.members)
    if "parent" in case:
        assert bodies[ids[-1]].parent == case["parent"]


@pytest.mark.parametrize("case", load_specs("unplaced_bodies"))
def test_bodies_without_a_division(case):
    document = document_of(case["text"], id="n")
    places = load_places()
    assert find_notice_place(document, places).place == case["place"]
    mentions = Mentions(document, find_assignments(document), (), (), ())
    index = resolve_organizations([mentions], places, {"n": case["place"]})
    bodies = {o.id: o for o in index.organizations}
    for name, expected in case["bodies"].items():
        ids, group = index.of("n", name)
        assert ids == (expected["id"],)
        assert group == expected.get("group", False)
        body = bodies[ids[0]]
        for key in ("name", "name_en", "kind", "place"):
            if key in expected:
                assert getattr(body, key) == expected[key]


def test_two_notices_without_a_place_share_no_local_body():
    notices = [mentions_of("a", ["县财政局", "财政部"], 2019), mentions_of("b", ["县财政局", "财政部"], 2019)]
    index = resolve_organizations(notices, load_places(), {"a": None, "b": None})
    assert index.of("a", "县财政局") == (("a/finance-bureau",), False)
    assert index.of("b", "县财政局") == (("b/finance-bureau",), False)
    assert index.of("a", "财政部") == index.of("b", "财政部")


def test_party_and_government_that_issue_together_are_two():
    text = "中共周至县委办公室周至县人民政府办公室关于印发方案的通知\n一、抓好落实。（县财政局负责）"
    document = replace(document_of(text), issuing_authority="中共周至县委办公室周至县人民政府办公室")
    index = resolve_organizations([Mentions(document, (), (), (), ())], load_places(), {"sample": "xian-zhouzhi"})
    ids, group = index.of("sample", document.issuing_authority)
    assert ids == ("xian-zhouzhi/cpc-general-office", "xian-zhouzhi/general-office-of-the-government")
    assert not group


def test_aliases_of_one_body_are_merged():
    index = resolved("楚雄州", ["州人社局", "州人力资源和社会保障局", "州人力资源社会保障局"])
    (body,) = index.organizations
    assert body.name == "楚雄彝族自治州人力资源和社会保障局"
    assert set(body.aliases) == {"州人社局", "州人力资源和社会保障局", "州人力资源社会保障局"}


def test_the_same_name_in_two_places_is_two_bodies():
    places = load_places()
    notices = [mentions_of("a", ["州财政局"], 2019), mentions_of("b", ["州财政局"], 2021)]
    index = resolve_organizations(notices, places, {"a": "chuxiong", "b": "xishuangbanna"})
    assert index.of("a", "州财政局") == (("chuxiong/finance-bureau",), False)
    assert index.of("b", "州财政局") == (("xishuangbanna/finance-bureau",), False)


def test_order_of_notices_does_not_matter():
    places = load_places()
    notices = [mentions_of("a", ["州财政局", "州发改委"], 2019), mentions_of("b", ["州财政局", "州发展改革委"], 2021)]
    where = {"a": "chuxiong", "b": "chuxiong"}
    one = resolve_organizations(notices, places, where)
    two = resolve_organizations(notices[::-1], places, where)
    assert one.organizations == two.organizations


def test_a_body_that_took_anothers_place_says_so():
    index = resolved("楚雄州", ["州扶贫办", "州乡村振兴局"])
    bodies = {o.id: o for o in index.organizations}
    assert bodies["chuxiong/rural-revitalization-bureau"].predecessors == ("chuxiong/poverty-alleviation-office",)
    assert bodies["chuxiong/poverty-alleviation-office"].predecessors == ()


def test_debris_resolves_like_the_clean_name():
    index = resolved("楚雄州", ["州市市场监管局", "10县（市人民政府"])
    assert index.of("n", "州市市场监管局")[0] == ("chuxiong/market-regulation-bureau",)
    assert index.of("n", "10县（市人民政府") == (("chuxiong/all-county-level-governments",), True)


def test_a_notice_without_a_place_keeps_its_names():
    index = resolve_organizations([mentions_of("n", ["市财政局", "财政部"], None)], load_places(), {"n": None})
    assert len(index.of("n", "市财政局")[0]) == 1
    assert index.of("n", "财政部")[0] == ("china/ministry-of-finance",)


def test_members_are_of_the_notices_year():
    old = resolved("楚雄州", ["10县市人民政府"], 2019)
    assert len([o for o in old.organizations if o.kind == "body"]) == 10


@pytest.mark.parametrize("name", REGISTERS)
def test_register_keeps_its_schema(name):
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.validate(load_register(name), schema)


def test_state_bodies_have_one_id_each_and_known_predecessors():
    ids = [b["id"] for b in load_register("state_bodies")]
    assert len(ids) == len(set(ids))
    assert {p for b in load_register("state_bodies") for p in b.get("predecessors", [])} <= set(ids)


def test_successions_name_bodies_that_can_exist():
    register = load_register("organizations")
    from generator.resolve.organization_names import read_core

    known = {b["id"] for b in register["bodies"]} | {b["id"] for b in register["branches"]}
    words = [forms[0] for forms in register["functions"].values()]
    known |= {f.slug for w in words for kind in ("局", "厅", "委", "办公室") if (f := read_core(w + kind))}
    known.add("natural-resources-and-planning-bureau")
    missing = {r[key] for r in register["successions"] for key in ("from", "to")} - known
    assert not missing


def test_every_id_is_an_address():
    index = resolved("楚雄州", [case.values[0]["text"] for case in load_specs("organizations")])
    assert all(re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+", o.id) for o in index.organizations)


def test_no_form_of_a_name_stands_twice_in_a_register():
    register = load_register("organizations")
    for forms in (
        [w for words in register["functions"].values() for w in words],
        [w for body in register["bodies"] for w in body["zh"]],
        [w for kind in register["kinds"] for w in kind["zh"]],
        [w for body in load_register("state_bodies") for w in (body["name"], *body.get("aliases", []))],
    ):
        assert len(forms) == len(set(forms))
