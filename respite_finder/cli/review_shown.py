"""What ``respite-finder review`` prints and saves of a case. Nothing of it is opened or run."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from respite_finder.cli.output import print_table, say, to_stdout
from respite_finder.errors import FileError, RecordNotFound
from respite_finder.export.table import harmless
from respite_finder.files import replace_bytes, replace_text
from respite_finder.resources import DATA, ROOT

if TYPE_CHECKING:
    from respite_finder.community.proposal import Proposal
    from respite_finder.community.review import Records
    from respite_finder.community.store import Case, Store

_LOG = ("case", "kind", "place_id", "decided_at", "decision", "reason", "by")


def show_case(case: Case, records: Records, waiting: list[Case], today: date) -> None:
    """One case on stdout: the words as they were typed, without signs that a terminal obeys.

    ``waiting``: the open cases, of which those about the same record are named.
    """
    import typer

    from respite_finder.community.forms import Kind, tidy
    from respite_finder.community.proposal import proposal_of

    with to_stdout():
        typer.echo(f"{case.number}: {case.kind.value}, {case.status}")
        typer.echo(f"sent {case.received_at:%Y-%m-%d %H:%M} UTC, language {tidy(case.language)}")
        if case.decided_at:
            typer.echo(f"decided {case.decided_at:%Y-%m-%d} by {case.decided_by}: {case.reason}")
        if case.contact:
            typer.echo(f"contact: {tidy(case.contact)}")
        for held in case.attachments:
            size = max(1, held.size // 1024)
            typer.echo(f"file {held.index + 1}: {held.media_type}, {size} kB, {held.sha256[:12]}")
    if case.status == "open":
        _show_record(case, records, waiting)
    if case.said:
        said = [(name, tidy(text)) for name, text in case.said.items()]
        print_table("What was said", ("Field", "Words"), said)
    if case.status != "open" or case.kind is Kind.MESSAGE:
        return
    try:
        proposal = proposal_of(case, records.rows, records.merged, today)
    except RecordNotFound as error:
        say(f"{error} Reject the case, or see which record it means.")
        return
    _show(proposal, records)


def _show_record(case: Case, records: Records, waiting: list[Case]) -> None:
    """Our record, with what it can be checked with, and what else is under way about it."""
    import typer

    from respite_finder.community.together import about_the_same, waiting_for, will_be

    place_id = records.merged.get(case.place_id, case.place_id)
    row = records.rows.get(place_id)
    if row is None:
        return
    with to_stdout():
        typer.echo(f"our record: {row['name']}, page /place?place={place_id}")
        for what, name in (("website", "website"), ("phone", "phone"), ("source", "source_url")):
            if row[name]:
                typer.echo(f"{what}: {row[name]}")
        others = about_the_same(case, waiting, records.merged)
        if others:
            typer.echo(f"open cases about the same record: {', '.join(others)}")
        for before in waiting_for(place_id, records):
            typer.echo(_already(before))
            for name, old, new in will_be(before, row):
                typer.echo(f"  {name}: {old or 'empty'} -> {new or 'empty'}")


def _already(case: Case) -> str:
    return f"Already accepted in case {case.number}, and not merged yet."


def _show(proposal: Proposal, records: Records) -> None:
    from respite_finder.community.forms import tidy
    from respite_finder.community.said import ADDRESS_IS_PRIVATE, address_counts_as_private
    from respite_finder.community.together import waiting_for

    title = f"A new record, {proposal.place_id}" if proposal.is_new else proposal.place_id
    rows = [
        (name, proposal.before.get(name, ""), tidy(proposal.after[name]))
        for name in proposal.changed
    ]
    print_table(title, ("Column", "We have", "It would be"), rows)
    if proposal.said:
        left = [(name, tidy(text)) for name, text in proposal.said.items()]
        print_table("No column takes it: use --set", ("Field", "Words"), left)
    if proposal.is_new and address_counts_as_private(proposal.after):
        say(ADDRESS_IS_PRIVATE)
    if proposal.duplicates:
        near = []
        for one in proposal.duplicates:
            told = [one.why, *(_already(case) for case in waiting_for(one.place_id, records))]
            near.append((one.place_id, one.name, one.city, "; ".join(told)))
        print_table("It may be", ("Id", "Name", "City", "Why"), near)
    if proposal.problems:
        found = [(one.severity, one.field, one.rule) for one in proposal.problems]
        print_table("Rules that it breaks", ("", "Column", "Rule"), found)


def save_attachments(store: Store, case: Case, folder: Path) -> None:
    """Write the files of a case under names of ours. Raises FileError for a folder of ours."""
    from respite_finder.community.review import attachment_name

    try:
        resolved = folder.expanduser().resolve()
        ours = any(resolved.is_relative_to(one.resolve()) for one in (DATA, ROOT, _PACKAGE))
        if not ours:
            resolved.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError, ValueError):
        raise FileError(folder.name or str(folder), "is no folder that can be written") from None
    if ours:
        rule = "is in a folder of ours: name one that nobody serves or publishes"
        raise FileError(folder.name or str(folder), rule)
    for held in case.attachments:
        path = resolved / attachment_name(case.number, held)
        replace_bytes(path, store.attachment(case.number, held.index))
        path.chmod(0o600)
        say(f"Saved {path.name}. Open it only in a viewer that you trust: a stranger sent it.")
    if not case.attachments:
        say("The case has no files.")


_PACKAGE = Path(__file__).resolve().parents[1]


def write_log(store: Store, target: Path | None) -> int:
    """The log of decisions as CSV that no spreadsheet runs; how many there are."""
    import typer

    from respite_finder.community.review import log_rows

    decisions = store.decisions()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_LOG)
    writer.writerows([harmless(cell) for cell in row] for row in log_rows(decisions))
    if target is None:
        with to_stdout():
            typer.echo(out.getvalue(), nl=False)
    else:
        replace_text(target, out.getvalue())
    return len(decisions)
