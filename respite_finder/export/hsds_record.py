"""A place on its way into HSDS: what is still to be told of it."""

from __future__ import annotations

from typing import Any

from respite_finder.export.gate import Record
from respite_finder.ids import uuid_of
from respite_finder.schema import COLUMN_NAMES, FINE, LIST_SEPARATOR, split_list
from respite_finder.states import state_name

Service = dict[str, Any]
"""A service of HSDS, or any object that hangs on one."""


class Telling:
    """A record of the gate's. What an HSDS field carries is taken out of ``left``."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.place_id: str = record["place_id"]
        self.id = str(uuid_of("service", self.place_id))
        self.left = {
            name: record[name] for name in COLUMN_NAMES if record[name] not in (None, False)
        }
        self.withheld = bool(record["address_withheld"])
        if self.withheld:
            # Not even the middle of the town: a reader of HSDS takes a point for a door.
            for name in FINE:
                self.left.pop(name, None)

    @property
    def town(self) -> str:
        """Where it is, as far as anybody may know."""
        state = state_name(self.record["state"])
        town = self.record["city"] or self.record["county"]
        return f"{town}, {state}" if town else state

    def take(self, name: str) -> Any:
        """A cell that a field carries now; None if it is not known."""
        return self.left.pop(name, None)

    def take_list(self, name: str) -> tuple[str, ...]:
        """The members of a list cell, unless joining them would make another cell."""
        cell = self.left.get(name, "")
        members = split_list(cell)
        if LIST_SEPARATOR.join(members) != cell:
            return ()
        self.take(name)
        return members

    def uuid(self, kind: str, key: str | int = "") -> str:
        """The id of something that hangs on this place."""
        return str(uuid_of(kind, f"{self.place_id}/{key}"))


def stated(fields: Service) -> Service:
    """The fields that are known."""
    return {
        name: value for name, value in fields.items() if value is not None and value not in ("", [])
    }
