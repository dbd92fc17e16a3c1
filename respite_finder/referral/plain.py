"""A place in plain words without markup, in the language spoken: for tables, cards and messages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any, Final

import pandas as pd

from respite_finder.export import records
from respite_finder.i18n import _
from respite_finder.markup.card import address_phrase, served_html
from respite_finder.markup.contact import GONE
from respite_finder.markup.parts import languages_phrase, stated, stated_list
from respite_finder.schema import Status
from respite_finder.service_types import spoken_types
from respite_finder.text import precision_phrase

Record = Mapping[str, Any]

_TAG: Final = re.compile("<[^>]*>")


def handed_out(places: pd.DataFrame) -> list[Record]:
    """The places that a person may be sent to, as the gate lets them leave, in their order."""
    here = ~places["status"].isin(list(GONE))
    return [*records(places[here])]


def words_of(html: str) -> str:
    """The words of a piece of our own HTML, whose values are escaped.

    >>> words_of('Serves <span lang="en">A &amp; B</span>')
    'Serves A & B'
    """
    return unescape(_TAG.sub("", html))


def kind(record: Record) -> str:
    """What kind of help it is."""
    return spoken_types()[record["service_type"]].name


def said(column: str, record: Record) -> str:
    """A cell in the visitor's language where the catalogue knows it; empty if unknown."""
    words = record[column]
    return words_of(stated(column, words)) if words else ""


def said_list(column: str, record: Record) -> str:
    """A list cell, as "adults, veterans"."""
    return words_of(stated_list(column, record[column] or ""))


def languages(record: Record) -> str:
    """The languages by their names."""
    return words_of(languages_phrase(record["languages"] or ""))


def cost(record: Record) -> str:
    """Free, or as the source says; empty if unknown."""
    return _("Free") if record["cost"] == "free" else said("cost", record)


def left_out(name: str, status: str) -> str:
    """Why nobody is sent to a place that is closed or planned."""
    words = (
        _("{name} is closed and was left out.")
        if status == Status.CLOSED.value
        else _("{name} is not open yet and was left out.")
    )
    return words.format(name=name)


def where(record: Record, *, street: bool = True) -> str:
    """The address as far as it may be known, or whom a service without a place serves."""
    if record["location_type"] == "virtual":
        return words_of(served_html(record))
    if record["address_withheld"] or not street:
        record = {**record, "street": None, "zip": None}
    return address_phrase(record)


def address_note(record: Record) -> str:
    """That the address is given on calling, where it is."""
    return precision_phrase("", withheld=record["address_withheld"], measured=False)


def text_to(record: Record) -> str:
    """How to text it; empty if nobody can."""
    number, word = record["text_line"], record["text_keyword"]
    if not number:
        return ""
    words = _("Text “{word}” to {number}") if word else _("Text {number}")
    return words.format(word=word, number=number)


def phone(record: Record) -> str:
    """The number with its extension; empty if unknown."""
    if not record["phone"]:
        return ""
    if not record["phone_extension"]:
        return str(record["phone"])
    words = _("{phone}, extension {extension}")
    return words.format(phone=record["phone"], extension=record["phone_extension"])
