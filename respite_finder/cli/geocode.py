"""``respite-finder geocode``: street points for records that have none, or old ones."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from respite_finder.cli.options import PlacesFile
from respite_finder.cli.output import BAD_DATA, BAD_INPUT, fail, print_table, say
from respite_finder.dataset import read_dataset
from respite_finder.errors import DataError, FileError, GeocodingError, QueryError
from respite_finder.files import only_writer
from respite_finder.ingest.address import address_of
from respite_finder.ingest.answer import Service
from respite_finder.ingest.cache import Cache
from respite_finder.ingest.geocode import Job, Only, Outcome, not_sendable
from respite_finder.places import Row
from respite_finder.resources import GEOCODE_CACHE, PLACES_CSV
from respite_finder.text import count_phrase

if TYPE_CHECKING:
    from respite_finder.ingest.services import Asker

INTERRUPTED = 130
MOST_REFUSED = 30
UNSENDABLE = "cannot be asked for (no house number, a PO box, or no town or state)"


def geocode(
    only: Annotated[
        Only, typer.Option("--only", help="Records without a street point, or with an old one.")
    ] = Only.MISSING,
    service: Annotated[Service, typer.Option("--service", help="Whom to ask.")] = Service.CENSUS,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Ask nobody, write nothing: say what would be done.")
    ] = False,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=1, help="Ask for at most so many addresses.")
    ] = None,
    one_by_one: Annotated[
        bool, typer.Option("--one-by-one", help="Census: a request an address, not one file.")
    ] = False,
    file: PlacesFile = PLACES_CSV,
    server: Annotated[
        str, typer.Option("--server", help="Another server of the service, e.g. your Nominatim.")
    ] = "",
    user_agent: Annotated[
        str,
        typer.Option(
            "--user-agent",
            envvar="RESPITE_FINDER_USER_AGENT",
            help="How we introduce ourselves.",
            show_default="respite_finder/VERSION",
        ),
    ] = "",
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", min=0.1, help="Seconds to wait for an answer."),
    ] = None,
) -> None:
    """Ask a geocoder for the street points of published addresses, and keep what can be believed.

    Withheld addresses are never sent. Answers are kept in geocoded.jsonl beside the places: a run
    that is broken off is taken up again by running it again.

    Example: respite-finder geocode --only missing --service census --dry-run
    """
    job = Job(only, service, date.today())
    cache_path = file.parent / GEOCODE_CACHE.name
    try:
        if dry_run:
            _print_plan(job, read_dataset(file).rows, Cache(cache_path))
            return
        asker = _asker(service, server, user_agent, timeout, one_by_one)
        rows = read_dataset(file).rows
        with only_writer(cache_path):
            code = _run(job, asker, rows, Cache(cache_path), file, limit)
    except QueryError as error:
        fail(str(error), BAD_INPUT)
    except (DataError, FileError) as error:
        fail(str(error), BAD_DATA)
    raise typer.Exit(code)


def _asker(
    service: Service, server: str, user_agent: str, timeout: float | None, one_by_one: bool
) -> Asker:
    # Only who asks a geocoder needs the machinery of the network.
    from respite_finder.ingest.services import Asker

    return Asker(
        service,
        server=server,
        user_agent=user_agent,
        timeout_seconds=timeout,
        one_by_one=one_by_one,
    )


def _run(
    job: Job, asker: Asker, rows: Mapping[str, Row], cache: Cache, file: Path, limit: int | None
) -> int:
    """Ask, then apply what was answered, whatever ended the asking; the exit code."""
    if file.name == PLACES_CSV.name:
        # An address that is withheld from now on must not stay; a part of a dataset says nothing.
        cache.keep_only(address for row in rows.values() if (address := address_of(row)))
    wanted = job.wanted(rows, cache)
    unknown = job.to_ask(wanted.values(), cache)
    from_cache = sum(job.known(address, cache) is not None for address in wanted.values())
    code, ended = 0, ""
    try:
        with _progress(job.service.full_name, len(unknown[:limit])) as advance:
            for answered in asker.ask(unknown[:limit]):
                cache.add(answered)
                advance(len(answered))
    except GeocodingError as error:
        code, ended = BAD_DATA, f"{error}."
    except KeyboardInterrupt:
        code, ended = INTERRUPTED, "Stopped. Run the command again to go on."
    found = job.apply(file, cache)
    _print_refused(found)
    unsendable = len(not_sendable(rows))
    if unsendable and not code:
        say(f"{count_phrase(unsendable, 'street', 'streets')} {UNSENDABLE}: --dry-run lists them.")
    say(_summary(found, from_cache))
    if ended:
        say(f"{ended} What was answered is kept and applied.")
    return code


def _summary(found: Outcome, from_cache: int) -> str:
    return (
        f"{len(found.accepted)} accepted, {len(found.refused)} refused, "
        f"{len(found.unmatched)} without a match, {from_cache} from the cache, "
        f"{len(found.left)} left to ask."
    )


@contextlib.contextmanager
def _progress(title: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar on stderr; where that is no terminal, its last state as one line."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), disable=not total) as progress:
        task = progress.add_task(title, total=total)
        yield lambda count: progress.advance(task, count)


def _print_refused(found: Outcome) -> None:
    if found.refused:
        print_table("Refused", ("Id", "Why"), list(found.refused.items())[:MOST_REFUSED])
    if len(found.refused) > MOST_REFUSED:
        say(f"And {len(found.refused) - MOST_REFUSED} more: --dry-run lists them all.")


def _print_plan(job: Job, rows: Mapping[str, Row], cache: Cache) -> None:
    wanted = job.wanted(rows, cache)
    found = job.outcome(rows, cache)
    ask = job.to_ask(wanted.values(), cache)
    from_cache = sum(job.known(address, cache) is not None for address in wanted.values())
    said = dict.fromkeys(found.left, "would be asked for")
    said |= dict.fromkeys(found.unmatched, "in the cache: no match")
    said |= {place_id: f"in the cache, refused: {why}" for place_id, why in found.refused.items()}
    said |= {
        place_id: f"in the cache: becomes {cells['latitude']}, {cells['longitude']}"
        for place_id, cells in found.accepted.items()
    }
    table = [(name, address.one_line, said[name]) for name, address in wanted.items()]
    if job.only is Only.MISSING:
        table += [(name, rows[name]["street"], UNSENDABLE) for name in not_sendable(rows)]
    if table:
        print_table("", ("Id", "Address", "What"), table)
    sent = count_phrase(len(ask), "address", "addresses")
    say(f"{job.service.full_name}: {sent} would be sent. Nothing was sent, nothing written.")
    say(f"As it stands: {_summary(found, from_cache)}")
