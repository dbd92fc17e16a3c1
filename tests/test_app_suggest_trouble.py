"""What keeps a form from being sent, without a browser: each has its sentence, nothing is lost."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from respite_finder.app import cached
from respite_finder.community.forms import LONGEST, LONGEST_CONTACT, MOST_LINKS, Kind, Part
from respite_finder.community.limits import USUAL, Limits
from respite_finder.community.store import open_store
from suggesting import (
    ANOTHER,
    CONTACT,
    LONG_AGO,
    PDF,
    SEND,
    fill_place,
    give,
    held,
    kept,
    open_form,
    own_store,
    press,
    tick,
    words,
    write,
)

TYPED = "Marigold said it\nat 2 a.m."
STAYS = "What you wrote stays here while this page is open."
THANKS = "Thank you. A person will check it."
LINK = "https://a.example "


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    yield from own_store(tmp_path / "sent.db", monkeypatch)


def written(content: bytes = PDF) -> AppTest:
    """A message with a file, ready to be sent."""
    at = write(open_form(Kind.MESSAGE), Kind.MESSAGE, message=TYPED, contact=CONTACT)
    return give(at, content)


def nothing_is_lost(at: AppTest) -> None:
    assert at.text_area(key="suggest message message").value == TYPED
    assert at.text_input(key="suggest message contact").value == CONTACT
    assert "Your file is ready" in words(at)
    assert THANKS not in words(at)


def sent_in_the_end(at: AppTest, store: Path) -> None:
    assert THANKS in words(press(at))
    (case,) = kept(store)
    assert (case.said, case.contact) == ({"message": TYPED}, CONTACT)
    assert len(case.attachments) == 1


def test_what_fills_the_field_that_nobody_sees_is_asked_again(store: Path) -> None:
    at = write(written(), Kind.MESSAGE, homepage="https://spam.example")
    press(at)
    assert "One field must stay empty. Please load the page again." in words(at)
    nothing_is_lost(at)
    assert kept(store) == []
    write(at, Kind.MESSAGE, homepage="")
    sent_in_the_end(at, store)


def test_what_is_sent_at_once_is_asked_again(store: Path) -> None:
    at = written()
    form = held(at, Kind.MESSAGE)
    form.opened += form.seconds_open
    press(at)
    assert "That was very quick." in words(at)
    nothing_is_lost(at)
    assert kept(store) == []
    form.opened -= LONG_AGO
    sent_in_the_end(at, store)


def test_one_visitor_sends_so_many_in_an_hour(store: Path) -> None:
    at = open_form(Kind.MESSAGE)
    for number in range(USUAL.per_session_hour):
        press(write(at, Kind.MESSAGE, message=f"Message {number}"))
        press(at, ANOTHER)
        held(at, Kind.MESSAGE).opened -= LONG_AGO
    give(write(at, Kind.MESSAGE, message=TYPED, contact=CONTACT), PDF)
    press(at)
    assert f"We cannot take more just now. Please try again in 1 hour. {STAYS}" in words(at)
    nothing_is_lost(at)
    assert len(kept(store)) == USUAL.per_session_hour


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(per_hour=0), "We cannot take more just now. Please try again in 1 hour."),
        (Limits(per_day=0), "We cannot take more just now. Please try again in 24 hours."),
        (Limits(open_cases=0), "More came in than we can read just now."),
        (Limits(attachment_bytes=0), "More came in than we can read just now."),
    ],
    ids=["hour", "day", "cases", "bytes"],
)
def test_a_full_store_says_when_to_come_again(
    store: Path, monkeypatch: pytest.MonkeyPatch, limits: Limits, said: str
) -> None:
    full = open_store(str(store), limits)
    with monkeypatch.context() as patch:
        patch.setattr(cached, "store", lambda: full)
        at = press(written())
    full.close()
    assert said in words(at)
    assert STAYS in words(at)
    nothing_is_lost(at)
    sent_in_the_end(at, store)


@pytest.mark.parametrize("contact", ["", "list@respites.example"])
def test_a_store_that_cannot_be_written_is_told_and_logged(
    store: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, contact: str
) -> None:
    monkeypatch.setenv("RESPITE_FINDER_CONTACT", contact)
    store.mkdir()
    with caplog.at_level(logging.DEBUG):
        at = press(written())
    assert "We could not keep this. Nothing is lost" in words(at)
    assert (f"If that fails too, reach us here: {contact}." in words(at)) is bool(contact)
    assert "reach us here: ." not in words(at)
    nothing_is_lost(at)
    ours = [record.getMessage() for record in caplog.records if "suggest" in record.name]
    assert len(ours) == 1
    assert ours[0].startswith("A form was not kept")
    for typed in ("Marigold", CONTACT):
        assert typed not in caplog.text
    store.rmdir()
    sent_in_the_end(at, store)


FIELDS = [
    *((Kind.PLACE, name) for name in LONGEST[Kind.PLACE] if name not in ("service_type", "state")),
    *((Kind.CHANGE, name) for name in LONGEST[Kind.CHANGE] if name != Part.CLOSED),
    *((Kind.MESSAGE, name) for name in LONGEST[Kind.MESSAGE]),
    *((kind, "contact") for kind in Kind),
]


def whole(kind: Kind) -> AppTest:
    """A form that could be sent as it is, every field open."""
    if kind is Kind.PLACE:
        return fill_place(open_form(kind))
    if kind is Kind.CHANGE:
        return write(tick(open_form(kind, "ma-afiya"), *Part), kind, more="I was there")
    return write(open_form(kind), kind, message="Hello")


def value(at: AppTest, kind: Kind, name: str) -> str:
    boxes = [*at.text_input, *at.text_area]
    return str(next(box.value for box in boxes if box.key == f"suggest {kind} {name}"))


def label(at: AppTest, kind: Kind, name: str) -> str:
    boxes = [*at.text_input, *at.text_area]
    return str(next(box.label for box in boxes if box.key == f"suggest {kind} {name}"))


@pytest.mark.parametrize(("kind", "name"), FIELDS)
def test_what_is_too_long_is_told_at_its_field_and_stays(
    store: Path, kind: Kind, name: str
) -> None:
    most = LONGEST_CONTACT if name == "contact" else LONGEST[kind][name]
    text = "x" * (most + 1)
    at = press(write(whole(kind), kind, **{name: text}))
    assert "It was not sent yet. 1 field needs your help." in words(at)
    assert f"This is too long. Please keep it under {most:,} letters." in label(at, kind, name)
    assert value(at, kind, name) == text
    assert kept(store) == []


@pytest.mark.parametrize("kind", list(Kind))
def test_too_many_links_are_told_at_their_field_and_some_are_fine(store: Path, kind: Kind) -> None:
    name = "message" if kind is Kind.MESSAGE else "more"
    text = (LINK * (MOST_LINKS + 1)).strip()
    at = press(write(whole(kind), kind, **{name: text}))
    assert f"Please keep {MOST_LINKS} at most." in label(at, kind, name)
    assert value(at, kind, name) == text
    assert kept(store) == []
    press(write(at, kind, **{name: (LINK * MOST_LINKS).strip()}))
    assert THANKS in words(at)
    assert len(kept(store)) == 1


def test_several_troubles_are_counted_and_each_is_told_once(store: Path) -> None:
    at = press(open_form(Kind.PLACE))
    assert "It was not sent yet. 4 fields need your help." in words(at)
    assert "Name of the place (needed). Tell us the name of the place." in words(at)
    press(fill_place(at))
    assert THANKS in words(at)
    assert len(kept(store)) == 1


def test_what_is_wrong_with_a_private_address_is_asked_without_asking_for_it() -> None:
    at = press(tick(open_form(Kind.CHANGE, "ma-afiya"), "address", "phone"))
    told = label(at, Kind.CHANGE, "address")
    assert told == "What is wrong with the town or the state? Tell us what is wrong."
    assert "Tell us the right address" not in words(at)
    assert "?." not in words(at)
    open_to_all = press(tick(open_form(Kind.CHANGE, "ak-nami-juneau"), "address"))
    assert "Tell us the right address" in label(open_to_all, Kind.CHANGE, "address")


def test_no_part_chosen_is_said_once_and_gone_with_the_first_choice() -> None:
    at = press(open_form(Kind.CHANGE, "ma-afiya"))
    assert words(at).count("Choose what is wrong. You can choose more than one.") == 1
    tick(at, "closed")
    assert "Choose what is wrong." not in words(at)


@pytest.mark.usefixtures("store")
def test_pressed_again_while_it_is_sent_or_done_is_kept_once(store: Path) -> None:
    at = written()
    at.button(key=SEND).click()
    held(at, Kind.MESSAGE).sending = True
    at.run()
    assert THANKS in words(at)
    first = held(at, Kind.MESSAGE).done
    at.run()
    assert held(at, Kind.MESSAGE).done == first
    assert len(kept(store)) == 1
