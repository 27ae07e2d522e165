"""What a station keeps of a person: sealed to the centre, until when, what is gone; and who may work here.

Cases from before are readable copies and are given the retention time that stations had no choice of then: 90 days.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

DAYS_90_IN_MICROSECONDS = 90 * 24 * 3600 * 1_000_000


def upgrade() -> None:
    op.add_column("cases", sa.Column("kept", sa.Text, nullable=False, server_default="readable"))
    op.add_column("cases", sa.Column("erase_at", sa.BigInteger, nullable=True))
    op.add_column("cases", sa.Column("content_mac", sa.LargeBinary, nullable=True))
    op.execute(sa.text("UPDATE cases SET erase_at = submitted_at + :kept").bindparams(kept=DAYS_90_IN_MICROSECONDS))
    op.create_index("cases_readable", "cases", ["row"], sqlite_where=sa.text("kept = 'readable'"))
    op.create_index("cases_to_erase", "cases", ["erase_at"], sqlite_where=sa.text("kept != 'erased'"))
    op.add_column("attachments", sa.Column("sealed_to", sa.Text, nullable=False, server_default=""))
    op.add_column("attachments", sa.Column("removed_at", sa.BigInteger, nullable=True))
    op.create_index(
        "attachments_sealed", "attachments", ["case_id"], sqlite_where=sa.text("sealed_to != '' AND removed_at IS NULL")
    )
    op.add_column("outbox_events", sa.Column("sealed_to", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "operators",
        sa.Column("number", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("roles", sa.Text, nullable=False),
        sa.Column("pin_hash", sa.Text, nullable=False),
        sa.Column("active", sa.Integer, nullable=False),
    )
    op.create_table(
        "operator_tries",
        sa.Column("number", sa.Text, primary_key=True),
        sa.Column("wrong", sa.Integer, nullable=False),
        sa.Column("last_at", sa.BigInteger, nullable=False),
        sa.Column("lock_s", sa.Integer, nullable=False),
    )
