"""``respite-finder gaps``: where the most people live out of reach."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from respite_finder.cli.figures import (
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
    target_of,
    told_in_one_sentence,
    write,
)
from respite_finder.cli.listing import Form
from respite_finder.cli.output import say
from respite_finder.errors import QueryError


class Areas(StrEnum):
    """The size of the areas."""

    COUNTY = "county"
    ZIP = "zip"


def gaps_command(
    kind: Kinds = None,
    radius: Radius = "50",
    by: Annotated[Areas, typer.Option("--by", help="A row for each of these.")] = Areas.COUNTY,
    state: AskedStates = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")] = 20,
    include_listed: Listed = False,
    road: Road = False,
    population: PeopleFile = None,
    form: Annotated[Form, typer.Option("--format", "-f", help="Form of the output.")] = Form.TABLE,
    output: Output = None,
) -> None:
    """List the counties or ZIP codes with the most people out of reach.

    Example: respite-finder gaps --state TX --by county --radius 50 --limit 20
    """
    from respite_finder.coverage.files import coverage_csv, coverage_json, figures
    from respite_finder.coverage.gaps import gaps

    with told_in_one_sentence():
        target = target_of(output, binary=False, population=population)
        given = asked(kind, radius, state, listed=include_listed, road=road, population=population)
        if by is Areas.COUNTY and not given.reach.population.by_county.names:
            name = given.reach.population.name
            raise QueryError("by", by.value, f"{name} has no column county_fips. Choose zip.")
        frame = gaps(given.reach, given.query, by=by.value, states=given.states, limit=limit)
        if form is Form.JSON:
            people = given.reach.population if population else None
            write(
                coverage_json(frame, given.query, by.value, states=given.states, population=people),
                target,
            )
        elif form is Form.CSV or target is not None:
            write(coverage_csv(frame), target)
        elif len(frame):
            _print(list(figures(frame)), by)
    if not len(frame):
        say("Nobody is out of reach there.")
    say_what_counts(given)
    say_citation()


def _print(rows: list[dict[str, Any]], by: Areas) -> None:
    if by is Areas.COUNTY:
        header = ["County", "State", "Rank", "People", "Out of reach", "Share", "Median miles"]
        cells = [
            [
                row["county"],
                row["state"],
                number(row["rank"]),
                number(row["population"]),
                number(row["uncovered_population"]),
                percent(row["uncovered_share"]),
                number(row["median_miles"], 1),
            ]
            for row in rows
        ]
        print_figures(header, cells, words=2)
        return
    header = ["ZIP", "City", "State", "Rank", "People", "Miles"]
    cells = [
        [
            row["zip"],
            row["city"],
            row["state"],
            number(row["rank"]),
            number(row["population"]),
            number(row["miles"], 1),
        ]
        for row in rows
    ]
    print_figures(header, cells, words=3)
