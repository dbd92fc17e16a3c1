"""``data/decisions.csv``: what was changed on the way from the researched facts, and why."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from respite_finder.corrections import read_corrections
from respite_finder.resources import CORRECTIONS_CSV, DATA

FACTS = DATA.parents[1] / "shared" / "facts" / "places.csv"
Rows = list[dict[str, str]]


def read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def decisions() -> Rows:
    return read(DATA / "decisions.csv")


def test_every_decision_is_about_a_place_and_has_a_reason(
    decisions: Rows, places: pd.DataFrame
) -> None:
    assert {row["place_id"] for row in decisions} <= set(places.index)
    for row in decisions:
        assert row["action"] in ("changed", "merged", "kept"), row
        assert len(row["reason"]) > 10, row
        assert row["fact_row"].isdecimal(), row
        assert (row["field"] == "") == (row["action"] in ("merged", "kept")), row


def test_no_withheld_street_is_printed(decisions: Rows, places: pd.DataFrame) -> None:
    withheld = set(places.index[places["address_withheld"]])
    streets = [row for row in decisions if row["place_id"] in withheld and row["field"] == "street"]
    assert len(streets) > 0
    for row in streets:
        assert (row["before"], row["after"]) == ("", ""), row["place_id"]


def test_a_change_changes_something(decisions: Rows, places: pd.DataFrame) -> None:
    withheld = set(places.index[places["address_withheld"]])
    for row in decisions:
        # What may not be printed (a withheld street, a private e-mail) is not logged either.
        secret = row["place_id"] in withheld or row["field"] == "email"
        if row["action"] == "changed" and not secret:
            assert row["before"] != row["after"], row


if FACTS.is_file():
    # The facts lie beside the founders' checkout only: elsewhere there is nothing to compare.

    @pytest.fixture(scope="module")
    def facts() -> Rows:
        return read(FACTS)

    @pytest.fixture(scope="module")
    def founded(places: pd.DataFrame) -> pd.DataFrame:
        """The dataset as it was founded: every correction since undone, the newest first."""
        rows = places.astype(object).copy()
        for change in reversed(read_corrections(CORRECTIONS_CSV)):
            if change.last_action_type == "update":
                rows.loc[change.resource_id, change.field_name] = change.previous_value
        return rows

    def carried(facts: Rows, decisions: Rows) -> Iterator[tuple[int, dict[str, str]]]:
        """Fact rows that were not merged, as they stand after the decisions."""
        merged = {int(row["fact_row"]) for row in decisions if row["action"] == "merged"}
        changes: dict[int, dict[str, str]] = {}
        for row in decisions:
            if row["action"] == "changed":
                changes.setdefault(int(row["fact_row"]), {})[row["field"]] = row["after"]
        for number, fact in enumerate(facts, start=1):
            if number not in merged:
                yield number, fact | changes.get(number, {})

    def identity(row: dict[str, str]) -> tuple[str, ...]:
        names = ("name", "state", "service_type", "city", "phone", "website")
        return tuple(" ".join(str(row[name]).split()) for name in names)

    def test_every_fact_row_is_a_place_or_merged_into_one(
        facts: Rows, decisions: Rows, founded: pd.DataFrame
    ) -> None:
        merged = [row["fact_row"] for row in decisions if row["action"] == "merged"]
        assert len(set(merged)) == len(merged)
        assert len(founded) + len(merged) == len(facts) == 1470

    @pytest.mark.parametrize("count", [3, 6])
    def test_carried_rows_are_the_places(
        facts: Rows, decisions: Rows, founded: pd.DataFrame, count: int
    ) -> None:
        """By name, state and type; then with city, phone and website too."""
        expected = Counter(identity(row)[:count] for _, row in carried(facts, decisions))
        shipped = Counter(identity(row)[:count] for row in founded.to_dict("records"))
        assert expected - shipped == Counter()
        assert shipped - expected == Counter()

    @pytest.mark.parametrize(
        "field", ["email", "hours", "cost", "status", "max_stay_days", "beds", "year_opened"]
    )
    def test_what_a_fact_states_stands_unless_a_decision_changes_it(
        facts: Rows, decisions: Rows, founded: pd.DataFrame, field: str
    ) -> None:
        def told(row: dict[str, object]) -> tuple[object, ...]:
            value = row[field]
            text = "" if pd.isna(value) else " ".join(str(value).split())
            return row["state"], row["service_type"], text

        expected = Counter(told(row) for _, row in carried(facts, decisions))
        assert expected == Counter(told(row) for row in founded.to_dict("records"))

    def test_no_withheld_street_of_the_facts_is_anywhere_in_the_data(
        facts: Rows, decisions: Rows, places: pd.DataFrame
    ) -> None:
        secret = {
            fact["street"]
            for fact in facts
            if fact["confidential_address"] == "yes" and any(c.isdigit() for c in fact["street"])
        }
        shown = (DATA / "places.csv").read_text(encoding="utf-8")
        shown += (DATA / "decisions.csv").read_text(encoding="utf-8")
        assert sorted(street for street in secret if street in shown) == []
