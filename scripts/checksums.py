"""Checksums of the derived tables: a table that changes without its script is found by a test."""

from __future__ import annotations

import hashlib
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
SUMS = DATA / "SHA256SUMS"


def record(*names: str) -> None:
    """Write the checksums of these tables in ``data/`` into SHA256SUMS, keeping the others."""
    lines = SUMS.read_text(encoding="utf-8").splitlines() if SUMS.exists() else []
    sums = {line.split("  ")[1]: line.split("  ")[0] for line in lines}
    for name in names:
        sums[name] = hashlib.sha256((DATA / name).read_bytes()).hexdigest()
    text = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    SUMS.write_text(text, encoding="utf-8")
