"""A flyer or a photo that goes with a form: checked when it comes, kept until it is sent."""

from __future__ import annotations

from html import escape

import streamlit as st

from respite_finder.app.components.suggest_kept import held
from respite_finder.app.components.upload_words import upload_file
from respite_finder.community.attachments import LARGEST_MB, read_attachment
from respite_finder.community.forms import Kind
from respite_finder.errors import FileError
from respite_finder.i18n import _, mark
from respite_finder.markup.suggest import refused_html
from respite_finder.text import number_phrase

_KINDS = {".pdf": mark("a PDF"), ".png": mark("a picture (PNG)"), ".jpg": mark("a picture (JPEG)")}
_KILOBYTE = 1024
_MEGABYTE = 1024 * 1024


def attachment(kind: Kind) -> None:
    """Ask for a file; what came is told beside it."""
    mine = held(kind)
    with st.container(key="suggest-file"):
        if mine.file is not None:
            _ready(kind)
            return
        words = _("A flyer or a photo: PDF, PNG or JPEG, {size} MB at most. You can leave it out.")
        label = words.format(size=number_phrase(LARGEST_MB))
        key = f"suggest {kind} file {mine.uploads}"
        content = upload_file(label, key, lambda: _anew(kind))
        if content is not None:
            with st.spinner(_("Checking the file")):
                _take(kind, content)
            st.rerun()
        if mine.refused:
            st.html(refused_html(mine.refused))
        elif mine.lost_file:
            st.warning(_("The connection was lost. Please choose your file again."))


def _take(kind: Kind, content: bytes) -> None:
    mine = held(kind)
    mine.uploads += 1
    mine.lost_file = False
    try:
        mine.file, mine.refused = read_attachment(content), ""
    except FileError as error:
        mine.file, mine.refused = None, error.rule


def _ready(kind: Kind) -> None:
    file = held(kind).file
    if file is None:
        return
    words = _("Your file is ready: {kind}, {size}.")
    told = words.format(kind=_(_KINDS[file.suffix]), size=_size(len(file.content)))
    st.html(f'<p class="suggest-ready" role="status">{escape(told)}</p>')
    if file.suffix != ".pdf":
        st.caption(_("We took out where and when the picture was made."))
    st.button(_("Remove the file"), key=f"suggest {kind} no file", on_click=_anew, args=(kind,))


def _anew(kind: Kind) -> None:
    mine = held(kind)
    mine.uploads += 1
    mine.file, mine.refused = None, ""


def _size(count: int) -> str:
    if count >= _MEGABYTE:
        return _("{count} MB").format(count=number_phrase(round(count / _MEGABYTE, 1)))
    return _("{count} KB").format(count=number_phrase(max(1, round(count / _KILOBYTE))))
