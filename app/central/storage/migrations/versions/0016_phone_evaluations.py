"""Evaluations from a phone: the code of a case as it rests here, and grades that came with no station's event."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", sa.Column("evaluation_mark", sa.String(64), nullable=False, server_default=""))
    op.create_index("cases_by_evaluation", "cases", ["evaluation_mark"])
    with op.batch_alter_table("evaluations") as table:
        table.alter_column("event_id", existing_type=sa.String(36), nullable=True)
        table.add_column(sa.Column("sealed", sa.LargeBinary, nullable=True))
