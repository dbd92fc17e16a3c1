"""Cases that belong together: about one record, or accepted and not in the list yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from respite_finder.community.hand_over import change_of
from respite_finder.places import Row, is_withheld
from respite_finder.schema import FINE

if TYPE_CHECKING:
    from respite_finder.community.review import Records
    from respite_finder.community.store import Case


def about_the_same(case: Case, cases: Iterable[Case], merged: Mapping[str, str]) -> list[str]:
    """The numbers of the other cases about the same record; none for a new place or a message
    about nothing.
    """
    mine = merged.get(case.place_id, case.place_id)
    return [
        other.number
        for other in cases
        if mine
        and other.number != case.number
        and merged.get(other.place_id, other.place_id) == mine
    ]


def waiting_for(place_id: str, records: Records) -> tuple[Case, ...]:
    """The accepted cases about a record that are not in the list yet, in order of decision."""
    return records.waiting.get(records.merged.get(place_id, place_id), ())


def will_be(case: Case, row: Row) -> list[tuple[str, str, str]]:
    """What an accepted case changes: column, as it was, as it will be. ``row``: the record that
    comes of it; nothing finer than the town of one that withholds its address.
    """
    hidden = FINE if is_withheld(row) else frozenset[str]()
    fields = change_of(case).fields
    return [(name, cell.old, cell.new) for name, cell in fields.items() if name not in hidden]
