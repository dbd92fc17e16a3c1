"""What we export comes back as it was: cell by cell, for every record that we ship."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made import frame, record
from respite_finder.export.formats import FORMATS, FormatName
from respite_finder.export.table import harmless
from respite_finder.ingest.geojson import read_geojson
from respite_finder.ingest.incoming import Incoming, Reader, Source
from respite_finder.ingest.table import read_table
from respite_finder.places import read_rows
from respite_finder.resources import PLACES_CSV

READERS: dict[FormatName, Reader] = {
    FormatName.CSV: read_table,
    FormatName.EXCEL: read_table,
    FormatName.GEOJSON: read_geojson,
}
DEGREES = ("latitude", "longitude")


def there_and_back(name: FormatName, places: pd.DataFrame, folder: Path) -> list[Incoming]:
    path = folder / f"places{FORMATS[name].suffix}"
    path.write_bytes(FORMATS[name].write(places, ()))
    return list(READERS[name](path, Source()))


def comparable(cells: dict[str, str]) -> dict[str, str]:
    """Known cells, degrees without the zeros that a number does not keep."""
    known = {name: cell for name, cell in cells.items() if cell}
    return known | {name: str(float(known[name])) for name in DEGREES if name in known}


@pytest.mark.parametrize("name", READERS)
def test_every_record_that_we_ship_comes_back(
    name: FormatName, places: pd.DataFrame, tmp_path: Path
) -> None:
    rows, _ = read_rows(PLACES_CSV)
    found = there_and_back(name, places, tmp_path)
    assert len(found) == len(rows)
    assert [one.refused for one in found if one.refused] == []
    differing = [
        (row["place_id"], comparable(row), comparable(dict(one.cells)))
        for (_, row), one in zip(rows, found, strict=True)
        if comparable(row) != comparable(dict(one.cells))
    ]
    assert differing == []


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("words", ["=1+1", "+ and -", "@home", "-72.63", "O'Brien", "'S"])
def test_words_that_a_spreadsheet_would_run_come_back(
    name: FormatName, words: str, tmp_path: Path
) -> None:
    (one,) = there_and_back(name, frame(record(place_id="ma-x", cost=words)), tmp_path)
    assert one.cells["cost"] == words


@given(st.text("'=+ a", max_size=6), st.text("'=+ a", max_size=6))
def test_no_two_texts_become_the_same_in_csv(one: str, other: str) -> None:
    """So that the apostrophe can be taken away again."""
    assert (harmless(one) == harmless(other)) == (one == other)
