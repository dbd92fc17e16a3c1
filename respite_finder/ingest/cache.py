"""The answers of geocoders, ``geocoded.jsonl``: one JSON line an answer, on disk as it comes.

Errors are never in it. That nothing was found is in it with its date, never as a place. A last
line that is torn (the machine stopped while it was written) is passed over, and cut off before
the next line is added.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from respite_finder.errors import FileError
from respite_finder.files import open_bytes, replace_text
from respite_finder.ingest.address import Address
from respite_finder.ingest.answer import Answer, answer_from

_FORM = "a cache of geocoder answers"
_BROKEN = "is no answer of a geocoder: delete this line, its address is then asked for again"


class Cache:
    """Answers by service and address; a later line of the same address wins.

    Raises FileError if a line other than a torn last one is broken.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._answers: dict[tuple[str, str], Answer] = {}
        self._whole = 0
        self._needs_break = False
        if path.exists():
            with open_bytes(path, _FORM) as file:
                self._read(file.read())

    def _read(self, content: bytes) -> None:
        lines = content.split(b"\n")
        for number, line in enumerate(lines, start=1):
            last = number == len(lines)
            try:
                if line.strip():
                    self._read_line(line)
            except (KeyError, TypeError, ValueError):
                if not last:
                    raise FileError(self.path.name, _BROKEN, number) from None
                return
            self._whole += len(line) + (not last)
            self._needs_break = last and bool(line)

    def _read_line(self, line: bytes) -> None:
        cells = json.loads(line)
        key = cells.pop("address")
        if not isinstance(key, str):
            raise TypeError("an address is a text")
        answer = answer_from(cells)
        self._answers[answer.service, key] = answer

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, service: str, address: Address) -> Answer | None:
        """The last answer of a service to an address, however old."""
        return self._answers.get((service, address.key))

    def add(self, answered: Iterable[tuple[Address, Answer]]) -> None:
        """Write answers to the disk, and wait until they are there.

        Raises FileError if the folder does not allow it.
        """
        pairs = list(answered)
        text = "".join(_line(address.key, answer) for address, answer in pairs)
        content = (b"\n" if self._needs_break else b"") + text.encode()
        try:
            with self.path.open("ab", buffering=0) as file:
                file.truncate(self._whole)
                file.write(content)
                os.fsync(file.fileno())
        except OSError as error:
            reason = error.strerror or "the system refused it"
            raise FileError(self.path.name, f"cannot be written ({reason})") from None
        self._whole += len(content)
        self._needs_break = False
        self._answers |= {(answer.service, address.key): answer for address, answer in pairs}

    def keep_only(self, addresses: Iterable[Address]) -> None:
        """Forget every address but these: one that is now withheld must not stay on the disk."""
        keys = {address.key for address in addresses}
        kept = {pair: answer for pair, answer in self._answers.items() if pair[1] in keys}
        if len(kept) == len(self._answers):
            return
        text = "".join(_line(key, answer) for (_, key), answer in kept.items())
        replace_text(self.path, text)
        self._answers, self._whole, self._needs_break = kept, len(text), False


def _line(key: str, answer: Answer) -> str:
    return json.dumps({"address": key, **asdict(answer)}) + "\n"
