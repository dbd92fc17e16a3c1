"""What a person needs, as options of ``find``, and what is said of places hidden by them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Final

import typer

from respite_finder.needs import CONTACTS, GROUPS, OPERATORS
from respite_finder.search import Found
from respite_finder.text import count_phrase

Age = Annotated[int | None, typer.Option("--age", help="Takes somebody of this age, in years.")]
Stay = Annotated[
    int | None, typer.Option("--stay", help="Lets somebody stay at least so many days.")
]
Free = Annotated[bool, typer.Option("--free", help="Costs nothing.")]
Languages = Annotated[
    list[str] | None, typer.Option("--language", help="Speaks this, e.g. Spanish. May be repeated.")
]
Groups = Annotated[
    list[str] | None, typer.Option("--for", help=f"{', '.join(GROUPS)}. May be repeated.")
]
SelfReferral = Annotated[
    bool, typer.Option("--self-referral", help="The person can ask without a professional.")
]
RunBy = Annotated[
    list[str] | None, typer.Option("--run-by", help=f"{' or '.join(OPERATORS)}. May be repeated.")
]
Overnight = Annotated[bool, typer.Option("--overnight", help="People stay the night.")]
Contact = Annotated[
    list[str] | None, typer.Option("--contact", help=f"{', '.join(CONTACTS)}. May be repeated.")
]
OpenNow = Annotated[bool, typer.Option("--open-now", help="Open at this moment.")]
IncludeUnknown = Annotated[
    bool, typer.Option("--include-unknown", help="Places whose source does not say come too.")
]

_STATED: Final = {
    "age": "age",
    "stay_days": "longest stay",
    "free": "cost",
    "languages": "languages",
    "groups": "whom it is for",
    "self_referral": "how to ask",
    "operators": "who runs it",
    "overnight": "overnight",
    "contact": "contact",
    "open_at": "hours",
}


def codes(words: Iterable[str] | None) -> frozenset[str]:
    """Codes as people write them.

    >>> codes(["Older adults", "peer-run"]) == {"older_adults", "peer_run"}
    True
    """
    return frozenset("_".join(w.lower().replace("-", " ").split()) for w in words or ())


def now_if(open_now: bool) -> datetime | None:
    """The present moment, if it is asked for."""
    return datetime.now(UTC) if open_now else None


def hidden_note(found: Found) -> str:
    """How many places are hidden because their source does not say; empty if none is."""
    near, by_area = found.hidden_unknown, found.hidden_by_area
    if not near and not by_area:
        return ""
    parts = [count_phrase(near, "place", "places")] if near else []
    parts += [f"{by_area} by phone or by area"] if by_area else []
    return (
        f"Hidden, because the source does not say: {' and '.join(parts)}. "
        "See them with --include-unknown."
    )


def not_stated_note(names: str) -> str:
    """What a place's source leaves open, in words; empty if nothing.

    >>> not_stated_note("free; age")
    'not stated: cost, age'
    """
    return f"not stated: {', '.join(_STATED[n] for n in names.split('; '))}" if names else ""
