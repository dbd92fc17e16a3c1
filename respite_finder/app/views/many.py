"""Many people at once: a table of ZIP codes in, the nearest places of each row out."""

import streamlit as st

from respite_finder.app.components import many_kept as kept
from respite_finder.app.components.many_result import result, troubles
from respite_finder.app.components.many_run import ask, run, told
from respite_finder.app.components.many_upload import about_the_file, upload
from respite_finder.i18n import _

st.title(_("Many people at once"), anchor=False)
st.markdown(_("You have a list of ZIP codes. This page finds the nearest places for each row."))
# Whatever comes and goes stands in a container of its own, so that nothing else is drawn anew.
with st.container(key="many-file"):
    st.header(_("1. Your file"), anchor=False)
    about_the_file()
    upload()
people = kept.people()
if people is not None:
    with st.container(key="many-read"):
        told(people)
    if len(people):
        with st.container(key="many-ask"):
            st.header(_("2. What to look for"), anchor=False)
            chosen = ask()
        with st.container(key="many-run"):
            run(people, chosen)
    held = kept.run()
    with st.container(key="many-result"):
        if held is not None and not kept.is_running():
            result(held)
    with st.container(key="many-troubles"):
        troubles(people, held)
