"""From what a person types to a point: ``locate("Northampton, MA")``. Offline, never a guess.

Nothing that was typed is repeated in a message: it may be a name and an address. The rooms:
``words`` (what was typed, made plain), ``address`` (a pasted address), ``names`` (cities, counties
and states), ``state_words`` (states in every language), ``origin``.
"""

from __future__ import annotations

import re

from respite_finder.errors import LocationNotFound
from respite_finder.gazetteer import gazetteer, normalize
from respite_finder.i18n import _
from respite_finder.locate.address import town_at_the_end, zip_in
from respite_finder.locate.names import MAX_SUGGESTIONS, named
from respite_finder.locate.origin import Origin, origin_of
from respite_finder.locate.state_words import as_a_state
from respite_finder.locate.words import (
    MAX_LENGTH,
    clean,
    expected,
    without_before,
    without_country,
)

__all__ = ["Origin", "locate", "origin_of", "tidy"]

_ZIP = re.compile(r"(?P<zip>\d{5})(?:[- ]?\d{4})?")
_ENDS_IN_ZIP = re.compile(r"(?P<place>.*[^\d\s,])[\s,]+(?P<zip>\d{5})(?:-\d{4})?")


def locate(text: str) -> Origin:
    """Understand a ZIP code, ``City, ST``, a county, a state, or an address that holds one.

    Raises LocationAmbiguous if several places answer to the words (``suggestions``: largest
    first) and LocationNotFound if none does (``suggestions``: the closest names).

    >>> locate("northampton massachusetts").label
    'Northampton, MA'
    >>> locate("Jane Doe, 12 Main St, Northampton, MA 01060-1234").label
    'Northampton, MA 01060'
    """
    words = clean(text)
    digits = _ZIP.fullmatch(words)
    if digits:
        return _zip(digits["zip"])
    inside = zip_in(words)
    if inside:
        return origin_of(inside)
    bare = without_before(words)
    if re.fullmatch(r"[\d\s-]+", bare):
        raise _not_a_zip(bare)
    ends = _ENDS_IN_ZIP.fullmatch(without_country(words))
    if ends:
        return _zip(ends["zip"], ends["place"])
    return _by_name(words, bare, len(text))


def tidy(text: str) -> str:
    """What may be kept of what was typed: the ZIP code, or the name of the place, and no more.

    ``locate`` understands it as the same place. Empty if the text is not understood.

    >>> tidy("Jane Doe, 12 Main St, Northampton, MA 01060-1234"), tidy("northampton ma")
    ('01060', 'Northampton, MA')
    """
    try:
        origin = locate(text)
    except LocationNotFound:
        return ""
    if origin.precision == "zip":
        typed = normalize(text)
        return origin.label if typed == normalize(origin.label) else origin.label[-5:]
    if origin.precision == "state":
        return origin.label if _means(origin.label, origin) else as_a_state(origin.state)
    return origin.label


def _means(words: str, origin: Origin) -> bool:
    try:
        return locate(words) == origin
    except LocationNotFound:
        return False


def _by_name(words: str, bare: str, length: int) -> Origin:
    if len(words) <= MAX_LENGTH:
        try:
            return named(words)
        except LocationNotFound as error:
            refused = error
    else:
        too_long = _(
            "That is {count} characters long, and we see no ZIP code in it. "
            "A place has at most {most}."
        ).format(count=f"{length:,}", most=MAX_LENGTH)
        refused = LocationNotFound(f"{too_long} {expected()}")
    town = town_at_the_end(bare)
    if town:
        return origin_of(town)
    shorter = without_country(bare)
    if shorter != words and len(shorter) <= MAX_LENGTH:
        return named(shorter)
    raise refused


def _zip(code: str, beside: str = "") -> Origin:
    area = gazetteer().zip_code(code)
    if area is None:
        town = town_at_the_end(beside) if beside else None
        near = gazetteer().zips_like(code[:4]) or gazetteer().zips_like(code[:3])
        labels = [town.label] if town else _labels(near[:MAX_SUGGESTIONS])
        raise LocationNotFound(
            _("That ZIP code does not exist. Check the digits, or type a town and state."),
            labels,
        )
    return origin_of(area)


def _labels(codes: list[str]) -> list[str]:
    areas = (gazetteer().zip_code(code) for code in codes)
    return [area.label for area in areas if area is not None]


def _not_a_zip(words: str) -> LocationNotFound:
    digits = re.sub(r"\D", "", words)
    padded = digits.zfill(5)
    meant = [padded] if len(digits) in (3, 4, 5) and gazetteer().zip_code(padded) else []
    return LocationNotFound(
        _("That is not a ZIP code: a ZIP code is 5 digits without a gap."), meant
    )
