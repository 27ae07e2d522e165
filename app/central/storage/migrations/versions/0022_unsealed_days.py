"""On how many days a station was heard since its newest seal: nothing else shows one that seals no more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("audit_heads", sa.Column("unsealed_days", sa.Integer, nullable=False, server_default="0"))
    op.add_column("audit_heads", sa.Column("unsealed_on", sa.Date))
