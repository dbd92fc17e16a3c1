"""``respite-finder review``: places like ours, cases that belong together, plain words."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result

import kept
from kept import HIDDEN, rows_in, run
from made import record
from respite_finder.community.forms import Kind, Submission
from respite_finder.community.store import open_store
from stores import CONTACT, NOW

CHECK = ("--how", "phone", "--source", "https://www.example.org/house", "--on", "2026-07-22")
YES = (*CHECK, "--reason", "she is right")
PLACE = {
    "name": "Blue Door",
    "service_type": "peer_run_center",
    "state": "MA",
    "city": "Northampton",
    "phone": "413-555-0100",
}


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RESPITE_FINDER_DB", str(tmp_path / "store" / "cases.sqlite3"))
    return kept.keep(tmp_path / "data", record(website="https://made.example.org"), HIDDEN)


def sent(said: dict[str, str], kind: Kind = Kind.CHANGE) -> str:
    store = open_store()
    receipt = f"{len(store.cases(None))}"
    place_id = "ma-made-house" if kind is Kind.CHANGE else ""
    number = store.add(Submission(kind, receipt, said, place_id, contact=CONTACT), NOW).number
    store.close()
    return number


def review(places: Path, *words: str | Path) -> Result:
    return run("review", *words, "--file", places)


def told(places: Path, *words: str | Path) -> str:
    return " ".join(review(places, *words).output.split())


def test_a_place_like_ours_is_accepted_only_as_another_place(places: Path) -> None:
    number = sent(PLACE, Kind.PLACE)
    refused = review(places, "accept", number, *YES)
    assert refused.exit_code == 1
    assert "it looks like Made House (ma-made-house" in refused.stderr
    assert "--another-place" in refused.stderr
    done = review(places, "accept", number, *YES, "--another-place")
    assert (done.exit_code, f"{number} is accepted" in done.stderr) == (0, True)


def test_another_town_with_our_phone_is_asked_about_too(places: Path) -> None:
    number = sent(PLACE | {"city": "Greenfield"}, Kind.PLACE)
    assert review(places, "accept", number, *YES).exit_code == 1
    other = sent(PLACE | {"city": "Greenfield", "phone": "413-570-2990"}, Kind.PLACE)
    assert review(places, "accept", other, *YES).exit_code == 0


def test_show_names_our_record_and_what_is_under_way(places: Path) -> None:
    first, second = sent({"phone": "413-570-2990"}), sent({"cost": "free"})
    shown = told(places, "show", first)
    assert "our record: Made House, page /place?place=ma-made-house" in shown
    assert "website: https://made.example.org" in shown
    assert "source: https://example.org/list" in shown
    assert f"open cases about the same record: {second}" in shown
    assert review(places, "list").stdout.count(second) == 2
    assert review(places, "accept", first, *YES).exit_code == 0
    shown = told(places, "show", second)
    assert f"Already accepted in case {first}, and not merged yet." in shown
    assert "phone: 413-555-0100 -> 413-570-2990" in shown
    assert "open cases" not in shown
    out = places.parent.parent / "out.jsonl"
    run("review", "export", "-o", out)
    assert run("merge", out, "--file", places).exit_code == 0
    assert "Already accepted" not in told(places, "show", second)


def test_what_came_too_late_for_a_merge_can_be_put_in_by_hand(places: Path) -> None:
    number = sent({"phone": "413-570-2990"})
    out = places.parent.parent / "out.jsonl"
    assert review(places, "accept", number, *YES, "-o", out).exit_code == 0
    day = ("--on", "2026-07-22", "--how", "phone", "--source", "https://www.example.org/house")
    run("verify", "ma-made-house", *day, "--set", "phone=413-570-2991", "--file", places)
    late = run("merge", out, "--file", places)
    assert late.exit_code == 1
    assert "respite-finder verify ma-made-house" in late.output
    assert "--set phone=413-570-2990" in late.output
    assert rows_in(places)["ma-made-house"]["phone"] == "413-570-2991"


def test_the_address_of_a_respite_is_private_and_it_says_why(places: Path) -> None:
    respite = {"service_type": "peer_respite", "zip": "01301", "phone": "413-570-2990"}
    number = sent(PLACE | respite, Kind.PLACE)
    assert "counts as private until you know better" in told(places, "show", number)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "G6WF"), "There is no case 'G6WF'."),
        (("accept", "G6WF", *YES), "There is no case 'G6WF'."),
        (("accept", "{number}", *CHECK, "--reason", " "), "--reason: say in a few words why"),
        (("accept", "{number}", *YES, "--on", "soon"), "--on 'soon': give the day of the check"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(
    places: Path, words: tuple[str, ...], said: str
) -> None:
    number = sent({"phone": "413-570-2990"})
    assert said in told(places, *(word.format(number=number) for word in words))
