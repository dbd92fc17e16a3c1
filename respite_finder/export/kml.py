"""KML 2.2, for Google Earth and other globes."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final
from xml.etree import ElementTree as ET

import pandas as pd

from respite_finder.export.about import CREDIT, LICENCE, data_date
from respite_finder.export.gate import Record, publishable
from respite_finder.export.table import decimal, printable, records_of
from respite_finder.schema import COLUMNS
from respite_finder.service_types import service_types

NAMESPACE: Final = "http://www.opengis.net/kml/2.2"
_ASIDE = {
    "listed": "Not confirmed: call first.",
    "closed": "CLOSED.",
    "planned": "PLANNED, not open yet.",
}


def kml_document(places: pd.DataFrame) -> bytes:
    """A KML 2.2 document: a Placemark a record, coloured by the kind of help.

    Records with a point stand in the folder "Places"; those without one have a Placemark without
    a point in "By phone or by area". Every column that is known stands in ``ExtendedData``.
    """
    document = ET.Element("Document")
    _text(document, "name", "Places of respite_finder")
    as_of = data_date(places) or "not known"
    _text(document, "description", f"{CREDIT}. Licence: {LICENCE}. Latest check: {as_of}.")
    for kind, said in service_types().items():
        _style(document, kind, said.color)
    shown = publishable(places)
    located = shown["latitude"].notna()
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<kml xmlns="{NAMESPACE}">',
        # Written mark by mark, for a tree of ninety thousand places would not fit in memory.
        _written(document).removesuffix("</Document>"),
        *_folder("Places", shown.loc[located]),
        *_folder("By phone or by area", shown.loc[~located]),
        "</Document>",
        "</kml>",
    ]
    return "\n".join([*lines, ""]).encode()


def _folder(name: str, places: pd.DataFrame) -> Iterator[str]:
    yield f"<Folder><name>{name}</name>"
    for record in records_of(places):
        yield _written(_placemark(record))
    yield "</Folder>"


def _written(element: ET.Element) -> str:
    return ET.tostring(element, encoding="unicode")


def _style(document: ET.Element, kind: str, color: str) -> None:
    """No picture is named: a globe tints its own pin, and asks no other host for one."""
    style = ET.SubElement(document, "Style", id=kind)
    red, green, blue = color[1:3], color[3:5], color[5:7]
    _text(ET.SubElement(style, "IconStyle"), "color", f"ff{blue}{green}{red}")
    # The usual balloon shows names and data as HTML; the description alone is escaped for it.
    _text(ET.SubElement(style, "BalloonStyle"), "text", "$[description]")


def _placemark(record: Record) -> ET.Element:
    mark = ET.Element("Placemark", id=printable(record["place_id"]))
    _text(mark, "name", record["name"])
    _text(mark, "description", _description(record))
    _text(mark, "styleUrl", f"#{record['service_type']}")
    data = ET.SubElement(mark, "ExtendedData")
    for column in COLUMNS:
        value = record[column.name]
        if value is None or value is False:
            continue
        if column.type == "number":
            value = decimal(value)
        cell = ET.SubElement(data, "Data", name=column.name)
        _text(cell, "displayName", column.title)
        _text(cell, "value", "yes" if value is True else str(value))
    if record["latitude"] is not None:
        point = ET.SubElement(mark, "Point")
        at = (record["longitude"], record["latitude"])
        _text(point, "coordinates", ",".join(decimal(degrees) for degrees in at))
    return mark


def _description(record: Record) -> str:
    """What a balloon says, escaped for it: globes draw a description as HTML."""
    town = " ".join(record[name] or "" for name in ("state", "zip")).strip()
    lines = [
        record["name"],
        service_types()[record["service_type"]].name,
        _ASIDE.get(record["status"], ""),
        record["description"],
        ", ".join(part for part in (record["street"], record["city"], town) if part),
        "The street is not published: ask." if record["address_withheld"] else "",
        record["phone"],
        record["website"],
    ]
    return "<br/>".join(escape(line) for line in lines if line)


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = printable(text)
