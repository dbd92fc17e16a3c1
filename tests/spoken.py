"""Every word that a page says: what AppTest holds of it, read as a visitor would read or hear it.

To find a word that no catalogue can change, the pages are opened in a made language: Russian
formats (so that dates, plurals and names of languages are in Cyrillic), and every message in
full-width letters. A plain Latin letter is then either data or a leak.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from streamlit.testing.v1 import AppTest

MADE: Final = "ru"
_ATTRIBUTES: Final = ("aria-label", "title", "alt", "placeholder")
_VOID: Final = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
_FIELDS: Final = ("label", "help", "placeholder", "body", "text", "caption", "default_text")
_MAP_WORDS: Final = ("label", "about", "cluster")
_LISTS: Final = ("options", "tabs")
_URL: Final = re.compile(r"\]\([^)]*\)")
_ESCAPE: Final = re.compile(r"\\([^\w\s])")
_ADDRESS: Final = re.compile(
    r"\b[\w-]+(?:\.[\w-]+)*\.(?:com|edu|gov|net|org|us)\b[^\s,;)]*|\{\w+\}"
)
_LATIN: Final = re.compile(r"[A-Za-z]+")
_PARTS: Final = re.compile(r"(\{[^}]*\}|\]\([^)]*\))")
_WIDE: Final = {n: n + 0xFEE0 for n in (*range(ord("A"), ord("[")), *range(ord("a"), ord("{")))}


class _Html(HTMLParser):
    """Words of an HTML block that are said in the page's own language."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        other = "lang" in held or held.get("aria-hidden") == "true" or tag in ("style", "script")
        silent = other or self._silent
        if not silent:
            self.said += [words for name in _ATTRIBUTES if (words := held.get(name))]
        if tag not in _VOID:
            self._open.append((tag, silent))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.said.append(data.strip())

    @property
    def _silent(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def html_says(markup: str) -> list[str]:
    """Text and spoken attributes, without what is marked as another language or hidden."""
    parser = _Html()
    parser.feed(markup)
    parser.close()
    return parser.said


def page_says(at: AppTest) -> list[str]:
    """Everything that a page says, in the order of its elements."""
    return [words for element in _elements(at.main) for words in _element_says(element)]


def wide(message: str) -> str:
    """A message in the made language; placeholders and addresses stay as they are.

    >>> wide("See {count} [maps](x)")
    'Ｓｅｅ {count} [ｍａｐｓ](x)'
    """
    parts = _PARTS.split(message)
    return "".join(part if n % 2 else part.translate(_WIDE) for n, part in enumerate(parts))


def write_made_language(folder: Path, source: Catalog) -> None:
    """The one file that a new language needs, with every message of the template."""
    made = Catalog(locale=MADE, fuzzy=False)
    for message in source:
        if not message.id:
            continue
        if isinstance(message.id, str):
            said: Any = wide(message.id)
        else:
            said = tuple(wide(message.id[-1]) for _ in range(made.num_plurals))
        made.add(message.id, said, context=message.context)
    with (folder / f"{MADE}.po").open("wb") as out:
        write_po(out, made)


def leaks(said: Iterable[str], data: Iterable[str]) -> list[str]:
    """What still has Latin letters without whole values of the data, addresses, placeholders."""
    named = {_ADDRESS.sub("", value).strip(" ,") for value in data}
    known = sorted((value for value in named if _LATIN.search(value)), key=len, reverse=True)
    found = []
    for words in dict.fromkeys(said):
        left = _ADDRESS.sub("", words)
        if not _LATIN.search(left):
            continue
        for value in known:
            if value in left:
                left = re.sub(rf"(?<![A-Za-z]){re.escape(value)}(?![A-Za-z])", "", left)
        if _LATIN.search(left):
            found.append(left.strip())
    return found


def _elements(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        if hasattr(child, "children"):
            yield child  # an expander has a label of its own
            yield from _elements(child)
        else:
            yield child


def _element_says(element: Any) -> Iterator[str]:
    proto = getattr(element, "proto", None)
    if proto is None:
        return
    kind = element.type
    if kind == "html":
        yield from html_says(proto.body)
    elif kind in ("arrow_table", "table", "arrow_data_frame", "dataframe"):
        frame = element.value
        yield from map(str, frame.columns)
        yield from (cell for column in frame for cell in frame[column] if isinstance(cell, str))
    elif kind == "component_instance":
        yield from _map_says(proto.json_args)
    else:
        for inner in (proto, *_inner(proto)):
            yield from _strings(inner)


def _map_says(arguments: str) -> Iterator[str]:
    """The words that the map's script is handed; names of places are data."""
    scripts = [text for text in json.loads(arguments).values() if isinstance(text, str)]
    for call in re.findall(r"respiteMap\.\w+\(\w+, (\{.*\})\);", "\n".join(scripts)):
        payload = json.loads(call)
        yield from (payload[key] for key in _MAP_WORDS if key in payload)
        yield from (kind["name"] for kind in payload.get("kinds", ()))


def _inner(proto: Any) -> Iterator[Any]:
    """Blocks keep their words one level deeper."""
    for name in ("expandable", "tab", "form"):
        if hasattr(proto, name):
            yield getattr(proto, name)


def _strings(proto: Any) -> Iterator[str]:
    for name in _FIELDS:
        value = getattr(proto, name, "")
        if isinstance(value, str) and value:
            yield _ESCAPE.sub(r"\1", _URL.sub("]", value))
    for name in _LISTS:
        for option in getattr(proto, name, ()):
            yield option if isinstance(option, str) else str(getattr(option, "content", ""))
