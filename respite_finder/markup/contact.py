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


def _phone(record: Record) -> list[str]:
    if not record["phone"]:
        return []
    phone, extension = record["phone"], record["phone_extension"] or ""
    words = _("Call {phone}, extension {extension}") if extension else _("Call {phone}")
    label = escape(words.format(phone=phone, extension=extension))
    return [link(phone_href(phone, extension), label, "button main")]


def _second_phone(record: Record) -> list[str]:
    phone, what = record["phone_2"], record["phone_2_label"]
    if not phone:
        return []
    label = escape(_("Call {phone}").format(phone=phone))
    more = f" ({stated('phone_2_label', what)})" if what else ""
    return [link(phone_href(phone), label + more, "button")]


def _text(record: Record) -> list[str]:
    line, word = record["text_line"], record["text_keyword"]
    if not line:
        return []
    words = _("Text “{word}” to {number}") if word else _("Text {number}")
    label = escape(words.format(word=word, number=line))
    return [link(sms_href(line, word or ""), label, "button")]


def _web(record: Record, *, main: bool) -> list[str]:
    if not record["website"]:
        return []
    label = _("Website and chat") if record["chat"] else _("Website")
    return [link(record["website"], escape(label), "button main" if main else "button")]


def _email(record: Record) -> list[str]:
    if not record["email"]:
        return []
    return [link(f"mailto:{record['email']}", escape(_("E-mail")), "button")]
