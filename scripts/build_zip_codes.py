"""Derive data/zip_codes.csv.gz from two registry packages.

    python scripts/build_zip_codes.py

Sources, fetched by package name and read as files (neither is a dependency):

* PyPI ``zipcodes`` 3.0.0 (MIT): ZIP, city, alternate names, county, state, time zone,
  coordinates (GeoNames, CC BY 4.0; USPS ZIP Locale Detail, public domain).
* PyPI ``delphi-utils`` 0.3.24 (MIT), its folder ``data/2020``: ``zip_pop.csv`` (people by ZIP),
  ``zip_fips_table.csv`` and ``fips_zip_table.csv`` (ZIP to county FIPS and back, with weights) and
  ``fips_pop.csv`` (people by county).

What the people are. The package's repository holds the program that made its tables
(``cmu-delphi/covidcast-indicators``, ``geo_data_proc.py``): people by county are the Census
Bureau's estimates for July 2020 (Vintage 2020, ``co-est2020-alldata.csv``), for Puerto Rico the
counts of the census of 2010. ``zip_pop.csv`` spreads each county over its ZIPs as the Bureau's
relationship file of 2010 (``zcta_county_rel_10.txt``) says, and cuts fractions off. The files bear
it out: every ZIP of ``zip_pop.csv`` is that product, cut to a whole number (three ZIPs of Puerto
Rico differ by one).

What is filled. That program joins by county number, and three numbers changed between the files:
of Oglala Lakota SD, of Kusilvak AK, and of Valdez-Cordova AK, which was divided in two. So their
31,744 people are missing from ``zip_pop.csv``. ``add_renumbered`` spreads them with the package's
own weights of the old numbers, as the program would have: 24 ZIPs that had nobody get people, and
7 that reach into these counties get more. Nothing else differs from ``zip_pop.csv``.

Run it after ``build_boundaries.py``: every ZIP's point is held against its state's outline,
and a point that lies elsewhere is replaced by the middle of the same city's other ZIPs.
"""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pandas as pd

import checksums
from respite_finder.boundaries import inside_state

DATA = Path(__file__).resolve().parent.parent / "data"
PACKAGES = ("zipcodes==3.0.0", "delphi-utils==0.3.24")
COLUMNS = [
    "zip",
    "city",
    "alternate_cities",
    "county",
    "county_fips",
    "state",
    "time_zone",
    "latitude",
    "longitude",
    "population",
]
# The freely associated states are countries of their own; military post has no place.
LEFT_OUT_STATES = {"AA", "AE", "AP", "FM", "MH", "PW"}
# A county's old number, as the weights have it, and the new ones, as the estimates have it.
RENUMBERED = {"46113": ["46102"], "02270": ["02158"], "02261": ["02063", "02066"]}


def fetch(into: Path) -> dict[str, zipfile.ZipFile]:
    """Download the two wheels into a folder and open them, by package name."""
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(into), *PACKAGES],
        check=True,
    )
    return {path.name.split("-")[0]: zipfile.ZipFile(path) for path in into.glob("*.whl")}


def zip_table(wheel: zipfile.ZipFile, folder: Path) -> pd.DataFrame:
    """The rows of ``zipcodes``, imported from the unpacked wheel."""
    wheel.extractall(folder / "zipcodes")
    sys.path.insert(0, str(folder / "zipcodes"))
    import zipcodes  # noqa: PLC0415  # it exists only now, unpacked

    table = pd.DataFrame(zipcodes.list_all())
    table = table.loc[~table["state"].isin(LEFT_OUT_STATES)]
    names = table["acceptable_cities"] + table["unacceptable_cities"]
    return pd.DataFrame(
        {
            "zip": table["zip_code"],
            "city": table["city"],
            "alternate_cities": names.map(lambda known: "; ".join(filter(None, known))),
            "county": table["county"],
            "state": table["state"],
            "time_zone": table["timezone"],
            "latitude": table["lat"].astype(float),
            "longitude": table["long"].astype(float),
        }
    ).reset_index(drop=True)


def read_member(wheel: zipfile.ZipFile, name: str) -> pd.DataFrame:
    path = next(member for member in wheel.namelist() if member.endswith(f"/2020/{name}"))
    return pd.read_csv(io.BytesIO(wheel.read(path)), dtype={"zip": str, "fips": str})


def add_counties(table: pd.DataFrame, weights: pd.DataFrame) -> pd.DataFrame:
    """County FIPS by the heaviest weight; where no weight is known, by the county's name."""
    heaviest = weights.sort_values("weight").drop_duplicates("zip", keep="last")
    table = table.merge(heaviest[["zip", "fips"]], on="zip", how="left")
    # A ZIP that straddles a state line keeps the name that belongs to its heaviest county.
    known = table.dropna(subset=["fips"]).query("county != ''")
    votes = known.groupby(["fips", "county"], as_index=False).size().sort_values("size")
    name_of = votes.drop_duplicates("fips", keep="last").set_index("fips")["county"]
    fips_of = (
        known.groupby(["state", "county", "fips"], as_index=False)
        .size()
        .sort_values("size")
        .drop_duplicates(["state", "county"], keep="last")
        .set_index(["state", "county"])["fips"]
    )
    by_name = pd.Series(
        [fips_of.get(pair, "") for pair in zip(table["state"], table["county"], strict=True)]
    )
    table["county_fips"] = table["fips"].fillna(by_name)
    table["county"] = table["county_fips"].map(name_of).fillna(table["county"])
    return table.drop(columns="fips")


def add_renumbered(people: pd.Series, weights: pd.DataFrame, counties: pd.Series) -> pd.Series:
    """People by ZIP, with those of the counties whose number changed between the sources.

    ``weights`` are a county's ZIPs with their share of its people (``fips``, ``zip``, ``weight``),
    ``counties`` the people by county number.
    """
    totals = {old: counties[new].sum() for old, new in RENUMBERED.items()}
    rows = weights.loc[weights["fips"].isin(totals)]
    missing = (rows["weight"] * rows["fips"].map(totals)).groupby(rows["zip"]).sum().round()
    print(f"{len(missing)} ZIPs of counties numbered anew: {missing.sum():,.0f} people more")
    return people.add(missing, fill_value=0)


def mend_time_zones(table: pd.DataFrame) -> pd.DataFrame:
    """Replace a time zone that does not exist by its county's, else its state's, commonest."""
    # Flagstaff and Page keep Arizona's time; only the Navajo Nation changes its clocks.
    table.loc[table["zip"].isin(["86003", "86040"]), "time_zone"] = "America/Phoenix"
    valid = table["time_zone"].isin(available_timezones())
    for keys in (["state", "county"], ["state"]):
        commonest = table[valid].groupby(keys)["time_zone"].agg(lambda s: s.mode().iloc[0])
        looked_up = table.set_index(keys).index.map(commonest)
        filled = pd.Series(looked_up, index=table.index)
        table["time_zone"] = table["time_zone"].where(valid, filled)
        valid = table["time_zone"].notna() & table["time_zone"].isin(available_timezones())
    for zone in table["time_zone"].unique():
        ZoneInfo(zone)
    return table


def mend_points(table: pd.DataFrame) -> pd.DataFrame:
    """Replace points at 0,0 or outside the own state by the middle of the city or county."""
    good = pd.Series(False, index=table.index)
    for state, rows in table.groupby("state"):
        good[rows.index] = inside_state(rows["latitude"], rows["longitude"], str(state))
    print(f"{(~good).sum()} ZIP points are missing or outside their state")
    for keys in (["state", "city"], ["state", "county"]):
        middle = table[good].groupby(keys)[["latitude", "longitude"]].mean()
        for index in table.index[~good]:
            key = tuple(table.loc[index, keys])
            if key in middle.index:
                table.loc[index, ["latitude", "longitude"]] = middle.loc[key].round(4).to_numpy()
                good[index] = True
    print(f"{(~good).sum()} of them have no neighbour to take a point from and are left out:")
    print(table[~good][["zip", "city", "state"]].to_string(header=False))
    return table[good].reset_index(drop=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheels = fetch(folder)
        table = zip_table(wheels["zipcodes"], folder)
        delphi = wheels["delphi_utils"]
        table = add_counties(table, read_member(delphi, "zip_fips_table.csv"))
        table = mend_points(mend_time_zones(table))
        people = add_renumbered(
            read_member(delphi, "zip_pop.csv").set_index("zip")["pop"],
            read_member(delphi, "fips_zip_table.csv"),
            read_member(delphi, "fips_pop.csv").set_index("fips")["pop"],
        )
    table["population"] = table["zip"].map(people).fillna(0).astype(int)
    missing = set(people.index) - set(table["zip"])
    print(f"{len(missing)} ZIPs with population are not in the table: {sorted(missing)[:10]}")
    text = table.sort_values("zip")[COLUMNS].to_csv(index=False, lineterminator="\n")
    with gzip.GzipFile(DATA / "zip_codes.csv.gz", "wb", compresslevel=9, mtime=0) as out:
        out.write(text.encode())
    checksums.record("zip_codes.csv.gz")
    print(f"{len(table)} ZIPs, {table['population'].sum():,} people")


if __name__ == "__main__":
    main()
