"""My list: what is saved, its order, what is taken away and comes back."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from respite_finder.app.shortlist import MOST, MOST_COMPARED, Shortlist

ABC = Shortlist(("a", "b", "c"))
IDS = st.sampled_from([f"ma-{n}" for n in range(MOST + 5)])
MANY = st.lists(IDS, max_size=MOST + 5)
ACTIONS: st.SearchStrategy[Callable[[Shortlist], Shortlist]] = st.one_of(
    st.builds(lambda one: lambda mine: mine.add(one), IDS),
    st.builds(lambda one: lambda mine: mine.remove(one), IDS),
    st.builds(lambda one, by: lambda mine: mine.move(one, by), IDS, st.integers()),
    st.builds(lambda ids: lambda mine: mine.take(ids), MANY),
    st.builds(lambda ids: lambda mine: mine.join(ids), MANY),
    st.builds(lambda one, on: lambda mine: mine.compare(one, on=on), IDS, st.booleans()),
    st.just(lambda mine: mine.undo()),
)


@given(st.lists(ACTIONS, max_size=20))
def test_whatever_is_done_it_stays_a_list(actions: list[Callable[[Shortlist], Shortlist]]) -> None:
    mine = Shortlist()
    for act in actions:
        mine = act(mine)
        assert len(mine.ids) == len(set(mine.ids)) <= MOST
        assert set(mine.compared) <= set(mine.ids)
        assert len(mine.compared) == len(set(mine.compared)) <= MOST_COMPARED


def test_a_place_moves_as_far_as_there_is_room() -> None:
    mine = Shortlist(("a", "b", "c"))
    assert mine.move("a", 10**30).ids == ("b", "c", "a")
    assert mine.move("c", -(10**30)).ids == ("c", "a", "b")


@given(MANY, st.data())
def test_what_was_removed_comes_back_where_it_was(ids: list[str], data: st.DataObject) -> None:
    mine = Shortlist().join(ids)
    if mine.ids:
        one = data.draw(st.sampled_from(mine.ids))
        less = mine.remove(one)
        assert one not in less.ids
        assert less.undo().ids == mine.ids
        assert less.undo().last is None
        # The button on a card says "Save" again: pressed, it is an undo too.
        assert less.add(one).ids == mine.ids


@given(MANY, MANY)
def test_a_list_that_was_replaced_comes_back(own: list[str], other: list[str]) -> None:
    mine = Shortlist().join(own)
    taken = mine.take(other)
    assert taken.ids == Shortlist().join(other).ids
    lost = set(mine.ids) - set(taken.ids)
    assert bool(taken.last) is bool(lost)
    if lost:
        assert set(taken.undo().ids) == set(mine.ids)


@given(MANY, MANY)
def test_joining_keeps_mine_first_and_fills_up(own: list[str], other: list[str]) -> None:
    mine = Shortlist().join(own)
    both = mine.join(other).ids
    assert both[: len(mine.ids)] == mine.ids
    assert len(both) == min(MOST, len({*mine.ids, *other}))


def test_what_was_saved_after_a_removal_stays_when_it_is_undone() -> None:
    assert ABC.remove("b").add("d").undo().ids == ("a", "b", "c", "d")


def test_moving_goes_as_far_as_there_are_places() -> None:
    assert ABC.move("b", -1).ids == ("b", "a", "c")
    assert ABC.move("b", 1).ids == ("a", "c", "b")
    assert ABC.move("a", -1).ids == ABC.ids
    assert ABC.move("c", 1).ids == ABC.ids
    assert ABC.move("x", 1).ids == ABC.ids


def test_a_full_list_takes_no_more() -> None:
    full = Shortlist().join(f"ma-{n}" for n in range(MOST))
    assert full.full
    assert full.add("ma-more") is full
    # What is brought back into a full list has its place; the last one has none.
    assert full.remove("ma-0").add("ma-more").undo().ids == full.ids


def test_a_fifth_place_is_not_compared_until_one_is_taken_away() -> None:
    mine = Shortlist(("a", "b", "c", "d", "e"))
    for one in mine.ids:
        mine = mine.compare(one, on=True)
    assert mine.compared == ("a", "b", "c", "d")
    assert mine.compare("b", on=False).compare("e", on=True).compared == ("a", "c", "d", "e")
    assert mine.compare("x", on=True).compared == mine.compared
