"""A withheld house is told by no words and by no link; what only looks like it may stand."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept import TODAY, contents, keep, run
from leaky import LINKS, WORDS
from made import WITHHELD, record
from respite_finder import check_places
from respite_finder.telling import TEXTS, tells_where

STREETS = """
24/7 at 123 Elm Street
Any time. We are the blue house, corner of Elm and Main
Free, come to 45 Oak Ave Apt 2
Free at 45 Oakwood, second door
We are at 45 oakwood
Twelve Elm Street, ring twice
twelve elm street
Twenty-one Elm Street
Forty Five Oak Road
One Main Street
at the corner of elm and main
corner of Elm & Main
Elm and Main Streets
On Elm Street behind the church
we are on elm street
off Route 9
Across from the fire station
Suite 200
１２ Elm Street
in 01060
ZIP 01060-1234
"""
POINTS = """
42.32511, -72.64123
Point 42.3251 / -72.6412
lat 42.3251 lon -72.6412
(42.32511;-72.64123)
42.33,-72.64
42.32511, −72.64123
42.32511 N 72.64123 W
42°19'30"N 72°38'28"W
87J8CFGM+2X
///filled.count.soap
See https://maps.app.goo.gl/abc
maps.app.goo.gl/abc
"""
PAGES = """
https://www.google.com/maps/place/12+Elm+Street
https://www.google.de/maps/@42.3,-72.6
https://maps.google.com/?q=here
https://goo.gl/maps/abc
https://maps.app.goo.gl/?q=42.3251,-72.6412
https://www.openstreetmap.org/node/12
https://maps.apple.com/?q=x
https://www.bing.com/maps?cp=1
https://waze.com/ul?ll=42
https://example.org/find-us/12-elm-street
https://example.org/12%20Elm%20St
https://example.org/12-elm-st-northampton
https://example.org/12_Elm_Street.html
https://example.org/?lat=42.32511&lon=-72.64123
https://example.org/to?u=https%3A%2F%2Fwww.google.com%2Fmaps%2Fplace
"""
PLAIN = """
open 24 hours, 7 days
ages 18 to 64
Ages 18 to 64; adults
up to 7 nights
call 413-570-2990
Call 413-570-2990, or text HOME to 741741.
Highway to Hope groups
main office in Troy
On the Road to Wellness
12 step groups on the way
stay 7 days at a place of your own
3 adults at one place
Life on the street is hard
people on the street, help off the street
Two people on the way
One long road to recovery
Every corner of Ohio and Indiana
Drug Court, Veterans Court and Mental Health Court
United Way of Troy
Rose Street House groups
Mon-Fri 9 am - 5 pm; Sat 10 AM to 2 PM
Daily, 9am-9pm (CT)
9 to 5 Eastern, Monday to Friday
Doors open at 5 Monday
$25.00 to $100.00 a night
$12.50, $100.25
free, or $3,200 a month
Since 2012, 988 Lifeline partner
Open since May 2012. Call at 9 in the morning
LGBTQ+; trans and queer people
7 days for 3 Wisconsin veterans at a time
Come at 7 pm or call at 800-555-0199
Stays from 3 to 5 days, 9 times a year
"""
OTHER_PAGES = """
https://mentalhealthcampaign.org/2019/02/01/sallys-place/
https://statenislander.org/2022/05/21/nami-staten-islands-st-joseph-crisis
https://publicgoodnews.com/?p=01060
https://example.org/12-steps-on-the-road
https://www.google.com/search?q=afiya
https://example.org/v1.2.3/page
"""


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


@pytest.mark.parametrize("text", lines(STREETS + POINTS + PAGES))
def test_what_tells_where_a_house_is_is_seen(text: str) -> None:
    assert tells_where("hours", text, "MA")


@pytest.mark.parametrize("text", lines(POINTS + PAGES))
def test_a_point_or_a_map_is_seen_in_a_name_too(text: str) -> None:
    assert tells_where("organization", text, "MA")


@pytest.mark.parametrize("text", lines(PLAIN + OTHER_PAGES))
def test_what_does_not_is_left_alone(text: str) -> None:
    assert not tells_where("visitor_note", text, "MA")


@pytest.mark.parametrize("name", ["Rose Street House", "Club 45 House", "The House on Elm Street"])
def test_a_name_may_hold_what_the_house_itself_publishes(name: str) -> None:
    assert not tells_where("name", name, "MA")


@given(
    number=st.integers(1, 99_999),
    name=st.from_regex(r"[A-Z][a-z]{2,9}", fullmatch=True),
    kind=st.sampled_from(["Street", "St", "Ave.", "Road", "lane", "Blvd"]),
    before=st.sampled_from(["", "Ring at ", "24/7, ", "Up to 7 days at "]),
    after=st.sampled_from(["", ", ring twice", " for 3 adults"]),
)
def test_a_street_with_its_number_is_seen_wherever_it_stands(
    number: int, name: str, kind: str, before: str, after: str
) -> None:
    assert tells_where("cost", f"{before}{number} {name} {kind}{after}", "MA")


@pytest.mark.parametrize("column", ["website", "source_url"])
@pytest.mark.parametrize("link", LINKS)
def test_the_check_refuses_a_link_that_opens_on_a_map(
    places_file: Callable[..., Path], column: str, link: str
) -> None:
    cells = {"description": "A house.", column: link}
    problems = check_places(places_file(dict(WITHHELD) | cells))
    assert [p.field for p in problems if p.severity == "error"] == [column]
    assert link not in json.dumps([p.as_dict() for p in problems])
    assert check_places(places_file({column: link})) == []


@pytest.mark.parametrize("cell", [f"visitor_note={WORDS}", f"website={LINKS[0]}"])
def test_verify_takes_none_of_it(tmp_path: Path, cell: str) -> None:
    hidden = record(WITHHELD, place_id="ma-hidden-house", description="A house.")
    places = keep(tmp_path / "data", record(), hidden)
    before = contents(places.parent)
    words = ("--on", TODAY.isoformat(), "--how", "phone", "--source", "https://example.org/")
    result = run("verify", "ma-hidden-house", *words, "--set", cell, "--file", places)
    assert result.exit_code == 1
    assert cell.partition("=")[2] not in result.output
    assert contents(places.parent) == before


def test_every_column_of_words_is_looked_at() -> None:
    assert set(TEXTS) >= {
        *("description", "area_served", "referral", "visitor_note", "hours", "cost", "populations"),
        *("website", "source_url", "source_name", "other_sources", "alternate_names"),
        *("name", "organization", "phone_2_label", "opening_hours", "coordinate_source"),
    }
