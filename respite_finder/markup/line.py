"""A line to call or text, as a card and as one row: who answers, when, for whom, and one next step.

Words of the crisis lines are looked up in the catalogue under the context ``crisis_line``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from html import escape
from urllib.parse import urlsplit

from respite_finder.hours import OpenState
from respite_finder.i18n import _, current, pgettext
from respite_finder.lines import ANYONE, CrisisLine, WarmlineNow, opens_phrase
from respite_finder.markup.card import ages_phrase, served_html, source_html
from respite_finder.markup.contact import MAIN, OTHER, call_button, text_button, web_button
from respite_finder.markup.parts import (
    as_stated,
    languages_phrase,
    link,
    paragraph,
    stated,
    stated_list,
)
from respite_finder.schema import split_list
from respite_finder.text import checked_phrase, freshness, open_phrase, phone_href

_CONTEXT = "crisis_line"
_ALWAYS = "24/7"


def crisis_line_html(line: CrisisLine, today: date, *, level: int = 3) -> str:
    """A crisis line as a card; ``level`` is that of its heading."""
    parts = [
        f"<h{level}>{_crisis_name(line)}</h{level}>",
        paragraph("about", stated(_CONTEXT, line.summary)),
        paragraph("open open-always", f"<strong>{_crisis_hours(line)}</strong>"),
        paragraph("contacts", " ".join(_crisis_buttons(line))),
        paragraph("short", _joined(_audience(line), _crisis_languages(line))),
        paragraph("note", _other_number(line)),
        paragraph("note", _videophone(line)),
        paragraph("note", _tty(line)),
        _crisis_source(line, today),
    ]
    return _article(pgettext(_CONTEXT, line.name), parts)


def warmline_html(line: WarmlineNow, now: datetime, *, level: int = 3) -> str:
    """A warmline as a card at a moment (aware); ``level`` is that of its heading."""
    record = line.record
    about = as_stated(record["description"]) or escape(_("People listen and talk with you."))
    spoken = languages_phrase(record["languages"] or "")
    note = as_stated(record["visitor_note"])
    parts = [
        f"<h{level}>{as_stated(record['name'])}</h{level}>",
        paragraph("kind", escape(_("Warmline: to talk, not for emergencies"))),
        paragraph("status listed", _unconfirmed(line)),
        paragraph("about", about),
        _open(line, now),
        paragraph("where", _joined(_reach(line), _with(_("For: {people}"), people=_people(line)))),
        paragraph("contacts", " ".join(_warmline_buttons(line))),
        paragraph("short", _with(_("Languages: {languages}"), languages=spoken)),
        paragraph("note", _with(_("Good to know: {fact}"), fact=note)),
        source_html(record, now.date()),
    ]
    return _article(record["name"], parts)


def line_rows_html(lines: Sequence[CrisisLine | WarmlineNow], now: datetime) -> str:
    """Lines as a short list for a first screen, one row each; nothing for no lines."""
    rows = "".join(line_row_html(line, now) for line in lines)
    return f'<ul class="lines">{rows}</ul>' if rows else ""


def line_row_html(line: CrisisLine | WarmlineNow, now: datetime) -> str:
    """One line in one row: its name, when it is open, for whom, and the buttons."""
    if isinstance(line, CrisisLine):
        name, buttons = _crisis_name(line), _crisis_buttons(line, short=True)
        words = [_crisis_hours(line)]
    else:
        name, buttons = as_stated(line.record["name"]), _warmline_buttons(line, short=True)
        words = [escape(_open_words(line, now)), _reach(line) if line.serves == "area" else ""]
        words += [_with(_("For: {people}"), people=_people(line)), _unconfirmed(line)]
        # Texts often have hours of their own, which only the note tells.
        words += [as_stated(line.record["visitor_note"]) if line.record["text_line"] else ""]
    small = _joined(*words)
    return (
        f'<li class="line"><p class="who"><strong>{name}</strong> <small>{small}</small></p>'
        f"{paragraph('contacts', ' '.join(buttons))}</li>"
    )


def _article(name: str, parts: Sequence[str]) -> str:
    return (
        f'<article class="card" aria-label="{escape(name, quote=True)}">{"".join(parts)}</article>'
    )


def _with(words: str, **inner: str) -> str:
    """A sentence with HTML in its place; nothing where that is empty."""
    return escape(words).format(**inner) if all(inner.values()) else ""


def _joined(*phrases: str) -> str:
    return " · ".join(phrase for phrase in phrases if phrase)


def _crisis_name(line: CrisisLine) -> str:
    if line.name_language == current().code:
        return escape(line.name)
    known = stated(_CONTEXT, line.name)
    translated = known != as_stated(line.name)
    code = escape(line.name_language, quote=True)
    return known if translated else f'<span lang="{code}">{escape(line.name)}</span>'


def _crisis_hours(line: CrisisLine) -> str:
    if line.hours != _ALWAYS:
        return as_stated(line.hours)
    always = OpenState("open", always=True)
    # Neither the moment nor the zone matters to what is always open.
    return escape(open_phrase(always, datetime.min, ""))


def _audience(line: CrisisLine) -> str:
    if line.audience in ("", ANYONE):
        return ""
    return _with(_("For: {people}"), people=stated(_CONTEXT, line.audience))


def _crisis_languages(line: CrisisLine) -> str:
    spoken = ", ".join(
        languages_phrase(name) if name != "ASL" else escape(_("American Sign Language (ASL)"))
        for name in split_list(line.languages)
    )
    words = _("Languages: {languages}")
    if line.interpreter:
        words = _("Languages: {languages}. They can also get someone who speaks yours.")
    return _with(words, languages=spoken if line.languages else "")


def _crisis_buttons(line: CrisisLine, *, short: bool = False) -> list[str]:
    """The next step first: calling, else texting."""
    buttons = []
    if line.call:
        words = _("Call {phone}, then press {key}") if line.press else _("Call {phone}")
        label = escape(words.format(phone=line.call, key=line.press))
        buttons.append(link(phone_href(line.call), label, MAIN))
    if line.video_phone and not line.call:
        buttons.append(_video_button(line.video_phone, MAIN))
    if line.text:
        buttons.append(text_button(line.text, line.text_word, OTHER if buttons else MAIN))
    if line.chat_url and not short:
        buttons.append(link(line.chat_url, escape(_("Chat")), OTHER))
    return buttons


def _video_button(number: str, css: str) -> str:
    label = escape(_("Videophone {number}").format(number=number))
    return link(phone_href(number), label, css)


def _other_number(line: CrisisLine) -> str:
    """Other ways to dial: a second number, the number in letters."""
    if line.call_letters:
        return _with(_("In letters: {number}"), number=escape(line.call_letters))
    number = link(phone_href(line.call_2), escape(line.call_2)) if line.call_2 else ""
    what = stated(_CONTEXT, line.call_2_label)
    return _with(_("You can also call {number} ({what})."), number=number, what=what)


def _videophone(line: CrisisLine) -> str:
    """Videophone numbers that no button shows."""
    shown = () if line.call else (line.video_phone,)
    numbers = [n for n in (line.video_phone, line.video_phone_2) if n and n not in shown]
    links = ", ".join(link(phone_href(number), escape(number)) for number in numbers)
    return _with(_("By videophone: {number}"), number=links)


def _tty(line: CrisisLine) -> str:
    number = link(phone_href(line.tty), escape(line.tty)) if line.tty else ""
    if not line.tty_then:
        return _with(_("By TTY (a phone that types): {number}"), number=number)
    words = _(
        "By TTY (a phone that types): use your own relay service, or dial {number}, then {then}"
    )
    return _with(words, number=number, then=escape(line.tty_then))


def _crisis_source(line: CrisisLine, today: date) -> str:
    band = freshness(line.checked_on, today)
    old = escape(_("more than 2 years ago"))
    late = f" ({old})" if band == "old" else ""
    host = (urlsplit(line.source_url).hostname or line.source_url).removeprefix("www.")
    source = _with(_("Source: {source}"), source=link(line.source_url, escape(host)))
    date_words = escape(checked_phrase(line.checked_on))
    return paragraph("source", f'<span class="band {band}">{date_words}</span>{late} · {source}')


def _warmline_buttons(line: WarmlineNow, *, short: bool = False) -> list[str]:
    """The next step first: calling, else texting, else the chat on its website."""
    record = line.record
    buttons: list[str] = []

    def css() -> str:
        return OTHER if buttons else MAIN

    if record["phone"]:
        extension = record["phone_extension"] or ""
        buttons.append(call_button(record["phone"], css(), extension=extension))
    if record["phone_2"] and not (short and buttons):
        buttons.append(call_button(record["phone_2"], css(), what=record["phone_2_label"] or ""))
    if record["text_line"]:
        buttons.append(text_button(record["text_line"], record["text_keyword"] or "", css()))
    if record["website"] and not (short and buttons):
        buttons.append(web_button(record, css()))
    return buttons


def _unconfirmed(line: WarmlineNow) -> str:
    return escape(_("Not confirmed: it may have changed")) if line.unconfirmed else ""


def _open(line: WarmlineNow, now: datetime) -> str:
    words = f"<strong>{escape(_open_words(line, now))}</strong>"
    printed = line.record["hours"] if not line.open.always else None
    hours = _with(_("Hours: {hours}"), hours=as_stated(printed))
    small = f"<br><small>{hours}</small>" if hours else ""
    return paragraph(f"open {line.open.state}", words + small)


def _open_words(line: WarmlineNow, now: datetime) -> str:
    words = opens_phrase(line.open, now, line.record["time_zone"] or "")
    return words or _("Hours not known: ask when you call")


def _reach(line: WarmlineNow) -> str:
    if line.serves != "area":
        return served_html(line.record)
    area = as_stated(line.record["area_served"])
    return _with(_("Only for {area}"), area=area) or escape(_("Ask which area it serves"))


def _people(line: WarmlineNow) -> str:
    people = stated_list("populations", line.record["populations"] or "")
    return ", ".join(part for part in (people, escape(ages_phrase(line.record))) if part)
