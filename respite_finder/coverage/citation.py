"""How to cite a figure: the dataset's version, and the citation as text, BibTeX and CFF.

The author is the project, not a person: the facts come from the directories that each row names.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from respite_finder.coverage.releases import read_published
from respite_finder.resources import DATA
from respite_finder.text import parse_date

AUTHORS: Final = "respite_finder contributors"
TITLE: Final = "respite_finder: peer respites and recovery supports in the United States"
LICENCE_ID: Final = "CC-BY-NC-4.0"
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)


def dataset_version(folder: Path = DATA) -> str:
    """The latest release; "+628" after it says how many changes were logged since.

    So that two figures of the same version rest on the same records. Raises FileError for a
    broken list of releases or log.

    >>> dataset_version().split("+")[0]
    '2026.11.0'
    """
    published = read_published(folder)
    since = len(published.log) - published.latest.log_rows
    return f"{published.latest.version}+{since}" if since else published.latest.version


def dataset_date(folder: Path = DATA) -> date:
    """The latest day that the dataset knows: of its release, of a source, of a change."""
    published = read_published(folder)
    stated = {row["source_date"] for row in published.rows.values()}
    changed = {date.fromisoformat(row.last_action_date) for row in published.log}
    return max([published.latest.date, *changed, *filter(None, map(parse_date, stated))])


def citation_text(folder: Path = DATA) -> str:
    """The citation as a sentence for a list of references.

    >>> citation_text().startswith("respite_finder contributors (2026). respite_finder: peer")
    True
    """
    day = dataset_date(folder)
    return (
        f"{AUTHORS} ({day.year}). {TITLE} (dataset version {dataset_version(folder)}, "
        f"{day:%B} {day.day}, {day.year}) [Data set]. Licence: {LICENCE_ID}."
    )


def citation_bibtex(folder: Path = DATA) -> str:
    r"""The citation for BibTeX; the braces keep the names as they are written.

    >>> print(citation_bibtex().splitlines()[0])
    @misc{respite_finder_2026,
    """
    day = dataset_date(folder)
    fields = {
        "author": f"{{{{{_tex(AUTHORS)}}}}}",
        "title": f"{{{{{_tex(TITLE)}}}}}",
        "year": f"{{{day.year}}}",
        "month": _MONTHS[day.month - 1],
        "version": f"{{{dataset_version(folder)}}}",
        "howpublished": "{Data set}",
        "note": f"{{Data as of {day:%B} {day.day}, {day.year}. Licence: {LICENCE_ID}}}",
    }
    inside = "".join(f"  {name} = {value},\n" for name, value in fields.items())
    return f"@misc{{respite_finder_{day.year},\n{inside}}}\n"


def _tex(text: str) -> str:
    """Text in which TeX takes no letter for a command."""
    return text.replace("_", r"\_").replace("&", r"\&").replace("%", r"\%")
