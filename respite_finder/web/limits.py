"""Limits of the server that streamlit runs, where its own are not ours."""

from __future__ import annotations

from typing import Final

from starlette.formparsers import MultiPartParser
from uvicorn.protocols.http import h11_impl

LONGEST_REQUEST_LINE: Final = 2**20
"""Bytes. By itself the server answers a link beyond 64 kB with words for developers; ours says
which places it took. Whoever sends more still gets no more memory than this.
"""

_NEVER = 0
"""A spooled file of this limit is never rolled over to the disk."""


def keep_in_memory() -> None:
    """Let no upload of this process touch the disk. How large one may be, the server limits.

    By itself the server writes what is larger than 1 MB to a temporary file.
    """
    MultiPartParser.spool_max_size = _NEVER


def take_long_links() -> None:
    """Let a link of ten thousand ids reach the page, which says what it took of it."""
    # Read anew for each connection; no option of streamlit reaches it.
    vars(h11_impl)["DEFAULT_MAX_INCOMPLETE_EVENT_SIZE"] = LONGEST_REQUEST_LINE
