"""A place: everything that is known of it, on a page with an address of its own."""

from datetime import UTC, datetime

import streamlit as st

from respite_finder.app import cached, state
from respite_finder.app.components.learn_links import kind_href, learn_href
from respite_finder.app.components.nearest import away_phrase, close_places, nearest
from respite_finder.app.components.place_asked import asked
from respite_finder.app.components.place_map import place_map
from respite_finder.app.components.save import save_button
from respite_finder.app.components.suggest_link import wrong_link
from respite_finder.export import records
from respite_finder.i18n import _
from respite_finder.learning import STAY
from respite_finder.markup.contact import GONE
from respite_finder.markup.notes import phone_html
from respite_finder.markup.peer_respite import peer_respite_html
from respite_finder.markup.place import (
    head_html,
    know_html,
    missing_html,
    reach_html,
    scroll_html,
    source_section,
    where_html,
    wrong_html,
)
from respite_finder.referral_notes import spoken_notes
from respite_finder.service_types import spoken_types
from respite_finder.settings import CONTACT

places = cached.places()
found = asked(st.query_params.get_all("place"), places)
with st.container(key="place-page"):
    if found.place_id:
        # The framework follows a link to another place, but leaves the address of the one before.
        st.query_params.update({})
        now = datetime.now(UTC)
        frame = places.loc[[found.place_id]]
        (record,) = records(frame)
        st.set_page_config(page_title=record["name"])
        if found.words:
            st.info(found.words)
        # Only where the visitor searched in this session: a link from a friend knows no search.
        away = away_phrase(record, state.origin())
        kind = record["service_type"]
        learn = peer_respite_html(learn_href(STAY)) if kind == "peer_respite" else ""
        say = ""
        if record["phone"] and record["status"] not in GONE:
            say = phone_html(spoken_notes()[kind], spoken_types()[kind].name)
        with st.container(key="place-text", gap=None):
            st.html(scroll_html(record) + head_html(record, kind_href) + reach_html(record, now))
            save_button(record, "place")
            st.html(
                where_html(record, away)
                + learn
                + know_html(record)
                + say
                + source_section(record, now.date())
            )
        place_map(frame)
        nearest(places, record, now)
        st.html(wrong_html(record, CONTACT.value()))
        wrong_link(record, "page")
    else:
        st.html(missing_html(_("We do not have that place"), found.words))
        close_places(places, found.close)
