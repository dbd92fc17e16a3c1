"""The service types in plain words, read from ``data/service_types.csv``."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import cache

from respite_finder.i18n import _
from respite_finder.resources import DATA
from respite_finder.schema import ServiceType


@dataclass(frozen=True, slots=True)
class ServiceTypeText:
    """A type's names, the letter, shape and colour of its mark, and a sentence on what it is."""

    name: str
    plural: str
    mark: str
    shape: str
    color: str
    summary: str
    overnight: bool
    """Whether people stay the night, as every one of this type does."""
    no_overnight: bool
    """Whether nobody stays the night, by what the type is. Neither: it depends on the place."""


@cache
def service_types() -> dict[str, ServiceTypeText]:
    """Every service type by its code, in the order of ``ServiceType``, in English.

    Raises KeyError if the file lacks a type.
    """
    with (DATA / "service_types.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["service_type"]: row for row in csv.DictReader(file)}
    return {
        kind.value: ServiceTypeText(
            name=rows[kind]["name"],
            plural=rows[kind]["plural"],
            mark=rows[kind]["mark"],
            shape=rows[kind]["shape"],
            color=rows[kind]["color"],
            summary=rows[kind]["summary"],
            overnight=rows[kind]["overnight"] == "yes",
            no_overnight=rows[kind]["overnight"] == "no",
        )
        for kind in ServiceType
    }


def spoken_types() -> dict[str, ServiceTypeText]:
    """The same in the visitor's language."""
    return {
        code: replace(kind, name=_(kind.name), plural=_(kind.plural), summary=_(kind.summary))
        for code, kind in service_types().items()
    }
