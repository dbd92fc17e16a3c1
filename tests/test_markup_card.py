"""A place as a card: escaped, honest about what is not known, without a street that is withheld."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from respite_finder.export import records
from respite_finder.maps import script_json
from respite_finder.markup.card import card_html
from respite_finder.markup.parts import link, mark_html

NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


def record_of(places: pd.DataFrame, place_id: str, **changes: Any) -> dict[str, Any]:
    frame = places.loc[[place_id]].assign(distance_miles=12.3)
    return {**records(frame)[0], **changes}


@given(text=st.text(min_size=1))
def test_no_value_becomes_markup(text: str) -> None:
    bare = dict.fromkeys(("latitude", "distance_miles", "max_stay_days", "beds"))
    place = {
        **dict.fromkeys(
            [
                "name",
                "organization",
                "description",
                "street",
                "city",
                "county",
                "zip",
                "hours",
                "opening_hours",
                "time_zone",
                "phone",
                "phone_extension",
                "phone_2",
                "phone_2_label",
                "text_line",
                "text_keyword",
                "email",
                "website",
                "cost",
                "populations",
                "languages",
                "referral",
                "visitor_note",
                "source_name",
                "source_url",
                "other_sources",
                "area_served",
            ],
            f"<img src=x onerror=alert(1)>{text}",
        ),
        **bare,
        "age_min": None,
        "age_max": None,
        "chat": False,
        "address_withheld": False,
        "service_type": "peer_respite",
        "status": "active",
        "location_type": "physical",
        "precision": "city",
        "state": "MA",
        "area_states": "MA",
        "source_date": "",
    }
    made = card_html(place, NOW)
    assert "<img" not in made
    assert "onerror=alert(1)>" not in made


def test_a_withheld_address_is_explained_and_not_shown(places: pd.DataFrame) -> None:
    made = card_html(record_of(places, "ma-afiya"), NOW)
    assert "The address is given when you call." in made
    assert "Directions" not in made
    assert "about 12 miles" in made


def test_open_hours_are_in_the_places_own_zone(places: pd.DataFrame) -> None:
    changes = {"opening_hours": "Mo-Fr 09:00-17:00", "time_zone": "America/Chicago"}
    made = card_html(record_of(places, "ma-afiya", hours="M-F, 9-5", **changes), NOW)
    assert "Open now until 5 pm Central time" in made
    assert "Hours: M-F, 9-5" in made


def test_unknown_hours_say_so(places: pd.DataFrame) -> None:
    made = card_html(record_of(places, "ma-afiya", opening_hours=None, hours=None), NOW)
    assert "Hours not stated: ask when you call" in made


def test_not_confirmed_is_said_in_words(places: pd.DataFrame) -> None:
    assert "Not confirmed: call first" in card_html(
        record_of(places, "vt-alyssum", status="listed"), NOW
    )


def test_a_place_without_a_way_in_shows_its_source_instead(places: pd.DataFrame) -> None:
    made = card_html(record_of(places, "ny-garden-house-respite"), NOW)
    assert "We know no phone, e-mail or website" in made
    assert "tel:" not in made


def test_an_extension_is_dialled_and_said(places: pd.DataFrame) -> None:
    made = card_html(record_of(places, "ny-rose-house-garrison"), NOW)
    assert 'href="tel:+18454522728,401"' in made
    assert "extension 401" in made


def test_links_tell_the_other_side_nothing() -> None:
    made = link("https://example.org/?a=1&b=2", "Website")
    assert 'rel="noopener noreferrer"' in made
    assert 'referrerpolicy="no-referrer"' in made
    assert "a=1&amp;b=2" in made


def test_a_mark_is_hidden_from_screen_readers_because_words_stand_beside_it() -> None:
    assert 'aria-hidden="true"' in mark_html("warmline")


@given(value=st.text())
def test_nothing_in_the_maps_data_can_end_its_script(value: str) -> None:
    made = script_json({"name": f"</script><script>{value}"})
    assert "<" not in made
    assert "\u2028" not in made


def test_a_card_tells_what_to_ask_about_and_only_then(places: pd.DataFrame) -> None:
    every = "age; stay_days; free; languages; groups; self_referral; operators; overnight"
    card = card_html(record_of(places, "ma-afiya", not_stated="free; age"), NOW)
    assert '<p class="ask-about">Ask about: cost, age</p>' in card
    assert "ask-about" not in card_html(record_of(places, "ma-afiya"), NOW)
    assert "ask-about" not in card_html(record_of(places, "ma-afiya", not_stated=None), NOW)
    whole = card_html(record_of(places, "ma-afiya", not_stated=f"{every}; contact; open_at"), NOW)
    assert "who runs it, staying overnight, other ways to reach it, opening hours" in whole


def test_nobody_is_told_to_ask_a_place_that_is_closed(places: pd.DataFrame) -> None:
    closed = record_of(places, "ma-afiya", not_stated="free", status="closed")
    assert "ask-about" not in card_html(closed, NOW)
