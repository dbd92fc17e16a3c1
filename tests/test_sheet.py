"""What a sheet says of a place: facts, what nobody states, and what to ask about it."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import pytest

from made import VIRTUAL, WITHHELD, frame, record
from made_sheet import LINK, NOW, sheet_of
from respite_finder import i18n
from respite_finder.errors import QueryError
from respite_finder.referral.questions import MOST
from respite_finder.referral.sheet import MOST_PLACES, SheetOptions, make_sheet
from respite_finder.referral.words import said

RESPITE = {**WITHHELD, "name": "Made Respite"}
FULL = {
    **RESPITE,
    "organization": "Made Org",
    "phone_extension": "401",
    "phone_2": "844-555-0100",
    "phone_2_label": "toll-free",
    "text_line": "839863",
    "text_keyword": "TEEN",
    "chat": "yes",
    "website": "https://www.example.org/house/",
    "email": "info@example.org",
    "hours": "Mon-Fri 9-5",
    "opening_hours": "Mo-Fr 09:00-17:00",
    "referral": "Ask for a stay yourself, by phone",
    "age_min": "18",
    "populations": "adults; veterans",
    "cost": "free",
    "max_stay_days": "7",
    "languages": "English; Spanish",
    "visitor_note": "Ring the bell.",
}


def facts(*changes: dict[str, str], language: str = "en", **cells: str) -> dict[str, str]:
    (place,) = sheet_of(frame(record(*changes, **cells)), language).places
    return {fact.name: said(fact.value) for fact in place.facts}


def asked(*changes: dict[str, str], language: str = "en", **cells: str) -> tuple[str, ...]:
    (place,) = sheet_of(frame(record(*changes, **cells)), language).places
    return place.to_ask


def test_a_place_of_which_all_is_known() -> None:
    (place,) = sheet_of(frame(record(FULL))).places
    assert said(place.name) == "Made Respite"
    assert said(place.kind) == "Peer respite by Made Org"
    assert [f"{said(way.label)}: {said(way.value)}" for way in place.ways] == [
        "Call: 413-555-0100, extension 401",
        "toll-free: 844-555-0100",
        "Text: “TEEN” to 839863",
        "Website and chat: www.example.org/house",
        "E-mail: info@example.org",
    ]
    assert [way.large for way in place.ways] == [True, False, False, False, False]
    assert [way.value[0].href for way in place.ways] == [
        "tel:+14135550100,401",
        "tel:+18445550100",
        "sms:839863?&body=TEEN",
        "https://www.example.org/house/",
        "mailto:info@example.org",
    ]
    assert place.today == "Open today 9 am to 5 pm (Eastern time)"
    assert {fact.name: said(fact.value) for fact in place.facts} == {
        "Hours": "Mon-Fri 9-5",
        "How to ask for a stay": "Ask for a stay yourself, by phone",
        "Who it is for": "Age 18 and older · adults, veterans",
        "Cost": "Free",
        "Longest stay": "7 days",
        "Languages": "English, Spanish",
        "Where": "Northampton, MA. The address is given when you call.",
    }
    assert said(place.note) == "Good to know: Ring the bell."
    assert said(place.source) == "Checked July 2026 (within the last 12 months) · Made Source"
    assert place.to_ask == (
        "Is a bed free tonight?",
        "How do I get to you?",
    )


def test_what_nobody_states_is_said_and_is_what_to_ask() -> None:
    (place,) = sheet_of(frame(record(RESPITE, status="listed"))).places
    unknown = {fact.name for fact in place.facts if not fact.known}
    assert unknown == {
        "Hours",
        "How to ask for a stay",
        "Who it is for",
        "Cost",
        "Longest stay",
        "Languages",
    }
    assert {said(fact.value) for fact in place.facts if not fact.known} == {"not stated: ask"}
    assert place.status == "Not confirmed: call first"
    assert place.to_ask_title == "What to ask when you call"
    assert place.to_ask == (
        "Are you still open?",
        "Is a bed free tonight?",
        "How do I ask for a stay?",
        "What does it cost?",
        "Do you take people of my age?",
        "How long can I stay?",
    )
    assert len(place.to_ask) == MOST


@pytest.mark.parametrize(
    ("column", "value", "question"),
    [
        ("cost", "free", "What does it cost?"),
        ("age_min", "18", "Do you take people of my age?"),
        ("hours", "Mon-Fri 9-5", "When are you open?"),
        ("referral", "Just walk in", "Must I sign up before I come?"),
        ("self_referral", "yes", "Must I sign up before I come?"),
        ("languages", "English", "Which languages do you speak?"),
    ],
)
def test_what_is_stated_is_not_asked(column: str, value: str, question: str) -> None:
    assert question in asked()
    assert question not in asked({column: value})


def test_nobody_asks_a_phone_line_for_a_bed_or_for_its_street() -> None:
    assert "bed" not in " ".join(asked(VIRTUAL))
    assert "How do I get to you?" not in " ".join(asked(VIRTUAL))
    assert "Do you help people where I live?" in asked(VIRTUAL)


def test_on_a_spanish_sheet_somebody_asks_for_spanish() -> None:
    spanish = [question for question in asked(RESPITE, language="es") if "español" in question]
    assert len(spanish) == 1
    assert spanish[0] in asked(RESPITE, languages="English", language="es")
    assert spanish[0] not in asked(RESPITE, languages="English; Spanish", language="es")


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ("yes", "You can ask for yourself."),
        ("no", "A professional must send you, or say that it is right for you."),
        ("", "not stated: ask"),
    ],
)
def test_who_may_ask(own: str, words: str) -> None:
    assert facts(RESPITE, self_referral=own)["How to ask for a stay"] == words


def test_closed_and_planned_places_are_never_handed_out() -> None:
    made = frame(
        record(name="Open House"),
        record(name="Gone House", status="closed"),
        record(name="Coming House", status="planned"),
    )
    sheet = sheet_of(made)
    assert [said(place.name) for place in sheet.places] == ["Open House"]
    assert sheet.left_out == (
        "Gone House is closed and was left out.",
        "Coming House is not open yet and was left out.",
    )


def test_distances_only_from_a_starting_point() -> None:
    made = frame(record(name="Far"), record(name="Near"), record(name="Nobody knows"))
    made = made.assign(distance_miles=[30.4, 2.2, float("nan")])
    plain = make_sheet(made, NOW)
    told = make_sheet(made, NOW, options=SheetOptions(start="Northampton, MA"))
    assert [said(place.name) for place in told.places] == ["Far", "Near", "Nobody knows"]
    where = [said(place.facts[-1].value) for place in told.places]
    assert ["about 30 miles" in where[0], "about 2 miles" in where[1]] == [True, True]
    assert "mile" not in where[2]
    assert any("Distances are from Northampton, MA" in line for line in told.about)
    assert "mile" not in " ".join(said(place.facts[-1].value) for place in plain.places)
    assert "Distances" not in " ".join(plain.about)
    without = make_sheet(frame(record()), NOW, options=SheetOptions(start="Northampton, MA"))
    assert "Northampton, MA" not in " ".join(without.about)


def test_english_words_of_the_data_are_few_on_another_sheet() -> None:
    made = frame(record(description="A made house.", visitor_note="Ring the bell."))
    (english,), (spanish,) = sheet_of(made).places, sheet_of(made, "es").places
    assert said(english.about) == "A made house."
    assert said(english.note) == "Good to know: Ring the bell."
    assert spanish.about == ()
    assert said(spanish.note).endswith("Ring the bell.")
    assert said(spanish.note) != said(english.note)
    assert [span.language for span in spanish.note if "bell" in span.text] == ["en"]


def test_988_comes_first_in_every_language() -> None:
    for language in i18n.languages():
        sheet = sheet_of(frame(record()), language)
        assert "988" in said(sheet.danger)
        assert any("988" in said(way) for way in sheet.lines[0].ways)
        assert len(sheet.lines) > 5
        assert all(line.ways for line in sheet.lines)
    assert said(sheet_of(frame(record()), "es").lines[0].name) == "988 en español"


def test_data_on_a_spanish_sheet_is_marked_as_english() -> None:
    (place,) = sheet_of(frame(record(FULL)), "es").places
    assert [span.language for span in place.name] == ["en"]
    assert {span.language for span in place.kind} == {"", "en"}
    (english,) = sheet_of(frame(record(FULL))).places
    assert {span.language for span in english.name + english.kind} == {""}


def test_a_link_has_a_code_unless_it_is_too_long_for_one() -> None:
    assert sheet_of(frame(record())).code is None
    assert sheet_of(frame(record()), link=LINK).code is not None
    long = sheet_of(frame(record()), link=LINK + "a" * 1900)
    assert long.code is None or long.code.inches > 1


@pytest.mark.parametrize("link", ["javascript:alert(1)", "/list", "example.org", "https://", "h "])
def test_a_link_that_is_none_is_refused(link: str) -> None:
    with pytest.raises(QueryError, match="begins with https"):
        make_sheet(frame(record()), NOW, options=SheetOptions(link=link))


def test_too_many_places_and_a_moment_without_a_zone_are_refused() -> None:
    many = frame(*[record()] * (MOST_PLACES + 1))
    with pytest.raises(QueryError, match="at most 50 places"):
        make_sheet(many, NOW)
    with pytest.raises(QueryError, match="time zone"):
        make_sheet(many.iloc[:1], datetime(2026, 11, 23))


def test_the_frame_that_comes_in_is_not_changed() -> None:
    made = frame(record(FULL), record())
    before = made.copy()
    make_sheet(made, NOW)
    pd.testing.assert_frame_equal(made, before)
