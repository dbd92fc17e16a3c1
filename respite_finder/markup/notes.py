"""HTML of a referral note: what a kind of help is, what to say on the phone, and who says so."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from babel.dates import format_date, format_skeleton

from respite_finder.i18n import _, current
from respite_finder.markup.parts import as_stated, link, paragraph
from respite_finder.referral_notes import NoteSource, ReferralNote
from respite_finder.text import parse_date


def note_html(note: ReferralNote, name: str, cost: str = "", *, level: int = 2) -> str:
    """The whole note of a kind of help, with its sources.

    ``name`` is the kind's name, ``cost`` what our own data say of the cost; ``level`` is that of
    the first heading. All in the visitor's language.
    """
    parts = (
        (_("What it is"), note.what_it_is),
        (_("What it is not"), note.what_it_is_not),
        (_("Who can go"), note.who_can_go),
        (_("What it costs"), (*note.cost, *([cost] if cost else ()))),
    )
    facts = "".join(
        _heading(title, level + 1) + "".join(f"<p>{escape(text)}</p>" for text in texts)
        for title, texts in parts
    )
    say = _heading(_("What to say on the phone"), level + 1) + _say(note, level + 2)
    return (
        f'<section class="card note">{_heading(name, level)}{facts}{say}'
        f"{sources_html(note.sources)}</section>"
    )


def phone_html(note: ReferralNote, name: str, *, level: int = 3) -> str:
    """What to say and to ask on the phone, folded away until somebody opens it.

    ``level`` is that of the headings inside. These words are our own: they need no source.
    """
    title = escape(_("What to say on the phone: {kind}").format(kind=name))
    return f'<details class="note"><summary>{title}</summary>{_say(note, level)}</details>'


def sources_html(sources: Iterable[NoteSource]) -> str:
    """The pages that the note rests on, each with its date."""
    named = "; ".join(_source(source) for source in sources)
    words = escape(_("Sources of this note: {names}"))
    return paragraph("source", words.replace("{names}", named))


def source_date(source: NoteSource) -> str:
    """When a source was published or, where it bears no date, when it was read."""
    day, when, locale = parse_date(source.date), source.date, current().locale
    if day is not None and when.count("-") == 2:
        when = str(format_date(day, "long", locale=locale))
    elif day is not None and "-" in when:
        when = str(format_skeleton("yMMMM", day, locale=locale))
    words = _("published {date}") if source.published else _("no date, read {date}")
    return words.format(date=when)


def _say(note: ReferralNote, level: int) -> str:
    questions = "".join(f"<li>{escape(text)}</li>" for text in note.ask)
    parts = (
        (_("To say for yourself"), _script(note.say_for_yourself)),
        (_("To say for somebody who is with you"), _script(note.say_for_somebody)),
        (_("What to ask"), f"<ul>{questions}</ul>"),
    )
    return "".join(_heading(title, level) + said for title, said in parts)


def _script(lines: Iterable[str]) -> str:
    said = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f"<blockquote>{said}</blockquote>"


def _source(source: NoteSource) -> str:
    page = link(source.url, as_stated(f"{source.publisher}, {source.title}"))
    return f"{page} ({escape(source_date(source))})"


def _heading(words: str, level: int) -> str:
    return f"<h{level}>{escape(words)}</h{level}>"
