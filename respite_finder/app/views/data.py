"""About the data: where it comes from, what the words mean, what is not known."""

from functools import partial

import streamlit as st

from respite_finder.app import cached
from respite_finder.export.formats import FORMATS, FormatName
from respite_finder.service_types import service_types

places = cached.places()
shown = places.loc[places["status"].isin(["active", "listed"])]

st.title("About the data", anchor=False)
st.markdown(
    f"We list **{len(shown):,} places and lines**, each with the source that states it and the "
    "date. If a source does not say something, we do not guess: ask when you call."
)
st.subheader("Kinds of help", anchor=False)
counts = shown["service_type"].value_counts()
st.table(
    [
        {"Kind": text.name, "Listed": int(counts.get(code, 0)), "What it is": text.summary}
        for code, text in service_types().items()
        if code in cached.kinds()
    ]
)
st.page_link(
    "views/quality.py",
    label="How good the data is, in numbers",
    icon=":material/monitoring:",
)
st.subheader("What the words mean", anchor=False)
st.markdown(
    """
- **Not confirmed: call first.** The source is older than two years, has no date, or gives no
  way to get in touch.
- **About 12 miles.** We know the town or the ZIP code, not the street. The distance is to its
  middle.
- **The address is given when you call.** Many respites keep their address private, so that
  guests are safe. We keep it private too, everywhere.
- **Closed, planned.** Kept so that nobody is sent there. Hidden unless you ask for them.
"""
)
st.subheader("Sources", anchor=False)
st.markdown("The sources that state the most places:")
sources = shown["source_name"].value_counts().head(12)
st.table([{"Source": name, "Places": int(count)} for name, count in sources.items()])
st.markdown(
    """
Many entries of the national directories were read by way of the public SUCCURRO dataset (July
2026 snapshot, CC BY-NC 4.0). ZIP codes: GeoNames (CC BY 4.0) and the US Postal Service.
Population and outlines: US Census Bureau. Our dataset: CC BY-NC 4.0. Our code: MIT.
"""
)
st.subheader("Take the data with you", anchor=False)
st.markdown(
    f"All {len(shown):,} places and lines that are listed here, to open in a spreadsheet or on a "
    "map. A file is made when you press its button, and no other site is asked for anything."
)
with st.container(horizontal=True):
    for name in (FormatName.CSV, FormatName.EXCEL, FormatName.GEOJSON):
        made = FORMATS[name]
        st.download_button(
            f"Download {made.title}",
            data=partial(made.write, shown, ()),
            file_name=f"places{made.suffix}",
            mime=made.media_type,
            key=f"download_{name}",
            on_click="ignore",
        )
st.markdown(
    """
- **What you may do with it.** Share it and change it, name us and the sources as where it comes
  from, and do not sell it
  ([CC BY-NC 4.0](https://creativecommons.org/licenses/by-nc/4.0/)).
- **What is not in it.** The street and the ZIP code of a place that gives its address when you
  call. Places that are closed or not open yet. Whatever no source says: those cells are empty.
- **How old it is.** Each row says when it was checked and where. Call before you send somebody.
"""
)
st.subheader("Your privacy", anchor=False)
st.markdown(
    "This page asks no other server for anything, counts nobody and keeps nothing that you type. "
    "Only if you switch on **Show streets** does your browser ask a map server for pictures."
)
