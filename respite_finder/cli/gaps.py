"""``respite-finder gaps``: where the most people live out of reach."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Final

import typer

from respite_finder.cli.figures import (
    AskedStates,
    FormOfFigures,
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
from respite_finder.cli.listing import Form
from respite_finder.cli.output import form_of, say, target_of

ROWS_FOR_A_PERSON: Final = 20


class Areas(StrEnum):
    """The size of the areas."""

    COUNTY = "county"
    ZIP = "zip"


def gaps_command(
    kind: Kinds = None,
    radius: Radius = "50",
    by: Annotated[Areas, typer.Option("--by", help="A row for each of these.")] = Areas.COUNTY,
    state: AskedStates = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            "-n",
            min=1,
            help="At most so many.",
            show_default=f"{ROWS_FOR_A_PERSON} in a table, else all",
        ),
    ] = None,
    include_listed: Listed = False,
    road: Road = False,
    population: PeopleFile = None,
    form: FormOfFigures = None,
    output: Output = None,
) -> None:
    """List the counties or ZIP codes with the most people out of reach.

    Example: respite-finder gaps --state TX --by county --radius 50 --limit 20
    """
    from respite_finder.coverage.files import coverage_csv, coverage_json, figures
    from respite_finder.coverage.gaps import gaps
    from respite_finder.coverage.table import check_counties

    with told_in_one_sentence():
        made = form_of(form, output, Form.TABLE)
        target = target_of(output, sources={"population": population})
        given = asked(kind, radius, state, listed=include_listed, road=road, population=population)
        if by is Areas.COUNTY:
            check_counties(given.reach.population, "zip")
        every = gaps(given.reach, given.query, by=by.value, states=given.states)
        printed = made is Form.TABLE and target is None
        frame = every.head(limit or (ROWS_FOR_A_PERSON if printed else len(every)))
        if made is Form.JSON:
            more = ["--limit", f"{limit}"] if limit else []
            content = coverage_json(
                frame,
                given.query,
                by.value,
                states=given.states,
                population=given.population,
                command=given.command("gaps", by.value, *more),
            )
            write(content, target)
        elif not printed:
            write(coverage_csv(frame), target)
        elif len(frame):
            _print(list(figures(frame)), by)
    if not len(frame):
        say("Nobody is out of reach there.")
    elif len(frame) < len(every):
        say(f"{len(frame):,} of {len(every):,}: more with --limit.")
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
