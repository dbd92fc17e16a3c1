"""The crisis lines on a sheet: who they are for and how to reach them, in a line each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from respite_finder.i18n import _, current
from respite_finder.lines import ANYONE, CrisisLine, crisis_lines_for
from respite_finder.markup.parts import stated
from respite_finder.referral.words import Words, filled, joined, readable_url, spans, words
from respite_finder.text import phone_href, sms_href

_CONTEXT: Final = "crisis_line"


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A crisis line: its name, for whom if not for everybody, and the ways to reach it."""

    name: Words
    people: Words
    ways: tuple[Words, ...]


def sheet_lines() -> tuple[SheetLine, ...]:
    """Every crisis line, the best for the sheet's language first. Raises FileError."""
    return tuple(_line(line) for line in crisis_lines_for(current().code))


def danger_words() -> Words:
    """The sentence that stands on top, with its links."""
    sentence = _("In danger or thinking of suicide? {call} or {text}, any time.")
    first = crisis_lines_for(current().code)[0]
    return filled(
        sentence,
        call=words(_("Call 988"), href=phone_href("988")),
        text=words(_("text 988"), href=sms_href("988", first.text_word)),
    )


def _line(line: CrisisLine) -> SheetLine:
    own = line.name_language == current().code
    name = words(line.name) if own else spans(stated(_CONTEXT, line.name))
    if not own and name == words(line.name, "en") and line.name_language != "en":
        name = words(line.name, line.name_language)
    some = line.audience not in ("", ANYONE)
    people = spans(stated(_CONTEXT, line.audience)) if some else ()
    return SheetLine(
        name=name,
        people=filled(_("For: {people}"), people=people) if people else (),
        ways=_ways(line),
    )


def _ways(line: CrisisLine) -> tuple[Words, ...]:
    ways = []
    if line.call:
        message = _("Call {phone}, then press {key}") if line.press else _("Call {phone}")
        text = message.format(phone=line.call, key=line.press)
        ways.append(words(text, href=phone_href(line.call)))
    if line.video_phone and not line.call:
        text = _("Videophone {number}").format(number=line.video_phone)
        ways.append(words(text, href=phone_href(line.video_phone)))
    if line.text:
        message = _("Text “{word}” to {number}") if line.text_word else _("Text {number}")
        text = message.format(word=line.text_word, number=line.text)
        ways.append(words(text, href=sms_href(line.text, line.text_word)))
    if not ways and line.chat_url:
        chat = words(readable_url(line.chat_url), href=line.chat_url)
        ways.append(joined((words(_("Chat")), chat), ": "))
    return tuple(ways)
