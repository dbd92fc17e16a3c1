"""What every answer passes through: headers, compression, pace, uploads, the first screen."""

from __future__ import annotations

import logging

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from respite_finder import settings
from respite_finder.tiles import street_tiles
from respite_finder.web.assets import base_path
from respite_finder.web.first_screen import FirstScreen
from respite_finder.web.headers import StrictHeaders
from respite_finder.web.pace import Pace
from respite_finder.web.upload_gate import UploadGate

_WORTH_COMPRESSING = 1000
_log = logging.getLogger(__name__)


def page_middleware(base: str = "") -> list[Middleware]:
    """The middleware to hand to ``st.App``, the outermost first; tells of settings that are bad.

    ``base`` is the path that the app is served below.
    """
    below = base_path(base)
    for words in settings.problems():
        _log.warning(words)
    return [
        Middleware(StrictHeaders, tiles=street_tiles().url, base=below),
        # The framework leaves its three megabytes of scripts as they are.
        Middleware(GZipMiddleware, minimum_size=_WORTH_COMPRESSING),
        Middleware(Pace),
        Middleware(UploadGate, base=below),
        Middleware(FirstScreen, base=below),
    ]
