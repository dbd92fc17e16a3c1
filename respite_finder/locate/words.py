"""What was typed, made plain: no invisible characters, and without the words around a place."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from respite_finder.errors import LocationNotFound
from respite_finder.gazetteer import normalize
from respite_finder.i18n import _, languages, mark

MAX_LENGTH: Final = 100
"""The longest name of a place that we look up; in a longer text we look for an address."""
READ_LENGTH: Final = 2_000
"""As far as a long text is read."""

# Lists of words, each language its own; a translation may have more or fewer of them.
_BEFORE = mark("near; close to; around; in; I am in; I live in; ZIP; ZIP code; my ZIP code is")
_AFTER = mark("USA; U.S.A.; US; United States; United States of America")
_COUNTY_OF = mark("county of; parish of; borough of")
_LINE_BREAKS = re.compile(r"[\n\r\v\f\x85\u2028\u2029]+")
_BLANK = ("Cc", "Zs", "Zl", "Zp")
_NO_WIDTH = "Cf"


def expected() -> str:
    """What a visitor may type."""
    return _(
        "Type a ZIP code such as 01060, a town and state such as Troy, NY, a county or a state."
    )


def clean(text: str) -> str:
    """One line of visible characters; a line break separates as a comma does.

    Raises LocationNotFound if nothing is left.
    """
    lines = _LINE_BREAKS.sub(", ", text[:READ_LENGTH])
    printable = "".join(
        " " if unicodedata.category(char) in _BLANK else char
        for char in unicodedata.normalize("NFKC", lines)
        if unicodedata.category(char) != _NO_WIDTH
    )
    words = " ".join(printable.split()).strip(" ,;.")
    if not words:
        nothing = _("No place was given.")
        raise LocationNotFound(f"{nothing} {expected()}")
    return words


@cache
def _lists(message: str) -> tuple[tuple[str, ...], ...]:
    """The words of a list in every language, normalised and split, the longest first."""
    texts = (language.translations.gettext(message) for language in languages().values())
    entries = {tuple(normalize(entry).split()) for text in texts for entry in text.split(";")}
    return tuple(sorted(entries - {()}, key=len, reverse=True))


def county_named(name: str) -> str:
    """What follows "county of", in any language, in a normalised name; empty if it is not said."""
    tokens = tuple(name.split())
    for entry in _lists(_COUNTY_OF):
        if tokens[: len(entry)] == entry:
            return " ".join(tokens[len(entry) :])
    return ""


def without_before(words: str) -> str:
    """The words without "near", "ZIP code" or the like in front."""
    return _without(words, _BEFORE, front=True)


def without_country(words: str) -> str:
    """The words without "USA" or the like at their end."""
    return _without(words, _AFTER, front=False)


def _without(words: str, message: str, *, front: bool) -> str:
    pieces = words.split()
    for entry in _lists(message):
        # "U. S." may be one piece or two.
        for count in range(min(len(pieces) - 1, 2 * len(entry)), 0, -1):
            part = pieces[:count] if front else pieces[-count:]
            if tuple(normalize(" ".join(part)).split()) == entry:
                rest = pieces[count:] if front else pieces[:-count]
                return " ".join(rest).strip(" ,;.:")
    return words
