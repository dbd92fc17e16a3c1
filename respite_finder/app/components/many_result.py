"""What was found: the first rows on the page, everything as a file, and what was not answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from typing import Any, Final

import pandas as pd
import streamlit as st

from respite_finder.batch import Nearest, People, Trouble
from respite_finder.batch.table import csv_parts, excel_workbook, troubles_csv
from respite_finder.batch.told import left_out_note, needs_note
from respite_finder.export.formats import FORMATS, FormatName
from respite_finder.i18n import _, current, ngettext, speaking
from respite_finder.markup.card import status_phrase
from respite_finder.markup.parts import as_stated, link
from respite_finder.service_types import spoken_types
from respite_finder.text import checked_phrase, distance_phrase, number_phrase, phone_href

ROWS_SHOWN: Final = 10
TROUBLES_SHOWN: Final = 20
_EXCEL: Final = FORMATS[FormatName.EXCEL].media_type


def result(run: Nearest) -> None:
    """The rows that are done: a summary, the files, the first places."""
    if not run.done:
        return
    words = ngettext(
        "{count} row of your file is done.", "{count} rows of your file are done.", run.done
    ).format(count=number_phrase(run.done))
    st.html(
        '<div class="summary" role="status">'
        f'<p role="heading" aria-level="2">{escape(words)}</p></div>'
    )
    with st.container(horizontal=True, key="many-files"):
        _file(_("Download CSV"), "nearest.csv", "text/csv", partial(_csv, run))
        _file(_("Download Excel"), "nearest.xlsx", _EXCEL, partial(excel_workbook, run))
    left_out = left_out_note(run)
    if left_out:
        st.info(left_out)
    shown = run.frame(0, ROWS_SHOWN)
    if len(shown):
        st.markdown(
            _("Here are the first rows. The files hold all of them. Call before you send somebody.")
        )
        st.html(_table(_("The first rows"), _head(), [_cells(row) for row in _records(shown)]))


def troubles(people: People, run: Nearest | None) -> None:
    """The rows that were not answered and why: some on the page, all of them in a file."""
    found = run.troubles() if run else list(people.troubles)
    if not found:
        return
    st.subheader(_("Rows with a problem"), anchor=False)
    words = ngettext(
        "{count} row has a problem. The row number is the one that a spreadsheet shows.",
        "{count} rows have a problem. The row number is the one that a spreadsheet shows.",
        len({one.row for one in found}),
    )
    st.markdown(words.format(count=number_phrase(len({one.row for one in found}))))
    rows = [
        [number_phrase(one.row), escape(one.column), escape(one.words)]
        for one in found[:TROUBLES_SHOWN]
    ]
    head = [_("Row"), _("Column"), _("Problem")]
    st.html(_table(_("Rows with a problem"), head, rows))
    known = needs_note(people, found)
    if known:
        st.markdown(known)
    if len(found) > TROUBLES_SHOWN:
        more = _("These are the first {shown}. The file holds all {count}.")
        numbers = {"shown": TROUBLES_SHOWN, "count": len(found)}
        st.markdown(more.format(**{name: number_phrase(n) for name, n in numbers.items()}))
    name = _("Download these rows (CSV)")
    _file(name, "problems.csv", "text/csv", partial(_problems, found))


def _head() -> list[str]:
    return [
        *(_("Row"), _("Place"), _("Phone"), _("How far"), _("Where"), _("Kind"), _("ZIP")),
        *(_("Good to know"), _("Checked")),
    ]


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [dict(zip(frame.columns, row, strict=True)) for row in frame.itertuples(index=False)]


def _cells(row: dict[str, Any]) -> list[str]:
    notes = [status_phrase(row)] if row["status"] != "active" else []
    if row["not_stated"]:
        notes.append(_("Ask whether it fits: the source does not say."))
    town = ", ".join(part for part in (row["city"], row["state"]) if part)
    miles = distance_phrase(row["distance_miles"], row["precision"])
    return [
        number_phrase(row["row"]),
        as_stated(row["name"]),
        _reach(row),
        escape(miles or _("by phone or for an area")),
        as_stated(town),
        escape(spoken_types()[row["service_type"]].name),
        escape(row["zip"]),
        escape(" · ".join(notes)),
        escape(checked_phrase(row["checked"])),
    ]


def _reach(row: dict[str, Any]) -> str:
    if row["phone"]:
        number, _sep, extension = row["phone"].partition(" ext. ")
        return link(phone_href(number, extension), escape(row["phone"]))
    if row["text_line"]:
        return escape(_("Text {number}").format(number=row["text_line"]))
    if row["website"]:
        return link(row["website"], escape(_("Website")))
    return escape(row["email"] or _("No phone known"))


def _table(name: str, head: list[str], rows: list[list[str]]) -> str:
    """Cells are HTML; the region takes the focus, so that the keyboard scrolls it."""
    top = "".join(f'<th scope="col">{escape(words)}</th>' for words in head)
    body = "".join(
        f'<tr><th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in rest) + "</tr>"
        for first, *rest in rows
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(name, quote=True)}">'
        f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _file(label: str, name: str, mime: str, make: Callable[[], bytes]) -> None:
    st.download_button(
        label,
        data=partial(_made, make, current().code),
        file_name=name,
        mime=mime,
        key=f"many file {name}",
        on_click="ignore",
    )


def _made(make: Callable[[], bytes], language: str) -> bytes:
    """Made when the button is pressed, outside the page's own run, which speaks English."""
    with speaking(language):
        return make()


def _csv(run: Nearest) -> bytes:
    return "".join(csv_parts(run)).encode("utf-8")


def _problems(found: list[Trouble]) -> bytes:
    return troubles_csv(found).encode("utf-8")
