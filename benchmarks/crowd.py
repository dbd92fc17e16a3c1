"""How long a visitor waits for a search: alone, and while machines flood the forms.

    python benchmarks/crowd.py             # text, about three minutes
    python benchmarks/crowd.py --markdown  # the table of docs/performance.md

A real server and real web sockets. A visitor opens the finder, types 01060 and waits for the
answer: alone, while 4 and 20 machines send 10,000 forms as fast as the server takes them, and, in
a second server, with the framework's search for garbage after every run, which we switch off. Exit
status 1 if a visitor waits longer than ten seconds.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median

from report import Report, machine_line, number, progress
from served import served

from respite_finder.resources import ROOT

sys.path.insert(0, str(ROOT / "tests"))

from websockets.exceptions import ConnectionClosed

from flooding import Machine

FORMS = 10_000
SEARCHES = 8
MOST_SECONDS = 10.0
BOX = "Where are you? ZIP code, or town and state"


def search(base: str) -> float:
    """Seconds from opening the finder to its answer."""
    start = time.perf_counter()
    with Machine(base) as visitor:
        visitor.send()
        visitor.hear("Find places")
        visitor.fill({BOX: "01060"})
        visitor.send("Find places")
        visitor.hear(word="Northampton")
    return time.perf_counter() - start


def flood(base: str, forms: int, ready: threading.Barrier, sent: list[int]) -> None:
    with Machine(base, "suggest", "form=message") as machine:
        machine.send()
        machine.hear("Send")
        field = next(label for label in machine.widgets if label.startswith("Your message"))
        ready.wait()
        for form in range(forms):
            machine.fill({field: f"Buy our pills {form}"})
            try:
                machine.send("Send")
            except ConnectionClosed:
                return
            sent.append(1)


def waits(base: str, machines: int = 0) -> tuple[list[float], int]:
    """What searches take beside so many machines, and how many forms these could send."""
    sent: list[int] = []
    if machines:
        ready = threading.Barrier(machines + 1)
        for _ in range(machines):
            arguments = (base, FORMS // machines, ready, sent)
            threading.Thread(target=flood, args=arguments, daemon=True).start()
        ready.wait()
    times = [search(base) for _ in range(SEARCHES)]
    return times, len(sent)


def measure(
    name: str, garbage: str, machines: tuple[int, ...], calm: list[float], report: Report
) -> list[list[str]]:
    """The rows of one server; ``calm`` holds what a search alone takes as we run it."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        env = {
            "RESPITE_FINDER_DB": str(Path(folder) / "cases.sqlite3"),
            "STREAMLIT_RUNNER_POST_SCRIPT_GC": garbage,
        }
        with served(ROOT / "streamlit_app.py", env) as server:
            search(server.url)
            for count in machines:
                progress(f"{name}, {count} machines")
                times, sent = waits(server.url, count)
                calm[:] = calm or [median(times)]
                who = f"{count} machines, {sent:,} forms sent" if count else "alone"
                rows.append(
                    [
                        f"{name}: {who}",
                        number(median(times), "s"),
                        number(max(times), "s"),
                        f"{median(times) / calm[0]:.2f}x",
                    ]
                )
                if garbage == "false":
                    report.target(who, max(times), MOST_SECONDS, at_least=False, unit=" s")
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--markdown", action="store_true", help="print Markdown")
    report = Report(markdown=parser.parse_args().markdown)
    report.note(machine_line("streamlit", "websockets"))
    calm: list[float] = []
    rows = measure("As we run it", "false", (0, 4, 20), calm, report)
    rows += measure("With a search for garbage after every run", "true", (0,), calm, report)
    columns = ["Visitor", "Median wait", "Longest", "Against alone, as we run it"]
    report.table("A search in a crowd", columns, rows)
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
