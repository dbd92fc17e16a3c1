"""Time and memory of reading a national file: 90,000 records of every format.

    python benchmarks/imports.py             # text, about three minutes
    python benchmarks/imports.py --markdown  # the table of docs/performance.md

Makes the files, runs ``respite-finder import`` on each in a process of its own, and prints its
seconds and the most memory that it held, beside loading the same JSON and doing nothing with it.
Half of the facilities have peer support and go through every rule; the others are refused at the
first. Exit status 1 if a file (but a workbook) takes more than a minute, or any more than a
gigabyte.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from made_places import made_places
from report import Report, machine_line, number, progress

from respite_finder.export.formats import FORMATS, FormatName
from respite_finder.resources import ZIP_CODES_CSV

ROWS = 90_000
MOST_SECONDS, MOST_MB = 60.0, 1000.0
WORDS = (
    ("Type of Care", "TC", "Substance use treatment; Detoxification"),
    ("Service Setting", "SET", "Outpatient; Regular outpatient treatment; Intensive outpatient"),
    ("Payment Accepted", "PAY", "Medicaid; Private health insurance; Cash or self-payment"),
    ("Special Programs", "SG", "Young adults; Adult women; Veterans; Clients with HIV or AIDS"),
    ("Age Groups Accepted", "AGE", "Adults; Young Adults; Seniors"),
    ("Language Services", "SL", "Spanish"),
    ("Treatment Approaches", "TAP", "; ".join(f"Made approach {n} of many" for n in range(60))),
)
PEER = ("Recovery Support Services", "RSS", "Self-help groups; Mentoring/peer support")
CODES = [f"C{n}" for n in range(250)]

MEASURED = """
import sys, time
from pathlib import Path
begin = time.perf_counter()
{work}
seconds = time.perf_counter() - begin
# Not getrusage: a process inherits there what its parent held.
status = Path("/proc/self/status").read_text()
most = int(status.split("VmHWM:")[1].split()[0]) * 1024 / 1e6
print(seconds, most)
"""
IMPORT = """
from respite_finder.cli import cli
form, path = sys.argv[1:]
words = ["import", form, path, "-o", path + ".jsonl", "--source-date", "2026-07-01"]
words += ["--source-name", "Made", "--source-url", "https://example.org/made"]
cli(words, standalone_mode=False)
"""
LOAD = """
import json
json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
"""
"""The alternative: the whole file in memory, and nothing done with it yet."""


def facilities(count: int) -> Iterator[dict[str, Any]]:
    """Made rows of the locator, where ZIP codes are."""
    rng = random.Random(20260722)
    zips = pd.read_csv(ZIP_CODES_CSV, dtype="str", keep_default_na=False)
    places = zips.loc[zips["latitude"] != ""].sample(5000, random_state=1).to_dict("records")
    for number_of_row in range(count):
        where = rng.choice(places)
        digits = [f"413-{rng.randint(200, 999)}-{rng.randint(0, 9999):04d}" for _ in range(2)]
        words = (*WORDS, PEER) if number_of_row % 2 else WORDS
        yield {
            "name1": f"Made Health Network {number_of_row}",
            "name2": "Outpatient Services" if number_of_row % 3 else None,
            "street1": f"{number_of_row} Main Street",
            "street2": None,
            **{name: where[name] for name in ("city", "state", "zip", "latitude", "longitude")},
            "phone": digits[0],
            "intake1": digits[1],
            "hotline1": None,
            "website": f"https://www.made{number_of_row}.example.org/",
            "services": [dict(zip(("f1", "f2", "f3"), one, strict=True)) for one in words],
        }


def write_answer(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{{"page": 1, "totalPages": 1, "recordCount": {count}, "rows": [')
        for position, row in enumerate(facilities(count)):
            file.write(("," if position else "") + json.dumps(row))
        file.write("]}")


def write_export(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer: csv.DictWriter[str] | None = None
        for position, row in enumerate(facilities(count)):
            del row["services"], row["hotline1"]
            row |= {"PEER": position % 2, "RC": 1, **dict.fromkeys(CODES, "0")}
            if writer is None:
                writer = csv.DictWriter(file, list(row))
                writer.writeheader()
            writer.writerow(row)


def write_places(form: FormatName) -> Callable[[Path, int], None]:
    def write(path: Path, count: int) -> None:
        path.write_bytes(FORMATS[form].write(made_places(count), ()))

    return write


FILES: dict[str, tuple[str, str, Callable[[Path, int], None]]] = {
    "FindTreatment JSON": ("findtreatment-json", ".json", write_answer),
    "FindTreatment CSV": ("findtreatment-csv", ".csv", write_export),
    "GeoJSON": ("geojson", ".geojson", write_places(FormatName.GEOJSON)),
    "Table, CSV": ("csv", ".csv", write_places(FormatName.CSV)),
    "Table, Excel": ("csv", ".xlsx", write_places(FormatName.EXCEL)),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--markdown", action="store_true", help="print Markdown")
    parser.add_argument("--rows", type=int, default=ROWS, help="records in each file")
    options = parser.parse_args()
    report = Report(markdown=options.markdown)
    report.note(machine_line("ijson", "openpyxl", "phonenumbers", "pandas"))
    rows, read = [], {}
    with tempfile.TemporaryDirectory() as folder:
        for title, (form, suffix, write) in FILES.items():
            path = Path(folder) / f"{form}{suffix}"
            begin = time.perf_counter()
            write(path, options.rows)
            progress(f"{title}: made in {time.perf_counter() - begin:.0f} s")
            read[title] = measured(IMPORT, form, path)
            size = f"{number(path.stat().st_size / 1e6)} MB"
            rows.append([title, size, *figures(*read[title])])
            if suffix in (".json", ".geojson"):
                rows.append(["json.loads alone", size, *figures(*measured(LOAD, form, path))])
            path.unlink()
    header = ("File", "Size", "Imported in", "Most memory")
    report.table(
        f"Importing {options.rows:,} records, from the file to the change file", header, rows
    )
    for title, (seconds, most) in read.items():
        # A workbook of 90,000 rows takes openpyxl half a minute by itself: told, not held to it.
        if title != "Table, Excel":
            report.target(f"{title}, time", seconds, MOST_SECONDS, at_least=False, unit=" s")
        report.target(f"{title}, memory", most, MOST_MB, at_least=False, unit=" MB")
    return report.finish()


def measured(work: str, form: str, path: Path) -> tuple[float, float]:
    """Seconds and most megabytes of some work on a file, in a process of its own."""
    command = [sys.executable, "-c", MEASURED.format(work=work), form, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{path.name}: {done.stderr.splitlines()[-1]}")
    seconds, most = done.stdout.splitlines()[-1].split()
    return float(seconds), float(most)


def figures(seconds: float, most: float) -> list[str]:
    return [f"{number(seconds)} s", f"{number(most)} MB"]


if __name__ == "__main__":
    sys.exit(main())
