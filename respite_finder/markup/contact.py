"""How to reach a place: one obvious next step, then the other ways."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any, Final

from respite_finder.i18n import _
from respite_finder.markup.parts import link, paragraph, stated
from respite_finder.text import phone_href, sms_href

Record = Mapping[str, Any]

GONE: Final = frozenset({"closed", "planned"})
"""Nobody is sent to these."""

MAIN: Final = "button main"
OTHER: Final = "button"
"""CSS classes: the one next step, and the other ways."""


def next_step(record: Record) -> str:
    """The one button that a card needs, and a text button where there is a text line."""
    if record["status"] in GONE:
        return ""
    steps = [*_phone(record), *_text(record)] or _web(record, main=True) or _email(record)
    return _row(steps) if steps else _no_way_in(record)


def every_way(record: Record) -> str:
    """All ways to reach a place."""
    if record["status"] in GONE:
        return ""
    ways = [
        *_phone(record),
        *_second_phone(record),
        *_text(record),
        *_web(record, main=False),
        *_email(record),
    ]
    return _row(ways) if ways else _no_way_in(record)


def _row(buttons: list[str]) -> str:
    return paragraph("contacts", " ".join(buttons))


def _no_way_in(record: Record) -> str:
    where = link(record["source_url"], _("see where we found it"))
    words = escape(_("We know no phone, e-mail or website: {source}."))
    return paragraph("note", words.replace("{source}", where))


def call_button(phone: str, css: str, *, extension: str = "", what: str = "") -> str:
    """A button that calls; ``what`` says which number it is, as the data names it."""
    words = _("Call {phone}, extension {extension}") if extension else _("Call {phone}")
    label = escape(words.format(phone=phone, extension=extension))
    more = f" ({stated('phone_2_label', what)})" if what else ""
    return link(phone_href(phone, extension), label + more, css)


def text_button(number: str, word: str, css: str) -> str:
    """A button that begins a text message, with the word to text first, if there is one."""
    words = _("Text “{word}” to {number}") if word else _("Text {number}")
    return link(sms_href(number, word), escape(words.format(word=word, number=number)), css)


def web_button(record: Record, css: str) -> str:
    """A button to a place's website, where it may also chat."""
    label = _("Website and chat") if record["chat"] else _("Website")
    return link(record["website"], escape(label), css)


def _phone(record: Record) -> list[str]:
    if not record["phone"]:
        return []
    return [call_button(record["phone"], MAIN, extension=record["phone_extension"] or "")]


def _second_phone(record: Record) -> list[str]:
    if not record["phone_2"]:
        return []
    return [call_button(record["phone_2"], OTHER, what=record["phone_2_label"] or "")]


def _text(record: Record) -> list[str]:
    if not record["text_line"]:
        return []
    css = OTHER if record["phone"] else MAIN
    return [text_button(record["text_line"], record["text_keyword"] or "", css)]


def _web(record: Record, *, main: bool) -> list[str]:
    return [web_button(record, MAIN if main else OTHER)] if record["website"] else []


def _email(record: Record) -> list[str]:
    if not record["email"]:
        return []
    return [link(f"mailto:{record['email']}", escape(_("E-mail")), OTHER)]
