"""The page "Does peer support help?": its filters, its count, what is not known, its file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from respite_finder import i18n
from respite_finder.evidence import (
    DIRECTIONS,
    NAMED_ONLY,
    OUTCOMES,
    STUDIED,
    STUDY_TYPES,
    chosen,
    evidence,
    studies,
)

MAIN = Path(__file__).resolve().parents[1] / "respite_finder" / "app" / "main.py"
FILTERS = {
    "outcome": OUTCOMES,
    "studied": STUDIED,
    "study_type": STUDY_TYPES,
    "direction": DIRECTIONS,
}


def open_page(**params: str) -> AppTest:
    at = AppTest.from_file(str(MAIN), default_timeout=60)
    for name, value in params.items():
        at.query_params[name] = value
    at = at.run().switch_page("views/evidence.py").run()
    assert not at.exception
    return at


def choose(at: AppTest, **codes: str) -> AppTest:
    for name, code in codes.items():
        at.selectbox(key=f"evidence_{name}").set_value(code)
    at.run()
    assert not at.exception
    return at


def blocks(at: AppTest) -> list[str]:
    return [str(getattr(block, "value", "")) for block in at.get("html")]


def html(at: AppTest) -> str:
    return "".join(blocks(at))


def words(at: AppTest) -> str:
    return " ".join(block.value for block in at.markdown)


def status(at: AppTest) -> str:
    (block,) = [one for one in blocks(at) if one.startswith('<div class="summary"')]
    return re.sub(r"<[^>]+>", "", block)


def test_the_page_begins_with_a_short_answer_and_all_findings() -> None:
    at = open_page()
    assert at.title[0].value == "Does peer support help?"
    assert [header.value for header in at.header] == ["What studies found", "What is not known"]
    assert words(at).index("It may help") < words(at).index("Peer respites.")
    total = len(evidence())
    assert status(at) == f"Shown: {total} of {total} findings, from {studies(evidence())} studies."
    assert html(at).count("<article") == total
    assert 'role="status"' in html(at)


@pytest.mark.parametrize("name", FILTERS)
def test_each_filter_offers_whole_words_and_leaves_what_fits(name: str) -> None:
    at = open_page()
    box = at.selectbox(key=f"evidence_{name}")
    assert box.options == ["All", *FILTERS[name].values()]
    for code in list(FILTERS[name])[:3]:
        rows = chosen(evidence(), **{name: code})
        choose(at, **{name: code})
        assert status(at).startswith(f"Shown: {len(rows)} of {len(evidence())} findings")
        assert html(at).count("<article") == len(rows)
        for row in rows:
            assert row.title.split(":")[0].split("&")[0][:30] in html(at)


def test_filters_work_together_and_stay_out_of_the_address() -> None:
    at = choose(open_page(), outcome="hospital", study_type="meta_analysis")
    assert "Shown: 2 of " in status(at)
    assert "from 2 studies." in status(at)
    assert html(at).count("No difference found</h3>") == 1
    assert html(at).count("Not enough to tell</h3>") == 1
    assert not at.query_params


def open_study(name: str) -> AppTest:
    at = AppTest.from_file(str(MAIN), default_timeout=60).switch_page("views/evidence.py")
    at.query_params["study"] = name
    at.run()
    assert not at.exception
    return at


def test_a_link_leads_to_one_study_and_from_there_to_all() -> None:
    at = open_study(" Croft-2015 ")
    rows = chosen(evidence(), study="croft-2015")
    assert html(at).count("<article") == len(rows)
    assert status(at).endswith("from 1 study.")
    assert '<details class="note" open>' in html(at)
    assert 'href="./evidence"' in html(at)
    assert 'href="./evidence?study=croft-2015"' in html(at)


@pytest.mark.parametrize("name", ["croft-2014", "<b>", "x" * 300])
def test_an_unknown_study_gets_one_sentence_and_all_of_them(name: str) -> None:
    at = open_study(name)
    assert [info.value for info in at.info] == [
        "We have no study of that name. These are all of them."
    ]
    assert html(at).count("<article") == len(evidence())


def test_the_warning_stands_before_the_counts() -> None:
    at = open_page()
    order = [str(block.value) for block in at.main if hasattr(block, "value")]
    words = next(n for n, text in enumerate(order) if text.startswith("Do not only count"))
    assert words < next(n for n, text in enumerate(order) if "<table>" in text)


def test_nothing_that_fits_is_said_with_the_way_out() -> None:
    at = choose(open_page(), outcome="work", direction="worse")
    assert status(at).startswith("Shown: 0 of ")
    assert "Set one of the boxes to “All”" in words(at)
    assert "<article" not in html(at)
    choose(at, direction="")
    assert html(at).count("<article") == len(chosen(evidence(), outcome="work"))


def test_what_is_not_known_and_what_was_not_checked_is_told() -> None:
    at = open_page()
    count = studies(chosen(evidence(), studied="respite"))
    assert f"We list {count} studies of them. In only one did chance decide" in words(at)
    assert "We have not read every paper in full." in words(at)
    assert "Named in a source, not checked" in html(at)
    for names, year in NAMED_ONLY:
        assert f"{names} ({year})".replace("&", "&amp;") in html(at)
    assert "<dt>By chance: people</dt>" in html(at)
    assert "We only saw it named in a list." in html(at)


def test_the_page_speaks_spanish_as_far_as_the_catalogue_does() -> None:
    i18n.use("es")  # AppTest makes the labels of a choice in the test's own thread
    try:
        at = open_page(lang="es")
    finally:
        i18n.use(i18n.SOURCE)
    assert html(at).count("<article") == len(evidence())
    assert '<span lang="en">Croft, B.' in html(at)
