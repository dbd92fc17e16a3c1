"""ZIP archives that are the same bytes for the same files."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Mapping

_OLDEST_TIME = (1980, 1, 1, 0, 0, 0)


def zip_archive(files: Mapping[str, bytes]) -> bytes:
    """Files as a ZIP archive, in their order; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(_entry(name), content)
    return out.getvalue()


def without_times(written: zipfile.ZipFile) -> bytes:
    """An archive again, packed, without the times at which its entries were made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in written.namelist():
            with written.open(name) as old, archive.open(_entry(name), "w") as new:
                shutil.copyfileobj(old, new)
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _OLDEST_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
