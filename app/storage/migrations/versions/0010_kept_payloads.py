"""Which payloads the centre has that this station could still open, found by their case: sealing up asks for each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kept = sa.text("state = 'settled' AND sealed_to = ''")
    op.create_index("outbox_events_kept", "outbox_events", ["case_id"], sqlite_where=kept)
