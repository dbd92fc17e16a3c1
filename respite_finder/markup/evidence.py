"""HTML of the evidence: how many findings point which way, each finding, and words explained."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Final

from respite_finder.evidence import (
    BETTER,
    DIRECTIONS,
    NAMED_ONLY,
    OUTCOMES,
    SEEN,
    STUDIED,
    STUDY_TYPES,
    Finding,
    count_directions,
)
from respite_finder.i18n import _, mark, ngettext
from respite_finder.markup.parts import as_stated, link, within
from respite_finder.text import number_phrase

Href = Callable[[str], str]
"""From the short name of a study to the address of its findings."""

OPEN_UP_TO: Final = 8
"""So few findings are shown at once; more are folded away below the words of their outcome."""

MEANINGS: Final = {
    STUDY_TYPES["meta_analysis"]: mark(
        "The results of many trials are added up. It is only as good as those trials."
    ),
    STUDY_TYPES["randomized"]: mark(
        "People were put into groups by chance. One group got the help. Then the groups were "
        "compared. This is the best way to tell what was the cause."
    ),
    STUDY_TYPES["cluster_randomized"]: mark(
        "The same, but whole teams were put into groups by chance."
    ),
    STUDY_TYPES["quasi_experimental"]: mark(
        "Two groups were compared. People were not put into them by chance, so the groups may "
        "differ in other ways too."
    ),
    STUDY_TYPES["cohort"]: mark("People were followed for a time, to see what came when."),
    STUDY_TYPES["pre_post"]: mark(
        "The same people were asked before and after. The change may have other causes."
    ),
    STUDY_TYPES["review"]: mark("Somebody read many studies and told what they found."),
    STUDY_TYPES["qualitative_review"]: mark("The same, of studies that talked with people."),
    STUDY_TYPES["economic_review"]: mark("The same, of what the help costs and saves."),
    STUDY_TYPES["qualitative"]: mark(
        "People told in their own words how it was. It shows how help feels, not how many it helps."
    ),
    STUDY_TYPES["descriptive"]: mark(
        "It tells how things are, or what goes with what. It cannot tell what was the cause."
    ),
    DIRECTIONS["no_difference"]: mark(
        "People with peer support did as well as people without it. Or the gain was so small "
        "that it may be chance."
    ),
    DIRECTIONS["not_shown"]: mark(
        "There were too few studies, or they were too weak, to say if peer support helps with this."
    ),
    DIRECTIONS["not_tested"]: mark(
        "The study did not ask if peer support was the cause. It tells something else."
    ),
    OUTCOMES["self_stigma"]: mark(
        "To think less of yourself because of what others say of mental illness."
    ),
    OUTCOMES["recovery"]: mark("How far along people feel on their own way to a good life."),
}
"""Words of the list, and what they mean."""


def counts_html(rows: Sequence[Finding]) -> str:
    """A table: a row an outcome, a column a direction, in each cell how many findings."""
    found = count_directions(rows)
    head = "".join(
        f'<th scope="col" class="number">{escape(_(DIRECTIONS[code]))}</th>' for code in found
    )
    body = "".join(
        f'<tr><th scope="row">{escape(_(OUTCOMES[outcome]))}</th>'
        + "".join(_number(count_directions(own).get(code, 0)) for code in found)
        + "</tr>"
        for outcome, own in _by_outcome(rows)
    )
    label = escape(_("How many findings point which way"), quote=True)
    corner = escape(_("What was asked"))
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{label}"><table><thead><tr>'
        f'<th scope="col">{corner}</th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def all_studies_html(address: str) -> str:
    """The way from the findings of one study back to all."""
    words = escape(_("Show all studies"))
    return f'<p class="card contacts">{within(address, words, "button")}</p>'


def findings_html(rows: Sequence[Finding], href: Href) -> str:
    """Every finding, folded away by what it is about; a few are open at once."""
    is_open = " open" if len(rows) <= OPEN_UP_TO else ""
    return "".join(
        f'<details class="note"{is_open}><summary>{escape(_group_words(outcome, own))}</summary>'
        f"{''.join(finding_html(row, href) for row in own)}</details>"
        for outcome, own in _by_outcome(rows)
    )


def finding_html(row: Finding, href: Href) -> str:
    """One finding: which way, what was found and for whom, where to read it, and its address."""
    facts = (
        (_("For whom"), _said(row.population)),
        (_("What was studied"), escape(_(STUDIED[row.studied]))),
        (_("Kind of study"), escape(_(STUDY_TYPES[row.study_type]))),
        (_("What is not known"), _said(row.not_known)),
        (_("The study"), _study(row, href)),
    )
    listed = "".join(f"<div><dt>{escape(term)}</dt><dd>{words}</dd></div>" for term, words in facts)
    return (
        f'<article class="card"><h3>{escape(_points(row))}</h3><p>{_said(row.finding)}</p>'
        f'<dl class="place-facts">{listed}</dl></article>'
    )


def meanings_html(meanings: Mapping[str, str] = MEANINGS) -> str:
    """Words and what they mean, folded away until somebody asks."""
    listed = "".join(
        f"<div><dt>{escape(_(word))}</dt><dd>{escape(_(meaning))}</dd></div>"
        for word, meaning in meanings.items()
    )
    title = escape(_("What the words mean"))
    return (
        f'<details class="note"><summary>{title}</summary>'
        f'<dl class="place-facts">{listed}</dl></details>'
    )


def named_only_html(named: Iterable[tuple[str, str]] = NAMED_ONLY) -> str:
    """Studies that a source of ours names, and that we could not check: no finding of ours."""
    listed = "".join(f"<li>{as_stated(f'{names} ({year})')}</li>" for names, year in named)
    title = escape(_("Named in a source, not checked"))
    words = _(
        "A page that this list grew from names these studies too. It gives no title. We could "
        "not find and check them, so we tell no result of theirs."
    )
    return (
        f'<details class="note"><summary>{title}</summary><p>{escape(words)}</p>'
        f"<ul>{listed}</ul></details>"
    )


def _points(row: Finding) -> str:
    """Which way a finding points, in words: "Better: more hope"."""
    way = _(DIRECTIONS[row.direction])
    if row.direction != "better":
        return way
    return _("{direction}: {outcome}").format(direction=way, outcome=_(BETTER[row.outcome]))


def _group_words(outcome: str, rows: Sequence[Finding]) -> str:
    words = ngettext("{outcome}: {count} finding", "{outcome}: {count} findings", len(rows))
    return words.format(outcome=_(OUTCOMES[outcome]), count=number_phrase(len(rows)))


def _study(row: Finding, href: Href) -> str:
    """The citation as it is with its address, how far we checked it, and links."""
    cited = as_stated(f"{row.citation} {row.address}".strip())
    links = within(href(row.study), escape(_("Link to this study")), "button")
    if row.address:
        label = _("Read it at {site}").format(site=row.address.split("/")[2])
        links = link(row.address, escape(label), "button") + links
    return (
        f'<span class="citation">{cited}</span><br>{escape(_(SEEN[row.seen]))}'
        f'<span class="contacts">{links}</span>'
    )


def _said(words: str) -> str:
    """Our own words of the file in the visitor's language where the catalogue has them."""
    known = _(words)
    return as_stated(words) if known == words else escape(known)


def _number(count: int) -> str:
    return f'<td class="number">{escape(number_phrase(count))}</td>'


def _by_outcome(rows: Sequence[Finding]) -> list[tuple[str, list[Finding]]]:
    """By what they are about; in each group the kinds of study that tell most come first."""
    strength = list(STUDY_TYPES).index
    ranked = sorted(rows, key=lambda row: strength(row.study_type))
    groups = ((code, [row for row in ranked if row.outcome == code]) for code in OUTCOMES)
    return [(code, own) for code, own in groups if own]
