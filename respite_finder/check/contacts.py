"""Rules about ways in: numbers that can be dialled, web addresses, role addresses only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

import phonenumbers
from rapidfuzz.distance import Levenshtein

from respite_finder.errors import Problem, Severity
from respite_finder.gazetteer import normalize
from respite_finder.places import Row

CONTACTS = ("phone", "text_line", "email", "website")
_ROLE_WORDS = """
access admin administration board care center centre club clubhouse connect contact contactus crisis
director email enquiries general group groups hello help helpline home house info information
inquiries inquiry intake line mail main member membership network office officemanager outreach peer
peers peersupport president program programs reception recovery referral referrals respite
secretary services staff support supportgroup team volunteer warmline welcome
"""
_ROLES = frozenset(_ROLE_WORDS.split())
_FREE_WORDS = """
aol att bellsouth charter comcast cox earthlink frontier frontiernet gmail googlemail gmx hotmail
icloud juno live mac mail me msn optonline outlook proton protonmail roadrunner rocketmail rr
sbcglobal verizon windstream yahoo ymail zoho
"""
_FREE = frozenset(_FREE_WORDS.split())
"""Mail for everybody: the host tells nothing about whose address it is."""
_NAMES_TOO = frozenset({"center", "centre", "group", "groups", "home", "house", "main", "peer"})
"""Roles that are family names as well."""

_SMALL_WORDS = frozenset({"and", "for", "inc", "llc", "of", "our", "the"})
_OURS = frozenset({"PR", "GU", "VI", "AS", "MP", "US"})
_HOST = re.compile(r"(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}")
_SHORTEST_SHARED = 3
"""Letters that an address must share with the organization's name or host to be its own."""


def contact_problems(number: int, record: Row) -> Iterator[Problem]:
    """What is wrong with the phones, web addresses and the e-mail address of one record."""

    def problem(field: str, rule: str, severity: Severity = "error") -> Problem:
        return Problem(number, record["place_id"], field, record[field], rule, severity)

    for field in ("phone", "phone_2", "text_line"):
        rule = phone_problem(record[field])
        if rule:
            yield problem(field, rule)
    if record["phone_2"] and record["phone_2"] == record["phone"]:
        yield problem("phone_2", "is the same as the first phone", "warning")
    if record["phone_extension"] and not record["phone"]:
        yield problem("phone_extension", "needs a phone that it belongs to")
    for field in ("website", "source_url"):
        rule = url_problem(record[field])
        if rule:
            yield problem(field, rule)
    if record["email"] and not is_role_address(record["email"], record):
        # A private person's address is not to be printed again.
        rule = "must be a role address such as info@, or be named for the organization"
        yield Problem(number, record["place_id"], "email", "", rule)
    elif record["email"] and _one_letter_off(record["email"], record["website"]):
        yield problem("email", "its host is one letter off the website's: a slip?", "warning")


def _one_letter_off(email: str, website: str) -> bool:
    if url_problem(website):
        return False
    host = (urlsplit(website).hostname or "").removeprefix("www.")
    return Levenshtein.distance(email.rpartition("@")[2].lower(), host, score_cutoff=1) == 1


@cache
def phone_problem(phone: str) -> str:
    """Why nobody can dial this number in the United States; empty if somebody can.

    Short codes (988, 741741) are not in the numbering plan and pass.

    >>> phone_problem("413-570-2990"), phone_problem("988"), phone_problem("199-570-2990")
    ('', '', 'is not a number of the North American plan')
    """
    digits = phone.replace("-", "")
    if len(digits) < 7:
        return ""
    try:
        number = phonenumbers.parse(phone, "US")
    except phonenumbers.NumberParseException:
        return "is not a phone number"
    if not phonenumbers.is_valid_number(number):
        return "is not a number of the North American plan"
    region = phonenumbers.region_code_for_number(number)
    # Toll-free numbers belong to the whole plan; libphonenumber calls their region US.
    if region not in _OURS:
        return f"is a number of {region}, not of the United States"
    return ""


def url_problem(url: str) -> str:
    """Why this is no public web address; empty if it is one or empty.

    >>> url_problem("https://example.org/a"), url_problem("http://localhost/x")
    ('', 'has no public host name')
    """
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "is not a web address"
    if parts.scheme not in ("http", "https"):
        return "must begin with https:// or http://"
    if parts.username or parts.password:
        return "must not hold a user name"
    return "" if _HOST.fullmatch(_ascii(host)) else "has no public host name"


def _ascii(host: str) -> str:
    """The host as name servers know it; empty if it cannot be written so."""
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return ""


def is_role_address(email: str, record: Row) -> bool:
    """Whether an address belongs to a role or to the organization, and not to a person.

    It does if its first part is a role (info, office, help), or shares a word with the name of
    the place, its organization or the host. Where anybody can have an address, names of people
    hold parts of many words: there it must begin with such a word, or hold it apart.
    """
    local, _, domain = email.lower().partition("@")
    words = [word for word in re.split(r"[._+-]|\d+", local) if word]
    flat = "".join(words).removeprefix("the")
    names = normalize(f"{record['name']} {record['organization']}").split()
    if _FREE & set(domain.split(".")):
        own = {name for name in names if len(name) > _SHORTEST_SHARED} | _ROLES
        own -= _NAMES_TOO
        return bool(own & set(words)) or flat.startswith(tuple(w for w in own if len(w) > 3))
    if any(word in _ROLES for word in words):
        return True
    names += re.split(r"[.-]", domain)[:-1]
    shared = [
        w for w in names if len(w) >= _SHORTEST_SHARED and w not in _SMALL_WORDS and w in flat
    ]
    return bool(shared) or any(role in flat for role in _ROLES if len(role) > 5)
