"""``docs/data-quality.md``: how good the data is, how it got better, and how complete it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from string import Template
from typing import Final

from respite_finder.corrections import Correction
from respite_finder.documents.markdown import share, table
from respite_finder.documents.quality import SHOWN, Quality, by, quality
from respite_finder.documents.tables import rows_of
from respite_finder.errors import Problem
from respite_finder.places import Row
from respite_finder.schema import ServiceType
from respite_finder.service_types import service_types
from respite_finder.states import NATIONWIDE, STATE_NAMES, state_name
from respite_finder.text import count_phrase

TEMPLATE: Final = Path(__file__).parent / "templates" / "quality.md"
HISTORY_COLUMNS: Final = ("date", "what", "records", "phone", "website", "hours", "warnings")
_NUMBERS: Final = (
    *("Records", "Shown", "Phone", "Website", "Hours", "Street"),
    *("≤ 12 months", "≤ 24 months", "Warnings"),
)


def quality_report(
    rows: Sequence[Row],
    problems: Sequence[Problem],
    log: Sequence[Correction],
    as_of: date,
    data: Path,
) -> str:
    """The whole report. ``data`` is the folder of the history and of the published counts."""
    kinds = [kind.value for kind in ServiceType]
    names = {code: text.plural for code, text in service_types().items()}
    states = [*sorted(STATE_NAMES, key=state_name), NATIONWIDE]
    everything = quality("All", rows, problems, as_of)
    types = [*by("service_type", kinds, rows, problems, as_of), everything]
    warnings = [problem for problem in problems if problem.severity == "warning"]
    respites = [row for row in rows if row["service_type"] == ServiceType.PEER_RESPITE]
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        as_of=f"{as_of:%B} {as_of.day}, {as_of.year}",
        records=f"{len(rows):,}",
        shown=f"{everything.shown:,}",
        errors=count_phrase(sum(p.severity == "error" for p in problems), "error", "errors"),
        warnings=count_phrase(len(warnings), "warning", "warnings"),
        corrections=f"{len(log):,}",
        by_type=table(
            ("Kind of help", *_NUMBERS),
            [_line(row, names.get(row.group, row.group)) for row in types],
        ),
        by_state=table(
            ("State", *_NUMBERS),
            [
                _line(row, "Nationwide" if row.group == NATIONWIDE else state_name(row.group))
                for row in by("state", states, rows, problems, as_of)
            ],
        ),
        by_rule=_by_rule(warnings),
        history=_history(data / "quality_history.csv"),
        published=_published(data / "published_counts.csv"),
        ours=_ours(respites),
        respite_states=_respite_states(respites),
    )


def _line(row: Quality, name: str) -> tuple[object, ...]:
    parts = (row.phone, row.website, row.hours, row.street, row.year, row.two_years)
    return (name, row.records, row.shown, *(share(part, row.shown) for part in parts), row.warnings)


def _by_rule(warnings: Sequence[Problem]) -> str:
    """Warnings by column and rule; what differs from record to record is cut off."""
    counts = Counter((p.field, _general(p.rule)) for p in warnings)
    if not counts:
        return "None.\n"
    rows = [(f"`{field}`", rule, count) for (field, rule), count in counts.most_common()]
    return table(("Column", "Rule", "Warnings"), rows, numbers_from=2)


def _general(rule: str) -> str:
    for beginning, said in (
        ("may be the same place as", "may be the same place as another record"),
        ("the point is", "the point is far from its ZIP code or town"),
        ("is ", "ZIP code and town are far from each other") if " miles from" in rule else ("", ""),
    ):
        if beginning and rule.startswith(beginning):
            return said
    return rule


def _history(path: Path) -> str:
    rows = rows_of(path, HISTORY_COLUMNS)
    lines = [
        [row["date"], row["what"], *(int(row[c]) for c in HISTORY_COLUMNS[2:])] for row in rows
    ]
    header = ("Day", "What", "Records", "Phone", "Website", "Hours", "Warnings")
    said = table(header, lines, numbers_from=2)
    if len(rows) > 1:
        first, last = int(rows[0]["warnings"]), int(rows[-1]["warnings"])
        said += f"\nFrom {first:,} warnings to {last:,}: {share(first - last, first)} fewer.\n"
    return said


def _published(path: Path) -> str:
    rows = [
        (
            row["year"],
            f"[{row['source']}]({row['source_url']})" if row["source_url"] else row["source"],
            row["what"],
            row["programs"],
            row["states"] or "not stated",
        )
        for row in rows_of(path, ("year", "programs", "states", "what", "source", "source_url"))
    ]
    return table(("Year", "Source", "What it counts", "Number", "States"), rows, numbers_from=3)


def _ours(respites: Sequence[Row]) -> str:
    words = {
        "active": "a dated source of the last two years, and a way to get in touch",
        "listed": "named in an older, undated or second-hand source: not confirmed",
        "planned": "not open yet",
        "closed": "has ended",
    }
    counts = Counter(row["status"] for row in respites)
    rows = [
        (
            status,
            meaning,
            counts[status],
            len({row["state"] for row in respites if row["status"] == status}),
        )
        for status, meaning in words.items()
    ]
    rows.append(("all", "", len(respites), len({row["state"] for row in respites})))
    return table(("Status", "What it means", "Respites", "States"), rows, numbers_from=2)


def _respite_states(respites: Sequence[Row]) -> str:
    """By state: how many are active, how many of those the national directory lists, and more."""
    rows: list[tuple[str, list[int]]] = []
    for state in sorted({row["state"] for row in respites}, key=state_name):
        here = [row for row in respites if row["state"] == state]
        counts = Counter(row["status"] for row in here)
        statuses = [counts[status] for status in (*SHOWN, "planned", "closed")]
        rows.append((state_name(state), [sum(map(_in_directory, here)), *statuses]))
    total = [sum(column) for column in zip(*(numbers for _, numbers in rows), strict=True)]
    header = ("State", "In the NEC directory", "Active", "Listed", "Planned", "Closed")
    return table(header, [(name, *numbers) for name, numbers in [*rows, ("All", total)]])


def _in_directory(row: Row) -> bool:
    return "power2u.org" in row["source_url"] + row["other_sources"]
