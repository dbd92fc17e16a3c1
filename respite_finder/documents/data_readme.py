"""``data/README.md``: what lies in the folder, what the words mean, how to cite and correct."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from string import Template
from typing import Final

from respite_finder.coverage.citation import citation_text
from respite_finder.documents.markdown import table
from respite_finder.documents.tables import feature_count, line_count, rows_of
from respite_finder.places import Row
from respite_finder.schema import ServiceType, Status
from respite_finder.service_types import service_types

TEMPLATE: Final = Path(__file__).parent / "templates" / "data_readme.md"
FILES: Final = {
    "places.csv": "peer respites and recovery supports",
    "crisis_lines.csv": "crisis lines, 988 first",
    "service_types.csv": "the kinds of help in plain words, with letter, shape and colour",
    "referral_notes.csv": "what to know of each kind of help and what to say on the phone, a "
    "sentence a row, in our own words, with its sources",
    "referral_sources.csv": "the sources of the notes, with page and date",
    "corrections.csv": "every change of a published record (columns of HSDS 3.0 `metadata`)",
    "CHANGES.md": "what changed, by release, day and state; made from the log",
    "decisions.csv": "every cell that was changed against the facts that it was founded on, every "
    "merged row, and what was questioned and kept, with the reason",
    "distinct.csv": "pairs of records that look alike and are two places",
    "ids.txt": "every id that was ever published: none may disappear",
    "geocoded.jsonl": "what geocoders answered, with date, source and precision",
    "quality_history.csv": "how the quality of the data changed",
    "releases.csv": "states of the dataset that can be cited, with the length of the log by then",
    "published_counts.csv": "counts of peer respites that others published",
    "zip_codes.csv.gz": "ZIP, city, other names, county and FIPS, state, time zone, point, people",
    "us_states.geojson": "outlines of states and territories",
    "us_counties.geojson.gz": "outlines of counties",
    "datapackage.json": "every table and column, for machines (Frictionless)",
    "SHA256SUMS": "checksums of the derived tables",
}


def data_readme(folder: Path, rows: Sequence[Row], as_of: date) -> str:
    """The text, with the counts of what lies in ``folder``."""
    files = [
        (f"`{name}`", words, _count(folder / name))
        for name, words in FILES.items()
        if (folder / name).exists()
    ]
    statuses = [status.value for status in Status]
    counts = Counter((row["service_type"], row["status"]) for row in rows)
    kinds = [
        (
            service_types()[kind].name,
            *(counts[kind, status] for status in statuses),
            sum(counts[kind, status] for status in statuses),
        )
        for kind in ServiceType
    ]
    years = Counter(row["source_date"][:4] or "undated" for row in rows)
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        as_of=f"{as_of:%B} {as_of.day}, {as_of.year}",
        citation=citation_text(folder),
        files=table(("File", "What", "Rows"), files, numbers_from=2),
        types=table(("Kind of help", *statuses, "all"), kinds),
        years=table(("Year", "Records"), sorted(years.items(), reverse=True)),
    )


def _count(path: Path) -> int | str:
    """Records of a table or outlines of a map; empty for what has no rows."""
    if ".geojson" in path.name:
        return feature_count(path)
    if ".csv" in path.name:
        return len(rows_of(path))
    return line_count(path) if path.suffix in (".txt", ".jsonl") else ""
