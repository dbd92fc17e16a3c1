"""The visitor's language: words from gettext catalogues, dates and numbers by Babel (CLDR).

English is the source: a message is its own English text. Another language is one file,
``locale/<code>.po``, and no code. The language holds for one run of a page (``use``), so that
visitors of the same server do not disturb each other.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE: Final = Path(__file__).with_name("locale")
SOURCE: Final = "en"
_COUNTRY: Final = "US"


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the interface: ``code`` as in a URL, its name in itself, its formats."""

    code: str
    name: str
    locale: Locale
    translations: NullTranslations


@cache
def languages() -> dict[str, Language]:
    """Every language by its code, English first: one for each file in ``locale``."""
    codes = sorted(path.stem for path in LOCALE.glob("*.po"))
    return {code: _load(code) for code in (SOURCE, *codes)}


def use(code: str) -> None:
    """Speak this language from here on, in this thread; an unknown code is English."""
    _current.set(code)


@contextmanager
def speaking(code: str) -> Iterator[Language]:
    """Speak this language inside the block, and after it the one from before."""
    before = _current.set(code)
    try:
        yield current()
    finally:
        _current.reset(before)


def current() -> Language:
    """The language that is spoken now."""
    known = languages()
    return known.get(_current.get(), known[SOURCE])


def preferred(wishes: str) -> str:
    """The first language of an ``Accept-Language`` header, or of one code, that we speak.

    >>> preferred("es-MX,es;q=0.9,en;q=0.8"), preferred("xx"), preferred("")
    ('es', 'en', 'en')
    """
    ranked = []
    for place, wish in enumerate(wishes.split(",")):
        code, _, weight = wish.replace(" ", "").partition(";q=")
        try:
            quality = float(weight or 1)
        except ValueError:
            quality = 0.0
        if quality > 0:  # nought means "not this one"
            ranked.append((-quality, place, code.replace("_", "-").split("-")[0].lower()))
    return next((code for _, _, code in sorted(ranked) if code in languages()), SOURCE)


def _(message: str) -> str:
    """The message in the language that is spoken."""
    return current().translations.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a message that fits a number."""
    return current().translations.ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """A message that needs a context: a word of the data, such as a state's name."""
    return current().translations.pgettext(context, message)


def mark(message: str) -> str:
    """The message as it is: marks a text that is translated where it is used."""
    return message


_current: ContextVar[str] = ContextVar("language", default=SOURCE)


def _load(code: str) -> Language:
    if code == SOURCE:
        return Language(code, "English", Locale(SOURCE, _COUNTRY), NullTranslations())
    with (LOCALE / f"{code}.po").open("rb") as source:
        catalogue = read_po(source, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    locale = _locale(code)
    name = (locale.display_name or code).split(" (")[0].capitalize()
    return Language(code, name, locale, GNUTranslations(compiled))


def _locale(code: str) -> Locale:
    """The language as it is written in the United States, where that is known."""
    try:
        return Locale.parse(f"{code}_{_COUNTRY}")
    except (UnknownLocaleError, ValueError):  # ValueError: the code has a country already
        return Locale.parse(code)
