"""What one record of a file states: cell by cell, then its cells held against each other.

A cell that cannot be used is left out with a note; a record that lacks what it must say is
refused. The street, ZIP code and point of a withheld address, and every e-mail address that is
left out, are never in a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from respite_finder.boundaries import inside_state
from respite_finder.check.contacts import is_role_address
from respite_finder.errors import FileError, shorten
from respite_finder.gazetteer import gazetteer, normalize
from respite_finder.ingest.cells import PHONES, extension_of, tidy
from respite_finder.ingest.incoming import Incoming, Source
from respite_finder.schema import COLUMN_NAMES
from respite_finder.states import NATIONWIDE
from respite_finder.tables.cells import plain_text

MUST: Final = frozenset({"name", "state", "service_type"})
ABOUT: Final[tuple[str, ...]] = ("place_id", "name", "city", "state")
"""What a refused record is told by."""

_POINT: Final = ("latitude", "longitude", "precision", "coordinate_source")
_SECRET: Final = frozenset({"street", "zip", "latitude", "longitude", "coordinate_source"})
_FIRST: Final = ("state", "name", "service_type", "address_withheld")


def incoming(
    row: int,
    values: Mapping[str, object],
    source: Source,
    *,
    key: str = "",
    strict_zip: bool = False,
    notes: Iterable[str] = (),
) -> Incoming:
    """One record of a file, from values under the names of our columns.

    ``strict_zip``: a ZIP code of another state refuses the record; otherwise it is left out.
    ``notes``: what the reader has to say already.
    """
    if source.kind and not values.get("service_type"):
        values = {**values, "service_type": source.kind}
    record = _Record(values, strict_zip=strict_zip)
    record.notes += notes
    record.read()
    record.refuse_other_states(source.states)
    for name, said in (
        ("source_name", source.name),
        ("source_url", source.url),
        ("source_date", source.date),
    ):
        if said and name not in record.cells:
            record.cells[name] = said
    if not record.refused:
        record.settle()
    if record.refused:
        cells = {name: record.cells[name] for name in ABOUT if name in record.cells}
    else:
        cells = {name: record.cells[name] for name in COLUMN_NAMES if name in record.cells}
    return Incoming(row, key or key_of(record.cells), cells, record.refused, tuple(record.notes))


def key_of(cells: Mapping[str, str]) -> str:
    """What tells a record apart in its file: its id, else its name and town. Never its street."""
    if cells.get("place_id"):
        return cells["place_id"]
    return "|".join(normalize(cells.get(name, "")) for name in ("name", "city", "state"))


def zip_problem(code: str, state: str) -> str:
    """Why a ZIP code cannot stand in a record of this state; empty if it can.

    >>> zip_problem("01060", "MA"), zip_problem("10001", "MA")
    ('', 'lies in NY, the record says MA')
    """
    lies_in = _state_of_zip(code)
    if not lies_in:
        return "there is no such ZIP code"
    return "" if state in (lies_in, NATIONWIDE) else f"lies in {lies_in}, the record says {state}"


def point_problem(lat: str, lon: str, state: str) -> str:
    """Why a point (cells in degrees) cannot be where a record of this state is; empty if it can.

    >>> point_problem("-72.6313", "42.3223", "MA")
    'latitude and longitude are the wrong way round'
    """
    if state == NATIONWIDE:
        return "a nationwide service has no coordinates"
    x, y = float(lon), float(lat)
    if x == 0 and y == 0:
        return "0,0 is a place in the ocean"
    if inside_state([y], [x], state)[0]:
        return ""
    if inside_state([x], [y], state)[0]:
        return "latitude and longitude are the wrong way round"
    return f"the point is not in {state}"


class _Record:
    """The cells of one record while they are read; ``refused`` is why it cannot come in."""

    def __init__(self, values: Mapping[str, object], *, strict_zip: bool) -> None:
        self.values = values
        self.strict_zip = strict_zip
        self.cells: dict[str, str] = {}
        self.notes: list[str] = []
        self.refused = ""
        self.withheld = False

    def read(self) -> None:
        """Every cell by itself."""
        for name in (*_FIRST, *(name for name in COLUMN_NAMES if name not in _FIRST)):
            value = self.values.get(name)
            # Most cells of most files are empty.
            cell, rule = tidy(name, value) if value not in (None, "") else ("", "")
            if cell:
                self.cells[name] = cell
                self.withheld |= name == "address_withheld"
            # Whoever cannot be understood about an address must not have it shown.
            elif rule and (name in MUST or name == "address_withheld"):
                self.refuse(f"{name} {rule}{self._got(name)}")
            elif rule:
                self.leave_out(name, rule)
            elif name in MUST:
                self.refuse(f"{name} is missing")

    def refuse(self, reason: str) -> None:
        self.refused = self.refused or reason

    def leave_out(self, name: str, rule: str) -> None:
        self.cells.pop(name, None)
        self.notes.append(f"{name} left out: {rule}{self._got(name)}")

    def refuse_other_states(self, states: frozenset[str]) -> None:
        state = self.cells.get("state")
        if states and state and state not in states:
            asked = " or ".join(sorted(states))
            self.refuse(f"lies in {state}, asked for was {asked}")

    def settle(self) -> None:
        """Cells held against each other."""
        self._withheld_address()
        self._zip()
        self._names_of_places()
        self._phones()
        self._email()
        self._point()

    def _got(self, name: str) -> str:
        secret = name == "email" or (name in _SECRET and self.withheld)
        given = self.values.get(name)
        value = "" if isinstance(given, (dict, list, tuple)) else plain_text(given)
        return f", got {shorten(value)!r}" if value and not secret else ""

    def _withheld_address(self) -> None:
        if not self.withheld:
            return
        gone = [name for name in ("street", "zip") if self.cells.pop(name, "")]
        if self.cells.get("latitude") and self.cells.get("precision") not in ("city", "county"):
            gone += [name for name in _POINT if self.cells.pop(name, "")]
        if gone:
            self.notes.append(f"{', '.join(gone)} left out: the address is withheld")

    def _zip(self) -> None:
        code, state = self.cells.get("zip", ""), self.cells["state"]
        if not code:
            return
        rule = zip_problem(code, state)
        given = plain_text(self.values.get("zip"))
        if rule and self.strict_zip and (state in rule or not given.startswith(code)):
            self.refuse(f"zip {code} {rule}{self._got('zip')}")
        elif rule:
            self.leave_out("zip", rule)
        elif not given.startswith(code):
            self.notes.append(f"zip: {given} lost its zeros in front, it is {code}")

    def _names_of_places(self) -> None:
        state, known = self.cells["state"], gazetteer()
        county, city = self.cells.get("county"), self.cells.get("city")
        if state == NATIONWIDE:
            return
        if county and known.county(county, state) is None:
            self.leave_out("county", f"is not a county that we know in {state}")
        # A city that nobody knows does no harm to find the place where its ZIP code is known.
        if city and self.cells.get("zip") and known.city(city, state) is None:
            self.leave_out("city", f"is not a city that we know in {state}")

    def _phones(self) -> None:
        cells = self.cells
        for name in PHONES:
            extension = extension_of(self.values.get(name)) if name in cells else ""
            if extension and name == "phone":
                cells.setdefault("phone_extension", extension)
            elif extension:
                self.notes.append(
                    f"{name}: its extension {extension} has no column and is left out"
                )
        if "phone_extension" in cells and "phone" not in cells:
            self.leave_out("phone_extension", "needs a phone that it belongs to")
        if "phone_2" in cells and cells["phone_2"] == cells.get("phone"):
            self.leave_out("phone_2", "is the same as the first phone")

    def _email(self) -> None:
        named = {"name": self.cells["name"], "organization": self.cells.get("organization", "")}
        if "email" in self.cells and not is_role_address(self.cells["email"], named):
            self.leave_out("email", "is not the address of a role such as info@")

    def _point(self) -> None:
        lat, lon = (self.cells.get(name, "") for name in ("latitude", "longitude"))
        if not lat and not lon:
            return
        if lat and lon:
            rule = point_problem(lat, lon, self.cells["state"])
        else:
            rule = f"without a {'longitude' if lat else 'latitude'} it is no point"
        if rule:
            got = "" if self.withheld or not (lat and lon) else f", got {lat}, {lon}"
            self.notes.append(f"latitude and longitude left out: {rule}{got}")
            for name in _POINT:
                self.cells.pop(name, None)


@lru_cache(maxsize=65536)
def _state_of_zip(code: str) -> str:
    area = gazetteer().zip_code(code)
    return area.state if area else ""


class OneIdEach:
    """Tells a file in which two records have one id. ``check`` raises FileError at the second."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._rows: dict[str, int] = {}

    def check(self, record: Incoming) -> Incoming:
        place_id = record.cells.get("place_id", "")
        first = self._rows.setdefault(place_id, record.row) if place_id else record.row
        if first != record.row:
            rule = (
                f"two records with one id: {place_id} stands in row {first} too: "
                "give each its own, or take one out"
            )
            raise FileError(self._source, rule, record.row)
        return record
