"""What the benchmarks share: timing, the line about the machine, tables as text or Markdown."""

from __future__ import annotations

import gc
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version

MILLI = 1e3


def timed(call: Callable[[], object]) -> float:
    """Seconds that one call takes, with the garbage collector waiting outside."""
    with _no_collection():
        start = time.perf_counter()
        call()
        return time.perf_counter() - start


@contextmanager
def _no_collection() -> Iterator[None]:
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def alternately(repeats: int, *calls: Callable[[], object]) -> list[list[float]]:
    """Times of each call, taken in turns (A B, B A, A B), so that a busy moment hits all alike."""
    times: list[list[float]] = [[] for _ in calls]
    for turn in range(repeats):
        order = range(len(calls)) if turn % 2 == 0 else reversed(range(len(calls)))
        for number in order:
            times[number].append(timed(calls[number]))
    return times


def machine_line(*packages: str) -> str:
    """The machine in one line: Python, package versions, cores; no name and no path."""
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    system = f"{platform.system()} {platform.machine()}"
    return f"Python {platform.python_version()}, {versions}; {os.cpu_count()} cores, {system}"


def number(value: float, unit: str = "") -> str:
    """Three figures that mean something: 0.0231, 2.41, 187, 12,300."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3
    text = f"{value:,.{digits}f}"
    return f"{text} {unit}" if unit else text


@dataclass
class Report:
    """Tables and notes in the order in which they are printed, and the targets that were missed."""

    markdown: bool
    parts: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def note(self, text: str) -> None:
        self.parts.append(text)

    def table(self, title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.parts.append(f"**{title}**" if self.markdown else title)
        widths = [max(len(cell) for cell in column) for column in zip(head, *rows, strict=True)]
        lines = ["| " + " | ".join(_padded(row, widths)) + " |" for row in (head, *rows)]
        end = ":" if self.markdown else "-"
        rule = [
            "-" * wide if not place else "-" * (wide - 1) + end for place, wide in enumerate(widths)
        ]
        lines.insert(1, "| " + " | ".join(rule) + " |")
        if not self.markdown:
            lines = [line[2:-2].replace(" | ", "  ") for line in lines]
        self.parts.append("\n".join(lines))

    def target(self, what: str, value: float, limit: float, *, at_least: bool, unit: str) -> None:
        """Hold a figure against its target; ``finish`` says which were met."""
        met = value >= limit if at_least else value <= limit
        asked = f"{'at least' if at_least else 'at most'} {number(limit)}{unit}"
        verdict = "met" if met else "MISSED"
        text = f"{verdict}: {what}: {number(value)}{unit} ({asked})"
        self.parts.append(f"- {text}" if self.markdown else text)
        if not met:
            self.missed.append(text)

    def finish(self) -> int:
        """Print everything; 1 if a target was missed."""
        text, last_tight = "", False
        for part in self.parts:
            # Targets stand together as one list; everything else is a paragraph of its own.
            tight = part.startswith(("met: ", "MISSED: ", "- "))
            text += ("\n" if tight and last_tight else "\n\n" if text else "") + part
            last_tight = tight
        print(text)
        for line in self.missed:
            print(line, file=sys.stderr)
        return 1 if self.missed else 0


def progress(text: str) -> None:
    """A word to the terminal while it runs, apart from the table."""
    print(time.strftime("%H:%M:%S"), text, file=sys.stderr, flush=True)


def _padded(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        cell.rjust(wide) if place else cell.ljust(wide)
        for place, (cell, wide) in enumerate(zip(row, widths, strict=True))
    ]
