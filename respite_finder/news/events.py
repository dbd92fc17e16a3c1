"""What happened to each record on each day, from the correction log.

No value of the log is handed on but the name of a record that was joined with another: what an
event tells of a place is what the place's record says now, so that nothing that was taken out,
withheld or found wrong comes back as news.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from respite_finder.corrections import SECRET_IF_WITHHELD, Correction
from respite_finder.coverage.releases import Release
from respite_finder.ids import uuid_of
from respite_finder.news.parts import Part, part_of
from respite_finder.schema import Status
from respite_finder.states import NATIONWIDE, STATE_NAMES

Row = Mapping[str, str]


class Kind(StrEnum):
    """What happened, the most pressing first."""

    CLOSED = "closed"
    PLANNED = "planned"
    OPENED_AGAIN = "opened_again"
    OPENED = "opened"
    NEW = "new"
    MERGED = "merged"
    CHANGED = "changed"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a record on a day.

    ``id``: a URN that never changes. ``place_id``: the record that it is now, empty if there is
    none. ``name``: its name now; of a record that was joined with another the name that it had,
    and ``into`` is the other one's. ``before``, ``after``, ``now``: its status on the day before,
    after that day and now, empty where unknown. ``parts``: what changed, ``values``: the new
    phone number, hours, website, cost and name by their columns, where they still hold.
    ``checked``: somebody held it against its source. ``release``: the
    version that holds it, empty if there is none yet; ``since``: the one before. ``rows``: the
    rows of the log that it stands for, by their place in the log.
    """

    id: str
    kind: Kind
    day: date
    place_id: str
    name: str
    into: str
    city: str
    state: str
    before: str
    after: str
    now: str
    parts: tuple[Part, ...]
    values: tuple[tuple[str, str], ...]
    checked: bool
    source_url: str
    since: str
    release: str
    rows: tuple[int, ...]

    @property
    def only_details(self) -> bool:
        """Whether nothing changed that a visitor sees."""
        return self.kind == Kind.CHANGED and self.parts == (Part.DETAILS,)

    @property
    def only_words(self) -> bool:
        """Whether nothing but the description changed that a visitor sees, if anything did."""
        seen = set(self.parts) - {Part.DETAILS}
        gone = self.now in _GONE and self.after not in _GONE
        same = self.kind == Kind.CHANGED and self.before == self.after and not self.checked
        return same and not gone and seen <= {Part.ABOUT}


_GONE: Final = (Status.CLOSED, Status.PLANNED)
_SHOWN: Final = (Status.ACTIVE, Status.LISTED)
TOLD: Final = ("phone", "hours", "website", "cost", "name")
"""Columns whose new value is told."""

_ORDER: Final = {kind: number for number, kind in enumerate(Kind)}
_PUBLIC: Final = re.compile(r"https?://[^\s<>\"@]+")


def made_news(
    rows: Mapping[str, Row],
    log: Sequence[Correction],
    merged: Mapping[str, str],
    releases: Sequence[Release],
) -> tuple[Event, ...]:
    """Every event of a log, the latest day first; each row of the log is in exactly one.

    ``rows`` are the records now by id, ``merged`` the published ids with what they became
    (``ids.published_ids``), ``releases`` the releases, the oldest first.
    """
    maker = _Maker(rows, log, merged, releases)
    days: dict[tuple[str, str], list[int]] = {}
    for number, row in enumerate(log):
        days.setdefault((row.resource_id, row.last_action_date), []).append(number)
    found = [maker.event(name, numbers) for (name, _day), numbers in days.items()]
    return tuple(sorted(found, key=_in_order))


def _in_order(event: Event) -> tuple[object, ...]:
    names = (event.state, event.name.casefold(), event.id)
    what = (_ORDER[event.kind], event.before == event.after, event.only_details)
    return (-event.day.toordinal(), *what, *names)


class _Maker:
    """The log by record, to tell of each day what came before and what holds now."""

    def __init__(
        self,
        rows: Mapping[str, Row],
        log: Sequence[Correction],
        merged: Mapping[str, str],
        releases: Sequence[Release],
    ) -> None:
        self.rows, self.log, self.releases = rows, log, releases
        joins = {r.resource_id: r.replacement_value for r in log if r.last_action_type == "merge"}
        self.became = {**joins, **{old: now for old, now in merged.items() if old != now}}
        self.statuses: dict[str, list[Correction]] = {}
        self.last: dict[tuple[str, str], int] = {}
        in_time = sorted(range(len(log)), key=lambda number: log[number].last_action_date)
        for number in in_time:
            row = log[number]
            if row.field_name == "status":
                self.statuses.setdefault(row.resource_id, []).append(row)
            if row.field_name in TOLD:
                self.last[row.resource_id, row.field_name] = number

    def event(self, was: str, numbers: list[int]) -> Event:
        made = [self.log[number] for number in numbers]
        day = made[0].last_action_date
        place_id = self._now(was)
        record: Row = self.rows.get(place_id, {})
        actions = {row.last_action_type for row in made}
        before, after = self._status(was, day)
        parts = self._parts(made, record)
        kind = _kind(actions, before, after, parts)
        names = [row.previous_value for row in made if row.last_action_type == "merge"]
        now = record.get("name", "") or was
        since, release = self._versions(max(numbers))
        return Event(
            id=uuid_of("news", f"{was} {day}").urn,
            kind=kind,
            day=date.fromisoformat(day),
            place_id=place_id,
            name=(names[-1] or was) if names else now,
            into=now if names else "",
            city=record.get("city", ""),
            state=_state(was, record),
            before=before,
            after=after,
            now=record.get("status", ""),
            parts=parts,
            values=self._values(was, numbers),
            checked="verify" in actions,
            source_url=_source(made, record),
            since=since,
            release=release,
            rows=tuple(numbers),
        )

    def _now(self, was: str) -> str:
        """The record that this one is now; empty if there is none."""
        name = was
        for _step in range(len(self.became) + 1):
            if name in self.rows:
                return name
            name = self.became.get(name, name)
        return ""

    def _status(self, was: str, day: str) -> tuple[str, str]:
        """The status before this day and after it, as far as the log and the record tell."""
        told = self.statuses.get(was, [])
        now = self.rows.get(was, {}).get("status", "")
        earlier = [row for row in told if row.last_action_date < day]
        until = [row for row in told if row.last_action_date <= day]
        later = told[len(until) :]
        at_first = told[0].previous_value if told else now
        before = earlier[-1].replacement_value if earlier else at_first
        upcoming = later[0].previous_value if later else now
        after = until[-1].replacement_value if until else upcoming
        return _known(before), _known(after)

    def _parts(self, made: Sequence[Correction], record: Row) -> tuple[Part, ...]:
        """What changed. Of a withheld address not even that it changed."""
        withheld = record.get("address_withheld") == "yes"
        names = {row.field_name for row in made if row.field_name}
        changed = {
            Part.DETAILS if withheld and name in SECRET_IF_WITHHELD else part_of(name)
            for name in names - {"status"}
        }
        return tuple(part for part in Part if part in changed)

    def _values(self, was: str, numbers: Sequence[int]) -> tuple[tuple[str, str], ...]:
        """What was set on this day, if the place says so now and anybody can go or call."""
        record = self.rows.get(was, {})
        if record.get("status") not in _SHOWN:
            return ()
        secret = SECRET_IF_WITHHELD if record.get("address_withheld") == "yes" else ()
        found = []
        for name in TOLD:
            last, value = self.last.get((was, name), -1), record.get(name, "")
            held = value and last in numbers and value == self.log[last].replacement_value
            if held and name not in secret and self.log[last].last_action_type == "update":
                found.append((name, value))
        return tuple(found)

    def _versions(self, number: int) -> tuple[str, str]:
        """The release before a row of the log, and the one that holds it."""
        before = [one.version for one in self.releases if one.log_rows <= number]
        within = [one.version for one in self.releases if one.log_rows > number]
        return before[-1] if before else "", within[0] if within else ""


def _kind(actions: set[str], before: str, after: str, parts: Sequence[Part]) -> Kind:
    if "merge" in actions:
        return Kind.MERGED
    added = "create" in actions
    if after == Status.CLOSED and (added or before != after):
        return Kind.CLOSED
    if after == Status.PLANNED and (added or before != after):
        return Kind.PLANNED
    if added:
        return Kind.NEW
    if after in _SHOWN and before in (Status.CLOSED, Status.PLANNED):
        return Kind.OPENED_AGAIN if before == Status.CLOSED else Kind.OPENED
    seen = set(parts) - {Part.DETAILS}
    confirmed = (before, after) == (Status.LISTED, Status.ACTIVE)
    lost = before != after and not confirmed
    if not seen and not lost and (confirmed or "verify" in actions):
        return Kind.CONFIRMED
    return Kind.CHANGED


def _known(status: str) -> str:
    return status if status in set(Status) else ""


def _state(was: str, record: Row) -> str:
    """The record's state now; of a record that is gone the one that its id begins with."""
    code = record.get("state", "") or was.partition("-")[0].upper()
    return code if code in STATE_NAMES or code == NATIONWIDE else ""


def _source(made: Sequence[Correction], record: Row) -> str:
    """The page that says so. Of a withheld record only the one that it shows itself."""
    told = [row.source_url for row in made if row.source_url]
    own = record.get("source_url", "")
    found = own if record.get("address_withheld") == "yes" or not told else told[-1]
    return found if _PUBLIC.fullmatch(found) else ""
