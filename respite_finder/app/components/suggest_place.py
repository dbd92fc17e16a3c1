"""The form for a place that we lack."""

from __future__ import annotations

from typing import Final

import streamlit as st

from respite_finder.app.components.suggest_fields import choice, line, lines
from respite_finder.app.components.suggest_likely import likely
from respite_finder.community.forms import LONGEST, MORE, Kind, tidy
from respite_finder.i18n import _
from respite_finder.schema import ServiceType
from respite_finder.service_types import spoken_types
from respite_finder.states import STATE_NAMES, state_name

_NAMES: Final = tuple(LONGEST[Kind.PLACE])


def ask_place() -> dict[str, str]:
    """Draw the form; return what is said so far."""
    said = dict.fromkeys(_NAMES, "")
    said["name"] = line(Kind.PLACE, "name", _("Name of the place"), needed=True)
    kinds = {kind.value: spoken_types()[kind.value].name for kind in ServiceType}
    said["service_type"] = choice(Kind.PLACE, "service_type", _("Kind of help"), kinds)
    states = dict(sorted(_states().items(), key=lambda pair: pair[1]))
    said["state"] = choice(Kind.PLACE, "state", _("State"), states)
    with st.container(key="suggest-ways"):
        st.header(_("How can people reach it?"), anchor=False)
        st.markdown(_("One of these is needed, so that we can check it."))
        said["phone"] = line(Kind.PLACE, "phone", _("Phone"))
        said["website"] = line(Kind.PLACE, "website", _("Website"))
        said["email"] = line(Kind.PLACE, "email", _("E-mail of the place"))
    warning = st.container(key="suggest-likely")
    with st.container(key="suggest-where"):
        st.header(_("Where is it?"), anchor=False)
        st.markdown(_("You can leave out what you do not know."))
        said["city"] = line(Kind.PLACE, "city", _("Town"))
        said["zip"] = line(Kind.PLACE, "zip", _("ZIP code"))
        with st.container(key="suggest-street-note"):
            if said["service_type"] == ServiceType.PEER_RESPITE:
                words = _("Does the house keep its address private? Then leave the street out.")
                st.html(f'<p class="place-withheld">{words}</p>')
        said["street"] = line(Kind.PLACE, "street", _("Street and number"))
    with st.container(key="suggest-about"):
        st.header(_("What else do you know?"), anchor=False)
        said["hours"] = line(Kind.PLACE, "hours", _("Opening hours"))
        said["cost"] = line(Kind.PLACE, "cost", _("What it costs"))
        said[MORE] = lines(Kind.PLACE, MORE, _("Is there more that we should know?"))
    tidied = {name: tidy(text) for name, text in said.items() if tidy(text)}
    with warning:
        likely(tidied)
    return tidied


def _states() -> dict[str, str]:
    return {code: state_name(code) for code in STATE_NAMES}
