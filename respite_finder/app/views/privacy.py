"""Your privacy: what is sent where, in plain words. ``docs/privacy.md`` has the proofs."""

import streamlit as st

from respite_finder.i18n import _
from respite_finder.tiles import street_tiles

st.title(_("Your privacy"), anchor=False)
st.markdown(
    "\n".join(
        f"- {words}"
        for words in (
            _("This page asks no other site for anything. It does not count or track you."),
            _("What you type goes to this site only. It forgets it soon after you close the tab."),
            _("It is never in the address of the page, so nobody sees it in your history."),
            _("The address of your list holds the places on it. It holds nothing about you."),
            _(
                "Files with ZIP codes stay in memory. We keep ZIP codes and needs, and no other "
                "column."
            ),
            _(
                "If you write to us, we keep what you wrote until a person has read it and closed "
                "the case. Then we delete it, with your file and your contact. A note stays of "
                "what we decided and why."
            ),
            _("A photo that you send loses its hidden notes, such as where it was taken."),
            _("The pages that you open do stay in your browser's history."),
            _("We do not know where you are. We only know it if you press “Use my location”."),
            _("Then your browser rounds the spot to about half a mile before it sends it to us."),
            _("A link to another site does not tell that site where you come from."),
            _(
                "“Leave this page quickly” opens a page about the weather. It does not clear "
                "your browser's history. You can do that in your browser's menu."
            ),
            _(
                "“Show streets” on the map is off. If you turn it on, your browser asks "
                "{host} for pictures. That site then knows your internet address and the area "
                "on the map."
            ).format(host=street_tiles().url.split("/")[2]),
            _(
                "The page keeps one cookie until you close the browser. It keeps others from "
                "acting in your name. It holds nothing about you."
            ),
            _("When you call or text, your phone keeps the number in its list. You can delete it."),
        )
    )
)
