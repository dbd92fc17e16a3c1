"""The Find page without a browser: what is asked, what is answered, what is refused."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

MAIN = Path(__file__).resolve().parents[1] / "respite_finder" / "app" / "main.py"
SECONDS = 30


def page(**params: str) -> AppTest:
    at = AppTest.from_file(str(MAIN), default_timeout=SECONDS)
    for name, value in params.items():
        at.query_params[name] = value
    return at.run()


def search(at: AppTest, place: str) -> AppTest:
    at.text_input(key="place").set_value(place)
    return next(button for button in at.button if button.label == "Find places").click().run()


def html(at: AppTest) -> str:
    return "\n".join(block.value for block in at.get("html"))


def test_before_a_search_there_is_already_somebody_to_call() -> None:
    at = page()
    assert not at.exception
    assert "tel:988" in html(at)
    lines = re.findall(r'<li class="line">.*?</li>', html(at))
    assert len(lines) == 4
    assert all("tel:" in line or "sms:" in line for line in lines)
    assert "<article" not in html(at)
    assert at.selectbox(key="state").options[0] == "Choose a state"
    assert not at.get("component_instance")


def test_a_state_can_be_chosen_instead_of_typed() -> None:
    at = page()
    at.selectbox(key="state").set_value("VT").run()
    assert "places in Vermont" in html(at)
    assert at.query_params["state"] == "VT"


def test_the_whole_country_can_be_asked_for() -> None:
    at = page(state="US")
    assert "places in the United States" in html(at)
    assert not at.warning


def test_a_zip_code_gives_cards_with_distance_phone_and_source() -> None:
    at = search(page(), "01060")
    assert not at.exception
    text = html(at)
    assert "43 places within 50 miles of Northampton, MA 01060" in text
    assert 'href="tel:+14135702990"' in text
    assert "Checked July 2026" in text
    assert "National Empowerment Center" in text
    assert "The address is given when you call." in text


def test_twenty_cards_a_page() -> None:
    at = search(page(), "01060")
    shown = [button for button in at.button if (button.key or "").startswith("map result ")]
    assert len(shown) == 20


def test_a_state_lists_its_places_by_town() -> None:
    at = search(page(), "Vermont")
    text = html(at)
    assert "places in Vermont" in text
    assert text.index("Turning Point Center of Bennington") < text.index("Alyssum")


def test_the_unconfirmed_can_be_left_out() -> None:
    at = search(page(kinds="peer_respite"), "01060")
    assert "Anemoni" in html(at)
    at.checkbox(key="unconfirmed").uncheck().run()
    assert "Anemoni" not in html(at)
    assert "4 places" in html(at)


def test_closed_places_are_shown_only_when_asked_for_and_without_a_phone_button() -> None:
    at = search(page(kinds="peer_respite"), "Menomonie, WI")
    assert "Grassroots Wellness Respite" not in html(at)
    at.checkbox(key="closed").check().run()
    card = next(block for block in html(at).split("<article") if "Grassroots Wellness" in block)
    assert "Closed. Do not go there" in card
    assert "tel:" not in card


def test_every_choice_says_how_many_places_it_shows() -> None:
    at = search(page(), "01060")
    assert "Peer respites (5)" in at.pills(key="kinds").options
    assert "50 miles (43)" in at.selectbox(key="radius").options


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("1060", "That is not a ZIP code"),
        ("99999", "That ZIP code does not exist"),
        ("x" * 10_000, "That is 10,000 characters long"),
        ("😀", "is not a place that we know"),
        ("<script>alert(1)</script>", "is not a place that we know"),
        ("'; DROP TABLE", "is not a place that we know"),
        ("0\x001060", "is not a ZIP code"),
    ],
)
def test_words_that_are_no_place_get_a_sentence(words: str, answer: str) -> None:
    at = search(page(), words)
    assert not at.exception
    assert answer in at.warning[0].value
    assert "<script>alert" not in html(at)


def test_a_name_of_many_towns_offers_them_and_one_click_takes_it() -> None:
    at = search(page(), "Springfield")
    offered = [b.label for b in at.button if (b.key or "").startswith("suggest-")]
    assert offered[0] == "Springfield, MO"
    next(b for b in at.button if b.label == "Springfield, IL").click().run()
    assert "miles of Springfield, IL" in html(at)


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"radius": "abc"}, "asks for “abc” miles"),
        ({"radius": "-5"}, "asks for “-5” miles"),
        ({"kinds": "hotel"}, "a kind of help that we do not know"),
        ({"state": "ZZ"}, "the state “ZZ”"),
        ({"closed": "perhaps"}, "must be yes or no"),
    ],
)
def test_a_broken_link_says_what_is_wrong_and_goes_on(
    params: dict[str, str], sentence: str
) -> None:
    at = page(**params)
    assert not at.exception
    assert sentence in at.warning[0].value
    at = search(at, "01060")
    assert "within 50 miles" in html(at)
    assert not at.warning


def test_a_link_may_name_a_kind_twice() -> None:
    at = AppTest.from_file(str(MAIN), default_timeout=SECONDS)
    at.query_params["kinds"] = ["clubhouse", "living_room"]
    at = search(at.run(), "01060")
    assert at.pills(key="kinds").value == ["clubhouse", "living_room"]
    assert "10 places" in html(at)


def test_a_territory_without_places_offers_the_lines() -> None:
    at = search(page(), "Guam")
    assert "We found no place to go to near here" in at.info[0].value
    assert "NAMI HelpLine" in html(at)


def test_the_typed_place_is_never_in_the_url() -> None:
    at = search(page(), "01060")
    at.selectbox(key="radius").set_value("100").run()
    assert at.query_params["radius"] == "100"
    assert "01060" not in str(dict(at.query_params))


def test_nothing_near_shows_the_nearest_beyond_and_the_states_services() -> None:
    at = search(page(kinds="peer_respite"), "82001")
    headers = [header.value for header in at.subheader]
    assert "The 5 nearest beyond that" in headers
    assert "By phone, or anywhere in Wyoming" in headers
    assert "NAMI Wyoming" in html(at)


def test_warmlines_alone_are_found_by_area_served() -> None:
    at = search(page(kinds="warmline"), "01060")
    assert "The services below are for your whole area." in at.info[0].value
    assert "Boston Peer Support Line" in html(at)


def test_words_that_are_no_place_leave_the_way_on_from_there() -> None:
    at = search(page(), "Nowhereville")
    assert [link.proto.label for link in at.get("page_link")][-1] == "Your privacy"


def test_one_line_of_the_state_that_is_open_stands_above_the_places() -> None:
    text = html(search(page(), "90001"))
    above = text[text.index("Rather talk? Open now:") : text.index("<article")]
    assert "California Peer-Run Warm Line" in above
    assert above.count('<li class="line">') == 1


def test_at_night_nobody_is_sent_to_a_line_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    night = datetime(2026, 11, 23, 9, tzinfo=UTC)
    monkeypatch.setattr("respite_finder.app.components.open_now.now", lambda: night)
    text = html(search(page(), "01060"))
    above = text[text.index("Rather") : text.index("<article")]
    assert "Rather text? Open now:" in above
    assert "Crisis Text Line" in above
    assert "veterans" not in above
    assert "service members" not in above
