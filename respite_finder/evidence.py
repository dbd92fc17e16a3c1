"""Evidence: what studies found of peer support, a finding a row, each with its citation.

Read from ``data/evidence.csv``. ``docs/evidence.md`` says how its rows are chosen and what each
column means. The words of a row are our own; a citation stands as its source prints it.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Final

from respite_finder.errors import FileError, shorten
from respite_finder.files import read_text
from respite_finder.i18n import _, mark
from respite_finder.resources import EVIDENCE_CSV

NOT_SEEN: Final = "[authors not seen]"
"""Stands for authors that no page we saw names; only a study with a DOI may have it."""

OUTCOMES: Final = {
    "hospital": mark("Time in hospital"),
    "emergency": mark("Use of emergency care"),
    "symptoms": mark("Symptoms"),
    "recovery": mark("Recovery, as people see it"),
    "hope": mark("Hope"),
    "empowerment": mark("Feeling in charge of your life"),
    "quality_of_life": mark("Quality of life"),
    "self_stigma": mark("Self-stigma"),
    "social": mark("Social life"),
    "engagement": mark("Taking part in care"),
    "satisfaction": mark("How people rate the help"),
    "work": mark("Work"),
    "cost": mark("Cost"),
    "overall": mark("The evidence as a whole"),
}
"""What a finding is about, by its code, in the order in which the page tells it."""

BETTER: Final = {
    "hospital": mark("fewer stays or nights in hospital"),
    "emergency": mark("less use of emergency care"),
    "symptoms": mark("fewer or milder symptoms"),
    "recovery": mark("people feel further in their recovery"),
    "hope": mark("more hope"),
    "empowerment": mark("people feel more in charge"),
    "quality_of_life": mark("a better quality of life"),
    "self_stigma": mark("less self-stigma"),
    "social": mark("more contact and support"),
    "engagement": mark("people take a bigger part in their care"),
    "satisfaction": mark("people rate it higher"),
    "work": mark("more people find work"),
    "cost": mark("lower costs"),
    "overall": mark("the evidence speaks for it"),
}
"""What better means for each outcome."""

DIRECTIONS: Final = {
    "better": mark("Better"),
    "no_difference": mark("No difference found"),
    "worse": mark("Worse"),
    "mixed": mark("Mixed"),
    "not_shown": mark("Not enough to tell"),
    "not_tested": mark("Not tested"),
    "not_seen": mark("Result not seen"),
}
"""Which way a finding points."""

STUDIED: Final = {
    "respite": mark("Peer respites and peer-run crisis houses"),
    "team": mark("Peer workers in a care team"),
    "after_crisis": mark("Peer workers after a hospital stay or crisis"),
    "course": mark("Courses that peers teach"),
    "groups": mark("Mutual help groups"),
    "peer_run": mark("Programs and centers that peers run"),
    "clubhouse": mark("Clubhouses"),
    "many": mark("Many kinds of peer support"),
}
"""What was studied."""

STUDY_TYPES: Final = {
    "meta_analysis": mark("Many trials added up"),
    "randomized": mark("By chance: people"),
    "cluster_randomized": mark("By chance: teams"),
    "quasi_experimental": mark("Compared, not by chance"),
    "cohort": mark("Followed over time"),
    "pre_post": mark("Before and after"),
    "review": mark("Review of studies"),
    "qualitative_review": mark("Review of interviews"),
    "economic_review": mark("Review of costs"),
    "qualitative": mark("Interviews"),
    "descriptive": mark("Description or survey"),
}
"""The kinds of study, the strongest kind of comparison first."""

SEEN: Final = {
    "abstract": mark("We read the summary that its authors wrote."),
    "summary": mark("We read what others wrote about it."),
    "listed": mark("We only saw it named in a list. We did not see its result."),
}
"""How far we checked a row. No row rests on less than a page that somebody here read."""

NAMED_ONLY: Final = (
    *(("Chinman", "2001"), ("Davidson", "1999"), ("Davidson", "2006"), ("Dumont & Jones", "2002")),
    *(("Forchuk", "2005"), ("Kurtz", "1990"), ("Nelson", "2006"), ("Ochoka", "2006")),
    *(("Ratzlaff", "2006"), ("Resnick & Rosenheck", "2008"), ("Salzer", "2002")),
    *(("Trainor", "1997"), ("Yanos", "2001")),
)
"""Studies that seed 000 names by author and year alone, too little to find and check them."""

_CHOICES: Final = {
    "outcome": OUTCOMES,
    "direction": DIRECTIONS,
    "studied": STUDIED,
    "study_type": STUDY_TYPES,
    "seen": SEEN,
}
_OF_A_STUDY: Final = ("study_type", "studied", "authors", "year", "title", "published_in", "doi")
_MAY_BE_EMPTY: Final = ("published_in", "doi", "url")
_SLUG: Final = re.compile(r"[a-z]+(-[a-z]+)*-\d{4}")
_DOI: Final = re.compile(r"10\.\d{4,9}/[^\s<>\"]+")
_YEAR: Final = re.compile(r"(19|20)\d\d")
_URL: Final = re.compile(r"https?://[^\s<>\"]+")
_WHERE: Final = re.compile(r"00\d|PMID:\d+|https?://[^\s<>\"]+")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of one study: a row of ``data/evidence.csv``, its columns in their order.

    ``study`` is a short name, the same in all rows of a study. ``checked_in`` is where we saw the
    citation and the finding: the number of a seed, addresses of pages, a PMID (a copy of a page of
    PubMed), parted by spaces.
    """

    study: str
    outcome: str
    direction: str
    studied: str
    study_type: str
    population: str
    finding: str
    not_known: str
    authors: str
    year: str
    title: str
    published_in: str
    doi: str
    url: str
    seen: str
    checked_in: str

    @property
    def citation(self) -> str:
        """Authors, year, title, and where it was published.

        >>> evidence()[0].citation[:60]
        'Croft, B., & İsvan, N. (2015). Impact of the 2nd Story Peer '
        """
        end = f" {self.published_in}." if self.published_in else ""
        return f"{self.authors} ({self.year}). {self.title}.{end}"

    @property
    def address(self) -> str:
        """Where to read it: the page that its DOI leads to, or a page that we saw."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url


COLUMNS: Final = tuple(field.name for field in fields(Finding))


@cache
def evidence() -> tuple[Finding, ...]:
    """The shipped findings, in the order of the file, in English."""
    return read_evidence(EVIDENCE_CSV)


def spoken_evidence() -> tuple[Finding, ...]:
    """The same in the visitor's language; citations stay as they are."""
    return tuple(
        replace(
            row, population=_(row.population), finding=_(row.finding), not_known=_(row.not_known)
        )
        for row in evidence()
    )


def read_evidence(path: Path) -> tuple[Finding, ...]:
    """The findings of a file; FileError, with its row, for the first break of a rule."""
    found, wrong = _read(path)
    if wrong:
        raise wrong[0]
    return found


def evidence_problems(path: Path = EVIDENCE_CSV) -> tuple[FileError, ...]:
    """Everything in a file that breaks a rule; one error where it cannot be read at all."""
    try:
        return _read(path)[1]
    except FileError as error:
        return (error,)


def _read(path: Path) -> tuple[tuple[Finding, ...], tuple[FileError, ...]]:
    lines = csv.reader(io.StringIO(read_text(path, "a CSV file of findings"), newline=""))
    if tuple(next(lines, [])) != COLUMNS:
        raise FileError(path.name, f"its header must be: {', '.join(COLUMNS)}", 1)
    found: list[Finding] = []
    wrong: list[FileError] = []
    for number, cells in enumerate(lines, start=2):
        if len(cells) != len(COLUMNS):
            rule = f"has {len(cells)} cells where the header has {len(COLUMNS)}: look for a comma"
            wrong.append(FileError(path.name, rule, number))
            continue
        row = Finding(*cells)
        broken = (*_broken(row), *_broken_beside(row, found))
        wrong += [FileError(path.name, rule, number) for rule in broken]
        found.append(row)
    return tuple(found), tuple(wrong)


def chosen(
    rows: Iterable[Finding],
    *,
    outcome: str = "",
    studied: str = "",
    study_type: str = "",
    direction: str = "",
    study: str = "",
) -> tuple[Finding, ...]:
    """The rows with these codes, in their order; an empty one lets all through.

    >>> len(chosen(evidence())) == len(evidence())
    True
    """
    asked = (
        *(("outcome", outcome), ("studied", studied)),
        *(("study_type", study_type), ("direction", direction), ("study", study)),
    )
    return tuple(
        row for row in rows if all(getattr(row, name) == code for name, code in asked if code)
    )


def count_directions(rows: Iterable[Finding]) -> dict[str, int]:
    """How many rows point which way, in the order of ``DIRECTIONS``, without those that none do."""
    counts = Counter(row.direction for row in rows)
    return {code: counts[code] for code in DIRECTIONS if counts[code]}


def studies(rows: Iterable[Finding]) -> int:
    """How many studies these rows are from."""
    return len({row.study for row in rows})


def _broken(row: Finding) -> Iterator[str]:
    """What is wrong with a row by itself."""
    for name in COLUMNS:
        cell = getattr(row, name)
        if not cell and name not in _MAY_BE_EMPTY:
            yield f"{name} is empty: say it, or leave the row out"
        if cell != " ".join(cell.split()):
            yield f"{name} has a space too many, or a line break: take it out"
    for name, known in _CHOICES.items():
        if getattr(row, name) not in known:
            got = shorten(getattr(row, name))
            yield f"{name} cannot be {got!r}: give one of {', '.join(known)}"
    if not _SLUG.fullmatch(row.study) or not row.study.endswith(row.year):
        yield f"study cannot be {shorten(row.study)!r}: give a name and the year, as croft-2015"
    if not _YEAR.fullmatch(row.year):
        yield f"year cannot be {shorten(row.year)!r}: give four figures"
    if row.doi and not _DOI.fullmatch(row.doi):
        yield f"doi cannot be {shorten(row.doi)!r}: give it from its 10. on, without an address"
    if row.url and not _URL.fullmatch(row.url):
        yield f"url cannot be {shorten(row.url)!r}: give a whole web address"
    if not all(_WHERE.fullmatch(place) for place in row.checked_in.split()):
        yield "checked_in must be numbers of seeds (002), web addresses or PMIDs, parted by spaces"
    if row.authors == NOT_SEEN and not row.doi:
        yield "authors were not seen and there is no doi: nobody could find the study"
    if (row.seen == "listed") != (row.direction == "not_seen"):
        yield "a study that was only listed has the direction not_seen, and no other has it"


def _broken_beside(row: Finding, before: Iterable[Finding]) -> Iterator[str]:
    """What is wrong with a row beside those before it."""
    for other in before:
        if other.study != row.study:
            continue
        if (other.outcome, other.finding) == (row.outcome, row.finding):
            yield f"tells the same as a row before it, of {row.study}"
        for name in _OF_A_STUDY:
            if getattr(other, name) != getattr(row, name):
                yield f"{name} of {row.study} is not what a row before it says: make them the same"
