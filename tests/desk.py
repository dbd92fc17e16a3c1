"""What tests of my list share: the page opened by a link, and what stands on it."""

from __future__ import annotations

import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

from respite_finder.app import pages

MAIN = Path(__file__).resolve().parents[1] / "respite_finder" / "app" / "main.py"
SECONDS = 60


def visit() -> AppTest:
    """A new visitor, on the first page."""
    return AppTest.from_file(str(MAIN), default_timeout=SECONDS).run()


def open_list(at: AppTest, places: str | None = None, **params: str) -> AppTest:
    """Go to the page of the list, by a link with ``places`` if there is one."""
    at.switch_page(pages.DESK)
    at.query_params.clear()
    if places is not None:
        at.query_params["places"] = places
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


def press(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception
    return at


def html(at: AppTest) -> str:
    return "\n".join(block.value for block in at.get("html"))


def names(at: AppTest) -> list[str]:
    """The places of the list as the page shows them, from the top."""
    return re.findall(r'<article class="card compact" aria-label="([^"]+)"', html(at))


def address(at: AppTest) -> dict[str, str]:
    """The parameters of the page's address; AppTest holds one value as text or as a list."""
    given = at.query_params.items()
    return {name: v if isinstance(v, str) else ",".join(v) for name, v in given}


def list_link(at: AppTest) -> str:
    """What the link to the list says on top of the page."""
    found = [link.proto.label for link in at.get("page_link")]
    return next(label for label in found if re.match("My list|Mi lista", label))
