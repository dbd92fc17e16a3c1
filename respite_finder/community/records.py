"""A case and a decision as the store gives them out, and how they stand in its tables."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, cast

from respite_finder.community.forms import Kind, Submission
from respite_finder.community.models import OPEN, AttachmentRow, CaseRow, DecisionRow

Verdict = Literal["accepted", "rejected"]
Status = Literal["open", "accepted", "rejected"]

CLOSED: Final = "closed:"
"""Before its number this stands in place of a closed case's receipt, which is unique."""


@dataclass(frozen=True, slots=True)
class Held:
    """An attachment without its bytes."""

    index: int
    media_type: str
    suffix: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Case:
    """One form that was sent.

    ``said``, ``contact`` and ``language`` are empty once it is closed. ``change``: what was
    accepted, as ``dataclasses.asdict`` of a ``changes.Change``; None for a message, or if no data
    changes.
    ``handed_over_at``: when it was written into a change file.
    """

    number: str
    kind: Kind
    place_id: str
    language: str
    said: dict[str, str]
    contact: str
    received_at: datetime
    status: Status
    attachments: tuple[Held, ...] = ()
    decided_at: datetime | None = None
    decided_by: str = ""
    reason: str = ""
    change: dict[str, Any] | None = None
    handed_over_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of the log: which case, what was decided, why, by whom."""

    number: str
    kind: Kind
    place_id: str
    decided_at: datetime
    decision: Verdict
    reason: str
    by: str


def storable(text: str) -> str:
    """Without NUL, which PostgreSQL cannot keep, and without halves of characters."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()


def new_row(sent: Submission, receipt: str, number: str, now: datetime) -> CaseRow:
    return CaseRow(
        number=number,
        receipt=receipt,
        kind=sent.kind.value,
        place_id=storable(sent.place_id),
        language=storable(sent.language),
        said={storable(name): storable(text) for name, text in sent.said.items()},
        contact=storable(sent.contact),
        received_at=now,
        status=OPEN,
        decided_by="",
        reason="",
        attachments=attachments_of(sent),
    )


def attachments_of(sent: Submission) -> list[AttachmentRow]:
    file = sent.attachment
    if file is None:
        return []
    return [
        AttachmentRow(
            position=0,
            media_type=file.media_type,
            suffix=file.suffix,
            size=len(file.content),
            sha256=hashlib.sha256(file.content).hexdigest(),
            content=file.content,
        )
    ]


def content_of(row: CaseRow) -> tuple[object, ...]:
    """What a person sent, to be compared with what they send again."""
    return row.kind, row.place_id, row.said, row.contact, files_of(row)


def files_of(row: CaseRow) -> list[tuple[str, str, str]]:
    return [(file.media_type, file.suffix, file.sha256) for file in row.attachments]


def rewrite(row: CaseRow, new: CaseRow) -> None:
    """Put what was sent again in the place of what was sent first; files apart."""
    row.kind, row.place_id, row.language = new.kind, new.place_id, new.language
    row.said, row.contact = new.said, new.contact


def forget_sender(row: CaseRow) -> None:
    """Take out everything that came from the person who sent it, or that tells their session."""
    row.said, row.contact, row.language = {}, "", ""
    row.receipt = f"{CLOSED}{row.number}"


def case_of(row: CaseRow) -> Case:
    return Case(
        number=row.number,
        kind=Kind(row.kind),
        place_id=row.place_id,
        language=row.language,
        said=dict(row.said),
        contact=row.contact,
        received_at=row.received_at,
        status=cast("Status", row.status),
        attachments=tuple(
            Held(file.position, file.media_type, file.suffix, file.size, file.sha256)
            for file in row.attachments
        ),
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        reason=row.reason,
        change=row.change,
        handed_over_at=row.handed_over_at,
    )


def logged(row: CaseRow, now: datetime) -> DecisionRow:
    return DecisionRow(
        number=row.number,
        kind=row.kind,
        place_id=row.place_id,
        decided_at=now,
        decision=row.status,
        reason=row.reason,
        by=row.decided_by,
    )


def decision_of(row: DecisionRow) -> Decision:
    return Decision(
        row.number,
        Kind(row.kind),
        row.place_id,
        row.decided_at,
        cast("Verdict", row.decision),
        row.reason,
        row.by,
    )
