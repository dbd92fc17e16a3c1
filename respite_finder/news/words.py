"""An event in the visitor's language: a label, what changed, whole sentences. No markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from babel.lists import format_list

from respite_finder.i18n import _, current, mark
from respite_finder.news.events import Event, Kind
from respite_finder.news.parts import PARTS, Part
from respite_finder.schema import Status
from respite_finder.states import NATIONWIDE, state_name
from respite_finder.text import day_phrase

_KINDS: Final[Mapping[Kind, str]] = {
    Kind.CLOSED: mark("Closed"),
    Kind.PLANNED: mark("Not open yet"),
    Kind.OPENED_AGAIN: mark("Open again"),
    Kind.OPENED: mark("Now open"),
    Kind.NEW: mark("New on our list"),
    Kind.MERGED: mark("Joined with another entry"),
    Kind.CHANGED: mark("Changed"),
    Kind.CONFIRMED: mark("Confirmed"),
}
_VALUES: Final[Mapping[str, str]] = {
    "phone": mark("The number is now {phone}."),
    "hours": mark("The hours are now: {hours}."),
    "website": mark("The website is now {website}"),
    "cost": mark("The cost is now: {cost}."),
    "name": mark("The name is now {name}."),
}
"""What is said of a column's new value. After an address stands no full stop."""

_GONE: Final = (Status.CLOSED, Status.PLANNED)


def kind_words(kind: Kind) -> str:
    """What happened, in two or three words."""
    return _(_KINDS[kind])


def part_words(part: Part) -> str:
    """A part of a record, as it stands in a list.

    >>> part_words(Part.PHONE)
    'the phone number'
    """
    return _(PARTS[part][0])


def parts_phrase(parts: Iterable[Part]) -> str:
    """Parts in a row.

    >>> parts_phrase([Part.PHONE, Part.HOURS])
    'the phone number and the hours'
    """
    return format_list([part_words(part) for part in parts], locale=current().locale)


def label_words(event: Event) -> str:
    """Name and town: what a link says, and with what happened a title."""
    place = "" if event.city in event.name else event.city
    state = event.state if event.state != NATIONWIDE else ""
    return ", ".join(part for part in (event.name, place, state) if part)


def sentences(event: Event) -> list[str]:
    """What happened in whole sentences, the status first; never empty."""
    said = [words for words in (*_status(event), _changed(event)) if words]
    said += [_(_VALUES[name]).format(**{name: value}) for name, value in event.values]
    if event.checked:
        said.append(_("Somebody checked it with its source."))
    if event.now in _GONE and event.after not in _GONE:
        closed = _("It has closed since. Do not go there.")
        not_open = _("It is not open now. Do not go there.")
        said.append(closed if event.now == Status.CLOSED else not_open)
    return said


def _status(event: Event) -> list[str]:
    listed = event.after == Status.LISTED
    first = _("It is not confirmed: call first.") if listed else ""
    match event.kind:
        case Kind.CLOSED:
            return [_("It has closed. Do not go there.")]
        case Kind.PLANNED:
            return [_("It is not open yet. Do not go there.")]
        case Kind.OPENED_AGAIN:
            return [_("It is open again."), first]
        case Kind.OPENED:
            return [_("It is open now."), first]
        case Kind.NEW:
            return [_("We added it to our list."), first]
        case Kind.MERGED:
            words = _("We had this place twice. It is now under the name {name}.")
            return [words.format(name=event.into)]
        case _:
            return [_confirmed(event)]


def _confirmed(event: Event) -> str:
    if (event.before, event.after) == (Status.LISTED, Status.ACTIVE):
        return _("It is confirmed now.")
    if (event.before, event.after) == (Status.ACTIVE, Status.LISTED):
        return _("It is no longer confirmed: call first.")
    if event.kind == Kind.CONFIRMED:
        return _("What we say of it still holds.")
    return ""


def _changed(event: Event) -> str:
    """Which parts changed; details are told where there is nothing else to tell."""
    parts = [part for part in event.parts if part != Part.DETAILS]
    if event.kind == Kind.MERGED:
        return ""
    if parts:
        return _("What changed: {parts}.").format(parts=parts_phrase(parts))
    if event.kind == Kind.CHANGED and not _confirmed(event):
        return _("Only details changed, such as its source or its point on the map.")
    return ""


def since_words(version: str, day: date | None) -> str:
    """Since which release of the data this is so."""
    if day is None:
        return ""
    words = _("Since version {version} of {day}.")
    return words.format(version=version, day=day_phrase(day))


def area_words(state: str) -> str:
    """A state by its name; empty is every state, ``US`` what serves the whole country."""
    if not state:
        return _("All states")
    return _("Services for the whole country") if state == NATIONWIDE else state_name(state)
