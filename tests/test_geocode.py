"""``respite-finder geocode`` against a geocoder that answers well: what is asked, what is kept."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from geocoder_server import Geocoder, Reply, Run, cells, fixtures, make_places
from made import VIRTUAL, WITHHELD
from respite_finder import check_places, load_places

geocoder, naps, run = fixtures

TODAY = date.today().isoformat()
RECENT = (date.today() - timedelta(days=21)).isoformat()
WAYS = [
    pytest.param((), "Census Geocoder", id="census-batch"),
    pytest.param(("--one-by-one",), "Census Geocoder", id="census-one-by-one"),
    pytest.param(("--service", "nominatim"), "Nominatim (OpenStreetMap)", id="nominatim"),
]
OLD = {"precision": "address", "coordinate_source": "Census Geocoder, 2022-01-31, Exact"}


def log(folder: Path) -> list[dict[str, str]]:
    with (folder / "corrections.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines(folder: Path) -> list[dict[str, str]]:
    text = (folder / "geocoded.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(("way", "name"), WAYS)
def test_a_point_is_found_and_written(
    run: Run, geocoder: Geocoder, tmp_path: Path, way: tuple[str, ...], name: str
) -> None:
    path = make_places(tmp_path, {"street": "1 Main St, Suite 5"}, {})
    before = cells(tmp_path)
    geocoder.known["1 Main St"] = Reply(lat=42.3187654, lon=-72.6412345)
    result = run(*way)
    assert result.exit_code == 0, result.output
    assert "2 accepted, 0 refused, 0 without a match, 0 from the cache, 0 left" in result.stderr
    after = cells(tmp_path)
    changed = {field: cell for field, cell in after.items() if cell != before[field]}
    assert changed.pop("coordinate_source").startswith(f"{name}, {TODAY}, ")
    assert changed == {"latitude": "42.31877", "longitude": "-72.64123", "precision": "address"}
    assert load_places(path).loc["ma-made-2", "precision"] == "address"
    assert [problem for problem in check_places(path) if problem.severity == "error"] == []


def test_every_change_is_in_the_log(run: Run, tmp_path: Path) -> None:
    make_places(tmp_path, {})
    run()
    logged = {row["field_name"]: row for row in log(tmp_path)}
    assert set(logged) == {"latitude", "longitude", "precision", "coordinate_source"}
    assert logged["precision"]["previous_value"] == "zip"
    assert logged["precision"]["replacement_value"] == "address"
    assert {(row["how"], row["updated_by"]) for row in logged.values()} == {
        ("geocoder", "geocoder")
    }
    assert logged["latitude"]["source_url"] == "https://geocoding.geo.census.gov/geocoder/"
    assert logged["latitude"]["last_action_date"] == TODAY


def test_the_cache_says_what_was_answered_and_when(run: Run, tmp_path: Path) -> None:
    make_places(tmp_path, {"street": "1 Main St., Suite 5"})
    run()
    (line,) = lines(tmp_path)
    assert line == {
        "address": "1 main st, northampton, ma, 01060",
        "service": "Census Geocoder",
        "date": TODAY,
        "match": "Exact",
        "matched_address": "1 MAIN ST., NORTHAMPTON, MA, 01060",
        "latitude": 42.31999,
        "longitude": -72.63999,
        "precision": "address",
        "house_number": "1",
        "state": "MA",
        "zip": "01060",
    }


@pytest.mark.parametrize(("way", "name"), WAYS)
def test_only_published_streets_with_a_number_are_sent(
    run: Run, geocoder: Geocoder, tmp_path: Path, way: tuple[str, ...], name: str
) -> None:
    hidden = dict(WITHHELD) | {"street": "17 Hidden Lane"}
    make_places(
        tmp_path,
        {"street": "8 Open St"},
        hidden,
        hidden | {"zip": "01062", "precision": "zip"},
        dict(VIRTUAL) | {"street": "3 Office Rd"},
        {"status": "closed", "street": "4 Gone Rd"},
        {"street": "PO Box 12"},
        {"street": "Main Street"},
        {"state": "US", "street": "5 Nowhere Rd"},
        {"precision": "address", "street": "6 Known Rd"},
    )
    result = run(*way)
    assert geocoder.streets == ["8 Open St"]
    for place in (*geocoder.bodies, result.output, (tmp_path / "geocoded.jsonl").read_text()):
        assert "Hidden" not in place
        assert "01062" not in place
    assert "3 streets cannot be asked for" in result.stderr
    for n in (2, 3):
        assert cells(tmp_path, f"ma-made-{n}")["precision"] in ("city", "zip")


def test_a_street_that_is_now_withheld_leaves_the_cache(run: Run, tmp_path: Path) -> None:
    make_places(tmp_path, {"street": "17 Once Lane"}, {})
    run()
    make_places(tmp_path, dict(WITHHELD), {})
    run()
    assert [line["address"].split(",")[0] for line in lines(tmp_path)] == ["2 main st"]


def test_a_second_run_asks_nobody(run: Run, geocoder: Geocoder, tmp_path: Path) -> None:
    make_places(tmp_path, {}, {}, {"street": "1 Main Street."})
    geocoder.known["2 Main St"] = Reply(status="No_Match")
    assert "2 accepted, 0 refused, 1 without a match, 0 from the cache" in run().stderr
    assert len(geocoder.asked) == 1
    result = run()
    assert "0 accepted, 0 refused, 1 without a match, 1 from the cache" in result.stderr
    assert len(geocoder.asked) == 1
    assert cells(tmp_path, "ma-made-2")["precision"] == "zip"


def test_records_of_one_address_are_asked_for_once(
    run: Run, geocoder: Geocoder, tmp_path: Path
) -> None:
    make_places(tmp_path, {"street": "9 Elm St Suite 1"}, {"street": "9 ELM ST., 2nd Floor"})
    assert "2 accepted" in run("--one-by-one").stderr
    assert geocoder.streets == ["9 ELM ST."]


def test_what_was_asked_in_vain_is_asked_again_when_stale(
    run: Run, geocoder: Geocoder, tmp_path: Path
) -> None:
    make_places(tmp_path, {})
    geocoder.known["1 Main St"] = Reply(status="No_Match")
    run()
    cache = tmp_path / "geocoded.jsonl"
    cache.write_text(cache.read_text().replace(TODAY, RECENT))
    del geocoder.known["1 Main St"]
    assert "1 without a match, 1 from the cache" in run("--dry-run").stderr
    assert "1 accepted" in run("--only", "stale").stderr
    assert cells(tmp_path)["precision"] == "address"


def test_old_points_are_asked_for_again_and_others_are_not(
    run: Run, geocoder: Geocoder, tmp_path: Path
) -> None:
    others = (
        {"precision": "address", "coordinate_source": f"Census Geocoder, {TODAY}, Exact"},
        {"precision": "address", "coordinate_source": "SAMHSA FindTreatment.gov, 2020-01-01"},
        {"precision": "address", "coordinate_source": "Census Geocoder, once"},
        {},
    )
    make_places(tmp_path, OLD, *others)
    assert "1 accepted, 0 refused" in run("--only", "stale").stderr
    assert geocoder.streets == ["1 Main St"]
    assert cells(tmp_path)["coordinate_source"] == f"Census Geocoder, {TODAY}, Exact"
    assert "0 accepted" in run("--only", "stale").stderr
    assert len(geocoder.asked) == 1


def test_a_limit_leaves_the_rest_for_the_next_run(
    run: Run, geocoder: Geocoder, tmp_path: Path
) -> None:
    make_places(tmp_path, {}, {}, {})
    assert "2 accepted, 0 refused, 0 without a match, 0 from the cache, 1 left" in (
        run("--limit", "2").stderr
    )
    run()
    assert geocoder.asked == [["1 Main St", "2 Main St"], ["3 Main St"]]


def test_a_long_list_goes_in_files_of_the_size_that_the_service_takes(
    run: Run, geocoder: Geocoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("respite_finder.ingest.services.BATCH", 2)
    make_places(tmp_path, *[{}] * 5)
    assert "5 accepted" in run().stderr
    assert [len(request) for request in geocoder.asked] == [2, 2, 1]


def test_nominatim_is_asked_once_a_second_by_name(
    run: Run, geocoder: Geocoder, tmp_path: Path, naps: list[float]
) -> None:
    make_places(tmp_path, {}, {}, {})
    run("--service", "nominatim")
    assert naps == [1.0, 1.0]
    (agent,) = geocoder.agents
    assert agent.startswith("respite_finder/")
    assert all(
        "countrycodes=us" in body and "state=Massachusetts" in body for body in geocoder.bodies
    )
