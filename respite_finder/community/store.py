"""The store of what people send: kept until a person has decided, then emptied of their words.

SQLite is emptied at once: ``secure_delete`` overwrites what is deleted, and its log is cut; if
somebody reads at that very moment, with the next write or when the store is opened again. In
PostgreSQL a deleted row lies in its file until the server's own vacuum takes it, and in the
server's log of writes and its archives until they are used again or deleted.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final, get_args

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session, undefer

from respite_finder.community.database import Database
from respite_finder.community.engine import CUT_SECONDS
from respite_finder.community.forms import Submission
from respite_finder.community.limits import USUAL, Limits
from respite_finder.community.models import OPEN, AttachmentRow, CaseRow, DecisionRow
from respite_finder.community.numbers import as_written, new_number
from respite_finder.community.records import (
    CLOSED,
    Case,
    Decision,
    Held,
    Status,
    Verdict,
    attachments_of,
    case_of,
    content_of,
    decision_of,
    files_of,
    forget_sender,
    logged,
    new_row,
    rewrite,
    storable,
)
from respite_finder.errors import QueryError, RecordNotFound, TooManyError

_MOST_FILES: Final = 1000
"""Of a case, far more than any form takes: what is beyond cannot be asked for."""
_SAME_MOMENT: Final = timedelta(minutes=1)
"""Forms that wait for each other may be written in another order than they came in."""

__all__ = ["Case", "Decision", "Held", "Status", "Store", "Verdict", "open_store"]


class Store:
    """Cases in one database. May be used by several threads; every method raises StoreError if the
    database cannot do what it is asked.
    """

    def __init__(self, database: Database, limits: Limits = USUAL) -> None:
        self._database = database
        self._limits = limits

    def add(self, sent: Submission, now: datetime) -> Case:
        """Keep a form; when this returns, it is on the disk.

        The same receipt again is the same form: if its case is open and the content differs, the
        case takes the new content and keeps its number and moment. Of a closed case the receipt
        is gone: the form is a new case. Raises TooManyError, with what was sent not kept.
        """
        if not sent.receipt or sent.receipt.startswith(CLOSED):
            raise QueryError("receipt", "", "every form has one")
        with self._database.writing() as session:
            receipt = storable(sent.receipt)
            row = session.scalar(select(CaseRow).where(CaseRow.receipt == receipt))
            if row is None:
                self._check_count(session, sent, now)
                self._check_bytes(session, sent)
                row = new_row(sent, receipt, _free_number(session), now)
                session.add(row)
                session.flush()
            else:
                self._take_again(session, row, sent, now)
            return case_of(row)

    def _take_again(self, session: Session, row: CaseRow, sent: Submission, now: datetime) -> None:
        """The person may have edited the form after an answer was lost: the last words count."""
        new = new_row(sent, row.receipt, row.number, row.received_at)
        if content_of(new) == content_of(row):
            return
        if new.kind != row.kind:
            self._check_count(session, sent, now)
        if files_of(new) != files_of(row):
            session.execute(delete(AttachmentRow).where(AttachmentRow.case_id == row.id))
            session.expire(row, ["attachments"])
            self._check_bytes(session, sent)
            row.attachments.extend(attachments_of(sent))
        rewrite(row, new)
        session.flush()

    def case(self, number: str) -> Case:
        """One case; the number in any case, with or without its dash. Raises RecordNotFound."""
        with self._database.reading() as session:
            return case_of(_find(session, number))

    def cases(self, status: str | None = OPEN) -> list[Case]:
        """The cases with this status, the oldest first; None: all of them."""
        if status is not None and status not in get_args(Status):
            raise QueryError("status", status, f"it is one of {', '.join(get_args(Status))}")
        return self._list(*([] if status is None else [CaseRow.status == status]))

    def attachment(self, number: str, index: int) -> bytes:
        """The bytes of one file of a case. Raises RecordNotFound."""
        with self._database.reading() as session:
            wanted = (
                select(AttachmentRow)
                .join(CaseRow)
                .where(CaseRow.number == as_written(number), AttachmentRow.position == index)
                .options(undefer(AttachmentRow.content))
            )
            row = session.scalar(wanted) if 0 <= index < _MOST_FILES else None
            if row is None:
                raise RecordNotFound(number)
            return row.content

    def decide(
        self,
        number: str,
        *,
        decision: Verdict,
        reason: str,
        by: str,
        now: datetime,
        change: dict[str, Any] | None = None,
    ) -> Case:
        """Close a case: log the decision, keep the change, delete the contact, the attachments,
        every word that was said, the language and the receipt, in one transaction.

        Raises RecordNotFound, and QueryError for a case that is closed already, a decision
        without a reason, and a rejected change.
        """
        if decision not in get_args(Verdict):
            raise QueryError("decision", decision, f"it is one of {', '.join(get_args(Verdict))}")
        if not reason.strip():
            raise QueryError("reason", reason, "say in a few words why")
        if decision == "rejected" and change is not None:
            raise QueryError("change", "a change", "what is rejected changes nothing")
        with self._database.writing(CUT_SECONDS) as session:
            row = _find(session, number)
            if row.status != OPEN:
                raise QueryError("number", row.number, f"the case is closed: it was {row.status}")
            session.execute(delete(AttachmentRow).where(AttachmentRow.case_id == row.id))
            row.status, row.reason, row.decided_by = decision, storable(reason), storable(by)
            row.decided_at, row.change = now, change
            forget_sender(row)
            session.add(logged(row, now))
            session.flush()
            session.refresh(row)
            return case_of(row)

    def decisions(self) -> list[Decision]:
        """The log of what was decided, the oldest first."""
        with self._database.reading() as session:
            rows = session.scalars(select(DecisionRow).order_by(DecisionRow.id))
            return [decision_of(row) for row in rows]

    def to_hand_over(self, again: bool = False) -> list[Case]:
        """Accepted cases with a change that were not yet written into a change file (``again``:
        all of them), the oldest first.
        """
        fresh = [] if again else [CaseRow.handed_over_at.is_(None)]
        found = self._list(CaseRow.status == "accepted", *fresh)
        return [case for case in found if case.change is not None]

    def mark_handed_over(self, numbers: Iterable[str], now: datetime) -> None:
        """Note that these cases stand in a change file. Raises RecordNotFound, with none noted."""
        with self._database.writing() as session:
            for number in numbers:
                _find(session, number).handed_over_at = now

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def _list(self, *wanted: ColumnElement[bool]) -> list[Case]:
        query = select(CaseRow).where(*wanted).order_by(CaseRow.received_at, CaseRow.id)
        with self._database.reading() as session:
            return [case_of(row) for row in session.scalars(query)]

    def _check_count(self, session: Session, sent: Submission, now: datetime) -> None:
        """Raise TooManyError for the limit that will hold the longest."""
        limits = self._limits
        cases = select(func.count()).select_from(CaseRow).where(CaseRow.kind == sent.kind.value)
        if (session.scalar(cases.where(CaseRow.status == OPEN)) or 0) >= limits.open_cases:
            raise TooManyError("open_cases")
        # What a clock that was ahead has stamped does not close the form until then.
        until = now + _SAME_MOMENT
        for name, most, hours in (
            ("per_day", limits.per_day, 24),
            ("per_hour", limits.per_hour, 1),
        ):
            since = now - timedelta(hours=hours)
            lately = CaseRow.received_at > since, CaseRow.received_at <= until
            if (session.scalar(cases.where(*lately)) or 0) >= most:
                raise TooManyError(name, hours)

    def _check_bytes(self, session: Session, sent: Submission) -> None:
        """Raise TooManyError if the files of all cases and this one's are too much together."""
        if sent.attachment is not None:
            held = session.scalar(select(func.sum(AttachmentRow.size))) or 0
            if held + len(sent.attachment.content) > self._limits.attachment_bytes:
                raise TooManyError("attachment_bytes")


def open_store(where: str = "", limits: Limits = USUAL) -> Store:
    """The store at a file's path or a PostgreSQL address; empty: ``RESPITE_FINDER_DB``, else a file
    in the user's data folder. It is made on first use. Raises StoreError.
    """
    return Store(Database(where), limits)


def _find(session: Session, number: str) -> CaseRow:
    row = session.scalar(select(CaseRow).where(CaseRow.number == as_written(number)))
    if row is None:
        raise RecordNotFound(number)
    return row


def _free_number(session: Session) -> str:
    while True:
        number = new_number()
        if session.scalar(select(CaseRow.id).where(CaseRow.number == number)) is None:
            return number
