"""``map_png``: a map of areas, coloured by the class of each, hatched where there is no figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import shapely

from respite_finder.coverage.classes import UNKNOWN
from respite_finder.coverage.palette import NO_FIGURE
from respite_finder.distance import Floats
from respite_finder.i18n import _, ngettext
from respite_finder.map_projection import Layout, Spot, label_spot
from respite_finder.pictures.legend import Entry, Legend
from respite_finder.pictures.style import (
    DARK,
    LIGHT,
    MARGIN,
    WIDTH,
    Sheet,
    Theme,
    one_at_a_time,
    plain,
    text_width,
)
from respite_finder.pictures.words import words_around
from respite_finder.text import number_phrase

_MOST_HEIGHT: Final = 1150
_LABEL_SIZE: Final = 18
_SPOT_SIZE: Final = 13
_ADDED: Final = {False: "#a01d4f", True: "#ff9dc0"}
"""The rim of what might be, as on the page, by dark or light."""
_HATCH: Final = 11
_CLOSED: Final = 1.0
_MIDDLE_LUMINANCE: Final = 0.21
"""As far from white as from our ink, as contrast goes (WCAG 2.2)."""
_TRIES: Final = ((0, 0), (0, -0.8), (0, 0.8), (-0.5, 0), (0.5, 0), (0, -1.6), (0, 1.6))
"""Where a name may stand, in its own widths and heights from where there is most room."""
_BELOW_LEGEND: Final = 24


class _Plane:
    """Map units as units of the picture: as large as there is room, in the middle of it."""

    def __init__(self, layout: Layout, top: float) -> None:
        self.scale = min((WIDTH - 2 * MARGIN) / layout.width, _MOST_HEIGHT / layout.height)
        self.height = layout.height * self.scale
        self._left = (WIDTH - layout.width * self.scale) / 2
        self._bottom = top + self.height

    def __call__(self, units: Floats) -> Floats:
        """Points of shape (n, 2); y upwards becomes y downwards."""
        return np.column_stack(
            (self._left + units[:, 0] * self.scale, self._bottom - units[:, 1] * self.scale)
        )


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
    """A map as a PNG file.

    ``classes`` is the class of each area by the id of its shape in the layout; an area of class
    ``UNKNOWN`` is hatched, as ``no_figure`` says in the legend; so is one that is not in it.
    ``colors`` and ``legend`` (words) have an item for each class, from the least to the most.
    ``labels`` are written where they fit, by id. ``places`` are dots, ``added`` diamonds; those
    beyond the map are left out. ``description`` is the alternative text; without one it is made
    from the classes. The same input gives the same bytes.

    Raises ValueError if colours and words differ in number, or a class has none; QueryError for a
    width beyond 320 to 6400 pixels.

    >>> from respite_finder.map_projection import us_layout
    >>> made = map_png(us_layout(), {"MA": 1, "NY": 0}, ("#f6efe2", "#257c6f"), title="Reach",
    ...                subtitle="", legend_title="Share", legend=["none", "some"], source="")
    >>> made[1:4]
    b'PNG'
    """
    if len(colors) != len(legend) or not all(
        UNKNOWN <= of < len(colors) for of in classes.values()
    ):
        message = f"{len(colors)} colours and {len(legend)} words of a legend: give one a class"
        raise ValueError(message)
    of = {shape.id: int(classes.get(shape.id, UNKNOWN)) for shape in layout.shapes()}
    words_of_none = _of_none(of, classes, no_figure)
    entries = [Entry(color, words) for color, words in zip(colors, legend, strict=True)]
    if UNKNOWN in of.values():
        entries.append(Entry(NO_FIGURE[dark], words_of_none, hatched=True))
    with one_at_a_time():
        theme = DARK if dark else LIGHT
        around = words_around(title, subtitle, source, (*notes, *_about_insets(layout)))
        key = Legend(legend_title, entries)
        top = around.above + key.height + _BELOW_LEGEND
        plane = _Plane(layout, top)
        sheet = Sheet(top + plane.height + around.below, theme, width_px)
        around.draw(sheet)
        key.draw(sheet, around.above)
        _draw_areas(sheet, plane, layout, of, colors, NO_FIGURE[dark])
        dots, diamonds = plane(layout.spots(places)), plane(layout.spots(added))
        both = np.concatenate((dots, diamonds))
        _draw_labels(sheet, plane, layout, of, colors, labels or {}, both)
        sheet.marks(dots, "o", _SPOT_SIZE, theme.ink, theme.paper)
        sheet.marks(diamonds, "D", _SPOT_SIZE + 3, theme.paper, _ADDED[dark])
        told = [*(entry.words for entry in entries), words_of_none]
        said = description or _told(title, subtitle, legend_title, told, list(of.values()))
        return sheet.png(title=title, source=source, description=said)


def _draw_areas(
    sheet: Sheet,
    plane: _Plane,
    layout: Layout,
    of: Mapping[str, int],
    colors: Sequence[str],
    no_figure: str,
) -> None:
    theme = sheet.theme
    drawn = {one.id: shapely.transform(one.geometry, plane) for one in layout.shapes()}
    for code, geometry in drawn.items():
        color = colors[of[code]] if of[code] >= 0 else no_figure
        sheet.area(geometry, color, _edge(color, theme), 1.2)
    unknown = [geometry for code, geometry in drawn.items() if of[code] < 0]
    if unknown:
        _draw_hatching(sheet, shapely.union_all(unknown))
        for geometry in unknown:
            sheet.area(geometry, "none", theme.faint, 1.2)
    # Neighbours do not share every point: what is thinner than two units between them is closed.
    whole = shapely.union_all(list(drawn.values())).buffer(_CLOSED).buffer(-_CLOSED)
    sheet.area(whole, "none", theme.quiet, 1.1)
    for left, bottom, right, top in layout.insets:
        corners = plane(np.array([(left, bottom), (right, top)]))
        (west, south), (east, north) = corners
        ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
        sheet.line(ring, theme.faint, 1.5)


def _draw_hatching(sheet: Sheet, geometry: shapely.Geometry) -> None:
    """Lines at 45 degrees, at the same distance on every area."""
    west, north, east, south = shapely.bounds(geometry)
    tall = south - north
    starts = np.arange(np.floor((west - tall) / _HATCH) * _HATCH, east, _HATCH)
    ends = [[(x, south), (x + tall, north)] for x in starts]
    inside = shapely.intersection(shapely.MultiLineString(ends), geometry)
    parts = shapely.get_parts(inside)
    lines = parts[shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING]
    sheet.lines([shapely.get_coordinates(line) for line in lines], sheet.theme.quiet, 1.2)


def _draw_labels(
    sheet: Sheet,
    plane: _Plane,
    layout: Layout,
    of: Mapping[str, int],
    colors: Sequence[str],
    labels: Mapping[str, str],
    spots: Floats,
) -> None:
    """Names where they fit into their area, beside the spots (shape (n, 2)).

    They are dark on pale colours and pale on dark ones.
    """
    taken = shapely.MultiPoint(spots).buffer(_SPOT_SIZE * 0.6)
    for shape in layout.shapes():
        words = plain(labels.get(shape.id, ""))
        if not words:
            continue
        wide, high = text_width(words, _LABEL_SIZE, "SemiBold") + 6, _LABEL_SIZE * 0.9
        free = shapely.difference(shapely.transform(shape.geometry, plane), taken)
        x, y, _room = label_spot(shape.geometry)
        ((x, y),) = plane(np.array([(x, y)]))
        for aside, up in _TRIES:
            at_x, at_y = x + aside * wide, y + up * high
            box = shapely.box(at_x - wide / 2, at_y - high / 2, at_x + wide / 2, at_y + high / 2)
            if free.contains(box):
                known = of[shape.id] >= 0
                back = colors[of[shape.id]] if known else sheet.theme.paper
                sheet.text(
                    at_x,
                    at_y + _LABEL_SIZE * 0.36,
                    words,
                    _LABEL_SIZE,
                    "SemiBold",
                    color=LIGHT.paper if _luminance(back) < _MIDDLE_LUMINANCE else LIGHT.ink,
                    align="center",
                    halo=None if known else back,
                )
                break


def _edge(color: str, theme: Theme) -> str:
    """What parts two areas of this colour best: the paper, or a faint line."""

    def contrast(other: str) -> float:
        one, two = _luminance(color) + 0.05, _luminance(other) + 0.05
        return max(one, two) / min(one, two)

    return max((theme.paper, theme.faint), key=contrast)


def _luminance(color: str) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2), 0 to 1."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _of_none(of: Mapping[str, int], classes: Mapping[str, int], no_figure: str) -> str:
    """What hatching means: why a value is unknown, or that there is none, or both."""
    missing = _("no figure")
    if set(of) <= set(classes):
        return no_figure or missing
    told = any(classes.get(code) == UNKNOWN for code in of)
    return f"{no_figure}; {missing}" if told and no_figure else missing


def _about_insets(layout: Layout) -> list[str]:
    if not layout.insets:
        return []
    return [
        _(
            "Alaska, Hawaii and Puerto Rico are moved to fit. "
            "Alaska is drawn smaller and Puerto Rico larger than the other states."
        )
    ]


def _told(
    title: str, subtitle: str, legend_title: str, words: Sequence[str], of: Sequence[int]
) -> str:
    """The map's message in words: how many areas each class has. The last words are of none."""
    numbers = [*range(len(words) - 1), UNKNOWN]
    parts = []
    for number in numbers:
        count = of.count(number)
        if count:
            name = words[number] if number >= 0 else words[-1]
            areas = ngettext("{count} area", "{count} areas", count)
            parts.append(f"{name}, {areas.format(count=number_phrase(count))}")
    shown = _("Map. {measure}: {classes}.").format(measure=legend_title, classes="; ".join(parts))
    told = [part if part[-1] in ".!?" else f"{part}." for part in (title, subtitle) if part]
    return " ".join((*told, shown))
