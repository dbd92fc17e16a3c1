"""What stands on top of every page: 988, and the way out."""

from __future__ import annotations

from html import escape

from respite_finder.i18n import _, current
from respite_finder.markup.parts import link
from respite_finder.settings import NEUTRAL_PAGE


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
        f'<p class="way-out"><a class="leave" href="{escape(NEUTRAL_PAGE.value())}" '
        f'rel="noreferrer" referrerpolicy="no-referrer">{leave}</a> '
        f'<small><span class="keys">{keys}</span> {honest}</small></p></div>'
    )
