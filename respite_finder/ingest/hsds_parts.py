"""An object of an HSDS file, read without trust."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from respite_finder.tables.cells import plain_text

Told = Mapping[str, Any]


class Part:
    """An object of the file: what has the wrong form is left out, and told in ``notes``."""

    def __init__(self, told: Told, notes: list[str]) -> None:
        self.told = told
        self.notes = notes

    def text(self, name: str) -> str:
        value = self.told.get(name)
        if isinstance(value, (dict, list)):
            self.notes.append(f"{name} left out: must be one value")
            return ""
        return plain_text(value)

    def object(self, name: str) -> Part:
        value = self.told.get(name)
        if value is not None and not isinstance(value, dict):
            self.notes.append(f"{name} left out: must be an object")
        return Part(value if isinstance(value, dict) else {}, self.notes)

    def objects(self, name: str) -> list[Told]:
        value = self.told.get(name)
        found = value if isinstance(value, list) else []
        if value is not None and not (
            isinstance(value, list) and all(isinstance(one, dict) for one in found)
        ):
            self.notes.append(f"{name} left out: must be a list of objects")
        return [one for one in found if isinstance(one, dict)]

    def parts(self, name: str) -> list[Part]:
        return [Part(one, self.notes) for one in self.objects(name)]
