"""The print ledger, and the papers that may be reprinted.

Certificates issued before it have neither: how their printing ended was not written down, and is not invented now.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_papers",
        sa.Column("number", sa.Text, sa.ForeignKey("documents.number"), primary_key=True),
        sa.Column("pdf", sa.LargeBinary, nullable=False),
        sa.Column("issued_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "print_jobs",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("case_id", sa.Text, sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("paper", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("cause", sa.Text, nullable=False),
        sa.Column("begun", sa.Integer, nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("operator", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("settled_by", sa.Text, nullable=False),
        sa.Column("settled_because", sa.Text, nullable=False),
        sa.Column("run", sa.Text, nullable=False),
        sa.Column("queued_at", sa.BigInteger, nullable=False),
        sa.Column("sent_at", sa.BigInteger, nullable=True),
        sa.Column("ended_at", sa.BigInteger, nullable=True),
        sa.UniqueConstraint("paper", "number", "attempt", name="print_jobs_once_an_attempt"),
    )
    _once("print_jobs_open", "state IN ('queued', 'sent', 'unknown')")
    _once("print_jobs_original", "operator = '' AND state != 'failed'")


def _once(name: str, where: str) -> None:
    op.create_index(name, "print_jobs", ["paper", "number"], unique=True, sqlite_where=sa.text(where))
