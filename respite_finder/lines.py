"""Lines that a person can reach at this moment: crisis lines, and warmlines open now.

A crisis line is for danger and answers at any hour. A warmline is a line to talk with a person who
has been there, before things get worse; it has hours, and often a state that it serves.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import pandas as pd
from babel import Locale

from respite_finder.errors import FileError, QueryError
from respite_finder.export import records
from respite_finder.files import read_text
from respite_finder.hours import OpenState, open_state
from respite_finder.i18n import SOURCE, _, current, ngettext
from respite_finder.resources import CRISIS_LINES_CSV
from respite_finder.schema import split_list
from respite_finder.search import LINES, SHOWN, WHOLE
from respite_finder.states import NATIONWIDE, STATE_NAMES
from respite_finder.text import clock_phrase, number_phrase, open_phrase, zone_phrase

Serves = Literal["state", "area", "nation"]
Group = Literal["open", "later", "unknown"]

SOON_MINUTES: Final = 120
"""A line that opens within this time is said to open in so many minutes."""

ANYONE: Final = "anyone"
"""The audience of a crisis line that is for everybody."""

_SEPARATORS: Final = re.compile(r"\s*(?:,|;|&|\band\b)\s*")
_REACHED_BY: Final = ("phone", "text_line", "website")
_GROUPS: Final[dict[str, Group]] = {"open": "open", "closed": "later", "unknown": "unknown"}
_NEVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """A row of ``data/crisis_lines.csv``; an empty text means that the source does not say.

    ``press`` is the key after ``call`` answers, ``text_word`` what to text first, ``tty_then``
    what to dial after the relay number ``tty``. ``name_language`` is the name's own language.
    """

    id: str
    name: str
    name_language: str
    summary: str
    call: str
    call_letters: str
    press: str
    call_2: str
    call_2_label: str
    text: str
    text_word: str
    chat_url: str
    video_phone: str
    video_phone_2: str
    tty: str
    tty_then: str
    hours: str
    languages: str
    interpreter: str
    audience: str
    website: str
    source_url: str
    checked_on: str


@dataclass(frozen=True, slots=True)
class WarmlineNow:
    """A warmline at a moment, for a person in a state.

    ``record`` is as ``export.records`` makes it. ``serves``: the whole state, only an area of it,
    or the nation. ``at_home``: it is for the person's own state or county (or, where no state is
    known, for the whole country).
    """

    record: Mapping[str, Any]
    open: OpenState
    serves: Serves
    at_home: bool

    @property
    def group(self) -> Group:
        """Open at the moment, opens later (or nobody knows when), or hours unknown."""
        return _GROUPS[self.open.state]

    @property
    def unconfirmed(self) -> bool:
        """Whether only an older or second-hand source names it."""
        return bool(self.record["status"] != "active")

    @property
    def for_some(self) -> bool:
        """Whether it is for some people only, such as teens or veterans."""
        return bool(self.record["populations"]) or self.record["age_max"] is not None


@cache
def crisis_lines(path: Path = CRISIS_LINES_CSV) -> tuple[CrisisLine, ...]:
    """The crisis lines, 988 first. Raises FileError if the file is broken."""
    text = read_text(path, "a CSV file")
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise FileError(path.name, f"it is no CSV file that can be read ({error})") from error
    names = [field.name for field in fields(CrisisLine)]
    for number, row in enumerate(rows, start=2):
        for name in names:
            if not isinstance(row.get(name), str):
                raise FileError(path.name, f"the column {name} is missing", number)
        if not (row["call"] or row["text"]):
            raise FileError(path.name, "a line needs a number to call or to text", number)
    if not rows or rows[0]["call"] != "988":
        raise FileError(path.name, "the first line must be 988")
    return tuple(CrisisLine(**{name: row[name] for name in names}) for row in rows)


def crisis_lines_for(language: str) -> tuple[CrisisLine, ...]:
    """The crisis lines for a speaker of a language (its code): a line of that language first."""
    lines = crisis_lines()
    if language == SOURCE:
        return lines
    return tuple(sorted(lines, key=lambda line: line.languages != _english_name(language)))


def warmlines(
    places: pd.DataFrame,
    *,
    state: str | None,
    county: str | None = None,
    when: datetime,
    language: str = SOURCE,
) -> list[WarmlineNow]:
    """The warmlines for a person who needs somebody now, best first.

    Open now and for the person's own state (or ``county``), open nationwide, open for a part of
    the state; then by the time that they open; then those whose hours nobody knows. ``state`` is
    a postal code; None: only lines for the whole country. Within each of these the confirmed come
    first, then those that speak ``language`` if it is not English, then those for anybody.
    ``places`` is as ``load_places`` returns it, ``when`` is aware. Closed and planned lines, and
    lines of other states, are never among them. Raises QueryError for a state that is none, or a
    moment without a time zone.
    """
    if state is not None and state not in STATE_NAMES:
        raise QueryError("state", state, "give a postal code such as MA, or none.")
    if when.tzinfo is None:
        raise QueryError("when", when, "give a moment with a time zone.")
    lines = []
    kept = places["service_type"].isin(LINES) & places["status"].isin(SHOWN)
    for record in records(places.loc[kept]):
        serves = _serves(record, state)
        if serves is None or not any(record[name] for name in _REACHED_BY):
            continue
        open_now = open_state(record["opening_hours"] or "", record["time_zone"] or "", when)
        home = serves == "state" or (serves == "nation" and state is None)
        home = home or (serves == "area" and _names(record["area_served"] or "", county))
        lines.append(WarmlineNow(record, open_now, serves, home))
    spoken = "" if language == SOURCE else _english_name(language)
    return sorted(lines, key=lambda line: _rank(line, spoken))


def open_now_first(
    places: pd.DataFrame, when: datetime, state: str | None, count: int = 4
) -> list[CrisisLine | WarmlineNow]:
    """A short list for the first screen: 988, then the best lines open at this moment.

    After 988 (in Spanish its Spanish line) come open warmlines for anybody, the other crisis
    lines for anybody, then open warmlines for some people. A line for a county is not among them.
    """
    language = current().code
    first, *others = crisis_lines_for(language)
    listed = warmlines(places, state=state, when=when, language=language)
    now = [line for line in listed if line.group == "open" and line.serves != "area"]
    # 988 once is enough here: what matters is another number, or another way to reach somebody.
    more = [line for line in others if for_anybody(line) and line.call != first.call]
    anybody = [line for line in now if for_anybody(line)]
    some = [line for line in now if not for_anybody(line)]
    best: list[CrisisLine | WarmlineNow] = [first, *anybody, *more, *some]
    return best[:count]


def for_anybody(line: CrisisLine | WarmlineNow) -> bool:
    """Whether it is for everybody, not for teens or veterans only."""
    return line.audience == ANYONE if isinstance(line, CrisisLine) else not line.for_some


def has_phone(line: CrisisLine | WarmlineNow) -> bool:
    """Whether somebody can be called, not only texted."""
    return bool(line.call if isinstance(line, CrisisLine) else line.record["phone"])


def has_text(line: CrisisLine | WarmlineNow) -> bool:
    """Whether somebody can be texted."""
    return bool(line.text if isinstance(line, CrisisLine) else line.record["text_line"])


def opens_phrase(state: OpenState, when: datetime, time_zone: str) -> str:
    """When a line is open, in words for who needs it soon; empty where unknown.

    >>> from zoneinfo import ZoneInfo
    >>> four = datetime(2026, 11, 23, 16, tzinfo=ZoneInfo("America/New_York"))
    >>> early = datetime(2026, 11, 23, 15, 20, tzinfo=ZoneInfo("America/New_York"))
    >>> opens_phrase(OpenState("closed", four), early, "America/New_York")
    'Opens in 40 minutes'
    """
    if state.state != "closed" or state.until is None:
        return open_phrase(state, when, time_zone)
    # In UTC: two moments of one zone are subtracted by their clocks, which jump twice a year.
    seconds = (state.until.astimezone(UTC) - when.astimezone(UTC)).total_seconds()
    minutes = max(1, math.ceil(seconds / 60))
    if minutes <= SOON_MINUTES:
        return ngettext("Opens in {count} minute", "Opens in {count} minutes", minutes).format(
            count=number_phrase(minutes)
        )
    if state.until.date() == when.astimezone(state.until.tzinfo).date():
        return _("Opens today at {time} {zone}").format(
            time=clock_phrase(state.until), zone=zone_phrase(time_zone)
        )
    return open_phrase(state, when, time_zone)


def now() -> datetime:
    """The moment that it is, aware."""
    return datetime.now(UTC)


def _rank(line: WarmlineNow, spoken: str) -> tuple[object, ...]:
    reach = 0 if line.at_home else 1 if line.serves == "nation" else 2
    speaks = spoken in split_list(line.record["languages"] or "")
    people = (bool(spoken) and not speaks, line.for_some, str(line.record["name"]).casefold())
    if line.group == "later":
        opens = line.open.until.astimezone(UTC) if line.open.until else _NEVER
        return (1, line.unconfirmed, opens, reach, *people)
    return (0 if line.group == "open" else 2, reach, line.unconfirmed, *people)


def _serves(record: Mapping[str, Any], state: str | None) -> Serves | None:
    """How far a line reaches for a person of this state; None if not at all."""
    codes = split_list(record["area_states"] or "")
    area = str(record["area_served"] or "")
    whole = area.startswith(WHOLE)
    if NATIONWIDE in codes:
        if whole or not area:
            return "nation"
        return None if state is None else "area"
    if state is None or state not in codes:
        return None
    whole = whole or _names(area, state) or _names(area, STATE_NAMES[state])
    return "state" if whole else "area"


def _names(area: str, name: str | None) -> bool:
    """Whether an area such as "ND and Clay County" names exactly this state or county."""
    if not name:
        return False
    return name.casefold() in (part.casefold() for part in _SEPARATORS.split(area))


def _english_name(language: str) -> str:
    return str(Locale(language).english_name)
