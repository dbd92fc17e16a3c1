"""Which columns take what somebody said: only what needs no guess."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from respite_finder.check.contacts import is_role_address, url_problem
from respite_finder.community.forms import COLUMNS_OF, Kind, Part, phone_as_ours
from respite_finder.i18n import mark
from respite_finder.places import Row
from respite_finder.schema import COLUMN_NAMES, ServiceType

if TYPE_CHECKING:
    from respite_finder.community.store import Case

_AS_TEXT: Final = frozenset({Part.HOURS, Part.NAME, Part.COST})
"""Parts whose column holds words."""


ADDRESS_IS_PRIVATE: Final = mark(
    "The address of a peer respite counts as private until you know better. If the house publishes "
    "it, set street and zip, and clear address_withheld."
)
"""Why neither street nor ZIP code of a new peer respite was taken."""


def address_counts_as_private(row: Row) -> bool:
    """Whether a record withholds its address only because it is a peer respite without a street."""
    respite = row["service_type"] == ServiceType.PEER_RESPITE
    return respite and row["address_withheld"] == "yes" and not row["street"]


def cells_said(case: Case, before: Row) -> Row:
    """The cells that a case proposes; ``before`` is our record, empty for a new place."""
    said = {name: _one_line(text) for name, text in case.said.items()}
    if case.kind is Kind.CHANGE:
        return _of_a_change(said, before)
    cells = {name: text for name, text in said.items() if text and name in COLUMN_NAMES}
    for name, made in (
        ("phone", phone_as_ours(said.get("phone", ""))),
        ("website", web_address(said.get("website", ""))),
        ("zip", said.get("zip", "")[:5]),
        ("email", _role_address(said)),
    ):
        cells.pop(name, None)
        cells |= {name: made} if made else {}
    if said.get("service_type") == ServiceType.PEER_RESPITE:
        # Many houses tell their street on calling only: it comes in by the reviewer's word.
        cells.pop("street", None)
    return cells


def _of_a_change(said: dict[str, str], before: Row) -> Row:
    cells: Row = {}
    phone = phone_as_ours(said.get(Part.PHONE, ""))
    if phone:
        cells["phone"] = phone
        if before["phone_2"] == phone:
            cells |= {"phone_2": "", "phone_2_label": ""}
    website = web_address(said.get(Part.WEBSITE, ""))
    if website:
        cells["website"] = website
    if Part.CLOSED in said:
        cells["status"] = "closed"
    cells |= {part.value: said[part] for part in _AS_TEXT if said.get(part)}
    if "hours" in cells and before["opening_hours"]:
        # What the finder reckons with may not contradict the words: unknown is not wrong.
        cells["opening_hours"] = ""
    return cells


def not_taken(case: Case, after: Row) -> dict[str, str]:
    """What was said and stands in no column as it was said, so that nothing is lost."""
    left = {}
    for name, text in case.said.items():
        if not text.strip():
            continue
        columns = COLUMNS_OF[Part(name)] if case.kind is Kind.CHANGE and name in _PARTS else (name,)
        told = _one_line(text)
        same = {told, phone_as_ours(told), web_address(told)} - {""}
        same |= {told[:5]} if name == "zip" else set()
        if not any(after.get(column, "") in same for column in columns):
            left[name] = text
    return left


_PARTS: Final = frozenset(part.value for part in Part)


def web_address(text: str) -> str:
    """A web address, with https:// if it lacks a scheme; empty if it is none.

    >>> web_address("www.example.org/a"), web_address("it has none")
    ('https://www.example.org/a', '')
    """
    if not text or " " in text or "." not in text:
        return ""
    address = text if "://" in text else f"https://{text}"
    if not address.lower().startswith(("http://", "https://")):
        return ""
    return "" if url_problem(address) else address


def _role_address(said: dict[str, str]) -> str:
    """The e-mail address, if it is no private person's."""
    email = said.get("email", "")
    row = dict.fromkeys(COLUMN_NAMES, "") | {k: v for k, v in said.items() if k in COLUMN_NAMES}
    return email if "@" in email and is_role_address(email, row) else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
