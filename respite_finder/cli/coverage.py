"""``respite-finder coverage``: how many people live within reach, by state, county or country."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from respite_finder.cli.figures import (
    Asked,
    AskedStates,
    Kinds,
    Listed,
    Output,
    PeopleFile,
    Radius,
    Road,
    asked,
    number,
    percent,
    print_figures,
    say_citation,
    say_what_counts,
    told_in_one_sentence,
    write,
)
from respite_finder.cli.output import form_of, say, target_of
from respite_finder.errors import QueryError
from respite_finder.text import count_phrase

if TYPE_CHECKING:
    import pandas as pd


class Areas(StrEnum):
    """The size of the areas."""

    STATE = "state"
    COUNTY = "county"
    US = "us"


class Form(StrEnum):
    """How the figures are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    GEOJSON = "geojson"
    EXCEL = "excel"


class Method(StrEnum):
    """How an access score is made."""

    TWO_STEP = "2sfca"
    ENHANCED = "e2sfca"
    THREE_STEP = "3sfca"
    GRAVITY = "gravity"


class Supply(StrEnum):
    """What an access score counts."""

    PLACES = "places"
    BEDS = "beds"


def coverage(
    kind: Kinds = None,
    radius: Radius = "50",
    by: Annotated[Areas, typer.Option("--by", help="A row for each of these.")] = Areas.STATE,
    state: AskedStates = None,
    measure: Annotated[
        list[str] | None,
        typer.Option("--measure", help="Only this column, e.g. median_miles. May be repeated."),
    ] = None,
    include_listed: Listed = False,
    road: Road = False,
    score: Annotated[
        Method | None, typer.Option("--score", help="Add an access score: places for 100,000.")
    ] = None,
    supply: Annotated[
        Supply | None,
        typer.Option(
            "--supply",
            help="What the score counts; beds are known for few.",
            show_default=Supply.PLACES.value,
        ),
    ] = None,
    population: PeopleFile = None,
    form: Annotated[
        Form | None,
        typer.Option(
            "--format",
            "-f",
            help="Form of the output.",
            show_default="as --output ends, else table",
        ),
    ] = None,
    output: Output = None,
) -> None:
    """Tell how many people live within reach of a peer respite or another kind of help.

    The figures are those of the page and of the documents; docs/methods.md says how they are made.

    Example: respite-finder coverage --by state --radius 50 --format csv --output coverage.csv
    """
    from respite_finder.coverage import coverage_table
    from respite_finder.coverage.table import IN_NO_COUNTY

    with told_in_one_sentence():
        made = form_of(form, output, Form.TABLE)
        target = target_of(output, binary=made is Form.EXCEL, sources={"population": population})
        if supply is not None and score is None:
            raise QueryError(
                "supply", supply, "it is of a score. Ask for one, e.g. --score e2sfca."
            )
        given = asked(kind, radius, state, listed=include_listed, road=road, population=population)
        table = coverage_table(given.reach, given.query, by=by.value, states=given.states)
        frame, more = table, list[str]()
        if score is not None:
            supply = supply or Supply.PLACES
            frame = _scored(frame, given, by, score, supply)
            more += ["--score", score.value, "--supply", supply.value]
        frame = _chosen(frame, by, measure or [])
        # A join of two tables keeps no notes.
        frame.attrs.update(table.attrs)
        more += [word for name in measure or [] for word in ("--measure", name)]
        _write(frame, given, by, made, target, given.command("coverage", by.value, *more))
    _tell(given, table.attrs.get(IN_NO_COUNTY, 0))


def _scored(
    frame: pd.DataFrame, given: Asked, by: Areas, method: Method, supply: Supply
) -> pd.DataFrame:
    """The table with the columns of a score beside its own."""
    from respite_finder.coverage.scores import score_table

    scores = score_table(
        given.reach,
        given.query,
        method=method.value,
        supply=supply.value,
        by=by.value,
        states=given.states,
    )
    key = "county_fips" if by is Areas.COUNTY else "state"
    new = [name for name in scores.columns if name not in frame.columns]
    return frame.merge(scores[[key, *new]], on=key, how="left", validate="one_to_one")


def _chosen(frame: pd.DataFrame, by: Areas, measures: list[str]) -> pd.DataFrame:
    """The columns that name an area, its people and places, and the measures asked for."""
    from rapidfuzz import process

    if not measures:
        return frame
    unknown = [name for name in measures if name not in frame.columns]
    if unknown:
        near = process.extractOne(unknown[0], list(frame.columns), score_cutoff=70)
        hint = f" Did you mean {near[0]}?" if near else ""
        expected = f"choose from the columns by {by.value}: {', '.join(frame.columns)}.{hint}"
        raise QueryError("measure", unknown[0], expected)
    names = ["county_fips", "county"] if by is Areas.COUNTY else []
    return frame[list(dict.fromkeys([*names, "state", "population", "places", *measures]))]


def _write(
    frame: pd.DataFrame, given: Asked, by: Areas, form: Form, target: Path | None, command: str
) -> None:
    from respite_finder.coverage import files

    told: dict[str, Any] = {
        "states": given.states,
        "population": given.population,
        "command": command,
    }
    if form is Form.TABLE and target is None:
        _print(frame, by)
    elif form in (Form.TABLE, Form.CSV):
        # A file of columns set by spaces helps nobody.
        write(files.coverage_csv(frame), target)
    else:
        make = {
            Form.JSON: files.coverage_json,
            Form.GEOJSON: files.coverage_geojson,
            Form.EXCEL: files.coverage_excel,
        }[form]
        write(make(frame, given.query, by.value, **told), target)


_SHORT = {
    "population": "People",
    "places": "Places",
    "covered_population": "Within reach",
    "covered_share": "Share",
    "places_per_million": "Places per million",
    "median_miles": "Median miles",
    "p90_miles": "90th percentile",
    "score_per_100000": "Score per 100,000",
}
"""What fits a terminal; CSV and the others have everything."""


def _print(frame: pd.DataFrame, by: Areas) -> None:
    from respite_finder.coverage.files import figures

    names = ["county", "state"] if by is Areas.COUNTY else ["state"]
    whole = len(frame.columns) > len(_SHORT) + len(names) + 2
    columns = [name for name in _SHORT if name in frame.columns] if whole else list(frame.columns)
    columns = [name for name in columns if name not in (*names, "county_fips")]
    rows = [
        [
            *(str(row[name]) for name in names),
            *(_said(name, row[name]) for name in columns),
        ]
        for row in figures(frame)
    ]
    header = [*(name.capitalize() for name in names), *(_SHORT.get(n, n) for n in columns)]
    print_figures(header, rows, words=len(names))


def _said(name: str, value: Any) -> str:
    if isinstance(value, str) or value is None:
        return value or ""
    if "share" in name:
        return percent(value)
    per = name.startswith(("places_per", "score"))
    return number(value, 2 if per else 1 if isinstance(value, float) else 0)


def _tell(given: Asked, in_no_county: int) -> None:
    from respite_finder.coverage.about import no_county_note
    from respite_finder.coverage.words import place_words

    reach, query = given.reach, given.query
    people = reach.population.people * reach.population.in_states(given.states)
    covered, total = float(people[reach.within(query)].sum()), float(people.sum())
    places = reach.counted(query)
    places = places.loc[places["state"].isin(given.counted_states)]
    file = reach.population.name
    where = ", ".join(given.states) or (file if given.custom else "the United States")
    if given.states and given.custom:
        where += f" ({file})"
    straight = "straight-line" if query.detour == 1 else "estimated road"
    miles = f"{query.radius_miles:g} {straight} mile{'s'[: query.radius_miles != 1]}"
    say(
        f"{number(covered)} of {number(total)} people in {where} "
        f"({percent(covered / total)}) live within {miles} of {place_words(query)}. "
        f"{count_phrase(len(places), 'such place stands', 'such places stand')} "
        f"{'in its states' if given.custom and not given.states else 'there'}."
    )
    if given.custom:
        say(f"Rates take {file} to hold all people of its states.")
    if in_no_county:
        say(no_county_note(in_no_county))
    say_what_counts(given)
    say_citation()
