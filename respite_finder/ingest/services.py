"""The geocoders that we ask, each behind one function: addresses in, answers out as they come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Final
from urllib.parse import urlsplit

from geopy.exc import ConfigurationError
from geopy.geocoders import Nominatim

from respite_finder import __version__
from respite_finder.errors import GeocodingError, QueryError
from respite_finder.ingest.address import Address
from respite_finder.ingest.answer import Answer, Service
from respite_finder.ingest.census import BATCH, Census, census_answer
from respite_finder.ingest.limits import FormAdapter, Polite
from respite_finder.ingest.nominatim import SECONDS_BETWEEN_REQUESTS, nominatim_answer, question

USER_AGENT: Final = f"respite_finder/{__version__}"
"""Nominatim asks for one that tells which program it is."""

_TIMEOUT_SECONDS = 30.0
_BATCH_TIMEOUT_SECONDS = 900.0
_CENSUS_SECONDS_BETWEEN = 0.25
_ROUNDS = 3
"""How often addresses that an answer left out are asked for."""

Answered = Sequence[tuple[Address, Answer]]


class Asker:
    """One service, asked politely. ``ask`` raises GeocodingError when it cannot be asked."""

    def __init__(
        self,
        service: Service,
        *,
        server: str = "",
        user_agent: str = "",
        timeout_seconds: float | None = None,
        one_by_one: bool = False,
    ) -> None:
        self._batches = service is Service.CENSUS and not one_by_one
        options = _options(server, user_agent or USER_AGENT)
        usual = _BATCH_TIMEOUT_SECONDS if self._batches else _TIMEOUT_SECONDS
        options["timeout"] = timeout_seconds or usual
        try:
            if service is Service.CENSUS:
                census = Census(**options)
                one = partial(_ask_census, census)
                self._call = Polite(
                    census.batch if self._batches else one,
                    service.full_name,
                    min_delay_seconds=_CENSUS_SECONDS_BETWEEN,
                )
            else:
                one = partial(_ask_nominatim, Nominatim(**options))
                self._call = Polite(
                    one, service.full_name, min_delay_seconds=SECONDS_BETWEEN_REQUESTS
                )
        except ConfigurationError as error:
            expected = "name your program and how to reach you."
            raise QueryError("--user-agent", user_agent, expected) from error
        self._title = service.full_name

    def ask(self, addresses: Sequence[Address]) -> Iterator[Answered]:
        """Answers in the order in which they come, as many at a time as the service gives."""
        if not self._batches:
            for address in addresses:
                yield [(address, self._call(address))]
            return
        for start in range(0, len(addresses), BATCH):
            yield from self._ask_batch(addresses[start : start + BATCH])

    def _ask_batch(self, addresses: Sequence[Address]) -> Iterator[Answered]:
        left = {str(number): address for number, address in enumerate(addresses, start=1)}
        for _ in range(_ROUNDS):
            answers = self._call(left)
            yield [(left[name], answer) for name, answer in answers.items()]
            left = {name: address for name, address in left.items() if name not in answers}
            if not left:
                return
        missing = f"its answers broke off {_ROUNDS} times, {len(left)} of {len(addresses)} missing"
        raise GeocodingError(self._title, f"{missing}: run the command again later")


def _ask_census(geocoder: Census, address: Address) -> Answer:
    return census_answer(address, geocoder.geocode(address.one_line, exactly_one=False))


def _ask_nominatim(geocoder: Any, address: Address) -> Answer:
    location = geocoder.geocode(
        question(address), addressdetails=True, country_codes="us", language="en"
    )
    return nominatim_answer(address, location)


def _options(server: str, user_agent: str) -> dict[str, Any]:
    if not user_agent.isascii() or not user_agent.isprintable() or user_agent.strip() == "":
        raise QueryError(
            "--user-agent", user_agent, "give plain letters: a name, a way to reach you."
        )
    options: dict[str, Any] = {"user_agent": user_agent.strip(), "adapter_factory": FormAdapter}
    if server:
        parts = _server(server)
        options |= {"scheme": parts[0], "domain": parts[1]}
    return options


def _server(url: str) -> tuple[str, str]:
    expected = "give the beginning of a web address, such as https://nominatim.example.org."
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise QueryError("--server", url, expected) from None
    plain = not (parts.query or parts.fragment or parts.username or parts.password)
    if parts.scheme not in ("http", "https") or not parts.hostname or not plain:
        raise QueryError("--server", url, expected)
    return parts.scheme, f"{parts.netloc}{parts.path}".strip("/")
