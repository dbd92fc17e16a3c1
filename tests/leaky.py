"""A withheld address with all its secrets, and how to look for them in what leaves."""

from __future__ import annotations

import io
import zipfile

import pandas as pd

from made import frame, record

SECRET = {
    "name": "Made Respite",
    "service_type": "peer_respite",
    "address_withheld": "yes",
    "street": "17 Hidden Lane",
    "zip": "01062",
    "latitude": "42.33651",
    "longitude": "-72.61789",
}
TELLING = ("Hidden", "01062", "42.336", "72.617")

WORDS = "Corner of Hidden and Main, at 42.33651, -72.61789."
LINKS = (
    "https://www.google.com/maps/place/17+Hidden+Lane/@42.33651,-72.61789,17z",
    "https://maps.app.goo.gl/hidden",
    "https://example.org/houses/17-hidden-lane",
)
LOOSE = {
    **dict.fromkeys(("description", "hours", "cost", "referral", "area_served"), WORDS),
    **dict.fromkeys(("visitor_note", "populations", "other_sources", "phone_2_label"), WORDS),
    "alternate_names": "The 17 Hidden Lane House",
    "organization": "17 Hidden Lane",
    "source_name": "17 Hidden Lane",
    "website": LINKS[0],
    "source_url": LINKS[1],
}
"""The same secrets in every other column that holds words or a link."""


def leaky(precision: str, loose: bool = False) -> pd.DataFrame:
    """A frame that should not be: a withheld record with all its secrets (``loose``: in its words
    and links as well), and an open one.
    """
    return frame(
        record(SECRET, LOOSE if loose else {}, precision=precision),
        record(zip="01027", latitude="42.26", longitude="-72.7"),
    )


def unpacked(content: bytes) -> str:
    """Everything that somebody finds who takes a file apart, archives and all."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        inside = [archive.read(name).decode("utf-8") for name in archive.namelist()]
        return "\n".join([*archive.namelist(), *inside])
