"""The fields of a form. What was typed stays while another page, form or language is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from respite_finder.app.components.suggest_kept import held, key_of
from respite_finder.community.forms import Kind
from respite_finder.i18n import _, current

LIVE: Final = "500ms"
"""What was typed in one line leaves the field when the hand rests: it is not lost if the server
goes away, and what the page says to it stands there before Send is pressed.
"""


def line(kind: Kind, name: str, label: str, *, needed: bool = False) -> str:
    """A field of one line."""
    key = _begin(kind, name)
    words = _named(kind, name, label, needed=needed)
    # Nothing that is typed here shall stand in a list of this browser, for whoever is next.
    return _keep(kind, name, st.text_input(words, key=key, autocomplete="off", live=LIVE))


def lines(
    kind: Kind,
    name: str,
    label: str,
    *,
    needed: bool = False,
    height: int = 120,
    empty: str = "",
) -> str:
    """A field of several lines. ``empty``: what is said in place of the usual words where it is
    to be mended and holds nothing.
    """
    key = _begin(kind, name)
    words = _named(kind, name, label, needed=needed, empty=empty)
    return _keep(kind, name, st.text_area(words, key=key, height=height))


def tick(kind: Kind, name: str, label: str) -> bool:
    """A box to tick."""
    ticked = st.checkbox(label, key=_begin(kind, name))
    held(kind).said[name] = ticked
    return ticked


def choice(kind: Kind, name: str, label: str, words: Mapping[str, str]) -> str:
    """One of several codes, each with its words; empty if none was chosen. It is needed."""
    # The browser sends words, not codes: in another language it is another field.
    spoken = f"{name} {current().code}"
    key = key_of(kind, spoken)
    before = held(kind).said.get(name, "")
    if key not in st.session_state and before in words:
        st.session_state[key] = before
    chosen = st.selectbox(
        _named(kind, name, label, needed=True),
        list(words),
        index=None,
        key=key,
        format_func=words.__getitem__,
        placeholder=_("Choose"),
        width=420,
    )
    held(kind).said[spoken] = None  # so that it is emptied too
    held(kind).said[name] = chosen if chosen in words else ""
    return str(held(kind).said[name])


def selector(kind: Kind, name: str, form: Sequence[str]) -> str:
    """The CSS selector of a field in the browser; ``form``: the fields that stand for the form as
    a whole, whose name is empty.
    """
    names = [name, f"{name} {current().code}"] if name else form
    keys = ", ".join(f".st-key-{key_of(kind, one).replace(' ', '-')}" for one in names)
    return f"#root :is({keys})"


def _begin(kind: Kind, name: str) -> str:
    key = key_of(kind, name)
    before: Any = held(kind).said.get(name)
    # Not set at first: a browser that comes back to a new session brings what was typed.
    if key not in st.session_state and before:
        st.session_state[key] = before
    return key


def _keep(kind: Kind, name: str, value: str | None) -> str:
    held(kind).said[name] = value or ""
    return value or ""


def _named(kind: Kind, name: str, label: str, *, needed: bool, empty: str = "") -> str:
    """The label, with what is wrong: a screen reader says both with the field."""
    words = _("{label} (needed)").format(label=label) if needed else label
    trouble = held(kind).told.get(name, "")
    if trouble and empty and not held(kind).said.get(name):
        trouble = empty
    stop = "" if words.endswith((".", "?")) else "."
    return f"{words}{stop} {trouble}" if trouble else words
