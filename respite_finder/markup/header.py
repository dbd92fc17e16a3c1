"""What stands on top of every page: 988, and the way out."""

from __future__ import annotations

import os
import re
from html import escape
from typing import Final

from respite_finder.i18n import _, current
from respite_finder.markup.parts import link

NEUTRAL_PAGE: Final = "https://www.weather.gov/"


def header_html() -> str:
    """The crisis line, and a button that leaves at once (``page.js``, and a link without it)."""
    words = escape(_("In danger or thinking of suicide? {call} or {text}, any time."))
    crisis = words.replace("{call}", link("tel:988", escape(_("Call 988")))).replace(
        "{text}", link("sms:988", escape(_("text 988")))
    )
    leave = escape(_("Leave this page quickly"))
    keys = escape(_("Or press the Escape key three times."))
    honest = escape(_("It does not clear your history."))
    return (
        f'<div class="top" data-language="{escape(current().code)}">'
        f'<p class="crisis">{crisis}</p>'
        f'<p class="way-out"><a class="leave" href="{escape(neutral_page())}" '
        f'rel="noreferrer" referrerpolicy="no-referrer">{leave}</a> '
        f'<small><span class="keys">{keys}</span> {honest}</small></p></div>'
    )


def neutral_page() -> str:
    """Where "Leave this page quickly" goes: weather.gov, or ``RESPITE_FINDER_EXIT``."""
    wanted = os.environ.get("RESPITE_FINDER_EXIT", "")
    return wanted if re.fullmatch(r"https://[^\s\"'<>]+", wanted) else NEUTRAL_PAGE
