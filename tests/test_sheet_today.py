"""Which day a sheet means by today, and what it says of that day."""

from __future__ import annotations

from datetime import UTC, date, datetime

from made import frame, record
from respite_finder import i18n
from respite_finder.referral.sheet import make_sheet


def test_the_day_of_printing_is_the_day_near_the_places() -> None:
    late = datetime(2026, 11, 24, 3, tzinfo=UTC)
    sheet = make_sheet(frame(record(), record(time_zone="")), late)
    assert sheet.made_on == date(2026, 11, 23)
    assert "Monday, November 23, 2026" in sheet.about[0]
    with i18n.speaking("es"):
        assert "lunes, 23 de noviembre de 2026" in make_sheet(frame(record()), late).about[0]


def test_today_is_the_printed_day_at_every_place() -> None:
    """Half past nine on Sunday in Alaska is Monday in New York, where the office opens."""
    anchorage = record(time_zone="America/Anchorage", opening_hours="Mo-Fr 10:00-15:00")
    made = frame(anchorage, record(opening_hours="Mo-Fr 10:00-15:00"))
    late = datetime(2026, 7, 27, 5, 30, tzinfo=UTC)
    sheet = make_sheet(made, late)
    assert "Sunday, July 26, 2026" in sheet.about[0]
    assert [place.today for place in sheet.places] == ["Closed today"] * 2
    monday = make_sheet(made.iloc[::-1], late)
    assert "Monday, July 27, 2026" in monday.about[0]
    assert [place.today for place in monday.places] == [
        "Open today 10 am to 3 pm (Eastern time)",
        "Open today 10 am to 3 pm (Alaska time)",
    ]


def test_a_holiday_is_said() -> None:
    made = frame(
        record(opening_hours="Mo-Fr 09:00-17:00"),
        record(opening_hours="Mo-Fr 09:00-17:00", phone="", email="info@example.org"),
        record(opening_hours="24/7"),
        record(opening_hours="Mo-Fr 09:00-17:00; PH off"),
    )
    sheet = make_sheet(made, datetime(2026, 12, 25, 17, tzinfo=UTC))
    assert [place.today for place in sheet.places] == [
        "Today is a holiday: call first",
        "Today is a holiday: check first",
        "Open all day, every day",
        "Closed today",
    ]
