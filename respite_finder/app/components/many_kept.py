"""What the session holds of a table of people, and nothing else: no file, no name, no column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from respite_finder.app import state
from respite_finder.batch import Nearest, People
from respite_finder.schema import ServiceType

_PEOPLE: Final = "many_people"
_RUN: Final = "many_run"
_REFUSED: Final = "many_refused"
_UPLOADS: Final = "many_uploads"
_RUNNING: Final = "many_running"
_CHOSEN: Final = "many_chosen"
_FIRST: Final = "many_first"
_DRAWN: Final = "many_drawn"
KINDS: Final = "many_kinds"
COUNT: Final = "many_count"
UNKNOWN: Final = "many_unknown"
UNCONFIRMED: Final = "many_unconfirmed"

COUNTS: Final = (1, 2, 3, 5, 10)
"""How many places a row may be asked for on the page."""

_USUAL: Final[dict[str, Any]] = {
    KINDS: [ServiceType.PEER_RESPITE.value],
    COUNT: 3,
    UNKNOWN: True,
    UNCONFIRMED: True,
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is asked for every row."""

    kinds: frozenset[str]
    count: int
    include_unknown: bool
    include_unconfirmed: bool


def first() -> dict[str, Any]:
    """What each choice begins with, the same for as long as it is drawn in one language.

    It goes to the browser as the widget's own beginning: a value that is put into the session
    reaches the browser later, and a press in between would bring the browser's instead.
    """
    language = st.session_state[state.LANGUAGE]
    drawn: tuple[str, dict[str, Any]] | None = st.session_state.get(_FIRST)
    if drawn is None or drawn[0] != language or any(key not in st.session_state for key in _USUAL):
        drawn = language, dict(st.session_state.get(_CHOSEN, _USUAL))
        st.session_state[_FIRST] = drawn
    return drawn[1]


def chosen() -> Chosen:
    """The choices as they are now. A result for other choices is let go."""
    now = {key: st.session_state[key] for key in _USUAL}
    known = {kind.value for kind in ServiceType}
    if now[COUNT] not in COUNTS:  # whatever a browser sends
        now[COUNT] = _USUAL[COUNT]
    if now != st.session_state.get(_CHOSEN, now):
        st.session_state.pop(_RUN, None)
        st.session_state.pop(_RUNNING, None)
    st.session_state[_CHOSEN] = now
    return Chosen(
        frozenset(now[KINDS]) & known, now[COUNT], bool(now[UNKNOWN]), bool(now[UNCONFIRMED])
    )


def people() -> People | None:
    """The table that was read."""
    held: People | None = st.session_state.get(_PEOPLE)
    return held


def refused() -> str:
    """Why the last file could not be used; empty if it could."""
    words: str = st.session_state.get(_REFUSED, "")
    return words


def take(found: People | None, refused: str = "") -> None:
    """A new table, or why there is none, in place of the one before and its result."""
    forget()
    st.session_state[_PEOPLE] = found
    st.session_state[_REFUSED] = refused


def forget() -> None:
    """Let go of the table and of everything that came of it."""
    for key in (_PEOPLE, _RUN, _REFUSED, _RUNNING):
        st.session_state.pop(key, None)
    ask_anew()


def ask_anew() -> None:
    """Ask for a file anew; what was read before stays."""
    # Another key is another widget: the one that held the file is gone.
    st.session_state[_UPLOADS] = st.session_state.get(_UPLOADS, 0) + 1


def upload_key() -> str:
    """The key of the widget that the next file comes through."""
    return f"many_upload_{st.session_state.get(_UPLOADS, 0)}"


def run() -> Nearest | None:
    """The run over the table, done or not."""
    held: Nearest | None = st.session_state.get(_RUN)
    return held


def begin(made: Nearest) -> None:
    """Begin a run."""
    st.session_state[_RUN] = made
    go_on()


def go_on() -> None:
    """Let the run go on."""
    st.session_state[_RUNNING] = True


def stop() -> None:
    """Stop the run where it is."""
    st.session_state[_RUNNING] = False


def drawn_now() -> None:
    """Remember that the whole page is drawn in this run."""
    st.session_state[_DRAWN] = True


def just_drawn() -> bool:
    """Whether the run is told of for the first time since the whole page was drawn."""
    return bool(st.session_state.pop(_DRAWN, False))


def is_running() -> bool:
    """Whether the run is going on."""
    return bool(st.session_state.get(_RUNNING))
