"""The tables as JSON and CSV, and ``datapackage.json`` (Data Package v2) that describes them."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.registers import load_register

_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
Records = Mapping[str, Sequence[Mapping[str, Any]]]


def write_tables(records: Records, out: Path, *, as_of: str | None) -> None:
    """``NAME.json`` and ``NAME.csv`` for each table of the data dictionary, and their description."""
    dictionary = load_register("data_dictionary")
    resources = []
    for table in dictionary:
        name, rows = table["table"], records[table["table"]]
        _write_json(rows, out / f"{name}.json")
        _write_csv(rows, table["fields"], out / f"{name}.csv")
        resources.append(_resource(table, out))
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "policy-ledger",
        "title": "政策台账 Policy Ledger",
        "description": "What published government notices order: duties, targets, deadlines; each with its sentence.",
        "resources": resources,
    }
    if as_of:
        package["created"] = f"{as_of}T00:00:00Z"
    _write_text(out / "datapackage.json", json.dumps(package, ensure_ascii=False, indent=2) + "\n")


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _write_json(rows: Sequence[Mapping[str, Any]], path: Path) -> None:
    """One record a line: readable, and a small change gives a small difference."""
    lines = map(_ENCODE, rows)
    _write_text(path, "[\n" + ",\n".join(lines) + "\n]\n" if rows else "[]\n")


def _write_csv(rows: Sequence[Mapping[str, Any]], fields: Sequence[Mapping[str, str]], path: Path) -> None:
    """Null is an empty field; booleans, arrays and objects are written as in JSON (Table Schema)."""
    columns = [(field["name"], field["type"] in ("boolean", "array", "object")) for field in fields]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(name for name, _ in columns)
        writer.writerows(
            [_ENCODE(row[name]) if as_json and row[name] is not None else row[name] for name, as_json in columns]
            for row in rows
        )


def _resource(table: Mapping[str, Any], out: Path) -> dict[str, Any]:
    path = out / f"{table['table']}.csv"
    content = path.read_bytes()
    return {
        "name": table["table"],
        "title": f"{table['title']} {table['title_en']}",
        "type": "table",
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [
                {"name": f["name"], "type": f["type"], "description": f"{f['zh']} / {f['en']}"} for f in table["fields"]
            ],
            "primaryKey": ["id"],
        },
    }
