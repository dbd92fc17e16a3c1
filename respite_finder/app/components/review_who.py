"""Who may review: a login, or a token on this machine. Asked anew at every run; nobody else sees
anything of the cases, not even how many there are.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

import streamlit as st
from streamlit.runtime.secrets import secrets_singleton

from respite_finder import settings
from respite_finder.community.who import (
    Reviewer,
    Tries,
    by_login,
    on_this_machine,
    print_of,
    same_token,
    still_right,
)
from respite_finder.i18n import _

KEPT: Final = "review kept"
_TYPED: Final = "review token"
_WRONG: Final = "review wrong"
_TRIES: Final = Tries()


def reviewer() -> Reviewer | None:
    """Who is reviewing, with a way to log out; else the way to log in, or why there is none."""
    reviewers, token = settings.REVIEWERS.value(), settings.REVIEW_TOKEN.value()
    login = bool(reviewers) and login_is_set_up()
    if login:
        found = by_login(st.user.to_dict(), reviewers)
        if found is not None:
            _log_out(_log_out_of_login)
            return found
    here = bool(token) and on_this_machine(
        st.context.headers.to_dict(), st.context.ip_address, settings.ADDRESS.value()
    )
    if here and still_right(st.session_state.get(KEPT), token):
        _log_out(_forget)
        return Reviewer("token on this machine")
    if login:
        _ask_to_log_in()
    if here:
        _ask_token(token)
    if not login and not here:
        st.markdown(_("This page is for reviewers. It is not set up here."))
    return None


def login_is_set_up() -> bool:
    """Whether the secrets name a login; a file that cannot be read names none."""
    try:
        return secrets_singleton.load_if_toml_exists() and "auth" in st.secrets
    except (OSError, ValueError):
        return False


def _log_out(leave: Callable[[], None]) -> None:
    if st.button(_("Log out"), key="review log out"):
        leave()


def _forget() -> None:
    for key in (KEPT, _TYPED):
        st.session_state.pop(key, None)
    st.rerun()


def _log_out_of_login() -> None:
    """To the login's own end, by way of the browser; of this run nothing more is shown."""
    st.logout()
    st.stop()


def _ask_to_log_in() -> None:
    st.markdown(_("This page is for reviewers."))
    if st.user.to_dict().get("is_logged_in") is True:
        st.markdown(_("You are logged in, but not as a reviewer."))
        _log_out(_log_out_of_login)
        return
    st.markdown(_("Log in, then open this page again."))
    if st.button(_("Log in"), key="review log in"):
        st.login()


def _ask_token(token: str) -> None:
    """A password field. What was right is kept as its print, never as it is."""
    wrong = st.session_state.get(_WRONG, 0)
    if not _TRIES.may_try(wrong, datetime.now(UTC)):
        st.error(_("There were too many wrong tokens. Try again in an hour, in a new window."))
        return
    with st.form("review token form", border=False, clear_on_submit=True):
        typed = st.text_input(_("The token of this finder"), type="password", key=_TYPED)
        pressed = st.form_submit_button(_("Show the cases"))
    if not pressed:
        return
    if same_token(typed, token):
        st.session_state[KEPT] = print_of(token)
        st.rerun()
    st.session_state[_WRONG] = wrong + 1
    _TRIES.wrong(datetime.now(UTC))
    st.error(_("This is not the token."))
