"""From the explanation of a kind of help to the places of that kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from respite_finder.app import state
from respite_finder.app.components.results import summary
from respite_finder.app.searching import chosen_query
from respite_finder.i18n import _, mark, ngettext
from respite_finder.lines import now
from respite_finder.locate import Origin
from respite_finder.markup.learn import near_html
from respite_finder.schema import ServiceType
from respite_finder.search import SHOWN, search
from respite_finder.text import number_phrase

_NEAR: Final[Mapping[ServiceType, str]] = {
    ServiceType.PEER_RESPITE: mark("Find peer respites near you"),
    ServiceType.WARMLINE: mark("Find warmlines for your state"),
    ServiceType.LIVING_ROOM: mark("Find living rooms near you"),
    ServiceType.PEER_RUN_CENTER: mark("Find peer-run centers near you"),
    ServiceType.RECOVERY_COMMUNITY_CENTER: mark("Find recovery centers near you"),
    ServiceType.CLUBHOUSE: mark("Find clubhouses near you"),
    ServiceType.SUPPORT_GROUP_NETWORK: mark("Find support groups near you"),
    ServiceType.PEER_ORGANIZATION: mark("Find the peer organization of your state"),
    ServiceType.TREATMENT_WITH_PEER_SUPPORT: mark("Find treatment with peer support near you"),
}


def near(kind: str, places: pd.DataFrame) -> None:
    """A link to the search for this kind, from where the visitor searched, and how many we know.

    Who searched in this session is told how many are near; a kind without doors is told whole.
    ``places`` are those that anybody may see; closed and planned ones are not counted.
    """
    # The first page takes filters from its address when they are not those written last, and what
    # the other links of this page say of them is nothing.
    st.session_state[state.URL] = state.link_params()
    params = {**state.filter_params(), state.KINDS: kind}
    words = _(_NEAR[ServiceType(kind)])
    told = near_words(kind, places, state.origin()) or count_words(kind, places)
    with st.container(key="learn-near"):
        st.html(near_html(f"./?{urlencode(params)}", words, told))


def near_words(kind: str, places: pd.DataFrame, origin: Origin | None) -> str:
    """What the search behind the link will find: "5 places within 50 miles of Northampton, MA".

    Empty where nobody searched, and where nothing of this kind is near.
    """
    if origin is None:
        return ""
    asked = replace(chosen_query(origin, now()), service_types=frozenset({kind}))
    found = search(places, asked)
    return f"{summary(found)}." if len(found.results) else ""


def count_words(kind: str, places: pd.DataFrame) -> str:
    """How many of this kind we know that are not closed: "We know 41 of them"."""
    there = (places["service_type"] == kind) & places["status"].isin(list(SHOWN))
    count = int(there.sum())
    if not count:
        return _("We do not know any yet.")
    words = ngettext("We know of {count}.", "We know of {count} in all.", count)
    return words.format(count=number_phrase(count))
