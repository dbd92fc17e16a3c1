"""A visitor who fills in a form, without a browser; files to send; what the store then holds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from respite_finder.app import cached, pages
from respite_finder.app.components.suggest_kept import Held
from respite_finder.community.forms import Kind
from respite_finder.community.records import Case
from respite_finder.community.store import open_store

MAIN = Path(__file__).resolve().parents[1] / "respite_finder" / "app" / "main.py"
SEND, CLEAR, ANOTHER = "suggest send", "suggest clear", "suggest another"
YES, NO = "suggest clear yes", "suggest clear no"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PROGRAM = b"MZ\x90\x00 a program with the name flyer.pdf"
LONG_AGO = 60.0
CONTACT = "ana@example.org"
NEW_PLACE = {"name": "Marigold House", "phone": "413-555-0123"}


def own_store(path: Path, patch: pytest.MonkeyPatch) -> Iterator[Path]:
    """For a fixture: the app keeps what is sent in this file."""
    patch.setenv("RESPITE_FINDER_DB", str(path))
    cached.store.cache_clear()
    yield path
    if cached.store.cache_info().currsize:
        cached.store().close()
    cached.store.cache_clear()


def links(at: AppTest) -> dict[str, str]:
    """The links of the page: their words, and what they ask for."""
    return {link.proto.label: link.proto.query_string for link in at.get("page_link")}


def png() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8, 4), "red").save(made, "PNG")
    return made.getvalue()


def open_form(kind: Kind | str = "", place_id: str = "", **params: str) -> AppTest:
    """A new visitor, by a link to a form that was opened some time ago."""
    at = AppTest.from_file(str(MAIN), default_timeout=60).switch_page(pages.SUGGEST)
    for name, value in {"form": str(kind), "place": place_id, **params}.items():
        if value:
            at.query_params[name] = value
    at.run()
    assert not at.exception
    if kind and f"suggest_form_{kind}" in at.session_state:
        held(at, kind).opened -= LONG_AGO
    return at


def held(at: AppTest, kind: Kind | str) -> Held:
    found: Held = at.session_state[f"suggest_form_{kind}"]
    return found


def write(at: AppTest, kind: Kind, **said: str) -> AppTest:
    """Type into the fields and tick the boxes, by their names."""
    for name, text in said.items():
        key = f"suggest {kind} {name}"
        boxes = [box for box in (*at.text_input, *at.text_area) if box.key == key]
        if boxes:
            boxes[0].set_value(text)
        else:
            at.selectbox(key=f"{key} en").set_value(text)
    at.run()
    assert not at.exception
    return at


def tick(at: AppTest, *parts: str) -> AppTest:
    for part in parts:
        at.checkbox(key=f"suggest change is {part}").check()
    return at.run()


def fill_place(at: AppTest, **more: str) -> AppTest:
    said = {**NEW_PLACE, "service_type": "peer_respite", "state": "MA", **more}
    return write(at, Kind.PLACE, **said)


def give(at: AppTest, content: bytes, name: str = "flyer.pdf") -> AppTest:
    at.file_uploader[0].set_value((name, content, "application/pdf"))
    at.run()
    assert not at.exception
    return at


def press(at: AppTest, key: str = SEND) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception
    return at


def words(at: AppTest) -> str:
    """Everything that the page says."""
    blocks = [*at.get("html"), *at.markdown, *at.warning, *at.info, *at.error, *at.caption]
    headings = [*at.title, *at.header, *at.subheader]
    fields = [*at.text_input, *at.text_area, *at.checkbox, *at.selectbox]
    said = [str(block.value) for block in (*blocks, *headings)]
    return "\n".join([*said, *(str(one.label) for one in fields)])


def kept(path: Path) -> list[Case]:
    """What the store holds, open and closed."""
    store = open_store(str(path))
    try:
        return store.cases(None)
    finally:
        store.close()


def kept_file(path: Path, number: str) -> bytes:
    store = open_store(str(path))
    try:
        return store.attachment(number, 0)
    finally:
        store.close()
