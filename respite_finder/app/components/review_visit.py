"""A reviewer's visit, asked once more when a file is taken away.

A download is made when it is pressed, outside the run that drew its button: by then the reviewer
may have logged out, or may be no reviewer any more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException

from respite_finder import settings
from respite_finder.app.components.review_who import KEPT as _KEPT_TOKEN
from respite_finder.app.components.review_who import reviewer
from respite_finder.community.who import Reviewer, by_login, print_of, still_right

KEPT: Final = "review visit"


class NotAllowed(PermissionError):
    """The visit is over. It says nothing of a case."""


@dataclass(slots=True)
class Visit:
    """Who reviews in this session, as the latest run found; ``token``: the print of the one that
    held then.
    """

    who: Reviewer | None = None
    token: str = ""

    def only(self, made: Callable[[], bytes]) -> bytes:
        """What ``made`` makes, for who may still see it. Raises NotAllowed."""
        if not self.holds():
            raise NotAllowed("The visit of this reviewer is over.")
        return made()

    @property
    def by_login(self) -> bool:
        """Whether the reviewer came by a login, whose name is an address."""
        return self.who is not None and "@" in self.who.by

    def holds(self) -> bool:
        """Whether the visitor may review now."""
        if self.who is None:
            return False
        if self.by_login:
            claims = {"is_logged_in": True, "email_verified": True, "email": self.who.by}
            return by_login(claims, settings.REVIEWERS.value()) == self.who
        return still_right(self.token, settings.REVIEW_TOKEN.value())


def visit() -> Visit:
    """The visit of this session; who reviews is found anew, and None after a logout."""
    held: Visit = st.session_state.setdefault(KEPT, Visit())
    token = settings.REVIEW_TOKEN.value()
    try:
        found = reviewer()
    except RerunException:
        # A run that a newer one cuts short ends nothing: a download may be made meanwhile. Logging
        # out with a token ends the run in the same way.
        if not held.by_login and not still_right(st.session_state.get(_KEPT_TOKEN), token):
            held.who = None
        raise
    except BaseException:
        held.who = None
        raise
    held.who, held.token = found, print_of(token)
    return held
