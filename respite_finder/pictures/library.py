"""matplotlib, imported once and in silence: nothing of it stays on the disk, nothing is said.

While it is imported, matplotlib lists the system's typefaces and keeps the list in the user's
home. Our pictures need one typeface, whose files we name. So it gets a folder that is gone after
the import, unless somebody chose one (``MPLCONFIGDIR``) or has imported it before.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_VARIABLE: Final = "MPLCONFIGDIR"


@contextmanager
def _in_silence() -> Iterator[None]:
    if "matplotlib" in sys.modules or os.environ.get(_VARIABLE):
        yield
        return
    log = logging.getLogger("matplotlib")
    level = log.level
    with tempfile.TemporaryDirectory(prefix="respite-finder-") as folder:
        os.environ[_VARIABLE] = folder
        log.setLevel(logging.ERROR)
        try:
            yield
        finally:
            log.setLevel(level)
            del os.environ[_VARIABLE]


with _in_silence():
    from matplotlib import rc_context, rcParamsDefault
    from matplotlib.artist import Artist
    from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
    from matplotlib.collections import LineCollection
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.lines import Line2D
    from matplotlib.patches import PathPatch, Rectangle
    from matplotlib.path import Path
    from matplotlib.patheffects import withStroke
    from matplotlib.text import Text
    from matplotlib.transforms import Affine2D

__all__ = [
    "Affine2D",
    "Artist",
    "Figure",
    "FigureCanvasAgg",
    "FontProperties",
    "Line2D",
    "LineCollection",
    "Path",
    "PathPatch",
    "Rectangle",
    "RendererAgg",
    "Text",
    "rcParamsDefault",
    "rc_context",
    "withStroke",
]
