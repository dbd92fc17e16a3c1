"""What is said of a study stands in the documents that the project grew from."""

from __future__ import annotations

import re

from respite_finder.evidence import evidence
from respite_finder.markup.evidence import NAMED_ONLY
from respite_finder.resources import DATA

SEEDS = DATA.parents[1] / "shared" / "seeds"


def seed(number: str) -> str:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return " ".join(path.read_text(encoding="utf-8").split())


def surname(authors: str) -> str:
    return authors.split(",")[0]


if SEEDS.is_dir():
    # The documents lie beside the founders' checkout only: elsewhere there is nothing to compare.

    def test_a_citation_that_rests_on_a_seed_is_in_that_seed() -> None:
        checked = 0
        for row in evidence():
            for number in (place for place in row.checked_in.split() if len(place) == 3):
                text = seed(number)
                around = re.escape(surname(row.authors)) + rf"\b.{{0,250}}?\b{row.year}\b"
                assert re.search(around, text), (row.study, number)
                checked += 1
        assert checked > 30

    def test_every_full_reference_of_the_seed_that_reports_an_outcome_is_a_row() -> None:
        (path,) = SEEDS.glob("002_*.txt")
        references = path.read_text(encoding="utf-8").split("REFERENCES")[1]
        cited = set(
            re.findall(r"^([A-Z][\w-]+),? [A-Z][^()\n]*\((\d{4})\)", references, re.MULTILINE)
        )
        assert len(cited) == 16
        ours = {(surname(row.authors), row.year) for row in evidence()}
        # It says what peer support is, and reports no outcome.
        assert cited - ours == {("Mead", "2006")}

    def test_what_is_only_named_is_named_there_and_is_no_finding() -> None:
        text = seed("000")
        ours = {(surname(row.authors), row.year) for row in evidence()}
        for names, year in NAMED_ONLY:
            first = names.split(" ")[0]
            assert re.search(rf"{first}[^)]{{0,120}}{year}", text), names
            assert (first, year) not in ours
