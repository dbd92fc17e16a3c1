"""The cell of what a person needs: words between semicolons or commas, in English or Spanish."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final

from babel import Locale

from respite_finder.batch.people import NO_NEEDS, Fault
from respite_finder.gazetteer import normalize
from respite_finder.i18n import SOURCE, languages
from respite_finder.needs import AGE_LIMITS, CONTACTS, GROUPS, OPERATORS, STAY_LIMITS, Needs
from respite_finder.needs.groups import groups_of

_BETWEEN: Final = re.compile(r"[;,|\n]")
_OR: Final = re.compile(r"\s(?:or|o|u)\s", re.IGNORECASE)
_NONE: Final = frozenset({"no", "none", "n a", "na", "ninguna", "ninguno"})
_DASHES: Final = frozenset("-–—")
_LISTS: Final = ("languages", "groups", "operators", "contact")
_SPELLINGS: Final[Mapping[str, tuple[str, str, tuple[str, ...]]]] = {
    "free": ("free", "", ("free", "no cost", "at no cost", "gratis", "gratuito", "sin costo")),
    "overnight": (
        *("overnight", ""),
        ("overnight", "overnight stay", "stay overnight", "bed", "a bed", "para dormir", "cama"),
    ),
    "self referral": (
        *("self_referral", ""),
        ("self referral", "self refer", "self referred", "selfreferral", "por si mismo"),
    ),
    "phone": ("contact", "phone", ("phone", "call", "by phone", "calls", "telefono", "llamar")),
    "text": ("contact", "text", ("text", "sms", "texting", "by text", "texto", "mensaje")),
    "chat": ("contact", "chat", ("chat", "online chat", "by chat")),
    "open now": ("open_at", "", ("open now", "open", "abierto ahora", "abierto")),
    "peer-run": (
        *("operators", "peer_run"),
        ("peer run", "peerrun", "peer operated", "run by peers", "dirigido por pares"),
    ),
    "hybrid": ("operators", "hybrid", ("hybrid", "hibrido")),
}
"""The word that we write, the need and the member of it, and the spellings of it."""

_SAID: Final[Mapping[str, tuple[str, ...]]] = {
    "young_adults": ("joven", "jovenes", "adultos jovenes"),
    "older_adults": ("adulto mayor", "adulta mayor", "adultos mayores", "personas mayores"),
    "veterans": ("veterano", "veteranos", "veterana", "veteranas", "veterano s"),
    "deaf": ("sordo", "sorda", "sordos", "sordas"),
}
"""How people say the groups in Spanish."""

_AGE: Final = re.compile(
    r"(?:age|aged|edad|edad de)\s*(?:is|of|de)?\s*([0-9]{1,9})(?:\s*(?:years?|yrs?|anos))?"
    r"|([0-9]{1,9})\s*(?:years?|yrs?|yo|y o|anos)(?:\s*(?:old|of age|de edad))?"
)
_STAY: Final = re.compile(
    r"(?:stay|stays|stay for|stay of|estancia|estadia|estancia de)\s*([0-9]{1,9})"
    r"(?:\s*(?:days?|nights?|dias?|noches?))?"
    r"|([0-9]{1,9})\s*(?:days?|nights?|dias?|noches?)(?:\s*stay)?"
)
_SPEAKS: Final = re.compile(
    r"(?:speaks?|language|languages|idioma|habla) (.+)|(.+) (?:speaking|language)"
)


@dataclass(frozen=True, slots=True)
class NeedsRead:
    """``needs`` and its words in our spelling, or ``fault`` and the word that it is about."""

    needs: Needs = NO_NEEDS
    words: str = ""
    fault: Fault | None = None
    at: int = 0


class NeedsWords:
    """Reads the needs of people. ``spoken``: the languages of the data; ``now``: open when."""

    def __init__(self, spoken: Collection[str], now: datetime) -> None:
        self._now = now
        self._known = _known(tuple(sorted(spoken)))

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that is known, for who has to write them."""
        ours = dict.fromkeys(ours for ours, *_ in self._known.values())
        return (*ours, "age 17", "stay 7")

    def read(self, cell: str) -> NeedsRead:
        """Read a cell; the first word that cannot be used decides."""
        given: dict[str, Any] = {name: set() for name in _LISTS}
        ours: list[str] = []
        for at, word in enumerate((w for w in _BETWEEN.split(cell) if w.strip()), start=1):
            if _is_none(word):
                continue
            fault, told = self._take_any(word, given)
            if fault is not None:
                return NeedsRead(fault=fault, at=at)
            ours += told
        words = "; ".join(dict.fromkeys(ours))
        return NeedsRead(Needs(**given), words) if ours else NeedsRead()

    def _take_any(self, word: str, given: dict[str, Any]) -> tuple[Fault | None, list[str]]:
        """Add what stands between two semicolons; "or" may part words of one need, any of them."""
        parts = _OR.split(word)
        if len(parts) == 1 or _plain(word) in self._known:
            return self._take(_plain(word), given)
        any_of: dict[str, Any] = {name: set() for name in _LISTS}
        ours: list[str] = []
        for part in parts:
            fault, told = self._take(_plain(part), any_of)
            if fault is not None:
                return fault, []
            ours += told
        named = [name for name, members in any_of.items() if members]
        if len(set(ours)) > 1 and (len(named) > 1 or named[0] not in _LISTS):
            return Fault.NEEDS_WORD, []  # one need or another: every need counts here
        for name, members in any_of.items():
            if name in _LISTS:
                given[name] |= members
            elif given.setdefault(name, members) != members:
                return Fault.NEEDS_TWICE, []
        return None, ours

    def _take(self, plain: str, given: dict[str, Any]) -> tuple[Fault | None, list[str]]:
        """Add one word to what is given; the fault that it has, or how we write it."""
        for pattern, name, limits, fault in (
            (_AGE, "age", AGE_LIMITS, Fault.AGE),
            (_STAY, "stay_days", STAY_LIMITS, Fault.STAY),
        ):
            found = pattern.fullmatch(plain)
            if found:
                number = int(found[1] or found[2])
                if not limits[0] <= number <= limits[1]:
                    return fault, []
                if given.setdefault(name, number) != number:
                    return Fault.NEEDS_TWICE, []
                return None, [f"{'age' if name == 'age' else 'stay'} {number}"]
        speaks = _SPEAKS.fullmatch(plain)
        known = self._known.get(plain) or (
            self._known.get(speaks[1] or speaks[2]) if speaks else None
        )
        if known is None:
            # Past its cache: what somebody uploaded may not outlive their session.
            groups = sorted(groups_of.__wrapped__(plain))
            if not groups:
                return Fault.NEEDS_WORD, []
            given["groups"] |= set(groups)
            return None, [_as_word(group) for group in groups]
        ours, name, member = known
        if member:
            given[name].add(member)
        else:
            given[name] = self._now if name == "open_at" else True
        return None, [ours]


def _plain(word: str) -> str:
    return normalize(word.replace("+", ""))


def _is_none(word: str) -> bool:
    """Whether a word says that there is no need."""
    return _plain(word) in _NONE or set(word.strip()) <= _DASHES


def _as_word(code: str) -> str:
    return code.replace("_", " ")


@cache
def _known(spoken: tuple[str, ...]) -> dict[str, tuple[str, str, str]]:
    """Every spelling: how we write it, the need, the member of it."""
    known = {
        spelling: (ours, name, member)
        for ours, (name, member, spellings) in _SPELLINGS.items()
        for spelling in spellings
    }
    assert {m for _o, n, m in known.values() if n == "contact"} == set(CONTACTS)
    assert {m for _o, n, m in known.values() if n == "operators"} == set(OPERATORS)
    for language in spoken:
        for word in (language, *_named(language)):
            known.setdefault(normalize(word), (language, "languages", language))
        if "creole" in normalize(language):
            known.setdefault("criollo", (language, "languages", language))
    for code, name in GROUPS.items():
        for word in (
            _as_word(code),
            name.replace("+", ""),
            *_translated(name),
            *_SAID.get(code, ()),
        ):
            known.setdefault(normalize(word), (_as_word(code), "groups", code))
    return known


def _named(language: str) -> list[str]:
    """A language's name in every language of the interface: Spanish, español."""
    codes = {name: code for code, name in Locale(SOURCE).languages.items()}
    names = (
        spoken.locale.languages.get(codes.get(language, "")) for spoken in languages().values()
    )
    return [name for name in names if name]


def _translated(message: str) -> list[str]:
    """A message in every other language of the interface."""
    found = [spoken.translations.gettext(message) for spoken in languages().values()]
    return [word.replace("+", "") for word in found if word != message]
