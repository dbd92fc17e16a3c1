"""Hand it over: what the files, messages and links of my list hold, and what they never hold."""

from __future__ import annotations

import csv
import io
import re

import pandas as pd
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from desk import open_list
from leaky import TELLING, leaky
from respite_finder.app.components.desk_files import File, files_of
from respite_finder.app.components.desk_options import Options, local
from respite_finder.app.components.desk_order import listed
from respite_finder.locate import Origin, locate
from visiting import html, visit

IDS = ["ma-afiya", "vt-alyssum", "ma-boston-peer-support-line"]
LIST = ",".join(IDS)
BASE = "https://finder.example.org"
LINK = f"{BASE}/list?places={LIST}"


def options(
    language: str = "en",
    *,
    start: Origin | None = None,
    qr: bool = True,
    large: bool = False,
    notes: bool = False,
) -> Options:
    return Options(language, large, notes, start, qr, BASE)


def made(places: pd.DataFrame, given: Options) -> dict[str, File]:
    return {file.suffix: file for file in files_of(places, LINK, given)}


def texts(places: pd.DataFrame, given: Options) -> dict[str, str]:
    """Every file as its text."""
    files = {suffix: file.make() for suffix, file in made(places, given).items()}
    pdf = PdfReader(io.BytesIO(files.pop(".pdf")))
    sheet = load_workbook(io.BytesIO(files.pop(".xlsx"))).active
    assert sheet is not None
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    plain = {suffix: content.decode("utf-8-sig") for suffix, content in files.items()}
    plain[".vcf"] = plain[".vcf"].replace("\r\n ", "")
    pages = "\n".join(page.extract_text() for page in pdf.pages)
    return {**plain, ".pdf": pages, ".xlsx": "\n".join(cells)}


def test_every_file_has_every_place_and_its_number(places: pd.DataFrame) -> None:
    found = texts(listed(places, IDS, None), options())
    assert set(found) == {".pdf", ".html", ".csv", ".xlsx", ".vcf"}
    for suffix, text in found.items():
        for name in ("Afiya", "Alyssum", "Boston Peer Support Line"):
            assert name in text, suffix
        assert "413-570-2990" in text, suffix


def test_no_file_is_called_after_anybody(places: pd.DataFrame) -> None:
    names = {file.name for file in made(listed(places, IDS, None), options()).values()}
    assert names == {
        f"respite-finder-list{end}" for end in (".pdf", ".html", ".csv", ".xlsx", ".vcf")
    }


def test_where_somebody_searched_is_in_no_file_unless_it_was_ticked(places: pd.DataFrame) -> None:
    start = locate("01605")
    for text in texts(listed(places, IDS, None), options()).values():
        assert "01605" not in text
        assert " miles" not in text.lower()
    told = texts(listed(places, IDS, start), options(start=start))
    assert "01605" in told[".pdf"]
    assert "01605" in told[".html"]
    header, first, *_rest = csv.reader(io.StringIO(told[".csv"]))
    assert float(first[header.index(f"Miles from {start.label}")]) == pytest.approx(43, abs=5)
    assert not re.search(r"places=[^\s\"<]*01605", "\n".join(told.values()))


def test_the_files_speak_the_language_that_was_chosen(places: pd.DataFrame) -> None:
    chosen = listed(places, IDS, None)
    english, spanish = texts(chosen, options()), texts(chosen, options("es"))
    assert "Free" in english[".csv"]
    assert "Gratis" in spanish[".csv"]
    assert '<html lang="es"' in spanish[".html"]
    assert english[".pdf"] != spanish[".pdf"]


def test_the_code_leads_to_the_list_only_if_it_was_ticked(places: pd.DataFrame) -> None:
    chosen = listed(places, IDS, None)
    assert "finder.example.org" in texts(chosen, options())[".pdf"]
    assert "finder.example.org" not in texts(chosen, options(qr=False))[".pdf"]


def test_the_sheet_says_what_to_say_on_the_phone_only_if_it_was_ticked(
    places: pd.DataFrame,
) -> None:
    chosen = listed(places, IDS, None)
    usual, more = texts(chosen, options()), texts(chosen, options(notes=True))
    for suffix in (".pdf", ".html"):
        assert "In our data" not in usual[suffix]
        assert more[suffix].count("In our data") == 2, suffix


@pytest.mark.parametrize("precision", ["address", "zip", "city"])
def test_a_withheld_address_is_in_no_file(precision: str) -> None:
    start = locate("01605")
    chosen = listed(leaky(precision), ["xx-0", "xx-1"], start)
    for given in (options(), options("es", start=start, large=True)):
        for suffix, text in texts(chosen, given).items():
            assert "Made Respite" in text, suffix
            assert not [secret for secret in TELLING if secret in text], suffix


def test_a_withheld_address_is_nowhere_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("respite_finder.app.cached.shipped_places", lambda: leaky("address"))
    at = open_list(visit(), "xx-0,xx-1")
    at.session_state["origin"] = locate("01605")
    at.run()
    for place_id in ("xx-0", "xx-1"):
        at.checkbox(key=f"compared {place_id}").check().run()
    assert "Made Respite" in html(at)
    said = html(at) + "".join(each.value for each in (*at.code, *at.caption, *at.markdown))
    assert not [secret for secret in TELLING if secret in said]


@pytest.mark.parametrize(
    ("base", "alone"),
    [
        ("http://localhost:8501", True),
        ("http://127.0.0.1:8501/app", True),
        ("http://[::1]:8501", True),
        ("", True),
        ("https://finder.example.org", False),
        ("http://10.0.0.7:8501", False),
        ("https://localhosting.example.org", False),
    ],
)
def test_an_address_of_this_computer_is_known(base: str, alone: bool) -> None:
    assert local(base) is alone


def test_a_local_finder_says_why_there_is_no_code_at_first(monkeypatch: pytest.MonkeyPatch) -> None:
    at = open_list(visit(), LIST)
    assert not at.checkbox(key="sheet_qr").value
    assert "other devices cannot open" in " ".join(caption.value for caption in at.caption)
    monkeypatch.setenv("RESPITE_FINDER_ADDRESS", f"{BASE}/")
    at = open_list(visit(), LIST)
    assert at.checkbox(key="sheet_qr").value
    assert "cannot open" not in " ".join(caption.value for caption in at.caption)
    assert f"{LINK}&lang=en" in [code.value for code in at.code]


def test_the_start_is_offered_only_to_who_searched() -> None:
    at = open_list(visit(), LIST)
    assert "sheet_start" not in [box.key for box in at.checkbox]
    at.session_state["origin"] = locate("01605")
    at.run()
    assert not at.checkbox(key="sheet_start").value
    at.session_state["origin"] = locate("Vermont")
    at.run()
    assert "sheet_start" not in [box.key for box in at.checkbox]


def test_an_order_by_distance_is_in_no_link() -> None:
    at = open_list(visit(), "ak-polaris-house,ma-afiya,ma-karaya")
    at.session_state["origin"] = locate("01605")
    at.run()
    at.selectbox(key="list_order").set_value("nearest").run()
    at.checkbox(key="sheet_start").check().run()
    said = html(at) + "".join(code.value for code in at.code)
    found = set(re.findall(r"places=([\w,-]+)", said))
    assert found == {"ak-polaris-house,ma-afiya,ma-karaya"}


def test_each_place_is_a_message_with_its_length() -> None:
    at = open_list(visit(), LIST)
    texts = [code.value for code in at.code if "places=" not in code.value]
    assert len(texts) == 3
    assert all(len(text) <= 320 for text in texts)
    assert texts[0].startswith("Afiya")
    said = [caption.value for caption in at.caption if "character" in caption.value]
    assert said[0].startswith(f"{len(texts[0])} characters, sent as ")


def test_the_page_to_print_holds_ids_language_and_size_only() -> None:
    at = open_list(visit(), LIST)
    at.checkbox(key="sheet_large").check().run()
    at.selectbox(key="sheet_language").set_value("es").run()
    (href,) = re.findall(r'href="(print[^"]*)"', html(at))
    assert href == f"print?places={LIST}&amp;lang=es&amp;large=yes"


def test_what_was_chosen_stays_while_another_page_is_shown() -> None:
    at = open_list(visit(), LIST)
    at.checkbox(key="sheet_large").check().run()
    at.switch_page("views/data.py").run()
    assert open_list(at).checkbox(key="sheet_large").value


def test_the_notes_are_of_the_kinds_on_the_list_and_folded() -> None:
    at = open_list(visit(), LIST)
    labels = [fold.label for fold in at.expander]
    assert [words for words in labels if words in ("Peer respite", "Warmline", "Clubhouse")] == [
        "Peer respite",
        "Warmline",
    ]
    assert not [fold for fold in at.expander if fold.proto.expanded]
