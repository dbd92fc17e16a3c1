"""The sheet on paper, read back: every word, the tags, the links, and nothing beside the page."""

from __future__ import annotations

import re

import pandas as pd
import pypdfium2
import pytest

from made import frame, record
from made_sheet import LINK, NOW, flat, in_order, links_of, read, sheet_of, some, tags_of, text_of
from respite_finder.referral.pdf import sheet_pdf
from respite_finder.referral.sheet import Sheet, SheetNote, make_sheet
from respite_finder.referral.words import said

SIZES = [1, 12, 50]
LETTER = (612.0, 792.0)
MARGIN = 36
"""Points: half an inch, which every printer leaves white."""


def tight(text: str) -> str:
    """Without spaces, so that where a line ends does not matter."""
    return "".join(text.split())


def missing_beside_its_name(sheet: Sheet, pdf: bytes) -> list[str]:
    """What of a place is not on the page of its name."""
    pages = [tight(page.extract_text()) for page in read(pdf).pages]
    found = []
    for number, place in enumerate(sheet.places, start=1):
        name = tight(f"{number}. {said(place.name)}{said(place.kind)}")
        (home,) = [page for page in pages if name in page]
        rest = home[home.index(name) :]
        marks = [said(way.value) for way in place.ways] + [said(place.source)]
        marks += [said(fact.value) for fact in place.facts if fact.known]
        if not sheet.large:
            marks += place.to_ask
        found += [f"{number}: {mark}" for mark in marks if tight(mark) not in rest]
    return found


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("count", SIZES)
def test_every_place_can_be_read_back_in_its_order(
    places: pd.DataFrame, count: int, large: bool, language: str
) -> None:
    chosen = some(places, count)
    sheet = sheet_of(chosen, language, large=large, link=LINK)
    pdf = sheet_pdf(sheet)
    text = text_of(pdf)
    names = [f"{n}. {flat(name)}" for n, name in enumerate(chosen["name"], start=1)]
    assert in_order(text, names)
    for place in sheet.places:
        for fact in place.facts:
            assert flat(fact.name) in text
        for question in place.to_ask:
            assert flat(question) in text
    numbers = chosen.loc[chosen["phone"] != "", "phone"]
    assert [phone for phone in numbers if phone not in text] == []
    linked = {f"tel:+1{phone.replace('-', '')}" for phone in numbers if len(phone) > 3}
    assert linked <= {link.split(",")[0] for link in links_of(pdf)}
    assert {"tel:988", LINK} <= set(links_of(pdf))
    assert "\u200b" not in text


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_says_what_it_is_to_who_listens(places: pd.DataFrame, language: str) -> None:
    sheet = sheet_of(some(places, 4), language, link=LINK)
    pdf = sheet_pdf(sheet)
    document = read(pdf)
    root = document.trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert document.metadata is not None
    assert document.metadata.title == sheet.title
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    tags = tags_of(pdf)
    headings = [tag for tag in tags if re.fullmatch("/Title|/H[1-6]", tag)]
    assert headings[:5] == ["/Title", "/H1", "/H1", "/H1", "/H1"]
    assert headings.count("/H2") == len(sheet.kinds)
    assert tags.count("/LI") >= sum(len(place.facts) + len(place.to_ask) for place in sheet.places)
    assert tags.count("/Figure") == 1
    titles = [entry["/Title"] for entry in document.outline if not isinstance(entry, list)]
    assert titles[:4] == [f"{n}. {said(p.name)}" for n, p in enumerate(sheet.places, start=1)]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("count", SIZES)
def test_it_is_us_letter_with_white_margins_and_no_grey(
    places: pd.DataFrame, count: int, large: bool
) -> None:
    pdf = sheet_pdf(sheet_of(some(places, count, 5), "es", large=large, link=LINK))
    pages = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(pages):
        assert page.get_size() == LETTER
        picture = page.render(scale=1, grayscale=True).to_pil()
        ink = picture.point(lambda light: 255 if light < 250 else 0).getbbox()
        assert ink is not None
        assert (ink[0] >= MARGIN, ink[1] >= MARGIN) == (True, True), number
        assert (ink[2] <= 612 - MARGIN, ink[3] <= 792 - 20) == (True, True), number
    colored = pages[0].render(scale=1).to_pil().convert("RGB")
    assert all(r == g == b for _count, (r, g, b) in colored.getcolors(1 << 20))
    first = flat(pages[0].get_textpage().get_text_range())
    assert len(re.findall(f" 1 (of|de) {len(pages)} ", first)) == 1


@pytest.mark.parametrize("start", [0, 6])
@pytest.mark.parametrize("count", [4, 50])
def test_no_card_is_split(places: pd.DataFrame, count: int, start: int) -> None:
    sheet = sheet_of(some(places, count, start))
    assert missing_beside_its_name(sheet, sheet_pdf(sheet)) == []


def test_in_large_print_a_place_never_ends_in_the_middle_of_its_facts(
    places: pd.DataFrame,
) -> None:
    sheet = sheet_of(some(places, 25), "es", large=True)
    pdf = sheet_pdf(sheet)
    assert missing_beside_its_name(sheet, pdf) == []
    sizes: set[float] = set()
    read(pdf).pages[1].extract_text(
        visitor_text=lambda text, _cm, matrix, _font, size: (
            sizes.add(abs(round(size * matrix[3], 1))) if text.strip() else None
        )
    )
    assert min(sizes) >= 18


@pytest.mark.parametrize("large", [False, True])
def test_what_is_longer_than_a_page_goes_on_and_loses_nothing(large: bool) -> None:
    story = " ".join(f"word{n}" for n in range(1500))
    pdf = sheet_pdf(sheet_of(frame(record(visitor_note=story), record()), large=large))
    text = text_of(pdf)
    assert in_order(text, [f"word{n}" for n in range(1500)])
    for page in pypdfium2.PdfDocument(pdf):
        ink = page.render(scale=1, grayscale=True).to_pil().point(lambda v: 255 if v < 250 else 0)
        assert (ink.getbbox() or (0, 0, 0, 0))[3] <= 792 - 20


def test_a_long_word_and_a_long_link_stay_on_the_page() -> None:
    word = "Donaudampfschifffahrtsgesellschaft" * 8
    made = frame(record(name=word, website=f"https://example.org/{'a' * 150}", cost=word))
    pdf = sheet_pdf(sheet_of(made, link="https://example.org/list?places=" + "a-b," * 60))
    for page in pypdfium2.PdfDocument(pdf):
        ink = page.render(scale=1, grayscale=True).to_pil().point(lambda v: 255 if v < 250 else 0)
        assert (ink.getbbox() or (0, 0, 999, 0))[2] <= 612 - MARGIN
    assert word in text_of(pdf).replace(" ", "")


def test_the_same_sheet_is_the_same_file(places: pd.DataFrame) -> None:
    chosen = some(places, 3)
    assert sheet_pdf(sheet_of(chosen, link=LINK)) == sheet_pdf(sheet_of(chosen, link=LINK))


def test_notes_take_the_place_of_the_short_words(places: pd.DataFrame) -> None:
    note = SheetNote("Made kind", ("First paragraph.", "Second paragraph."))
    sheet = make_sheet(some(places, 1), NOW, notes=[note])
    assert in_order(text_of(sheet_pdf(sheet)), ["Made kind", *note.paragraphs])
    assert "A homelike house" not in text_of(sheet_pdf(sheet))


def test_no_place_is_a_sheet_with_the_crisis_lines() -> None:
    text = text_of(sheet_pdf(sheet_of(frame(record()).iloc[:0])))
    assert "988 Suicide & Crisis Lifeline" in text


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Calm 😀 House", "Calm House"), ("Casa Ñandú – “Ø”", "Casa Ñandú – “Ø”"), ("希望", "??")],
)
def test_no_empty_boxes(name: str, shown: str) -> None:
    assert f"1. {shown} " in text_of(sheet_pdf(sheet_of(frame(record(name=name)))))
