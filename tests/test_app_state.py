"""What may stand in the address of the page, and what never does."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from respite_finder.app import choices, url
from respite_finder.schema import ServiceType
from respite_finder.states import STATE_NAMES

MAIN = Path(__file__).resolve().parents[1] / "respite_finder" / "app" / "main.py"
IN_URL = {*url.IN_URL, "lang"}


def open_page(**params: str) -> AppTest:
    at = AppTest.from_file(str(MAIN), default_timeout=60)
    for name, value in params.items():
        at.query_params[name] = value
    return at.run()


def search(at: AppTest, place: str) -> AppTest:
    at.text_input(key="place").set_value(place)
    return next(button for button in at.button if button.label == "Find places").click().run()


def params(at: AppTest) -> dict[str, str]:
    """The address after the question mark; AppTest holds one value as text or as a list."""
    given = at.query_params.items()
    return {name: v if isinstance(v, str) else ",".join(v) for name, v in given}


@pytest.mark.parametrize(
    ("given", "values"),
    [
        ({"state": "US"}, {"state": "US"}),
        ({"state": "vt"}, {"state": "VT"}),
        ({"state": "pr"}, {"state": "PR"}),
        ({"radius": "any"}, {"radius": "any"}),
        ({"kinds": "warmline,warmline,clubhouse"}, {"kinds": ["warmline", "clubhouse"]}),
        ({"kinds": ",,"}, {}),
        ({"unconfirmed": "no", "closed": "yes"}, {"unconfirmed": False, "closed": True}),
        ({"lang": "xx", "place": "01060", "utm_source": "x"}, {}),
    ],
)
def test_a_link_is_read(given: dict[str, str], values: dict[str, object]) -> None:
    assert url.read_url(given) == (values, [])


@given(
    given=st.dictionaries(
        st.sampled_from(sorted(IN_URL)) | st.text(max_size=9), st.text(max_size=60), max_size=6
    )
)
def test_whatever_a_link_says_only_known_values_come_of_it(given: dict[str, str]) -> None:
    values, notices = url.read_url(given)
    assert set(values) <= IN_URL - {"lang"}
    assert values.get("radius", "50") in choices.RADIUS_CHOICES
    assert values.get("state", "") in ("", choices.WHOLE_COUNTRY, *STATE_NAMES)
    kinds = values.get("kinds", [])
    assert isinstance(kinds, list)
    assert set(kinds) <= {kind.value for kind in ServiceType}
    assert all("{" not in notice or "{" in str(given) for notice in notices)


def test_a_long_value_is_quoted_short() -> None:
    _values, (notice,) = url.read_url({"state": "x" * 5000})
    assert len(notice) < 200


def test_the_usual_filters_leave_the_address_empty() -> None:
    assert params(open_page()) == {}
    assert params(search(open_page(), "01060")) == {}


def test_chosen_filters_stand_in_the_address_and_come_back() -> None:
    at = search(open_page(), "01060")
    at.selectbox(key="radius").set_value("250").run()
    at.checkbox(key="unconfirmed").uncheck().run()
    written = params(at)
    assert written == {"radius": "250", "unconfirmed": "no"}
    again = search(open_page(**written), "01060")
    assert again.selectbox(key="radius").value == "250"
    assert again.checkbox(key="unconfirmed").value is False


@pytest.mark.parametrize("code", ["US", "VT"])
def test_a_state_in_the_link_is_searched_without_a_place(code: str) -> None:
    at = open_page(state=code)
    assert not at.exception
    assert params(at) == {"state": code}
    assert at.selectbox(key="state").value == code
    assert at.get("component_instance")


def test_the_chosen_language_stays_in_the_address() -> None:
    at = search(open_page(lang="en", radius="100"), "01060")
    assert params(at) == {"lang": "en", "radius": "100"}


def test_what_we_do_not_know_does_not_stay_in_the_address() -> None:
    assert params(open_page(lang="xx", radius="0", place="01060", q="me")) == {}


@pytest.mark.parametrize("place", ["01060", "Troy, NY", "1 Main St, Northampton, MA 01060"])
def test_nothing_that_was_typed_stands_in_the_address(place: str) -> None:
    at = search(open_page(kinds="peer_respite"), place)
    at.checkbox(key="closed").check().run()
    assert params(at) == {"kinds": "peer_respite", "closed": "yes"}


def test_going_back_to_an_earlier_address_brings_its_filters() -> None:
    at = search(open_page(), "01060")
    at.selectbox(key="radius").set_value("250").run()
    del at.query_params["radius"]
    at.run()
    assert at.session_state["radius"] == "50"
    assert at.session_state["place"] == "01060"


def test_the_language_link_keeps_the_filters_that_were_chosen_in_this_run() -> None:
    at = search(open_page(), "01060")
    at.selectbox(key="radius").set_value("100").run()
    (link,) = [each.proto for each in at.get("page_link") if each.proto.label == "Español"]
    assert parse_qs(link.query_string) == {"radius": ["100"], "lang": ["es"]}


@pytest.mark.parametrize(("chosen", "home"), [("CO", "CO"), ("US", "")])
def test_the_state_that_was_chosen_is_that_of_the_lines(chosen: str, home: str) -> None:
    at = open_page(state=chosen)
    assert at.session_state["home_state"] == home
    assert search(at, "01060").session_state["home_state"] == "MA"


def test_words_that_are_no_place_leave_the_lines_that_are_open_on_the_page() -> None:
    at = search(open_page(), "help me please")
    assert "not a place that we know" in at.warning[0].value
    rows = "".join(block.value for block in at.get("html"))
    assert rows.count('<li class="line">') == 4


def test_a_link_with_many_unknown_kinds_gets_one_sentence() -> None:
    at = open_page(kinds=",".join(f"k{number}" for number in range(600)))
    assert len(at.warning) == 1
