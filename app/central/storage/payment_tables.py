"""The tables of fees: orders, the payments received for them, and what cases say of their fee."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, false

from app.central.storage.metadata import metadata
from app.central.storage.moment import Moment

# One row an order. `state` is a word of app.domain.ports.PaymentStatus; `paid` stays beside it for replicas of the
# version before. `by_gateway`: the money goes through a gateway, which is looked at when the order is due.
payments = Table(
    "payments",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("code", String(32), nullable=False, unique=True),
    Column("station_id", ForeignKey("stations.id"), nullable=False),
    Column("case_id", String(36), nullable=False),
    Column("item", String(64), nullable=False),
    Column("amount_fen", Integer, nullable=False),
    Column("paid", Boolean, nullable=False, default=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("paid_at", Moment),
    Column("state", String(16), nullable=False, server_default="waiting"),
    Column("by_gateway", Boolean, nullable=False, server_default=false()),
    Column("code_url", String(500), nullable=False, server_default=""),
    Column("due_at", Moment),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Index("payments_by_case", "case_id"),
    Index("payments_by_state", "state", "made_at"),
    Index("payments_due", "due_at"),
)

# One row for each time money came in, by the id it has at the gateway. `refund` is empty, wanted, done or refused.
payments_received = Table(
    "payments_received",
    metadata,
    Column("order_id", ForeignKey("payments.id"), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("amount_fen", Integer, nullable=False),
    Column("paid_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("refund", String(16), nullable=False, server_default=""),
    Column("refund_because", String(200), nullable=False, server_default=""),
    Column("refund_due_at", Moment),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("refunded_at", Moment),
    Index("payments_received_by_refund", "refund", "refund_due_at"),
)

# What a case says of its fee, and what became of that: `later`, `open`, `matched` or `wrong` with why.
fee_claims = Table(
    "fee_claims",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("order_id", String(64), nullable=False),
    Column("amount_fen", Integer, nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("reason", String(64), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Moment),
    Column("made_at", Moment, nullable=False),
    Index("fee_claims_by_verdict", "verdict", "due_at"),
)
