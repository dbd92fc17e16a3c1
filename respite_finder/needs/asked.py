"""``Needs``: what a person asks of a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from respite_finder.errors import QueryError
from respite_finder.needs.groups import GROUPS
from respite_finder.schema import LIST_SEPARATOR, Operator

AGE_LIMITS: Final = (0, 120)
"""Years."""
STAY_LIMITS: Final = (1, 365)
"""Days."""
OPERATORS: Final = (Operator.PEER_RUN.value, Operator.HYBRID.value)
CONTACTS: Final = ("phone", "text", "chat")
NEEDS: Final = (
    *("age", "stay_days", "free", "languages", "groups"),
    *("self_referral", "operators", "overnight", "contact", "open_at"),
)
"""The name of every need, in the order in which they are told."""

_LONGEST_LANGUAGE: Final = 60


@dataclass(frozen=True)
class Needs:
    """What a person needs; the default of each is no need. Raises QueryError for what cannot be.

    ``age`` in years. ``stay_days``: at least so many days. ``languages``: English names, as in
    the data. Of several languages, groups, operators or ways of contact, any one will do.
    ``self_referral``: the person can ask without a professional. ``open_at``: open at this
    moment, with a time zone. ``include_unknown``: places whose source does not say come too.
    """

    age: int | None = None
    stay_days: int | None = None
    free: bool = False
    languages: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    self_referral: bool = False
    operators: frozenset[str] = frozenset()
    overnight: bool = False
    contact: frozenset[str] = frozenset()
    open_at: datetime | None = None
    include_unknown: bool = False

    def __post_init__(self) -> None:
        for name in ("languages", "groups", "operators", "contact"):
            given = getattr(self, name)
            object.__setattr__(self, name, frozenset({given} if isinstance(given, str) else given))
        _between(self.age, AGE_LIMITS, "age", "years")
        _between(self.stay_days, STAY_LIMITS, "stay", "days")
        for language in sorted(self.languages, key=str):
            if not _is_language(language):
                raise QueryError("language", language, "give a language's name, such as Spanish.")
        _only(self.groups, GROUPS, "group")
        _only(self.operators, OPERATORS, "run by")
        _only(self.contact, CONTACTS, "contact")
        if self.open_at is not None and self.open_at.utcoffset() is None:
            raise QueryError("open at", self.open_at, "give a date and time with a time zone.")

    @property
    def asked(self) -> tuple[str, ...]:
        """The names of the needs that are set, in the order of ``NEEDS``."""
        return tuple(name for name in NEEDS if _is_set(getattr(self, name)))


def _is_set(value: object) -> bool:
    """An age of 0 is asked for; no languages are not."""
    return value is not None and value is not False and value != frozenset()


def _between(value: object, limits: tuple[int, int], name: str, unit: str) -> None:
    if value is None:
        return
    whole = isinstance(value, int) and not isinstance(value, bool)
    if not whole or not limits[0] <= value <= limits[1]:  # type: ignore[operator]  # an int here
        expected = f"give a whole number of {unit} from {limits[0]} to {limits[1]}."
        raise QueryError(name, value, expected)


def _is_language(word: object) -> bool:
    if not isinstance(word, str) or LIST_SEPARATOR.strip() in word:
        return False
    return 0 < len(word.strip()) <= _LONGEST_LANGUAGE and word.isprintable()


def _only(given: frozenset[str], known: Iterable[str], name: str) -> None:
    choices = sorted(known)
    for value in sorted(given - set(choices), key=str):
        raise QueryError(name, value, f"choose from {', '.join(choices)}.")
