"""The citation: one version in every form, no person, and a file that GitHub and others read."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from respite_finder.corrections import Evidence, append_corrections, correction, read_corrections
from respite_finder.coverage.citation import (
    AUTHORS,
    citation_bibtex,
    citation_text,
    dataset_date,
    dataset_version,
)
from respite_finder.coverage.releases import read_releases
from respite_finder.documents.citation import citation_cff
from respite_finder.documents.quality import as_of
from respite_finder.places import read_rows
from respite_finder.resources import CORRECTIONS_CSV, DATA, PLACES_CSV, ROOT

NEEDED = {"cff-version", "message", "title", "authors"}
"""What the Citation File Format 1.2.0 asks for."""
KNOWN = NEEDED | {"type", "version", "date-released", "license", "abstract", "keywords"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("places.csv", "corrections.csv", "releases.csv"):
        shutil.copy(DATA / name, tmp_path / name)
    return tmp_path


def test_the_version_is_the_release_and_the_changes_since() -> None:
    log = read_corrections(CORRECTIONS_CSV)
    latest = read_releases()[-1]
    since = len(log) - latest.log_rows
    assert dataset_version() == (f"{latest.version}+{since}" if since else latest.version)


def test_a_release_has_no_changes_since_until_there_is_one(folder: Path) -> None:
    rows = len(read_corrections(folder / "corrections.csv"))
    with (folder / "releases.csv").open("a", encoding="utf-8") as file:
        file.write(f"2027.1.0,2027-01-02,a round of calls,{rows}\n")
    assert dataset_version(folder) == "2027.1.0"
    assert dataset_date(folder) == date(2027, 1, 2)
    evidence = Evidence("2027-01-05", "phone", "maintainer", "https://example.org/", "asked")
    change = correction("ma-afiya", "update", "phone", "a", "b", evidence)
    append_corrections(folder / "corrections.csv", [change])
    assert dataset_version(folder) == "2027.1.0+1"
    assert dataset_date(folder) == date(2027, 1, 5)
    assert "2027.1.0+1, January 5, 2027" in citation_text(folder)
    assert "month = jan" in citation_bibtex(folder)


def test_the_day_is_the_one_of_the_documents() -> None:
    rows = [row for _number, row in read_rows(PLACES_CSV)[0]]
    assert dataset_date() == as_of(rows, read_corrections(CORRECTIONS_CSV))


def test_every_form_names_the_same_version_and_no_person() -> None:
    version, day = dataset_version(), dataset_date()
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    cff = yaml.safe_load(citation_cff(DATA))
    assert package["version"] == cff["version"] == version
    for text in (citation_text(), citation_bibtex(), (DATA / "README.md").read_text("utf-8")):
        assert version in text
    assert cff["date-released"] == day
    assert cff["authors"] == [{"name": AUTHORS}]
    assert citation_text().startswith(f"{AUTHORS} ({day.year}).")


def test_the_cff_at_the_root_is_valid_and_current() -> None:
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert text == citation_cff(DATA)
    cff = yaml.safe_load(text)
    assert set(cff) >= NEEDED
    assert set(cff) <= KNOWN
    assert cff["cff-version"] == "1.2.0"
    assert cff["type"] in ("dataset", "software")
    assert all(isinstance(cff[name], str) and cff[name] for name in ("message", "title", "version"))
    assert all(isinstance(word, str) for word in cff["keywords"])
    assert len(set(cff["keywords"])) == len(cff["keywords"])


def test_bibtex_is_one_entry_with_braces_that_close_and_letters_that_tex_takes() -> None:
    entry = citation_bibtex()
    depth = 0
    for char in entry:
        depth += {"{": 1, "}": -1}.get(char, 0)
        assert depth >= 0
    assert depth == 0
    assert entry.startswith("@misc{")
    body = entry.split("\n", 1)[1]
    assert not re.search(r"(?<!\\)[_&%#$]", body)
    fields = re.findall(r"^  ([a-z]+) = (.+),$", entry, re.MULTILINE)
    assert [name for name, _ in fields] == [
        *("author", "title", "year", "month", "version", "howpublished", "note")
    ]
