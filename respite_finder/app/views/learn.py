"""Learn: what peer support is, what each kind of help is, how to choose."""

import streamlit as st

from respite_finder.app import cached
from respite_finder.app.components.learn_links import learn_href
from respite_finder.app.components.learn_near import near
from respite_finder.i18n import _, current
from respite_finder.learning import ABOUT_RESPITES, kind_text, learn_pages, mended_pages
from respite_finder.markup.learn import (
    kind_body_html,
    kind_head_html,
    kinds_html,
    next_html,
    page_html,
    pages_html,
    top_html,
)
from respite_finder.markup.notes import note_html
from respite_finder.referral.notes import cost_words, spoken_notes
from respite_finder.schema import ServiceType
from respite_finder.service_types import spoken_types

about = st.query_params.get("about", "").strip().lower()
# The framework follows a link to another page, but leaves the address of the one before.
st.query_params.update({})
texts, kinds = learn_pages(current().code), spoken_types()
names = [page.name for page in texts]
if about in names:
    place = names.index(about)
    st.set_page_config(page_title=texts[place].title)
    after = texts[place + 1] if place + 1 < len(texts) else None
    st.html(top_html(about) + page_html(texts[place], learn_href))
    if about in ABOUT_RESPITES:
        near(ServiceType.PEER_RESPITE, cached.places())
    st.html(next_html(after, learn_href))
elif about in kinds:
    kind, text = kinds[about], kind_text(about, current().code)
    places = cached.places()
    st.set_page_config(page_title=text.title if text else kind.name)
    st.html(top_html(about) + kind_head_html(about, kind, text))
    near(about, places)
    more = kind_body_html(text, learn_href) if text else ""
    title, cost = _("Good to know before you call"), cost_words(places, about)
    note = note_html(spoken_notes()[about], title, cost)
    st.html(more + note + next_html(None, learn_href))
else:
    st.title(_("What is peer support?"), anchor=False)
    if about in mended_pages(current().code):
        st.info(_("This page is being mended. You can read all of these."))
    elif about:
        st.info(_("We have no page of that name. These are all of them."))
    st.html(top_html("") + pages_html(texts, learn_href) + kinds_html(kinds, learn_href))
