"""Ask an ASGI app without a network: one request, and all that it answers."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message

from respite_finder.web.assets import ICON, asset_routes, base_path
from respite_finder.web.middleware import page_middleware

EMPTY_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><link rel="shortcut icon" href="./favicon.png"/>'
    "<title>Streamlit</title><script>window.early = 1</script>"
    '<script type="module" src="./static/js/index.js"></script></head>'
    '<body><noscript>You need scripts.</noscript><div id="root"></div></body></html>'
)
"""As the framework sends it."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Headers
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


def ask(app: ASGIApp, path: str = "/", method: str = "GET", **headers: str) -> Answer:
    """One request; ``accept_language="es"`` is the header Accept-Language."""
    path, _, query = path.partition("?")
    sent: list[Message] = []
    asked: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        if not asked:
            await asyncio.Event().wait()  # the visitor stays until all is there
        return asked.pop()

    async def send(message: Message) -> None:
        sent.append(message)

    pairs = [(k.replace("_", "-").encode(), v.encode("latin-1")) for k, v in headers.items()]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode("latin-1"),
        "root_path": "",
        "headers": pairs,
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 80),
    }
    asyncio.run(asyncio.wait_for(app(scope, receive, send), 30))
    start, *rest = sent
    body = b"".join(message.get("body", b"") for message in rest)
    return Answer(start["status"], Headers(raw=start["headers"]), body)


def our_app(base: str = "") -> Starlette:
    """Our routes and middleware around pages like the framework's, below a path or not."""
    below = base_path(base)

    def index(_: Request) -> HTMLResponse:
        return HTMLResponse(EMPTY_PAGE, headers={"ETag": '"1"', "Last-Modified": "yesterday"})

    def streamed(_: Request) -> StreamingResponse:
        parts = (part.encode() for part in (EMPTY_PAGE[:90], EMPTY_PAGE[90:]))
        return StreamingResponse(parts, media_type="text/html")

    def events(_: Request) -> StreamingResponse:
        return StreamingResponse(iter([b"one ", b"two"]), media_type="text/event-stream")

    return Starlette(
        routes=[
            *asset_routes(base),
            Route(f"{below}/component/map/index.html", index),
            Route("/favicon.png", lambda _: FileResponse(ICON)),
            Route("/manifest.json", lambda _: PlainTextResponse("{}", media_type="text/json")),
            Route("/_stcore/health", lambda _: PlainTextResponse("ok")),
            Route("/events", events),
            Route("/streamed", streamed),
            Route(f"{below}/", index),
            Route(f"{below}/lines", index),
        ],
        middleware=page_middleware(base),
    )
