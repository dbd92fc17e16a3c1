"""Stamping a record that somebody held against the place itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from kept import HIDDEN, TELLING, TODAY, TOLD, contents, keep, log_of, rows_in
from made import record
from respite_finder.check import check_places
from respite_finder.corrections import COLUMNS
from respite_finder.dataset import open_dataset
from respite_finder.errors import DataError, QueryError, RecordNotFound
from respite_finder.schema import BY_NAME
from respite_finder.upkeep.verify import FIXED, How, Verified, verify

DAY, PAGE = "2026-11-20", "https://www.example.org/house"


def stamped(
    places: Path,
    cells: Mapping[str, str] | None = None,
    *,
    who: str = "ma-made-house",
    on: str = DAY,
    how: How = "phone",
    source: str = PAGE,
    today: date = TODAY,
) -> Verified:
    with open_dataset(places) as dataset:
        done = verify(
            dataset, who, on=on, how=how, source_url=source, cells=cells or {}, today=today
        )
        dataset.save()
    return done


@pytest.fixture
def places(tmp_path: Path) -> Path:
    return keep(tmp_path / "data", record(), HIDDEN)


def test_a_call_stamps_the_record_and_the_source_before_keeps_its_date(places: Path) -> None:
    stamped(places)
    assert rows_in(places)["ma-made-house"] == record(
        source_name="The place itself, by phone",
        source_url=PAGE,
        source_date=DAY,
        other_sources="https://example.org/list (2026-07-21)",
    )
    assert check_places(places, today=TODAY) == []


def test_a_look_at_the_page_names_the_host_and_today_is_no_future(places: Path) -> None:
    stamped(places, how="website", on="2026-11-22")
    row = rows_in(places)["ma-made-house"]
    assert (row["source_name"], row["source_date"]) == ("example.org", TODAY.isoformat())


def test_the_same_page_again_moves_the_date_only(places: Path) -> None:
    stamped(places, source="https://example.org/list", how="website")
    assert rows_in(places)["ma-made-house"] == record(source_date=DAY)


def test_what_was_learned_is_set_and_logged_in_the_columns_of_hsds_metadata(places: Path) -> None:
    done = stamped(places, {"beds": "4", "phone": "413-555-0199"})
    assert done.changes["beds"] == ("", "4")
    row = rows_in(places)["ma-made-house"]
    assert (row["beds"], row["phone"]) == ("4", "413-555-0199")
    metadata = {
        "id", "resource_id", "resource_type", "last_action_date", "last_action_type",
        "field_name", "previous_value", "replacement_value", "updated_by",
    }  # fmt: skip
    assert metadata <= set(COLUMNS)
    log = {line.field_name: dataclasses.asdict(line) for line in log_of(places)}
    assert log[""]["last_action_type"] == "verify"
    told = tuple(log["phone"].values())[1:]
    assert told == (
        *("ma-made-house", "service", DAY, "update", "phone", "413-555-0100", "413-555-0199"),
        *("maintainer", "phone", PAGE, ""),
    )


def test_a_record_that_stands_as_it_is_is_logged_as_checked(places: Path) -> None:
    stamped(places, source="https://example.org/list", on="2026-07-21", how="website")
    assert [(line.last_action_type, line.field_name) for line in log_of(places)] == [("verify", "")]


def test_the_same_check_twice_is_one_check(places: Path) -> None:
    stamped(places, {"beds": "4"})
    before = contents(places.parent)
    assert stamped(places, {"beds": "4"}).changes == {}
    assert contents(places.parent) == before


@pytest.mark.parametrize(
    ("cells", "said", "status"),
    [
        ({}, {}, "active"),
        ({}, {"status": "closed"}, "closed"),
        ({}, {"status": "listed"}, "listed"),
        ({"phone": ""}, {}, "listed"),
        ({"phone": ""}, {"website": "https://example.org"}, "active"),
        ({}, {"phone": ""}, "listed"),
    ],
)
def test_a_listed_record_becomes_active_when_it_is_confirmed_and_can_be_reached(
    tmp_path: Path, cells: dict[str, str], said: dict[str, str], status: str
) -> None:
    places = keep(tmp_path / "data", record({"status": "listed", "source_date": ""}, cells))
    stamped(places, said)
    assert rows_in(places)["ma-made-house"]["status"] == status


@pytest.mark.parametrize("status", ["closed", "planned"])
def test_a_closed_or_planned_record_stays_so_until_somebody_says_otherwise(
    tmp_path: Path, status: str
) -> None:
    places = keep(tmp_path / "data", record(status=status))
    stamped(places)
    assert rows_in(places)["ma-made-house"]["status"] == status


def test_a_check_of_three_years_ago_confirms_nothing_today(tmp_path: Path) -> None:
    places = keep(tmp_path / "data", record(status="listed", source_date="2020"))
    stamped(places, on="2023-01-05")
    assert rows_in(places)["ma-made-house"]["status"] == "listed"


@pytest.mark.parametrize(
    "on",
    ["2026-11-23", "2027-01-01", "2026-13-01", "2026-02-30", "2026-11", "2026", "", "yesterday",
     "11/20/2026", "1989-12-31", "2026-11-20 ", "２０２６-11-20"],
)  # fmt: skip
def test_a_day_that_cannot_be_is_refused_and_nothing_written(places: Path, on: str) -> None:
    before = contents(places.parent)
    with pytest.raises(QueryError, match="YYYY-MM-DD"):
        stamped(places, on=on)
    assert contents(places.parent) == before


def test_a_check_older_than_the_record_is_refused(places: Path) -> None:
    with pytest.raises(QueryError, match="checked later, on 2026-07-21"):
        stamped(places, on="2026-07-20")


@pytest.mark.parametrize("field", sorted(FIXED))
def test_what_a_check_may_not_set_is_refused(places: Path, field: str) -> None:
    with pytest.raises(QueryError, match="cannot be set"):
        stamped(places, {field: "x"})


def test_a_column_that_there_is_not_is_refused_with_those_that_are(places: Path) -> None:
    with pytest.raises(QueryError) as caught:
        stamped(places, {"colour": "red"})
    assert all(name in str(caught.value) for name in set(BY_NAME) - FIXED)


def test_an_id_that_nobody_has_suggests_those_close_by(places: Path) -> None:
    with pytest.raises(RecordNotFound) as caught:
        stamped(places, who="ma-mad-house")
    assert caught.value.suggestions[0] == "ma-made-house"


def test_the_id_of_a_merged_record_leads_to_the_one_that_stands(places: Path) -> None:
    ids = places.with_name("ids.txt")
    ids.write_text(ids.read_text(encoding="utf-8") + "ma-old ma-made-house\n", encoding="utf-8")
    assert stamped(places, {"beds": "2"}, who="ma-old").place_id == "ma-made-house"
    assert {line.resource_id for line in log_of(places)} == {"ma-made-house"}


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"phone": "12"}, "must look like 413-570-2990"),
        ({"status": "open"}, "must be one of"),
        ({"zip": "10001"}, "lies in NY"),
        ({"email": "jane.doe@gmail.com"}, "role address"),
        ({"name": ""}, "must not be empty"),
        ({"opening_hours": "whenever"}, "opening_hours"),
    ],
)
def test_a_value_that_breaks_a_rule_writes_nothing_and_says_the_rule(
    places: Path, cells: dict[str, str], rule: str
) -> None:
    before = contents(places.parent)
    with pytest.raises(DataError, match=rule):
        stamped(places, cells)
    assert contents(places.parent) == before


@pytest.mark.parametrize(
    "source", ["", "the operator", "http://localhost/x", "http://[x", "ftp://example.org/"]
)
def test_a_source_that_is_no_web_address_writes_nothing(places: Path, source: str) -> None:
    before = contents(places.parent)
    with pytest.raises((DataError, QueryError)):
        stamped(places, source=source)
    assert contents(places.parent) == before


def test_a_place_that_moved_gets_the_middle_of_where_it_is_now(places: Path) -> None:
    stamped(places, {"city": "Greenfield", "zip": "01301", "street": "9 New St"})
    row = rows_in(places)["ma-made-house"]
    assert (row["precision"], row["county"]) == ("zip", "Franklin County")
    assert check_places(places, today=TODAY) == []


@pytest.mark.parametrize("names", [("street",), ("zip",), ("latitude", "longitude"), tuple(TOLD)])
def test_a_withheld_record_never_gets_a_street_and_it_is_said(
    places: Path, names: tuple[str, ...]
) -> None:
    """Either refused or left out; told in any case, and without the secret."""
    with pytest.raises((QueryError, DataError)) as caught:
        stamped(places, {name: TOLD[name] for name in names}, who="ma-hidden-house")
    everything = b"".join(contents(places.parent).values()).decode() + str(caught.value)
    assert "withheld" in str(caught.value)
    assert [secret for secret in TELLING if secret in everything] == []


def test_a_place_that_withholds_from_now_on_is_told_nowhere(tmp_path: Path) -> None:
    places = keep(tmp_path / "data", record(TOLD))
    done = stamped(places, {"address_withheld": "yes"})
    everything = b"".join(contents(places.parent).values()).decode() + repr(done)
    assert [secret for secret in TELLING if secret in everything] == []
    assert check_places(places, today=TODAY) == []


def test_nor_by_the_log_of_the_time_before(places: Path) -> None:
    stamped(places, {"street": "17 Secret Lane", "zip": "01062"}, on="2026-11-19")
    stamped(places, {"address_withheld": "yes"})
    everything = b"".join(contents(places.parent).values()).decode()
    assert [secret for secret in TELLING if secret in everything] == []


def test_a_private_address_that_is_taken_out_is_told_nowhere(tmp_path: Path) -> None:
    places = keep(tmp_path / "data", record(email="jane.doe@gmail.com"))
    done = stamped(places, {"email": "info@example.org"})
    everything = b"".join(contents(places.parent).values()).decode() + repr(done)
    assert "jane.doe" not in everything
