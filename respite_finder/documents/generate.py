"""Every generated document of a checkout, and whether what lies there is what would be made."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from respite_finder.check import check_places
from respite_finder.corrections import read_corrections
from respite_finder.coverage.releases import read_releases
from respite_finder.documents.catalogue import template
from respite_finder.documents.changes import changes_report
from respite_finder.documents.citation import citation_cff
from respite_finder.documents.coverage import coverage_report
from respite_finder.documents.data_readme import data_readme
from respite_finder.documents.dictionary import data_dictionary, data_package
from respite_finder.documents.quality import as_of, quality
from respite_finder.documents.quality_report import HISTORY_COLUMNS, quality_report
from respite_finder.documents.tables import rows_of
from respite_finder.errors import DataError
from respite_finder.files import replace_text
from respite_finder.ids import published_ids
from respite_finder.news import made_news
from respite_finder.places import read_rows, to_frame


def generate(root: Path) -> dict[Path, str]:
    """The text of each generated document of a checkout, by its path.

    Raises DataError if the places cannot be read at all.
    """
    data, docs = root / "data", root / "docs"
    numbered, problems = read_rows(data / "places.csv")
    if problems:
        raise DataError("places.csv", problems)
    rows = [row for _, row in numbered]
    log = read_corrections(data / "corrections.csv")
    day = as_of(rows, log)
    found = check_places(data / "places.csv", today=day)
    # What breaks a rule is told in the quality report, and counts in no figure.
    broken = {problem.row for problem in found if problem.severity == "error"}
    sound = to_frame([row for number, row in numbered if number not in broken])
    releases = read_releases(data / "releases.csv", len(log))
    by_id = {row["place_id"]: row for row in rows}
    news = made_news(by_id, log, published_ids(data / "ids.txt"), releases)
    return {
        root / "CITATION.cff": citation_cff(data),
        data / "CHANGES.md": changes_report(news, releases),
        data / "datapackage.json": data_package(data, day),
        docs / "data-dictionary.md": data_dictionary(),
        docs / "messages.pot": template(data, rows),
        docs / "data-quality.md": quality_report(rows, found, log, day, data),
        docs / "coverage.md": coverage_report(sound, data),
        # Last: it counts the files that lie beside it.
        data / "README.md": data_readme(data, rows, day),
    }


def outdated(texts: Mapping[Path, str]) -> list[Path]:
    """The documents that do not say what would be made now."""
    return [
        path
        for path, text in texts.items()
        if not path.exists() or path.read_bytes() != text.encode("utf-8")
    ]


def record_history(data: Path, what: str) -> None:
    """Add today's figures of the dataset to the history of its quality, with a word on why."""
    numbered, _ = read_rows(data / "places.csv")
    rows = [row for _, row in numbered]
    day = as_of(rows, read_corrections(data / "corrections.csv"))
    now = quality("All", rows, check_places(data / "places.csv", today=day), day)
    path = data / "quality_history.csv"
    lines = rows_of(path, HISTORY_COLUMNS) if path.exists() else []
    lines.append(
        {
            "date": day.isoformat(),
            "what": what,
            "records": str(now.records),
            "phone": str(now.phone),
            "website": str(now.website),
            "hours": str(now.hours),
            "warnings": str(now.warnings),
        }
    )
    out = io.StringIO()
    writer = csv.DictWriter(out, HISTORY_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    replace_text(path, out.getvalue())
