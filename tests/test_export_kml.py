"""KML: what a globe reads back is what we know, whatever a name holds."""

from __future__ import annotations

from html import unescape
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made import VIRTUAL, WITHHELD, frame, record
from respite_finder.export.kml import NAMESPACE, kml_document
from respite_finder.schema import COLUMN_NAMES
from respite_finder.service_types import service_types
from strategies import place_frames

K = f"{{{NAMESPACE}}}"
HOSTILE = ("<script>alert(1)</script>", "A ]]> B", "R&R & co", "\"quoted\" 'name'", "Mañana &amp;")


def folders(content: bytes) -> tuple[list[ET.Element], list[ET.Element]]:
    root = ET.fromstring(content)
    assert root.tag == f"{K}kml"
    first, second = root.findall(f"{K}Document/{K}Folder")
    assert [folder.findtext(f"{K}name") for folder in (first, second)] == [
        "Places",
        "By phone or by area",
    ]
    return first.findall(f"{K}Placemark"), second.findall(f"{K}Placemark")


def data(mark: ET.Element) -> dict[str, str]:
    cells = mark.findall(f"{K}ExtendedData/{K}Data")
    return {cell.attrib["name"]: cell.findtext(f"{K}value") or "" for cell in cells}


@given(place_frames())
def test_every_record_is_one_placemark_with_its_point_if_it_has_one(made: pd.DataFrame) -> None:
    with_point, without = folders(kml_document(made))
    located = made.loc[made["latitude"].notna()]
    assert [mark.attrib["id"] for mark in with_point] == located.index.tolist()
    assert len(with_point) + len(without) == len(made)
    for mark, lon, lat in zip(with_point, located["longitude"], located["latitude"], strict=True):
        x, y = (mark.findtext(f"{K}Point/{K}coordinates") or "").split(",")
        assert (float(x), float(y)) == pytest.approx((lon, lat), abs=6e-6)
        assert "e" not in x + y
    assert not [mark for mark in without if mark.find(f"{K}Point") is not None]


def test_all_we_ship_comes_back(places: pd.DataFrame) -> None:
    marks = {mark.attrib["id"]: mark for part in folders(kml_document(places)) for mark in part}
    assert marks.keys() == set(places.index)
    afiya = data(marks["ma-afiya"])
    assert list(afiya) == [name for name in COLUMN_NAMES if name in afiya]
    row = places.loc["ma-afiya"]
    assert afiya["phone"] == row["phone"] == "413-570-2990"
    assert afiya["address_withheld"] == "yes"
    assert not {"street", "zip", "chat"} & afiya.keys()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_only_a_name(name: str) -> None:
    (mark,), _ = folders(kml_document(frame(record(name=name, description=name))))
    assert mark.findtext(f"{K}name") == name
    assert data(mark)["name"] == name
    # A globe draws the description as HTML.
    shown = mark.findtext(f"{K}description") or ""
    assert "<script" not in shown
    assert unescape(shown).startswith(f"{name}<br/>")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_makes_a_document_that_can_be_read(name: str) -> None:
    (mark,), _ = folders(kml_document(frame(record(name=name))))
    assert len(mark.findtext(f"{K}name") or "") <= len(name)


def test_control_characters_are_left_out() -> None:
    (mark,), _ = folders(kml_document(frame(record(name="Made\x00 \x1bHouse\ufffe"))))
    assert mark.findtext(f"{K}name") == "Made House"


def test_each_kind_has_its_colour_and_no_picture_of_another_host(places: pd.DataFrame) -> None:
    root = ET.fromstring(kml_document(places))
    colors = {
        style.attrib["id"]: style.findtext(f"{K}IconStyle/{K}color")
        for style in root.iter(f"{K}Style")
    }
    for kind, said in service_types().items():
        red, green, blue = said.color[1:3], said.color[3:5], said.color[5:7]
        assert colors[kind] == f"ff{blue}{green}{red}"
    used = {(mark.findtext(f"{K}styleUrl") or "")[1:] for mark in root.iter(f"{K}Placemark")}
    assert used <= colors.keys()
    assert not list(root.iter(f"{K}href"))


def test_nobody_is_sent_to_a_closed_or_withheld_door() -> None:
    made = frame(record(status="closed"), record(WITHHELD, status="listed"), record(VIRTUAL))
    marks = [mark for part in folders(kml_document(made)) for mark in part]
    closed, withheld, line = (mark.findtext(f"{K}description") or "" for mark in marks)
    assert "CLOSED." in closed
    assert "Not confirmed: call first." in withheld
    assert "The street is not published: ask." in withheld
    assert "CLOSED" not in line
