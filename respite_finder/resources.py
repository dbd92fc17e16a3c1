"""Where the shipped files are: in a checkout beside the package, in a wheel inside it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "shipped"

ROOT = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parent
"""The folder that holds ``data/``, ``streamlit_app.py`` and ``.streamlit/``."""

DATA = ROOT / "data"
LEARN = ROOT / "learn"
PLACES_CSV = DATA / "places.csv"
IDS_TXT = DATA / "ids.txt"
CORRECTIONS_CSV = DATA / "corrections.csv"
GEOCODE_CACHE = DATA / "geocoded.jsonl"
CRISIS_LINES_CSV = DATA / "crisis_lines.csv"
REFERRAL_NOTES_CSV = DATA / "referral_notes.csv"
REFERRAL_SOURCES_CSV = DATA / "referral_sources.csv"
EVIDENCE_CSV = DATA / "evidence.csv"
ZIP_CODES_CSV = DATA / "zip_codes.csv.gz"
STATES_GEOJSON = DATA / "us_states.geojson"
COUNTIES_GEOJSON = DATA / "us_counties.geojson.gz"
QUALITY_REPORT = ROOT / "docs" / "data-quality.md"
