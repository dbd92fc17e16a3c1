"""What the person needs: filters of their own, each choice with its places and the silent ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from respite_finder.app import choices, state
from respite_finder.i18n import _, ngettext
from respite_finder.needs import AGE_LIMITS, CONTACTS, STAY_LIMITS
from respite_finder.search import Counted
from respite_finder.text import number_phrase, unaccented

Counts = Mapping[str, Counted]
_SPOKEN_BY_ALL: Final = "English"


def ask_needs(counts: Counts) -> None:
    """The needs; their values land in the session under the names of ``state``.

    They stand behind a heading of their own, so that who wants one place now is asked little.
    """
    with st.expander(_("What the person needs")):
        st.caption(
            _(
                "“May fit” means that a source does not say all that you ask. Those places are "
                "hidden, unless you ask for them too."
            )
        )
        with st.container(horizontal=True, key="needs-numbers"):
            _number(_("Age in years"), state.AGE, counts.get("age"))
            _number(_("Days to stay"), state.STAY_DAYS, counts.get("stay_days"))
        with st.container():
            _no_numbers()
        with st.container(horizontal=True, key="needs-yes"):
            _yes(_("Free"), state.FREE, counts.get("free"))
            _yes(_("You can ask yourself"), state.SELF_REFERRAL, counts.get("self_referral"))
            _yes(_("Can stay overnight"), state.OVERNIGHT, counts.get("overnight"))
            _yes(_("Open now"), state.OPEN_NOW, counts.get("open_at"))
        groups, languages = choices.spoken_groups(), _languages(counts)
        _any_of(_("For whom"), state.GROUPS, groups, counts, "groups")
        _any_of(_("Languages besides English"), state.SPEAKS, languages, counts, "languages")
        _any_of(_("Who runs it"), state.RUN_BY, choices.spoken_operators(), counts, "operators")
        _any_of(_("How to reach it"), state.CONTACT, choices.spoken_ways(), counts, "contact")
        with st.container(horizontal=True, vertical_alignment="center", key="needs-end"):
            st.toggle(_("Also show places that do not say"), key=state.INCLUDE_UNKNOWN)
            st.button(_("Clear these"), on_click=state.clear_needs, key="clear-needs")


def needs_in_words() -> list[str]:
    """What is chosen, each in a few words: "free", "2 languages"."""
    chosen = st.session_state
    age, stay = chosen[state.AGE], chosen[state.STAY_DAYS]
    languages, groups = len(chosen[state.SPEAKS]), len(chosen[state.GROUPS])
    said = (
        _("age {years}").format(years=age) if age is not None else "",
        ngettext("a stay of {count} day", "a stay of {count} days", stay).format(count=stay)
        if stay
        else "",
        _("free") if chosen[state.FREE] else "",
        ngettext("{count} language", "{count} languages", languages).format(count=languages)
        if languages
        else "",
        ngettext("for {count} group", "for {count} groups", groups).format(count=groups)
        if groups
        else "",
        _("no professional needed") if chosen[state.SELF_REFERRAL] else "",
        _("run by peers") if "peer_run" in chosen[state.RUN_BY] else "",
        _("peer staff") if "hybrid" in chosen[state.RUN_BY] else "",
        _("overnight") if chosen[state.OVERNIGHT] else "",
        *(words for way, words in _ways_in_words().items() if way in chosen[state.CONTACT]),
        _("open now") if chosen[state.OPEN_NOW] else "",
    )
    return [words for words in said if words]


def _ways_in_words() -> dict[str, str]:
    return dict(zip(CONTACTS, (_("by phone"), _("by text"), _("by chat")), strict=True))


def _languages(counts: Counts) -> dict[str, str]:
    """The languages that are counted or chosen, by their names."""
    counted = {key.partition(":")[2] for key in counts if key.startswith("languages:")}
    offered = (counted | set(st.session_state[state.SPEAKS])) - {_SPOKEN_BY_ALL}
    spoken = choices.spoken_languages()
    named = {name: spoken[name] for name in offered if name in spoken}
    return dict(sorted(named.items(), key=lambda item: unaccented(item[1])))


def _number(words: str, key: str, count: Counted | None) -> None:
    # Without limits: the framework would tell them in English, and keep the number from before.
    st.number_input(counted(words, count), value=None, step=1, key=key, width=260)


def _no_numbers() -> None:
    """What was wrong with a number, beside its field."""
    told = {
        state.AGE: (_("An age is a number from {least} to {most}. Type it again."), AGE_LIMITS),
        state.STAY_DAYS: (
            _("A stay is a number of days from {least} to {most}. Type it again."),
            STAY_LIMITS,
        ),
    }
    for key in st.session_state[state.NO_NUMBER]:
        words, (least, most) = told[key]
        st.warning(words.format(least=least, most=most))


def _yes(words: str, key: str, count: Counted | None) -> None:
    st.checkbox(counted(words, count), key=key)


def _any_of(
    words: str, key: str, offered: Mapping[str, str], counts: Counts, counted_as: str
) -> None:
    st.pills(
        words,
        list(offered),
        key=key,
        selection_mode="multi",
        format_func=lambda code: counted(offered[code], counts.get(f"{counted_as}:{code}")),
    )


def counted(words: str, count: Counted | None) -> str:
    """A choice with its numbers: "Free (7 fit, 22 may fit)"."""
    if count is None:
        return words
    if not count.unknown:
        return f"{words} ({number_phrase(count.match)})"
    told = _("{choice} ({count} fit, {unknown} may fit)")
    numbers = {"count": number_phrase(count.match), "unknown": number_phrase(count.unknown)}
    return told.format(choice=words, **numbers)
