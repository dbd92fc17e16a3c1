"""The first screen, there before any script: whom to call, in the visitor's language.

On a slow phone the framework's scripts take seconds. The page that the server sends already holds
988 and the lines that are open at this minute; the app takes its place when it is ready. Who has
no scripts keeps it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from respite_finder import i18n
from respite_finder.errors import DataError, FileError
from respite_finder.i18n import _
from respite_finder.lines import open_now_first
from respite_finder.markup.header import header_html
from respite_finder.markup.line import line_rows_html
from respite_finder.settings import NEUTRAL_PAGE
from respite_finder.shipped import shipped_places

_NOT_PAGES: Final = ("/_stcore/", "/static/", "/assets/", "/component/", "/media/", "/print")
_FEED: Final = ".atom"
_WITH_LINES: Final = ("/", "/lines")
_LINES: Final = 4
_NOSCRIPT: Final = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_INLINE_SCRIPT: Final = re.compile(r"<script>.*?</script>", re.DOTALL)
_CONDITIONS: Final = {b"if-none-match", b"if-modified-since", b"accept-encoding", b"range"}


class FirstScreen:
    """ASGI middleware that puts the first screen into the framework's empty page."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self.base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "").removeprefix(self.base) or "/"
        if scope["type"] != "http" or path.startswith(_NOT_PAGES) or path.endswith(_FEED):
            await self.app(scope, receive, send)
            return
        # What is open changes by the minute: the page is always sent whole.
        plain = [pair for pair in scope["headers"] if pair[0] not in _CONDITIONS]
        held: list[Message] = []
        body = bytearray()

        async def hold_pages(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                held.append(message)
            elif not held:
                await send(message)
            else:
                body.extend(message.get("body", b""))
                if not message.get("more_body"):
                    lines = path in _WITH_LINES
                    await _send_page(held[0], bytes(body), scope, send, lines=lines)

        await self.app({**scope, "headers": plain}, receive, hold_pages)


def _is_page(start: Message) -> bool:
    return "html" in Headers(raw=start["headers"]).get("content-type", "")


async def _send_page(start: Message, body: bytes, scope: Scope, send: Send, *, lines: bool) -> None:
    made = body
    if scope["method"] == "GET":
        made = page(body.decode("utf-8"), _language(scope), lines=lines).encode()
    headers = MutableHeaders(raw=list(start["headers"]))
    for name in ("etag", "last-modified"):
        del headers[name]
    headers["Cache-Control"] = "no-store"
    if scope["method"] == "GET":
        headers["Content-Length"] = str(len(made))
    await send({**start, "headers": headers.raw})
    await send({"type": "http.response.body", "body": made})


def page(html: str, language: str, *, lines: bool) -> str:
    """The framework's page with our first screen, with ``lines`` or not, scripts and styles."""
    i18n.use(language)
    leave = escape(NEUTRAL_PAGE.value())
    news = escape(_("What changed"))
    head = (
        '<link rel="stylesheet" href="./assets/own/style.css">'
        '<link rel="stylesheet" href="./assets/own/marks.css">'
        '<link rel="stylesheet" href="./assets/own/coverage.css">'
        f'<script src="./assets/own/page.js" data-leave="{leave}" defer></script>'
        '<script src="./assets/own/coverage.js" defer></script>'
        '<link rel="alternate" type="application/atom+xml" href="./changes.atom" '
        f'title="{news}">'
    )
    html = _NOSCRIPT.sub("", _INLINE_SCRIPT.sub("", html))
    html = html.replace('<html lang="en">', f'<html lang="{escape(language)}">', 1)
    html = html.replace("./favicon.png", "./assets/own/icon.png", 1)
    title = escape(_("Respite finder"))
    html = re.sub(r"<title>.*?</title>", lambda _found: f"<title>{title}</title>", html)
    html = html.replace("</head>", f"{head}</head>", 1)
    return html.replace('<div id="root">', f'{first_screen(lines=lines)}<div id="root">', 1)


def first_screen(*, lines: bool) -> str:
    """The header, and the lines that are open now."""
    rows = _open_lines() if lines else ""
    wait = escape(_("The search is loading."))
    needs = escape(_("The search needs JavaScript. The phone numbers work without it."))
    return (
        f'<div id="first">{header_html()}'
        f'<div class="skeleton" role="status" aria-label="{wait}"></div>'
        f"<noscript><p>{needs}</p></noscript>{rows}</div>"
    )


def _open_lines() -> str:
    now = datetime.now(UTC)
    try:
        open_lines = open_now_first(shipped_places(), now, None, _LINES)
    except (DataError, FileError):
        return ""  # The app says what is wrong; 988 stands above.
    title = escape(_("Open now: somebody to talk to"))
    return f"<h2>{title}</h2>{line_rows_html(open_lines, now)}"


def _language(scope: Scope) -> str:
    asked: str = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[-1]
    if asked in i18n.languages():
        return asked
    return i18n.preferred(Headers(scope=scope).get("accept-language", ""))
