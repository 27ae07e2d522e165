"""The code on the slip by which a case is graded on a phone; cases from before have none, and no code on their slip."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", sa.Column("evaluation_code", sa.Text, nullable=False, server_default=""))
