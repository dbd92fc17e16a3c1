"""Addresses of our pages, for links inside HTML: with the language, if it was chosen."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from respite_finder.app import state
from respite_finder.learning import TO_LEARN

_FIRST: Final = "page:find"


def learn_href(target: str) -> str:
    """The address of ``learn:name`` or ``page:name``, from any page of ours."""
    what, _colon, name = target.partition(":")
    if f"{what}:" == TO_LEARN:
        return _address("learn", about=name)
    return _address("" if target == _FIRST else name)


def kind_href(kind: str) -> str:
    """The address of the page that explains a service type."""
    return learn_href(TO_LEARN + kind)


def place_href(place_id: str) -> str:
    """The address of a place's page."""
    return _address("place", place=place_id)


def study_href(study: str) -> str:
    """The address of the evidence of one study; of all studies without a name."""
    return _address("evidence", **({"study": study} if study else {}))


def _address(path: str, **params: str) -> str:
    query = urlencode(state.link_params(**params))
    return f"./{path}?{query}" if query else f"./{path}"
