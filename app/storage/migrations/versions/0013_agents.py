"""Who acted for the applicant of a case, so that they find it too while it is open."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", sa.Column("agent", sa.LargeBinary, nullable=True))
    where = sa.text("agent IS NOT NULL")
    op.create_index("cases_by_agent", "cases", ["agent", "row"], sqlite_where=where)
