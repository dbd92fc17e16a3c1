"""What Alembic runs before the steps. The connection comes from ``community.engine``."""

from __future__ import annotations

from alembic import context

from respite_finder.community.models import Base


def migrate() -> None:
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=Base.metadata,
        render_as_batch=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


# Alembic runs the file by its path; what imports it by its name only reads it.
if not __name__.startswith("respite_finder."):
    migrate()
