"""The geocoder of the US Census Bureau (public domain, no key), on geopy's ``Geocoder``.

Source of its forms: https://geocoding.geo.census.gov/geocoder/Geocoding_Services_API.html
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

from geopy.exc import ConfigurationError, GeocoderParseError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from respite_finder.ingest.address import Address, house_number
from respite_finder.ingest.answer import Answer, Match, Service, degrees
from respite_finder.ingest.limits import FormAdapter

NAME: Final = Service.CENSUS.full_name
BATCH: Final = 10_000
"""The most addresses that the service takes in one file."""

_DOMAIN = "geocoding.geo.census.gov"
_BENCHMARK = "Public_AR_Current"


class Census(Geocoder):  # type: ignore[misc]  # geopy has no types
    """Census Geocoder, in the manner of geopy's own: same options, same exceptions."""

    geocode_path = "/geocoder/locations/onelineaddress"
    batch_path = "/geocoder/locations/addressbatch"

    def __init__(
        self,
        *,
        scheme: str | None = None,
        domain: str = _DOMAIN,
        timeout: Any = DEFAULT_SENTINEL,
        proxies: Any = DEFAULT_SENTINEL,
        user_agent: str | None = None,
        ssl_context: Any = DEFAULT_SENTINEL,
        adapter_factory: Any = FormAdapter,
    ) -> None:
        super().__init__(
            scheme=scheme,
            timeout=timeout,
            proxies=proxies,
            user_agent=user_agent,
            ssl_context=ssl_context,
            adapter_factory=adapter_factory,
        )
        self.domain = domain.strip("/")
        self.api = f"{self.scheme}://{self.domain}{self.geocode_path}"
        self.batch_api = f"{self.scheme}://{self.domain}{self.batch_path}"

    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL
    ) -> Any:
        """Ask for one address in one line: a geopy Location or None, or a list of all of them.

        Raises geopy's exceptions.
        """
        asked = {"address": query, "benchmark": _BENCHMARK, "format": "json"}
        parse = partial(_locations, exactly_one=exactly_one)
        return self._call_geocoder(f"{self.api}?{urlencode(asked)}", parse, timeout=timeout)

    def batch(
        self, addresses: Mapping[str, Address], *, timeout: Any = DEFAULT_SENTINEL
    ) -> dict[str, Answer]:
        """Ask for up to ``BATCH`` addresses in one file, each under an id of the caller's.

        What the answer leaves out, or breaks off in, is not in the result. Raises geopy's
        exceptions, GeocoderParseError if no line of the answer can be read.
        """
        if not isinstance(self.adapter, FormAdapter):
            raise ConfigurationError("a batch needs FormAdapter as adapter_factory")
        if len(addresses) > BATCH:
            raise ValueError(f"a batch holds at most {BATCH} addresses, got {len(addresses)}")
        file = io.StringIO()
        writer = csv.writer(file, lineterminator="\n")
        for name, address in addresses.items():
            writer.writerow((name, address.street, address.city, address.state, address.zip))
        form = {
            "addressFile": ("addresses.csv", file.getvalue().encode(), "text/csv"),
            "benchmark": (None, _BENCHMARK),
        }
        parse = partial(_batch_answers, asked=set(addresses))
        with self.adapter.sending(form):
            answers: dict[str, Answer] = self._call_geocoder(
                self.batch_api, parse, timeout=timeout, is_json=False
            )
        return answers


def census_answer(address: Address, locations: Sequence[Any]) -> Answer:
    """The answer in the locations of a one-line request; several points are a tie."""
    today = date.today().isoformat()
    if not locations:
        return Answer(NAME, today, Match.NO_MATCH)
    if len({(location.latitude, location.longitude) for location in locations}) > 1:
        return Answer(NAME, today, Match.TIE)
    found = locations[0]
    parts = found.raw["addressComponents"]
    matched = Address("", "", str(parts["state"]), str(parts.get("zip") or ""))
    # The one-line form does not say how exact the match is: it is where nothing was changed.
    same = _words(found.address) == _words(address.one_line)
    match = Match.EXACT if same else Match.NON_EXACT
    return _answer(match, str(found.address), matched, (found.latitude, found.longitude))


def _words(text: str) -> list[str]:
    return text.upper().replace(",", " ").replace(".", " ").split()


def _answer(match: Match, text: str, matched: Address, point: tuple[float, float]) -> Answer:
    number = house_number(text)
    return Answer(
        service=NAME,
        date=date.today().isoformat(),
        match=match,
        matched_address=text,
        latitude=point[0],
        longitude=point[1],
        precision="address" if number else "street",
        house_number=number,
        state=matched.state.upper(),
        zip=matched.zip,
    )


def _locations(document: Any, exactly_one: bool) -> Any:
    try:
        matches = document["result"]["addressMatches"]
        found = [
            Location(
                str(match["matchedAddress"]),
                degrees(match["coordinates"]["y"], match["coordinates"]["x"]),
                match,
            )
            for match in matches
            if match["addressComponents"]["state"]
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise GeocoderParseError("not the JSON of the Census Geocoder") from error
    if not exactly_one:
        return found
    return found[0] if found else None


def _batch_answers(text: str, asked: set[str]) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    # Line by line: one that is broken must not swallow those after it.
    for line in text.splitlines():
        try:
            name, answer = _batch_answer(line)
        except (csv.Error, IndexError, ValueError):
            continue
        if name in asked:
            answers[name] = answer
    if asked and not answers:
        raise GeocoderParseError("not the CSV of the Census Geocoder")
    return answers


def _batch_answer(line: str) -> tuple[str, Answer]:
    """Id, address asked for, match, how exact, matched address, "longitude,latitude", ..."""
    (cells,) = csv.reader([line], strict=True)
    name, status = cells[0], cells[2]
    if status in (Match.NO_MATCH, Match.TIE):
        return name, Answer(NAME, date.today().isoformat(), Match(status))
    if status != "Match":
        raise ValueError(status)
    longitude, latitude = cells[5].split(",")
    _, state, code = cells[4].rsplit(",", 2)
    matched = Address("", "", state.strip(), code.strip())
    return name, _answer(Match(cells[3]), cells[4], matched, degrees(latitude, longitude))
