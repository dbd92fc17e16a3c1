"""What all our pictures share: colours of paper and ink, the typeface, the file.

A picture is drawn in units of its own: 1,600 across, y downwards, whatever its width in pixels.
"""

from __future__ import annotations

import io
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import shapely
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from respite_finder.distance import Floats
from respite_finder.errors import QueryError
from respite_finder.export.about import LICENCE
from respite_finder.pictures.library import (
    Affine2D,
    Artist,
    Figure,
    FigureCanvasAgg,
    FontProperties,
    Line2D,
    LineCollection,
    Path,
    PathPatch,
    Rectangle,
    RendererAgg,
    Text,
    rc_context,
    rcParamsDefault,
    withStroke,
)
from respite_finder.referral.typeface import FOLDER, printable

WIDTH: Final = 1600
MARGIN: Final = 64
LEAST_WIDTH_PX, MOST_WIDTH_PX = 320, 6400
Weight = Literal["Regular", "SemiBold", "Bold"]
_DPI: Final = 100
_POINTS: Final = 72 / _DPI
_LOCK: Final = threading.Lock()
_OURS: Final = ("agg", "figure", "font", "hatch", "lines", "patch", "path", "text")
"""The groups of matplotlib's settings that can change how a picture of ours looks."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of everything but the data."""

    paper: str
    ink: str
    quiet: str
    faint: str
    bar: str


LIGHT: Final = Theme(
    paper="#ffffff", ink="#24211c", quiet="#5b564d", faint="#cfc9bd", bar="#2b8a7a"
)
DARK: Final = Theme(paper="#1a1d1c", ink="#f2eee6", quiet="#bdb7ab", faint="#4a4e4b", bar="#3f9c8c")


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Draw with matplotlib's own settings, not with the user's. They are global, hence the lock.

    Another thread that draws with matplotlib itself must not do so meanwhile.
    """
    ours = {name: rcParamsDefault[name] for name in rcParamsDefault if name.startswith(_OURS)}
    with _LOCK, rc_context(ours | {"text.hinting": "none", "text.parse_math": False}):
        yield


def plain(text: str) -> str:
    r"""The text as one line of what the typeface can show.

    >>> plain("Doña  Ana\n$5 😀"), plain("Kau\u0061\u0300i")
    ('Doña Ana $5', 'Kauài')
    """
    whole = " ".join(unicodedata.normalize("NFC", text).split())
    return " ".join(printable(whole).replace("\u200b", "").split())


@lru_cache(maxsize=64)
def font(size: float, weight: Weight = "Regular") -> FontProperties:
    """Open Sans from its own file, ``size`` in units of the picture."""
    return FontProperties(fname=FOLDER / f"OpenSans-{weight}.ttf", size=size * _POINTS)


def text_width(words: str, size: float, weight: Weight = "Regular") -> float:
    """How wide one line is, in units of the picture."""
    measure = _ruler().get_text_width_height_descent
    wide, *_ = measure(words, font(size, weight), ismath=False)  # type: ignore[no-untyped-call]
    return float(wide)


def shortened(words: str, size: float, room: float, weight: Weight = "Regular") -> str:
    """The words, cut with an ellipsis where there is no room for them."""
    if text_width(words, size, weight) <= room:
        return words
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        fits = text_width(words[:middle].rstrip() + "…", size, weight) <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    return words[:low].rstrip() + "…"


def lines_of(
    text: str, size: float, room: float, weight: Weight = "Regular", *, most: int = 4
) -> list[str]:
    """The text in at most so many lines; what is too long ends with an ellipsis."""
    lines: list[str] = []
    words = plain(text).split(" ") if plain(text) else []
    while words and len(lines) < most:
        if len(lines) == most - 1:
            lines.append(shortened(" ".join(words), size, room, weight))
            break
        taken = 1
        while taken < len(words):
            if text_width(" ".join(words[: taken + 1]), size, weight) > room:
                break
            taken += 1
        lines.append(shortened(" ".join(words[:taken]), size, room, weight))
        words = words[taken:]
    return lines


class Sheet:
    """A picture in the making: add artists, then ask for its bytes."""

    def __init__(self, height: float, theme: Theme, width_px: int = WIDTH) -> None:
        if not LEAST_WIDTH_PX <= width_px <= MOST_WIDTH_PX:
            expected = f"give pixels from {LEAST_WIDTH_PX} to {MOST_WIDTH_PX}."
            raise QueryError("width", width_px, expected)
        scale = width_px / WIDTH
        self.theme, self.height = theme, height
        self.size = (width_px, round(height * scale))
        dpi = _DPI * scale
        # A hundredth of a pixel, so that 1600 / 100 * 100 is never 1599.
        inches = [(side + 0.01) / dpi for side in self.size]
        self.figure = Figure((inches[0], inches[1]), dpi, facecolor=theme.paper, edgecolor="none")
        self.canvas = FigureCanvasAgg(self.figure)
        self.plane = Affine2D().scale(scale, -scale).translate(0, self.size[1])

    def add(self, artist: Artist) -> None:
        """Draw it over all that was added before; its data are units of the picture."""
        artist.set_zorder(0)
        artist.set_transform(self.plane)
        self.figure.add_artist(artist)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        weight: Weight = "Regular",
        *,
        color: str | None = None,
        align: Literal["left", "center", "right"] = "left",
        halo: str | None = None,
    ) -> None:
        """One line of text whose letters stand on ``y``; a halo parts it from what is below."""
        around = [withStroke(linewidth=5 * _POINTS, foreground=halo)] if halo else None
        text = Text(x, y, words, color=color or self.theme.ink, fontproperties=font(size, weight))
        text.set(ha=align, va="baseline", parse_math=False, usetex=False, path_effects=around)
        self.add(text)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        color: str,
        width: float = 2,
        *,
        halo: str | None = None,
    ) -> None:
        """A line through the points, ``width`` in units of the picture."""
        xs, ys = zip(*points, strict=True)
        line = Line2D(xs, ys, color=color, linewidth=width * _POINTS, solid_capstyle="butt")
        if halo:
            line.set_path_effects([withStroke(linewidth=(width + 3) * _POINTS, foreground=halo)])
        self.add(line)

    def box(self, x: float, y: float, wide: float, high: float, color: str, edge: str = "") -> None:
        """A rectangle, its upper left corner at ``x``, ``y``."""
        rectangle = Rectangle((x, y), wide, high, facecolor=color)
        rectangle.set(edgecolor=edge or "none", linewidth=_POINTS if edge else 0)
        self.add(rectangle)

    def lines(self, lines: Sequence[Floats], color: str, width: float) -> None:
        """Many lines at once, each of shape (n, 2)."""
        self.add(LineCollection(list(lines), colors=color, linewidths=width * _POINTS))

    def area(self, geometry: shapely.Geometry, color: str, edge: str, width: float) -> None:
        """Polygons in units of the picture; ``"none"`` leaves them open."""
        patch = PathPatch(_path(geometry), facecolor=color, edgecolor=edge)
        patch.set(linewidth=width * _POINTS, joinstyle="round")
        self.add(patch)

    def marks(self, points: Floats, marker: str, size: float, color: str, rim: str) -> None:
        """A mark at each point (shape (n, 2)); its rim parts it from any colour below."""
        marks = Line2D(points[:, 0], points[:, 1], linestyle="none", marker=marker)
        marks.set(markersize=size * _POINTS, markerfacecolor=color)
        marks.set(markeredgecolor=rim, markeredgewidth=size / 5 * _POINTS)
        self.add(marks)

    def png(self, *, title: str, source: str, description: str) -> bytes:
        """The file: the same bytes for the same picture, no date, with words for machines."""
        self.canvas.draw()  # type: ignore[no-untyped-call]
        drawn = self.canvas.buffer_rgba()  # type: ignore[no-untyped-call]
        picture = Image.frombuffer("RGBA", self.size, drawn.tobytes())
        said = PngInfo()
        words = {"Title": title, "Description": description, "Source": source, "Licence": LICENCE}
        for key, value in words.items():
            said.add_text(key, _storable(value))
        out = io.BytesIO()
        pixels = round(self.figure.dpi)
        picture.convert("RGB").save(out, "PNG", pnginfo=said, dpi=(pixels, pixels), optimize=True)
        return out.getvalue()


@lru_cache(maxsize=1)
def _ruler() -> RendererAgg:
    canvas = FigureCanvasAgg(Figure((1, 1), _DPI))
    ruler: RendererAgg = canvas.get_renderer()  # type: ignore[no-untyped-call]
    return ruler


def _path(geometry: shapely.Geometry) -> Path:
    # Holes run the other way round than what they are in: so they stay open.
    polygons = shapely.get_parts(shapely.orient_polygons(geometry))
    rings = [
        Path(shapely.get_coordinates(ring), closed=True) for ring in shapely.get_rings(polygons)
    ]
    return Path.make_compound_path(*rings)


def _storable(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
