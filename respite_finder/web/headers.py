"""Strict headers on every answer: what a page may load, whom it tells, what it may ask for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FRAMES: Final = "/component/"
"""Below this path lie the frames of components: the map."""

_FIXED: Final[Mapping[str, str]] = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": (
        "geolocation=(self), accelerometer=(), autoplay=(), browsing-topics=(), "
        "camera=(), display-capture=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), "
        "midi=(), payment=(), serial=(), usb=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
}
_SAFE_HOST: Final = re.compile(r"[A-Za-z0-9.\-:\[\]]{1,255}")


class StrictHeaders:
    """ASGI middleware that puts the headers on every answer, the framework's too."""

    def __init__(self, app: ASGIApp, tiles: str, base: str = "") -> None:
        self.app = app
        self.tiles = tiles
        self.base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _FIXED.items():
                    headers[name] = value
                headers["Content-Security-Policy"] = content_security_policy(
                    scope["path"].removeprefix(self.base), _host(scope), self.tiles
                )
            await send(message)

        await self.app(scope, receive, with_headers)


def content_security_policy(path: str, host: str, tiles: str) -> str:
    """What a page at ``path`` may load: this server only.

    The framework writes styles into the page and loads its components' scripts as blobs. Only
    the map's frame may run a script that it was sent as text, and show pictures from the tile
    server (``tiles``: its URL), which it asks only when the visitor switches streets on.
    """
    in_frame = path.startswith(FRAMES)
    socket = f" ws://{host} wss://{host}" if host else ""
    rules = {
        "default-src": "'self'",
        "script-src": "'self' 'unsafe-inline' 'unsafe-eval'" if in_frame else "'self' blob:",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": f"'self' data: {_origin(tiles)}" if in_frame else "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": f"'self'{socket}",
        "frame-src": "'self'",
        "frame-ancestors": "'self'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _host(scope: Scope) -> str:
    """The host that was asked, for browsers to which 'self' does not mean its web socket."""
    for name, value in scope["headers"]:
        if name == b"host":
            host = value.decode("latin-1")
            return host if _SAFE_HOST.fullmatch(host) else ""
    return ""


def _origin(url: str) -> str:
    parts = urlsplit(url)
    # A tile server may be named by {s}, one of several.
    host = re.sub(r"\{[^}]*\}", "*", parts.netloc)
    return f"{parts.scheme}://{host}" if parts.netloc else ""
