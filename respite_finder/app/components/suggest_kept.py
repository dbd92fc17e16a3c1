"""What the forms hold in the session: what was typed, the file, what was told, what was sent."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

import streamlit as st

from respite_finder.community.attachments import Attachment
from respite_finder.community.forms import Kind

if TYPE_CHECKING:
    from respite_finder.community.store import Case

_FORM: Final = "suggest_form"
_SENT_AT: Final = "suggest_sent_at"
_HOUR: Final = 3600.0


@dataclass(slots=True)
class Held:
    """One form of this session.

    ``receipt``: the same for as long as it is the same form; empty until it was drawn.
    ``handed``: the browser holds it. ``said``: what stands in each field, by the field's name.
    ``told``: the troubles of the last try, by field. ``failed``: why it could not be kept.
    ``tries``: how often it was sent. ``file`` is checked; ``refused`` says why the last one was
    not taken; ``uploads`` counts those that came.
    ``lost_file``: there was one, and the server has forgotten it. ``clearing``: the visitor is
    asked if all of it may go. ``done``: what was sent.
    """

    receipt: str = ""
    handed: bool = False
    opened: float = field(default_factory=time.monotonic)
    said: dict[str, Any] = field(default_factory=dict, repr=False)
    told: Mapping[str, str] = field(default_factory=dict)
    failed: str = ""
    tries: int = 0
    sending: bool = False
    file: Attachment | None = field(default=None, repr=False)
    refused: str = ""
    uploads: int = 0
    lost_file: bool = False
    clearing: bool = False
    done: Case | None = None

    @property
    def seconds_open(self) -> float:
        return time.monotonic() - self.opened


def held(kind: Kind) -> Held:
    """The form of this kind."""
    found: Held = st.session_state.setdefault(f"{_FORM}_{kind}", Held())
    return found


def key_of(kind: Kind, name: str) -> str:
    """The key of a field."""
    return f"suggest {kind} {name}"


def begin_again(kind: Kind) -> None:
    """Empty the form, for a press on a button: before the fields are drawn."""
    for name, value in held(kind).said.items():
        key = key_of(kind, name)
        if key in st.session_state:
            st.session_state[key] = _EMPTY.get(type(value))
    _put_anew(kind)


def finish(kind: Kind, done: Case) -> None:
    """Let go of what was sent: the fields are not drawn again, and so are empty the next time."""
    _put_anew(kind, done)


def _put_anew(kind: Kind, done: Case | None = None) -> None:
    # Never the receipt that the browser may still hold: that would be the same form again.
    made = Held(receipt=uuid4().hex, uploads=held(kind).uploads + 1, done=done)
    st.session_state[f"{_FORM}_{kind}"] = made


def sent_this_hour(now: datetime) -> int:
    """How many forms of any kind were sent in the last 60 minutes."""
    return sum(now.timestamp() - at < _HOUR for at in st.session_state.get(_SENT_AT, ()))


def count_sent(now: datetime) -> None:
    """Remember that a form was sent now."""
    before = st.session_state.get(_SENT_AT, ())
    st.session_state[_SENT_AT] = (
        *(at for at in before if now.timestamp() - at < _HOUR),
        now.timestamp(),
    )


_EMPTY: Final[Mapping[type, Any]] = {str: "", bool: False}
