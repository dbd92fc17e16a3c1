"""The page "Call or text now": crisis lines, then warmlines, told anew each minute."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from respite_finder import i18n, load_places
from respite_finder.lines import crisis_lines, warmlines

MAIN = Path(__file__).resolve().parents[1] / "respite_finder" / "app" / "main.py"
NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The page's clock, at noon in the East on a Monday."""
    monkeypatch.setattr("respite_finder.lines.now", lambda: NOON)
    return monkeypatch


def open_page(**params: str) -> AppTest:
    at = AppTest.from_file(str(MAIN), default_timeout=60)
    for name, value in params.items():
        at.query_params[name] = value
    at = at.run().switch_page("views/lines.py").run()
    assert not at.exception
    return at


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """AppTest makes the labels of a choice in the test's own thread."""
    i18n.use(code)
    try:
        yield
    finally:
        i18n.use(i18n.SOURCE)


def search(at: AppTest, place: str) -> AppTest:
    at.text_input(key="place").set_value(place)
    return next(button for button in at.button if button.label == "Find places").click().run()


def choose(at: AppTest, state: str) -> AppTest:
    return at.selectbox(key="lines_state").set_value(state).run()


def cards(at: AppTest) -> list[str]:
    blocks = "".join(block.value for block in at.get("html"))
    return re.findall(r'<article class="card" aria-label="([^"]*)"', blocks)


def status(at: AppTest) -> str:
    blocks = [block.value for block in at.get("html") if 'role="status"' in block.value]
    return blocks[-1]


def subheaders(at: AppTest) -> list[str]:
    return [header.value for header in at.subheader]


def test_crisis_lines_first_then_the_warmlines_of_the_whole_country(
    moment: pytest.MonkeyPatch,
) -> None:
    at = open_page()
    shown = cards(at)
    assert len(shown) > 15
    assert shown[0].startswith("988 Suicide")
    assert len(crisis_lines()) == 9
    assert "NAMI HelpLine" in shown[9:]
    assert "Florida Warm Line" not in shown
    assert [header.value for header in at.header] == ["Crisis lines", "Warmlines"]
    assert "person who has been there" in " ".join(block.value for block in at.markdown)


def test_a_chosen_state_shows_its_lines_first_and_counts_those_that_are_open(
    moment: pytest.MonkeyPatch,
) -> None:
    at = choose(open_page(), "CA")
    expected = warmlines(load_places(), state="CA", when=NOON)
    elsewhere = [line for line in expected if line.serves == "area"]
    near = [line for line in expected if line not in elsewhere]
    assert cards(at)[9:] == [line.record["name"] for line in (*near, *elsewhere)]
    count = sum(line.group == "open" for line in near)
    assert f"{count} warmlines are open now for California" in status(at)
    groups = ["Open now", "Opens later", "Hours not known"]
    shown = [
        group
        for group, key in zip(groups, ("open", "later", "unknown"), strict=True)
        if any(line.group == key for line in near)
    ]
    assert subheaders(at) == [*shown, "Only for a part of California"]


def test_a_line_for_the_county_that_was_searched_is_one_of_the_states_own(
    moment: pytest.MonkeyPatch,
) -> None:
    at = search(AppTest.from_file(str(MAIN), default_timeout=60).run(), "85003")
    at = at.switch_page("views/lines.py").run()
    text = "".join(block.value for block in at.get("html"))
    before, after = text.split("Maricopa County Warmline", 1)
    assert "Hope, Inc. Warmline" in before + after
    assert "Only for a part of Arizona" not in subheaders(at)


def test_the_state_of_the_search_is_the_first_choice_until_another_is_made(
    moment: pytest.MonkeyPatch,
) -> None:
    at = open_page()
    assert at.selectbox(key="lines_state").value == ""
    at.session_state["home_state"] = "MA"
    assert at.run().selectbox(key="lines_state").value == "MA"
    assert "Boston Peer Support Line" in cards(at)
    assert choose(at, "").selectbox(key="lines_state").value == ""
    assert at.run().selectbox(key="lines_state").value == ""
    at.session_state["home_state"] = "VT"
    assert at.run().selectbox(key="lines_state").value == "VT"


def test_at_night_the_few_that_are_open_come_first_and_the_others_say_when(
    moment: pytest.MonkeyPatch,
) -> None:
    moment.setattr("respite_finder.lines.now", lambda: NIGHT)
    at = choose(open_page(), "MA")
    found = warmlines(load_places(), state="MA", when=NIGHT)
    count = sum(line.group == "open" for line in found)
    assert 0 < count < len(found) / 2
    assert f"{count} warmlines are open now for Massachusetts" in status(at)
    shown = "".join(block.value for block in at.get("html"))
    assert "Opens today at" in shown
    moment.setattr("respite_finder.lines.now", lambda: datetime(2026, 11, 23, 20, 20, tzinfo=UTC))
    at.run()
    assert "Opens in 40 minutes" in "".join(block.value for block in at.get("html"))


def test_a_state_without_a_line_says_so_and_shows_those_for_the_whole_country(
    moment: pytest.MonkeyPatch,
) -> None:
    at = choose(open_page(), "GU")
    assert any("We know no warmline for Guam alone" in block.value for block in at.markdown)
    assert "Military Helpline" in cards(at)


def test_in_spanish_the_page_opens_and_its_list_follows_a_choice(
    moment: pytest.MonkeyPatch,
) -> None:
    with speaking("es"):
        at = choose(open_page(lang="es"), "NC")
    assert not at.exception
    assert len(cards(at)) > 15


def test_a_broken_file_of_crisis_lines_still_says_whom_to_call(
    moment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "crisis_lines.csv"
    broken.write_text("id\n988\n", encoding="utf-8")
    moment.setattr("respite_finder.lines.crisis_lines.__wrapped__.__defaults__", (broken,))
    from respite_finder import lines

    lines.crisis_lines.cache_clear()
    try:
        at = open_page()
    finally:
        moment.undo()
        lines.crisis_lines.cache_clear()
    assert "Call or text 988" in at.error[-1].value
    assert "NAMI HelpLine" in cards(at)
