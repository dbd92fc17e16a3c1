"""Which source a record stands on, and that none is forgotten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept import TODAY, stated
from made import record
from respite_finder.ingest.compare import compare
from respite_finder.schema import split_list
from respite_finder.upkeep.sources import newer, stated_again

OURS = record(source_name="A", source_url="https://a.org/list", source_date="2025-03")

dates = st.sampled_from(["", "2024", "2025", "2025-03", "2025-03-01", "2025-03-02", "2026-07-21"])
urls = st.sampled_from(
    ["https://a.org/list", "https://a.org", "https://b.org/x;y", "https://c.org/?q=1", ""]
)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2026", "2025", True),
        ("2025-03-02", "2025-03", True),
        ("2025-03-01", "2025-03", False),
        ("2025-03", "2025-03", False),
        ("2024", "", True),
        ("", "", False),
        ("", "2024", False),
        ("2025-10", "2025-9", True),
    ],
)
def test_newer_means_a_later_day(one: str, other: str, *, expected: bool) -> None:
    assert newer(one, other) is expected


def test_a_later_source_takes_the_place_and_the_one_before_keeps_its_date() -> None:
    said = stated_again(OURS, "B", "https://b.org", "2026-07-21")
    assert said == {
        "source_name": "B",
        "source_url": "https://b.org",
        "source_date": "2026-07-21",
        "other_sources": "https://a.org/list (2025-03)",
    }


def test_an_undated_source_before_it_moves_without_a_date() -> None:
    undated = OURS | {"source_date": ""}
    said = stated_again(undated, "B", "https://b.org", "2020")
    assert said["other_sources"] == "https://a.org/list"


def test_an_older_source_is_noted_among_the_others_and_nothing_else() -> None:
    said = stated_again(OURS | {"other_sources": "https://c.org"}, "B", "https://b.org", "2024")
    assert said == {"other_sources": "https://c.org; https://b.org (2024)"}


def test_the_same_page_again_moves_its_date_forward_and_never_back() -> None:
    assert stated_again(OURS, "A", "https://a.org/list", "2026") == {"source_date": "2026"}
    assert stated_again(OURS, "A", "https://a.org/list", "2024") == {}


def test_a_page_that_was_another_source_before_is_not_listed_twice() -> None:
    others = OURS | {"other_sources": "https://b.org (2024); https://c.org"}
    said = stated_again(others, "B", "https://b.org", "2026")
    assert split_list(said["other_sources"]) == ("https://c.org", "https://a.org/list (2025-03)")


def test_a_page_is_not_forgotten_for_one_whose_address_begins_it() -> None:
    others = OURS | {"other_sources": "https://b.org/respites (2024)"}
    said = stated_again(others, "B", "https://b.org", "2026")
    assert "https://b.org/respites (2024)" in split_list(said["other_sources"])


def test_the_page_before_may_begin_the_address_of_another() -> None:
    row = OURS | {"source_url": "https://a.org", "other_sources": "https://a.org/news (2024)"}
    said = stated_again(row, "B", "https://b.org", "2026")
    assert split_list(said["other_sources"]) == (
        "https://a.org/news (2024)",
        "https://a.org (2025-03)",
    )


def test_an_older_word_of_another_source_does_not_set_its_date_back() -> None:
    others = OURS | {"other_sources": "https://b.org (2025-01)", "source_date": "2026"}
    said = stated_again(others, "B", "https://b.org", "2024")
    assert said.get("other_sources", others["other_sources"]) == "https://b.org (2025-01)"


@given(st.lists(st.tuples(urls, dates), max_size=6))
def test_no_source_is_ever_lost_or_listed_twice_and_the_date_never_falls(
    said: list[tuple[str, str]],
) -> None:
    row, seen = OURS | {"other_sources": "https://d.org/list (2019)"}, {"https://a.org/list"}
    for url, day in said:
        before = row
        row = row | stated_again(row, "B", url, day)
        seen |= {url.replace(";", "%3B")} if url else set()
        assert not newer(before["source_date"], row["source_date"])
    others = [part.split(" (")[0] for part in split_list(row["other_sources"])]
    assert len(others) == len(set(others))
    assert {*others, row["source_url"].replace(";", "%3B")} == seen | {"https://d.org/list"}


def told(said: dict[str, str], **ours: str) -> dict[str, str]:
    """The cells that an import proposes for a record that says nothing else than ours does."""
    row = record(ours)
    (change,) = compare([stated(cells=said, city="Northampton")], {row["place_id"]: row}, {}, TODAY)
    return {name: cell.new for name, cell in change.fields.items()}


def test_an_import_notes_another_page_though_ours_begins_with_its_address() -> None:
    said = {"source_url": "https://example.org/list", "source_date": "2025"}
    fields = told(said, source_url="https://example.org/list-of-2026")
    assert fields == {"other_sources": "https://example.org/list (2025)"}


def test_an_import_without_a_page_dates_no_source_of_ours() -> None:
    """A later day belongs to who said it: our page did not say it again."""
    assert told({"source_date": "2026-11-01"}) == {}


def test_an_import_of_a_page_that_is_known_proposes_nothing() -> None:
    page = "https://b.org/x;y"
    said = {"source_url": page, "source_date": "2025"}
    fields = told(said)
    assert fields["other_sources"] == "https://b.org/x%3By (2025)"
    assert told(said, other_sources=fields["other_sources"]) == {}


def test_a_newer_source_that_agrees_takes_the_place_of_ours() -> None:
    page = {"source_name": "B", "source_url": "https://b.org", "source_date": "2026-11-01"}
    assert told(page) == page | {"other_sources": "https://example.org/list (2026-07-21)"}
