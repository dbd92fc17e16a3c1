"""The button that asks the browser where it is: on a click only, rounded before it is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import streamlit as st

from respite_finder.i18n import _

KEY: Final = "use-location"
_POSITION: Final = "position"

_STATIC: Final = Path(__file__).parents[1] / "static"
_HTML: Final = """
<div class="location">
  <p class="before" id="before"></p>
  <button type="button" aria-describedby="before"></button>
  <p class="answer" role="status"></p>
</div>
"""

_component = st.components.v2.component(
    "respite_finder_location",
    html=_HTML,
    css=(_STATIC / "location.css").read_text(encoding="utf-8"),
    js=(_STATIC / "location.js").read_text(encoding="utf-8"),
)


def ask_location(
    on_given: Callable[[float, float], None] | None = None,
) -> tuple[float, float] | None:
    """The button, and the rough position once the visitor has given it: latitude and longitude.

    Two decimals of a degree, WGS 84. ``on_given`` is called with it before the page runs, so that
    it may change what a widget shows. The value is there for one run, and never in the URL. What
    the browser refuses is told beside the button, by the browser.
    """

    def given() -> None:
        position = _position(st.session_state[KEY].get(_POSITION))
        if position and on_given:
            on_given(*position)

    return _position(_component(key=KEY, data=_words(), on_position_change=given).get(_POSITION))


def _position(given: Any) -> tuple[float, float] | None:
    """Two numbers from the browser; anybody may send anything, ``around`` judges their range."""
    if not isinstance(given, Mapping):
        return None
    lat, lon = given.get("lat"), given.get("lon")
    if isinstance(lat, bool) or isinstance(lon, bool):
        return None
    if not isinstance(lat, int | float) or not isinstance(lon, int | float):
        return None
    return round(float(lat), 2), round(float(lon), 2)


def _words() -> dict[str, str]:
    """What the button says, in the visitor's language."""
    return {
        "before": _(
            "Or let your browser find you. It will ask you first. It sends us only the rough area, "
            "about half a mile around you, and we do not store it."
        ),
        "button": _("Use my location"),
        "waiting": _("Waiting for your browser…"),
        "look": _("Your browser may ask you now. You can say no."),
        "refused": _(
            "Your browser did not share your location. That is fine: "
            "type a ZIP code, or a town and state."
        ),
        "unavailable": _(
            "Your browser could not find where you are. Type a ZIP code, or a town and state."
        ),
        "timeout": _(
            "Your browser took too long. Try once more, or type a ZIP code, or a town and state."
        ),
        "insecure": _(
            "Browsers share a location only on a safe page (https), and this page is not one. "
            "Type a ZIP code, or a town and state."
        ),
    }
