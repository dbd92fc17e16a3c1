"""Addresses of the learn pages, for links inside HTML: with the language, if it was chosen."""

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


def _address(path: str, **params: str) -> str:
    query = urlencode(state.link_params(**params))
    return f"./{path}?{query}" if query else f"./{path}"
