"""The shipped dataset keeps its own promises."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from respite_finder import check_places
from respite_finder.boundaries import inside_state
from respite_finder.corrections import read_corrections
from respite_finder.dataset import SECRET_IF_WITHHELD
from respite_finder.distance import miles_between
from respite_finder.gazetteer import gazetteer
from respite_finder.ids import published_ids
from respite_finder.lines import CrisisLine, crisis_lines
from respite_finder.resources import CORRECTIONS_CSV, DATA, IDS_TXT
from respite_finder.schema import ServiceType
from respite_finder.service_types import service_types

PHONE = re.compile(r"\d{3}-\d{3}-\d{4}|988")
TEXT = re.compile(r"988|\d{5,6}|\d{3}-\d{3}|\d{3}-\d{3}-\d{4}")


def test_the_check_finds_no_error() -> None:
    assert [str(problem) for problem in check_places() if problem.severity == "error"] == []


def test_ids_are_unique_and_begin_with_the_state(places: pd.DataFrame) -> None:
    assert places.index.is_unique
    for place_id, state in places["state"].items():
        assert re.fullmatch(r"[a-z]{2}-[a-z0-9]+(-[a-z0-9]+)*", str(place_id))
        assert str(place_id).startswith(f"{state.lower()}-"), place_id


def test_every_place_of_the_national_empowerment_center_is_there(places: pd.DataFrame) -> None:
    directory = places.loc[places["source_url"].str.contains("power2u.org")]
    assert len(directory) >= 36
    assert set(directory["service_type"]) == {"peer_respite"}
    states = {"CA", "FL", "GA", "IA", "MA", "NE", "NH", "NJ", "NY", "OH", "PA", "VT", "WI"}
    assert states <= set(places.loc[places["service_type"] == "peer_respite", "state"])


def test_a_withheld_address_is_not_in_the_file(places: pd.DataFrame) -> None:
    withheld = places.loc[places["address_withheld"]]
    assert len(withheld) > 50
    assert set(withheld["street"]) == {""}
    assert set(withheld["zip"]) == {""}
    assert set(withheld["precision"]) <= {"city", "county", "none"}
    assert not withheld["coordinate_source"].str.contains("ZIP code (", regex=False).any()


def test_a_withheld_point_is_shared_with_its_town(places: pd.DataFrame) -> None:
    """A point that is the house's own would tell where it is, whatever precision says."""
    withheld = places.loc[places["address_withheld"] & (places["precision"] == "city")]
    assert withheld["coordinate_source"].str.startswith("middle of the city").all()
    for place_id, row in withheld.iterrows():
        town = gazetteer().city(row["city"], row["state"])
        assert town is not None, place_id
        assert miles_between(row["latitude"], row["longitude"], town.lat, town.lon) < 0.1, place_id


def test_nothing_of_a_withheld_address_is_in_the_log(places: pd.DataFrame) -> None:
    withheld = set(places.index[places["address_withheld"]])
    for row in read_corrections(CORRECTIONS_CSV):
        if row.resource_id in withheld and row.field_name in SECRET_IF_WITHHELD:
            assert (row.previous_value, row.replacement_value) == ("", ""), row.id


def test_every_correction_is_of_a_published_record() -> None:
    ids = published_ids(IDS_TXT)
    log = read_corrections(CORRECTIONS_CSV)
    assert [row.id for row in log if row.resource_id not in ids] == []
    assert len({row.id for row in log}) == len(log)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", row.last_action_date) for row in log)


def test_every_point_lies_in_its_own_state(places: pd.DataFrame) -> None:
    located = places.loc[places["latitude"].notna()]
    assert len(located) > 1000
    for state, rows in located.groupby("state"):
        inside = inside_state(rows["latitude"], rows["longitude"], str(state))
        assert rows.index[~inside].tolist() == []


def test_points_and_precision_go_together(places: pd.DataFrame) -> None:
    located = places["latitude"].notna()
    assert (located == places["longitude"].notna()).all()
    assert (located == (places["precision"] != "none")).all()
    assert (places.loc[places["precision"] == "address", "street"] != "").all()
    assert (places.loc[located, "coordinate_source"] != "").all()


def test_services_by_phone_have_no_point_and_say_whom_they_serve(places: pd.DataFrame) -> None:
    virtual = places.loc[places["location_type"] == "virtual"]
    assert virtual["latitude"].isna().all()
    assert (virtual["area_states"] != "").all()


def test_no_email_looks_like_a_persons(places: pd.DataFrame) -> None:
    """first.last@ is a person; nami.town@ and info.town@ are the organization's own."""
    for email in places.loc[places["email"] != "", "email"]:
        named = re.fullmatch(r"[a-z]+\.[a-z]+@.*", email.lower())
        assert not named or email.lower().startswith(("nami", "info.", "dbsa")), email


def test_every_record_says_where_it_is_from(places: pd.DataFrame) -> None:
    assert (places["source_name"] != "").all()
    assert places["source_url"].str.startswith("http").all()
    active = places.loc[places["status"] == "active"]
    assert (active["source_date"].str[:4].astype(int) >= 2024).all()
    contacts = active[["phone", "text_line", "email", "website"]]
    assert (contacts != "").any(axis=1).all()


def test_peer_respites_are_described_in_a_few_words(places: pd.DataFrame) -> None:
    respites = places.loc[places["service_type"] == "peer_respite"]
    for place_id, words in respites["description"].items():
        assert words.endswith("."), place_id
        assert 20 < len(words) < 300, place_id


def test_988_is_the_first_crisis_line() -> None:
    lines = crisis_lines()
    first = lines[0]
    assert (first.id, first.call, first.text, first.hours) == ("988", "988", "988", "24/7")
    assert [line.id for line in lines[1:4]] == ["988-es", "988-asl", "veterans"]
    assert len({line.id for line in lines}) == len(lines) == 9


@pytest.mark.parametrize("line", crisis_lines(), ids=lambda line: line.id)
def test_every_crisis_line_can_be_reached_and_says_where_it_is_from(line: CrisisLine) -> None:
    assert line.call or line.text
    for number in (line.call, line.call_2, line.video_phone, line.video_phone_2):
        assert not number or PHONE.fullmatch(number)
    assert not line.text or TEXT.fullmatch(line.text)
    assert not line.press or (line.call and re.fullmatch(r"\d", line.press))
    assert not line.text_word or (line.text and re.fullmatch("[A-Z]+", line.text_word))
    assert not line.tty or re.fullmatch(r"711|\d{3}-\d{3}-\d{4}", line.tty)
    assert not line.tty_then or line.tty
    assert line.hours == "24/7"
    assert line.languages
    assert line.summary.endswith(".")
    for address in (line.source_url, line.website, *filter(None, [line.chat_url])):
        assert address.startswith("https://")
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", line.checked_on)


def luminance(color: str) -> float:
    """Relative luminance after WCAG 2."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_type_has_a_mark_of_its_own() -> None:
    kinds = service_types()
    assert list(kinds) == [kind.value for kind in ServiceType]
    for told in ("name", "plural", "mark", "shape", "color", "summary"):
        assert len({getattr(kind, told) for kind in kinds.values()}) == len(kinds), told
    assert all(re.fullmatch("[A-Z]", kind.mark) for kind in kinds.values())
    assert [code for code, kind in kinds.items() if kind.overnight] == ["peer_respite"]


@pytest.mark.parametrize("kind", list(ServiceType))
def test_a_white_letter_is_read_on_every_mark(kind: ServiceType) -> None:
    assert 1.05 / (luminance(service_types()[kind.value].color) + 0.05) >= 4.5


def test_shipped_files_are_utf_8_with_unix_lines() -> None:
    for path in sorted([*DATA.glob("*.csv"), *DATA.glob("*.txt")]):
        content = path.read_bytes()
        assert content.decode("utf-8")
        assert b"\r" not in content, path.name
        assert content.endswith(b"\n"), path.name
