"""A visitor of the app without a browser: opens a page, searches, reads what it says."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

MAIN = Path(__file__).resolve().parents[1] / "respite_finder" / "app" / "main.py"
SECONDS = 60


def visit(**params: str) -> AppTest:
    """A new visitor on the first page, by a link with these parameters."""
    at = AppTest.from_file(str(MAIN), default_timeout=SECONDS)
    for name, value in params.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def search(at: AppTest, place: str) -> AppTest:
    at.text_input(key="place").set_value(place)
    next(b for b in at.button if "FormSubmitter" in str(b.key)).click().run()
    assert not at.exception
    return at


def html(at: AppTest) -> str:
    return "\n".join(block.value for block in at.get("html"))


def address(at: AppTest) -> dict[str, str]:
    """The parameters of the page's address; AppTest holds one value as text or as a list."""
    given = at.query_params.items()
    return {name: v if isinstance(v, str) else ",".join(v) for name, v in given}
