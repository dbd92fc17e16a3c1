"""Who may review: a table of visitors, of whom nearly all may not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respite_finder.community.who import (
    TRIES_OF_A_SESSION,
    TRIES_OF_AN_HOUR,
    Tries,
    by_login,
    on_this_machine,
    print_of,
    same_token,
    still_right,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LOCAL = {"Host": "localhost:8501", "Origin": "http://localhost:8501"}
PUBLIC = "https://finder.example.org"
TOKEN = "a-token-of-the-tests-0123456789"
REVIEWERS = "one@example.org, Two@Example.org"


@pytest.mark.parametrize(
    ("headers", "peer"),
    [
        (LOCAL, None),
        ({"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:8501"}, "127.0.0.1"),
        ({"HOST": "[::1]:8501", "ORIGIN": "http://[::1]:8501"}, "::1"),
        (LOCAL, "::ffff:127.0.0.1"),
    ],
)
def test_a_browser_on_this_machine(headers: dict[str, str], peer: str | None) -> None:
    assert on_this_machine(headers, peer, "")
    assert on_this_machine(headers, peer, "http://localhost:8501")


@pytest.mark.parametrize(
    ("headers", "peer", "address"),
    [
        ({}, None, ""),
        ({"Host": "localhost:8501"}, None, ""),
        ({"Origin": "http://localhost:8501"}, None, ""),
        (LOCAL, "192.168.1.20", ""),
        (LOCAL, "2001:db8::1", ""),
        (LOCAL, "::ffff:192.168.1.20", ""),
        (LOCAL, "unknown", ""),
        (LOCAL, None, PUBLIC),
        # A proxy on this machine that calls us localhost, which is the usual of some.
        ({"Host": "localhost:8501", "Origin": PUBLIC}, "127.0.0.1", ""),
        ({"Host": "finder.example.org", "Origin": PUBLIC}, "127.0.0.1", ""),
        (LOCAL | {"X-Forwarded-For": "203.0.113.9"}, "127.0.0.1", ""),
        (LOCAL | {"X-Forwarded-Proto": "https"}, "127.0.0.1", ""),
        (LOCAL | {"Forwarded": "for=203.0.113.9"}, "127.0.0.1", ""),
        (LOCAL | {"X-Real-IP": "203.0.113.9"}, "127.0.0.1", ""),
        (LOCAL | {"Via": "1.1 proxy"}, "127.0.0.1", ""),
        (LOCAL | {"CF-Connecting-IP": "203.0.113.9"}, "127.0.0.1", ""),
        # A name that somebody else's server gave to this machine's address.
        ({"Host": "evil.example:8501", "Origin": "http://evil.example:8501"}, None, ""),
        ({"Host": "localhost.evil.example", "Origin": "http://localhost.evil.example"}, None, ""),
        ({"Host": "localhost", "Origin": "http://localhost@evil.example"}, None, ""),
        ({"Host": "localhost", "Origin": "http://evil@localhost"}, None, ""),
        ({"Host": "localhost", "Origin": "null"}, None, ""),
        ({"Host": "[::1", "Origin": "http://[::1"}, None, ""),
        ({"Host": "10.0.0.1", "Origin": "http://10.0.0.1"}, None, ""),
    ],
)
def test_everybody_else(headers: dict[str, str], peer: str | None, address: str) -> None:
    assert not on_this_machine(headers, peer, address)


@given(host=st.text(max_size=40), origin=st.text(max_size=40))
def test_no_header_breaks_the_decision(host: str, origin: str) -> None:
    assert on_this_machine({"Host": host, "Origin": origin}, None, PUBLIC) is False
    assert on_this_machine({"Host": host, "Origin": origin}, None, "") in (True, False)


@pytest.mark.parametrize(
    ("user", "by"),
    [
        ({"email": "one@example.org", "email_verified": True}, "one@example.org"),
        ({"email": " TWO@example.ORG ", "email_verified": True}, "two@example.org"),
        ({"email": "two@example.org", "email_verified": "true"}, "two@example.org"),
    ],
)
def test_a_reviewer_who_logs_in(user: dict[str, object], by: str) -> None:
    found = by_login(user | {"is_logged_in": True}, REVIEWERS)
    assert found is not None
    assert found.by == by


@pytest.mark.parametrize(
    "user",
    [
        {},
        {"email": ""},
        {"email": "three@example.org", "email_verified": True},
        {"email": "one@example.org.evil.example", "email_verified": True},
        {"email": "xone@example.org", "email_verified": True},
        {"email": "one@example.org, two@example.org", "email_verified": True},
        {"email": "one@example.org"},
        {"email": "one@example.org", "email_verified": False},
        {"email": "ONE@example.ORG\u017f", "email_verified": True},
        {"email": "\uff4fne@example.org", "email_verified": True},
        {"email": "one@example.org", "email_verified": "false"},
        {"email": "one@example.org", "email_verified": None},
        {"email": "one@example.org", "email_verified": True, "is_logged_in": False},
        {"email": "one@example.org", "email_verified": True, "is_logged_in": "true"},
        {"email": ["one@example.org"], "email_verified": True},
        {"name": "one@example.org", "preferred_username": "one@example.org"},
    ],
)
def test_whoever_else_logs_in(user: dict[str, object]) -> None:
    assert by_login({"is_logged_in": True} | user, REVIEWERS) is None


def test_nobody_is_a_reviewer_where_none_is_named() -> None:
    user = {"is_logged_in": True, "email": ""}
    assert by_login(user, "") is None
    assert by_login(user, " , ") is None


def test_the_token_is_the_whole_token() -> None:
    assert same_token(f" {TOKEN} ", TOKEN)
    wrong = ("", TOKEN[:-1], TOKEN.upper(), f"{TOKEN}x", "é" * 30)
    assert not any(same_token(typed, TOKEN) for typed in wrong)
    assert not same_token("", "")


def test_what_a_session_keeps_is_void_with_another_token() -> None:
    kept = print_of(TOKEN)
    assert TOKEN not in kept
    assert still_right(kept, TOKEN)
    assert not still_right(kept, f"{TOKEN}x")
    assert not still_right(kept, "")
    assert not still_right(None, TOKEN)
    assert not still_right(print_of(""), "")


def test_wrong_tokens_are_counted_by_session_and_by_hour() -> None:
    tries = Tries()
    assert tries.may_try(TRIES_OF_A_SESSION - 1, NOW)
    assert not tries.may_try(TRIES_OF_A_SESSION, NOW)
    for _ in range(TRIES_OF_AN_HOUR):
        assert tries.may_try(0, NOW)
        tries.wrong(NOW)
    assert not tries.may_try(0, NOW + timedelta(minutes=59))
    assert tries.may_try(0, NOW + timedelta(minutes=61))
