"""The evidence: every finding has its citation, was looked up, and is told plainly."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading import NAMES, hard, unexplained
from respite_finder.documents.catalogue import catalogue
from respite_finder.errors import FileError
from respite_finder.evidence import (
    BETTER,
    COLUMNS,
    DIRECTIONS,
    NOT_SEEN,
    OUTCOMES,
    STUDIED,
    STUDY_TYPES,
    chosen,
    count_directions,
    evidence,
    evidence_problems,
    read_evidence,
    studies,
)
from respite_finder.files import csv_text
from respite_finder.markup.evidence import MEANINGS
from respite_finder.resources import DATA, EVIDENCE_CSV

PLACES = ("Chicago", "England", "Medicaid", "New York City", "Ohio")
HEADER, FIRST, *_REST = csv.reader(io.StringIO(EVIDENCE_CSV.read_text(encoding="utf-8")))


def written(folder: Path, *rows: list[str], header: list[str] = HEADER) -> Path:
    path = folder / "evidence.csv"
    path.write_text(csv_text(header, rows), encoding="utf-8")
    return path


def changed(**cells: str) -> list[str]:
    return [cells.get(name, cell) for name, cell in zip(COLUMNS, FIRST, strict=True)]


def test_every_row_was_looked_up_somewhere() -> None:
    for row in evidence():
        places = row.checked_in.split()
        seen_elsewhere = [place for place in places if not place.startswith("00")]
        assert (row.seen == "listed") == (not seen_elsewhere), row.study
        assert not row.url or row.url.split("//")[1].split("/")[0] in row.checked_in, row.study


def test_what_speaks_against_is_there_too() -> None:
    counts = count_directions(evidence())
    assert counts["no_difference"] > 20
    assert counts["worse"] >= 2
    assert counts["mixed"] > 5
    assert set(counts) == set(DIRECTIONS)


def test_the_short_answer_is_what_the_rows_say() -> None:
    for outcome in ("hope", "empowerment"):
        counts = count_directions(chosen(evidence(), outcome=outcome))
        assert counts["better"] > sum(counts.values()) / 2
        assert counts["better"] < sum(counts.values())
    for outcome in ("symptoms", "hospital"):
        trials = chosen(evidence(), outcome=outcome, study_type="meta_analysis")
        counts = count_directions(trials)
        shown = ("no_difference", "not_shown")
        assert sum(counts.get(way, 0) for way in shown) > len(trials) / 2
        assert "better" in count_directions(chosen(evidence(), outcome=outcome))
    respites = chosen(evidence(), studied="respite")
    assert studies(respites) < studies(evidence()) / 4
    assert {row.study for row in chosen(respites, study_type="randomized")} == {"greenfield-2008"}
    assert "worse" not in count_directions(respites)
    assert "warmline" not in " ".join(row.finding + row.title for row in evidence()).lower()


def test_no_evidence_is_not_told_as_no_difference() -> None:
    lacking = [row for row in evidence() if "evidence" in row.finding.lower()]
    assert {row.study for row in lacking if row.direction == "not_shown"} == {
        "lloyd-evans-2014",
        "wright-berryman-2011",
    }
    assert "no_difference" not in {row.direction for row in lacking}


def test_every_text_can_be_read_by_somebody_who_is_not_well() -> None:
    for row in evidence():
        for text in (row.population, row.finding, row.not_known):
            assert hard(text, (*NAMES, *PLACES)) == [], (row.study, text)
            assert unexplained(text) == [], (row.study, text)
            assert "{" not in text


def test_every_word_of_the_list_is_used_and_the_hard_ones_are_explained() -> None:
    for name, known in (("outcome", OUTCOMES), ("studied", STUDIED), ("study_type", STUDY_TYPES)):
        assert {getattr(row, name) for row in evidence()} == set(known)
    assert set(BETTER) == set(OUTCOMES)
    assert set(STUDY_TYPES.values()) < set(MEANINGS)


def test_translators_are_given_every_text() -> None:
    known = {message.id for message in catalogue(DATA, [])}
    for row in evidence():
        assert {row.population, row.finding, row.not_known} <= known
    assert {*OUTCOMES.values(), *BETTER.values(), *DIRECTIONS.values()} <= known


@given(
    outcome=st.sampled_from(["", *OUTCOMES]),
    studied=st.sampled_from(["", *STUDIED]),
    study_type=st.sampled_from(["", *STUDY_TYPES]),
    direction=st.sampled_from(["", *DIRECTIONS]),
)
def test_a_filter_leaves_the_rows_that_fit_in_their_order(
    outcome: str, studied: str, study_type: str, direction: str
) -> None:
    rows = chosen(
        evidence(),
        outcome=outcome,
        studied=studied,
        study_type=study_type,
        direction=direction,
    )
    fits = [
        row
        for row in evidence()
        if outcome in ("", row.outcome)
        and studied in ("", row.studied)
        and study_type in ("", row.study_type)
        and direction in ("", row.direction)
    ]
    assert list(rows) == fits
    assert sum(count_directions(rows).values()) == len(rows)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"outcome": "joy"}, "outcome cannot be 'joy': give one of hospital"),
        ({"direction": "good"}, "direction cannot be 'good': give one of better"),
        ({"study": "Croft"}, "study cannot be 'Croft': give a name and the year"),
        ({"seen": "read"}, "seen cannot be 'read': give one of abstract"),
        ({"finding": ""}, "finding is empty"),
        ({"checked_in": ""}, "checked_in is empty"),
        ({"checked_in": "my memory"}, "checked_in must be numbers of seeds"),
        ({"finding": "Two  spaces."}, "finding has a space too many"),
        ({"year": "15"}, "year cannot be '15': give four figures"),
        ({"doi": "https://doi.org/10.1176/x"}, "doi cannot be 'https://doi.org/10.1176/x'"),
        ({"url": "psychiatryonline.org"}, "url cannot be 'psychiatryonline.org'"),
        ({"authors": NOT_SEEN, "doi": ""}, "nobody could find the study"),
        ({"seen": "listed"}, "a study that was only listed has the direction not_seen"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused_in_one_sentence(
    tmp_path: Path, cells: dict[str, str], words: str
) -> None:
    with pytest.raises(FileError) as refused:
        read_evidence(written(tmp_path, FIRST, changed(**cells)))
    assert refused.value.row == 3
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_study_is_cited_in_one_way_and_tells_a_finding_once(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="tells the same as a row before it"):
        read_evidence(written(tmp_path, FIRST, FIRST))
    other = changed(finding="Something else.", title="Another title")
    with pytest.raises(FileError, match="title of croft-2015 is not what a row before it says"):
        read_evidence(written(tmp_path, FIRST, other))
    assert len(read_evidence(written(tmp_path, FIRST, changed(finding="Something else.")))) == 2


def test_every_mistake_of_a_file_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, FIRST, changed(outcome="joy"), changed(year="15"), ["x"])
    assert {error.row for error in evidence_problems(path)} == {3, 4, 5}
    assert [error.rule for error in evidence_problems(tmp_path / "none.csv")]
    assert evidence_problems() == ()


def test_a_file_in_another_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="its header must be: study, outcome"):
        read_evidence(written(tmp_path, FIRST, header=HEADER[::-1]))
    with pytest.raises(FileError, match="row 2: has 2 cells where the header has 16"):
        read_evidence(written(tmp_path, ["croft-2015", "hospital"]))
    with pytest.raises(FileError, match="there is no such file"):
        read_evidence(tmp_path / "none.csv")


def test_the_documents_explain_every_column_and_every_word_of_seen() -> None:
    text = (DATA.parent / "docs" / "evidence.md").read_text(encoding="utf-8")
    for name in (*COLUMNS, *DIRECTIONS, "abstract", "summary", "listed"):
        assert f"`{name}`" in text, name


def test_no_study_stands_there_under_two_names() -> None:
    titles = {row.study: normalize("NFKD", row.title).lower() for row in evidence()}
    assert [title for title, count in Counter(titles.values()).items() if count > 1] == []
    dois = {row.study: row.doi.lower() for row in evidence() if row.doi}
    assert len(set(dois.values())) == len(dois)
