"""Every catalogue is whole and safe to use; the check itself is shown to find each fault."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

import respite_finder
from respite_finder.documents.catalogue import DATA_WORDS, KEYWORDS, catalogue, template
from respite_finder.i18n import LOCALE
from respite_finder.places import Row, read_rows
from respite_finder.resources import DATA, PLACES_CSV

CODE = Path(respite_finder.__file__).parent
POT = CODE.parent / "docs" / "messages.pot"
FILES = sorted(LOCALE.glob("*.po"))
MARKERS = re.compile(r"\*\*|\]\([^)]*\)|\[")


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    numbered, problems = read_rows(PLACES_CSV)
    assert not problems
    return [row for _, row in numbered]


@pytest.fixture(scope="module")
def source(rows: list[Row]) -> Catalog:
    return catalogue(DATA, rows)


def read(text: str, locale: str = "es") -> Catalog:
    return read_po(io.BytesIO(text.encode()), locale=locale)


def by_key(made: Catalog) -> dict[tuple[str, str | None], Message]:
    return {(forms_of(m.id)[0], m.context): m for m in made if m.id}


def forms_of(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def placeholders(text: str) -> set[str] | None:
    """The names between braces; None if ``format`` cannot read the text."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def faults(made: Catalog, source: Catalog) -> list[str]:
    """What is wrong with a translation of ``source``, a line each."""
    wanted, given = by_key(source), by_key(made)
    found = [f"missing: {key}" for key in wanted.keys() - given.keys() if key[1] not in DATA_WORDS]
    found += [f"not a message of ours: {key}" for key in given.keys() - wanted.keys()]
    found += [f"obsolete: {key}" for key in made.obsolete]
    for key in wanted.keys() & given.keys():
        found += [f"{fault}: {key}" for fault in _message_faults(wanted[key], given[key])]
    return sorted(found)


def _message_faults(wanted: Message, given: Message) -> Iterator[str]:
    if given.fuzzy:
        yield "fuzzy"
    english, said = forms_of(wanted.id), forms_of(given.string)
    if isinstance(wanted.id, str) is not isinstance(given.string, str):
        yield "plural on one side only"
    if not all(said) or not said:
        yield "empty"
        return
    for form in said:
        if placeholders(form) != placeholders(english[-1]):
            yield "other placeholders"
        if edges(form) != edges(english[-1]):
            yield "other spaces at its ends"
        if sorted(MARKERS.findall(form)) != sorted(MARKERS.findall(english[-1])):
            yield "other Markdown"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_language_says_every_message(path: Path, source: Catalog) -> None:
    with path.open("rb") as file:
        made = read_po(file, locale=path.stem)
    found = faults(made, source)
    assert not found, f"{len(found)} faults, the first:\n" + "\n".join(found[:20])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_says_its_language_its_letters_and_its_plurals(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "charset=utf-8" in text.lower()
    assert f"Language: {path.stem}\\n" in text
    assert f"nplurals={get_plural(path.stem).num_plurals};" in text
    with path.open("rb") as file:
        made = read_po(file, locale=path.stem)
    counts = {len(forms_of(m.string)) for m in made if not isinstance(m.id, str)}
    assert counts <= {made.num_plurals}


def test_there_is_spanish() -> None:
    assert "es" in [path.stem for path in FILES]


def test_the_template_is_what_code_and_data_say(rows: list[Row]) -> None:
    assert POT.read_text(encoding="utf-8") == template(DATA, rows)


def test_the_template_has_every_message_that_the_code_says(source: Catalog) -> None:
    """Read by Python's own parser: a word inside an f-string is a word too."""
    known = by_key(source).keys()
    lost = {
        f"{path.relative_to(CODE)}:{line}: {words}"
        for path in CODE.rglob("*.py")
        for line, words in said_in(path.read_text(encoding="utf-8"))
        if (words, None) not in known and (words, "state") not in known
    }
    assert not lost, "\n".join(sorted(lost))


def said_in(code: str) -> Iterator[tuple[int, str]]:
    """The messages of a file without a context, by their line."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
            continue
        first = node.args[0]
        if node.func.id in KEYWORDS.keys() - {"pgettext"} and isinstance(first, ast.Constant):
            yield node.lineno, first.value


def test_no_message_is_put_together_before_it_is_looked_up() -> None:
    glued = [
        f"{path.relative_to(CODE)}:{node.lineno}"
        for path in CODE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in KEYWORDS
        and any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in node.args)
    ]
    assert glued == []


ENGLISH = """
msgid "See {place} **now**"
msgstr ""

msgid "{count} place"
msgid_plural "{count} places"
msgstr[0] ""
msgstr[1] ""

msgctxt "cost"
msgid "sliding scale"
msgstr ""
"""
ONE = 'msgid "See {place} **now**"\nmsgstr "Vea {place} **ahora**"\n'
MANY = (
    '\nmsgid "{count} place"\nmsgid_plural "{count} places"\n'
    'msgstr[0] "{count} lugar"\nmsgstr[1] "{count} lugares"\n'
)


def test_a_whole_catalogue_has_no_fault_and_words_of_the_data_may_be_missing() -> None:
    assert faults(read(ONE + MANY), read(ENGLISH)) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (ONE, "missing"),
        (ONE + MANY + '\nmsgid "Old"\nmsgstr "Viejo"\n', "not a message of ours"),
        (ONE + MANY + '\n#~ msgid "Old"\n#~ msgstr "Viejo"\n', "obsolete"),
        ("#, fuzzy\n" + ONE + MANY, "fuzzy"),
        (ONE.replace("Vea {place} **ahora**", "") + MANY, "empty"),
        (ONE + MANY.replace("{count} lugares", ""), "empty"),
        (ONE.replace("Vea {place}", "Vea {lugar}") + MANY, "other placeholders"),
        (ONE.replace("Vea {place}", "Vea {place") + MANY, "other placeholders"),
        (ONE.replace("Vea {place}", "Vea {place.name}") + MANY, "other placeholders"),
        (ONE.replace("Vea {place}", "Vea {}") + MANY, "other placeholders"),
        (ONE + MANY.replace('{count} lugar"', 'un lugar"'), "other placeholders"),
        (ONE.replace("Vea", " Vea") + MANY, "other spaces"),
        (ONE.replace("**ahora**", "*ahora*") + MANY, "other Markdown"),
        (ONE.replace("ahora", "[ahora](x)") + MANY, "other Markdown"),
        (ONE + '\nmsgid "{count} place"\nmsgstr "{count} lugares"\n', "plural on one side"),
    ],
)
def test_every_fault_is_found(text: str, fault: str) -> None:
    found = faults(read(text), read(ENGLISH))
    assert found
    assert all(line.startswith(fault) for line in found)
