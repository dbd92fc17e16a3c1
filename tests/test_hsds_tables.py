"""The HSDS 3.0 tabular data package: every table, valid by our descriptor and the official one."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from frictionless import Package

from hsds_facts import OBJECTS, OFFICIAL
from leaky import TELLING, leaky
from made import VIRTUAL, WITHHELD, frame, record
from respite_finder.corrections import Evidence, correction
from respite_finder.export.hsds import hsds_services
from respite_finder.export.hsds_model import TABLES
from respite_finder.export.hsds_tables import hsds_package

BY_PHONE = Evidence("2026-08-01", "phone", "maintainer", "https://example.org/call", "was asked")


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode("utf-8"))))


def write(files: dict[str, bytes], folder: Path) -> Path:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder / "datapackage.json"


def mistakes(descriptor: Path) -> list[Any]:
    """Every mistake that Frictionless finds in a package and its tables, keys and types."""
    report = Package(str(descriptor)).validate()
    found: list[Any] = report.flatten(["rowNumber", "type", "note"])
    return found + list(report.errors)


@pytest.fixture(scope="module")
def shipped(places: pd.DataFrame) -> dict[str, bytes]:
    changes = [
        correction(places.index[0], "update", "phone", "", "413-555-0100", BY_PHONE),
        correction(places.index[0], "verify", "", "", "", BY_PHONE),
    ]
    return hsds_package(places, changes)


@pytest.fixture
def made() -> dict[str, bytes]:
    """A package with something in every table that we fill."""
    cells = {"phone_extension": "401", "languages": "English; Spanish", "cost": "free"}
    hours = {"hours": "Mondays", "opening_hours": "Mo 09:00-12:00,13:00-24:00", "age_min": "18"}
    places = frame(record(cells, hours), record(WITHHELD), record(VIRTUAL, organization="Made"))
    return hsds_package(places, [correction("xx-0", "verify", "", "", "", BY_PHONE)])


def test_there_is_a_file_a_table_with_every_column(made: dict[str, bytes]) -> None:
    assert made.keys() == {"datapackage.json", *(table.path for table in TABLES.values())}
    assert len(TABLES) == 21
    for table in TABLES.values():
        header = made[table.path].decode("utf-8").partition("\n")[0]
        assert header == ",".join(table.columns)


def test_every_field_that_a_service_has_is_a_column_of_its_table() -> None:
    """The facts of the two forms are written apart from each other."""
    for name, fields in OBJECTS.items():
        told = [text.partition("=") for text in fields.split()]
        plain = {field.rstrip("!") for field, _, form in told if form.rstrip("[]") not in OBJECTS}
        assert plain <= set(TABLES[name].columns), name
        must = {field[:-1] for field, _, form in told if field.endswith("!") if form not in OBJECTS}
        assert must <= set(TABLES[name].required), name


def test_the_package_is_valid(made: dict[str, bytes], tmp_path: Path) -> None:
    assert mistakes(write(made, tmp_path)) == []


def test_all_that_we_ship_is_valid(
    shipped: dict[str, bytes], places: pd.DataFrame, tmp_path: Path
) -> None:
    assert mistakes(write(shipped, tmp_path)) == []
    assert len(rows(shipped, "services")) == len(places)
    assert len(rows(shipped, "metadata")) == 2


def test_a_row_that_points_nowhere_is_a_mistake(made: dict[str, bytes], tmp_path: Path) -> None:
    """The descriptor has the keys that let a validator see it."""
    lines = made["organizations.csv"].splitlines(keepends=True)
    made["organizations.csv"] = b"".join(lines[:-1])
    ((row, kind, _),) = mistakes(write(made, tmp_path))
    assert (row, kind) == (4, "foreign-key")


def test_both_forms_hold_the_same_objects(places: pd.DataFrame, shipped: dict[str, bytes]) -> None:
    services = hsds_services(places)
    told = rows(shipped, "services")
    assert [one["id"] for one in services] == [row["id"] for row in told]
    assert [one["organization"]["id"] for one in services] == [r["organization_id"] for r in told]
    for key, table in (("phones", "phones"), ("schedules", "schedules"), ("attributes",) * 2):
        nested = [(part["id"], one["id"]) for one in services for part in one.get(key, ())]
        link = "link_id" if table == "attributes" else "service_id"
        assert nested == [(row["id"], row[link]) for row in rows(shipped, table)]
    assert {row["id"] for row in rows(shipped, "taxonomies")} == {
        row["taxonomy_id"] for row in rows(shipped, "taxonomy_terms")
    }


def test_what_a_log_leaves_empty_is_said_in_the_table(shipped: dict[str, bytes]) -> None:
    update, verify = rows(shipped, "metadata")
    assert (update["previous_value"], update["replacement_value"]) == ("(empty)", "413-555-0100")
    assert (verify["field_name"], verify["previous_value"]) == ("(empty)", "(empty)")


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "'=1+1"])
def test_no_cell_is_run_by_a_spreadsheet(name: str) -> None:
    places = frame(record(name=name.strip(), description=name))
    files = hsds_package(places)
    (row,) = rows(files, "services")
    assert (row["name"], row["description"]) == (f"'{name.strip()}", f"'{name}")
    (at,) = rows(files, "locations")
    assert at["longitude"] == "-72.6313"


@pytest.mark.parametrize("precision", ["address", "zip"])
def test_a_withheld_address_is_in_no_file(precision: str) -> None:
    changes = [correction("xx-0", "update", "zip", "01062", "", BY_PHONE)]
    files = hsds_package(leaky(precision), changes)
    text = "\n".join(content.decode("utf-8") for content in files.values())
    assert "Made Respite" in text
    assert [secret for secret in TELLING if secret in text] == []


def test_the_descriptor_names_licence_and_sources(shipped: dict[str, bytes]) -> None:
    told = json.loads(shipped["datapackage.json"])
    assert [one["name"] for one in told["licenses"]] == ["CC-BY-NC-4.0"]
    titles = " ".join(one["title"] for one in told["sources"])
    assert "National Empowerment Center" in titles
    assert "Open Eligibility (CC BY-SA 3.0)" in titles


def test_the_same_places_make_the_same_bytes(made: dict[str, bytes]) -> None:
    empty = hsds_package(frame())
    assert empty == hsds_package(frame())
    assert all(empty[table.path].count(b"\n") == 1 for table in TABLES.values())
    assert made["services.csv"].count(b"\n") == 4


if OFFICIAL.is_dir():
    # The official descriptor is not ours to ship: elsewhere our own has to do.

    def test_the_official_descriptor_takes_our_tables(
        shipped: dict[str, bytes], made: dict[str, bytes], tmp_path: Path
    ) -> None:
        official = (OFFICIAL / "datapackage.json").read_bytes()
        for number, files in enumerate((shipped, made)):
            folder = tmp_path / str(number)
            folder.mkdir()
            assert mistakes(write(files | {"datapackage.json": official}, folder)) == []

    def test_our_tables_are_the_official_ones() -> None:
        told = json.loads((OFFICIAL / "datapackage.json").read_text(encoding="utf-8"))
        assert [one["name"] for one in told["resources"]] == list(TABLES)
        for one in told["resources"]:
            table = TABLES[one["name"]]
            assert (table.path, list(table.columns)) == (
                one["path"],
                [field["name"] for field in one["schema"]["fields"]],
            )
            for field, ours in zip(one["schema"]["fields"], table.fields, strict=True):
                assert (field["type"], field.get("format", "")) == (ours.type, ours.format)
                assert field["constraints"]["required"] == ours.required
                assert tuple(field["constraints"].get("enum", ())) == ours.enum
            keys = one["schema"].get("foreignKeys", ())
            assert {key["fields"]: key["reference"]["resource"] for key in keys} == (
                table.foreign_keys
            )
