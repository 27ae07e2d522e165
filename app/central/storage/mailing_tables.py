"""The table of what is mailed. Where to stands in the case alone, sealed."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint, false

from app.central.storage.metadata import metadata
from app.central.storage.moment import Moment

# One row for each time a case is sent; `id` is what the carrier knows it by, made of case and ordinal, so that a
# database from a back-up asks for the same one. `by_carrier`: it may have heard of it. `ending`: it is to be cancelled.
mailings = Table(
    "mailings",
    metadata,
    Column("id", String(48), primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("waybill", String(64), nullable=False, server_default=""),
    Column("reason", String(200), nullable=False, server_default=""),
    Column("by_carrier", Boolean, nullable=False, server_default=false()),
    Column("ending", Boolean, nullable=False, server_default=false()),
    Column("due_at", Moment),
    Column("attempts", Integer, nullable=False, server_default="0"),
    UniqueConstraint("case_id", "ordinal"),
    Index("mailings_due", "due_at"),
    Index("mailings_by_state", "state", "changed_at"),
)
