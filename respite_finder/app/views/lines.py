"""Call or text now: crisis lines, 988 first; then warmlines, those open at this minute first."""

from datetime import datetime
from html import escape
from typing import Final

import streamlit as st

from respite_finder import i18n, lines
from respite_finder.app import cached, state
from respite_finder.errors import FileError
from respite_finder.i18n import _, ngettext
from respite_finder.lines import Group, WarmlineNow
from respite_finder.markup.line import crisis_line_html, warmline_html
from respite_finder.states import NATIONWIDE as NATION
from respite_finder.states import STATE_NAMES, state_name
from respite_finder.text import number_phrase, unaccented

WARMLINES: Final = "warmlines"
NATIONWIDE: Final = ""
REFRESH_SECONDS: Final = 60


def crisis_cards() -> None:
    """Every crisis line; in another language, the line that speaks it first."""
    st.header(_("Crisis lines"), anchor=False)
    try:
        shown = lines.crisis_lines_for(i18n.current().code)
    except FileError:
        st.error(_("The list of crisis lines cannot be read. Call or text 988, at any hour."))
        return
    today = lines.now().date()
    for line in shown:
        with st.container(border=True, key=f"crisis-{line.id}"):
            st.html(crisis_line_html(line, today))


def ask_state() -> None:
    """Take the state of the search whenever that changes; the visitor may choose another."""
    home = st.session_state[state.HOME_STATE]
    if st.session_state[state.LINES_HOME_SEEN] != home:
        st.session_state[state.LINES_STATE] = home
    st.session_state[state.LINES_HOME_SEEN] = home
    st.selectbox(
        _("Show warmlines for"),
        [NATIONWIDE, *sorted(STATE_NAMES, key=lambda code: unaccented(state_name(code)))],
        format_func=lambda code: state_name(code) if code else _("Nationwide"),
        key=state.LINES_STATE,
    )


def county_of_search(home: str) -> str | None:
    """The county that the visitor searched from, if it lies in this state."""
    origin = state.origin()
    return origin.county if origin is not None and origin.state == home else None


def open_count(found: list[WarmlineNow], home: str) -> str:
    """How many are open, in a sentence."""
    count = sum(line.group == "open" for line in found)
    if not count:
        return _("No warmline that we know is open right now. You can call or text 988 instead.")
    words = ngettext(
        "{count} warmline is open now for {state}",
        "{count} warmlines are open now for {state}",
        count,
    )
    name = state_name(home) if home else _("the whole country")
    return words.format(count=number_phrase(count), state=name)


@st.fragment(run_every=REFRESH_SECONDS)
def warmline_cards() -> None:
    """The warmlines of the chosen state, told anew each minute so that "open now" stays true."""
    # A fragment runs without the frame of the page, and so without its language.
    i18n.use(st.session_state[state.LANGUAGE])
    ask_state()
    home, now = st.session_state[state.LINES_STATE], lines.now()
    found = lines.warmlines(
        cached.places(),
        state=home or None,
        county=county_of_search(home),
        when=now,
        language=i18n.current().code,
    )
    # A line for another county, or for one that we do not know to be the visitor's.
    near = [line for line in found if line.at_home or line.serves != "area"]
    count = escape(open_count(near, home))
    st.html(f'<div class="summary" role="status"><p>{count}</p></div>')
    if home and not any(line.serves != "nation" for line in found):
        words = _("We know no warmline for {state} alone. These serve the whole country.")
        st.markdown(words.format(state=state_name(home)))
    headings: dict[Group, str] = {
        "open": _("Open now"),
        "later": _("Opens later"),
        "unknown": _("Hours not known"),
    }
    for group, heading in headings.items():
        _cards(group, heading, [line for line in near if line.group == group], now)
    some = _("Only for a part of {state}").format(state=state_name(home or NATION))
    _cards("elsewhere", some, [line for line in found if line not in near], now)


def _cards(group: str, heading: str, members: list[WarmlineNow], now: datetime) -> None:
    with st.container(key=f"lines-{group}"):
        if members:
            st.subheader(heading, anchor=False)
        for line in members:
            with st.container(border=True, key=f"line-{line.record['place_id']}"):
                st.html(warmline_html(line, now, level=4))


st.title(_("Call or text now"), anchor=False)
st.markdown(_("You do not have to be in danger to call. Crisis lines are open all day, every day."))
jump = _("Just want to talk? Go to warmlines.")
st.markdown(f"[{jump}](#{WARMLINES})")
crisis_cards()
st.header(_("Warmlines"), anchor=WARMLINES)
st.markdown(
    _(
        "A warmline is a phone line to talk with a person who has been there, before things get "
        "worse. It is not a hotline for emergencies. In danger or thinking of suicide? Call or "
        "text 988."
    )
)
warmline_cards()
