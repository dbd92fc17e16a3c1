"""The list as files. Each is made when its button is pressed, in the language that was chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from respite_finder.app import cached
from respite_finder.app.components.desk_options import Options
from respite_finder.export.formats import FORMATS, FormatName
from respite_finder.i18n import _, speaking
from respite_finder.referral.notes import sheet_notes
from respite_finder.referral.page import sheet_html
from respite_finder.referral.sheet import Sheet, SheetOptions, make_sheet
from respite_finder.referral.short_table import short_csv, short_excel
from respite_finder.referral.vcard import vcards

_NAME: Final = "respite-finder-list"
"""What every file is called: nothing in it says for whom it is."""


@dataclass(frozen=True, slots=True)
class File:
    """A form of the list. ``make`` makes its bytes, in the chosen language, in any thread."""

    label: str
    suffix: str
    mime: str
    make: Callable[[], bytes]
    main: bool = False

    @property
    def name(self) -> str:
        """What it is called where it is saved."""
        return f"{_NAME}{self.suffix}"


def files_of(places: pd.DataFrame, link: str, options: Options) -> list[File]:
    """Every form, the one that is handed over first.

    ``places`` are in their order, with distances only if these may leave; ``link`` opens the list.
    """
    start = options.start.label if options.start else ""
    excel = FORMATS[FormatName.EXCEL].media_type
    made = partial(_made, options.language)
    return [
        File(
            _("PDF, to print"),
            ".pdf",
            "application/pdf",
            made(lambda: _pdf(places, link, options)),
            main=True,
        ),
        File(
            _("Web page (HTML)"), ".html", "text/html", made(lambda: _html(places, link, options))
        ),
        File(_("Table (CSV)"), ".csv", "text/csv", made(lambda: short_csv(places, start))),
        File(_("Table (Excel)"), ".xlsx", excel, made(lambda: short_excel(places, start))),
        File(_("Contacts (vCard)"), ".vcf", "text/vcard", made(lambda: vcards(places))),
    ]


def file_buttons(places: pd.DataFrame, link: str, options: Options) -> None:
    """A button a file, above all of them the sheet."""
    with st.container(horizontal=True, key="list-files"):
        for file in files_of(places, link, options):
            st.download_button(
                file.label,
                data=file.make,
                file_name=file.name,
                mime=file.mime,
                key=f"list file {file.suffix}",
                type="primary" if file.main else "secondary",
                on_click="ignore",
            )


def _made(language: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """A file is made outside the page's own run, where English is spoken."""

    def speak_and_make() -> bytes:
        with speaking(language):
            return make()

    return speak_and_make


def _sheet(places: pd.DataFrame, link: str, options: Options) -> Sheet:
    start = options.start.label if options.start else ""
    shown = link if options.qr and options.base else ""
    told = SheetOptions(large=options.large, start=start, link=shown)
    notes = sheet_notes(places["service_type"], cached.places()) if options.notes else ()
    return make_sheet(places, datetime.now(UTC), options=told, notes=notes)


def _pdf(places: pd.DataFrame, link: str, options: Options) -> bytes:
    # Its typesetter is heavy, and most visitors never ask for it.
    from respite_finder.referral.pdf import sheet_pdf  # noqa: PLC0415

    return sheet_pdf(_sheet(places, link, options))


def _html(places: pd.DataFrame, link: str, options: Options) -> bytes:
    return sheet_html(_sheet(places, link, options)).encode()
