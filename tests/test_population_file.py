"""People from somebody's own table: taken whole, or one sentence with the rows that are wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from respite_finder.boundaries import inside_state
from respite_finder.coverage import CoverageQuery, Reach, coverage_table, zip_population
from respite_finder.coverage.population_file import read_population
from respite_finder.errors import FileError

ROWS: dict[str, list[Any]] = {
    "id": ["a", "b", "c", "d"],
    "lat": [42.3223, 42.3601, 40.7128, 61.2181],
    "lon": [-72.6313, -71.0589, -74.0060, -149.9003],
    "population": [100, 200, 300, 0],
    "state": ["MA", "Massachusetts", "ny", "AK"],
}


def table(folder: Path, changes: dict[tuple[str, int], object], **columns: list[Any]) -> Path:
    """The rows above with changed cells (by column and position) and more columns."""
    frame = pd.DataFrame(ROWS | columns).astype(object)
    for (column, at), value in changes.items():
        frame.loc[at, column] = value
    path = folder / "people.csv"
    frame.to_csv(path, index=False)
    return path


def told(path: Path) -> str:
    with pytest.raises(FileError) as error:
        read_population(path)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_rows_become_points_with_people(tmp_path: Path) -> None:
    people = read_population(table(tmp_path, {}, note=["x", "", "y", "z"]))
    assert people.name == "people.csv"
    assert people.ids.tolist() == ROWS["id"]
    assert people.states.tolist() == ["MA", "MA", "NY", "AK"]
    assert people.counties.tolist() == [""] * 4
    assert people.lat.tolist() == ROWS["lat"]
    assert people.lon.tolist() == ROWS["lon"]
    assert people.people.tolist() == [100.0, 200.0, 300.0, 0.0]


@pytest.mark.parametrize(
    "header", ["geoid,Latitude,LONGITUDE,Pop,State", "ID,lat,lng,people,state"]
)
def test_other_names_and_delimiters_are_understood(tmp_path: Path, header: str) -> None:
    path = tmp_path / "people.csv"
    path.write_text(f"{header}\n1,42.3223,-72.6313,7,MA\n".replace(",", ";"), encoding="utf-8-sig")
    assert read_population(path).people.tolist() == [7.0]


def test_a_workbook_is_a_table_too_and_lost_zeros_of_counties_come_back(tmp_path: Path) -> None:
    frame = pd.DataFrame(ROWS | {"county_fips": [25015, 25025, 36061, 2020]})
    frame.to_excel(tmp_path / "people.xlsx", index=False)
    people = read_population(tmp_path / "people.xlsx")
    assert people.counties.tolist() == ["25015", "25025", "36061", "02020"]
    assert people.people.tolist() == [100.0, 200.0, 300.0, 0.0]


def test_the_shipped_people_written_and_read_give_the_same_figures(
    tmp_path: Path, places: pd.DataFrame
) -> None:
    ours = zip_population()
    frame = pd.DataFrame(
        {
            "id": ours.ids,
            "lat": ours.lat,
            "lon": ours.lon,
            "population": ours.people.astype(int),
            "state": ours.states,
            "county_fips": ours.counties,
        }
    )
    frame.to_csv(tmp_path / "zips.csv", index=False)
    theirs = Reach(places, read_population(tmp_path / "zips.csv"))
    for by in ("state", "county", "us"):
        expected = coverage_table(Reach(places), CoverageQuery(), by=by)
        pd.testing.assert_frame_equal(coverage_table(theirs, CoverageQuery(), by=by), expected)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({("population", 1): -5}, "row 3: population must be a whole number of people, 0 or more, "
         "got '-5'"),
        ({("population", 1): "many"}, "row 3: population must be a whole number"),
        ({("population", 1): ""}, "row 3: population must be a whole number"),
        ({("population", 1): "NaN"}, "row 3: population must be a whole number"),
        ({("population", 1): "inf"}, "row 3: population must be a whole number"),
        ({("population", 1): 1.5}, "row 3: population must be a whole number"),
        ({("population", 1): 10**12}, "row 3: population must be at most 50,000,000"),
        ({("lat", 0): "north"}, "row 2: lat must be degrees from -90 to 90, got 'north'"),
        ({("lat", 0): 91}, "row 2: lat and lon look swapped"),
        ({("lon", 0): -200}, "row 2: lon must be degrees, -180 to 180, got '-200'"),
        ({("lat", 0): -72.6313, ("lon", 0): 42.3223}, "would be if lat and lon were swapped"),
        ({("lat", 3): -149.9, ("lon", 3): 61.2}, "row 5: lat and lon look swapped"),
        ({("lon", 0): 72.6313}, "row 2: the point lat 42.3223, lon 72.6313 is not in "
         "Massachusetts, but would be with lon -72.6313"),
        ({("lat", 0): 0, ("lon", 0): 0}, "lies in no state, and not in Massachusetts"),
        ({("state", 2): "MA"}, "row 4: the point lat 40.7128, lon -74.006 lies in New York, not in "
         "Massachusetts"),
        ({("state", 2): "ZZ"}, "row 4: state must be a state's postal code or name, e.g. MA, got "
         "'ZZ'"),
        ({("state", 2): "New Yrok"}, "got 'New Yrok', perhaps New York"),
        ({("state", 2): ""}, "row 4: state must be"),
        ({("id", 3): "a"}, "row 5: id stands twice: an area counts once, got 'a'"),
        ({("id", 3): " "}, "row 5: id must not be empty"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_right_is_one_sentence(
    tmp_path: Path, changes: dict[tuple[str, int], object], sentence: str
) -> None:
    assert sentence in told(table(tmp_path, changes))


def test_a_county_that_is_no_code_is_told(tmp_path: Path) -> None:
    path = table(tmp_path, {}, county_fips=["25015", "", "New York", "02020"])
    assert "row 4: county_fips must have five digits, e.g. 25015, got 'New York'" in told(path)


def test_the_first_wrong_rows_are_told_with_the_number_of_all(tmp_path: Path) -> None:
    changes: dict[tuple[str, int], object] = {("population", n): -1 for n in (1, 3)}
    words = told(table(tmp_path, changes | {("state", 2): "ZZ"}))
    assert words.startswith("people.csv, row 3: population")
    assert words.endswith("; 3 rows are wrong in all (also 4, 5)")
    frame = pd.DataFrame(
        {"id": range(900), "lat": -72.6, "lon": 42.3, "population": 1, "state": "MA"}
    )
    frame.to_csv(tmp_path / "many.csv", index=False)
    words = told(tmp_path / "many.csv")
    assert words.endswith("; 900 rows are wrong in all (also 3, 4, 5, 6, 7 and 894 more)")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"id,lat,lon,population,state\n", "has a header and no rows"),
        (b"id,lat,population\n1,2,3\n", "lacks the columns lon, state"),
        (b"id,lat,lon,pop\n1,2,3,4\n", "lacks the column state"),
        (b"id,lat,latitude,lon,pop,state\n1,2,2,3,4,MA\n", "lat and latitude both mean lat"),
        (b"id,lat,lon,pop,state\n1,42.32,-72.63,0,MA\n", "has no people"),
        (b"id,lat,lon,pop,state\n1,42.32,-72.63,0\n", "row 2: has 4 cells"),
        (b"\xff\xfeI\x00", "UTF-16"),
        (b"PK\x03\x04nothing", "broken ZIP archive"),
        (b"id,lat,lon,pop,state\n1,42.32,-72.63,4,\xe9\n", "not UTF-8"),
    ],
)
def test_a_file_that_is_no_such_table_is_one_sentence(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    assert sentence in told(path)


def test_no_file_and_a_folder_are_told(tmp_path: Path) -> None:
    assert "there is no such file" in told(tmp_path / "none.csv")
    assert "is a folder" in told(tmp_path)


points = st.tuples(
    st.integers(0, 3),
    st.floats(41.0, 43.5, allow_subnormal=False),
    st.floats(-74.0, -69.5, allow_subnormal=False),
    st.sampled_from(["MA", "CT", "NH"]),
)


@given(rows=st.lists(points, min_size=1, max_size=4))
def test_a_table_is_taken_as_it_stands_or_told_by_the_borders_of_its_states(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, float, float, str]]
) -> None:
    path = tmp_path_factory.mktemp("made") / "people.csv"
    lines = [f"{n},{lat!r},{lon!r},{p},{state}" for n, (p, lat, lon, state) in enumerate(rows)]
    path.write_text("id,lat,lon,population,state\n" + "\n".join(lines), encoding="utf-8")
    outside = [
        number
        for number, (_people, lat, lon, state) in enumerate(rows, start=2)
        if not inside_state([lat], [lon], state)[0]
    ]
    if outside:
        assert f"row {outside[0]}: the point" in told(path)
    elif not any(row[0] for row in rows):
        assert "has no people" in told(path)
    else:
        people = read_population(path)
        read = zip(people.people, people.lat, people.lon, people.states, strict=True)
        assert list(read) == rows
