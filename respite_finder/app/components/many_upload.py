"""A table of people comes in: read in memory, then let go of at once."""

from __future__ import annotations

from typing import Final

import streamlit as st

from respite_finder.app import cached
from respite_finder.app.components import many_kept as kept
from respite_finder.app.components.upload_words import upload_file
from respite_finder.batch import LARGEST_ROWS, read_people
from respite_finder.errors import FileError
from respite_finder.i18n import _
from respite_finder.search import spoken_in
from respite_finder.text import number_phrase

EXAMPLE: Final = "ZIP,needs\n01060,free\n10001,Spanish; overnight\n60601,age 17; stay 7\n"


def about_the_file() -> None:
    """What a file must look like, and what happens to it."""
    _points(
        _("The file is a CSV or an Excel workbook. A row is a person."),
        _("One column is called ZIP. It holds the ZIP codes."),
        _(
            "You may add a column called needs. It holds words such as these: free; Spanish; "
            "veterans; overnight; age 17; stay 7."
        ),
        _("A file may have {rows} rows and {size} MB.").format(
            rows=number_phrase(LARGEST_ROWS),
            size=number_phrase(st.get_option("server.maxUploadSize")),
        ),
    )
    st.download_button(
        _("Download a small example"),
        data=EXAMPLE,
        file_name="example.csv",
        mime="text/csv",
        key="many example",
        on_click="ignore",
    )
    st.subheader(_("What happens to your file"), anchor=False)
    _points(
        _("We read the ZIP codes and the needs. We take no other column."),
        _("Take names, birth dates, phones and addresses out before you upload a file."),
        _("The file stays in memory. Nothing of it is written to a disk or a log."),
        _("It is gone when you press “Forget this file”, and soon after you close the tab."),
    )


def upload() -> None:
    """The button that takes a file. What comes is read, and the file itself is let go of."""
    content = upload_file(_("Your CSV or Excel file"), kept.upload_key(), kept.ask_anew)
    if content is not None:
        with st.spinner(_("Reading the file")):
            _take(content)
        st.rerun()
    refused = kept.refused()
    if refused:
        st.error(refused)


def _take(content: bytes) -> None:
    try:
        # The file's name may be a person's: it is not handed on.
        found = read_people(content, "", languages=spoken_in(cached.places()))
    except FileError as error:
        kept.take(None, _refusal(error))
    else:
        kept.take(found)


def _refusal(error: FileError) -> str:
    if error.row:
        words = _("We cannot use this file. Row {row}: {rule}.")
        return words.format(row=number_phrase(error.row), rule=error.rule)
    return _("We cannot use this file: it {rule}.").format(rule=error.rule)


def _points(*sentences: str) -> None:
    st.markdown("\n".join(f"- {words}" for words in sentences))
