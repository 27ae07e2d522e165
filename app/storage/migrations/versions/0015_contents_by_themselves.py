"""What is long lies in tables of its own: the content of cases, and the payloads of events, compressed.

Piece by piece and erased where it lay, so that the file grows by little: the pages of one piece take the next.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
import zstandard
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

AT_ONCE = 500
ZSTD_LEVEL = 1

_CASES = sa.text("SELECT row, data FROM cases WHERE row > :after AND data != '' ORDER BY row LIMIT :at_most")
_KEEP_CASE = sa.text("INSERT INTO case_contents (row, data) VALUES (:place, :content)")
_EMPTY_CASE = sa.text("UPDATE cases SET data = '' WHERE row = :place")
_EVENTS = sa.text(
    "SELECT sequence, payload, sealed_to FROM outbox_events"
    " WHERE sequence > :after AND length(payload) > 0 ORDER BY sequence LIMIT :at_most"
)
_KEEP_EVENT = sa.text("INSERT INTO outbox_payloads (sequence, payload) VALUES (:place, :content)")
_EMPTY_EVENT = sa.text("UPDATE outbox_events SET payload = x'' WHERE sequence = :place")


def upgrade() -> None:
    op.create_table(
        "case_contents",
        sa.Column("row", sa.Integer, sa.ForeignKey("cases.row"), primary_key=True),
        sa.Column("data", sa.Text, nullable=False),
    )
    sequence = sa.ForeignKey("outbox_events.sequence", onupdate="CASCADE")
    op.create_table(
        "outbox_payloads",
        sa.Column("sequence", sa.Integer, sequence, primary_key=True),
        sa.Column("payload", sa.LargeBinary, nullable=False),
    )
    compress = zstandard.ZstdCompressor(level=ZSTD_LEVEL).compress
    _carry(_CASES, _KEEP_CASE, _EMPTY_CASE, lambda row: row.data)
    _carry(_EVENTS, _KEEP_EVENT, _EMPTY_EVENT, lambda row: row.payload if row.sealed_to else compress(row.payload))
    op.drop_column("cases", "data")
    op.drop_column("outbox_events", "payload")


def _carry(find: Any, keep: Any, empty: Any, content: Callable[[Any], Any]) -> None:
    connection, after = op.get_bind(), -1
    while rows := connection.execute(find, {"after": after, "at_most": AT_ONCE}).all():
        after = rows[-1][0]
        connection.execute(empty, [{"place": row[0]} for row in rows])
        connection.execute(keep, [{"place": row[0], "content": content(row)} for row in rows])
