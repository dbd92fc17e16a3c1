"""The names of states as people write them, in every language of the interface."""

from __future__ import annotations

from functools import cache

from respite_finder.gazetteer import normalize
from respite_finder.i18n import _, languages, mark
from respite_finder.states import STATE_NAMES, state_name

_ALIASES = {
    "washington dc": "DC",
    "washington d c": "DC",
    "d c": "DC",
    "us virgin islands": "VI",
    "virgin islands": "VI",
}
# The state and not the city of the same name.
_AS_A_STATE = mark("{state} State")


@cache
def state_names() -> dict[str, str]:
    """Postal code by full name, normalised: English first, then every other language."""
    names = {normalize(name): code for code, name in STATE_NAMES.items()}
    for language in languages().values():
        for code, name in STATE_NAMES.items():
            names.setdefault(normalize(language.translations.pgettext("state", name)), code)
    return names


@cache
def _state_codes() -> dict[str, str]:
    codes = state_names() | {code.lower(): code for code in STATE_NAMES} | _ALIASES
    for language in languages().values():
        pattern = language.translations.gettext(_AS_A_STATE)
        for code, name in STATE_NAMES.items():
            words = pattern.format(state=language.translations.pgettext("state", name))
            codes.setdefault(normalize(words), code)
    return codes


@cache
def _most_words() -> int:
    return max(len(name.split()) for name in _state_codes())


def as_a_state(code: str) -> str:
    """Words that mean the state and not the city of the same name: New York State."""
    return _(_AS_A_STATE).format(state=state_name(code))


def state_code(name: str) -> str:
    """The postal code for a normalised name or code; empty if it is none."""
    return _state_codes().get(name.removesuffix(" state").removeprefix("state of "), "") or (
        _state_codes().get(name, "")
    )


def split_state(name: str) -> tuple[str, str]:
    """The normalised name without the state that ends it, and that state's postal code."""
    tokens = name.split()
    for length in range(min(_most_words(), len(tokens)), 0, -1):
        code = _state_codes().get(" ".join(tokens[-length:]))
        if code:
            return " ".join(tokens[:-length]), code
    return name, ""
