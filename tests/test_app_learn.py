"""The learn pages without a browser: the overview, each page, each kind, and the way back."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from respite_finder import i18n
from respite_finder.app import pages
from respite_finder.app.components.learn_near import count_words
from respite_finder.learning import ABOUT_RESPITES, kind_text, learn_pages, mended_pages
from respite_finder.resources import LEARN
from respite_finder.schema import ServiceType
from respite_finder.shipped import shipped_places
from visiting import MAIN, SECONDS, html, search, visit

KINDS = [kind.value for kind in ServiceType]
NAMES = [page.name for page in learn_pages("en")]


def learn(**params: str) -> AppTest:
    at = AppTest.from_file(str(MAIN), default_timeout=SECONDS).switch_page(pages.LEARN)
    for name, value in params.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def linked(at: AppTest) -> list[str]:
    """Addresses of ours inside the text."""
    return [unescape(one) for one in re.findall(r'href="(\./[^"]*)" ?[^>]*data-within', html(at))]


def test_the_overview_leads_to_every_page_every_kind_and_the_evidence() -> None:
    at = learn()
    assert [title.value for title in at.title] == ["What is peer support?"]
    wanted = [f"./learn?about={name}" for name in (*NAMES, *KINDS)]
    assert set(linked(at)) == {*wanted, "./evidence"}


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_one_title_and_something_to_read_next(name: str) -> None:
    at = learn(about=name)
    text = html(at)
    assert text.count("<h1") == 1
    after = NAMES[NAMES.index(name) + 1 :][:1]
    assert ("Read next:" in text) == bool(after)
    assert {"./learn", *(f"./learn?about={one}" for one in after)} <= set(linked(at))
    assert not at.title


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_says_what_it_is_and_leads_to_its_places(kind: str) -> None:
    at = learn(about=kind)
    text = html(at)
    told = kind_text(kind, "en")
    assert told is not None
    assert f"<h1>{told.title}</h1>" in text
    assert "What to say on the phone" in text
    assert "Sources of this note" in text
    (near,) = [address for address in linked(at) if address.startswith("./?")]
    assert parse_qs(urlsplit(near).query) == {"kinds": [kind]}
    assert count_words(kind, shipped_places()) in text


def test_closed_places_are_not_counted() -> None:
    places = shipped_places()
    closed = places.assign(status="closed")
    assert count_words("peer_respite", closed) == "We do not know any yet."
    one = closed.copy()
    one.loc["ma-afiya", "status"] = "listed"
    assert count_words("peer_respite", one) == "We know of 1."


@pytest.mark.parametrize("name", ["no-such-page", "../recovery", "<b>x</b>", "x" * 400, "Ä"])
def test_an_unknown_name_gets_a_sentence_and_every_page(name: str) -> None:
    at = learn(about=name)
    assert [info.value for info in at.info] == [
        "We have no page of that name. These are all of them."
    ]
    assert len(linked(at)) == len(NAMES) + len(KINDS) + 1


def test_capitals_and_spaces_in_a_name_do_no_harm() -> None:
    assert "Recovery and its four sides" in html(learn(about=" Recovery "))
    assert not learn(about="  ").info


def test_a_card_and_a_place_explain_their_kind() -> None:
    at = search(visit(kinds="peer_respite"), "01060")
    assert set(linked(at)) == {"./learn?about=peer_respite"} | {
        f"./learn?about={kind}" for kind in kinds_shown(at)
    }
    at.switch_page(pages.PLACE)
    at.query_params["place"] = "ma-afiya"
    at.run()
    assert linked(at)[0] == "./learn?about=peer_respite"
    assert "./learn?about=what-a-stay-is-like" in linked(at)
    assert "More about this kind of help" in html(at)


def kinds_shown(at: AppTest) -> set[str]:
    return set(re.findall(r"learn\?about=(\w+)", html(at)))


def test_the_way_to_the_places_keeps_what_was_chosen_and_where_from() -> None:
    at = search(visit(radius="100", free="yes"), "01060")
    at.switch_page(pages.LEARN)
    at.query_params.clear()
    at.query_params["about"] = "clubhouse"
    at.run()
    (near,) = [address for address in linked(at) if address.startswith("./?")]
    chosen = {name: values[0] for name, values in parse_qs(urlsplit(near).query).items()}
    assert chosen == {"kinds": "clubhouse", "radius": "100", "free": "yes"}
    at.switch_page(pages.FIND)
    at.query_params.clear()
    for name, value in chosen.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    assert at.session_state["kinds"] == ["clubhouse"]
    assert at.text_input(key="place").value == "01060"
    assert "01060" not in near


def test_the_other_links_of_an_explanation_leave_the_filters_alone() -> None:
    i18n.use("es")  # AppTest reads labels in the thread of the test
    at = search(visit(kinds="warmline", radius="100", lang="es"), "01060")
    at.switch_page(pages.LEARN)
    at.query_params.clear()
    at.query_params["about"] = "clubhouse"
    at.run()
    at.switch_page(pages.FIND)
    at.query_params.clear()
    at.query_params["lang"] = "es"
    at.run()
    i18n.use("en")
    assert at.session_state["kinds"] == ["warmline"]
    assert at.session_state["radius"] == "100"


def test_in_spanish_the_pages_are_spanish_and_so_are_their_links() -> None:
    at = learn(about="what-a-stay-is-like", lang="es")
    i18n.use("en")
    text = html(at)
    assert "<h1>Cómo es una estadía</h1>" in text
    assert all(parse_qs(urlsplit(address).query)["lang"] == ["es"] for address in linked(at))


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One page and one text of a kind with a bad link."""
    folder = Path(shutil.copytree(LEARN, tmp_path / "learn"))
    for name in ("recovery", "kinds/clubhouse"):
        (folder / "en" / f"{name}.md").write_text("# T\n\nSee [it](learn:nowhere).\n", "utf-8")
    monkeypatch.setattr(
        "respite_finder.learning.learn_pages", lambda language, *_: learn_pages(language, folder)
    )
    monkeypatch.setattr(
        "respite_finder.learning.mended_pages", lambda language: mended_pages(language, folder)
    )
    monkeypatch.setattr(
        "respite_finder.learning.kind_text",
        lambda kind, language: kind_text(kind, language, folder),
    )


def test_a_broken_page_takes_no_other_with_it(broken: None) -> None:
    at = learn(about="recovery")
    assert [info.value for info in at.info] == [
        "This page is being mended. You can read all of these."
    ]
    assert "./learn?about=recovery" not in linked(at)
    assert len(linked(at)) == len(NAMES) + len(KINDS)
    assert not at.error
    assert ".md" not in html(at)
    assert "How to choose</h1>" in html(learn(about="how-to-choose"))


def test_a_kind_without_its_text_still_tells_what_it_is(broken: None) -> None:
    text = html(learn(about="clubhouse"))
    assert "<h1>Clubhouse</h1>" in text
    assert "What to say on the phone" in text


@pytest.mark.parametrize("name", ABOUT_RESPITES)
def test_who_reads_of_a_stay_finds_the_houses_near(name: str) -> None:
    at = learn(about=name)
    assert "Find peer respites near you" in html(at)
    assert count_words("peer_respite", shipped_places()) in html(at)
    at = search(visit(radius="100"), "01060")
    at.switch_page(pages.LEARN)
    at.query_params.clear()
    at.query_params["about"] = name
    at.run()
    assert re.search(r"\d+ places? within 100 miles of Northampton, MA", html(at))
