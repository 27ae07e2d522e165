"""Which attachments a self-service station could still open, found without reading all of them: asked at every sync."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    own = sa.text("sealed_to = '' AND removed_at IS NULL")
    op.create_index("attachments_own", "attachments", ["id"], sqlite_where=own)
