"""The published data set: the contract field by field, its twins agree, references lead somewhere."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT
from icalendar import Calendar

from generator.dataset import write_dataset
from generator.dataset.calendars import _ended
from generator.pipeline import build_ledger
from generator.registers import load_register

CONTRACT = {
    "documents": "id title title_en document_number issuing_authority place issued_on published_on plan_year status "
    "addressee source parts",
    "provisions": "id document part level number heading parent depth start end",
    "assignments": "id document provision start end role as_written organizations group",
    "targets": "id document provision start end quote indicator indicator_as_written op value value_max unit growth due "
    "due_basis hedge place lead table",
    "deadlines": "id document provision start end quote when kind start_date end_date every rrule organizations",
    "citations": "id document provision start end title number target_document",
    "organizations": "id name name_en name_en_status aliases place kind parent members",
    "indicators": "id name name_en name_en_status unit aliases",
    "places": "id code name name_en level parent",
    "findings": "id code severity document provision start end message message_en related",
}
"""The data contract (DESIGN, section 4)."""


@pytest.fixture(scope="module")
def out(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    ledger = build_ledger(ROOT / "source_docs")
    write_dataset(ledger.corpus, ledger.findings, folder, site_url="https://example.org/ledger")
    return folder


@pytest.fixture(scope="module")
def tables(out: Path) -> dict[str, list[dict]]:
    return {name: json.loads((out / f"{name}.json").read_text(encoding="utf-8")) for name in CONTRACT}


@pytest.mark.parametrize("name", CONTRACT)
def test_every_field_of_the_contract_is_there(tables, name: str) -> None:
    assert tables[name]
    for row in tables[name]:
        assert set(CONTRACT[name].split()) <= set(row)


@pytest.mark.parametrize("table", load_register("data_dictionary"), ids=lambda table: table["table"])
def test_the_dictionary_describes_just_what_is_published(tables, table) -> None:
    fields = [field["name"] for field in table["fields"]]
    assert all(list(row) == fields for row in tables[table["table"]])


@pytest.mark.parametrize("name", CONTRACT)
def test_csv_says_what_json_says(out: Path, tables, name: str) -> None:
    with (out / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == [row["id"] for row in tables[name]]
    for row, twin in zip(rows, tables[name], strict=True):
        for field, value in twin.items():
            if isinstance(value, bool | list | dict):
                assert json.loads(row[field]) == value
            else:
                assert row[field] == ("" if value is None else str(value))


@pytest.mark.parametrize("name", CONTRACT)
def test_ids_are_unique(tables, name: str) -> None:
    ids = [row["id"] for row in tables[name]]
    assert len(ids) == len(set(ids))


def test_references_lead_somewhere(tables) -> None:
    ids = {name: {row["id"] for row in rows} for name, rows in tables.items()}
    for name in ("provisions", "assignments", "targets", "deadlines", "citations", "findings"):
        assert {row["document"] for row in tables[name]} <= ids["documents"]
    for name in ("assignments", "targets", "deadlines", "citations", "findings"):
        assert {row["provision"] for row in tables[name]} <= ids["provisions"]
    named = {o for row in tables["assignments"] + tables["deadlines"] for o in row["organizations"]}
    named |= {o for row in tables["targets"] for o in row["lead"]}
    named |= {m for row in tables["organizations"] for m in (*row["members"], *row["predecessors"])}
    named |= {row["parent"] for row in tables["organizations"] if row["parent"]}
    named |= {row["issuing_authority"] for row in tables["documents"] if row["issuing_authority"]}
    assert named <= ids["organizations"]
    placed = tables["documents"] + tables["targets"] + tables["organizations"]
    assert {row["place"] for row in placed if row["place"]} <= ids["places"]
    assert {row["parent"] for row in tables["places"] if row["parent"]} <= ids["places"]
    assert {row["indicator"] for row in tables["targets"]} <= ids["indicators"]


def test_spans_hold_the_words(out: Path, tables) -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (out / "text").iterdir()}
    for row in tables["targets"] + tables["deadlines"]:
        span = texts[row["document"]][row["start"] : row["end"]]
        letters = iter("".join(span.split()))
        assert all(char in letters for char in "".join(row["quote"].split())), row["id"]
    for row in tables["citations"]:
        assert "".join(row["title"].split())[:4] in "".join(texts[row["document"]][row["start"] : row["end"]].split())


def test_text_is_the_source_file(out: Path) -> None:
    for path in (out / "text").iterdir():
        assert path.read_text(encoding="utf-8") == (ROOT / "source_docs" / path.name).read_text(encoding="utf-8")


def test_the_package_describes_the_files(out: Path) -> None:
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["name"] for resource in package["resources"]] == list(CONTRACT)
    for resource in package["resources"]:
        content = (out / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        with (out / resource["path"]).open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == [field["name"] for field in resource["schema"]["fields"]]


def test_calendars_hold_every_dated_deadline(out: Path, tables) -> None:
    calendar = Calendar.from_ical((out / "calendars" / "all-deadlines.ics").read_bytes())
    uids = {str(event["uid"]).removesuffix("@policy-ledger") for event in calendar.walk("VEVENT")}
    dated = {row["id"] for row in tables["deadlines"] if row["start_date"] or row["end_date"]}
    assert dated <= uids
    assert all(str(event["url"]).startswith("https://example.org/ledger/notices/") for event in calendar.walk("VEVENT"))


def test_every_calendar_can_be_read(out: Path) -> None:
    files = list((out / "calendars").rglob("*.ics"))
    assert len(files) > 10
    for file in files:
        assert Calendar.from_ical(file.read_bytes()).walk("VEVENT")


def test_feeds_list_the_notices(out: Path, tables) -> None:
    feed = (out / "feed.xml").read_text(encoding="utf-8")
    assert all(f"/notices/{row['id']}/" in feed for row in tables["documents"])
    assert "/en/notices/" in (out / "feed.en.xml").read_text(encoding="utf-8")


def test_what_recurs_ends_with_the_plan(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    text = "清河县2018—2019年绿化工作方案\n一、组织保障\n各乡镇每月25日前报送进展情况。\n清河县人民政府\n2018年3月6日\n"
    (source / "greening.txt").write_text(text, encoding="utf-8")
    ledger = build_ledger(source)
    write_dataset(ledger.corpus, ledger.findings, tmp_path / "out", site_url="")
    (row,) = json.loads((tmp_path / "out/deadlines.json").read_text(encoding="utf-8"))
    assert row["rrule"] == "FREQ=MONTHLY;BYMONTHDAY=25"
    (event,) = Calendar.from_ical((tmp_path / "out/calendars/all-deadlines.ics").read_bytes()).walk("VEVENT")
    assert event["rrule"].to_ical() == b"FREQ=MONTHLY;UNTIL=20191231;BYMONTHDAY=25"


def test_what_recurs_without_a_known_year_has_no_end() -> None:
    assert _ended("FREQ=MONTHLY", date(2019, 1, 1), None).to_ical() == b"FREQ=MONTHLY"
    assert _ended("FREQ=MONTHLY;COUNT=3", date(2019, 1, 1), 2019).to_ical() == b"FREQ=MONTHLY;COUNT=3"


def test_a_notice_without_a_title_is_named_by_its_first_words(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "wells.txt").write_text(
        "索引号：0001-2\n各村要对照清单，逐项排查机井隐患。\n一、压实责任\n每村明确1人负责。\n", encoding="utf-8"
    )
    ledger = build_ledger(source)
    (notice,) = ledger.corpus.notices
    assert notice.document.shown_title == "无标题“各村要对照清单，逐项排查机井隐患。”"
    assert notice.title_en == "Untitled “各村要对照清单，逐项排查机井隐患。”"
    write_dataset(ledger.corpus, ledger.findings, tmp_path / "out", site_url="")
    (row,) = json.loads((tmp_path / "out/documents.json").read_text(encoding="utf-8"))
    assert row["title"] == "各村要对照清单，逐项排查机井隐患。"


def test_a_notice_with_a_title_is_not_called_untitled(tables) -> None:
    assert not any("无标题" in row["title"] or "Untitled" in row["title_en"] for row in tables["documents"])
