"""What the centre said last of each row, uploads before their case, and the acknowledgement of changes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _texts("outbox_events", "answer", "released_by", "released_because")
    op.add_column("outbox_events", sa.Column("answered_at", sa.BigInteger, nullable=True))
    _texts("outbox_uploads", "answer")
    op.add_column("outbox_uploads", sa.Column("answered_at", sa.BigInteger, nullable=True))
    op.add_column("outbox_uploads", sa.Column("size", sa.Integer, nullable=False, server_default="0"))
    op.execute("UPDATE outbox_uploads SET size = (SELECT size FROM attachments AS of WHERE of.id = outbox_uploads.id)")
    op.drop_index("outbox_uploads_waiting", "outbox_uploads")
    waiting = sa.text("state = 'waiting'")
    op.create_index("outbox_uploads_waiting", "outbox_uploads", ["size", "id"], sqlite_where=waiting)
    _early_uploads()
    _texts("changes", "case_id", "outcome", "detail")
    # What came before there were acknowledgements is not acknowledged.
    op.add_column("changes", sa.Column("told", sa.Integer, nullable=False, server_default="1"))
    op.create_index("changes_by_case", "changes", ["case_id", "kind"])
    op.create_index("changes_untold", "changes", ["received_at"], sqlite_where=sa.text("told = 0"))


def _texts(table: str, *names: str) -> None:
    for name in names:
        op.add_column(table, sa.Column(name, sa.Text, nullable=False, server_default=""))


def _early_uploads() -> None:
    op.create_table(
        "early_uploads",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("case_id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("spool_file", sa.Text, nullable=False),
        sa.Column("sealed_sha256", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("begun_at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("case_id", "name", name="early_uploads_once_per_case"),
    )
