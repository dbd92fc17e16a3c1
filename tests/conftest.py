"""What every test shares. The network is blocked by pytest-socket (see pyproject.toml)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from made import record, write_places
from respite_finder import load_places
from stores import postgresql, postgresql_database, store, where

__all__ = ["postgresql", "postgresql_database", "store", "where"]

# A slow machine is no failure: examples are counted, never timed.
settings.register_profile("respite_finder", deadline=None, print_blob=True)
settings.load_profile("respite_finder")


@pytest.fixture(scope="session")
def places() -> pd.DataFrame:
    """The shipped dataset."""
    return load_places()


@pytest.fixture(autouse=True)
def _fresh_streamlit_caches() -> Iterator[None]:
    """AppTest shares Streamlit's caches between tests; tests of the core never load Streamlit."""
    yield
    streamlit = sys.modules.get("streamlit")
    if streamlit is not None:
        streamlit.cache_data.clear()
        streamlit.cache_resource.clear()


@pytest.fixture(scope="session", autouse=True)
def _own_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a test sends never reaches the store of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RESPITE_FINDER_DB", str(tmp_path_factory.mktemp("store") / "cases.sqlite3"))
        yield


@pytest.fixture
def places_file(tmp_path: Path) -> Callable[..., Path]:
    """``places_file({"phone": ""}, ...)``: a places CSV, a valid record with changes a row."""

    def write(*changes: dict[str, str], name: str = "made.csv") -> Path:
        rows = [
            record({"place_id": f"ma-made-{number}"}, change)
            for number, change in enumerate(changes, start=2)
        ]
        return write_places(tmp_path / name, rows)

    return write
