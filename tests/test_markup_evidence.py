"""The evidence as HTML: counted, grouped, linked, translated, and nothing in it is markup."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respite_finder import i18n
from respite_finder.evidence import STUDY_TYPES, Finding, evidence, spoken_evidence
from respite_finder.markup.evidence import (
    OPEN_UP_TO,
    counts_html,
    finding_html,
    findings_html,
    meanings_html,
    named_only_html,
)


def href(study: str) -> str:
    return f"./evidence?study={study}&x=1"


@given(rows=st.lists(st.sampled_from(evidence()), unique=True, max_size=20))
def test_every_finding_is_told_once_and_counted_once(rows: list[Finding]) -> None:
    page = findings_html(rows, href)
    assert page.count("<article") == len(rows)
    cells = re.findall(r'<td class="number">(\d+)</td>', counts_html(rows))
    assert sum(map(int, cells)) == len(rows)
    told = re.findall(r"<summary>[^<]*: (\d+) findings?</summary>", page)
    assert sum(map(int, told)) == len(rows)
    assert page.count("<details") == len({row.outcome for row in rows})


def test_a_few_findings_are_open_at_once_and_many_are_folded_away() -> None:
    assert '<details class="note" open>' in findings_html(evidence()[:OPEN_UP_TO], href)
    assert " open>" not in findings_html(evidence()[: OPEN_UP_TO + 1], href)


def test_a_finding_says_which_way_in_words() -> None:
    for row in evidence():
        heading = finding_html(row, href).split("</h3>")[0]
        assert heading.endswith("Better: more hope") == (
            (row.direction, row.outcome) == ("better", "hope")
        )


def test_a_text_is_said_in_the_visitors_language_as_far_as_it_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = evidence()[0]
    po = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    po += f'msgid "{row.population}"\nmsgstr "Leute"\n'
    (tmp_path / "de.po").write_text(po, encoding="utf-8")
    monkeypatch.setattr("respite_finder.i18n.LOCALE", tmp_path)
    i18n.languages.cache_clear()
    try:
        with i18n.speaking("de"):
            spoken, page = spoken_evidence()[0], finding_html(row, href)
    finally:
        i18n.languages.cache_clear()
    assert (spoken.population, spoken.finding) == ("Leute", row.finding)
    assert spoken.citation == row.citation
    assert "<dd>Leute</dd>" in page
    assert '<p><span lang="en">' in page


def test_the_strongest_kinds_of_study_come_first_in_each_group() -> None:
    order = list(STUDY_TYPES.values())
    for group in findings_html(evidence(), href).split("<details")[1:]:
        kinds = re.findall(r"<dt>Kind of study</dt><dd>([^<]+)</dd>", group)
        assert kinds == sorted(kinds, key=order.index)


def test_a_finding_links_to_what_its_doi_leads_to_or_to_the_page_that_we_saw() -> None:
    with_doi = next(row for row in evidence() if row.doi)
    without = next(row for row in evidence() if row.url and not row.doi)
    neither = next(row for row in evidence() if not row.address)
    assert f'href="https://doi.org/{with_doi.doi}"' in finding_html(with_doi, href)
    assert "Read it at doi.org" in finding_html(with_doi, href)
    assert f'href="{without.url}"' in finding_html(without, href).replace("&amp;", "&")
    assert "Read it at" not in finding_html(neither, href)
    assert 'rel="noopener noreferrer"' in finding_html(with_doi, href)


def test_a_finding_has_an_address_of_its_own_and_a_citation_to_copy() -> None:
    row = next(row for row in evidence() if row.doi)
    page = finding_html(row, href)
    assert f'href="./evidence?study={row.study}&amp;x=1"' in page
    (cited,) = re.findall(r'<span class="citation">(.*?)</span>', page)
    assert unescape(cited) == f"{row.citation} https://doi.org/{row.doi}"


def test_no_text_becomes_markup() -> None:
    bad = "<b>&\"'"
    row = Finding(
        "made-2026", "hope", "better", "team", "review", bad, bad, bad, bad, "2026", bad, bad,
        "", 'https://example.org/"><b>', "abstract", "002",
    )  # fmt: skip
    for html in (
        finding_html(row, href),
        findings_html([row], href),
        meanings_html({bad: bad}),
        named_only_html([(bad, bad)]),
    ):
        assert "<b>" not in html
        assert "&lt;b&gt;" in html
