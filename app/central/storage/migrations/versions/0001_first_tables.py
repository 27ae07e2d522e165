"""First tables: what the centre made without migrations as its version 1."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _stations()
    _events()
    _cases()
    _about_cases()
    _uploads()
    _phone_pages()


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def _moment(name: str, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _whole(name: str, kind: type[sa.Integer] = sa.Integer) -> sa.Column[int]:
    return sa.Column(name, kind, nullable=False)


def _key(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), primary_key=True)


def _of(name: str, length: int, at: str, primary_key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), sa.ForeignKey(at), nullable=False, primary_key=primary_key)


def _stations() -> None:
    op.create_table(
        "stations",
        _key("id", 64),
        _text("kind", 32),
        _whole("enrolment"),
        _text("number_prefix", 16),
        _text("public_key"),
        _text("signing_key_sha256", 64),
        _text("signing_certificate"),
        _moment("enrolled_at", nullable=True),
        _whole("contiguous_sequence", sa.BigInteger),
        _whole("change_cursor", sa.BigInteger),
        _whole("next_block", sa.BigInteger),
        sa.Column("heartbeat", sa.JSON, nullable=True),
        _moment("heartbeat_at", nullable=True),
    )
    op.create_table(
        "number_prefixes",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _of("station_id", 64, "stations.id"),
    )
    op.create_table(
        "enrolment_codes",
        _key("code_sha256", 64),
        _text("station_id", 64),
        _text("kind", 32),
        _moment("made_at"),
        _moment("expires_at"),
        _moment("used_at", nullable=True),
    )
    op.create_table(
        "changes",
        _of("station_id", 64, "stations.id", primary_key=True),
        sa.Column("cursor", sa.BigInteger, primary_key=True),
        _text("kind", 32),
        _text("case_id", 36),
        _text("status", 16),
        _text("reason"),
        _moment("at"),
    )


def _events() -> None:
    op.create_table(
        "events",
        _key("id", 36),
        _of("station_id", 64, "stations.id"),
        _whole("enrolment"),
        _whole("sequence", sa.BigInteger),
        _text("kind", 64),
        _text("case_id", 36),
        _moment("occurred_at"),
        _moment("received_at"),
        _text("catalogue_version", 64),
        _text("payload_sha256", 64),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("station_id", "enrolment", "sequence"),
    )
    op.create_index("ix_events_case_id", "events", ["case_id"])
    op.create_table(
        "refused_events",
        _key("id", 36),
        _of("station_id", 64, "stations.id"),
        _whole("enrolment"),
        _whole("sequence", sa.BigInteger),
        _text("verdict", 16),
        _text("reason", 200),
        _moment("refused_at"),
    )


def _cases() -> None:
    op.create_table(
        "cases",
        _key("id", 36),
        _of("event_id", 36, "events.id"),
        _of("station_id", 64, "stations.id"),
        _whole("enrolment"),
        _text("number", 40),
        _text("item", 64),
        _text("item_version", 64),
        _text("channel", 32),
        _text("status", 16),
        _text("reason"),
        _moment("submitted_at"),
        _moment("received_at"),
        sa.UniqueConstraint("station_id", "enrolment", "number"),
    )
    op.create_index("ix_cases_number", "cases", ["number"])
    op.create_index("cases_by_status", "cases", ["status", "received_at"])


def _about_cases() -> None:
    op.create_table(
        "attachments",
        _of("case_id", 36, "cases.id", primary_key=True),
        _key("name", 100),
        _whole("position"),
        _text("media_type", 100),
        _whole("size", sa.BigInteger),
        _text("sha256", 64),
    )
    op.create_table(
        "documents",
        _key("code", 32),
        sa.Column("number", sa.String(64), nullable=False, unique=True),
        _of("case_id", 36, "cases.id"),
        _text("item", 64),
        _text("sha256", 64),
        _moment("issued_at"),
    )
    op.create_index("ix_documents_case_id", "documents", ["case_id"])
    op.create_table(
        "evaluations",
        _of("case_id", 36, "cases.id", primary_key=True),
        _of("event_id", 36, "events.id"),
        _whole("grade"),
        sa.Column("reasons", sa.JSON, nullable=False),
        _text("channel", 32),
        _moment("evaluated_at"),
    )


def _uploads() -> None:
    op.create_table(
        "uploads",
        _key("id", 36),
        _of("station_id", 64, "stations.id"),
        _text("case_id", 36),
        _text("name", 100),
        _text("media_type", 100),
        _whole("size", sa.BigInteger),
        _text("sha256", 64),
        _whole("length", sa.BigInteger),
        _whole("offset", sa.BigInteger),
        _text("state", 16),
        _text("object_key", 200),
        _text("metadata", 4096),
        _moment("made_at"),
        _moment("expires_at"),
    )
    op.create_index("uploads_by_case", "uploads", ["case_id", "name"])
    op.create_index("uploads_by_state", "uploads", ["state", "expires_at"])


def _phone_pages() -> None:
    op.create_table(
        "payments",
        _key("id", 36),
        sa.Column("code", sa.String(32), nullable=False, unique=True),
        _of("station_id", 64, "stations.id"),
        _text("case_id", 36),
        _text("item", 64),
        _whole("amount_fen"),
        sa.Column("paid", sa.Boolean, nullable=False),
        _moment("made_at"),
        _moment("expires_at"),
        _moment("paid_at", nullable=True),
    )
    op.create_table(
        "mailing_slips",
        _key("code", 32),
        _of("station_id", 64, "stations.id"),
        _text("case_id", 36),
        _text("reply_to", 200),
        sa.Column("sealed", sa.LargeBinary, nullable=True),
        _moment("made_at"),
        _moment("expires_at"),
    )
