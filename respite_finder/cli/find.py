"""``respite-finder find``: the nearest doors and lines, on the terminal."""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import typer

from respite_finder.cli import needs as asked
from respite_finder.cli.options import IncludeClosed, Kinds, Limit, States
from respite_finder.cli.output import BAD_DATA, BAD_INPUT, fail, print_csv, print_table, say
from respite_finder.errors import DataError, LocationNotFound, QueryError, shorten
from respite_finder.export import feature_collection, records
from respite_finder.locate import Origin, locate
from respite_finder.needs import Needs
from respite_finder.places import load_places
from respite_finder.schema import COLUMN_NAMES
from respite_finder.search import CONFIRMED, EVERY_STATUS, SHOWN, Found, Query, search
from respite_finder.service_types import service_types
from respite_finder.states import state_code
from respite_finder.text import checked_phrase, count_phrase, distance_phrase, freshness


class Format(StrEnum):
    """How ``find`` prints what it found."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    GEOJSON = "geojson"


GROUPS = ("results", "beyond", "statewide")


def find(
    place: Annotated[str, typer.Argument(help="A ZIP code, 'City, ST', a county or a state.")],
    radius: Annotated[
        str, typer.Option("--radius", "-r", help="Miles, a place on the rim included; or 'any'.")
    ] = "50",
    kind: Kinds = None,
    state: States = None,
    limit: Limit = 20,
    output: Annotated[Format, typer.Option("--format", "-f", help="Form of the output.")] = (
        Format.TABLE
    ),
    confirmed_only: Annotated[
        bool, typer.Option("--confirmed-only", help="Leave out places that are not confirmed.")
    ] = False,
    include_closed: IncludeClosed = False,
    age: asked.Age = None,
    stay: asked.Stay = None,
    free: asked.Free = False,
    language: asked.Languages = None,
    group: asked.Groups = None,
    self_referral: asked.SelfReferral = False,
    run_by: asked.RunBy = None,
    overnight: asked.Overnight = False,
    contact: asked.Contact = None,
    open_now: asked.OpenNow = False,
    include_unknown: asked.IncludeUnknown = False,
) -> None:
    """Find the nearest places and the lines that serve the state.

    A need hides places that answer no, and those whose source does not say; how many is told.

    Example: respite-finder find 01060 --radius 50 --type peer_respite --age 30 --free
    """
    try:
        origin = locate(place)
        query = Query(
            origin,
            radius_miles=_miles(radius),
            service_types=frozenset(kind or ()),
            states=frozenset(state_code(word) for word in state or ()),
            statuses=CONFIRMED if confirmed_only else EVERY_STATUS if include_closed else SHOWN,
            needs=Needs(
                age=age,
                stay_days=stay,
                free=free,
                languages=frozenset(language or ()),
                groups=asked.codes(group),
                self_referral=self_referral,
                operators=asked.codes(run_by),
                overnight=overnight,
                contact=asked.codes(contact),
                open_at=asked.now_if(open_now),
                include_unknown=include_unknown,
            ),
        )
        found = search(load_places(), query)
    except LocationNotFound as error:
        # The message never repeats what was typed; on one's own terminal it helps.
        got = f"Got {shorten(place)!r}. " if place.strip() else ""
        fail(f"{got}{error}", BAD_INPUT)
    except QueryError as error:
        fail(str(error), BAD_INPUT)
    except DataError as error:
        fail(str(error), BAD_DATA)
    _print(found, origin, limit, output)


def _miles(text: str) -> float | None:
    if text.strip().lower() == "any":
        return None
    try:
        return float(text)
    except ValueError:
        expected = "give a number of miles greater than 0, or any."
        raise QueryError("radius", text, expected) from None


def _print(found: Found, origin: Origin, limit: int, output: Format) -> None:
    total = len(found.results)
    frames = {"results": found.results.head(limit), "beyond": found.beyond.head(limit)}
    frames["statewide"] = found.statewide
    needs = found.query.needs.asked
    if not needs:
        frames = {name: frame.drop(columns="not_stated") for name, frame in frames.items()}
    if output is Format.TABLE:
        _print_tables(found, origin, limit)
    elif output is Format.JSON:
        groups = {name: [_short(r) for r in records(frame)] for name, frame in frames.items()}
        head = {"label": origin.label, "lat": origin.lat, "lon": origin.lon}
        answer: dict[str, Any] = {
            "origin": head | {"precision": origin.precision},
            "radius_miles": found.query.radius_miles,
            "count": total,
            **groups,
        }
        if needs:
            answer["hidden_unknown"] = found.hidden_unknown
            answer["hidden_by_area"] = found.hidden_by_area
        typer.echo(json.dumps(answer, indent=2, ensure_ascii=False))
    elif output is Format.CSV:
        rows = [r | {"group": name} for name, frame in frames.items() for r in records(frame)]
        said = ("not_stated",) if needs else ()
        print_csv(("group", "distance_miles", *said, *COLUMN_NAMES), rows)
    else:
        collection = feature_collection(frames["results"])
        for name in GROUPS[1:]:
            collection["features"] += feature_collection(frames[name])["features"]
        sizes = [name for name, frame in frames.items() for _ in range(len(frame))]
        for feature, name in zip(collection["features"], sizes, strict=True):
            feature["properties"]["group"] = name
        typer.echo(json.dumps(collection, ensure_ascii=False))


def _short(record: dict[str, Any]) -> dict[str, Any]:
    """A record for JSON: lat and lon by their short names, what is not known left as null."""
    record["lat"], record["lon"] = record.pop("latitude"), record.pop("longitude")
    return record


def _print_tables(found: Found, origin: Origin, limit: int) -> None:
    say("In danger or thinking of suicide? Call or text 988, any time.\n")
    total, miles = len(found.results), found.query.radius_miles
    within = "at any distance from" if miles is None else f"within {miles:g} miles of"
    where = f"in {origin.label}" if found.query.by_state else f"{within} {origin.label}"
    cut = f", the first {limit}" if total > limit else ""
    title = f"{count_phrase(total, 'place', 'places')} {where}{cut}"
    if total:
        _table(title, found.results.head(limit))
    else:
        say(f"No place {where} matches.")
    if len(found.beyond):
        _table("\nThe nearest beyond that", found.beyond.head(limit))
    if len(found.statewide):
        _table(f"\nBy phone or by area, wherever you are in {origin.state}", found.statewide)
    if hidden := asked.hidden_note(found):
        say(f"\n{hidden}")


def _table(title: str, frame: Any) -> None:
    kinds, today = service_types(), date.today()
    rows = []
    for record in records(frame):
        stale = freshness(record["source_date"] or "", today) in ("old", "undated")
        note = "" if record["status"] == "active" else "not confirmed: call first"
        if record["status"] in ("closed", "planned"):
            note = record["status"].upper()
        note = "; ".join(filter(None, (note, asked.not_stated_note(record["not_stated"] or ""))))
        checked = checked_phrase(record["source_date"] or "") + (" (old)" if stale else "")
        phone = record["phone"] or ""
        if record["phone_extension"]:
            phone += f" ext. {record['phone_extension']}"
        if not phone:
            text = f"text {record['text_line']}" if record["text_line"] else ""
            phone = text or record["email"] or record["website"] or "no contact known"
        miles = (
            distance_phrase(record["distance_miles"], record["precision"])
            if (record["distance_miles"] is not None)
            else ""
        )
        town = ", ".join(part for part in (record["city"], record["state"]) if part)
        kind = kinds[record["service_type"]].name
        rows.append((miles, record["name"], kind, town, phone, checked, note))
    print_table(title, ("Miles", "Name", "Kind", "Town", "Contact", "Checked", "Note"), rows)
