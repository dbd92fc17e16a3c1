"""One cell of somebody else's file as places.csv would hold it, or why it is left out.

Only the form is changed: spaces, the way a phone, a date or a state is written. What a cell says
is never guessed: a cell that can mean two things is left out, with the rule that it breaks.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Final

import phonenumbers

from respite_finder.check.contacts import phone_problem, url_problem
from respite_finder.export.gate import FINEST_DECIMALS
from respite_finder.gazetteer import normalize
from respite_finder.places import cell_rule
from respite_finder.schema import BY_NAME, LIST_SEPARATOR, YES_OR_NO, Column, split_list
from respite_finder.states import NATIONWIDE, STATE_NAMES
from respite_finder.tables.cells import five_digits, plain_text

PHONES: Final = ("phone", "phone_2", "text_line")
_YES: Final = {"yes", "y", "true", "1"}
_NO: Final = {"no", "n", "false", "0"}
_STATES: Final = {
    **{normalize(name): code for code, name in STATE_NAMES.items()},
    **{code.lower(): code for code in STATE_NAMES},
    **dict.fromkeys(("us", "usa", "united states", "nationwide"), NATIONWIDE),
    **dict.fromkeys(("d c", "washington dc", "washington d c"), "DC"),
    "virgin islands": "VI",
}
_DAY_OR_MONTH_FIRST = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_SHORT_CODE = re.compile(r"\d{3,6}")
_BROKEN = re.compile("[\ud800-\udfff\ufffd]")
_ERROR_VALUES: Final = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"}
_LONGEST_INTEGER = 9
_ONE_VALUE: Final = (str, int, float)

Tidied = tuple[str, str]
"""A cell, and why it was left out: one of the two is empty, or both."""


def tidy(column: str, value: object) -> Tidied:
    """The cell that places.csv would hold for a value, and why it was left out.

    ``value`` may be text, a number, a truth value, a date, a list of those, or None (not stated).

    >>> tidy("phone", "(413) 570-2990"), tidy("state", "massachusetts"), tidy("chat", True)
    (('413-570-2990', ''), ('MA', ''), ('yes', ''))
    >>> tidy("source_date", "07/21/26")
    ('', 'can be read in two ways: write the date as YYYY-MM-DD')
    >>> tidy("latitude", None)
    ('', '')
    """
    known = BY_NAME[column]
    text, rule = _as_text(known, value)
    if rule or not text:
        return "", rule
    cell, rule = _FORMS.get(column, _by_type)(known, text)
    rule = rule or (cell_rule(known, cell) if cell else "")
    return ("", rule) if rule else (cell, "")


def extension_of(phone: object) -> str:
    """The extension that stands behind a phone number, empty if there is none.

    >>> extension_of("413-570-2990 ext. 401")
    '401'
    """
    number = _parsed(plain_text(phone))
    return (number.extension or "") if number else ""


def _as_text(column: Column, value: object) -> Tidied:
    if isinstance(value, bool):
        said = "yes" if value else "no"
        known = column.type == "boolean" or column.values == YES_OR_NO
        return (said, "") if known else ("", f"must be text, not {said}")
    if isinstance(value, date):
        said = value.isoformat()[:10]
        return (said, "") if column.type == "date" else ("", "must not be a date")
    if isinstance(value, (list, tuple)) and column.type == "list":
        if all(isinstance(one, _ONE_VALUE) for one in value):
            return LIST_SEPARATOR.join(plain_text(one).replace(";", ",") for one in value), ""
        return "", "must be a list of words"
    if value is not None and not isinstance(value, _ONE_VALUE):
        return "", "must be one value, text or a number"
    text = plain_text(value)
    if not text.isascii() and _BROKEN.search(text):
        return "", "holds characters that are no text: write it again"
    if text in _ERROR_VALUES:
        return "", "is the error of a formula: correct it in the spreadsheet"
    return text, ""


def _by_type(column: Column, text: str) -> Tidied:
    if column.values == YES_OR_NO and text.lower() in _YES | _NO:
        return ("yes" if text.lower() in _YES else "no"), ""
    if column.type == "enum":
        return normalize(text).replace(" ", "_"), ""
    if column.type == "boolean":
        word = text.lower()
        return "yes" if word in _YES else "", "" if word in _YES | _NO else "must be yes or no"
    if column.type == "integer":
        digits = re.sub(r"\.0+$", "", text)
        whole = digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST_INTEGER
        return (str(int(digits)), "") if whole else ("", "must be a whole number")
    if column.type == "date" and _DAY_OR_MONTH_FIRST.fullmatch(text):
        return "", "can be read in two ways: write the date as YYYY-MM-DD"
    if column.type == "list":
        return LIST_SEPARATOR.join(dict.fromkeys(split_list(text))), ""
    return text, ""


def _degrees(_: Column, text: str) -> Tidied:
    try:
        degrees = float(text)
    except ValueError:
        degrees = math.nan
    if not math.isfinite(degrees):
        return "", "must be a number of degrees"
    if abs(degrees) > 180:
        return "", "is outside the range of WGS 84 degrees"
    # As places.csv writes them: four decimals at least, so that 42.1 is not another cell.
    finest = f"{degrees:.{FINEST_DECIMALS}f}"
    return finest.removesuffix("0"), ""


def _state(_: Column, text: str) -> Tidied:
    code = _STATES.get(normalize(text), "")
    return code, "" if code else "must be a state or territory, by name or postal code, or US"


def _states(_: Column, text: str) -> Tidied:
    codes = [_STATES.get(normalize(name), "") for name in split_list(text)]
    rule = "" if all(codes) else "must be states or territories, by name or postal code, or US"
    return LIST_SEPARATOR.join(dict.fromkeys(codes)), rule


def _zip(_: Column, text: str) -> Tidied:
    code = five_digits(text)
    return code, "" if code else "must be a ZIP code of five digits"


def _phone(column: Column, text: str) -> Tidied:
    if text == "988" or (column.name == "text_line" and _SHORT_CODE.fullmatch(text)):
        return text, ""
    number = _parsed(text)
    if number is None or number.country_code != 1:
        return "", "is not a phone number of the United States"
    digits = str(number.national_number)
    if len(digits) != 10:
        return "", "must have ten digits, with the area code"
    phone = f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    return phone, phone_problem(phone)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException:
        return None


def _web_address(_: Column, text: str) -> Tidied:
    if text.lower().rstrip("/") in ("http:", "https:"):
        return "", ""
    # A host with a certificate sends on from http; one without does not answer https.
    address = text if "://" in text else f"http://{text}"
    scheme, _sep, rest = address.partition("://")
    address = f"{scheme.lower()}://{rest}"
    try:
        return address, url_problem(address)
    except UnicodeError:
        # A host in other letters that no name server would take.
        return "", "has no public host name"


_FORMS: Final[dict[str, Callable[[Column, str], Tidied]]] = {
    "latitude": _degrees,
    "longitude": _degrees,
    "state": _state,
    "area_states": _states,
    "zip": _zip,
    "website": _web_address,
    "source_url": _web_address,
    **dict.fromkeys(PHONES, _phone),
}
