"""What stands on top of every page: 988, and the way out."""

from __future__ import annotations

from html import escape
from typing import Final

from respite_finder.errors import FileError
from respite_finder.i18n import _, current
from respite_finder.lines import crisis_lines_for
from respite_finder.markup.parts import link
from respite_finder.settings import NEUTRAL_PAGE
from respite_finder.text import phone_href, sms_href

CRISIS: Final = "988"


def header_html() -> str:
    """The crisis line, and a button that leaves at once (``page.js``, and a link without it)."""
    words = escape(_("In danger or thinking of suicide? {call} or {text}, any time."))
    call, text = escape(_("Call 988")), escape(_("text 988"))
    crisis = words.replace("{call}", link(phone_href(CRISIS), call)).replace(
        "{text}", link(sms_href(CRISIS, _word_to_text()), text)
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


def _word_to_text() -> str:
    """What to text to 988 first, for a line in the visitor's language."""
    try:
        return crisis_lines_for(current().code)[0].text_word
    except FileError:
        return ""  # The page says that the list is broken; the number stands.
