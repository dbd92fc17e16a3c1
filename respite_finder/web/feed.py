"""``/changes.atom``, ``/changes/MA.atom?lang=es``: what changed in the data, for feed readers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from respite_finder import i18n
from respite_finder.coverage.releases import read_published
from respite_finder.errors import DataError, FileError
from respite_finder.i18n import SOURCE, _
from respite_finder.news import Feed, atom_feed, published_news
from respite_finder.news.atom import MEDIA_TYPE
from respite_finder.news.published import published_at
from respite_finder.settings import ADDRESS
from respite_finder.states import NATIONWIDE, STATE_NAMES
from respite_finder.web.assets import base_path

_HOST: Final = re.compile(
    r"[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](?::[0-9]{1,5})?"
)
_ASK_AGAIN: Final = {"Cache-Control": "no-cache"}


def feed_routes(base: str = "") -> list[BaseRoute]:
    """The routes to hand to ``st.App``; ``base`` is the path that the app is served below."""
    below = base_path(base)

    def serve(request: Request) -> Response:
        asked = request.query_params.get("lang", "")
        with i18n.speaking(asked if asked in i18n.languages() else SOURCE):
            state = request.path_params.get("state", "")
            if state and state not in (*STATE_NAMES, NATIONWIDE):
                words = _("There is no feed here. Use the two letters of a state: changes/MA.atom.")
                return PlainTextResponse(words, status_code=404, headers=_ASK_AGAIN)
            try:
                body, changed = _feed(_root(request, below), state)
            except (DataError, FileError):
                words = _("The list of changes cannot be read. This is our mistake, not yours.")
                return PlainTextResponse(words, status_code=503, headers=_ASK_AGAIN)
            return _answer(request.headers, body, changed, i18n.current().code)

    return [
        Route(f"{below}/changes.atom", serve),
        Route(f"{below}/changes/{{state}}.atom", serve),
    ]


def _feed(root: str, state: str) -> tuple[bytes, datetime]:
    events = published_news()
    shown = [event for event in events if state in ("", event.state)]
    published = read_published()
    feed = Feed(root, state, since=published.latest.date)
    return atom_feed(feed, shown), published_at()


def _answer(asked: Mapping[str, str], body: bytes, changed: datetime, language: str) -> Response:
    """The feed, or 304 where the reader has it as it is."""
    # Weak: it is sent packed or not.
    etag = f'W/"{sha256(body).hexdigest()[:32]}"'
    headers = {
        **_ASK_AGAIN,
        "ETag": etag,
        "Last-Modified": format_datetime(changed, usegmt=True),
        "Content-Language": language,
    }
    if _has_it(asked, etag, changed):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=MEDIA_TYPE, headers=headers)


def _has_it(asked: Mapping[str, str], etag: str, changed: datetime) -> bool:
    """Whether the conditions of a request hold (RFC 9110: a tag counts before a date)."""
    if tags := asked.get("if-none-match", ""):
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return "*" in known or etag.removeprefix("W/") in known
    try:
        since = parsedate_to_datetime(asked.get("if-modified-since", ""))
    except ValueError:
        return False
    # A date without a zone is one of another form than HTTP's.
    return since.tzinfo is not None and changed <= since


def _root(request: Request, below: str) -> str:
    """The finder's address: as it is set, else as it was asked; a path if that host is strange."""
    if address := ADDRESS.value():
        return address.rstrip("/")
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host}{below}" if _HOST.fullmatch(host) else below
