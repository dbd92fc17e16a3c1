"""What is asked for every row, and the run over the rows: it can be stopped, and go on."""

from __future__ import annotations

from time import perf_counter
from typing import Final

import streamlit as st

from respite_finder import i18n
from respite_finder.app import cached, state
from respite_finder.app.components import many_kept as kept
from respite_finder.app.components.links import as_text
from respite_finder.app.components.many_kept import Chosen
from respite_finder.batch import Nearest, People
from respite_finder.batch.told import notes
from respite_finder.i18n import _, ngettext
from respite_finder.search import CONFIRMED, SHOWN
from respite_finder.service_types import spoken_types
from respite_finder.text import number_phrase

LARGEST_RESULT: Final = 500_000
"""Places in a result, at most: what is downloaded is made in memory."""
AT_ONCE: Final = 200
"""Rows that are done before anybody could press a button."""
SLICE_SECONDS: Final = 0.3
TURN_SECONDS: Final = 0.6
"""How long a run works, and after how long it works again. The browser asks for each turn
whether or not the one before is done: requests that pile up would swallow a press on Cancel.
"""
STEP_SECONDS: Final = 0.1
"""How long a step should take: a slice may last so much longer."""
_FEWEST, _MOST = 20, 5_000


def told(people: People) -> None:
    """What was read, what was mended, what was refused."""
    with st.container(key="many-told"):
        count = len(people)
        words = ngettext(
            "We read the file. {count} row can be answered.",
            "We read the file. {count} rows can be answered.",
            count,
        )
        st.markdown(f"**{words.format(count=number_phrase(count))}**")
        for note in notes(people):
            (st.warning if note in _first(people) else st.info)(as_text(note))
    st.button(_("Forget this file"), key="many forget", on_click=kept.forget)


def ask() -> Chosen:
    """The kinds of help, how many of each, and what else may come."""
    first = kept.first()
    kinds = spoken_types()
    st.pills(
        _("Kind of help"),
        [kind for kind in kinds if kind in cached.kinds()],
        default=first[kept.KINDS],
        key=kept.KINDS,
        selection_mode="multi",
        format_func=lambda kind: kinds[kind].plural,
    )
    st.selectbox(
        _("How many places for each row and kind"),
        kept.COUNTS,
        index=kept.COUNTS.index(first[kept.COUNT]),
        key=kept.COUNT,
        width=330,
    )
    with st.container(key="many-also"):
        words = _("Also places whose source does not say whether they fit the needs")
        st.checkbox(words, value=first[kept.UNKNOWN], key=kept.UNKNOWN)
        words = _("Also places that are not confirmed")
        st.checkbox(words, value=first[kept.UNCONFIRMED], key=kept.UNCONFIRMED)
    return kept.chosen()


def run(people: People, chosen: Chosen) -> None:
    """The button that begins, the progress with its Cancel, and the button that goes on."""
    held = kept.run()
    if held is None:
        _offer(people, chosen)
    elif held.finished:
        kept.stop()
    elif kept.is_running():
        if len(people) <= AT_ONCE:
            held.step(AT_ONCE)
            kept.stop()
            st.rerun()
        kept.drawn_now()
        _go()
    else:
        words = _("Stopped. {done} of {count} rows are done, and you may take them along.")
        st.info(words.format(done=number_phrase(held.done), count=number_phrase(len(people))))
        st.button(_("Go on"), key="many go on", type="primary", on_click=kept.go_on)


def _offer(people: People, chosen: Chosen) -> None:
    if not chosen.kinds:
        st.info(_("Choose at least one kind of help."))
        return
    most = len(people) * chosen.count * len(chosen.kinds)
    if most > LARGEST_RESULT:
        words = _(
            "This would be {count} places, more than {most}. Choose fewer kinds, fewer places "
            "for each row, or give the file in parts."
        )
        st.warning(words.format(count=number_phrase(most), most=number_phrase(LARGEST_RESULT)))
        return
    if st.button(_("Find the nearest places"), key="many begin", type="primary"):
        kept.begin(
            Nearest(
                cached.places(),
                people,
                k=chosen.count,
                service_types=chosen.kinds,
                include_unknown=chosen.include_unknown,
                statuses=SHOWN if chosen.include_unconfirmed else CONFIRMED,
            )
        )
        st.rerun()


@st.fragment(run_every=TURN_SECONDS)
def _go() -> None:
    """A slice of the run, again and again: between two of them a press on Cancel is heard."""
    # A fragment runs without the frame of the page, and so without its language.
    i18n.use(st.session_state[state.LANGUAGE])
    held = kept.run()
    if held is None or not kept.is_running():
        st.rerun()
    held.settle()
    count = len(held.people)
    words = _("{done} of {count} rows")
    told = words.format(done=number_phrase(held.done), count=number_phrase(count))
    st.progress(held.done / count, text=told)
    st.button(_("Cancel"), key="many cancel", on_click=kept.stop)
    if kept.just_drawn():
        return  # The page comes first, and with it the button.
    _work(held)
    if held.finished:
        kept.stop()
        st.rerun()


def _work(held: Nearest) -> None:
    """Steps of a fitting size, for as long as a slice lasts."""
    begun, rows = perf_counter(), _FEWEST
    while not held.finished and perf_counter() - begun < SLICE_SECONDS:
        before = perf_counter()
        held.step(rows)
        faster = STEP_SECONDS / max(perf_counter() - before, STEP_SECONDS / 4)
        rows = min(max(round(rows * faster), _FEWEST), _MOST)


def _first(people: People) -> list[str]:
    return notes(people)[:1] if people.columns.personal else []
