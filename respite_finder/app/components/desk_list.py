"""The places of my list: what each is, how to reach it, and what can be done with it here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from html import escape
from time import time
from typing import Any, Final

import pandas as pd
import streamlit as st

from respite_finder.app import shortlist
from respite_finder.app.components.links import as_text, place_link
from respite_finder.export import records
from respite_finder.i18n import _, ngettext
from respite_finder.markup.card import (
    kind_html,
    open_html,
    short_facts,
    source_html,
    status_html,
    where_html,
)
from respite_finder.markup.contact import next_step
from respite_finder.markup.parts import as_stated, paragraph
from respite_finder.text import number_phrase

Record = Mapping[str, Any]

COMPARED: Final = "compared "
"""What the key of a place's check box begins with."""
_REMOVED_NOW: Final = "list_removed_now"


def summary(places: pd.DataFrame) -> None:
    """How many places there are, and what was just taken away, with the way back."""
    count = len(places)
    words = ngettext("{count} place on my list", "{count} places on my list", count)
    said = escape(words.format(count=number_phrase(count)))
    st.html(f'<div class="summary" role="status"><p role="heading" aria-level="2">{said}</p></div>')


def undo_line(places: pd.DataFrame) -> None:
    """What was just taken away, said aloud, and a button that brings it back."""
    last = shortlist.now().last
    if last is None:
        return
    words = _("Your list was changed.")
    if last.removed in places.index:
        words = _("{name} was removed.").format(name=places.loc[last.removed, "name"])
    with st.container(key="list-undo", horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="undo" role="status">{escape(words)}</p>')
        st.button(_("Undo"), key="undo", on_click=_undo)
        if st.session_state.pop(_REMOVED_NOW, False):
            # A new value each time: page.js moves the focus once for each.
            st.html(f'<i data-focus=".st-key-undo button" data-time="{time()}"></i>')


def list_of(places: pd.DataFrame, now: datetime, *, movable: bool) -> None:
    """A card a place, in the order of the frame (with ``distance_miles``).

    A place that was just removed has its way back where its card was: nobody has to look for it.
    """
    last = shortlist.now().last
    removed = last.removed if last else ""
    found = records(places)
    kept = [record["place_id"] for record in found if record["place_id"] != removed]
    for record in found:
        place_id = record["place_id"]
        if place_id == removed:
            undo_line(places)
            continue
        with st.container(border=True, gap=None, key=f"card-list-{place_id}"):
            st.html(compact_html(record, now))
            with st.container(
                horizontal=True, vertical_alignment="center", key=f"more-list-{place_id}"
            ):
                place_link(record, _("More about {name}").format(name=record["name"]))
                with st.container(horizontal=True, width="content"):
                    if movable and len(kept) > 1:
                        _move(record, -1, at_end=place_id == kept[0])
                        _move(record, 1, at_end=place_id == kept[-1])
                    _remove(record)
            if len(kept) > 1:
                _compare(record)


def compact_html(record: Record, now: datetime) -> str:
    """A place in a few lines: name, kind, status, where, how to reach it, when it was checked."""
    name = escape(record["name"], quote=True)
    return (
        f'<article class="card compact" aria-label="{name}"><h3>{as_stated(record["name"])}</h3>'
        f"{kind_html(record)}{status_html(record)}{where_html(record)}{open_html(record, now)}"
        f"{paragraph('short', ' · '.join(short_facts(record)))}{next_step(record)}"
        f"{source_html(record, now.date())}</article>"
    )


def _move(record: Record, by: int, *, at_end: bool) -> None:
    """Never disabled: who moves a place with the keyboard would lose their place at the end."""
    words = _("Move {name} up") if by < 0 else _("Move {name} down")
    if at_end:
        words = _("{name} is the first already") if by < 0 else _("{name} is the last already")
    st.button(
        _("Move up") if by < 0 else _("Move down"),
        key=f"{'up' if by < 0 else 'down'} {record['place_id']}",
        type="tertiary",
        on_click=_moved,
        args=(record["place_id"], by),
        help=words.format(name=as_text(record["name"])),
    )


def _remove(record: Record) -> None:
    st.button(
        _("Remove"),
        key=f"remove {record['place_id']}",
        type="tertiary",
        on_click=_removed,
        args=(record["place_id"],),
        help=_("Remove {name} from my list").format(name=as_text(record["name"])),
    )


def _compare(record: Record) -> None:
    """A check box; when four are chosen, the others say why they cannot be."""
    mine, place_id = shortlist.now(), record["place_id"]
    chosen = place_id in mine.compared
    full = len(mine.compared) >= shortlist.MOST_COMPARED and not chosen
    words = _("Compare {name}: not possible, {count} are chosen") if full else _("Compare {name}")
    key = f"{COMPARED}{place_id}"
    st.session_state[key] = chosen
    st.checkbox(
        words.format(name=as_text(record["name"]), count=number_phrase(shortlist.MOST_COMPARED)),
        key=key,
        on_change=_ticked,
        args=(place_id,),
        disabled=full,
    )


def _ticked(place_id: str) -> None:
    on = bool(st.session_state[f"{COMPARED}{place_id}"])
    shortlist.put(shortlist.now().compare(place_id, on=on))


def _moved(place_id: str, by: int) -> None:
    shortlist.put(shortlist.now().move(place_id, by))


def _removed(place_id: str) -> None:
    shortlist.remove(place_id)
    st.session_state[_REMOVED_NOW] = True


def _undo() -> None:
    shortlist.put(shortlist.now().undo())
