"""The address of my list: what it holds, and what becomes of a link that somebody sent."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from desk import list_link, names, open_list, press
from made import record, write_places
from respite_finder.app import pages
from respite_finder.i18n import use
from respite_finder.shipped import shipped_places
from visiting import address, html, search, visit

TWO = "ma-afiya,vt-alyssum"
OTHER = "vt-alyssum,ma-karaya,ak-polaris-house"
CLOSED = "wi-grassroots-wellness-respite"


def test_a_link_becomes_the_list_of_a_new_visitor_and_is_counted_at_once() -> None:
    at = open_list(visit(), TWO)
    assert names(at) == ["Afiya", "Alyssum"]
    assert list_link(at) == "My list (2)"
    assert address(at) == {"places": TWO}
    assert not at.warning


def troubles(at: AppTest) -> list[str]:
    """What is wrong with the link: a list in one box, whose words are escaped for Markdown."""
    return [warning.value.replace("\\", "") for warning in at.warning]


def test_the_same_link_asks_nothing() -> None:
    at = open_list(open_list(visit(), TWO), "vt-alyssum,ma-afiya")
    assert names(at) == ["Alyssum", "Afiya"]
    assert not [button for button in at.button if str(button.key).startswith("link ")]


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("link open", ["Alyssum", "Karaya", "Polaris House"]),
        ("link add", ["Afiya", "Alyssum", "Karaya", "Polaris House"]),
        ("link keep", ["Afiya", "Alyssum"]),
    ],
)
def test_another_link_asks_what_to_do(answer: str, shown: list[str]) -> None:
    at = open_list(open_list(visit(), TWO).switch_page(pages.DATA).run(), OTHER)
    assert names(at) == ["Afiya", "Alyssum"]
    assert address(at) == {"places": OTHER}
    labels = [b.label for b in at.button if str(b.key).startswith("link ")]
    assert labels == ["Open the 3 places of the link", "Add them to my list", "Keep mine"]
    press(at, answer)
    assert names(at) == shown
    assert len(address(at)["places"].split(",")) == len(shown)
    assert not [button for button in at.button if str(button.key).startswith("link ")]


def test_the_list_that_was_replaced_can_be_brought_back() -> None:
    at = open_list(open_list(visit(), TWO).switch_page(pages.DATA).run(), OTHER)
    press(at, "link open")
    assert "Your list was changed." in html(at)
    assert names(press(at, "undo")) == ["Afiya", "Alyssum"]


def test_the_question_stays_in_another_language() -> None:
    at = open_list(open_list(visit(), TWO).switch_page(pages.DATA).run(), OTHER)
    at.query_params["lang"] = "es"
    at.run()
    use("en")
    assert [b.key for b in at.button if str(b.key).startswith("link ")]
    assert address(at) == {"places": OTHER, "lang": "es"}


def test_back_on_this_page_shows_the_list_as_it_was() -> None:
    at = press(open_list(visit(), TWO), "remove vt-alyssum")
    at.query_params["places"] = TWO
    at.run()
    assert names(at) == ["Afiya", "Alyssum"]
    assert not [button for button in at.button if str(button.key).startswith("link ")]


def test_back_to_this_page_keeps_what_was_saved_since() -> None:
    at = open_list(visit(), "ma-karaya")
    at.switch_page(pages.FIND)
    at.query_params.clear()
    press(search(at.run(), "01060"), "save result ma-afiya")
    open_list(at, "ma-karaya")
    assert names(at) == ["Karaya", "Afiya"]
    assert address(at) == {"places": "ma-karaya,ma-afiya"}


@pytest.mark.parametrize(
    ("link", "shown", "words"),
    [
        (f"ma-afiya,{CLOSED}", ["Afiya"], "is closed and was left out."),
        ("ma-afiya,ma-nowhere", ["Afiya"], "We have no place called “ma-nowhere”."),
        ("ma-nowhere", [], "We have no place called “ma-nowhere”."),
        ("MA-Afiya ; vt-alyssum,,", ["Afiya", "Alyssum"], ""),
        ("<script>alert(1)</script>", [], "We have no place called"),
        ("ma-afiya," + "x" * 100_000, ["Afiya"], "We have no place called “xxx"),
        ("", [], ""),
        (",;\x00", [], "We have no place called"),
    ],
)
def test_what_is_wrong_with_a_link_is_said_and_the_rest_is_done(
    link: str, shown: list[str], words: str
) -> None:
    at = open_list(visit(), link)
    assert names(at) == shown
    assert [words in said for said in troubles(at)] == ([True] if words else [])
    assert "<script>alert" not in html(at)
    assert len(address(at).get("places", "").split(",")) == max(1, len(shown))


def test_a_link_with_ten_thousand_ids_opens_fifty_and_says_so() -> None:
    places = shipped_places()
    good = places.index[places["status"] == "active"]
    ids = [*good, *(f"xx-made-{n}" for n in range(10_000 - len(good)))]
    at = open_list(visit(), ",".join(ids))
    assert len(names(at)) == 50
    (said,) = troubles(at)
    assert "A list holds at most 50 places." in said
    assert "closed or not known" in said
    assert len(said.splitlines()) < 12
    assert len(address(at)["places"].split(",")) == 50


def test_a_link_with_nothing_right_does_not_empty_my_list() -> None:
    at = open_list(open_list(visit(), TWO).switch_page(pages.DATA).run(), "ma-nowhere")
    assert names(at) == ["Afiya", "Alyssum"]
    assert "ma-nowhere" in troubles(at)[0]
    assert address(at) == {"places": TWO}


def test_if_there_is_no_room_the_question_says_so() -> None:
    places = shipped_places()
    ids = list(places.index[places["status"] == "active"])
    at = open_list(visit(), ",".join(ids[:49]))
    open_list(at.switch_page(pages.DATA).run(), ",".join(ids[49:52]))
    assert "2 will not fit" in " ".join(caption.value for caption in at.caption)
    press(at, "link add")
    assert list_link(at) == "My list (50)"


def test_nothing_typed_and_no_start_is_ever_in_an_address() -> None:
    at = press(search(visit(), "01060"), "save result ma-afiya")
    open_list(at)
    said = [address(at), *(link.proto.query_string for link in at.get("page_link"))]
    said += re.findall(r'href="([^"]*)"', html(at)) + [code.value for code in at.code]
    assert not [words for words in map(str, said) if "01060" in words]
    for link in at.get("page_link"):
        assert set(parse_qs(link.proto.query_string)) <= {"places", "place", "lang"}


def test_data_that_cannot_be_read_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = write_places(tmp_path / "places.csv", [record(latitude="north")])
    monkeypatch.setattr("respite_finder.shipped.PLACES_CSV", broken)
    at = open_list(visit(), TWO)
    assert "cannot be read" in at.error[0].value
