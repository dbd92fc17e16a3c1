"""A list as a link, and back: on another device, a year later, or written by somebody hostile."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made import frame, record, write_places
from respite_finder.i18n import languages
from respite_finder.referral.share import (
    MOST_IDS,
    MOST_SENTENCES,
    read_ids,
    share_link,
    share_query,
)
from respite_finder.shipped import shipped_places

OPEN_IDS = list(shipped_places().query("status in ('active', 'listed')").index)
GONE = shipped_places().query("status in ('closed', 'planned')")

lists = st.lists(st.sampled_from(OPEN_IDS), unique=True, max_size=MOST_IDS)


@given(lists, st.sampled_from(["", *languages()]))
def test_what_is_shared_comes_back(ids: list[str], language: str) -> None:
    link = share_link("https://finder.example.org/help", ids, language)
    asked = parse_qs(urlsplit(link).query)
    back = read_ids(asked.get("places", []), shipped_places())
    assert (back.ids, back.problems) == (tuple(ids), ())
    assert asked.get("lang", [""]) == [language]


@given(
    st.lists(st.text() | st.sampled_from(OPEN_IDS)),
    st.text(),
    st.sampled_from(["", "?near=01060", "#at-home", "?places=xx-me&name=Ann"]),
)
def test_a_link_holds_ids_and_the_language_and_nothing_else(
    given_ids: list[str], language: str, tail: str
) -> None:
    link = urlsplit(share_link(f"https://finder.example.org/{tail}", given_ids, language))
    assert (link.scheme, link.netloc, link.path) == ("https", "finder.example.org", "/list")
    assert link.fragment == ""
    held = parse_qs(link.query)
    assert set(held) <= {"places", "lang"}
    ids = held.get("places", [""])[0].split(",")
    assert {one for one in ids if one} <= set(given_ids)
    assert len(ids) <= MOST_IDS
    assert held.get("lang", ["en"])[0] in languages()


def test_a_link_can_be_read_by_people() -> None:
    assert share_query(["ma-afiya", "ma-afiya", "ak-nami-alaska"], "es") == (
        "places=ma-afiya,ak-nami-alaska&lang=es"
    )
    assert share_link("http://localhost:8501", ["ma-afiya"]) == (
        "http://localhost:8501/list?places=ma-afiya"
    )


@pytest.mark.parametrize(
    "written",
    [
        "ma-afiya,ak-nami-alaska",
        " MA-Afiya , AK-NAMI-Alaska,",
        "ma-afiya;ak-nami-alaska",
        "ma-afiya\nak-nami-alaska",
        "ma-afiya,ma-afiya,ak-nami-alaska,MA-AFIYA",
        ["ma-afiya", "ak-nami-alaska"],
        ["ma-afiya", "", "ma-afiya,ak-nami-alaska"],
    ],
)
def test_a_list_is_read_however_it_is_written(written: str | list[str]) -> None:
    found = read_ids(written, shipped_places())
    assert (found.ids, found.problems) == (("ma-afiya", "ak-nami-alaska"), ())


@pytest.mark.parametrize("nothing", ["", " ", ",,;,", [], [""]])
def test_an_empty_list_is_no_problem(nothing: str | list[str]) -> None:
    found = read_ids(nothing, shipped_places())
    assert (found.ids, found.problems) == ((), ())


def test_an_id_that_was_merged_leads_to_the_place_it_became(tmp_path: Path) -> None:
    path = write_places(tmp_path / "places.csv", [record(place_id="xx-0")])
    path.with_name("ids.txt").write_text("xx-0\nxx-old xx-0\n", encoding="utf-8")
    for asked in ("xx-old", "xx-0,xx-old", "xx-old,xx-0"):
        found = read_ids(asked, frame(record()), path)
        assert (found.ids, found.problems) == (("xx-0",), ())


def test_an_id_that_nobody_has_is_named_with_one_that_is_close() -> None:
    found = read_ids("ma-afiia,ma-afiya", shipped_places())
    assert found.ids == ("ma-afiya",)
    assert found.problems == ("We have no place called “ma-afiia”. Did you mean “ma-afiya”?",)
    far = read_ids("zz-qqqq", shipped_places())
    assert far.problems == ("We have no place called “zz-qqqq”. The link may be old or misspelt.",)


def test_places_that_nobody_is_sent_to_are_left_out_by_name() -> None:
    for place_id, row in GONE.iterrows():
        found = read_ids(f"ma-afiya,{place_id}", shipped_places())
        assert found.ids == ("ma-afiya",)
        (words,) = found.problems
        told = "is closed" if row["status"] == "closed" else "is not open yet"
        assert words == f"{row['name']} {told} and was left out."
    near = read_ids(f"{GONE.index[0]}x", shipped_places())
    assert str(GONE.index[0]) + "”?" not in near.problems[0]


def test_of_a_long_list_the_first_fifty_are_taken() -> None:
    full = read_ids(",".join(OPEN_IDS[:50]), shipped_places())
    assert (len(full.ids), full.problems) == (50, ())
    found = read_ids(",".join(OPEN_IDS[:51]), shipped_places())
    assert found.ids == full.ids
    assert found.problems == (
        "A list holds at most 50 places. 1 more place of the link was left out.",
    )
    # What is not known takes no room from what is.
    mixed = read_ids(["zz-nowhere", *OPEN_IDS[:50]], shipped_places())
    assert (len(mixed.ids), len(mixed.problems)) == (50, 1)


@pytest.mark.parametrize(
    ("hostile", "last"),
    [
        (",".join(f"zz-{n}" for n in range(10_000)), "9,992 more places of the link are closed"),
        (",".join(OPEN_IDS * 7), f"{len(OPEN_IDS) - 50:,} more places of the link were left out"),
        ("a" * 1_000_000, "“aaaaaaaaaa"),
        ("é," * 400_000, "“é”"),
        ("x" * 2_000_000, "The link is too long. We read the first part of it."),
        (["\ud800", "\x00", "\u202e<b>"], "“…b…”"),
        ("![x](https://evil.example/x.png)", "“…x…https…evil…example…x…png…”"),
    ],
)
def test_whatever_comes_gives_few_short_sentences(hostile: str | list[str], last: str) -> None:
    found = read_ids(hostile, shipped_places())
    assert len(found.ids) <= MOST_IDS
    assert 1 <= len(found.problems) <= MOST_SENTENCES + 3
    assert last in found.problems[-1]
    assert all(len(words.encode("utf-8")) < 300 for words in found.problems)


@given(st.text() | st.lists(st.text()))
def test_nothing_is_an_error(anything: str | list[str]) -> None:
    found = read_ids(anything, shipped_places())
    assert set(found.ids) <= set(OPEN_IDS)


def test_a_list_of_ids_that_cannot_be_read_is_no_error(tmp_path: Path) -> None:
    found = read_ids("xx-old", frame(record()), tmp_path / "none" / "places.csv")
    assert found.problems == ("We have no place called “xx-old”. The link may be old or misspelt.",)
    broken = tmp_path / "places.csv"
    broken.write_bytes(b"\xff\xfe\x00")
    broken.with_name("ids.txt").write_bytes(b"\xff\xff")
    assert len(read_ids("xx-old", frame(record()), broken).problems) == 1


def test_what_the_shipped_frame_lost_is_not_found(places: pd.DataFrame) -> None:
    """The ids file knows it, the frame does not: it cannot be shown."""
    found = read_ids("ma-afiya", places.drop("ma-afiya"))
    assert (found.ids, len(found.problems)) == ((), 1)
