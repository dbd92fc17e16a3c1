"""What a peer respite is and what a stay is like, true of every house by its definition.

The definition is the field's own: voluntary, short, overnight, at all hours, homelike, not
clinical, run by people with lived experience. Nothing is said here of one particular house.
"""

from __future__ import annotations

from html import escape
from typing import Final

from respite_finder.i18n import _
from respite_finder.markup.parts import link, paragraph, within

CAREGIVER_RESPITE: Final = "https://archrespite.org/caregiver-resources/respitelocator/"


def peer_respite_html(stay_href: str = "") -> str:
    """Two sections for somebody who has never heard of a peer respite.

    ``stay_href`` is the address of the page that tells of a whole stay, if there is one.
    """
    what = [
        _(
            "A peer respite is a house where you can stay for a short time when life gets too "
            "hard to carry alone."
        ),
        _("The people who work there are peers: they have been through hard times of their own."),
        _("It is set up like a home. It is not a hospital and not a clinic."),
    ]
    stay = [
        _("You choose to come. You can leave when you want."),
        _("You sleep there. A stay is short, and each house sets its own limit."),
        _("Somebody is there day and night."),
        _("You can talk with people who know what it is like."),
        _(
            "Every house has its own rules. Before you come, ask what to bring, if you can go out "
            "by day, and what to do with your medicine."
        ),
    ]
    titles = [escape(_("What is a peer respite?")), escape(_("What a stay is like"))]
    return (
        '<section class="card place-learn">'
        f"<h2>{titles[0]}</h2>"
        f"{''.join(f'<p>{escape(words)}</p>' for words in what)}"
        f"{_not_for_caregivers()}"
        f"<h2>{titles[1]}</h2>"
        f"<ul>{''.join(f'<li>{escape(words)}</li>' for words in stay)}</ul>"
        f"{_whole_stay(stay_href)}"
        "</section>"
    )


def _whole_stay(href: str) -> str:
    words = escape(_("A stay step by step, from the first call to the way home"))
    return paragraph("place-small", within(href, words)) if href else ""


def _not_for_caregivers() -> str:
    words = _(
        "Do you look after somebody and need a break? That is another kind of respite. "
        "You can look for it here: {locator}."
    )
    locator = link(CAREGIVER_RESPITE, "ARCH National Respite Locator")
    return paragraph("place-small", escape(words).replace("{locator}", locator))
