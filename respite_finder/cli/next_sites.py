"""``respite-finder next-sites``: where the next places would reach the most people."""

from __future__ import annotations

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

BOUND: Final = (
    "Chosen one after the other, each where it newly reaches the most people. Together they reach "
    "at least 63 % (1 - 1/e) of what the best choice of as many ZIP codes could newly reach "
    "(Nemhauser, Wolsey & Fisher 1978, for the problem of Church & ReVelle 1974)."
)


def next_sites_command(
    kind: Kinds = None,
    radius: Radius = "50",
    state: AskedStates = None,
    count: Annotated[int, typer.Option("--count", "-n", min=1, max=20, help="How many sites.")] = 5,
    include_listed: Listed = False,
    road: Road = False,
    population: PeopleFile = None,
    form: FormOfFigures = None,
    output: Output = None,
) -> None:
    """Name the ZIP codes where the next places would newly reach the most people.

    It knows people and miles, nothing of money, buildings or wishes: a start for a talk.

    Example: respite-finder next-sites --state TX --radius 50 --count 5
    """
    from respite_finder.coverage.files import coverage_csv, coverage_json, figures
    from respite_finder.coverage.sites import next_sites

    with told_in_one_sentence():
        made = form_of(form, output, Form.TABLE)
        target = target_of(output, sources={"population": population})
        given = asked(kind, radius, state, listed=include_listed, road=road, population=population)
        frame = next_sites(given.reach, given.query, count=count, states=given.states)
        if made is Form.JSON:
            content = coverage_json(
                frame,
                given.query,
                "zip",
                states=given.states,
                population=given.population,
                command=given.command("next-sites", "", "--count", f"{count}"),
            )
            write(content, target)
        elif made is Form.CSV or target is not None:
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
