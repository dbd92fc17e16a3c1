"""The three forms, without a browser: what they ask, what they keep, and how they end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from respite_finder.app import cached
from respite_finder.community.forms import Kind, Part
from suggesting import (
    CONTACT,
    PDF,
    fill_place,
    give,
    kept,
    kept_file,
    links,
    open_form,
    own_store,
    png,
    press,
    tick,
    words,
    write,
)

THANKS = "Thank you. A person will check it."


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    yield from own_store(tmp_path / "sent.db", monkeypatch)


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


def test_in_spanish_the_form_keeps_its_choices_and_says_so_to_the_store(store: Path) -> None:
    at = fill_place(open_form(Kind.PLACE))
    at.query_params["lang"] = "es"
    at.run()
    assert at.selectbox(key="suggest place state es").value == "MA"
    assert at.selectbox(key="suggest place service_type es").value == "peer_respite"
    press(at)
    (case,) = kept(store)
    assert (case.language, case.said["state"]) == ("es", "MA")
