"""A button that takes a file, with our words: the framework's are English in every language."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Final

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from respite_finder.i18n import SOURCE, _, current

_ZONE: Final = '#root [data-testid="stFileUploaderDropzone"]'
_BUTTON: Final = f'{_ZONE} button [data-testid="stMarkdownContainer"]'
_DROP: Final = f"{_ZONE} > input + div > span"
"""Where the framework's words stand: on the button, and over it while a file is dragged there."""
_HIDDEN: Final = (
    "position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);"
)


def upload_file(label: str, key: str, anew: Callable[[], None]) -> bytes | None:
    """What came, once: the file itself is let go of. ``anew`` gives the field its next key.

    A file that the browser refuses, being larger than the server takes, gets our sentence too.
    """
    _put_words()
    with st.container(key="upload-box"):
        file = st.file_uploader(label, key=key)
        # Seen only where a file was refused in the browser: the server knows nothing of that.
        refused = _(
            "We could not take this file. It is too large, or the connection was lost. "
            "Please choose it again, or a smaller one."
        )
        st.html(f'<p class="upload-refused" role="alert">{escape(refused)}</p>')
        with st.container(key="upload-anew"):
            st.button(_("Choose another file"), key=f"{key} anew", on_click=anew)
    if file is None:
        return None
    content = file.getvalue()
    _let_go(file)
    return content


def _put_words() -> None:
    if current().code == SOURCE:
        return
    button, drop = _css(_("Upload")), _css(_("Drop the file here"))
    st.html(
        f'<style>{_BUTTON}::before {{ content: "{button}"; }} {_BUTTON} p {{ {_HIDDEN} }} '
        f'{_DROP}::before {{ content: "{drop}"; }} {_DROP} {{ font-size: 0; }}</style>'
    )


def _css(words: str) -> str:
    """Words as a text of CSS.

    >>> _css('a "b" </style>')
    'a b /style'
    """
    return "".join(char for char in words if char.isprintable() and char not in '"\\<>')


def _let_go(file: UploadedFile) -> None:
    """The server holds an upload for as long as the session lasts, unless it is told otherwise."""
    context = get_script_run_ctx()
    kept = context.uploaded_file_mgr if context is not None else None
    if context is not None and isinstance(kept, MemoryUploadedFileManager):
        kept.remove_file(context.session_id, file.file_id)
