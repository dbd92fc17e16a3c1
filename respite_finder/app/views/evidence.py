"""Evidence: which studies found what, and what is not known."""

import csv
import io
from collections.abc import Iterable, Mapping

import streamlit as st

from respite_finder import i18n
from respite_finder.app.components.learn_links import study_href
from respite_finder.evidence import (
    COLUMNS,
    DIRECTIONS,
    OUTCOMES,
    STUDIED,
    STUDY_TYPES,
    Finding,
    chosen,
    evidence,
    spoken_evidence,
    studies,
)
from respite_finder.export.table import harmless
from respite_finder.i18n import _, ngettext
from respite_finder.markup.evidence import (
    all_studies_html,
    counts_html,
    findings_html,
    meanings_html,
    named_only_html,
)
from respite_finder.text import number_phrase

ALL = ""


def choice(label: str, name: str, known: Mapping[str, str]) -> str:
    """One filter: all, or one of the codes that a finding has; it stays in the session."""
    used = {getattr(row, name) for row in evidence()}
    words = {ALL: _("All"), **{code: _(text) for code, text in known.items() if code in used}}
    asked = st.selectbox(label, list(words), key=f"evidence_{name}", format_func=words.__getitem__)
    return str(asked)


def csv_of(rows: Iterable[Finding]) -> bytes:
    """The rows as a table that no spreadsheet runs (UTF-8, unix lines)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([harmless(getattr(row, name)) for name in COLUMNS] for row in rows)
    return out.getvalue().encode("utf-8")


study = st.query_params.get("study", "").strip().lower()
known = study in {row.study for row in evidence()}
st.title(_("Does peer support help?"), anchor=False)
st.markdown(
    _(
        "It may help: several studies found more hope, or people who felt more in charge of their "
        "lives, though not all did. For symptoms and time in hospital, some studies found a "
        "gain, but most that add up many trials found none. Few studies looked at peer "
        "respites: they speak for them, but in only one did chance decide who went there."
    )
)
st.header(_("What studies found"), anchor=False)
if study and not known:
    st.info(_("We have no study of that name. These are all of them."))
with st.container(horizontal=True, vertical_alignment="bottom", key="evidence-choices"):
    asked = {
        "outcome": choice(_("What it is about"), "outcome", OUTCOMES),
        "studied": choice(_("What was studied"), "studied", STUDIED),
        "study_type": choice(_("Kind of study"), "study_type", STUDY_TYPES),
        "direction": choice(_("What came out"), "direction", DIRECTIONS),
    }
asked["study"] = study if known else ""
rows = chosen(evidence(), **asked)
total = number_phrase(len(evidence()))
shown = ngettext("{count} of {total} findings", "{count} of {total} findings", len(rows))
from_studies = ngettext("from {count} study", "from {count} studies", studies(rows))
said = _("Shown: {findings}, {studies}.").format(
    findings=shown.format(count=number_phrase(len(rows)), total=total),
    studies=from_studies.format(count=number_phrase(studies(rows))),
)
st.html(f'<div class="summary" role="status"><p>{said}</p></div>')
with st.container(key="evidence-all"):
    if known:
        st.html(all_studies_html(study_href("")))
with st.container(key="evidence-found"):
    if rows:
        st.caption(
            _(
                "Do not only count. One large trial where chance made the groups can tell more "
                "than many small surveys. Below, the kinds of study that can tell the most come "
                "first."
            )
        )
        st.html(counts_html(rows))
        st.html(findings_html(rows, study_href))
    else:
        st.markdown(_("No finding fits all that you chose. Set one of the boxes to “All”."))
language = i18n.current().code


def made() -> bytes:
    """A file is made outside the page's own run, where English is spoken."""
    with i18n.speaking(language):
        return csv_of(chosen(spoken_evidence(), **asked))


st.download_button(
    _("Download this list (CSV)"),
    data=made,
    file_name="evidence.csv",
    mime="text/csv",
    key="evidence-file",
    on_click="ignore",
)
respites = studies(chosen(evidence(), studied="respite"))
points = (
    _(
        "**Peer respites.** We list {count} studies of them. In only one did chance decide who "
        "went there. We do not know which part of a stay helps most."
    ).format(count=number_phrase(respites)),
    _(
        "**Who is helped, and for how long.** Many studies are small. As far as we saw, few "
        "followed people for more than a year. In many, all the people had a serious mental "
        "illness."
    ),
    _(
        "**What was the cause.** Where people chose the help, those who came may differ from "
        "those who did not."
    ),
    _(
        "**Calls to a peer.** We list no study of a warmline, a line to call to talk with a peer. "
        "We found none that we could check."
    ),
    _(
        "**What we did not read.** We have not read every paper in full. Most often we read its "
        "summary. There are more studies than these."
    ),
)
st.header(_("What is not known"), anchor=False)
st.markdown("\n".join(f"- {words}" for words in points))
with st.container(key="evidence-words"):
    st.html(meanings_html())
    st.html(named_only_html())
