"""Derive the state and county outlines from npm ``us-atlas`` 3.0.1 (ISC; US Census Bureau).

    python scripts/build_boundaries.py

Writes data/us_states.geojson and data/us_counties.geojson.gz: RFC 7946 GeoJSON, WGS 84,
longitude first, simplified at 0.01 degrees and rounded to 3 decimals (about 0.07 miles).
"""

from __future__ import annotations

import gzip
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import LineString, MultiPoint, MultiPolygon, Polygon, mapping
from shapely.geometry.polygon import orient

import checksums

DATA = Path(__file__).resolve().parent.parent / "data"
PACKAGE = "us-atlas@3.0.1"
SIMPLIFY_DEGREES = 0.01
DECIMALS = 3
SPECK_SQUARE_DEGREES = 1e-4
STATE_OF_FIPS = dict(
    pair.split(":")
    for pair in [
        "01:AL",
        "02:AK",
        "04:AZ",
        "05:AR",
        "06:CA",
        "08:CO",
        "09:CT",
        "10:DE",
        "11:DC",
        "12:FL",
        "13:GA",
        "15:HI",
        "16:ID",
        "17:IL",
        "18:IN",
        "19:IA",
        "20:KS",
        "21:KY",
        "22:LA",
        "23:ME",
        "24:MD",
        "25:MA",
        "26:MI",
        "27:MN",
        "28:MS",
        "29:MO",
        "30:MT",
        "31:NE",
        "32:NV",
        "33:NH",
        "34:NJ",
        "35:NM",
        "36:NY",
        "37:NC",
        "38:ND",
        "39:OH",
        "40:OK",
        "41:OR",
        "42:PA",
        "44:RI",
        "45:SC",
        "46:SD",
        "47:TN",
        "48:TX",
        "49:UT",
        "50:VT",
        "51:VA",
        "53:WA",
        "54:WV",
        "55:WI",
        "56:WY",
        "60:AS",
        "66:GU",
        "69:MP",
        "72:PR",
        "78:VI",
    ]
)


def fetch(into: Path) -> Path:
    """Download and unpack the npm package; the folder that holds its files."""
    subprocess.run(
        ["npm", "pack", "--silent", PACKAGE], cwd=into, check=True, stdout=subprocess.DEVNULL
    )
    with tarfile.open(next(into.glob("*.tgz"))) as archive:
        archive.extractall(into, filter="data")
    return into / "package"


def decode_arcs(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Undo TopoJSON's delta encoding: arcs as lists of (longitude, latitude)."""
    (scale_x, scale_y), (move_x, move_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(points)
    return arcs


def simplify(arc: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """One arc, simplified and rounded. Neighbours share arcs, so they go on sharing a border."""
    line = LineString(arc).simplify(SIMPLIFY_DEGREES, preserve_topology=True)
    points = [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in line.coords]
    return [point for i, point in enumerate(points) if i == 0 or point != points[i - 1]]


def ring(indices: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """Join arcs into one ring; a negative index ``~i`` means arc ``i`` backwards."""
    points: list[tuple[float, float]] = []
    for index in indices:
        part = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(part[1:] if points else part)
    return points


def polygons(item: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> list[Polygon]:
    """The item's polygons, right-hand rule; rings that simplifying has flattened are left out."""
    members = [item["arcs"]] if item["type"] == "Polygon" else item["arcs"]
    found = []
    for member in members:
        shell, *holes = (ring(indices, arcs) for indices in member)
        if len(set(shell)) >= 3:
            polygon = Polygon(shell, [hole for hole in holes if len(set(hole)) >= 3])
            valid = shapely.make_valid(polygon)
            parts = getattr(valid, "geoms", [valid])
            found += [orient(part, 1.0) for part in parts if isinstance(part, Polygon)]
    return [polygon for polygon in found if polygon.area > SPECK_SQUARE_DEGREES] or found[:1]


def points_of(item: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> list[Any]:
    members = [item["arcs"]] if item["type"] == "Polygon" else item["arcs"]
    return [p for member in members for indices in member for p in ring(indices, arcs)]


def features(folder: Path, file: str, layer: str) -> list[dict[str, Any]]:
    topology = json.loads((folder / file).read_text())
    exact = decode_arcs(topology)
    arcs = [simplify(arc) for arc in exact]
    found = []
    for item in topology["objects"][layer]["geometries"]:
        fips, name = item["id"], item["properties"]["name"]
        state = STATE_OF_FIPS.get(fips[:2])
        if state is None:
            continue
        # An island so small that simplifying flattens it keeps its exact outline.
        parts = polygons(item, arcs) or polygons(item, exact)
        if not parts:
            print(f"{name} ({fips}) is flat in {file}: it gets a box around its points")
            parts = [orient(MultiPoint(points_of(item, exact)).buffer(0.01).envelope, 1.0)]
        whole = MultiPolygon(parts) if len(parts) > 1 else parts[0]
        properties = {"state": state, "name": name, "fips": fips}
        found.append({"type": "Feature", "properties": properties, "geometry": mapping(whole)})
    return sorted(found, key=lambda feature: feature["properties"]["fips"])


def as_text(found: list[dict[str, Any]]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": found}, separators=(",", ":"))


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = fetch(Path(name))
        states = features(folder, "states-10m.json", "states")
        counties = features(folder, "counties-10m.json", "counties")
    (DATA / "us_states.geojson").write_text(as_text(states) + "\n")
    with gzip.GzipFile(DATA / "us_counties.geojson.gz", "wb", compresslevel=9, mtime=0) as out:
        out.write(as_text(counties).encode())
    checksums.record("us_states.geojson", "us_counties.geojson.gz")
    print(f"{len(states)} states and territories, {len(counties)} counties")


if __name__ == "__main__":
    main()
