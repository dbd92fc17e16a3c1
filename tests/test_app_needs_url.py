"""Needs in the address of the page, and what of a person never stands there."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from respite_finder.app import url
from visiting import address, visit

EVERY_NEED = {
    "free": "yes",
    "self_referral": "yes",
    "overnight": "yes",
    "open_now": "yes",
    "include_unknown": "yes",
    "speaks": "Spanish,Creole",
    "run_by": "peer_run,hybrid",
    "contact": "text,chat",
}


def chosen(at: AppTest) -> dict[str, object]:
    return {name: at.session_state[name] for name in EVERY_NEED}


def test_a_shared_link_brings_every_need_and_writes_the_same_link() -> None:
    at = visit(state="CA", **EVERY_NEED)
    assert not at.warning
    assert chosen(at) == {
        **dict.fromkeys(("free", "self_referral", "overnight", "open_now"), True),
        "include_unknown": True,
        "speaks": ["Spanish", "Creole"],
        "run_by": ["peer_run", "hybrid"],
        "contact": ["text", "chat"],
    }
    assert address(at) == {"state": "CA", **EVERY_NEED}


def test_a_need_that_is_chosen_stands_in_the_address() -> None:
    at = visit(state="CA")
    at.checkbox(key="free").check().run()
    at.pills(key="speaks").set_value(["Spanish"]).run()
    at.toggle(key="include_unknown").set_value(True).run()
    assert address(at) == {
        "state": "CA",
        "free": "yes",
        "speaks": "Spanish",
        "include_unknown": "yes",
    }


def test_what_is_typed_and_groups_never_leave_the_session() -> None:
    at = visit(state="CA")
    at.number_input(key="age").set_value(17).run()
    at.number_input(key="stay_days").set_value(7).run()
    at.pills(key="groups").set_value(["teens", "lgbtq"]).run()
    assert "age 17, a stay of 7 days, for 2 groups" in at.toggle(key="show_filters").label
    assert address(at) == {"state": "CA"}
    links = [parse_qs(each.proto.query_string) for each in at.get("page_link")]
    assert {name for link in links for name in link} <= {"state", "lang", "place", "places"}
    assert not {"age", "groups", "stay_days"} & set(url.IN_URL)


def test_what_is_typed_and_groups_are_not_taken_from_a_link() -> None:
    at = visit(state="CA", age="17", stay_days="7", groups="teens")
    assert at.session_state["stay_days"] is None
    assert at.session_state["age"] is None
    assert at.session_state["groups"] == []
    assert address(at) == {"state": "CA"}


def test_they_stay_while_another_page_is_shown() -> None:
    at = visit(state="CA", free="yes")
    at.number_input(key="age").set_value(17).run()
    at.switch_page("views/privacy.py").run()
    at.query_params.clear()  # as the browser does when it leaves a page
    at.switch_page("views/find.py").run()
    assert at.number_input(key="age").value == 17
    assert at.checkbox(key="free").value
    assert address(at) == {"state": "CA", "free": "yes"}


def test_going_back_brings_the_needs_of_the_earlier_address() -> None:
    at = visit(state="CA", free="yes")
    at.checkbox(key="overnight").check()
    at.number_input(key="age").set_value(30).run()
    assert address(at) == {"state": "CA", "free": "yes", "overnight": "yes"}
    del at.query_params["overnight"]
    at.run()
    assert at.checkbox(key="free").value
    assert not at.checkbox(key="overnight").value
    assert at.number_input(key="age").value == 30


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"free": "perhaps"}, "The link says “free” is “perhaps”. It must be yes or no."),
        ({"include_unknown": "1"}, "The link says “include_unknown” is “1”."),
        ({"speaks": "Klingonese"}, "This link asks for a need that we do not know."),
        ({"run_by": "robots"}, "This link asks for a need that we do not know."),
        ({"contact": "fax,phone"}, "This link asks for a need that we do not know."),
    ],
)
def test_a_broken_link_says_what_is_wrong_and_goes_on(
    params: dict[str, str], sentence: str
) -> None:
    at = visit(state="VT", **params)
    (warning,) = at.warning
    assert sentence in warning.value
    assert len(warning.value) < 200
    assert "places in Vermont" in "".join(block.value for block in at.get("html"))
    left = {"contact": "phone"} if "contact" in params else {}
    assert address(at) == {"state": "VT", **left}
    assert not at.run().warning


def test_several_needs_that_we_do_not_know_get_one_sentence() -> None:
    _values, notices = url.read_url({"speaks": "x", "run_by": "y", "contact": "z"})
    assert len(notices) == 1


def test_a_language_that_no_place_tells_is_counted_and_not_refused() -> None:
    at = visit(state="VT", speaks="French")
    assert not at.warning
    assert any(words.startswith("French (0") for words in at.pills(key="speaks").options)
