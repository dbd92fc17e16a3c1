"""What can go wrong, as exceptions that say what was got, what was expected, what to do next.

Every class has two parents, ours and the builtin that fits, so that a caller may catch either.
Facts are attributes, never only words in the message.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with one cell, row or file of a dataset.

    ``row`` is the line a spreadsheet shows: the header is row 1, the first record row 2;
    0 means the file as a whole.
    """

    row: int
    place_id: str
    field: str
    value: str
    rule: str
    severity: Severity = "error"

    def __str__(self) -> str:
        where = "file" if self.row == 0 else f"row {self.row}"
        who = f" ({self.place_id})" if self.place_id else ""
        got = f", got {shorten(self.value)!r}" if self.value else ""
        what = f", {self.field}" if self.field else ""
        return f"{where}{who}{what}: {self.rule}{got}"

    def as_dict(self) -> dict[str, str | int]:
        return asdict(self)


def shorten(text: str, length: int = 60) -> str:
    """The text, cut to ``length`` characters, so that a message stays one readable line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1] + "…"


class RespiteFinderError(Exception):
    """The root of every error that this package raises on purpose."""


class DataError(RespiteFinderError, ValueError):
    """A dataset breaks its own rules. ``problems`` lists every one of them."""

    def __init__(self, source: str, problems: Sequence[Problem]) -> None:
        self.source = source
        self.problems = tuple(problems)
        errors = [problem for problem in problems if problem.severity == "error"]
        first = "; ".join(str(problem) for problem in errors[:3])
        more = f" (and {len(errors) - 3} more)" if len(errors) > 3 else ""
        super().__init__(
            f"{source} has {len(errors)} problem{'s'[: len(errors) != 1]}: {first}{more}. "
            "Run `respite-finder check` to list them all."
        )


class LocationNotFound(RespiteFinderError, LookupError):
    """No place is known by these words. ``suggestions`` holds inputs that do work."""

    def __init__(self, message: str, suggestions: Sequence[str] = ()) -> None:
        self.suggestions = tuple(suggestions)
        self.reason = message
        hint = f" Did you mean: {'; '.join(self.suggestions)}?" if self.suggestions else ""
        super().__init__(message + hint)


class LocationAmbiguous(LocationNotFound):
    """Several places answer to these words; ``suggestions`` lists them, largest first."""


class QueryError(RespiteFinderError, ValueError):
    """A filter cannot be used as given. ``field`` names it, ``value`` is what was got."""

    def __init__(self, field: str, value: object, expected: str) -> None:
        self.field = field
        self.value = value
        self.expected = expected
        super().__init__(f"{field} cannot be {shorten(str(value))!r}: {expected}")


class FileError(RespiteFinderError, ValueError):
    """A file cannot be used. ``source`` names it, ``row`` is where (0: as a whole), ``rule`` says
    what is wrong and what to do.
    """

    def __init__(self, source: str, rule: str, row: int = 0) -> None:
        self.source = source
        self.row = row
        self.rule = rule
        where = f", row {row}" if row else ""
        super().__init__(f"{source}{where}: {rule}")


class RecordNotFound(RespiteFinderError, LookupError):
    """No record has this id. ``suggestions`` holds the closest ids."""

    def __init__(self, place_id: str, suggestions: Sequence[str] = ()) -> None:
        self.place_id = place_id
        self.suggestions = tuple(suggestions)
        hint = f" Did you mean: {'; '.join(self.suggestions)}?" if self.suggestions else ""
        super().__init__(f"There is no record {shorten(place_id)!r}.{hint}")


class GeocodingError(RespiteFinderError, ConnectionError):
    """A geocoder could not be asked. ``service`` names it, ``retry_after`` is in seconds."""

    def __init__(self, service: str, reason: str, retry_after: float | None = None) -> None:
        self.service = service
        self.reason = reason
        self.retry_after = retry_after
        super().__init__(f"{service}: {reason}")


class StoreError(RespiteFinderError, OSError):
    """The store of suggestions cannot be read or written: nothing was kept of what was sent.

    ``reason`` says why, without an address or a password.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"The store of suggestions cannot be used: {reason}")


class TooManyError(RespiteFinderError, BlockingIOError):
    """So much was sent that no more is taken. ``limit`` names the limit (see ``Limits``), and
    ``hours`` says after how many of them it may be different; None: when a person made room.
    """

    def __init__(self, limit: str, hours: int | None = None) -> None:
        self.limit = limit
        self.hours = hours
        when = "when cases were closed" if hours is None else f"in {hours} hours"
        super().__init__(f"The limit {limit} is reached: try again {when}")
