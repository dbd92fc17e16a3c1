"""Build data/places.csv and data/decisions.csv from the researched facts.

    python scripts/founding/build_places.py ../shared/facts

This was done once, to found the dataset. From then on ``data/places.csv`` is the source of truth
and changes by reviewed corrections; ids that are published stay. The tables beside this script
hold what a person decided; every cell that differs from the facts is logged in decisions.csv
with its reason, except the value of a withheld street, which is not to be printed anywhere.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from ids import make_ids
from placing import place_row
from respite_finder.resources import DATA, PLACES_CSV
from respite_finder.schema import COLUMN_NAMES
from rules import clean_row, settle_status

HERE = Path(__file__).parent
FILLED_FROM_MERGED = (
    "organization",
    "year_opened",
    "cost",
    "age_min",
    "languages",
    "populations",
    "operator",
    "area_served",
)
DECISION_COLUMNS = ("fact_row", "place_id", "action", "field", "before", "after", "reason")

Row = dict[str, str]


class Log:
    """What was decided, row by row."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def add(self, fact_row: int, action: str, reason: str, field: str = "", **cells: str) -> None:
        row = dict.fromkeys(DECISION_COLUMNS, "") | {"fact_row": str(fact_row), "action": action}
        self.rows.append(row | {"field": field, "reason": reason} | cells)

    def change(
        self, row: Row, field: str, after: str, reason: str, *, secret: bool = False
    ) -> None:
        before = row.get(field, "")
        if before != after:
            shown = "" if secret else before
            number = int(row["fact_row"])
            self.add(number, "changed", reason, field, before=shown, after=after)
            row[field] = after


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, columns: tuple[str, ...], rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def by_row(name: str) -> dict[str, Row]:
    return {row["fact_row"]: row for row in read(HERE / name)}


def merge(facts: list[Row], log: Log) -> list[Row]:
    """Drop rows that another row stands for; what only they state goes over."""
    gone = set()
    for decision in read(HERE / "merges.csv"):
        number, into = int(decision["fact_row"]), int(decision["into"])
        dropped, kept = facts[number - 1], facts[into - 1]
        for field in FILLED_FROM_MERGED:
            if dropped[field] and not kept[field]:
                log.change(kept, field, dropped[field], f"stated by the merged fact row {number}")
        dated = f" ({dropped['source_date']})" if dropped["source_date"] else ""
        also = f"{dropped['source_url']}{dated}"
        kept["other_sources"] = "; ".join(p for p in (kept["other_sources"], also) if p)
        reason = f"duplicate of fact row {into}: {decision['reason']}"
        log.add(number, "merged", reason, before=dropped["name"], after=kept["name"])
        gone.add(number)
    return [fact for fact in facts if int(fact["fact_row"]) not in gone]


def correct(facts: list[Row], log: Log) -> None:
    for decision in read(HERE / "corrections.csv"):
        fact = facts[int(decision["fact_row"]) - 1]
        field, after, reason = decision["field"], decision["after"], decision["reason"]
        secret = field == "email" or (
            field in ("street", "name") and fact["service_type"] == "peer_respite"
        )
        if field == "website" and "kept as a source" in reason:
            fact["other_sources"] = "; ".join(p for p in (fact["other_sources"], fact[field]) if p)
        log.change(fact, field, after, reason, secret=secret)


def add_curated(facts: list[Row]) -> None:
    """Descriptions in our own words, and what the researchers' notes hold for visitors."""
    descriptions, notes = by_row("descriptions.csv"), by_row("notes.csv")
    hours = {row["hours"]: row["opening_hours"] for row in read(HERE / "hours.csv")}
    for fact in facts:
        number = fact["fact_row"]
        fact["description"] = descriptions.get(number, {}).get("description", "")
        fact["opening_hours"] = hours[fact["hours"]] if fact["hours"] else ""
        for field, value in notes.get(number, {}).items():
            if value and not fact.get(field):
                fact[field] = value


def main(folder: Path) -> None:
    log = Log()
    facts = read(folder / "places.csv")
    for number, fact in enumerate(facts, start=1):
        fact["fact_row"] = str(number)
    correct(facts, log)
    kept = merge(facts, log)
    add_curated(kept)
    for fact in kept:
        clean_row(fact, log)
        place_row(fact, log)
        settle_status(fact, log)
    for decision in read(HERE / "kept.csv"):
        log.add(int(decision["fact_row"]), "kept", decision["reason"])
    make_ids(kept, {row["fact_row"]: row["place_id"] for row in read(HERE / "ids.csv")})
    id_of = {fact["fact_row"]: fact["place_id"] for fact in kept}
    into = {row["fact_row"]: row["into"] for row in read(HERE / "merges.csv")}
    for row in log.rows:
        number = row["fact_row"]
        row["place_id"] = id_of[into.get(number, number)]
    kept.sort(key=lambda row: row["place_id"])
    blank = dict.fromkeys(COLUMN_NAMES, "")
    write(PLACES_CSV, COLUMN_NAMES, [blank | fact for fact in kept])
    log.rows.sort(key=lambda row: (int(row["fact_row"]), row["field"]))
    write(DATA / "decisions.csv", DECISION_COLUMNS, log.rows)
    print(f"{len(kept)} places from {len(facts)} fact rows, {len(log.rows)} decisions")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
