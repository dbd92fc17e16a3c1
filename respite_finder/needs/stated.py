"""Cells of places, each column read once however many needs are asked of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.types import is_bool_dtype

from respite_finder.needs.three import Answers

Mask = NDArray[np.bool_]
Words = tuple[NDArray[np.intp], list[str]]
"""A code a row, and the word of each code."""


class Stated:
    """What some rows of ``places`` state; ``positions`` None means every row."""

    def __init__(self, places: pd.DataFrame, positions: NDArray[np.intp] | None = None) -> None:
        self._places = places
        self._positions = positions
        self._words: dict[str, Words] = {}
        self._numbers: dict[str, NDArray[np.float64]] = {}
        self._given: dict[str, Mask] = {}

    def __len__(self) -> int:
        return len(self._places if self._positions is None else self._positions)

    def words(self, name: str) -> Words:
        """The different texts of a column, and which of them each row has."""
        if name not in self._words:
            codes, words = pd.factorize(self._cells(name))
            self._words[name] = codes, np.asarray(words, object).tolist()
        return self._words[name]

    def numbers(self, name: str) -> NDArray[np.float64]:
        """A column of numbers, NaN where nothing is stated."""
        if name not in self._numbers:
            self._numbers[name] = self._cells(name).to_numpy(np.float64, na_value=np.nan)
        return self._numbers[name]

    def given(self, name: str) -> Mask:
        """Where a text is not empty, or a truth value is true."""
        if name not in self._given:
            cells = self._cells(name)
            yes = cells if is_bool_dtype(cells) else cells != ""
            self._given[name] = np.asarray(yes, bool)
        return self._given[name]

    def by_words(self, name: str, answer: Callable[[str], int]) -> Answers:
        """The answer of each row, asked once for each text that occurs."""
        codes, words = self.words(name)
        return np.array([answer(word) for word in words], np.int8)[codes]

    def _cells(self, name: str) -> Any:
        cells = self._places[name].array
        return cells if self._positions is None else cells.take(self._positions)
