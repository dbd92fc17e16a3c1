"""About the data: where it comes from, what the words mean, what is not known."""

from functools import partial

import streamlit as st

from respite_finder.app import cached, pages, state
from respite_finder.export.formats import FORMATS, FormatName
from respite_finder.i18n import _
from respite_finder.markup.changes import feeds_html
from respite_finder.service_types import spoken_types
from respite_finder.text import number_phrase

CC_BY_NC = "https://creativecommons.org/licenses/by-nc/4.0/"


def points(*items: tuple[str, str]) -> str:
    """A list in Markdown: a word or two, then what they mean."""
    return "\n".join(f"- **{head}** {words}" for head, words in items)


places = cached.places()
shown = places.loc[places["status"].isin(["active", "listed"])]
count = number_phrase(len(shown))

st.title(_("About the data"), anchor=False)
st.markdown(
    _(
        "We list **{count} places and lines**. Each has its source and a date. If a source does "
        "not say something, we do not guess. Ask when you call."
    ).format(count=count)
)
st.header(_("Kinds of help"), anchor=False)
counts = shown["service_type"].value_counts()
st.table(
    [
        {
            _("Kind"): text.name,
            _("Listed"): int(counts.get(code, 0)),
            _("What it is"): text.summary,
        }
        for code, text in spoken_types().items()
        if code in cached.kinds()
    ]
)
st.header(_("What the words mean"), anchor=False)
st.markdown(
    points(
        (
            _("Not confirmed: call first."),
            _("The source is old, has no date, or gives no way to get in touch."),
        ),
        (
            _("About 12 miles."),
            _("We know the town or the ZIP code, not the street. We measure to its middle."),
        ),
        (
            _("The address is given when you call."),
            _("Many houses keep their address private, so that guests are safe. So do we."),
        ),
        (
            _("Closed, planned."),
            _("We keep these so that nobody is sent there. You only see them if you ask."),
        ),
    )
)
st.header(_("Sources"), anchor=False)
st.markdown(_("The sources that state the most places:"))
sources = shown["source_name"].value_counts().head(12)
st.table([{_("Source"): name, _("Places"): int(number)} for name, number in sources.items()])
st.markdown(
    _(
        "Many entries of the national lists come to us from the SUCCURRO data (July 2026, "
        "CC BY-NC 4.0). ZIP codes come from GeoNames (CC BY 4.0) and the US Postal "
        "Service. Head counts and outlines come from the US Census Bureau."
    )
)
st.header(_("What changed"), anchor=False)
st.markdown(
    _("Every change of this list is written down: what is new, what changed, what has closed.")
)
with st.container(key="more-changes"):
    words = _("See what changed")
    st.page_link(pages.CHANGES, label=words, query_params=state.link_params())
st.html(feeds_html(""))
st.header(_("Does peer support help?"), anchor=False)
st.markdown(_("What studies found, and what is not known, stands on a page of its own."))
with st.container(key="more-evidence"):
    words = _("See what studies found")
    st.page_link(pages.EVIDENCE, label=words, query_params=state.link_params())
st.header(_("Take the data with you"), anchor=False)
st.markdown(
    _(
        "Here are all {count} places and lines, for a spreadsheet or a map. A file is made when "
        "you press its button. No other site is asked for anything."
    ).format(count=count)
)
with st.container(horizontal=True):
    for name in (FormatName.CSV, FormatName.EXCEL, FormatName.GEOJSON):
        made = FORMATS[name]
        st.download_button(
            _("Download {format}").format(format=made.title),
            data=partial(made.write, shown, ()),
            file_name=f"places{made.suffix}",
            mime=made.media_type,
            key=f"download_{name}",
            on_click="ignore",
        )
st.markdown(
    points(
        (
            _("What you may do with it."),
            _(
                "You may share it and change it. Name us and the sources. Do not sell it. "
                "The data has the licence [CC BY-NC 4.0]({licence}). Our code has the MIT licence."
            ).format(licence=CC_BY_NC),
        ),
        (
            _("What is not in it."),
            _(
                "The street and ZIP code of a place that gives its address when you call. "
                "Places that are closed or not open yet. Anything that no source tells us."
            ),
        ),
        (
            _("How old it is."),
            _("Each row says when it was checked and where. Call before you send somebody."),
        ),
    )
)
