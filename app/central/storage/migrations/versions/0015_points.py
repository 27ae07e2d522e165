"""Scores of cases, rounds in which places are given by rank, their lists, objections and acts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _scores()
    _rounds()
    _places()
    _lists_and_acts()
    _appeals()


def _points() -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in ("total", "base", "bonus", "deductions")]


def _scores() -> None:
    op.create_table(
        "point_scores",
        sa.Column("case_id", sa.String(36), sa.ForeignKey("cases.id"), primary_key=True),
        sa.Column("event_id", sa.String(36), nullable=False),
        sa.Column("person", sa.LargeBinary, nullable=False),
        sa.Column("class_code", sa.String(16), nullable=False),
        *_points(),
        sa.Column("uses", sa.JSON, nullable=False),
        sa.Column("valid_until", sa.Date, nullable=False),
        sa.Column("pack_version", sa.String(64), nullable=False),
        sa.Column("holder", sa.LargeBinary, nullable=False),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("point_scores_by_person", "point_scores", ["person"])


def _rounds() -> None:
    op.create_table(
        "point_rounds",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("item", sa.String(64), nullable=False),
        sa.Column("use", sa.String(40), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("quota", sa.Integer, nullable=False),
        sa.Column("opens_on", sa.Date, nullable=False),
        sa.Column("closes_on", sa.Date, nullable=False),
        sa.Column("appeal_days", sa.Integer, nullable=False),
        sa.Column("ties", sa.JSON, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("listed_at", sa.DateTime(timezone=True)),
        sa.Column("appeals_until", sa.Date),
        sa.Column("final_at", sa.DateTime(timezone=True)),
    )
    op.create_index("point_rounds_by_use", "point_rounds", ["item", "use", "closes_on"])


def _places() -> None:
    op.create_table(
        "point_places",
        sa.Column("round_id", sa.String(40), sa.ForeignKey("point_rounds.id"), primary_key=True),
        sa.Column("person", sa.LargeBinary, primary_key=True),
        sa.Column("case_id", sa.String(36), sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("class_code", sa.String(16), nullable=False),
        *_points(),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("late", sa.Boolean, nullable=False),
        sa.Column("adjusted", sa.Boolean, nullable=False),
        sa.Column("out", sa.String(16), nullable=False),
        sa.UniqueConstraint("round_id", "case_id"),
    )


def _lists_and_acts() -> None:
    op.create_table(
        "point_lists",
        sa.Column("round_id", sa.String(40), sa.ForeignKey("point_rounds.id"), primary_key=True),
        sa.Column("edition", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("rows", sa.JSON, nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("published_by", sa.String(64), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "point_acts",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("round_id", sa.String(40), nullable=False),
        sa.Column("act", sa.String(32), nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("detail", sa.String(200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("point_acts_by_round", "point_acts", ["round_id", "id"])


def _appeals() -> None:
    op.create_table(
        "point_appeals",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("round_id", sa.String(40), sa.ForeignKey("point_rounds.id"), nullable=False),
        sa.Column("case_id", sa.String(36), sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("about", sa.String(36), sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("filed_by", sa.String(64), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("decided_by", sa.String(64), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
    )
    op.create_index("point_appeals_by_round", "point_appeals", ["round_id", "filed_at"])
