"""The tables of the store: cases, their attachments, and the log of decisions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

OPEN: Final = "open"


class Utc(TypeDecorator[datetime]):
    """A moment: taken with any time zone, given back in UTC. SQLite knows no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    metadata = MetaData(
        # A name for every constraint, the same in both databases: a migration can speak of it.
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        str: Text,
        datetime: Utc,
    }


class CaseRow(Base):
    """One form that was sent. ``said``, ``contact`` and ``language`` are emptied when the case is
    closed; its ``receipt`` is then made of the number.
    """

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("number"),
        UniqueConstraint("receipt"),
        Index(None, "kind", "received_at"),
        Index(None, "status", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str]
    receipt: Mapped[str]
    kind: Mapped[str]
    place_id: Mapped[str]
    language: Mapped[str]
    said: Mapped[dict[str, str]] = mapped_column(JSON)
    contact: Mapped[str]
    received_at: Mapped[datetime]
    status: Mapped[str]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str]
    reason: Mapped[str]
    change: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    handed_over_at: Mapped[datetime | None]
    attachments: Mapped[list[AttachmentRow]] = relationship(
        lazy="selectin", order_by="AttachmentRow.position", passive_deletes="all"
    )


class AttachmentRow(Base):
    """A file of a case. ``content`` comes last and is read only when it is asked for."""

    __tablename__ = "attachments"
    __table_args__ = (UniqueConstraint("case_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    position: Mapped[int]
    media_type: Mapped[str]
    suffix: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, deferred_raiseload=True)


class DecisionRow(Base):
    """What a person decided of a case, and why. Rows are added, never changed."""

    __tablename__ = "decisions"
    __table_args__ = (UniqueConstraint("number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str]
    kind: Mapped[str]
    place_id: Mapped[str]
    decided_at: Mapped[datetime]
    decision: Mapped[str]
    reason: Mapped[str]
    by: Mapped[str]
