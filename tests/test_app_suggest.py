"""The three forms, without a browser: what they ask, what they keep, and how they end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from respite_finder.app import cached
from respite_finder.app.components.suggest_which import MOST, search_places
from respite_finder.community.forms import Kind, Part
from suggesting import (
    ANOTHER,
    CLEAR,
    PDF,
    fill_place,
    give,
    held,
    kept,
    kept_file,
    open_form,
    png,
    press,
    tick,
    words,
    write,
)

THANKS = "Thank you. A person will check it."
CONTACT = "ana@example.org"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "sent.db"
    monkeypatch.setenv("RESPITE_FINDER_DB", str(path))
    cached.store.cache_clear()
    yield path
    if cached.store.cache_info().currsize:
        cached.store().close()
    cached.store.cache_clear()


def links(at: object) -> dict[str, str]:
    found = at.get("page_link")  # type: ignore[attr-defined]
    return {link.proto.label: link.proto.query_string for link in found}


def test_without_a_choice_there_is_no_form_and_no_dead_end() -> None:
    at = open_form()
    assert [title.value for title in at.title] == ["Help keep this true"]
    assert "call or text 988" in words(at)
    assert at.text_input.len == at.text_area.len == 0
    (choice,) = at.get("button_group")
    assert [option.content for option in choice.proto.options] == [
        "Something is wrong or has changed",
        "A place is missing",
        "Write to us",
    ]


@pytest.mark.parametrize("form", ["", "nonsense", "place,change", "<script>"])
def test_an_address_that_names_no_form_shows_the_choice(form: str) -> None:
    at = open_form(form)
    assert at.text_area.len == 0
    assert not at.error


def test_a_message_is_kept_and_thanked_for(store: Path) -> None:
    at = open_form(Kind.MESSAGE)
    write(at, Kind.MESSAGE, message="  Thank you\nall  ", contact=CONTACT)
    press(at)
    (case,) = kept(store)
    assert (case.kind, case.said, case.contact) == (
        Kind.MESSAGE,
        {"message": "Thank you\nall"},
        CONTACT,
    )
    assert (case.language, case.status, case.place_id) == ("en", "open", "")
    assert THANKS in words(at)
    assert case.number in words(at)
    assert at.text_area.len == 0
    assert dict(at.query_params) == {"form": "message"}


def test_a_change_shows_what_we_have_and_asks_for_the_chosen_parts(store: Path) -> None:
    at = open_form(Kind.CHANGE, "ma-afiya")
    assert "Afiya" in words(at)
    assert "413-570-2990" not in words(at)
    assert len(at.checkbox) == len(Part)
    tick(at, "phone", "closed")
    assert "We have: <strong>413-570-2990</strong>" in words(at)
    assert "When did it close, and how do you know?" in words(at)
    write(at, Kind.CHANGE, phone="413-555-0123", more="I was there")
    press(at)
    (case,) = kept(store)
    assert case.place_id == "ma-afiya"
    assert case.said == {"phone": "413-555-0123", "closed": "", "more": "I was there"}
    assert links(at)["Back to Afiya"] == "place=ma-afiya"


def test_a_private_address_is_not_asked_for() -> None:
    at = tick(open_form(Kind.CHANGE, "ma-afiya"), "address")
    assert "Please do not write it here." in words(at)
    assert "Northampton, MA" in words(at)
    assert "Please do not write it here." not in words(
        tick(open_form(Kind.CHANGE, "ma-karaya"), "phone")
    )


def test_every_part_of_every_place_can_be_shown() -> None:
    places = cached.places()
    firsts = places.groupby(["service_type", "status", "location_type"], observed=True).head(1)
    for place_id in firsts.index[:12]:
        at = tick(open_form(Kind.CHANGE, str(place_id)), *Part)
        assert not at.exception
        assert words(at).count("suggest-have") == len(Part)


def test_a_new_place_is_kept(store: Path) -> None:
    at = fill_place(open_form(Kind.PLACE), city="Troy", zip="12180")
    assert "Does the house keep its address private?" in words(at)
    press(at)
    (case,) = kept(store)
    assert case.said == {
        "name": "Marigold House",
        "service_type": "peer_respite",
        "state": "MA",
        "phone": "413-555-0123",
        "city": "Troy",
        "zip": "12180",
    }
    assert THANKS in words(at)


def test_a_place_that_we_have_is_told_while_it_is_written() -> None:
    at = fill_place(open_form(Kind.PLACE), phone="")
    assert "It looks like we have this one" not in words(at)
    write(at, Kind.PLACE, phone="(413) 570 2990")
    assert "It looks like we have this one: <strong>Afiya</strong>" in words(at)
    assert links(at)["Tell us what is wrong with Afiya"] == "form=change&place=ma-afiya"
    assert links(at)["More about Afiya"] == "place=ma-afiya"


@pytest.mark.parametrize("kind", list(Kind))
def test_a_file_goes_with_each_form(store: Path, kind: Kind) -> None:
    at = open_form(kind, "ma-afiya" if kind is Kind.CHANGE else "")
    if kind is Kind.PLACE:
        fill_place(at)
    elif kind is Kind.CHANGE:
        tick(at, "closed")
    else:
        write(at, kind, message="Hello")
    give(at, PDF, "a person's name.pdf")
    assert "Your file is ready: a PDF, 1 KB." in words(at)
    assert not at.file_uploader
    press(at)
    (case,) = kept(store)
    assert [(one.media_type, one.size) for one in case.attachments] == [
        ("application/pdf", len(PDF))
    ]
    assert kept_file(store, case.number) == PDF
    assert "a person's name" not in repr(at.session_state.to_dict()) + repr(case)


def test_a_file_can_be_taken_out_again(store: Path) -> None:
    at = write(open_form(Kind.MESSAGE), Kind.MESSAGE, message="Hello")
    give(at, png(), "photo.png")
    assert "We took out where and when the picture was made." in words(at)
    press(at, "suggest message no file")
    assert "Your file is ready" not in words(at)
    press(at)
    (case,) = kept(store)
    assert case.attachments == ()


def test_what_was_typed_stays_while_other_forms_and_pages_are_shown() -> None:
    at = write(open_form(Kind.MESSAGE), Kind.MESSAGE, message="Half a th", contact=CONTACT)
    at.query_params["form"] = "place"
    fill_place(at.run(), city="Troy")
    at.switch_page("views/privacy.py").run()
    at.switch_page("views/suggest.py")
    at.query_params["form"] = "place"
    at.run()
    assert at.text_input(key="suggest place city").value == "Troy"
    assert at.selectbox(key="suggest place state en").value == "MA"
    at.query_params["form"] = "message"
    at.run()
    assert at.text_area(key="suggest message message").value == "Half a th"
    assert at.text_input(key="suggest message contact").value == CONTACT
    assert "Half a th" not in repr(dict(at.query_params))


def test_a_part_that_is_chosen_again_has_its_words_still() -> None:
    at = write(
        tick(open_form(Kind.CHANGE, "ma-afiya"), "hours"), Kind.CHANGE, hours="Only at night"
    )
    at.checkbox(key="suggest change is hours").uncheck().run()
    assert "Only at night" not in [area.value for area in at.text_area]
    tick(at, "hours")
    assert at.text_area(key="suggest change hours").value == "Only at night"


def test_another_form_and_a_cleared_one_are_empty_and_have_a_receipt_of_their_own(
    store: Path,
) -> None:
    at = write(open_form(Kind.MESSAGE), Kind.MESSAGE, message="One")
    first = held(at, Kind.MESSAGE).receipt
    press(at, CLEAR)
    assert at.text_area(key="suggest message message").value == ""
    second = held(at, Kind.MESSAGE).receipt
    held(at, Kind.MESSAGE).opened -= 60
    press(write(at, Kind.MESSAGE, message="Two"))
    press(at, ANOTHER)
    assert at.text_area(key="suggest message message").value == ""
    assert len({first, second, held(at, Kind.MESSAGE).receipt}) == 3
    held(at, Kind.MESSAGE).opened -= 60
    press(write(at, Kind.MESSAGE, message="Three"))
    assert [case.said["message"] for case in kept(store)] == ["Two", "Three"]


@pytest.mark.parametrize("name", ["place", "change"])
def test_a_cleared_form_forgets_choices_and_files_too(name: str) -> None:
    kind = Kind(name)
    at = open_form(kind, "ma-afiya" if kind is Kind.CHANGE else "")
    if kind is Kind.PLACE:
        fill_place(at)
    else:
        write(tick(at, "phone", "closed"), kind, phone="413-555-0123")
    press(give(at, PDF), CLEAR)
    fields = {str(one.key): one.value for one in (*at.text_input, *at.text_area)}
    assert {key for key, value in fields.items() if value} == {f"suggest {kind} receipt"}
    assert all(box.value is None for box in at.selectbox)
    assert not any(box.value for box in at.checkbox)
    assert "Your file is ready" not in words(at)


def test_a_place_is_found_by_its_name_its_town_or_its_id() -> None:
    places = cached.places()
    assert search_places(places, "ma-afiya") == ["ma-afiya"]
    assert search_places(places, "afiya")[0] == "ma-afiya"
    assert "ma-afiya" in search_places(places, "Northampton")
    assert search_places(places, "Afiya Northampton nobodyknowsthis") == ["ma-afiya"]
    assert search_places(places, "zzzz") == search_places(places, "?!") == []
    assert len(search_places(places, "center")) == MOST


def test_which_place_is_asked_for_if_no_link_names_it() -> None:
    at = open_form(Kind.CHANGE)
    assert not at.checkbox
    write(at, Kind.CHANGE, find="zzzz")
    assert "We have no place with these words." in words(at)
    assert {"Tell us of a new place", "Write to us"} <= set(links(at))
    write(at, Kind.CHANGE, find="afiya")
    press(at, "suggest which ma-afiya")
    assert at.query_params["place"] in ("ma-afiya", ["ma-afiya"])
    assert len(at.checkbox) == len(Part)
    press(at, "suggest other")
    assert not at.checkbox


def test_an_unknown_place_gets_a_sentence_and_the_question() -> None:
    at = open_form(Kind.CHANGE, "ma-afya")
    assert "We have no place called" in words(at)
    assert at.text_input(key="suggest change find")


def test_in_spanish_the_form_keeps_its_choices_and_says_so_to_the_store(store: Path) -> None:
    at = fill_place(open_form(Kind.PLACE))
    at.query_params["lang"] = "es"
    at.run()
    assert at.selectbox(key="suggest place state es").value == "MA"
    assert at.selectbox(key="suggest place service_type es").value == "peer_respite"
    press(at)
    (case,) = kept(store)
    assert (case.language, case.said["state"]) == ("es", "MA")
