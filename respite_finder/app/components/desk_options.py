"""How the list is handed over: in which language, how large, with what of this visit on it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from respite_finder import settings
from respite_finder.app import state
from respite_finder.app.components.desk_order import ORDER, start
from respite_finder.i18n import _, languages
from respite_finder.locate import Origin
from respite_finder.referral.share import PAGE

LANGUAGE: Final = "sheet_language"
LARGE: Final = "sheet_large"
START: Final = "sheet_start"
QR: Final = "sheet_qr"
NOTES: Final = "sheet_notes"

_KEPT: Final = (ORDER, LANGUAGE, LARGE, NOTES, START, QR)
_LOOP: Final = re.compile(r"127(\.\d+){3}")
_HERE_ONLY: Final = frozenset({"", "localhost", "0.0.0.0", "::1"})  # noqa: S104


@dataclass(frozen=True, slots=True)
class Options:
    """``start`` is where the visitor searches from, only if that may be printed.

    ``base`` is the address of the finder; ``qr``: whether the sheet leads to it by a QR code;
    ``notes``: whether it says what to know of each kind of help.
    """

    language: str
    large: bool
    notes: bool
    start: Origin | None
    qr: bool
    base: str


def keep_options() -> None:
    """Hold on to what was chosen while another page is shown."""
    for key in _KEPT:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def base_address() -> str:
    """The address of the finder's first page, as others reach it; empty if nobody knows it."""
    seen = (st.context.url or "").partition("?")[0].rstrip("/")
    return settings.ADDRESS.value().rstrip("/") or seen.removesuffix(f"/{PAGE}")


def local(base: str) -> bool:
    """Whether only this computer can open the address.

    >>> local("http://127.0.0.1:8501"), local("https://finder.example.org/app"), local("")
    (True, False, True)
    """
    host = urlsplit(base).hostname or ""
    return host in _HERE_ONLY or host.endswith(".localhost") or bool(_LOOP.fullmatch(host))


def ask_options() -> Options:
    """Ask, and return what was chosen."""
    known, base = languages(), base_address()
    if st.session_state.get(LANGUAGE) not in known:
        st.session_state[LANGUAGE] = st.session_state[state.LANGUAGE]
    st.session_state.setdefault(QR, not local(base))
    st.selectbox(
        _("Language of what you hand over"),
        list(known),
        key=LANGUAGE,
        format_func=lambda code: known[code].name,
        width=320,
    )
    st.checkbox(_("Large print"), key=LARGE)
    st.checkbox(_("Add what to know and what to say on the phone"), key=NOTES)
    origin = start()
    if origin is not None:
        st.checkbox(_("Print where I search from and the distances"), key=START)
    else:
        st.caption(_("To print distances too, search for a place first."))
    st.checkbox(_("QR code: a phone that looks at it opens this list"), key=QR)
    if local(base):
        st.caption(
            _(
                "Off at first: other devices cannot open the address of this finder. Whoever "
                "runs it can change that."
            )
        )
    printed = origin if origin is not None and st.session_state.get(START) else None
    return Options(
        st.session_state[LANGUAGE],
        bool(st.session_state[LARGE]),
        bool(st.session_state[NOTES]),
        printed,
        bool(st.session_state[QR]),
        base,
    )
