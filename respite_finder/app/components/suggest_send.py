"""Send a form: once, with an end; or a sentence for what went wrong, and nothing typed is lost."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from html import escape
from typing import Final

import streamlit as st

from respite_finder.app import cached
from respite_finder.app.components.suggest_fields import selector
from respite_finder.app.components.suggest_kept import (
    begin_again,
    count_sent,
    finish,
    held,
    sent_this_hour,
)
from respite_finder.community.forms import LONGEST, Kind, Submission, troubles
from respite_finder.community.intake import NotTaken, take
from respite_finder.errors import QueryError, StoreError, TooManyError
from respite_finder.i18n import _, current, ngettext
from respite_finder.markup.suggest import alert_html, trouble_style
from respite_finder.settings import CONTACT
from respite_finder.text import number_phrase

_LOG: Final = logging.getLogger(__name__)
_SEND: Final = "#root .st-key-suggest-send button"


def told(kind: Kind, first: tuple[str, ...] = ()) -> None:
    """Above the form: how many fields are to be mended. The first one takes the focus; ``first``
    are the fields that stand for the form as a whole.
    """
    mine = held(kind)
    with st.container(key="suggest-told"):
        if not mine.told:
            return
        count = len(mine.told)
        words = ngettext(
            "It was not sent yet. {count} field needs your help. All that you wrote is still here.",
            "It was not sent yet. {count} fields need your help. All that you wrote is still here.",
            count,
        ).format(count=number_phrase(count))
        name = next((name for name in (*LONGEST[kind], *mine.told) if name in mine.told), "")
        fields = [selector(kind, one, first) for one in mine.told if one]
        st.html(
            trouble_style(fields)
            + alert_html(words, f"{selector(kind, name, first)} :is(input, textarea)", mine.tries)
        )


def send_row(kind: Kind, said: dict[str, str], place_id: str, contact: str, trap: str) -> None:
    """Why it was not kept, if so; the buttons; and the sending itself, once it is asked for."""
    mine = held(kind)
    with st.container(key="suggest-failed"):
        if mine.failed:
            st.html(alert_html(mine.failed, _SEND, mine.tries))
    lost = _("The connection is lost. What you wrote stays here. Press Send when it is back.")
    wait = _("Your file is on its way. You can send when it is there.")
    st.html(
        f'<p class="suggest-lost" role="status">{escape(lost)}</p>'
        f'<p class="suggest-wait" role="status">{escape(wait)}</p>'
    )
    with st.container(key="suggest-buttons", horizontal=True):
        pressed = st.button(
            _("Send"),
            key="suggest send",
            type="primary",
            on_click=_ask,
            args=(kind,),
            disabled=mine.sending,
        )
        st.button(
            _("Clear the form"), key="suggest clear", on_click=_ask_to_clear, args=(kind, True)
        )
    with st.container(key="suggest-clearing"):
        if mine.clearing:
            _clear_or_keep(kind)
    if pressed:  # A session that begins with this press knows no callbacks yet.
        _ask(kind)
    with st.container(key="suggest-sending"):
        # The press is remembered: a run that is cut short by the next one does not lose it.
        if mine.sending:
            language = current().code
            sent = Submission(
                kind, mine.receipt, said, place_id, contact, language, attachment=mine.file
            )
            with st.spinner(_("Sending")):
                _send(kind, sent, trap)
            st.rerun()


def _clear_or_keep(kind: Kind) -> None:
    """One press on the wrong button must not take all that somebody wrote."""
    st.markdown(_("Shall all that you wrote here go?"))
    with st.container(horizontal=True):
        st.button(_("Yes, clear it"), key="suggest clear yes", on_click=begin_again, args=(kind,))
        st.button(
            _("No, keep it"), key="suggest clear no", on_click=_ask_to_clear, args=(kind, False)
        )


def _ask_to_clear(kind: Kind, clearing: bool) -> None:
    held(kind).clearing = clearing


def _ask(kind: Kind) -> None:
    mine = held(kind)
    if mine.done is None:  # A second press may come when the first one is done.
        mine.sending = True


def _send(kind: Kind, sent: Submission, trap: str) -> None:
    mine, now = held(kind), datetime.now(UTC)
    mine.tries += 1
    mine.failed, mine.told = "", troubles(sent)
    if not mine.told:
        try:
            case = take(
                cached.store(),
                sent,
                seconds_open=mine.seconds_open,
                trap=trap,
                sent_this_hour=sent_this_hour(now),
                now=now,
            )
        except NotTaken as error:
            mine.failed = error.words
        except TooManyError as error:
            mine.failed = _too_many(error)
        except (StoreError, QueryError) as error:
            # For whoever runs this: neither says a word of what was sent.
            _LOG.error("A form was not kept: %s", error)
            mine.failed = _not_kept()
        else:
            finish(kind, case)
            count_sent(now)
    mine.sending = False


def _too_many(error: TooManyError) -> str:
    kept = _("What you wrote stays here while this page is open.")
    if error.hours is None:
        words = _("More came in than we can read just now. Please try again in a few days.")
    else:
        words = ngettext(
            "We cannot take more just now. Please try again in {count} hour.",
            "We cannot take more just now. Please try again in {count} hours.",
            error.hours,
        ).format(count=number_phrase(error.hours))
    return f"{words} {kept}"


def _not_kept() -> str:
    words = _(
        "We could not keep this. Nothing is lost: what you wrote is still here. "
        "Please press Send again in a minute."
    )
    contact = CONTACT.value()
    if not contact:
        return words
    other = _("If that fails too, reach us here: {contact}.").format(contact=contact)
    return f"{words} {other}"
