"""What the commands of coverage share: whom to count, where to write, and how to cite."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from respite_finder.cli.listing import Form
from respite_finder.cli.output import BAD_DATA, BAD_INPUT, fail, say, to_stdout
from respite_finder.errors import DataError, FileError, QueryError
from respite_finder.files import replace_bytes
from respite_finder.places import load_places
from respite_finder.schema import ServiceType
from respite_finder.text import count_phrase

if TYPE_CHECKING:
    from respite_finder.coverage import CoverageQuery, Population, Reach

Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--type",
        "-t",
        help="Kind of help that counts. May be repeated.",
        show_default=ServiceType.PEER_RESPITE.value,
    ),
]
Radius = Annotated[
    str, typer.Option("--radius", "-r", help="Miles that are within reach, the rim included.")
]
AskedStates = Annotated[
    list[str] | None,
    typer.Option("--state", "-s", help="Only people of this state. May be repeated."),
]
Listed = Annotated[
    bool, typer.Option("--include-listed", help="Places that are not confirmed count too.")
]
Road = Annotated[
    bool, typer.Option("--road", help="Estimate road miles: the straight line times 1.417.")
]
PeopleFile = Annotated[
    Path | None,
    typer.Option(
        "--population",
        help="CSV or Excel with id, lat, lon, population, state.",
        show_default="ZIP codes",
    ),
]
FormOfFigures = Annotated[
    Form | None,
    typer.Option(
        "--format", "-f", help="Form of the output.", show_default="as --output ends, else table"
    ),
]
Output = Annotated[
    str | None, typer.Option("--output", "-o", help="The file to write.", show_default="stdout")
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command asks for, as the library takes it."""

    query: CoverageQuery
    reach: Reach
    states: tuple[str, ...]
    custom: bool
    """Whether the people are the visitor's own, and not ours."""

    @property
    def population(self) -> Population | None:
        """People of the visitor's own; None are ours."""
        return self.reach.population if self.custom else None

    @property
    def counted_states(self) -> tuple[str, ...]:
        """The states of which places are counted."""
        return self.states or self.reach.population.by_state.names

    def command(self, name: str, by: str, *more: str) -> str:
        """The command that works the figures out again."""
        from respite_finder.coverage.about import command_of

        return command_of(self.query, by, self.states, self.population, name=name, more=more)


def asked(
    kinds: Sequence[str] | None,
    radius: str,
    states: Sequence[str] | None,
    *,
    listed: bool,
    road: bool,
    population: Path | None,
) -> Asked:
    """The query, the states, and the places and people. Raises QueryError, FileError, DataError."""
    from respite_finder.coverage import (
        DETOUR,
        CoverageQuery,
        Reach,
        asked_states,
        zip_population,
    )
    from respite_finder.coverage.population_file import read_population
    from respite_finder.search import CONFIRMED, SHOWN

    query = CoverageQuery(
        service_types=frozenset(kinds or {ServiceType.PEER_RESPITE.value}),
        statuses=SHOWN if listed else CONFIRMED,
        radius_miles=_miles(radius),
        detour=DETOUR if road else 1.0,
    )
    chosen = asked_states(states or ())
    if population == Path():
        raise FileError("--population", "names no file: give a CSV file or an Excel workbook")
    people = read_population(population) if population else zip_population()
    for code in chosen:
        if not people.in_states((code,)).any():
            known = ", ".join(people.by_state.names)
            raise QueryError("state", code, f"{people.name} has only people of {known}.")
    if not people.people[people.in_states(chosen)].any():
        raise QueryError("state", ", ".join(chosen), f"{people.name} has 0 people there.")
    return Asked(query, Reach(load_places(), people), chosen, population is not None)


def _miles(text: str) -> float:
    from respite_finder.coverage.query import LEAST_RADIUS_MILES, MOST_RADIUS_MILES

    expected = f"give miles from {LEAST_RADIUS_MILES:.0f} to {MOST_RADIUS_MILES:.0f}."
    try:
        miles = float(text)
    except ValueError:
        raise QueryError("radius", text, expected) from None
    if not LEAST_RADIUS_MILES <= miles <= MOST_RADIUS_MILES:
        raise QueryError("radius", text, expected)
    return miles


@contextmanager
def told_in_one_sentence() -> Iterator[None]:
    """What cannot be used ends the command with its sentence and exit code."""
    try:
        yield
    except (FileError, QueryError) as error:
        fail(str(error), BAD_INPUT)
    except DataError as error:
        fail(str(error), BAD_DATA)


def write(content: bytes, target: Path | None) -> None:
    """To a file, whole or not at all, or to stdout as bytes."""
    if target is not None:
        replace_bytes(target, content)
        return
    with to_stdout():
        typer.echo(content, nl=False)


def say_what_counts(given: Asked) -> None:
    """On stderr: what is counted, what more is not confirmed, what stands at no place."""
    from respite_finder.coverage import CoverageQuery
    from respite_finder.search import SHOWN
    from respite_finder.service_types import service_types

    reach, query = given.reach, given.query
    places = reach.places
    for kind in sorted(query.service_types):
        of_kind = places.loc[places["service_type"] == kind, "location_type"]
        if len(of_kind) and not (of_kind == "physical").any():
            say(
                f"{service_types()[kind].plural} stand at no place, so none is counted. "
                "The column lines tells how many serve a whole state."
            )
    if not query.statuses >= SHOWN:
        more = CoverageQuery(query.service_types, SHOWN - query.statuses)
        left = reach.counted(more)
        left = left.loc[left["state"].isin(given.counted_states)]
        if len(left):
            others = count_phrase(len(left), "more place is", "more places are")
            say(f"{others} listed but not confirmed: count them too with --include-listed.")


def say_citation() -> None:
    """On stderr: how to cite."""
    from respite_finder.coverage.citation import citation_text

    say(f"Cite: {citation_text()}")


def print_figures(header: Sequence[str], rows: Sequence[Sequence[str]], *, words: int = 1) -> None:
    """A table for a person; columns from ``words`` on are numbers, set to the right."""
    from respite_finder.cli.output import print_table

    columns = list(zip(header, *rows, strict=True))
    widths = [max(map(len, column)) for column in columns]

    def set_right(cells: Sequence[str]) -> list[str]:
        return [
            cell.rjust(width) if place >= words else cell
            for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]

    print_table("", set_right(header), [set_right(row) for row in rows])


def percent(share: float | None) -> str:
    """A share for a person.

    >>> percent(0.3575), percent(None)
    ('35.8 %', '')
    """
    return "" if share is None or math.isnan(share) else f"{100 * share:.1f} %"


def number(value: float | None, decimals: int = 0) -> str:
    """A number for a person; empty where there is none.

    >>> number(1234567), number(71.44, 1), number(None)
    ('1,234,567', '71.4', '')
    """
    return "" if value is None else f"{value:,.{decimals}f}"
