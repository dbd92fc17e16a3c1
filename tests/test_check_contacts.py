"""Ways in: numbers that can be dialled, public web addresses, nobody's private e-mail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from made import record
from respite_finder import check_places
from respite_finder.check.contacts import is_role_address, phone_problem, url_problem

Factory = Callable[..., Path]
any_text = st.text() | st.text(st.characters())
"""Also half of a surrogate pair, which JSON can hold."""


@pytest.mark.parametrize(
    "phone",
    ["", "988", "741741", "839863", "413-570-2990", "800-273-8255", "787-728-2990", "671-477-9079"],
)
def test_a_number_of_the_states_and_territories_can_be_dialled(phone: str) -> None:
    assert phone_problem(phone) == ""


@pytest.mark.parametrize(
    ("phone", "rule"),
    [
        ("199-570-2990", "is not a number of the North American plan"),
        ("413-070-2990", "is not a number of the North American plan"),
        ("416-360-2990", "is a number of CA, not of the United States"),
        ("876-926-2990", "is a number of JM, not of the United States"),
        ("abcdefgh", "is not a phone number"),
    ],
)
def test_a_number_that_nobody_can_dial_is_told(phone: str, rule: str) -> None:
    assert phone_problem(phone) == rule


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("", ""),
        ("https://example.org", ""),
        ("http://www.example.org:8080/a?b=c#d", ""),
        ("https://münchen.example.org/", ""),
        ("ftp://example.org/", "must begin with https:// or http://"),
        ("//example.org/", "must begin with https:// or http://"),
        ("https://user:secret@example.org/", "must not hold a user name"),
        ("https://localhost/", "has no public host name"),
        ("https://192.168.1.1/", "has no public host name"),
        ("https://[::1]/", "has no public host name"),
        ("https://-a.example/", "has no public host name"),
        ("https://exa mple.org/", "has no public host name"),
        ("https://münchen..org/", "has no public host name"),
        (f"https://{'ü' * 70}.org/", "has no public host name"),
        ("https://example.org:99999/", "is not a web address"),
        ("https://[example.org/", "is not a web address"),
    ],
)
def test_a_web_address_has_a_public_host(url: str, rule: str) -> None:
    assert url_problem(url) == rule


@pytest.mark.parametrize(
    "email",
    [
        "info@example.org",
        "Office@Example.org",
        "peer.support@example.org",
        "respite2@gmail.com",
        "wildflower@gmail.com",
        "afiyahouse@yahoo.com",
        "nami.berkshire@namiberkshire.org",
        "therecoverycenter@aol.com",
    ],
)
def test_an_address_of_a_role_or_of_the_organization_may_be_shown(email: str) -> None:
    house = record(name="Afiya House", organization="Wildflower Alliance and Friends")
    assert is_role_address(email, house)


@pytest.mark.parametrize(
    "email",
    [
        "jane.doe@example.org",
        "jdoe@gmail.com",
        "oliver@live.com",
        "janemsn@msn.com",
        "matthew@yahoo.com",
        "anderson@gmail.com",
        "vincent@aol.com",
        "stanford@comcast.net",
        "johnattwood@att.net",
        "maria@mail.example.org",
        "",
        "@",
    ],
)
def test_a_persons_address_may_not(email: str) -> None:
    """Also where the name holds a word as small as "the", or the mail is a free one."""
    house = record(name="The House of Hope", organization="Center for Peers and Friends, Inc.")
    assert not is_role_address(email, house)


@example("https://münchen..org")
@example("https://\ud800.org")
@example("+1\x00")
@given(any_text)
def test_no_text_is_too_strange_to_be_judged(text: str) -> None:
    assert isinstance(phone_problem(text), str)
    for url in (text, f"https://{text}", f"https://{text}.org/", f"https://example.org/{text}"):
        assert isinstance(url_problem(url), str)
    house = record(name=text, organization=text)
    for email in (text, f"{text}@example.org", f"info@{text}"):
        assert isinstance(is_role_address(email, house), bool)


@pytest.mark.parametrize(
    ("cells", "field", "severity", "rule"),
    [
        ({"phone": "199-570-2990"}, "phone", "error", "North American plan"),
        ({"phone_2": "416-360-2990"}, "phone_2", "error", "is a number of CA"),
        ({"text_line": "199-570-2990"}, "text_line", "error", "North American plan"),
        ({"phone_2": "413-555-0100"}, "phone_2", "warning", "is the same as the first phone"),
        (
            {"phone": "", "phone_extension": "401", "website": "https://example.org/"},
            "phone_extension",
            "error",
            "needs a phone that it belongs to",
        ),
        ({"website": "https://192.168.1.1/"}, "website", "error", "has no public host name"),
        ({"website": "https://münchen..org/"}, "website", "error", "has no public host name"),
        ({"source_url": "https://a.b@c.org/"}, "source_url", "error", "a user name"),
        ({"email": "jane.doe@example.org"}, "email", "error", "must be a role address"),
        (
            {"email": "info@exmple.org", "website": "https://www.example.org/"},
            "email",
            "warning",
            "one letter off the website's",
        ),
        (
            {"email": "info@example.org", "website": "https://[example.org/"},
            "website",
            "error",
            "is not a web address",
        ),
    ],
)
def test_a_broken_way_in_is_one_problem(
    places_file: Factory, cells: dict[str, str], field: str, severity: str, rule: str
) -> None:
    (problem,) = check_places(places_file(cells))
    assert (problem.field, problem.severity) == (field, severity)
    assert rule in problem.rule


@pytest.mark.parametrize("email", ["jane.doe@example.org", "jane doe@example.org"])
def test_a_persons_address_is_never_printed(places_file: Factory, email: str) -> None:
    (problem,) = check_places(places_file({"email": email}))
    assert problem.field == "email"
    assert "doe" not in f"{problem} {problem.as_dict()}"
