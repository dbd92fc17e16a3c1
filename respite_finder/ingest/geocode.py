"""Street points for records: who needs one, what the cache knows, what becomes of an answer.

Asking only fills the cache; the dataset is changed from the cache, in one step at the end. So a
run that is broken off at any time is taken up again by running it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from respite_finder.check import check_rows
from respite_finder.corrections import Evidence
from respite_finder.dataset import open_dataset
from respite_finder.ingest.address import Address, address_of
from respite_finder.ingest.answer import Answer, Match, Service
from respite_finder.ingest.cache import Cache
from respite_finder.ingest.verdict import refusal
from respite_finder.places import Row
from respite_finder.schema import LocationType, Precision, Status
from respite_finder.text import freshness

ASK_AGAIN_DAYS: Final = 90
"""An address that was not found may be on the map by then."""


class Only(StrEnum):
    """Which records: without a street point, or with one that a geocoder gave two years ago."""

    MISSING = "missing"
    STALE = "stale"


@dataclass(slots=True)
class Outcome:
    """What becomes of the wanted records, by id: new cells, a reason, or nothing yet."""

    accepted: dict[str, dict[str, str]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    unmatched: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Job:
    """Which records, which service, on which day."""

    only: Only
    service: Service
    today: date

    def wanted(self, rows: Mapping[str, Row], cache: Cache) -> dict[str, Address]:
        """The addresses to find, by id of the record."""
        addresses = {place_id: address_of(row) for place_id, row in rows.items()}
        return {
            place_id: address
            for place_id, address in addresses.items()
            if address and self._wants(rows[place_id], cache.get(self.service.full_name, address))
        }

    def _wants(self, row: Row, known: Answer | None) -> bool:
        if row["precision"] != Precision.ADDRESS:
            # What was asked in vain is stale too: whoever wants stale ones asks again.
            return self.only is Only.MISSING or known is not None
        return self.only is Only.STALE and freshness(geocoded_on(row), self.today) == "old"

    def known(self, address: Address, cache: Cache) -> Answer | None:
        """What the cache answers, None if the service has to be asked."""
        answer = cache.get(self.service.full_name, address)
        if answer is None or freshness(answer.date, self.today) == "old":
            return None
        days = (self.today - date.fromisoformat(answer.date)).days
        if not answer.found and days >= (1 if self.only is Only.STALE else ASK_AGAIN_DAYS):
            return None
        return answer

    def to_ask(self, addresses: Iterable[Address], cache: Cache) -> list[Address]:
        """The addresses that the cache does not answer, each once, in their order."""
        unknown = {a.key: a for a in addresses if self.known(a, cache) is None}
        return list(unknown.values())

    def outcome(self, rows: Mapping[str, Row], cache: Cache) -> Outcome:
        """What the cached answers make of the wanted records. Changes nothing."""
        found = Outcome()
        for place_id, address in self.wanted(rows, cache).items():
            row, answer = rows[place_id], self.known(address, cache)
            if answer is None:
                found.left.append(place_id)
            elif answer.match is Match.NO_MATCH:
                found.unmatched.append(place_id)
            else:
                reason = refusal(row, answer)
                cells = {} if reason else _cells(answer)
                reason = reason or _broken(row | cells)
                if reason:
                    found.refused[place_id] = reason
                else:
                    found.accepted[place_id] = cells
        return found

    def apply(self, path: Path, cache: Cache) -> Outcome:
        """Write what the cache answers into a places file, in one step.

        Raises DataError or FileError, and writes nothing, if the file does not allow it.
        """
        with open_dataset(path) as dataset:
            found = self.outcome(dataset.rows, cache)
            for place_id, cells in found.accepted.items():
                # The day of the answer: made again after a stop, it is the same change.
                evidence = Evidence(
                    on=geocoded_on(cells),
                    how="geocoder",
                    updated_by="geocoder",
                    source_url=self.service.url,
                )
                dataset.change(place_id, cells, evidence)
            if dataset.pending:
                dataset.save()
        return found


def not_sendable(rows: Mapping[str, Row]) -> list[str]:
    """Ids of open places with a street that cannot be asked for: no house number, a PO box."""
    return [
        place_id
        for place_id, row in rows.items()
        if row["street"]
        and not row["address_withheld"]
        and row["location_type"] == LocationType.PHYSICAL
        and row["status"] != Status.CLOSED
        and row["precision"] != Precision.ADDRESS
        and address_of(row) is None
    ]


def geocoded_on(cells: Mapping[str, str]) -> str:
    """The day on which a geocoder gave the coordinates; empty if none did, or none says when."""
    name, *rest = cells["coordinate_source"].split(", ")
    if not rest or name not in {service.full_name for service in Service}:
        return ""
    try:
        return date.fromisoformat(rest[0]).isoformat()
    except ValueError:
        return ""


def _cells(answer: Answer) -> dict[str, str]:
    return {
        "latitude": str(round(answer.latitude or 0.0, 5)),
        "longitude": str(round(answer.longitude or 0.0, 5)),
        "precision": Precision.ADDRESS.value,
        "coordinate_source": f"{answer.service}, {answer.date}, {answer.match}",
    }


def _broken(row: Row) -> str:
    """The first rule that the record breaks with its new point: it could not be saved."""
    errors = [problem for problem in check_rows([(0, row)]) if problem.severity == "error"]
    return f"the record's {errors[0].field} {errors[0].rule}: mend that first" if errors else ""
