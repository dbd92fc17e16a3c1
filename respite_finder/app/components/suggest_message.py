"""The form for words to us."""

from __future__ import annotations

from respite_finder.app.components.suggest_fields import lines
from respite_finder.community.forms import MESSAGE, Kind, tidy
from respite_finder.i18n import _


def ask_message() -> dict[str, str]:
    """Draw the form; return what is said so far."""
    words = lines(Kind.MESSAGE, MESSAGE, _("Your message"), needed=True, height=220)
    return {MESSAGE: tidy(words)}
