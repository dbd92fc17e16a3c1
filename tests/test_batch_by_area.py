"""Services without a point among the nearest: found by the state, and said truly if none fits."""

from __future__ import annotations

import pandas as pd

from made import VIRTUAL, frame, record
from respite_finder.batch import Fault
from test_batch_nearest import run


def test_the_states_own_place_without_a_point_comes_before_a_far_one(
    places: pd.DataFrame,
) -> None:
    answer = run(places, "ZIP\n36104\n", service_types=["peer_run_center"]).frame()
    own = answer[answer["distance_miles"].isna()]
    assert set(own["state"]) == {"AL"}
    assert int(own["rank"].max()) < int(answer[answer["distance_miles"] > 50]["rank"].min())


def test_where_every_source_says_no_nothing_is_called_unknown() -> None:
    done = run(frame(record(VIRTUAL)), "ZIP,needs\n01060,overnight\n", service_types=["warmline"])
    assert [one.fault for one in done.troubles()] == [Fault.NOTHING_FITS]
