"""Figures as files: CSV, Excel, GeoJSON and JSON. The numbers of all of them are the same.

Shares are rounded to 6 decimals, miles to 2, counts are whole; where there is no number the cell
is empty (null in JSON).
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

import pandas as pd

from respite_finder.coverage.about import about_figures, command_of, query_facts
from respite_finder.coverage.citation import citation_text, dataset_date, dataset_version
from respite_finder.coverage.measures import MEASURES
from respite_finder.coverage.population import Population
from respite_finder.coverage.query import CoverageQuery
from respite_finder.coverage.table import IN_NO_COUNTY
from respite_finder.errors import QueryError
from respite_finder.export.about import LICENCE
from respite_finder.export.table import harmless
from respite_finder.resources import COUNTIES_GEOJSON, STATES_GEOJSON

SHARE_DECIMALS: Final = 6
MILES_DECIMALS: Final = 2
DEGREE_DECIMALS: Final = 6
"""A tenth of a meter: finer than any outline is."""
_OTHER_MEANINGS: Final[Mapping[str, str]] = {
    "score_per_100000": "Places or beds for 100,000 people, mean of the people of the area",
    "share_without": "Share of people whose score is 0",
    "places_used": "Places that the score counts, in all states",
    "places_without_beds": "Places that the score leaves out, as they do not state their beds",
    "method": "How the score was made",
    "supply": "What the score counts",
}

Figures = dict[str, Any]


def figures(frame: pd.DataFrame) -> Iterator[Figures]:
    """The rows of a table as dicts of str, int, float and None, rounded as every file has them.

    >>> next(figures(pd.DataFrame({"state": ["MA"], "covered_share": [1 / 3]})))
    {'state': 'MA', 'covered_share': 0.333333}
    """
    # As objects: a row of numbers only would make floats of its counts.
    for cells in frame.astype(object).itertuples(index=False, name=None):
        yield {name: _plain(name, cell) for name, cell in zip(frame.columns, cells, strict=True)}


def _plain(name: str, cell: Any) -> Any:
    if not isinstance(cell, float):
        return cell
    if not math.isfinite(cell):
        return None
    miles = name == "miles" or (name in MEASURES and MEASURES[name].unit == "miles")
    rounded = round(cell, MILES_DECIMALS if miles else SHARE_DECIMALS)
    return int(rounded) if name == "radius_miles" and rounded.is_integer() else rounded


def coverage_csv(frame: pd.DataFrame) -> bytes:
    """CSV (UTF-8, unix lines), the table's columns in their order. No cell runs as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows([_cell(cell) for cell in row.values()] for row in figures(frame))
    return out.getvalue().encode("utf-8")


def _cell(cell: object) -> object:
    if isinstance(cell, float):
        # Never with an exponent.
        return f"{cell:.{SHARE_DECIMALS}f}".rstrip("0").rstrip(".")
    return harmless(cell)


def coverage_json(
    frame: pd.DataFrame,
    query: CoverageQuery,
    by: str = "state",
    *,
    states: Sequence[str] = (),
    population: Population | None = None,
    command: str = "",
) -> bytes:
    """JSON (UTF-8): what was asked, the version of the dataset, how to cite, and the rows.

    ``command`` is what made the figures; none given is ``respite-finder coverage`` as asked.
    """
    head = _head(frame, query, by, states, population, command)
    text = json.dumps(head | {"rows": list(figures(frame))}, indent=2, ensure_ascii=False)
    return f"{text}\n".encode()


def _head(
    frame: pd.DataFrame,
    query: CoverageQuery,
    by: str,
    states: Sequence[str],
    population: Population | None,
    command: str,
) -> Figures:
    without = {name: frame.attrs[name] for name in (IN_NO_COUNTY,) if name in frame.attrs}
    return {
        "query": query_facts(query, by, states, population),
        **without,
        "command": command or command_of(query, by, states, population),
        "version": dataset_version(),
        "as_of": dataset_date().isoformat(),
        "citation": citation_text(),
        "licence": LICENCE,
    }


def coverage_excel(
    frame: pd.DataFrame,
    query: CoverageQuery,
    by: str = "state",
    *,
    states: Sequence[str] = (),
    population: Population | None = None,
    command: str = "",
) -> bytes:
    """An Excel workbook: the figures, what was asked and how, and what each column means."""
    # Its library is heavy and rarely asked for.
    from respite_finder.export.workbook import Sheet, workbook  # noqa: PLC0415

    names = list(frame.columns)
    widths = [max(10, min(len(name) + 2, 24)) for name in names]
    meanings = [
        [name, MEASURES[name].title, MEASURES[name].meaning]
        if name in MEASURES
        else [name, "", _OTHER_MEANINGS.get(name, "")]
        for name in names
    ]
    without = frame.attrs.get(IN_NO_COUNTY, 0)
    about = about_figures(query, by, states, population, command=command, in_no_county=without)
    return workbook(
        [
            Sheet("Figures", names, widths, (list(row.values()) for row in figures(frame))),
            Sheet("About", ("what", "words"), (20, 110), about),
            Sheet("Columns", ("name", "title", "meaning"), (28, 32, 90), meanings),
        ]
    )


def coverage_geojson(
    frame: pd.DataFrame,
    query: CoverageQuery,
    by: str = "state",
    *,
    states: Sequence[str] = (),
    population: Population | None = None,
    command: str = "",
) -> bytes:
    """RFC 7946 GeoJSON (UTF-8): a feature an outline, a feature a line, the measures as properties.

    The id is the state's postal code or the county's FIPS code. Every outline of the asked
    ``states`` (none: of all) and of the table is there, with null where it has no figures; an area
    of the table that has no outline is a feature without geometry. Degrees have at most 6 decimals.
    Raises QueryError for ``by="us"``.
    """
    if by == "us":
        raise QueryError("by", by, "a map needs areas: choose state or county.")
    key = "county_fips" if by == "county" else "state"
    rows = {row[key]: row for row in figures(frame)}
    nothing = dict.fromkeys(frame.columns)
    features = []
    for outline in _outlines(by):
        told = outline["properties"]
        code = told["fips"] if by == "county" else told["state"]
        # A ZIP code of an asked state may belong to a county of the next one.
        if states and told["state"] not in states and code not in rows:
            continue
        names = {key: code, "state": told["state"], "name": told["name"]}
        row = rows.pop(code, nothing | {"state": told["state"]} if by == "county" else nothing)
        features.append(_feature(code, outline["geometry"], row | names))
    features += [_feature(code, None, row) for code, row in rows.items()]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, allow_nan=False) for one in features)
    known = _head(frame, query, by, states, population, command)
    head = json.dumps(known, ensure_ascii=False)[1:-1]
    return f'{{"type": "FeatureCollection", {head}, "features": [\n{lines}\n]}}\n'.encode()


def _feature(code: str, geometry: object, properties: Figures) -> Figures:
    return {"type": "Feature", "id": code, "geometry": geometry, "properties": properties}


@cache
def _outlines(by: str) -> list[Figures]:
    """The shipped outlines: state, name, fips; not to be changed."""
    if by == "state":
        text = STATES_GEOJSON.read_text(encoding="utf-8")
    else:
        text = gzip.decompress(COUNTIES_GEOJSON.read_bytes()).decode("utf-8")
    features: list[Figures] = json.loads(text, parse_float=_degrees)["features"]
    return features


def _degrees(text: str) -> float:
    return round(float(text), DEGREE_DECIMALS)
