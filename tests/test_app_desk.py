"""My list without a browser: saved on one page, kept on every page, ordered, compared."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from desk import list_link, names, open_list, press
from respite_finder.app import pages, shortlist
from respite_finder.i18n import use
from respite_finder.locate import locate
from visiting import address, html, search, visit

THREE = "ma-afiya,vt-alyssum,ma-boston-peer-support-line"
FIVE = f"{THREE},ma-karaya,ak-polaris-house"


def test_a_place_is_saved_from_its_card_and_counted_at_once() -> None:
    at = search(visit(), "01060")
    assert list_link(at) == "My list"
    press(at, "save result ma-afiya")
    assert list_link(at) == "My list (1)"
    assert at.button(key="save result ma-afiya").label == "On my list: remove"
    assert names(open_list(at)) == ["Afiya"]
    assert address(at) == {"places": "ma-afiya"}


def test_the_button_on_a_card_takes_it_away_again() -> None:
    at = press(search(visit(), "01060"), "save result ma-afiya")
    press(at, "save result ma-afiya")
    assert list_link(at) == "My list"
    assert at.button(key="save result ma-afiya").label == "Save to my list"


def test_a_place_is_saved_from_its_mark_and_from_its_page() -> None:
    at = search(visit(), "01060")
    at.session_state["chosen"] = "ma-afiya"
    at.session_state["chosen_by"] = "mark"
    press(at.run(), "save mark ma-afiya")
    at.switch_page(pages.PLACE)
    at.query_params["place"] = "vt-alyssum"
    press(at.run(), "save place vt-alyssum")
    assert list_link(at) == "My list (2)"
    assert names(open_list(at)) == ["Afiya", "Alyssum"]


def test_nobody_can_save_a_place_that_is_closed() -> None:
    at = visit().switch_page(pages.PLACE)
    at.query_params["place"] = "wi-grassroots-wellness-respite"
    at.run()
    assert "Closed. Do not go there" in html(at)
    assert not [button for button in at.button if str(button.key).startswith("save ")]


def test_a_full_list_says_so_on_every_card() -> None:
    at = search(visit(), "01060")
    shown = [str(b.key).split()[-1] for b in at.button if str(b.key).startswith("save result")]
    others = [f"xx-{n}" for n in range(shortlist.MOST - 1)]
    at.session_state["shortlist"] = shortlist.Shortlist((shown[0], *others))
    at.run()
    button = at.button(key=f"save result {shown[1]}")
    assert (button.label, button.disabled) == ("My list is full (50)", True)
    assert not at.button(key=f"save result {shown[0]}").disabled


def test_an_empty_list_says_how_to_fill_it() -> None:
    at = open_list(visit())
    assert "press “Save to my list”" in at.markdown[0].value
    assert [link.proto.label for link in at.get("page_link")].count("Find a place") == 2
    assert not at.selectbox


def test_removed_by_mistake_it_comes_back_where_it_was() -> None:
    at = press(open_list(visit(), THREE), "remove vt-alyssum")
    assert names(at) == ["Afiya", "Boston Peer Support Line"]
    # The way back stands where the card was.
    order = ['aria-label="Afiya"', "Alyssum was removed.", 'aria-label="Boston']
    assert sorted(order, key=html(at).index) == order
    assert list_link(at) == "My list (2)"
    assert address(at) == {"places": "ma-afiya,ma-boston-peer-support-line"}
    press(at, "undo")
    assert names(at) == ["Afiya", "Alyssum", "Boston Peer Support Line"]
    assert address(at) == {"places": THREE}
    assert "was removed" not in html(at)


def test_the_last_place_can_be_brought_back_too() -> None:
    at = press(open_list(visit(), "ma-afiya"), "remove ma-afiya")
    assert address(at) == {}
    assert names(press(at, "undo")) == ["Afiya"]


def test_moved_up_and_down() -> None:
    at = press(open_list(visit(), THREE), "down ma-afiya")
    assert names(at) == ["Alyssum", "Afiya", "Boston Peer Support Line"]
    assert address(at)["places"].startswith("vt-alyssum,ma-afiya")
    press(at, "up ma-boston-peer-support-line")
    assert names(at) == ["Alyssum", "Boston Peer Support Line", "Afiya"]
    assert at.button(key="up vt-alyssum").help == "Alyssum is the first already"
    assert names(press(at, "up vt-alyssum"))[0] == "Alyssum"


def test_sorted_by_name_and_kind_and_back_to_my_order() -> None:
    at = open_list(visit(), FIVE)
    mine = names(at)
    assert at.selectbox(key="list_order").options == ["My order", "By name", "By kind of help"]
    by_name = names(at.selectbox(key="list_order").set_value("name").run())
    assert by_name == sorted(mine)
    by_kind = names(at.selectbox(key="list_order").set_value("kind").run())
    assert by_kind == ["Afiya", "Alyssum", "Karaya", "Boston Peer Support Line", "Polaris House"]
    assert not [button for button in at.button if str(button.key).startswith("up ")]
    assert names(at.selectbox(key="list_order").set_value("mine").run()) == mine


def test_nearest_first_only_for_who_searched_and_never_in_the_address() -> None:
    at = open_list(visit(), FIVE)
    assert " miles" not in html(at)
    at.session_state["origin"] = locate("01605")
    at.run()
    at.selectbox(key="list_order").set_value("nearest").run()
    assert names(at)[:2] == ["Karaya", "Afiya"]
    assert names(at)[-1] == "Boston Peer Support Line"
    assert re.search(r"<strong>about \d+ miles?", html(at))
    assert address(at) == {"places": FIVE}
    assert "01605" not in html(at)


def test_the_order_and_the_list_stay_while_another_page_is_shown() -> None:
    at = open_list(visit(), FIVE)
    at.selectbox(key="list_order").set_value("name").run()
    at.switch_page(pages.DATA).run()
    assert list_link(at) == "My list (5)"
    assert names(open_list(at)) == sorted(names(at))
    assert at.selectbox(key="list_order").value == "name"


def test_another_language_keeps_the_list() -> None:
    at = press(search(visit(), "01060"), "save result ma-afiya")
    open_list(at)
    at.query_params["lang"] = "es"
    at.run()
    use("en")
    assert not at.exception
    assert names(at) == ["Afiya"]
    assert address(at) == {"places": "ma-afiya", "lang": "es"}


def tick(at: AppTest, place_id: str) -> None:
    at.checkbox(key=f"compared {place_id}").check().run()
    assert not at.exception


def test_four_are_compared_and_a_fifth_is_refused_with_the_reason() -> None:
    at = open_list(visit(), FIVE)
    ids = FIVE.split(",")
    assert "<table>" not in html(at)
    for place_id in ids[:4]:
        tick(at, place_id)
    heads = html(at).split("<thead>")[1].split("</thead>")[0]
    assert heads.count('<th scope="col">') == 5
    assert "That is the most." in at.info[0].value
    fifth = at.checkbox(key=f"compared {ids[4]}")
    assert fifth.disabled
    assert fifth.label == "Compare Polaris House: not possible, 4 are chosen"
    at.checkbox(key=f"compared {ids[0]}").uncheck().run()
    assert not at.checkbox(key=f"compared {ids[4]}").disabled


def test_what_is_removed_is_not_compared_any_more() -> None:
    at = open_list(visit(), THREE)
    for place_id in ("ma-afiya", "vt-alyssum"):
        tick(at, place_id)
    press(at, "remove ma-afiya")
    heads = html(at).split("<thead>")[1].split("</thead>")[0]
    assert "Afiya" not in heads
    assert "Alyssum" in heads


@pytest.mark.parametrize("sent", ["Nearest first", "Por nombre", "", None, 7, ["name"]])
def test_an_order_that_nobody_offers_is_my_order(sent: object) -> None:
    at = visit()
    at.session_state["list_order"] = sent
    open_list(at, THREE)
    assert names(at) == ["Afiya", "Alyssum", "Boston Peer Support Line"]
