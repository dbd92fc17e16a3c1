"""The address of my list: it follows the list, and a link that somebody sent becomes the list.

An address holds ids and the language, never what was typed or where the visitor searches from.
It is read before anything is drawn, for the number of places stands on top of every page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import streamlit as st

from respite_finder.app import cached, shortlist, state
from respite_finder.app.components.links import as_text
from respite_finder.errors import DataError, FileError
from respite_finder.i18n import _, ngettext
from respite_finder.referral.share import PAGE, PLACES, Shared, read_ids
from respite_finder.text import number_phrase

_KEY: Final = "list_link"
_OWN: Final = "list_links_of_this_session"


@dataclass(frozen=True, slots=True)
class Link:
    """The link that this visit of the page stands at.

    ``trouble``: a link that was not right in every part; ``asking``: one that waits for an answer.
    """

    at: str
    trouble: str = ""
    asking: str = ""


def follow() -> None:
    """Make the address and the list one: on the page of the list read it, then write it."""
    if st.session_state[state.HERE].url_path != PAGE:
        st.session_state.pop(_KEY, None)
        return
    given = ",".join(st.query_params.get_all(PLACES))
    before: Link | None = st.session_state.get(_KEY)
    link = before or Link("")
    if given != link.at:
        try:
            link = _arrive(given, back=before is not None)
        except (DataError, FileError):
            return  # The page itself says what is wrong.
    if not link.asking:
        params = params_of_list()
        link = Link(params.get(PLACES, ""), link.trouble)
        if st.query_params.to_dict() != params:
            st.query_params.from_dict(params)
    st.session_state[_KEY] = link


def params_of_list() -> dict[str, str]:
    """The parameters of a link to my list as it is now."""
    ids = ",".join(shortlist.now().ids)
    st.session_state.setdefault(_OWN, set()).add(ids)
    return state.link_params(**{PLACES: ids} if ids else {})


def show_link() -> None:
    """What was wrong with the link, and the question what to do with its places."""
    link: Link = st.session_state.get(_KEY, Link(""))
    if link.trouble:
        problems = _read(link.trouble).problems
        if problems:
            st.warning("\n".join(f"- {as_text(words)}" for words in problems))
    if link.asking:
        _ask(_read(link.asking).ids)


def _arrive(given: str, *, back: bool) -> Link:
    """A new address: one of this session's own lists, or one that somebody sent."""
    mine = shortlist.now()
    if not given:
        return Link("")
    if given in st.session_state.get(_OWN, set()):
        # Gone back on this page: as it was then. Come back to it: the list may have grown.
        if back:
            shortlist.put(mine.take(_read(given).ids))
        return Link(given)
    shared = _read(given)
    trouble = given if shared.problems else ""
    if not mine.ids or set(mine.ids) == set(shared.ids):
        shortlist.put(mine.take(shared.ids))
    elif shared.ids:
        return Link(given, trouble, asking=given)
    return Link(given, trouble)


def _read(given: str) -> Shared:
    return read_ids(given, cached.places())


def _ask(ids: tuple[str, ...]) -> None:
    mine, count = shortlist.now(), len(ids)
    own = len(mine.ids)
    with st.container(border=True, key="list-question"):
        words = _("You opened a link to a list, and you have a list of your own ({count}).")
        st.markdown(f"**{words.format(count=number_phrase(own))}**")
        with st.container(horizontal=True):
            st.button(
                ngettext(
                    "Open the {count} place of the link",
                    "Open the {count} places of the link",
                    count,
                ).format(count=number_phrase(count)),
                key="link open",
                on_click=_answer,
                args=(mine.take(ids),),
            )
            added = mine.join(ids)
            st.button(
                ngettext("Add it to my list", "Add them to my list", count),
                key="link add",
                on_click=_answer,
                args=(added,),
            )
            st.button(_("Keep mine"), key="link keep", on_click=_answer, args=(mine,))
        left_out = len({*mine.ids, *ids}) - len(added.ids)
        if left_out:
            words = _("A list holds {most} places. If you add them, {count} will not fit.")
            st.caption(
                words.format(most=number_phrase(shortlist.MOST), count=number_phrase(left_out))
            )


def _answer(chosen: shortlist.Shortlist) -> None:
    """The list is what was chosen, and the question is gone."""
    link: Link = st.session_state[_KEY]
    shortlist.put(chosen)
    st.session_state[_KEY] = Link(link.at, link.trouble)
