"""``CHANGES.md``: short on a large day, by name on a small one, the same on every day."""

from __future__ import annotations

from datetime import date

from kept import HIDDEN
from made import record
from respite_finder.coverage.releases import Release, read_published
from respite_finder.documents.changes import MOST_NAMED, changes_report
from respite_finder.i18n import speaking
from respite_finder.news import published_news
from test_news import DAYS, FIRST, SECRETS, said, told


def test_the_shipped_one_is_short_and_names_who_is_no_longer_confirmed() -> None:
    text = changes_report(published_news(), read_published().releases)
    assert text.startswith("# What changed in the data\n\nMade by `respite-finder document`")
    assert text.count("\n") < 250
    assert "`ct-gloria-house`): It is no longer confirmed: call first." in text
    assert "| Massachusetts | `/changes/MA.atom` |" in text
    with speaking("es"):
        assert changes_report(published_news(), read_published().releases) == text


def test_a_small_day_tells_each_record_and_a_large_one_counts() -> None:
    ids = [f"ma-{number}" for number in range(MOST_NAMED + 1)]
    rows = [record(place_id=name, name=f"House {name}") for name in ids]
    log = [said("update", "hours", "", "x", id=name) for name in ids]
    small = changes_report(told(log[1:], *rows), [FIRST])
    assert small.count("What changed: the hours.") == MOST_NAMED
    closed = said("update", "status", "active", "closed", id="ma-c")
    rows.append(record(place_id="ma-c", name="Gone", status="closed"))
    large = changes_report(told([*log, closed], *rows), [FIRST])
    assert "What changed: the hours." not in large
    assert f"| Massachusetts | `/changes/MA.atom` | {MOST_NAMED + 1} |" in large
    assert "Gone, Northampton, MA (`ma-c`): It has closed. Do not go there." in large


def test_descriptions_of_a_small_day_are_one_line_with_every_record() -> None:
    ids = [f"ma-{number}" for number in range(3)]
    log = [said("update", "description", "", "x", id=name) for name in ids]
    text = changes_report(told(log, *(record(place_id=name, name=name) for name in ids)), [FIRST])
    assert "- Massachusetts: 3 descriptions were rewritten: `ma-0`, `ma-1`, `ma-2`\n" in text


def test_each_release_tells_its_own_changes() -> None:
    later = Release("2026.12.0", date(2026, 12, 1), "corrections of November", 1)
    log = [said("update", "hours", "", "x"), said("update", "cost", "", "free", on=DAYS[1])]
    text = changes_report(told(log, releases=(FIRST, later)), [FIRST, later])
    now, then = text.split("## Version 2026.12.0 (December 1, 2026)\n\nCorrections of November.")
    assert "## Since version 2026.12.0" in now
    assert "the cost" in now
    assert "the hours" not in now
    assert "the hours" in then.split("## Version 2026.11.0")[0]
    assert "Nothing has changed." in changes_report([], [FIRST])


def test_nothing_secret_and_no_markdown_of_a_name_is_in_it() -> None:
    log = [said("update", "street", SECRETS[0], SECRETS[0], id="ma-hidden-house"), said("verify")]
    text = changes_report(told(log, HIDDEN, record(name="<b>*x*\n# [y](z)")), [FIRST])
    assert "Secret" not in text
    assert "\\<b\\>\\*x\\* \\# \\[y\\](z)" in text
