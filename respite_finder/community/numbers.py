"""Case numbers: what a visitor is told and a reviewer types. They cannot be guessed."""

from __future__ import annotations

import secrets
from typing import Final

from respite_finder.errors import RecordNotFound

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0 and O, 1, I and L, which are read one for the other."""
LENGTH: Final = 8
_BETWEEN: Final = str.maketrans("", "", "- \t\n\u2010\u2011\u2012\u2013\u2014\u00a0")


def new_number() -> str:
    """A number such as ``7KQ2-M4XD``: one of 850 billion."""
    return _written("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def as_written(number: str) -> str:
    """A number that somebody typed, as we write it. Raises RecordNotFound if it can be none.

    >>> as_written(" 7kq2 m4xd ")
    '7KQ2-M4XD'
    """
    bare = number.translate(_BETWEEN).upper()
    if len(bare) != LENGTH or not set(bare) <= set(ALPHABET):
        raise RecordNotFound(number)
    return _written(bare)


def _written(bare: str) -> str:
    return f"{bare[:4]}-{bare[4:]}"
