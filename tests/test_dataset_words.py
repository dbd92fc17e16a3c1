"""The log of changes does not tell what a text told before it was cleaned."""

from __future__ import annotations

from pathlib import Path

from made import WITHHELD, record, write_places
from respite_finder.corrections import Evidence, read_corrections
from respite_finder.dataset import open_dataset

EVIDENCE = Evidence("2026-11-20", "website", "maintainer", "https://example.org/")
NOW_WITHHELD = {**WITHHELD, "description": "A house.", "coordinate_source": "middle of the city"}


def test_words_that_told_a_street_do_not_stand_in_the_log(tmp_path: Path) -> None:
    """Somebody cleans a text of a house that withholds its address from now on."""
    told = {"description": "A house. Ring at 17 Hidden Lane.", "cost": "free"}
    path = write_places(tmp_path / "places.csv", [record(told)])
    cells = {**NOW_WITHHELD, "cost": ""}
    with open_dataset(path) as dataset:
        dataset.change("ma-made-house", cells, EVIDENCE)
        dataset.save()
    log = {row.field_name: row for row in read_corrections(path.with_name("corrections.csv"))}
    assert (log["description"].previous_value, log["description"].replacement_value) == ("", "")
    assert log["cost"].previous_value == "free"
    assert "Hidden" not in path.with_name("corrections.csv").read_text(encoding="utf-8")
