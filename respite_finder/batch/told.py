"""What is said of a table that was read: what was mended, what was refused, what was not used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from babel.lists import format_list

from respite_finder.batch.nearest import Nearest
from respite_finder.batch.people import NO_NEEDS, Fault, People, Trouble
from respite_finder.i18n import _, current, ngettext
from respite_finder.text import number_phrase

_NAMED: Final = 8
"""Columns that are named; the rest is counted."""


def notes(people: People) -> list[str]:
    """Sentences for who gave the table, the most important first."""
    columns = people.columns
    said = [personal_note(columns.personal), _unused(columns.unused), _found_by(people)]
    if people.mended:
        words = ngettext(
            "{count} ZIP code had lost the zero in front. We put it back (1060 is 01060).",
            "{count} ZIP codes had lost the zero in front. We put it back (1060 is 01060).",
            people.mended,
        )
        said.append(words.format(count=number_phrase(people.mended)))
    if people.cut:
        words = ngettext(
            "{count} ZIP code had more than five digits. We use the first five.",
            "{count} ZIP codes had more than five digits. We use the first five.",
            people.cut,
        )
        said.append(words.format(count=number_phrase(people.cut)))
    if people.sheets_left:
        said.append(_("The workbook has more than one sheet. We read the first that is not empty."))
    return [words for words in said if words]


def personal_note(names: Sequence[str]) -> str:
    """Which columns look personal, that they were refused, and what to do; empty if none."""
    if not names:
        return ""
    return ngettext(
        "The column {names} looks personal. We did not read it, and it is in no result. "
        "Nobody needs it here: take it out of the file.",
        "The columns {names} look personal. We did not read them, and they are in no result. "
        "Nobody needs them here: take them out of the file.",
        len(names),
    ).format(names=_listed(names))


def needs_note(people: People, troubles: Sequence[Trouble]) -> str:
    """The words that needs may hold, if a row had others; empty if none had."""
    if not any(one.fault is Fault.NEEDS_WORD for one in troubles):
        return ""
    words = _("Needs may be these words, with a semicolon or a comma between: {words}.")
    return words.format(words=", ".join(people.needs_words))


def left_out_note(run: Nearest) -> str:
    """That places were left out because their source does not say; empty if none can have been."""
    if run.include_unknown or not any(one.needs != NO_NEEDS for one in run.people.asked):
        return ""
    return _(
        "A place whose source does not say whether it fits the needs is left out. It may be "
        "nearer. Include these places, and ask when you call."
    )


def _unused(names: Sequence[str]) -> str:
    if not names:
        return ""
    return ngettext(
        "The column {names} is not used. It is in no result.",
        "The columns {names} are not used. They are in no result.",
        len(names),
    ).format(names=_listed(names))


def _found_by(people: People) -> str:
    name = people.columns.zip_name
    if people.columns.zip_by == "content":
        words = _("No column is called ZIP. We took column {name}: it holds only ZIP codes.")
        return words.format(name=name)
    if people.columns.zip_by == "no_header":
        words = _("The table has no header. We took the ZIP codes from column {name}.")
        return words.format(name=name)
    return ""


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:_NAMED])
    if len(names) > _NAMED:
        rest = len(names) - _NAMED
        more = ngettext("{count} more", "{count} more", rest).format(count=number_phrase(rest))
        shown.append(more)
    return format_list(shown, locale=current().locale)
