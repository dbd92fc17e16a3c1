"""The page of one place, without a browser: by link, from link to link, and by a broken link."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from made import VIRTUAL, WITHHELD, frame, record, write_places
from respite_finder.app import pages
from respite_finder.app.components.links import as_text
from respite_finder.app.components.nearest import COUNT, others
from respite_finder.app.components.place_asked import asked
from respite_finder.distance import miles_between
from respite_finder.locate import locate

MAIN = Path(__file__).resolve().parents[1] / "respite_finder" / "app" / "main.py"

NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)


def open_place(*ids: str) -> AppTest:
    at = AppTest.from_file(str(MAIN), default_timeout=60).switch_page(pages.PLACE)
    if ids:
        at.query_params["place"] = list(ids)
    return at.run()


def html(at: AppTest) -> str:
    return "\n".join(block.value for block in at.get("html"))


def links(at: AppTest) -> dict[str, str]:
    """Ids that the page links to, by what the link says."""
    found = [(link.proto.label, parse_qs(link.proto.query_string)) for link in at.get("page_link")]
    return {label: query["place"][0] for label, query in found if set(query) == {"place"}}


def test_a_respite_by_its_link() -> None:
    at = open_place("ma-afiya")
    assert not at.exception
    text = html(at)
    assert "<h1>Afiya</h1>" in text
    assert 'href="tel:+14135702990"' in text
    assert "What a stay is like" in text
    assert "so that their guests are safe" in text
    assert "Checked July 2026" in text
    assert "On the map: the area around Northampton, MA." in text
    assert "ma-afiya" not in links(at).values()
    assert len(links(at)) >= COUNT


def test_what_to_say_on_the_phone_stands_where_there_is_one_to_call() -> None:
    assert "What to say on the phone: Peer respite" in html(open_place("ma-afiya"))
    assert "What to say on the phone: Warmline" in html(open_place("ct-community-warmline"))
    for without in ("ca-insight-respite-center", "ma-anemoni"):
        assert "What to say on the phone" not in html(open_place(without))


def test_what_can_be_done_now_comes_before_what_can_be_read() -> None:
    text = html(open_place("ma-afiya"))
    order = [
        "<h1>",
        "tel:+14135702990",
        "Where it is",
        "What is a peer respite?",
        "<dl",
        "On the map",
    ]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)


def test_a_published_street_has_the_way_there() -> None:
    text = html(open_place("ak-polaris-house"))
    assert "The way there" in text
    assert "openstreetmap.org/search" in text
    assert "What a stay is like" not in text


def test_a_warmline_has_other_lines_and_no_map() -> None:
    at = open_place("ma-boston-peer-support-line")
    assert not at.exception
    assert "There is no place to visit" in html(at)
    assert "On the map" not in html(at)
    assert [header.value for header in at.header] == ["Lines to call from here"]


def test_a_closed_place_has_no_phone_and_offers_others() -> None:
    at = open_place("wi-grassroots-wellness-respite")
    text = html(at)
    assert "Closed. Do not go there" in text
    assert "tel:" not in next(block.value for block in at.get("html") if "<h1>" in block.value)
    assert "Others like it, nearest first" in [header.value for header in at.header]


def test_the_distance_is_told_only_to_who_searched() -> None:
    at = open_place("ma-afiya")
    assert " miles from " not in html(at)
    at.session_state["origin"] = locate("01002")
    at.run()
    assert "miles from Amherst, MA 01002" in html(at)
    assert "01002" not in str(dict(at.query_params))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ((), "This page shows one place."),
        (("",), "This page shows one place."),
        (("ma-afya",), "We have no place called “ma-afya”."),
        (("x" * 300,), "We have no place called “xxx"),
        (("<script>alert(1)</script>",), "We have no place called"),
        (("\x00'; DROP TABLE",), "We have no place called"),
        (("{id}",), "We have no place called “{id}”."),
    ],
)
def test_a_link_that_leads_nowhere_says_so(given: tuple[str, ...], words: str) -> None:
    at = open_place(*given)
    assert not at.exception
    assert "We do not have that place" in html(at)
    assert words in html(at)
    assert "<script" not in html(at)
    assert "x" * 60 not in html(at)


def test_a_misspelt_id_offers_the_closest_and_the_search() -> None:
    at = open_place("ma-afya")
    assert "ma-afiya" in links(at).values()
    assert "Find a place" in [link.proto.label for link in at.get("page_link")]


def test_several_ids_show_the_first_and_say_so() -> None:
    at = open_place("ma-afiya", "vt-alyssum")
    assert "<h1>Afiya</h1>" in html(at)
    assert "more than one place" in at.info[0].value
    assert not open_place("ma-afiya", "MA-Afiya ").info


def test_an_id_that_was_merged_leads_to_the_place_it_became(tmp_path: Path) -> None:
    path = write_places(tmp_path / "places.csv", [record(place_id="xx-0")])
    path.with_name("ids.txt").write_text("xx-0\nxx-old xx-0\n", encoding="utf-8")
    found = asked(["xx-old"], frame(record()), path)
    assert (found.place_id, found.words) == ("xx-0", "This place is now listed under this name.")


def test_the_nearest_are_the_nearest(places: pd.DataFrame) -> None:
    found = others(places, "ma-afiya", NOON).alike
    here, kind = places.loc["ma-afiya"], places["service_type"] == "peer_respite"
    alike = places[kind & places["status"].isin(["active", "listed"])].drop(index="ma-afiya")
    miles = miles_between(
        here["latitude"], here["longitude"], alike["latitude"], alike["longitude"]
    )
    nearest = pd.Series(miles, alike.index).nsmallest(COUNT)
    assert found["distance_miles"].round(2).tolist() == nearest.round(2).tolist()


def test_every_shipped_place_has_others_or_lines(places: pd.DataFrame) -> None:
    for place_id in places.groupby(["service_type", "state"]).head(1).index:
        found = others(places, place_id, NOON)
        lines = [line.record["place_id"] for line in found.lines]
        assert place_id not in {*found.alike.index, *lines}
        assert len(found.alike) + len(found.lines) > 0
        assert found.alike["service_type"].isin([places.loc[place_id, "service_type"]]).all()


def test_a_place_without_a_town_has_others_of_its_state() -> None:
    made = frame(
        record(WITHHELD, city="", county="", latitude="", longitude="", precision="none"),
        record(WITHHELD, name="Same State"),
        record(WITHHELD, name="Other State", state="VT"),
        record(VIRTUAL, name="Line"),
    )
    found = others(made, "xx-0", NOON)
    assert found.measured is False
    assert found.alike["name"].tolist() == ["Same State"]
    assert [line.record["name"] for line in found.lines] == ["Line"]


def test_a_name_in_a_link_stays_text() -> None:
    assert as_text(":red[*Hope*] $1") == r"\:red\[\*Hope\*\] \$1"


def test_who_runs_the_site_can_name_an_address_for_mistakes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "Tell us in a short form" in html(open_place("ma-afiya"))
    monkeypatch.setenv("RESPITE_FINDER_CONTACT", "help@example.org")
    assert "mailto:help@example.org?subject=Correction%3A%20ma-afiya" in html(
        open_place("ma-afiya")
    )


def test_the_chosen_language_goes_along_and_nothing_else() -> None:
    at = AppTest.from_file(str(MAIN), default_timeout=60).switch_page(pages.PLACE)
    at.query_params["place"] = "ma-afiya"
    at.query_params["lang"] = "es"
    at.run()
    assert not at.exception
    found = [parse_qs(link.proto.query_string) for link in at.get("page_link")]
    assert {"place": ["ma-karaya"], "lang": ["es"]} in found
    assert all(set(query) <= {"place", "lang", "form", "about"} for query in found)
