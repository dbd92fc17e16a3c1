"""The offline gazetteer: ZIP codes, cities, counties and states with their middles.

Loaded once from ``data/zip_codes.csv.gz``. A middle is weighted by people; where nobody is
counted (a post office box ZIP), all points weigh the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from sys import intern
from typing import Literal

import numpy as np
import pandas as pd

from respite_finder.resources import ZIP_CODES_CSV
from respite_finder.states import STATE_NAMES

Kind = Literal["zip", "city", "county", "state"]

_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "pt": "point"}
_NOT_PLAIN = re.compile(r"[^a-z0-9 ]+")
_COUNTY_WORDS = re.compile(
    r" (city and borough|county|parish|borough|census area|municipality|municipio|island)$"
)


@dataclass(frozen=True, slots=True)
class Area:
    """A known place: its middle in WGS 84 degrees, its people and its main time zone."""

    kind: Kind
    name: str
    state: str
    lat: float
    lon: float
    population: int
    time_zone: str
    county: str = ""
    zip: str = ""
    county_share: float = 1.0
    """The share of a city's people that live in ``county``, 0 to 1."""

    @property
    def label(self) -> str:
        if self.kind == "state":
            return self.name
        if self.kind == "zip":
            return f"{self.name}, {self.state} {self.zip}"
        return f"{self.name}, {self.state}"


def normalize(text: str) -> str:
    """Lower case, without accents and punctuation.

    >>> normalize("St. Louis"), normalize("Mayagüez"), normalize("Winston-Salem")
    ('st louis', 'mayaguez', 'winston salem')
    """
    # Nearly every name is plain already, and there are sixty thousand to go through at the start.
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in decomposed if not unicodedata.combining(char))
    plain = text.lower()
    return " ".join(_NOT_PLAIN.sub(" ", plain.replace("'", "").replace("’", "")).split())


def spelled_out(name: str) -> str:
    """Normalised, with the abbreviations of place names spelled out.

    >>> spelled_out("St. Mary's House"), spelled_out("Mt. Vernon")
    ('saint marys house', 'mount vernon')
    """
    return " ".join(_ABBREVIATIONS.get(word, word) for word in normalize(name).split())


def key(name: str) -> str:
    """What a name is looked up by: abbreviations spelled out, no spaces.

    Take a state's code off before: in a name, mt is a mount and not Montana.

    >>> key("De Witt") == key("DeWitt"), key("Mt. Vernon") == key("Mount Vernon")
    (True, True)
    """
    return spelled_out(name).replace(" ", "")


def bare_county(name: str) -> str:
    """A county's key without the word county, parish or the like."""
    return key(_COUNTY_WORDS.sub("", normalize(name)))


class Gazetteer:
    """Tables of areas by key (the normalised name without spaces), built from the ZIP codes."""

    def __init__(self, zips: pd.DataFrame) -> None:
        self._zips = zips
        weights = zips.assign(
            weight=np.where(zips["population"] > 0, zips["population"], 1e-6),
        )
        self._weighted = weights.assign(
            wlat=weights["weight"] * weights["latitude"],
            wlon=weights["weight"] * weights["longitude"],
        )
        self._rows = {code: row for row, code in enumerate(zips["zip"])}
        # A list is read a hundred times faster than a row of a frame; most names are often used.
        self._cells = {
            name: [intern(cell) if isinstance(cell, str) else cell for cell in zips[name].tolist()]
            for name in zips.columns
            if name not in ("zip", "alternate_cities", "county_fips")
        }

    @cached_property
    def cities(self) -> dict[tuple[str, str], Area]:
        """Cities by (state, key), under the names that the post office prefers."""
        return self._areas("city", self._weighted.assign(area=self._weighted["city"]))

    @cached_property
    def alternates(self) -> dict[tuple[str, str], Area]:
        """Cities by (state, key), under every other name in use."""
        table = self._weighted.loc[self._weighted["alternate_cities"] != ""]
        exploded = table.assign(area=table["alternate_cities"].str.split("; ")).explode("area")
        return self._areas("city", exploded)

    @cached_property
    def counties(self) -> dict[tuple[str, str], Area]:
        """Counties by (state, key without the word county)."""
        table = self._weighted.loc[self._weighted["county"] != ""]
        areas = self._areas("county", table.assign(area=table["county"]))
        return {(state, bare_county(area.name)): area for (state, _), area in areas.items()}

    @cached_property
    def states(self) -> dict[str, Area]:
        """States by postal code."""
        table = self._weighted.assign(area=self._weighted["state"].map(STATE_NAMES))
        return {state: area for (state, _), area in self._areas("state", table).items()}

    @cached_property
    def cities_by_name(self) -> dict[str, list[Area]]:
        """Cities by key alone, the largest first; preferred names before others."""
        found: dict[str, list[Area]] = {}
        for table in (self.cities, self.alternates):
            names: dict[str, list[Area]] = {}
            for (_, name), area in table.items():
                names.setdefault(name, []).append(area)
            for name, areas in names.items():
                found.setdefault(name, sorted(areas, key=lambda area: -area.population))
        return found

    def zip_code(self, code: str) -> Area | None:
        """A ZIP code's middle, None if there is no such ZIP."""
        row = self._rows.get(code)
        if row is None:
            return None
        cells = self._cells
        return Area(
            kind="zip",
            name=str(cells["city"][row]),
            state=str(cells["state"][row]),
            lat=float(cells["latitude"][row]),
            lon=float(cells["longitude"][row]),
            population=int(cells["population"][row]),
            time_zone=str(cells["time_zone"][row]),
            county=str(cells["county"][row]),
            zip=code,
        )

    @property
    def zip_points(self) -> pd.DataFrame:
        """Every ZIP code with its state and its middle: zip, state, latitude, longitude."""
        return self._zips[["zip", "state", "latitude", "longitude"]]

    @property
    def zip_people(self) -> pd.DataFrame:
        """The ZIP codes in which somebody lives, with county, point and people."""
        names = ["zip", "city", "state", "county", "county_fips", "latitude", "longitude"]
        lived_in = self._zips["population"] > 0
        return self._zips.loc[lived_in, [*names, "population"]].reset_index(drop=True)

    def finest(
        self, *, state: str, code: str = "", city: str = "", county: str = ""
    ) -> Area | None:
        """The finest area that these cells of a record name, None if they name none."""
        area = self.zip_code(code) if code else None
        if area and area.state == state:
            return area
        if city:
            return self.city(city, state)
        return self.county(county, state) if county else None

    def finest_of(self, named: Sequence[tuple[str, str, str]]) -> list[Area | None]:
        """``finest`` of many records by state, city and county, without their ZIP codes.

        Quick for some: only their own rows are summed up, not those of the whole country.
        """
        if "cities" in self.__dict__:
            return [self.finest(state=s, city=city, county=county) for s, city, county in named]
        zips = self._zips
        near = zips.loc[zips["state"].isin({state for state, _, _ in named})]
        wanted = {key(city) for _, city, _ in named}, {bare_county(county) for *_, county in named}
        cities = {name for name in near["city"].unique() if key(name) in wanted[0]}
        counties = {name for name in near["county"].unique() if bare_county(name) in wanted[1]}
        # Every row of these cities and counties: what is summed up is the same as by the whole.
        few = Gazetteer(near.loc[near["city"].isin(cities) | near["county"].isin(counties)])
        return [
            few.cities.get((state, key(city))) or self.finest(state=state, city=city)
            if city
            else few.county(county, state)
            for state, city, county in named
        ]

    def zips_like(self, prefix: str) -> list[str]:
        """ZIP codes that begin with these digits, the most people first."""
        rows = self._zips.loc[self._zips["zip"].str.startswith(prefix)]
        return list(rows.sort_values("population", ascending=False, kind="stable")["zip"])

    def zones_of(self, state: str) -> set[str]:
        """The time zones in use in a state."""
        return self._zones.get(state, set())

    @cached_property
    def _zones(self) -> dict[str, set[str]]:
        """Time zones by state."""
        zones = self._zips.groupby("state")["time_zone"].unique()
        return {str(state): set(names) for state, names in zones.items()}

    def city(self, name: str, state: str) -> Area | None:
        """A city by any name in use, in one state."""
        wanted = (state, key(name))
        return self.cities.get(wanted) or self.alternates.get(wanted)

    def county(self, name: str, state: str) -> Area | None:
        """A county by its name, with or without the word county."""
        return self.counties.get((state, bare_county(name)))

    def _areas(self, kind: Kind, table: pd.DataFrame) -> dict[tuple[str, str], Area]:
        keys = {name: key(name) for name in table["area"].unique()}
        table = table.assign(key=table["area"].map(keys))
        table = table.sort_values("weight", ascending=False, kind="stable")
        groups = table.groupby(["state", "key"], sort=False)
        sums = groups[["weight", "wlat", "wlon", "population"]].sum()
        first = groups[["area", "time_zone"]].first()
        # A city in several counties belongs to the one where most of its people live.
        shares = table.groupby(["state", "key", "county"], sort=False)["weight"].sum()
        most = shares.sort_values(ascending=False, kind="stable").reset_index()
        main = most.drop_duplicates(["state", "key"]).set_index(["state", "key"])
        county_of = main["county"].reindex(sums.index)
        share_of = (main["weight"].reindex(sums.index) / sums["weight"]).fillna(0.0)
        return {
            (state, name_key): Area(
                kind=kind,
                name=name,
                state=state,
                lat=round(wlat / weight, 4),
                lon=round(wlon / weight, 4),
                population=int(people),
                time_zone=zone,
                county="" if kind == "state" else county,
                county_share=share,
            )
            for (state, name_key), weight, wlat, wlon, people, name, zone, county, share in zip(
                sums.index,
                sums["weight"],
                sums["wlat"],
                sums["wlon"],
                sums["population"],
                first["area"],
                first["time_zone"],
                county_of,
                share_of.round(4),
                strict=True,
            )
        }


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of this process."""
    zips = pd.read_csv(
        ZIP_CODES_CSV,
        dtype={"zip": str, "county_fips": str},
        keep_default_na=False,
        na_values={"latitude": [""], "longitude": [""]},
    )
    return Gazetteer(zips)
