"""``map_png``: areas coloured by class on the plane of ``map_projection``, with its legend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely

from respite_finder.i18n import _, ngettext
from respite_finder.map_projection import Layout, Shape, label_spot
from respite_finder.pictures.library import Path, PathPatch
from respite_finder.pictures.style import (
    DARK,
    LIGHT,
    MARGIN,
    WIDTH,
    Sheet,
    one_at_a_time,
    plain,
    shortened,
    text_width,
)
from respite_finder.pictures.words import ROOM, words_around

Spot = tuple[float, float, str]
"""Latitude, longitude (WGS 84 degrees) and postal code of the state."""

MOST_HEIGHT: Final = 1300
"""Of the map itself: a tall state is drawn smaller, not on a taller picture."""
LABEL_SIZE: Final = 19
LEGEND_SIZE: Final = 22
_SWATCH: Final = (44, 26)
_PITCH: Final = 44
_DOT: Final = 7.0
_ADDED: Final = {False: "#a01d4f", True: "#ff9dc0"}


@dataclass(frozen=True, slots=True)
class _Plane:
    """Map units to units of the picture."""

    scale: float
    left: float
    bottom: float

    def x(self, x: float) -> float:
        return self.left + x * self.scale

    def y(self, y: float) -> float:
        return self.bottom - y * self.scale


def map_png(
    layout: Layout,
    classes: Mapping[str, int],
    colors: Sequence[str],
    *,
    title: str,
    subtitle: str,
    legend_title: str,
    legend: Sequence[str],
    source: str,
    no_figure: str = "",
    labels: Mapping[str, str] | None = None,
    places: Sequence[Spot] = (),
    added: Sequence[Spot] = (),
    notes: Sequence[str] = (),
    description: str = "",
    width_px: int = WIDTH,
    dark: bool = False,
) -> bytes:
    """A map as a PNG file; the same input gives the same bytes.

    ``classes``: the class of each area by its id, -1 or missing where there is no figure; these
    areas are hatched, and ``no_figure`` says so in the legend. ``colors`` and ``legend``: of each
    class, its colour and its words. ``labels``: written where there is room. ``places`` are dots,
    ``added``, ones that might be, diamonds. Raises QueryError for a width beyond 320 to 6400.
    """
    with one_at_a_time():
        moved = _(
            "Alaska, Hawaii and Puerto Rico are moved. Alaska is drawn smaller, Puerto Rico larger."
        )
        around = words_around(title, subtitle, source, [*notes, moved] if layout.insets else notes)
        unknown = any(classes.get(shape.id, -1) < 0 for shape in layout.shapes())
        entries: list[tuple[str, str]] = list(zip(colors, legend, strict=True))
        if unknown and no_figure:
            entries.append(("", no_figure))
        rows = _legend_rows([words for _color, words in entries])
        scale = min(ROOM / layout.width, MOST_HEIGHT / layout.height)
        top = around.above + _PITCH * (len(rows) + 1) + 16
        high = layout.height * scale
        plane = _Plane(scale, (WIDTH - layout.width * scale) / 2, top + high)
        sheet = Sheet(top + high + around.below, DARK if dark else LIGHT, width_px)
        around.draw(sheet)
        _draw_legend(sheet, around.above, plain(legend_title), rows, entries)
        _draw_areas(sheet, plane, layout.shapes(), classes, colors)
        for left, bottom, right, upper in layout.insets:
            corners = [(left, bottom), (right, bottom), (right, upper), (left, upper)]
            frame = [(plane.x(x), plane.y(y)) for x, y in [*corners, corners[0]]]
            sheet.line(frame, sheet.theme.quiet, 1.2, dashes=(6, 6))
        _draw_labels(sheet, plane, layout.shapes(), labels or {})
        _draw_spots(sheet, plane, layout, places, added, dark=dark)
        told = description or _told(title, subtitle, legend_title, legend, classes)
        return sheet.png(title=title, source=source, description=told)


def _legend_rows(words: Sequence[str]) -> list[list[int]]:
    """Which entries stand in which row, as many as fit."""
    rows: list[list[int]] = []
    used = 0.0
    for number, text in enumerate(words):
        wide = _SWATCH[0] + 14 + text_width(plain(text), LEGEND_SIZE) + 36
        if not rows or used + wide > ROOM:
            rows.append([])
            used = 0.0
        rows[-1].append(number)
        used += wide
    return rows


def _draw_legend(
    sheet: Sheet,
    top: float,
    title: str,
    rows: Sequence[Sequence[int]],
    entries: Sequence[tuple[str, str]],
) -> None:
    y = top + LEGEND_SIZE
    sheet.text(MARGIN, y, shortened(title, LEGEND_SIZE, ROOM, "SemiBold"), LEGEND_SIZE, "SemiBold")
    for row in rows:
        y += _PITCH
        x = float(MARGIN)
        for number in row:
            color, words = entries[number]
            box_top = y - LEGEND_SIZE * 0.35 - _SWATCH[1] / 2
            if color:
                sheet.box(x, box_top, *_SWATCH, color, sheet.theme.quiet)
            else:
                _hatched(sheet, _rectangle(x, box_top, *_SWATCH))
            x += _SWATCH[0] + 14
            sheet.text(x, y, shortened(plain(words), LEGEND_SIZE, ROOM), LEGEND_SIZE)
            x += text_width(plain(words), LEGEND_SIZE) + 36


def _draw_areas(
    sheet: Sheet,
    plane: _Plane,
    shapes: Sequence[Shape],
    classes: Mapping[str, int],
    colors: Sequence[str],
) -> None:
    for shape in shapes:
        number = classes.get(shape.id, -1)
        path = _path(shape.geometry, plane)
        if number < 0:
            _hatched(sheet, path)
            continue
        patch = PathPatch(path, facecolor=colors[number], edgecolor=sheet.theme.faint)
        patch.set(linewidth=0.9, joinstyle="round")
        sheet.add(patch)


def _hatched(sheet: Sheet, path: Path) -> None:
    patch = PathPatch(path, facecolor=sheet.theme.paper, edgecolor=sheet.theme.quiet, hatch="////")
    patch.set(linewidth=0.6, joinstyle="round")
    sheet.add(patch)


def _rectangle(x: float, y: float, wide: float, high: float) -> Path:
    return Path([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y)], closed=True)


def _path(geometry: shapely.Geometry, plane: _Plane) -> Path:
    """A polygon of polygons as one path, holes included."""
    rings = [
        ring
        for polygon in shapely.get_parts(geometry)
        for ring in (polygon.exterior, *polygon.interiors)
    ]
    parts = []
    for ring in rings:
        corners = shapely.get_coordinates(ring)
        moved = np.column_stack([plane.x(corners[:, 0]), plane.y(corners[:, 1])])
        parts.append(Path(moved, closed=True))
    return Path.make_compound_path(*parts)


def _draw_labels(
    sheet: Sheet, plane: _Plane, shapes: Sequence[Shape], labels: Mapping[str, str]
) -> None:
    """Words where the shape has room for them; none is cut."""
    for shape in shapes:
        words = plain(labels.get(shape.id, ""))
        if not words:
            continue
        x, y, room = label_spot(shape.geometry)
        half = text_width(words, LABEL_SIZE, "SemiBold") / 2
        if np.hypot(half, LABEL_SIZE / 2) > room * plane.scale * 1.15:
            continue
        at = plane.y(y) + LABEL_SIZE * 0.35
        theme = sheet.theme
        sheet.text(plane.x(x), at, words, LABEL_SIZE, "SemiBold", align="center", halo=theme.paper)


def _draw_spots(
    sheet: Sheet,
    plane: _Plane,
    layout: Layout,
    places: Sequence[Spot],
    added: Sequence[Spot],
    *,
    dark: bool,
) -> None:
    for spots, size, diamond in ((places, _DOT, False), (added, _DOT * 1.7, True)):
        for lat, lon, state in dict.fromkeys(spots):
            at_x, at_y = layout.project(lat, lon, state)
            x, y = float(at_x), float(at_y)
            if not (0 <= x <= layout.width and 0 <= y <= layout.height):
                continue
            middle = plane.x(x), plane.y(y)
            shape = _diamond(middle, size) if diamond else Path.circle(middle, size)
            edge = _ADDED[dark] if diamond else sheet.theme.paper
            face = sheet.theme.paper if diamond else sheet.theme.ink
            patch = PathPatch(shape, facecolor=face, edgecolor=edge)
            patch.set(linewidth=3 if diamond else 1.4)
            sheet.add(patch)


def _diamond(middle: tuple[float, float], size: float) -> Path:
    x, y = middle
    return Path(
        [(x, y - size), (x + size, y), (x, y + size), (x - size, y), (x, y - size)], closed=True
    )


def _told(
    title: str,
    subtitle: str,
    legend_title: str,
    legend: Sequence[str],
    classes: Mapping[str, int],
) -> str:
    """The map's message in words: how many areas are in each class."""
    held = [sum(number == at for number in classes.values()) for at in range(len(legend))]
    counted = [
        ngettext("{words}: {count} area", "{words}: {count} areas", count).format(
            words=words, count=count
        )
        for words, count in zip(legend, held, strict=True)
        if count
    ]
    parts = [
        title,
        subtitle,
        _("Map. {measure}: {classes}").format(measure=legend_title, classes="; ".join(counted)),
    ]
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)
