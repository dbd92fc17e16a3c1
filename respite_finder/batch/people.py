"""What of an uploaded table is kept: the rows' numbers, ZIP codes and needs. Nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from respite_finder.i18n import _
from respite_finder.needs import Needs
from respite_finder.service_types import spoken_types

Numbers = NDArray[np.int64]

NO_NEEDS: Final = Needs()


class Fault(StrEnum):
    """Why a row could not be answered."""

    EMPTY = "empty"
    FORMULA = "formula"
    NOT_ZIP = "not_zip"
    UNKNOWN_ZIP = "unknown_zip"
    MILITARY = "military"
    TOO_WIDE = "too_wide"
    NEEDS_WORD = "needs_word"
    NEEDS_TWICE = "needs_twice"
    AGE = "age"
    STAY = "stay"
    NOTHING_FITS = "nothing_fits"
    NOTHING_KNOWN = "nothing_known"


class Trouble(NamedTuple):
    """A row that was not answered, or not for one kind of help.

    ``at`` is the word of the needs that is meant, from 1; ``kind`` the service type. It never
    holds what the cell said: that may be about a person.
    """

    row: int
    fault: Fault
    at: int = 0
    kind: str = ""

    @property
    def column(self) -> str:
        """The column that is meant; empty if it is the row."""
        if self.fault in _OF_NEEDS:
            return _("needs")
        return "ZIP" if self.fault in _OF_ZIP else ""

    @property
    def words(self) -> str:
        """What is wrong, and what to do."""
        return {
            Fault.EMPTY: _("There is no ZIP code."),
            Fault.FORMULA: _("This is a formula without its result. Write the ZIP code itself."),
            Fault.NOT_ZIP: _("This is no ZIP code. It must have five digits."),
            Fault.UNKNOWN_ZIP: _("There is no such ZIP code. Look for a wrong digit."),
            Fault.MILITARY: _(
                "This ZIP code is for military mail, which has no place. Use the ZIP code of "
                "where the person is."
            ),
            Fault.TOO_WIDE: _("The row has more cells than the header. Look for a comma too many."),
            Fault.NEEDS_WORD: _("We do not know word {number} of the needs."),
            Fault.NEEDS_TWICE: _("Word {number} of the needs says again what one before it said."),
            Fault.AGE: _("The age (word {number}) must be a number of years from 0 to 120."),
            Fault.STAY: _("The stay (word {number}) must be a number of days from 1 to 365."),
            Fault.NOTHING_FITS: _("{kind}: we know none that fits."),
            Fault.NOTHING_KNOWN: _(
                "{kind}: no source says that one fits. Include places whose source does not say, "
                "and ask when you call."
            ),
        }[self.fault].format(number=self.at, kind=self._kind)

    @property
    def _kind(self) -> str:
        return spoken_types()[self.kind].plural if self.kind else ""


_OF_ZIP: Final = (*(Fault.EMPTY, Fault.FORMULA, Fault.NOT_ZIP, Fault.UNKNOWN_ZIP, Fault.MILITARY),)
_OF_NEEDS: Final = (Fault.NEEDS_WORD, Fault.NEEDS_TWICE, Fault.AGE, Fault.STAY)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one or more rows ask: from where, and what for. ``words``: the needs in our words."""

    zip: str
    lat: float
    lon: float
    state: str
    needs: Needs = NO_NEEDS
    words: str = ""


@dataclass(frozen=True, slots=True)
class ColumnsFound:
    """What became of the columns, by what they are called; a column without a name is "A", "B".

    ``zip_by``: what the ZIP codes were found by. ``personal`` and ``unused`` were not read.
    """

    zip_name: str
    zip_by: str = "name"
    needs_name: str = ""
    personal: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()


@dataclass(frozen=True)
class People:
    """The rows of a table that can be answered, and those that cannot.

    ``rows``: the number that a spreadsheet shows for each row. ``which``: the position of what it
    asks in ``asked``; every (ZIP, needs) stands there once. ``mended`` ZIP codes had lost their
    zero in front, ``cut`` ones had more than five digits.
    """

    rows: Numbers
    which: Numbers
    asked: tuple[Asked, ...]
    troubles: tuple[Trouble, ...]
    columns: ColumnsFound
    mended: int = 0
    cut: int = 0
    sheets_left: int = 0
    needs_words: tuple[str, ...] = ()
    """The words that a cell of needs may hold."""

    def __len__(self) -> int:
        """How many rows can be answered."""
        return len(self.rows)
