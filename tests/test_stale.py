"""What to check next: the longest unchecked first, and of these what visitors need most."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept import TODAY
from made import VIRTUAL, WITHHELD, record
from respite_finder.places import to_frame
from respite_finder.schema import OFF_BY_DEFAULT, ServiceType, Status
from respite_finder.text import freshness
from respite_finder.upkeep.stale import MOST_USED, ORDER, stale

AGEING, OLD, FRESH = "2025-06", "2020", "2026-07-21"


def frame(*changes: dict[str, str]) -> pd.DataFrame:
    rows = [record({"place_id": f"ma-{n}"}, made) for n, made in enumerate(changes)]
    return to_frame(rows)


def ids(places: pd.DataFrame, **how: object) -> list[str]:
    return [due.place_id for due in stale(places, today=TODAY, **how)]  # type: ignore[arg-type]


def test_undated_comes_before_old_before_ageing_and_fresh_is_not_due() -> None:
    places = frame(*({"source_date": day} for day in (FRESH, AGEING, OLD, "")))
    assert ids(places) == ["ma-3", "ma-2", "ma-1"]
    assert [due.freshness for due in stale(places, today=TODAY)] == ["undated", "old", "ageing"]


def test_within_a_band_the_types_visitors_need_most_come_first() -> None:
    kinds = ("support_group_network", "clubhouse", "warmline", "peer_respite")
    places = frame(*({"source_date": OLD, "service_type": kind} for kind in kinds))
    assert ids(places) == ["ma-3", "ma-2", "ma-1", "ma-0"]


def test_within_a_type_the_oldest_comes_first_and_then_the_id() -> None:
    days = ("2023-01", "2020-06-01", "2020", "2020")
    places = frame(*({"source_date": day} for day in days))
    assert ids(places) == ["ma-2", "ma-3", "ma-1", "ma-0"]


def test_the_band_goes_before_the_type() -> None:
    places = frame(
        {"source_date": AGEING, "service_type": "peer_respite"},
        {"source_date": OLD, "service_type": "support_group_network"},
    )
    assert ids(places) == ["ma-1", "ma-0"]


@pytest.mark.parametrize("status", ["closed", "planned"])
def test_what_visitors_never_see_is_not_listed(status: str) -> None:
    assert ids(frame({"source_date": OLD, "status": status})) == []


def test_a_type_that_is_off_by_default_is_listed_only_when_asked_for() -> None:
    places = frame({"source_date": OLD, "service_type": "treatment_with_peer_support"})
    assert ids(places) == []
    assert ids(places, service_types=["treatment_with_peer_support"]) == ["ma-0"]


def test_only_the_types_asked_for() -> None:
    places = frame({"source_date": OLD}, {"source_date": OLD, "service_type": "clubhouse"})
    assert ids(places, service_types={"clubhouse"}) == ["ma-1"]


def test_at_most_so_many_and_all_when_no_limit_is_set() -> None:
    places = frame(*[{"source_date": OLD}] * 25)
    assert len(ids(places)) == 20
    assert len(ids(places, limit=3)) == 3
    assert len(ids(places, limit=None)) == 25


@pytest.mark.parametrize(
    ("cells", "reach"),
    [
        ({"phone": "413-555-0100", "website": "https://example.org"}, "call 413-555-0100"),
        ({"phone": "413-555-0100", "phone_extension": "7"}, "call 413-555-0100 ext. 7"),
        ({"phone": "", "text_line": "741741", "email": "info@example.org"}, "text 741741"),
        ({"phone": "", "website": "https://example.org"}, "https://example.org"),
        ({"phone": "", "email": "info@example.org"}, "info@example.org"),
        ({"phone": ""}, "no way known: see the source"),
    ],
)
def test_each_says_how_to_reach_it(cells: dict[str, str], reach: str) -> None:
    (due,) = stale(frame({"source_date": OLD, **cells}), today=TODAY)
    assert (due.reach, due.source_url) == (reach, "https://example.org/list")


def test_a_year_to_the_month_is_fresh_and_a_month_more_is_due() -> None:
    places = frame({"source_date": "2025-11-01"}, {"source_date": "2025-10-31"})
    assert ids(places) == ["ma-1"]


def test_what_is_due_depends_on_the_day_that_is_asked_for() -> None:
    places = frame({"source_date": FRESH})
    assert stale(places, today=date(2026, 7, 21)) == []
    assert [due.freshness for due in stale(places, today=date(2028, 1, 1))] == ["ageing"]
    assert [due.freshness for due in stale(places, today=date(2030, 1, 1))] == ["old"]


def test_withheld_and_phone_only_records_are_due_too_and_nothing_is_changed() -> None:
    places = frame({**WITHHELD, "source_date": OLD}, {**VIRTUAL, "source_date": OLD})
    before = places.copy()
    assert ids(places) == ["ma-0", "ma-1"]
    pd.testing.assert_frame_equal(places, before)


def test_the_shipped_dataset_lists_every_record_that_is_due_once(places: pd.DataFrame) -> None:
    shown = places.loc[places["status"].isin([Status.ACTIVE, Status.LISTED])]
    shown = shown.loc[~shown["service_type"].isin(OFF_BY_DEFAULT)]
    due = {
        str(name) for name, day in shown["source_date"].items() if freshness(day, TODAY) != "fresh"
    }
    listed = ids(places, limit=None)
    assert len(listed) == len(set(listed)) > 100
    assert set(listed) == due


@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(ServiceType)),
            st.sampled_from(list(Status)),
            st.sampled_from(["", "2019", "2024-05", "2025", "2025-11-30", "2026-11"]),
        ),
        max_size=12,
    )
)
def test_the_order_never_breaks(made: list[tuple[ServiceType, Status, str]]) -> None:
    rows = [{"service_type": k.value, "status": s.value, "source_date": d} for k, s, d in made]
    due = stale(frame(*rows), today=TODAY, service_types=MOST_USED, limit=None)
    keys = [(ORDER.index(d.freshness), MOST_USED.index(d.service_type), d.source_date) for d in due]
    assert keys == sorted(keys)
    expected = sum(s in ("active", "listed") and d < "2025-11" for _, s, d in made)
    assert len(due) == expected
