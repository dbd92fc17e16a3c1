"""Cards for the contacts of a phone, read back by a library that is not ours."""

from __future__ import annotations

import pandas as pd
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from leaky import TELLING, leaky
from made import VIRTUAL, frame, record
from respite_finder.export import records
from respite_finder.i18n import speaking
from respite_finder.ids import uuid_of
from respite_finder.referral import plain
from respite_finder.referral.vcard import vcards

AWKWARD = "Hope, Help; and \\Heart\\ “Ñandú”"
free_text = st.text(st.characters(codec="utf-8"), max_size=120)


def cards(content: bytes) -> list[vobject.base.Component]:
    return list(vobject.readComponents(content.decode("utf-8"), validate=True))


def one(**cells: str) -> vobject.base.Component:
    (card,) = cards(vcards(frame(record(**cells))))
    return card


def test_a_card_says_what_a_contact_can_hold() -> None:
    card = one(
        name=AWKWARD,
        organization="Made, Inc.",
        email="info@example.org",
        website="https://example.org/a,b;c",
        hours="Mon, Wed; 9-5",
        referral="Call first; ask for a stay",
        service_type="peer_respite",
    )
    assert card.version.value == "3.0"
    assert card.fn.value == AWKWARD
    assert (card.n.value.family, card.n.value.given) == (AWKWARD, "")
    assert card.org.value == ["Made, Inc."]
    assert card.tel.value == "+1-413-555-0100"
    assert card.tel.params["TYPE"] == ["WORK", "VOICE", "PREF"]
    assert card.email.value == "info@example.org"
    assert card.url.value == "https://example.org/a%2Cb;c"
    assert card.categories.value == ["Peer respite"]
    assert card.uid.value == str(uuid_of("service", "xx-0"))
    assert card.rev.value == "20260721T000000Z"
    assert card.note.value.splitlines() == [
        "Peer respite",
        "Hours: Mon, Wed; 9-5",
        "How to ask: Call first; ask for a stay",
        "Checked July 2026 · Made Source",
    ]


def test_every_number_can_be_dialled_and_the_note_says_what_it_is_for() -> None:
    card = one(
        phone_extension="401",
        phone_2="844-555-0100",
        phone_2_label="toll-free",
        text_line="839863",
        text_keyword="TEEN",
    )
    numbers = {line.value: line.params["TYPE"] for line in card.tel_list}
    assert numbers == {
        "+1-413-555-0100": ["WORK", "VOICE", "PREF"],
        "+1-844-555-0100": ["WORK", "VOICE"],
        "839863": ["CELL", "TEXT"],
    }
    for words in ("413-555-0100, extension 401", "844-555-0100 (toll-free)", "“TEEN” to 839863"):
        assert words in card.note.value
    assert one(phone="988").tel.value == "988"


def test_what_is_not_confirmed_says_so() -> None:
    assert "Not confirmed: call first" in one(status="listed").note.value
    assert "Not confirmed: check before you go" in one(status="listed", phone="").note.value
    undated = one(source_date="")
    assert not hasattr(undated, "rev")
    assert "Not dated" in undated.note.value


@pytest.mark.parametrize(
    ("precision", "point"), [("address", "42.3223;-72.6313"), ("zip", ""), ("city", "")]
)
def test_a_point_is_given_only_where_it_is_the_door(precision: str, point: str) -> None:
    card = one(precision=precision)
    assert (card.adr.value.street, card.adr.value.city) == ("1 Main St", "Northampton")
    assert (card.adr.value.region, card.adr.value.code) == ("MA", "01060")
    assert getattr(card, "geo", None) is None if not point else card.geo.value == point


def test_a_service_by_phone_has_no_address_but_says_whom_it_serves() -> None:
    (card,) = cards(vcards(frame(record(VIRTUAL))))
    assert not hasattr(card, "adr")
    assert not hasattr(card, "geo")
    assert "In Massachusetts" in card.note.value


@pytest.mark.parametrize("precision", ["address", "zip"])
def test_a_withheld_address_is_on_no_card(precision: str) -> None:
    content = vcards(leaky(precision))
    text = content.decode("utf-8").replace("\r\n ", "")
    assert [secret for secret in TELLING if secret in text] == []
    hidden, shown = cards(content)
    assert (hidden.adr.value.street, hidden.adr.value.code) == ("", "")
    assert hidden.adr.value.city == "Northampton"
    assert not hasattr(hidden, "geo")
    assert "The address is given when you call." in hidden.note.value
    assert shown.adr.value.street == "1 Main St"


@pytest.mark.parametrize("withheld", [False, True])
def test_a_point_that_came_past_the_gate_is_still_not_on_the_card(
    monkeypatch: pytest.MonkeyPatch, withheld: bool
) -> None:
    """Records that nobody cleared: the card itself looks whether the address is withheld."""
    (row,) = records(frame(record(precision="address")))
    poisoned = {**row, "address_withheld": withheld}
    monkeypatch.setattr(plain, "handed_out", lambda _places: [poisoned])
    (card,) = cards(vcards(frame(record())))
    assert hasattr(card, "geo") == (not withheld)


def test_nobody_is_sent_to_a_closed_or_planned_place() -> None:
    made = frame(record(status="closed"), record(name="Here"), record(status="planned"))
    assert [card.fn.value for card in cards(vcards(made))] == ["Here"]
    assert vcards(made.iloc[:1]) == b""


@given(free_text.filter(str.strip), free_text, free_text, free_text)
def test_whatever_is_in_a_cell_stays_in_its_line(
    name: str, organization: str, hours: str, city: str
) -> None:
    content = vcards(
        frame(record(name=name, organization=organization, hours=hours, city=city), record())
    )
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert lines.count(b"BEGIN:VCARD") == lines.count(b"END:VCARD") == 2
    unfolded = content.decode("utf-8").replace("\r\n ", "").split("\r\n")
    known = ("BEGIN", "VERSION", "PRODID", "UID", "FN", "N", "ORG", "TEL", "ADR")
    known += ("CATEGORIES", "NOTE", "REV", "END", "")
    assert {line.partition(":")[0].partition(";")[0] for line in unfolded} <= set(known)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_shipped_place_has_a_card_that_reads_back(
    places: pd.DataFrame, language: str
) -> None:
    with speaking(language):
        content = vcards(places)
        assert content == vcards(places)
    found = cards(content)
    expected = [row for row in records(places) if row["status"] in ("active", "listed")]
    assert [card.fn.value for card in found] == [row["name"] for row in expected]
    assert len({card.uid.value for card in found}) == len(expected)
    withheld = [c for c, row in zip(found, expected, strict=True) if row["address_withheld"]]
    assert len(withheld) > 50
    assert not any(hasattr(card, "geo") for card in withheld)
    assert not any(card.adr.value.street for card in withheld if hasattr(card, "adr"))
