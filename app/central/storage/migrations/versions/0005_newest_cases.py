"""The list of cases by an index: newest first, without sorting all there are."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("cases_by_time", "cases", ["received_at", "id"])
