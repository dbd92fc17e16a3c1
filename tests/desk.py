"""What tests of my list share: the page opened by a link, and what stands on it."""

from __future__ import annotations

import re

from streamlit.testing.v1 import AppTest

from respite_finder.app import pages
from visiting import html


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


def press(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception
    return at


def names(at: AppTest) -> list[str]:
    """The places of the list as the page shows them, from the top."""
    return re.findall(r'<article class="card compact" aria-label="([^"]+)"', html(at))


def list_link(at: AppTest) -> str:
    """What the link to the list says on top of the page."""
    found = [link.proto.label for link in at.get("page_link")]
    return next(label for label in found if re.match("My list|Mi lista", label))
