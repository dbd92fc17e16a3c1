"""The formats that can be imported, by name."""

from __future__ import annotations

from typing import Final

from respite_finder.ingest.findtreatment import read_findtreatment_csv, read_findtreatment_json
from respite_finder.ingest.geojson import read_geojson
from respite_finder.ingest.hsds import read_hsds_json
from respite_finder.ingest.hsds_package import read_hsds_package
from respite_finder.ingest.incoming import Reader
from respite_finder.ingest.table import read_table

READERS: Final[dict[str, Reader]] = {
    "findtreatment-json": read_findtreatment_json,
    "findtreatment-csv": read_findtreatment_csv,
    "hsds-json": read_hsds_json,
    "hsds-package": read_hsds_package,
    "geojson": read_geojson,
    "csv": read_table,
}
"""``csv`` reads Excel too."""
