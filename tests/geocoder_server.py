"""A geocoder on this machine that plays Census and Nominatim, well and badly; and its fixtures.

Test modules take them with ``geocoder, naps, run = fixtures``.
"""

from __future__ import annotations

import csv
import email
import email.policy
import io
import json
import os
import socket
import struct
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import Result
from typer.testing import CliRunner

from made import record, write_places
from respite_finder.cli import cli
from respite_finder.ingest.limits import Polite


@dataclass(frozen=True)
class Reply:
    """What the geocoder knows of a street; the default lies in Northampton, Massachusetts."""

    lat: float = 42.31999
    lon: float = -72.63999
    state: str = "MA"
    zip: str = "01060"
    status: str = "Match"
    quality: str = "Exact"
    street: str = ""
    house: bool = True


@dataclass
class Geocoder:
    """``known``: replies by street. ``script``: what befalls the next requests, then all is well:
    500, 403, "429 7" (status, Retry-After), reset, garbage, odd, truncated, stray (a row that
    nobody asked for), hold (no answer before ``release`` is set).
    """

    known: dict[str, Reply] = field(default_factory=dict)
    script: deque[str] = field(default_factory=deque)
    asked: list[list[str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    bodies: list[str] = field(default_factory=list)
    arrived: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    release: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    @property
    def streets(self) -> list[str]:
        """Every street that reached the server, in order."""
        return [street for request in self.asked for street in request]

    def reply(self, street: str) -> Reply:
        return self.known.get(street, Reply())


class _Handler(BaseHTTPRequestHandler):
    geocoder: Geocoder

    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        if url.path.endswith("/search"):
            self._answer([query["street"]], self.path, _nominatim)
        else:
            assert url.path == "/geocoder/locations/onelineaddress"
            assert query["benchmark"] == "Public_AR_Current"
            self._answer([query["address"].split(",")[0]], self.path, _one_line)

    def do_POST(self) -> None:
        assert self.path == "/geocoder/locations/addressbatch"
        body = self.rfile.read(int(self.headers["Content-Length"]))
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        form = email.message_from_bytes(head + body, policy=email.policy.default)
        parts = {
            part.get_param("name", header="content-disposition"): part for part in form.iter_parts()
        }
        assert parts["benchmark"].get_content().strip() == "Public_AR_Current"
        rows = list(csv.reader(io.StringIO(parts["addressFile"].get_payload(decode=True).decode())))
        names = [row[0] for row in rows]
        self._answer([row[1] for row in rows], body.decode(), lambda k, s: _batch(k, s, names))

    def _answer(
        self, streets: list[str], body: str, well: Callable[[Geocoder, list[str]], bytes]
    ) -> None:
        told = self.geocoder
        told.asked.append(streets)
        told.bodies.append(body)
        told.agents.add(str(self.headers["User-Agent"]))
        befalls = told.script.popleft() if told.script else "well"
        told.arrived.release()
        if befalls == "hold":
            told.release.wait(30)
        if befalls == "reset":
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            # The files on the socket keep it open: closed by its number, it is gone at once.
            os.close(self.connection.detach())
            self.close_connection = True
            return None
        if befalls == "garbage":
            return self._send(200, b"<html><body>Maintenance, " + streets[0].encode() + b"</body>")
        if befalls == "odd":
            return self._send(200, b'["a list", 7]')
        if befalls == "stray":
            return self._send(200, b'"99","9 Other St","No_Match"\n' + well(told, streets))
        if befalls == "truncated":
            content = well(told, streets)
            return self._send(200, content[: len(content) * 2 // 3])
        if befalls[0].isdigit():
            status, _, after = befalls.partition(" ")
            return self._send(int(status), b"sorry", {"Retry-After": after} if after else {})
        return self._send(200, well(told, streets))

    def _send(self, status: int, content: bytes, headers: dict[str, str] | None = None) -> None:
        try:
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        except OSError:
            # Who asked has gone: that is what some of the tests are about.
            self.close_connection = True


def _matched(street: str, reply: Reply) -> str:
    return f"{reply.street or street.upper()}, NORTHAMPTON, {reply.state}, {reply.zip}"


def _one_line(told: Geocoder, streets: list[str]) -> bytes:
    reply = told.reply(streets[0])
    match = {
        "matchedAddress": _matched(streets[0], reply),
        "coordinates": {"x": reply.lon, "y": reply.lat},
        "addressComponents": {"state": reply.state, "zip": reply.zip, "city": "NORTHAMPTON"},
    }
    other = {**match, "coordinates": {"x": reply.lon + 0.1, "y": reply.lat}}
    matches = {"Match": [match], "Tie": [match, other], "No_Match": []}[reply.status]
    return json.dumps({"result": {"input": {}, "addressMatches": matches}}).encode()


def _batch(told: Geocoder, streets: list[str], names: list[str]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    for name, street in zip(names, streets, strict=True):
        reply = told.reply(street)
        row = [name, f"{street}, Northampton, MA, 01060", reply.status]
        if reply.status == "Match":
            point = f"{reply.lon},{reply.lat}"
            row += [reply.quality, _matched(street, reply), point, "76355984", "L"]
        writer.writerow(row)
    return out.getvalue().encode()


def _nominatim(told: Geocoder, streets: list[str]) -> bytes:
    reply, street = told.reply(streets[0]), streets[0]
    if reply.status == "No_Match":
        return b"[]"
    number, _, road = (reply.street or street).partition(" ")
    parts = {"house_number": number} if reply.house else {}
    parts |= {"road": road, "town": "Northampton", "postcode": reply.zip}
    parts |= {"ISO3166-2-lvl4": f"US-{reply.state}", "country_code": "us"}
    place = {
        "lat": str(reply.lat),
        "lon": str(reply.lon),
        "display_name": f"{number}, {road}, Northampton, {reply.zip}, United States",
    }
    return json.dumps([{**place, "address": parts}]).encode()


@pytest.fixture
def geocoder() -> Iterator[Geocoder]:
    """A geocoder that listens on this machine, its address in ``url``."""
    told = Geocoder()
    handler = type("Handler", (_Handler,), {"geocoder": told})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    told.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield told
    told.release.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the program slept each time. Its clock goes by its sleep: tests take no time."""
    slept: list[float] = []
    monkeypatch.setattr(Polite, "_sleep", lambda _, seconds: slept.append(seconds))
    monkeypatch.setattr(Polite, "_clock", lambda _: sum(slept))
    return slept


Run = Callable[..., Result]


@pytest.fixture
def run(geocoder: Geocoder, naps: list[float], tmp_path: Path) -> Run:
    """``run("--only", "stale")``: the command over ``places.csv`` in the test's folder."""

    def geocode_here(*options: str) -> Result:
        path = str(tmp_path / "places.csv")
        return CliRunner().invoke(
            cli, ["geocode", "--file", path, "--server", geocoder.url, *options]
        )

    return geocode_here


fixtures = (geocoder, naps, run)


def make_places(folder: Path, *changes: dict[str, str]) -> Path:
    """A places file of records ``ma-made-1``, ``ma-made-2``, ..., with streets of their own."""
    rows = [
        record({"place_id": f"ma-made-{n}", "name": f"House {n}", "street": f"{n} Main St"}, made)
        for n, made in enumerate(changes, start=1)
    ]
    return write_places(folder / "places.csv", rows)


def cells(folder: Path, place_id: str = "ma-made-1") -> dict[str, str]:
    """A record as it now stands in the file."""
    with (folder / "places.csv").open(encoding="utf-8", newline="") as file:
        return next(row for row in csv.DictReader(file) if row["place_id"] == place_id)
