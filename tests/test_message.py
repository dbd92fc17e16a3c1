"""A place as a text message: short, in any language, and never without what matters."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaky import TELLING, leaky
from made import VIRTUAL, frame, record
from respite_finder.export import records
from respite_finder.i18n import languages, speaking
from respite_finder.referral.message import MOST, text_message
from respite_finder.referral.sms import cut, message_parts, plain_text, size
from respite_finder.schema import ServiceType
from respite_finder.text import checked_phrase

MONDAY_NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)
LONGEST = 320
FREE = ("name", "description", "hours", "city", "cost", "referral", "area_served")
words = st.text(st.characters(codec="utf-8"), max_size=400) | st.text("ab ñ.,", max_size=400)


def message(*changes: dict[str, str], when: datetime = MONDAY_NOON, **cells: str) -> str:
    (row,) = records(frame(record(*changes, **cells)))
    return text_message(row, when=when)


def test_a_message_says_what_matters_in_order() -> None:
    told = message(
        name="Made House",
        service_type="peer_respite",
        status="listed",
        opening_hours="Mo-Fr 09:00-17:00",
        hours="Mon-Fri 9-5",
        cost="free",
        age_min="18",
        referral="Call",
        website="https://example.org",
    )
    assert told.splitlines() == [
        "Made House",
        "Peer respite",
        "Call 413-555-0100",
        "https://example.org",
        "Not confirmed: call first",
        "Open today 9 am to 5 pm (Eastern time)",
        "Hours: Mon-Fri 9-5",
        "1 Main St, Northampton, MA 01060",
        "Free, age 18 and older",
        "How to ask: Call",
        "Checked July 2026",
    ]
    assert message_parts(told) == 2


@pytest.mark.parametrize(
    ("opening_hours", "when", "told"),
    [
        ("24/7", MONDAY_NOON, "Open all day, every day"),
        ("Tu 09:00-17:00", MONDAY_NOON, "Opens Tuesday at 9 am Eastern time"),
        ("Dec 24 10:00-12:00", MONDAY_NOON, "Opens Thursday, December 24, at 10 am Eastern time"),
    ],
)
def test_when_it_is_closed_the_message_says_when_it_opens(
    opening_hours: str, when: datetime, told: str
) -> None:
    assert told in message(opening_hours=opening_hours, when=when).splitlines()


def test_a_holiday_is_no_day_like_any_other() -> None:
    noon, weekdays = datetime(2026, 12, 25, 17, tzinfo=UTC), "Mo-Fr 09:00-17:00"
    told = message(opening_hours=weekdays, hours="Mon-Fri 9-5", when=noon).splitlines()
    assert "Today is a holiday: call first" in told
    assert "Hours: Mon-Fri 9-5" in told
    assert "Open all day, every day" in message(opening_hours="24/7", when=noon)


@pytest.mark.parametrize("time_zone", ["", "Mars/Olympus"])
def test_hours_without_a_zone_are_told_as_printed(time_zone: str) -> None:
    told = message(opening_hours="Mo-Fr 09:00-17:00", hours="Mon-Fri 9-5", time_zone=time_zone)
    assert "Hours: Mon-Fri 9-5" in told
    assert "Open" not in told


def test_without_a_phone_there_is_another_way() -> None:
    assert "Text 741741" in message(phone="", text_line="741741")
    assert 'Text "TEEN" to 839863' in message(text_line="839863", text_keyword="TEEN")
    assert "info@example.org" in message(phone="", email="info@example.org")
    assert "https://example.org/~a_b" in message(phone="", website="https://example.org/~a_b")
    assert "Call 413-555-0100, extension 7" in message(phone_extension="7")


def test_a_service_by_phone_says_whom_it_serves() -> None:
    assert "In Massachusetts. Ask which area it serves" in message(VIRTUAL)


@pytest.mark.parametrize("precision", ["address", "zip"])
def test_a_withheld_address_is_in_no_message(precision: str) -> None:
    hidden, _shown = records(leaky(precision))
    told = text_message(hidden, when=MONDAY_NOON)
    assert "Northampton, MA" in told
    assert "The address is given when you call." in told
    assert [secret for secret in TELLING if secret in told] == []
    # Even of a record that did not come through the gate.
    leaked = {**hidden, "street": "17 Hidden Lane", "zip": "01062"}
    assert text_message(leaked, when=MONDAY_NOON) == told


@pytest.mark.parametrize("status", ["closed", "planned"])
def test_nobody_is_sent_to_a_closed_or_planned_place(status: str) -> None:
    assert message(status=status) == ""


def test_a_description_is_cut_before_anything_else_and_at_a_word() -> None:
    told = message(description="plain words here " * 40, hours="Mon-Fri 9-5", cost="free")
    assert "Call 413-555-0100" in told
    assert "Free" in told
    assert re.search(r"(plain|words|here)\.\.\.\nChecked July 2026$", told)
    assert MOST - 10 < size(told) <= MOST


@given(
    st.fixed_dictionaries(
        dict.fromkeys(
            ("name", "description", "hours", "city", "cost", "referral", "area_served"), words
        )
    ),
    st.sampled_from(list(ServiceType)),
    st.sampled_from(["active", "listed"]),
    st.sampled_from(["", "24/7", "Mo-Fr 09:00-17:00, 18:00-20:00", "Dec 24 10:00-12:30"]),
    st.sampled_from(["physical", "virtual"]),
    st.sampled_from(list(languages())),
)
def test_it_is_never_too_long_and_never_without_the_phone(
    cells: dict[str, str], kind: str, status: str, opening: str, where: str, language: str
) -> None:
    cells = {**cells, "name": cells["name"].strip() or "Made"}
    row = record(
        cells, service_type=kind, status=status, opening_hours=opening, location_type=where
    )
    (made,) = records(frame(row))
    with speaking(language):
        told = text_message(made, when=MONDAY_NOON)
        checked = plain_text(checked_phrase("2026-07-21"))
    assert len(told) <= size(told) <= LONGEST
    assert "413-555-0100" in told
    assert checked in told
    name = plain_text(cells["name"])
    assert told.startswith(name[:20].rstrip(" ,;:.-")[:10])
    assert "" not in told.split("\n")


@pytest.mark.parametrize("language", list(languages()))
def test_every_shipped_place_fits(places: pd.DataFrame, language: str) -> None:
    with speaking(language):
        made = [(row, text_message(row, when=MONDAY_NOON)) for row in records(places)]
        missing = [row["place_id"] for row, told in made if told and _misses(row, told)]
    assert missing == []
    assert max(size(told) for _row, told in made) <= LONGEST
    told = [told for _row, told in made if told]
    assert len(told) > 1000
    if language == "en":
        # Nothing of ours costs the dearer alphabet.
        assert max(message_parts(one) for one in told) == 2


def _misses(row: dict[str, Any], told: str) -> bool:
    town = row["city"] if row["location_type"] == "physical" else None
    name, phone = plain_text(row["name"]), row["phone"]
    checked = plain_text(checked_phrase(row["source_date"] or ""))
    return not all(part in told for part in (name, phone or "", town or "", checked))


def test_a_cut_is_no_longer_than_its_room() -> None:
    assert cut("é" * 10, 3) == ""
    assert cut("one two three", 10) == "one two..."
    assert cut("😀😀😀😀😀", 9) == "😀😀😀..."


@given(words, st.integers(0, 400))
def test_no_cut_is_longer_than_its_room(text: str, room: int) -> None:
    assert size(cut(text, room)) <= room


def test_parts_are_counted_as_a_phone_does() -> None:
    assert [message_parts("a" * n) for n in (160, 161, 306, 307)] == [1, 2, 2, 3]
    assert [message_parts("[" * n) for n in (80, 81)] == [1, 2]
    assert [message_parts("í" * n) for n in (70, 71, 134, 135)] == [1, 2, 2, 3]
    assert message_parts("😀" * 36) == 2
