"""The states, districts and territories of the United States by postal code."""

from __future__ import annotations

from typing import Final

from respite_finder.i18n import _, pgettext

NATIONWIDE: Final = "US"

STATE_NAMES: Final[dict[str, str]] = {
    "AL": "Alabama",
    "AK": "Alaska",
    "AZ": "Arizona",
    "AR": "Arkansas",
    "CA": "California",
    "CO": "Colorado",
    "CT": "Connecticut",
    "DE": "Delaware",
    "DC": "District of Columbia",
    "FL": "Florida",
    "GA": "Georgia",
    "HI": "Hawaii",
    "ID": "Idaho",
    "IL": "Illinois",
    "IN": "Indiana",
    "IA": "Iowa",
    "KS": "Kansas",
    "KY": "Kentucky",
    "LA": "Louisiana",
    "ME": "Maine",
    "MD": "Maryland",
    "MA": "Massachusetts",
    "MI": "Michigan",
    "MN": "Minnesota",
    "MS": "Mississippi",
    "MO": "Missouri",
    "MT": "Montana",
    "NE": "Nebraska",
    "NV": "Nevada",
    "NH": "New Hampshire",
    "NJ": "New Jersey",
    "NM": "New Mexico",
    "NY": "New York",
    "NC": "North Carolina",
    "ND": "North Dakota",
    "OH": "Ohio",
    "OK": "Oklahoma",
    "OR": "Oregon",
    "PA": "Pennsylvania",
    "RI": "Rhode Island",
    "SC": "South Carolina",
    "SD": "South Dakota",
    "TN": "Tennessee",
    "TX": "Texas",
    "UT": "Utah",
    "VT": "Vermont",
    "VA": "Virginia",
    "WA": "Washington",
    "WV": "West Virginia",
    "WI": "Wisconsin",
    "WY": "Wyoming",
    "AS": "American Samoa",
    "GU": "Guam",
    "MP": "Northern Mariana Islands",
    "PR": "Puerto Rico",
    "VI": "U.S. Virgin Islands",
}

WITHOUT_PEOPLE: Final = frozenset({"AS", "GU", "MP", "VI"})
"""Territories for which our source tells no people by ZIP code."""
COUNTED_STATES: Final = tuple(sorted(set(STATE_NAMES) - WITHOUT_PEOPLE))
"""The 50 states, the District of Columbia and Puerto Rico."""


def state_name(code: str) -> str:
    """The full name for a postal code; ``US`` is "the whole country"."""
    return _("the whole country") if code == NATIONWIDE else pgettext("state", STATE_NAMES[code])


def state_code(words: str) -> str:
    """The postal code for a name or a code, however it is written; what is unknown comes back.

    >>> state_code("new york"), state_code("ny"), state_code("Atlantis")
    ('NY', 'NY', 'ATLANTIS')
    """
    plain = words.strip().lower()
    codes = {name.lower(): code for code, name in STATE_NAMES.items()}
    return codes.get(plain, plain.upper())
