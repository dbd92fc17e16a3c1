"""``respite-finder next-sites``: where the next places would reach the most people."""

from __future__ import annotations

from typing import Annotated, Any, Final

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

BOUND: Final = (
    "Chosen one after the other, each where it newly reaches the most people. Together they reach "
    "at least 63 % (1 - 1/e) of what the best choice of as many could newly reach (Nemhauser, "
    "Wolsey & Fisher 1978, for the problem of Church & ReVelle 1974)."
)


def next_sites_command(
    kind: Kinds = None,
    radius: Radius = "50",
    state: AskedStates = None,
    count: Annotated[int, typer.Option("--count", "-n", min=1, max=20, help="How many sites.")] = 5,
    include_listed: Listed = False,
    road: Road = False,
    population: PeopleFile = None,
    form: Annotated[Form, typer.Option("--format", "-f", help="Form of the output.")] = Form.TABLE,
    output: Output = None,
) -> None:
    """Name the ZIP codes where the next places would newly reach the most people.

    It knows people and miles, nothing of money, buildings or wishes: a start for a talk.

    Example: respite-finder next-sites --state TX --radius 50 --count 5
    """
    from respite_finder.coverage.files import coverage_csv, coverage_json, figures
    from respite_finder.coverage.sites import next_sites

    with told_in_one_sentence():
        target = target_of(output, binary=False, population=population)
        given = asked(kind, radius, state, listed=include_listed, road=road, population=population)
        frame = next_sites(given.reach, given.query, count=count, states=given.states)
        if form is Form.JSON:
            people = given.reach.population if population else None
            write(
                coverage_json(frame, given.query, "zip", states=given.states, population=people),
                target,
            )
        elif form is Form.CSV or target is not None:
            write(coverage_csv(frame), target)
        elif len(frame):
            _print(list(figures(frame)))
    say(BOUND if len(frame) else "Nobody is out of reach there: no site would newly reach anybody.")
    say_what_counts(given)
    say_citation()


def _print(rows: list[dict[str, Any]]) -> None:
    header = ["ZIP", "City", "County", "State", "Rank", "Newly reached", "Within reach", "Share"]
    cells = [
        [
            row["zip"],
            row["city"],
            row["county"],
            row["state"],
            number(row["rank"]),
            number(row["newly_covered"]),
            number(row["covered_population"]),
            percent(row["covered_share"]),
        ]
        for row in rows
    ]
    print_figures(header, cells, words=4)
