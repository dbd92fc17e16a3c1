"""What a person needs, on the Find page: what a choice announces is what it shows."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from respite_finder.needs import CONTACTS, GROUPS, OPERATORS
from visiting import html, search, visit

NEEDS = "What the person needs"
SAYS = re.compile(r" \((?P<fit>[\d,]+)(?: fit, (?P<silent>[\d,]+) may fit)?\)$")
YES = ("free", "self_referral", "overnight", "open_now")
SEVERAL = [
    *(("groups", code) for code in GROUPS),
    *(("run_by", code) for code in OPERATORS),
    *(("contact", code) for code in CONTACTS),
    ("speaks", "Spanish"),
]


def number(found: re.Match[str] | None, name: str | int = 1) -> int:
    return int((found[name] or "0").replace(",", "")) if found else 0


def told(at: AppTest) -> tuple[int, int]:
    """How many places and lines the summary says that it shows, and how many it hides."""
    summary = html(at)
    shown = re.search(r'aria-level="2">([\d,]+) places?', summary)
    assert shown
    by_area = re.search(r"And ([\d,]+) services? by phone or for a whole area", summary)
    hidden = re.findall(
        r"([\d,]+) (?:more (?:places?|services? by phone) may fit:|services? by phone may fit too)",
        summary,
    )
    return number(shown) + number(by_area), sum(int(one.replace(",", "")) for one in hidden)


def announced(label: str) -> tuple[int, int]:
    """What a choice says of itself: the places that fit, and those that do not say."""
    found = SAYS.search(label)
    assert found, label
    return number(found, "fit"), number(found, "silent")


def option(at: AppTest, key: str, code: str) -> str:
    """The words of one of several choices, as it is offered."""
    names = {**GROUPS, "peer_run": "Run by peers", "hybrid": "Peer staff in another agency"}
    names |= {way: f"By {way}" for way in CONTACTS}
    name = names.get(code, code)
    (found,) = (each for each in at.pills(key=key).options if SAYS.sub("", each) == name)
    return found


def button(at: AppTest, label: str) -> Any:
    return next(each for each in at.button if each.label == label)


@pytest.mark.parametrize("key", YES)
def test_a_box_announces_what_it_shows_and_what_stays_hidden(key: str) -> None:
    at = visit(state="CA", unconfirmed="no")
    at.checkbox(key=key).check().run()
    # Read after pressing: what is open changes with the clock, not within a run.
    assert told(at) == announced(at.checkbox(key=key).label)


@pytest.mark.parametrize(("key", "code"), SEVERAL)
def test_one_of_several_announces_what_it_shows(key: str, code: str) -> None:
    at = visit(state="CA")
    before = announced(option(at, key, code))
    at.pills(key=key).set_value([code]).run()
    assert told(at) == before == announced(option(at, key, code))


@pytest.mark.parametrize(("key", "value"), [("age", 17), ("age", 0), ("stay_days", 7)])
def test_a_number_tells_its_places_once_it_is_typed(key: str, value: int) -> None:
    at = visit(state="CA")
    assert not SAYS.search(at.number_input(key=key).label)
    at.number_input(key=key).set_value(value).run()
    assert told(at) == announced(at.number_input(key=key).label)
    at.number_input(key=key).set_value(None).run()
    assert told(at)[1] == 0


def test_the_other_needs_stay_as_they_are_while_a_choice_is_counted() -> None:
    at = search(visit(free="yes"), "01060")
    before = announced(option(at, "run_by", "peer_run"))
    at.pills(key="run_by").set_value(["peer_run"]).run()
    assert told(at) == before
    assert "free, run by peers" in at.toggle(key="show_filters").label


def test_what_does_not_say_is_shown_by_one_press_and_its_card_tells_what_to_ask() -> None:
    at = visit(state="CA", free="yes")
    fit, silent = told(at)
    assert fit > 0
    assert silent > 0
    assert "Ask about" not in html(at)
    button(at, "Show them too").click().run()
    assert told(at) == (fit + silent, 0)
    assert at.toggle(key="include_unknown").value
    assert "Ask about: cost" in html(at)
    assert "do not say all that you ask" in html(at)
    button(at, "Leave out places that do not say").click().run()
    assert told(at) == (fit, silent)


def test_the_switch_of_the_filters_shows_them_too() -> None:
    at = visit(state="CA", free="yes")
    fit, silent = told(at)
    at.toggle(key="include_unknown").set_value(True).run()
    assert told(at) == (fit + silent, 0)


def test_who_asks_for_nothing_hears_nothing_of_it() -> None:
    at = search(visit(), "01060")
    assert told(at)[1] == 0
    assert "do not say" not in html(at)
    assert [each.label for each in at.button if each.key == "silent"] == []
    at.toggle(key="include_unknown").set_value(True).run()
    assert "Ask about" not in html(at)


def test_a_place_that_says_no_never_comes_back() -> None:
    at = search(visit(include_unknown="yes", kinds="peer_respite"), "01060")
    everything = told(at)[0]
    at.number_input(key="age").set_value(12).run()
    assert told(at)[0] < everything
    assert "Afiya" not in html(at)


def test_what_is_chosen_stands_on_the_switch_and_one_press_clears_it() -> None:
    at = visit(state="CA", free="yes", speaks="Spanish", contact="phone,text")
    at.number_input(key="stay_days").set_value(7)
    at.number_input(key="age").set_value(30)
    at.pills(key="groups").set_value(["veterans", "lgbtq"]).run()
    words = "age 30, a stay of 7 days, free, 1 language, for 2 groups, by phone, by text"
    assert at.toggle(key="show_filters").label.endswith(words)
    button(at, "Clear these").click().run()
    assert at.toggle(key="show_filters").label.endswith("all kinds of help")
    assert dict(at.query_params) in ({"state": "CA"}, {"state": ["CA"]})
    assert at.number_input(key="age").value is None
    assert at.pills(key="groups").value == []
    assert told(at) == told(visit(state="CA"))


def test_before_a_search_nothing_is_asked_about_a_person() -> None:
    at = visit()
    assert NEEDS not in [each.label for each in at.expander]
    assert not at.number_input
    assert NEEDS in [each.label for each in visit(state="CA").expander]


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("age", 121, "An age is a number from 0 to 120."),
        ("age", -1, "An age is a number from 0 to 120."),
        ("stay_days", 0, "A stay is a number of days from 1 to 365."),
        ("stay_days", 10**9, "A stay is a number of days from 1 to 365."),
    ],
)
def test_a_number_that_cannot_be_gets_a_sentence_and_is_forgotten(
    key: str, value: int, sentence: str
) -> None:
    at = visit(state="VT")
    before = told(at)
    at.number_input(key=key).set_value(value).run()
    assert not at.exception
    assert sentence in at.warning[0].value
    assert at.number_input(key=key).value is None
    assert told(at) == before
    assert not at.run().warning


def test_the_page_of_the_list_stays_while_the_clock_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moments = (datetime(2026, 11, 23, 17, tzinfo=UTC) + timedelta(seconds=n) for n in range(99))
    monkeypatch.setattr("respite_finder.lines.now", lambda: next(moments))
    at = visit(state="US", include_unknown="yes", open_now="yes")
    at.session_state["page"] = 2
    assert "Places 21 to 40" in at.run().caption[-1].value
    assert "Places 21 to 40" in at.run().caption[-1].value
    at.checkbox(key="free").check().run()
    assert "Places 1 to 20" in at.caption[-1].value


def test_nothing_that_fits_says_so_and_offers_the_silent_ones() -> None:
    at = search(visit(speaks="Creole"), "01060")
    assert told(at)[0] == 0
    assert "No place tells us that it fits all of this." in at.info[0].value
    assert button(at, "Show them too")
    at = search(visit(speaks="Creole", unconfirmed="no", radius="10"), "Guam")
    assert "show them too" not in at.info[0].value


def test_needs_of_a_link_are_told_before_a_search_and_can_be_cleared() -> None:
    at = visit(free="yes", speaks="Spanish")
    told = " ".join(m.value for m in at.markdown).replace("\\", "")
    assert "The search will ask for: free, 1 language." in told
    button(at, "Clear these").click().run()
    assert "The search will ask for" not in " ".join(m.value for m in at.markdown)
    assert "The search will ask for" not in " ".join(m.value for m in visit().markdown)


def test_who_asks_for_text_is_offered_an_open_text_line() -> None:
    at = search(visit(contact="text"), "11201")
    above = html(at).split("<article")[0]
    assert "Rather text? Open now:" in above
    assert 'href="sms:' in above[above.index("Rather text?") :]
