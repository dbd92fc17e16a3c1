"""May this visitor review? Decided anew at every run of the page, from what the request says."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

TRIES_OF_A_SESSION: Final = 5
TRIES_OF_AN_HOUR: Final = 50

_PASSED_ON: Final = re.compile(
    r"(?:x-)?forwarded(?:-.*)?|x-original-.*|x-real-ip|x-client-ip|x-cluster-client-ip|via"
    r"|true-client-ip|cf-.*|fly-.*|fastly-.*|x-envoy-.*|x-amzn-.*|x-azure-.*"
)
"""Headers that only a server between a visitor and us adds."""

_VERIFIED: Final = (True, "true")
"""Some servers say it in a word."""

_LOOPBACK_NAMES: Final = frozenset({"localhost"})


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who may review. ``by`` stands in the log of decisions."""

    by: str


def by_login(user: Mapping[str, object], reviewers: str) -> Reviewer | None:
    """The reviewer whom a login names: with an e-mail address of ``reviewers`` (with commas).

    ``user``: the claims that the login's server signed. An address that it does not call verified
    is nobody's: at some servers anybody may write any address into their account.
    """
    if user.get("is_logged_in") is not True or user.get("email_verified") not in _VERIFIED:
        return None
    email = user.get("email")
    # Letters of other alphabets look like ours, and some become ours in lower case.
    if not isinstance(email, str) or not email.isascii():
        return None
    allowed = {one.strip().lower() for one in reviewers.split(",") if one.strip()}
    told = email.strip().lower()
    return Reviewer(told) if told in allowed else None


def on_this_machine(headers: Mapping[str, str], peer: str | None, address: str) -> bool:
    """Whether the browser seems to run on the machine that serves the page, nothing in between.

    A proxy that adds nothing, and a visitor who writes headers by hand, look the same: the token is
    what keeps them out.

    ``headers`` of the request for the page's socket. ``peer``: the other end of the connection;
    the framework says None for this machine. ``address``: under which others reach the finder,
    empty if they do not. A proxy on this machine comes from here too: it is known by what it
    adds, and by the origin that the visitor's browser names.
    """
    named = {name.lower(): value for name, value in headers.items()}
    if any(_PASSED_ON.fullmatch(name) for name in named):
        return False
    if peer is not None and not _is_loopback(peer):
        return False
    if address and not _is_loopback(_host_of(address)):
        return False
    host, origin = named.get("host", ""), named.get("origin", "")
    return _is_loopback(_host_of(f"//{host}")) and _is_loopback(_host_of(origin))


def _host_of(url: str) -> str:
    try:
        parts = urlsplit(url)
        return parts.hostname or "" if parts.username is None else ""
    except ValueError:
        return ""


def _is_loopback(name: str) -> bool:
    if name.lower() in _LOOPBACK_NAMES:
        return True
    try:
        found = ipaddress.ip_address(name)
    except ValueError:
        return False
    # A server that listens on every address sees the fourth version inside the sixth.
    inside = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return (inside or found).is_loopback


def same_token(typed: str, token: str) -> bool:
    """Whether the token is right, in a time that tells nothing of it; an empty one never is."""
    return bool(token) and hmac.compare_digest(typed.strip().encode(), token.encode())


def print_of(token: str) -> str:
    """What a session keeps of a token that was right: another token makes it void."""
    return hashlib.sha256(b"respite-finder review " + token.encode()).hexdigest()


def still_right(kept: object, token: str) -> bool:
    """Whether what a session kept is of the token that holds now."""
    return bool(token) and isinstance(kept, str) and hmac.compare_digest(kept, print_of(token))


class Tries:
    """Wrong tokens of all sessions of this process, within the last hour."""

    def __init__(self) -> None:
        self._wrong: list[datetime] = []
        self._turn = threading.Lock()

    def may_try(self, of_this_session: int, now: datetime) -> bool:
        """Whether another token is looked at. ``now`` is aware."""
        with self._turn:
            self._wrong = [when for when in self._wrong if now - when < timedelta(hours=1)]
            return of_this_session < TRIES_OF_A_SESSION and len(self._wrong) < TRIES_OF_AN_HOUR

    def wrong(self, now: datetime) -> None:
        """Note a wrong token."""
        with self._turn:
            self._wrong.append(now)
