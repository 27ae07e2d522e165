"""The id by which stations know this state of the database; another one after every restoring."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    restorings = op.create_table(
        "restorings",
        sa.Column("ordinal", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(36), nullable=False, unique=True),
        sa.Column("kept_until", sa.DateTime(timezone=True)),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    at = datetime.now(UTC).replace(tzinfo=None) if op.get_bind().dialect.name == "sqlite" else datetime.now(UTC)
    founding = {"ordinal": 0, "id": str(uuid.uuid4()), "kept_until": None, "at": at}
    op.bulk_insert(restorings, [founding])
