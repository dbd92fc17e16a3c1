"""Answers that may not be believed are refused, told with the reason, and change nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from geocoder_server import Geocoder, Reply, Run, cells, fixtures, make_places

geocoder, naps, run = fixtures

CENSUS = [pytest.param((), id="batch"), pytest.param(("--one-by-one",), id="one-by-one")]
WAYS = [*CENSUS, pytest.param(("--service", "nominatim"), id="nominatim")]
STREET = "1 Main St"
REFUSED = {
    "it lies in CT, the record says MA": Reply(state="CT"),
    "the point 41.7000, -72.7000 is not in MA": Reply(lat=41.70, lon=-72.70),
    "miles from the middle of Northampton, MA 01060": Reply(lat=42.36, lon=-71.06),
    "it is house number 100, the record says 1": Reply(street="100 Main St"),
    "another street": Reply(street="1 Completely Other Rd", quality="Non_Exact"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("reason", REFUSED)
def test_a_wrong_answer_is_refused_with_its_reason(
    run: Run, geocoder: Geocoder, tmp_path: Path, reason: str, way: tuple[str, ...]
) -> None:
    make_places(tmp_path, {}, {})
    before = cells(tmp_path)
    geocoder.known[STREET] = REFUSED[reason]
    result = run(*way)
    assert result.exit_code == 0
    assert "ma-made-1" in result.stdout
    assert reason in result.stdout
    assert "1 accepted, 1 refused, 0 without a match" in result.stderr
    assert cells(tmp_path) == before
    assert cells(tmp_path, "ma-made-2")["precision"] == "address"
    again = run(*way)
    assert reason in again.stdout
    assert len(geocoder.streets) == 2


@pytest.mark.parametrize("way", CENSUS)
def test_a_tie_is_refused(
    run: Run, geocoder: Geocoder, tmp_path: Path, way: tuple[str, ...]
) -> None:
    make_places(tmp_path, {})
    geocoder.known[STREET] = Reply(status="Tie")
    result = run(*way)
    assert "several places answer to this address" in result.stdout
    assert cells(tmp_path)["precision"] == "zip"
    assert '"match": "Tie"' in (tmp_path / "geocoded.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("standing", ["zip", "address"])
def test_an_answer_coarser_than_a_house_is_refused(
    run: Run, geocoder: Geocoder, tmp_path: Path, standing: str
) -> None:
    source = "Nominatim (OpenStreetMap), 2022-01-31, Exact"
    make_places(tmp_path, {"precision": standing, "coordinate_source": source})
    before = cells(tmp_path)
    geocoder.known[STREET] = Reply(house=False)
    only = {"zip": "missing", "address": "stale"}[standing]
    result = run("--service", "nominatim", "--only", only)
    assert "it is as exact as a street only, an address is wanted" in result.stdout
    assert cells(tmp_path) == before


def test_a_census_answer_without_a_house_number_is_refused(
    run: Run, geocoder: Geocoder, tmp_path: Path
) -> None:
    make_places(tmp_path, {})
    geocoder.known[STREET] = Reply(street="MAIN ST & ELM ST")
    assert "it is as exact as a street only" in run().stdout


def test_far_is_measured_from_the_city_where_no_zip_is_stated(
    run: Run, geocoder: Geocoder, tmp_path: Path
) -> None:
    make_places(tmp_path, {"zip": ""}, {"zip": ""}, {"zip": "", "city": "Nowhereton"})
    geocoder.known[STREET] = Reply(lat=42.36, lon=-71.06)
    result = run()
    assert "miles from the middle of Northampton, MA" in result.stdout
    assert "neither the ZIP code nor the city" in result.stdout
    assert "1 accepted, 2 refused" in result.stderr


@pytest.mark.parametrize("miles", [29, 31])
def test_thirty_miles_are_the_limit(
    run: Run, geocoder: Geocoder, tmp_path: Path, miles: int
) -> None:
    make_places(tmp_path, {})
    # 01060 has its middle at 42.3223, -72.6313; a degree of longitude is 51.2 miles there.
    geocoder.known[STREET] = Reply(lat=42.3223, lon=-72.6313 + miles / 51.2)
    assert f"{int(miles < 30)} accepted" in run().stderr


def test_an_answer_for_a_record_that_breaks_a_rule_waits_for_it_to_be_mended(
    run: Run, tmp_path: Path
) -> None:
    make_places(tmp_path, {"beds": "three"}, {})
    result = run()
    assert result.exit_code == 0
    assert "the record's beds must be a whole number: mend that first" in result.stdout
    assert "1 accepted, 1 refused" in result.stderr


@pytest.mark.parametrize(
    ("street", "matched"),
    [
        ("11-17 Parker St", "15 PARKER ST"),
        ("32-24 Northern Blvd", "3224 NORTHERN BLVD"),
        ("12A Elm St", "12 ELM ST"),
    ],
)
def test_one_house_may_have_several_numbers(
    run: Run, geocoder: Geocoder, tmp_path: Path, street: str, matched: str
) -> None:
    make_places(tmp_path, {"street": street})
    geocoder.known[street] = Reply(street=matched, quality="Non_Exact")
    assert "1 accepted" in run().stderr
    assert cells(tmp_path)["coordinate_source"].endswith(", Non_Exact")
