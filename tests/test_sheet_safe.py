"""Whatever a record holds: no withheld address leaves, nothing breaks, nothing is injected."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leaky import TELLING, leaky
from made import VIRTUAL, WITHHELD, frame, record
from made_sheet import LINK, NOW, links_of, read, sheet_of, text_of
from respite_finder import i18n
from respite_finder.referral.page import sheet_html
from respite_finder.referral.pdf import sheet_pdf
from respite_finder.referral.sheet import SheetOptions, make_sheet
from respite_finder.referral.typeface import FACES, FOLDER, characters, printable
from respite_finder.schema import COLUMNS
from test_sheet_page import Page

CODES = ("place_id", "state", "area_states")
FREE = [
    column.name
    for column in COLUMNS
    if column.type in ("text", "list") and column.name not in CODES
]
NASTY = (
    '"><script>alert(1)</script>',
    "#panic() *bold* [x] $x$ // \\ @ref <label> `raw`",
    "javascript:alert(1)",
    "https://x y\"'<>",
    "tel:+1",
    "\x00\x1b[31m\u202e\ufeff",
    "א𝔘希😀👩‍👩‍👧",
    "{name} %s {0}",
    "W" * 400,
    "a;b;;c",
)
texts = st.sampled_from(NASTY) | st.text(max_size=60)
any_record = st.dictionaries(st.sampled_from(FREE), texts, max_size=12)
WEB = "https://[::1"


@settings(max_examples=60)
@given(any_record, texts, st.booleans(), st.sampled_from(["en", "es"]))
@example(dict.fromkeys(FREE, NASTY[0]), NASTY[0], False, "en")
@example(dict.fromkeys(FREE, NASTY[1]), NASTY[1], True, "es")
@example(dict.fromkeys(FREE, NASTY[5]), NASTY[5], True, "en")
@example(dict.fromkeys(FREE, WEB), WEB, False, "en")
@example({"email": "א𝔘希😀"}, "", False, "en")
def test_no_text_breaks_or_injects(
    cells: dict[str, str], start: str, large: bool, language: str
) -> None:
    made = frame(record(**cells), record(VIRTUAL, cells)).assign(distance_miles=[1.0, 2.0])
    options = SheetOptions(large=large, start=start, link=LINK)
    with i18n.speaking(language):
        sheet = make_sheet(made, NOW, options=options)
    assert len(sheet.places) == 2
    page = Page(sheet_html(sheet))
    assert not {tag for tag, _held in page.tags} & {"script", "img", "iframe", "b", "label"}
    assert not [name for _tag, held in page.tags for name in held if name.startswith("on")]
    pdf = sheet_pdf(sheet)
    hrefs = [*links_of(pdf), *(held["href"] for held in page.all("a"))]
    allowed = ("https://", "http://", "tel:", "sms:", "mailto:")
    assert [href for href in hrefs if not href.startswith(allowed)] == []
    assert len(read(pdf).pages) >= 1


BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


def test_nothing_turns_the_text_around() -> None:
    made = frame(record(name=f"Made{BIDI} House", hours=f"{BIDI}Mon-Fri 9-5", cost=BIDI))
    with i18n.speaking("en"):
        sheet = make_sheet(made, NOW, options=SheetOptions(start=f"North{BIDI}ampton"))
    for words in (sheet_html(sheet), text_of(sheet_pdf(sheet))):
        assert not set(BIDI) & set(words)
        assert "Made House" in words
        assert "Mon-Fri 9-5" in words


@pytest.mark.parametrize("precision", ["address", "zip"])
@pytest.mark.parametrize("large", [False, True])
def test_a_withheld_address_is_on_no_sheet(precision: str, large: bool) -> None:
    sheet = sheet_of(leaky(precision), large=large, link=LINK)
    text, html = text_of(sheet_pdf(sheet)), sheet_html(sheet)
    for words in (text, html, str(sheet)):
        assert [secret for secret in TELLING if secret in words] == []
    assert "1 Main St" in text
    assert "1 Main St" in html


def test_nor_of_any_place_that_we_ship(places: pd.DataFrame) -> None:
    """Every withheld record, with a street, a ZIP code and a point that are there by mistake."""
    withheld = places.loc[places["address_withheld"]]
    assert len(withheld) > 50
    wrong = withheld.assign(
        street="17 Hidden Lane", zip="01062", precision="address", latitude=42.33651
    )
    for begin in range(0, len(wrong), 50):
        part = wrong.iloc[begin : begin + 50]
        sheet = make_sheet(part, NOW)
        shown = text_of(sheet_pdf(sheet)) + sheet_html(sheet)
        assert [secret for secret in TELLING if secret in shown] == []
        assert len(sheet.places) + len(sheet.left_out) == len(part)


def test_a_withheld_place_says_how_to_learn_where_it_is() -> None:
    assert "The address is given when you call." in text_of(
        sheet_pdf(sheet_of(frame(record(WITHHELD))))
    )


def test_the_typeface_has_what_it_is_said_to_have() -> None:
    known = characters()
    assert {ord(char) for char in "AZaz09áéíñ¿¡–—“”·€"} <= known
    assert ord("希") not in known
    assert all(Path(FOLDER, face).is_file() for face in FACES)


@given(st.text())
def test_what_is_printed_has_a_glyph(text: str) -> None:
    assert {ord(char) for char in printable(text)} <= characters()
