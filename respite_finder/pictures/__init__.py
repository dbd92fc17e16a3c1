"""Pictures for a paper, a slide or a report: maps and charts as PNG files, made without a browser.

The only room that imports matplotlib, which takes a second or two: it is loaded when the first
picture is made, not when this package is imported.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from respite_finder.pictures.area_map import map_png
    from respite_finder.pictures.bars import bars_png

__all__ = ["bars_png", "map_png"]

_HOME: Final = {"bars_png": "bars", "map_png": "area_map"}


def __getattr__(name: str) -> Any:
    """The function, its module loaded at the first asking."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
