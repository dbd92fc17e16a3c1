"""The cells of one row of FindTreatment.gov under the names of our columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from respite_finder.errors import shorten
from respite_finder.gazetteer import gazetteer, normalize
from respite_finder.ingest.cells import extension_of, tidy
from respite_finder.schema import ServiceType
from respite_finder.tables.cells import plain_text

Row = Mapping[str, object]

_KIND: Final = ServiceType.TREATMENT_WITH_PEER_SUPPORT.value
_SECOND_PHONES: Final = (("intake1", "intake"), ("intake2", "intake"), ("hotline1", "hotline"))
_TRADE_NAME: Final = ("dba ", "d/b/a ", "doing business as ")


def row_values(row: Row, notes: list[str]) -> dict[str, object]:
    """What a row says of the facility itself; ``notes`` gets what had no room."""
    return {
        "service_type": _KIND,
        "location_type": "physical",
        **_names(_text(row, "name1"), _text(row, "name2")),
        "street": " ".join(filter(None, (_text(row, "street1"), _text(row, "street2")))),
        **{name: row.get(name) for name in ("city", "state", "zip", "website")},
        "county": _county(row),
        **_point(row),
        **_phones(row, notes),
    }


def about(row: Row) -> dict[str, str]:
    """What a row that cannot come in is told by."""
    name = _text(row, "name1") or _text(row, "name2")
    cells = {"name": name, "city": _text(row, "city"), "state": tidy("state", row.get("state"))[0]}
    return {column: cell for column, cell in cells.items() if cell}


def key(row: Row) -> str:
    """What a facility is known by, in a source without ids: name, street, ZIP code.

    Without a street the town and the phone stand for it: one name may have many houses.
    """
    names = ("street1",) if _text(row, "street1") else ("city", "state", "phone")
    words = [_text(row, "name1") or _text(row, "name2"), *(_text(row, name) for name in names)]
    return "|".join([*map(normalize, words), tidy("zip", row.get("zip"))[0]])


def _names(first: str, second: str) -> dict[str, str]:
    """The second name is a site or a programme of the first, which runs it; or its trade name."""
    if not first or not second or normalize(second) == normalize(first):
        return {"name": first or second}
    for words in _TRADE_NAME:
        if second.lower().startswith(words):
            trade = second[len(words) :].strip()
            return {
                "name": trade,
                "alternate_names": first.replace(";", ","),
                "organization": first,
            }
    if normalize(first) in normalize(second):
        return {"name": second, "organization": first}
    return {"name": f"{first}, {second}", "organization": first}


def _county(row: Row) -> str:
    """The county's full name: the source leaves the word county away."""
    county, state = _text(row, "county"), tidy("state", row.get("state"))[0]
    known = gazetteer().county(county, state) if county and state else None
    return known.name if known else county


def _point(row: Row) -> dict[str, object]:
    lat, lon = row.get("latitude"), row.get("longitude")
    return (
        {"latitude": lat, "longitude": lon}
        if _text(row, "latitude") or _text(row, "longitude")
        else {}
    )


def _phones(row: Row, notes: list[str]) -> dict[str, object]:
    """Two numbers that differ, the facility's own first; an intake or a hotline second."""
    found: list[tuple[str, str, str]] = []
    for name, label in (("phone", ""), *_SECOND_PHONES):
        value = _text(row, name)
        number, rule = tidy("phone", value)
        if rule:
            notes.append(f"{name} left out: {rule}, got {shorten(value)!r}")
        elif number and number not in [one for one, _, _ in found]:
            found.append((number, label, extension_of(value)))
    for number, label, _ in found[2:]:
        notes.append(f"a third phone left out: {number} ({label})")
    if not found:
        return {}
    first, label, extension = found[0]
    values: dict[str, object] = {"phone": first, "phone_extension": extension}
    if label:
        notes.append(f"phone: the number of the {label}, there is no other")
    if len(found) > 1:
        second, label, extension = found[1]
        values |= {
            "phone_2": second,
            "phone_2_label": " ".join(
                filter(None, (label, extension and f"extension {extension}"))
            ),
        }
    return values


def _text(row: Row, name: str) -> str:
    return plain_text(row.get(name)) if isinstance(row.get(name), str | int | float) else ""
