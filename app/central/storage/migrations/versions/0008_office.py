"""The offices' pages: reviewers, their sessions, decisions by parts, what was looked at; lists by an index."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _people()
    _acts()
    op.drop_index("cases_by_status", table_name="cases")
    op.create_index("cases_by_status", "cases", ["status", "received_at", "id", "item"])
    op.create_index("evaluations_by_grade", "evaluations", ["grade", "evaluated_at", "case_id"])


def _people() -> None:
    op.create_table(
        "reviewers",
        sa.Column("number", sa.String(32), primary_key=True),
        _text("name", 64),
        sa.Column("roles", sa.JSON, nullable=False),
        _text("password_hash", 200),
        sa.Column("active", sa.Boolean, nullable=False),
        _moment("changed_at"),
    )
    op.create_table(
        "reviewer_tries",
        sa.Column("number", sa.String(32), primary_key=True),
        sa.Column("wrong", sa.Integer, nullable=False),
        sa.Column("lock_s", sa.Integer, nullable=False),
        _moment("last_at"),
    )
    op.create_index("ix_reviewer_tries_last_at", "reviewer_tries", ["last_at"])
    op.create_table(
        "office_sessions",
        sa.Column("token_sha256", sa.String(64), primary_key=True),
        sa.Column("reviewer", sa.String(32), sa.ForeignKey("reviewers.number"), nullable=False),
        _moment("made_at"),
        _moment("seen_at"),
    )
    op.create_index("ix_office_sessions_reviewer", "office_sessions", ["reviewer"])
    op.create_index("ix_office_sessions_seen_at", "office_sessions", ["seen_at"])


def _acts() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("case_id", sa.String(36), sa.ForeignKey("cases.id"), nullable=False),
        _text("event_id", 36),
        _text("office", 32),
        _text("decider", 64),
        _text("decision", 16),
        sa.Column("parts", sa.JSON, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        _moment("at"),
    )
    op.create_index("decisions_by_case", "decisions", ["case_id", "office", "id"])
    op.create_index("decisions_by_time", "decisions", ["at"])
    op.create_table(
        "office_acts",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _text("reviewer", 32),
        _text("act", 32),
        _text("case_id", 36),
        _text("detail", 100),
        _moment("at"),
    )
    op.create_index("office_acts_by_case", "office_acts", ["case_id", "id"])


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def _moment(name: str) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)
