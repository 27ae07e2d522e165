"""How often the centre refused an attachment as a whole, and who had one sent again that was parked for it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("outbox_uploads", "early_uploads"):
        op.add_column(table, sa.Column("refusals", sa.Integer, nullable=False, server_default="0"))
        for name in ("released_by", "released_because"):
            op.add_column(table, sa.Column(name, sa.Text, nullable=False, server_default=""))
