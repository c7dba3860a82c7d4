"""Every register is held to its schema and to what a schema cannot say."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import jsonschema
import pytest
import yaml

from generator.registers import load_register, register_names
from generator.resolve.indicator_names import key

SCHEMAS = files("generator.registers") / "schema"


class _UniqueKeys(yaml.SafeLoader):
    """A loader that refuses a mapping with one key twice; the second would silently replace the first."""


def _construct(loader, node, deep=False):
    seen = set()
    for key_node, _ in node.value:
        assert key_node.value not in seen, f"{key_node.start_mark.name}: {key_node.value} stands there twice"
        seen.add(key_node.value)
    return yaml.SafeLoader.construct_mapping(loader, node, deep)


_UniqueKeys.add_constructor("tag:yaml.org,2002:map", _construct)


def test_there_are_registers():
    assert {"indicators", "places", "glossary", "organizations", "units"} <= set(register_names())


@pytest.mark.parametrize("name", register_names())
def test_register_keeps_its_schema(name):
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)
    validator.check_schema(schema)
    errors = [f"{e.json_path}: {e.message}" for e in validator(schema).iter_errors(load_register(name))]
    assert not errors, "\n".join(errors[:20])


@pytest.mark.parametrize("name", register_names())
def test_no_key_stands_twice(name):
    text = (files("generator.registers") / f"{name}.yml").read_text(encoding="utf-8")
    yaml.load(text, Loader=_UniqueKeys)


# ── indicators ──


def _entries():
    return load_register("indicators")["entries"]


def test_ids_of_indicators_are_unique():
    ids = [e["id"] for e in _entries()]
    assert len(ids) == len(set(ids))


def test_names_of_indicators_are_unique_in_both_languages():
    for field in ("name", "name_en"):
        values = [e[field] for e in _entries()]
        assert len(values) == len(set(values)), sorted(v for v in set(values) if values.count(v) > 1)


def test_no_wording_belongs_to_two_indicators():
    owner: dict[str, str] = {}
    for entry in _entries():
        for wording in (entry["name"], *entry["aliases"]):
            other = owner.setdefault(key(wording), entry["id"])
            assert other == entry["id"], f"{wording}: {other} and {entry['id']}"


def test_distinct_indicators_exist_and_are_not_themselves():
    ids = {e["id"] for e in _entries()}
    for entry in _entries():
        for other in entry.get("distinct_from", ()):
            assert other in ids and other != entry["id"], entry["id"]


def test_rewrites_are_regular_expressions_that_settle():
    """A wording rewritten once is not rewritten again, so that both sides of a comparison meet."""
    for entry in _entries():
        for wording in (entry["name"], *entry["aliases"]):
            once = key(wording)
            assert key(once) == once, wording


def test_indicators_name_no_scope():
    """全州 and 2019年 are taken off before looking up; an alias with them can never be needed."""
    for entry in _entries():
        for wording in (entry["name"], *entry["aliases"]):
            assert not re.match(r"[全我本][省市州县区](?![场域])|\d{4}年", wording), wording


# ── places ──


def test_every_province_has_its_own_id_and_abbreviations():
    provinces = load_register("places")["provinces"]
    ids = [p["id"] for p in provinces]
    abbreviations = [a for p in provinces for a in p["abbreviations"]]
    assert len(ids) == len(set(ids)) == 34
    assert len(abbreviations) == len(set(abbreviations))


def test_fifty_five_ethnic_groups():
    groups = dict(load_register("places")["ethnic_groups"])
    groups.pop("各")
    assert len(groups) == 55
    assert len(set(groups.values())) == 55


def test_a_reading_has_a_syllable_for_each_character():
    for name, reading in load_register("places")["readings"].items():
        assert len(reading.split()) == len(name), name


# ── glossary ──


def test_no_term_repeats_a_verb_with_other_words_for_titles_only():
    """A word that is both a head and a term must mean the same, or the composition depends on where it stands."""
    glossary = load_register("glossary")
    for word in glossary["after"]:
        assert word not in glossary["terms"], word
        assert word not in glossary["heads"], word
    for word in glossary["heads"]:
        assert word not in glossary["terms"], word


def test_the_verbs_of_frames_are_verbs():
    glossary = load_register("glossary")
    assert set(glossary["frame_verbs"]) | set(glossary["light"]) <= set(glossary["verbs"])
