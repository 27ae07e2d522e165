"""Fees through a gateway: how an order stands, every payment received for it, what cases say of their fee."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.add_column("payments", sa.Column("state", sa.String(16), nullable=False, server_default="waiting"))
    op.add_column("payments", sa.Column("by_gateway", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("payments", sa.Column("code_url", sa.String(500), nullable=False, server_default=""))
    op.add_column("payments", sa.Column("due_at", moment))
    op.add_column("payments", sa.Column("attempts", sa.Integer, nullable=False, server_default="0"))
    op.create_index("payments_by_state", "payments", ["state", "made_at"])
    op.create_index("payments_due", "payments", ["due_at"])
    op.create_table(
        "payments_received",
        sa.Column("order_id", sa.String(36), sa.ForeignKey("payments.id"), primary_key=True),
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("amount_fen", sa.Integer, nullable=False),
        sa.Column("paid_at", moment, nullable=False),
        sa.Column("seen_at", moment, nullable=False),
        sa.Column("refund", sa.String(16), nullable=False, server_default=""),
        sa.Column("refund_because", sa.String(200), nullable=False, server_default=""),
        sa.Column("refund_due_at", moment),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("refunded_at", moment),
    )
    op.create_index("payments_received_by_refund", "payments_received", ["refund", "refund_due_at"])
    op.create_table(
        "fee_claims",
        sa.Column("case_id", sa.String(36), sa.ForeignKey("cases.id"), primary_key=True),
        sa.Column("order_id", sa.String(64), nullable=False),
        sa.Column("amount_fen", sa.Integer, nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", moment),
        sa.Column("made_at", moment, nullable=False),
    )
    op.create_index("fee_claims_by_verdict", "fee_claims", ["verdict", "due_at"])
    op.execute(
        "INSERT INTO payments_received (order_id, id, amount_fen, paid_at, seen_at) "
        "SELECT id, id, amount_fen, COALESCE(paid_at, made_at), COALESCE(paid_at, made_at) FROM payments WHERE paid"
    )
    op.execute("UPDATE payments SET state = 'paid' WHERE paid")
