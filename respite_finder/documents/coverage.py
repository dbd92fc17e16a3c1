"""``docs/coverage.md``: the figures, beside published counts, and how far they can be trusted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from string import Template
from typing import Any, Final

import pandas as pd

from respite_finder.coverage import DETOUR, CoverageQuery, Reach, coverage_table
from respite_finder.coverage.citation import citation_text, dataset_date, dataset_version
from respite_finder.coverage.reach import within
from respite_finder.coverage.words import headline
from respite_finder.documents.markdown import table
from respite_finder.documents.tables import rows_of
from respite_finder.i18n import SOURCE, speaking
from respite_finder.schema import OFF_BY_DEFAULT, Precision, ServiceType
from respite_finder.search import CONFIRMED, SHOWN
from respite_finder.service_types import service_types
from respite_finder.states import state_name
from respite_finder.text import count_phrase

TEMPLATE: Final = Path(__file__).parent / "templates" / "coverage.md"
OFF_BY_MILES: Final = 5
_RADII: Final = (25, 50, 100)
_WITHIN: Final = tuple(f"Within {radius}" for radius in _RADII)
_FINEST: Final = (Precision.ADDRESS.value, Precision.ZIP.value, Precision.CITY.value)
_ONLY: Final = ("their street", "street or ZIP code", "street, ZIP code or town")
_MOST_CHANGED: Final = 5


def coverage_report(places: pd.DataFrame, data: Path) -> str:
    """The whole page. ``places`` are all of them; ``data`` is the folder that they are from."""
    reach, query = Reach(places), CoverageQuery()
    respites = reach.places.loc[reach.places["service_type"] == ServiceType.PEER_RESPITE]
    active = respites.loc[respites["status"].isin(list(CONFIRMED))]
    shown = respites.loc[respites["status"].isin(list(SHOWN))]
    us = _us(reach, query)
    states = coverage_table(reach, query)
    every = CoverageQuery(frozenset(_kinds(reach)))
    opened = active["year_opened"]
    statuses = respites["status"].value_counts()
    day = dataset_date(data)
    with speaking(SOURCE):
        told = headline(us, query)
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        as_of=f"{day:%B} {day.day}, {day.year}",
        version=dataset_version(data),
        citation=citation_text(data),
        headline=told,
        active=len(active),
        shown=len(shown),
        counted=_counted(active),
        not_confirmed=len(shown) - len(active),
        published=_published(data / "published_counts.csv", active, shown),
        in_directory=int(_in_directory(active).sum()),
        after_2014=int((opened > 2014).sum()),
        after_2020=int((opened > 2020).sum()),
        year_unknown=int(opened.isna().sum()),
        closed=int(statuses.get("closed", 0)),
        planned=int(statuses.get("planned", 0)),
        state_names=_listed([state_name(code) for code in sorted(active["state"].unique())])
        or "none",
        by_state=_by_state(us, states),
        by_kind=_by_kind(reach),
        precision=_precision(us, active),
        withheld=int(active["address_withheld"].sum()),
        respites=_sensitivity(reach, query),
        every=_sensitivity(reach, every),
        detour=DETOUR,
        most_changed=_most_changed(reach, query, states),
    )


def _kinds(reach: Reach) -> list[str]:
    """The kinds that are places to go to, in their usual order; what is off by default is not."""
    there = set(reach.places.loc[reach.places["location_type"] == "physical", "service_type"])
    return [kind.value for kind in ServiceType if kind in there - OFF_BY_DEFAULT]


def _counted(active: pd.DataFrame) -> str:
    places = count_phrase(len(active), "active peer respite", "active peer respites")
    return f"{places} in {count_phrase(active['state'].nunique(), 'state', 'states')}"


def _published(path: Path, active: pd.DataFrame, shown: pd.DataFrame) -> str:
    columns = ("year", "programs", "states", "what", "source", "source_url")
    rows: list[tuple[object, ...]] = [
        (
            row["year"],
            f"[{row['source']}]({row['source_url']})" if row["source_url"] else row["source"],
            row["what"],
            row["programs"],
            row["states"] or "not stated",
        )
        for row in rows_of(path, columns)
    ]
    for frame, what in ((active, "active"), (shown, "active and listed")):
        rows.append(("now", "respite_finder", what, len(frame), frame["state"].nunique()))
    return table(("Year", "Source", "What it counts", "Number", "States"), rows, numbers_from=3)


def _in_directory(places: pd.DataFrame) -> pd.Series[bool]:
    return (places["source_url"] + places["other_sources"]).str.contains("power2u.org")


def _by_state(us: Mapping[str, Any], states: pd.DataFrame) -> str:
    header = (
        *("State", "People", "Places", "Places per million", *_WITHIN),
        *("Counties within 50", "Median miles"),
    )
    rows = []
    for row in [us, *_rows(states)]:
        low, high = row["places_per_million_low"], row["places_per_million_high"]
        rows.append(
            (
                "**United States**" if row["state"] == "US" else state_name(row["state"]),
                row["population"],
                _places(row),
                f"{row['places_per_million']:.2f} ({low:.2f}–{high:.2f})",
                *_shares(row),
                f"{row['counties_reached']} of {row['counties']}",
                _miles(row["median_miles"]),
            )
        )
    return table(header, rows)


def _places(row: Mapping[str, Any]) -> str:
    """How many places, and how many of them have no point: they are near nobody that we know of."""
    without = int(row["places_without_point"])
    return f"{row['places']:,}" + (f" ({without} without a point)" if without else "")


def _by_kind(reach: Reach) -> str:
    kinds = service_types()
    rows = []
    for kind in _kinds(reach):
        row = _us(reach, CoverageQuery(frozenset({kind})))
        miles = (_miles(row["median_miles"]), _miles(row["p90_miles"]))
        rows.append((kinds[kind].plural, int(row["places"]), *_shares(row), *miles))
    header = ("Kind of help", "Places", *_WITHIN, "Median miles", "90th percentile")
    return table(header, rows)


def _sensitivity(reach: Reach, query: CoverageQuery) -> str:
    """The shares of a query, and what they would be with other points, places or miles."""
    rows = [_line("As counted", reach, query)]
    for number, words in enumerate(_ONLY, start=1):
        fine = reach.places["precision"].isin(_FINEST[:number])
        rows.append(_line(f"Only places at {words}", Reach(reach.places.loc[fine]), query))
    rows += [
        _line("Each place 5 miles farther", reach, query, -OFF_BY_MILES),
        _line("Each place 5 miles nearer", reach, query, OFF_BY_MILES),
        _line("Listed too", reach, replace(query, statuses=SHOWN)),
        _line("Road miles", reach, replace(query, detour=DETOUR)),
        _line("Listed too, road miles", reach, replace(query, statuses=SHOWN, detour=DETOUR)),
    ]
    return table(("What counts", "Places", *_WITHIN), rows)


def _line(words: str, reach: Reach, query: CoverageQuery, more: int = 0) -> tuple[object, ...]:
    """How many places count, and the shares within each radius and so many miles more."""
    people, miles = reach.population.people, reach.miles(query)
    shares = (people[within(miles, radius + more)].sum() / people.sum() for radius in _RADII)
    return (words, len(reach.counted(query)), *map(_percent, shares))


def _us(reach: Reach, query: CoverageQuery) -> Mapping[str, Any]:
    return _rows(coverage_table(reach, query, by="us"))[0]


def _rows(frame: pd.DataFrame) -> list[Mapping[str, Any]]:
    names = [str(name) for name in frame.columns]
    cells = frame.astype(object).itertuples(index=False, name=None)
    return [dict(zip(names, row, strict=True)) for row in cells]


def _precision(row: Mapping[str, Any], places: pd.DataFrame) -> str:
    """How exactly the counted places are known, in sentences."""
    known = {
        "their street": row["places_at_address"],
        "their ZIP code": row["places_at_zip"],
        "their town": row["places_at_city"],
        "their county": row["places_at_county"],
    }
    words = _listed([f"{count} by {how}" for how, count in known.items() if count])
    pointless = places.loc[places["latitude"].isna(), "state"]
    where = _listed([state_name(code) for code in sorted(pointless.unique())])
    said = f"Of {row['places']} places we know {words or 'none by a point'}."
    without = count_phrase(len(pointless), "has no point", "have no point")
    return f"{said} Another {without}: in {where}." if len(pointless) else said


def _most_changed(reach: Reach, query: CoverageQuery, states: pd.DataFrame) -> str:
    wider = coverage_table(reach, replace(query, statuses=SHOWN))
    change = (wider["covered_share"] - states["covered_share"]) * 100
    order = change.sort_values(ascending=False, kind="stable").index[:_MOST_CHANGED]
    rows = [
        (
            state_name(str(states["state"][at])),
            int(states["places"][at]),
            int(wider["places"][at] - states["places"][at]),
            _percent(states["covered_share"][at]),
            _percent(wider["covered_share"][at]),
            f"+{change[at]:.1f}",
        )
        for at in order
    ]
    header = ("State", "Active", "Listed", "Share within 50", "With listed", "Points")
    return table(header, rows)


def _shares(row: Mapping[str, Any]) -> list[str]:
    return [_percent(row[f"share_within_{radius}"]) for radius in _RADII]


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _miles(miles: float) -> str:
    return "–" if pd.isna(miles) else f"{miles:.0f}"


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
