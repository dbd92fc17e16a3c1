"""What FindTreatment.gov says of a facility's services, in its JSON and in its CSV.

JSON holds words under a category code (``{"f1": "Age Groups Accepted", "f2": "AGE", "f3":
"Adults; Seniors"}``), the CSV a column a code in which 1 means yes. Neither has a word for peer
respite. Codes and words: the code book of the National Directories, as public callers use them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from respite_finder.gazetteer import normalize
from respite_finder.schema import LIST_SEPARATOR
from respite_finder.tables.cells import plain_text

PEER_CODES: Final = ("PEER", "SHG")
"""Mentoring or peer support; self-help groups. A recovery coach (RC) alone is too weak a sign."""

_PEER_WORDS: Final = ("peer support", "self help group", "mutual support group")
_AGE_CODES: Final = {
    "CHLD": "children and adolescents",
    "YAD": "young adults",
    "ADLT": "adults",
    "SNR": "older adults",
}
_AGE_WORDS: Final = {
    "children adolescents": "children and adolescents",
    "young adults": "young adults",
    "adults": "adults",
    "seniors": "older adults",
    "seniors or older adults": "older adults",
}
_LANGUAGE_CODES: Final = {"SP": "Spanish", "AH": "sign language"}
_LANGUAGE_WORDS: Final = {
    "spanish": "Spanish",
    "sign language services for the deaf and hard of hearing": "sign language",
}


@dataclass(frozen=True, slots=True)
class Services:
    """What of a facility's services has a place in our columns."""

    peer: bool
    populations: str = ""
    languages: str = ""


def services_of_json(services: object) -> Services:
    """The services of a JSON row; whatever has another shape says nothing."""
    said = list(_categories(services))
    if not any(code in PEER_CODES or any(map(_is_peer_sign, values)) for code, values in said):
        return Services(peer=False)
    return Services(
        True, _in_words(said, "AGE", _AGE_WORDS), _in_words(said, "SL", _LANGUAGE_WORDS)
    )


def services_of_csv(cells: Mapping[str, object]) -> Services:
    """The services of a CSV row."""

    def yes(code: str) -> bool:
        return plain_text(cells.get(code.lower())) in ("1", "1.0")

    if not any(yes(code) for code in PEER_CODES):
        return Services(peer=False)
    ages = [words for code, words in _AGE_CODES.items() if yes(code)]
    return Services(True, _joined(ages), _joined(w for c, w in _LANGUAGE_CODES.items() if yes(c)))


def _in_words(said: list[tuple[str, list[str]]], category: str, words: Mapping[str, str]) -> str:
    values = [value for code, values in said if code == category for value in values]
    return _joined(words.get(_plain(value)) for value in values)


# The same few hundred answers stand in every row.
_plain = lru_cache(maxsize=4096)(normalize)


@lru_cache(maxsize=4096)
def _is_peer_sign(value: str) -> bool:
    return value.strip() in PEER_CODES or any(words in normalize(value) for words in _PEER_WORDS)


def _categories(services: object) -> Iterator[tuple[str, list[str]]]:
    for service in services if isinstance(services, list) else ():
        if not isinstance(service, dict):
            continue
        code, words = service.get("f2"), service.get("f3")
        if isinstance(words, str):
            yield plain_text(code).upper(), words.split(";")
        elif isinstance(code, str):
            yield code.strip().upper(), []


def _joined(words: Iterable[str | None]) -> str:
    return LIST_SEPARATOR.join(dict.fromkeys(word for word in words if word))
