"""The map and the bars as PNG files: made outside the page's run, when somebody asks for them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from respite_finder.app import coverage_state
from respite_finder.app.coverage_shown import Shown, colors_of, names_of, spots
from respite_finder.coverage.citation import dataset_version
from respite_finder.coverage.classes import UNKNOWN
from respite_finder.coverage.words import area_words, class_words, headline, measured_sentence
from respite_finder.i18n import _
from respite_finder.map_projection import Spot, layout
from respite_finder.service_types import spoken_types
from respite_finder.states import NATIONWIDE
from respite_finder.text import number_phrase

BARS_OF_STATE = 40
_INTERVAL = "places_per_million"
_KIND_OF_COUNTY = re.compile(
    r" (City and Borough|County|Parish|Borough|Census Area|Municipality|Municipio)$"
)


def of_bars(shown: Shown) -> bytes:
    """The ranked bars; of a state with many counties, those with the most people out of reach."""
    # Its library takes a second or two to load, and most visitors never ask for a picture.
    from respite_finder.pictures import bars_png  # noqa: PLC0415

    frame = shown.frame
    out = frame["uncovered_population"].tolist()
    rows = sorted(
        zip(names_of(shown), shown.values, range(len(frame)), strict=True),
        key=lambda row: -out[row[2]],
    )[: BARS_OF_STATE if shown.state else None]
    order = [number for _name, _value, number in rows]
    interval = shown.measure == _INTERVAL
    country = (_("The whole country"), shown.of_us)
    return bars_png(
        [name for name, _value, _number in rows],
        [value for _name, value, _number in rows],
        title=title(shown),
        subtitle=f"{subtitle(shown)} {_left_out(len(rows), len(frame))}".strip(),
        unit=shown.unit,
        source=source(),
        low=frame["places_per_million_low"].iloc[order].tolist() if interval else None,
        high=frame["places_per_million_high"].iloc[order].tolist() if interval else None,
        reference=None if shown.measure == "uncovered_population" else country,
    )


def of_map(shown: Shown, added: Sequence[Spot] = ()) -> bytes:
    """The map with its legend, the counted places and ``added``, those that might be."""
    from respite_finder.pictures import map_png  # noqa: PLC0415

    found, names = shown.classes, names_of(shown)
    ids = [str(code) for code in shown.frame["county_fips" if shown.state else "state"]]
    labels = [_KIND_OF_COUNTY.sub("", name) for name in names] if shown.state else ids
    notes = [_("Dots are the places that are counted.")]
    if shown.state:
        notes.append(_("Dots beside the state are in other states. They count too."))
    if added:
        notes.append(_("Diamonds are places that might be; the figures are without them."))
    return map_png(
        layout(shown.state or NATIONWIDE),
        dict(zip(ids, found.of.tolist(), strict=True)),
        colors_of(shown, dark=False),
        title=title(shown),
        subtitle=subtitle(shown),
        legend_title=coverage_state.measure_words(shown.measure),
        legend=[class_words(found, number, shown.unit) for number in range(found.count)],
        source=source(),
        no_figure=class_words(found, UNKNOWN, shown.unit),
        labels=dict(zip(ids, labels, strict=True)),
        places=spots(shown),
        added=added,
        notes=notes,
    )


def title(shown: Shown) -> str:
    """What a picture shows, and where."""
    return _("{measure}: {area}").format(
        measure=coverage_state.measure_words(shown.measure),
        area=area_words(shown.state or NATIONWIDE),
    )


def subtitle(shown: Shown) -> str:
    """The picture's message, and how miles were measured and what counts."""
    kinds = spoken_types()
    named = ", ".join(kinds[kind].plural for kind in kinds if kind in shown.query.service_types)
    counted = _("Counted: {kinds}.").format(kinds=named)
    return " ".join((headline(shown.area, shown.query), measured_sentence(shown.query), counted))


def _left_out(count: int, of: int) -> str:
    if count == of:
        return ""
    words = _("Shown: the {count} counties with the most people out of reach, of {all}.")
    return words.format(count=number_phrase(count), all=number_phrase(of))


def source() -> str:
    """Where the figures come from."""
    return _(
        "The places are those of respite_finder, version {version}. "
        "People by ZIP code: US Census estimates of July 2020. Puerto Rico: the count of 2010."
    ).format(version=dataset_version())
