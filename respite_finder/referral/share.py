"""A list of places as a link: ids and the language, and nothing else. And back, whatever came."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final
from urllib.parse import urlencode, urlsplit, urlunsplit

import pandas as pd
from rapidfuzz import fuzz, process

from respite_finder.dataset import read_dataset
from respite_finder.errors import RecordNotFound, RespiteFinderError, shorten
from respite_finder.i18n import _, languages, ngettext
from respite_finder.ids import published_ids
from respite_finder.markup.contact import GONE
from respite_finder.referral.plain import left_out
from respite_finder.resources import PLACES_CSV
from respite_finder.schema import PATTERNS
from respite_finder.text import number_phrase

MOST_IDS: Final = 50
"""Places of one list."""
MOST_SENTENCES: Final = 8
"""Places that are named one by one when something is wrong; the others are counted."""
LONGEST_ID: Final = 100
"""Characters of an id that are looked at; the longest id has 70."""
PAGE: Final = "list"
PLACES: Final = "places"
LANGUAGE: Final = "lang"

_MOST_TEXT: Final = 1_000_000
_CLOSE: Final = 75.0
_BETWEEN: Final = re.compile(r"[\s,;]+")
_ID: Final = re.compile(PATTERNS["place_id"][0])
_NOT_IN_AN_ID: Final = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class Shared:
    """``ids`` can be shown, in the order of the link; ``problems``: a sentence for what cannot."""

    ids: tuple[str, ...]
    problems: tuple[str, ...] = ()


def read_ids(given: str | Sequence[str], places: pd.DataFrame, path: Path = PLACES_CSV) -> Shared:
    """The places that the value of ``?places=`` means, or its values; ``path`` is their file.

    Never raises. Ids may stand in any case, between commas, semicolons or spaces. Twice counts
    once, an id that was merged leads to what it became. What is closed, not open yet or not known
    is left out and said; beyond ``MOST_IDS`` the rest is counted.
    """
    text = given if isinstance(given, str) else ",".join(given)
    parts = _BETWEEN.split(text[:_MOST_TEXT].lower())
    wanted = dict.fromkeys(part[:LONGEST_ID] for part in parts if part)
    now = _current_ids(wanted, places, path)
    open_ids = (one for one in dict.fromkeys(now.values()) if one and not _gone(one, places))
    ids = tuple(islice(open_ids, MOST_IDS))
    beyond = sum(1 for _one in open_ids)
    problems = [_too_many(beyond)] if beyond else []
    wrong = [one for one in wanted if not now[one] or _gone(now[one], places)]
    problems += _sentences(wrong[:MOST_SENTENCES], now, places, path)
    if len(wrong) > MOST_SENTENCES:
        problems.append(_and_more(len(wrong) - MOST_SENTENCES))
    if len(text) > _MOST_TEXT:
        problems.append(_("The link is too long. We read the first part of it."))
    return Shared(ids, tuple(problems))


def share_query(ids: Iterable[str], language: str = "") -> str:
    """The parameters of a link that holds these places; what is not an id is not written.

    >>> share_query(["ma-afiya", "ma-karaya"], "es")
    'places=ma-afiya,ma-karaya&lang=es'
    """
    held = [one for one in dict.fromkeys(ids) if _ID.fullmatch(one)]
    params = {PLACES: ",".join(held[:MOST_IDS])}
    if language in languages():
        params[LANGUAGE] = language
    return urlencode(params, safe=",")


def share_link(base: str, ids: Iterable[str], language: str = "") -> str:
    """A link that opens these places; ``base`` is the address of the finder's first page.

    >>> share_link("https://finder.example.org/", ["ma-afiya"])
    'https://finder.example.org/list?places=ma-afiya'
    """
    scheme, host, folder, _query, _fragment = urlsplit(base)
    page = f"{folder.rstrip('/')}/{PAGE}"
    return urlunsplit((scheme, host, page, share_query(ids, language), ""))


def _current_ids(wanted: Iterable[str], places: pd.DataFrame, path: Path) -> dict[str, str]:
    """For each id the one under which the place is listed now; empty if there is none."""
    here = set(places.index)
    unknown = [one for one in wanted if one not in here]
    merged = _merged(path) if unknown else {}
    found = {one: one if one in here else merged.get(one, "") for one in wanted}
    return {one: now if now in here else "" for one, now in found.items()}


def _merged(path: Path) -> Mapping[str, str]:
    try:
        return published_ids(path.with_name("ids.txt"))
    except (RespiteFinderError, OSError):
        return {}


def _gone(place_id: str, places: pd.DataFrame) -> bool:
    return places["status"].array[places.index.get_loc(place_id)] in GONE


def _sentences(
    wrong: Sequence[str], now: Mapping[str, str], places: pd.DataFrame, path: Path
) -> Iterator[str]:
    unknown = [one for one in wrong if not now[one]]
    close = _close(unknown, places, path) if unknown else {}
    for one in wrong:
        if not now[one]:
            yield _not_known(one, close.get(one, ""))
            continue
        name, status = places.loc[now[one], ["name", "status"]]
        yield left_out(shorten(str(name)), str(status))


def _close(unknown: Sequence[str], places: pd.DataFrame, path: Path) -> dict[str, str]:
    """For each id that nobody has, one that is spelt like it and can be shown."""
    try:
        dataset = read_dataset(path)
    except (RespiteFinderError, OSError):
        return {}
    close = {}
    for one in unknown:
        try:
            dataset.record(one)
        except RecordNotFound as error:
            here = [like for like in error.suggestions if like in places.index]
            shown = [like for like in here if not _gone(like, places)]
            # What only shares a beginning would lead to another place.
            best = process.extractOne(one, shown, scorer=fuzz.ratio, score_cutoff=_CLOSE)
            close[one] = best[0] if best else ""
    return close


def _not_known(place_id: str, close: str) -> str:
    words = (
        _("We have no place called “{id}”. Did you mean “{close}”?")
        if close
        else _("We have no place called “{id}”. The link may be old or misspelt.")
    )
    # The link was written by somebody else: nothing of it may become a link or a picture here.
    return words.format(id=shorten(_NOT_IN_AN_ID.sub("…", place_id), 50), close=close)


def _too_many(count: int) -> str:
    words = ngettext(
        "A list holds at most {most} places. {count} more place of the link was left out.",
        "A list holds at most {most} places. {count} more places of the link were left out.",
        count,
    )
    return words.format(most=number_phrase(MOST_IDS), count=number_phrase(count))


def _and_more(count: int) -> str:
    words = ngettext(
        "{count} more place of the link is closed or not known, and was left out.",
        "{count} more places of the link are closed or not known, and were left out.",
        count,
    )
    return words.format(count=number_phrase(count))
