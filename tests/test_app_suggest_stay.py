"""What was typed stays until it is sent or cleared; then nothing of it is left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from respite_finder.community.forms import Kind
from suggesting import (
    ANOTHER,
    CLEAR,
    CONTACT,
    NO,
    PDF,
    YES,
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


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    yield from own_store(tmp_path / "sent.db", monkeypatch)


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
    press(press(at, CLEAR), NO)
    assert at.text_area(key="suggest message message").value == "One"
    press(press(at, CLEAR), YES)
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
    press(press(give(at, PDF), CLEAR), YES)
    fields = {str(one.key): one.value for one in (*at.text_input, *at.text_area)}
    assert {key for key, value in fields.items() if value} == {f"suggest {kind} receipt"}
    assert all(box.value is None for box in at.selectbox)
    assert not any(box.value for box in at.checkbox)
    assert "Your file is ready" not in words(at)
