"""One-time notices and decisions of a desk. A notice belongs to a draft, so papers and events need no case any more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_JOBS = (
    "row id case_id paper number attempt language state cause begun reference operator reason settled_by "
    "settled_because run queued_at sent_at ended_at"
)
_EVENTS = (
    "sequence id kind case_id occurred_at catalogue_version payload_sha256 payload state attempts due_at reason "
    "answer answered_at released_by released_because sealed_to number"
)


def upgrade() -> None:
    _jobs_without_case()
    _events_without_case()
    op.create_table(
        "notices",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("number", sa.Text, nullable=False, unique=True),
        sa.Column("case_id", sa.Text, nullable=False),
        sa.Column("item_code", sa.Text, nullable=False),
        sa.Column("item_version", sa.Text, nullable=False),
        sa.Column("missing", sa.Text, nullable=False),
        sa.Column("operator", sa.Text, nullable=False),
        sa.Column("given_at", sa.BigInteger, nullable=False),
    )
    op.create_index("notices_by_case", "notices", ["case_id"])
    op.create_table(
        "case_decisions",
        sa.Column("case_id", sa.Text, sa.ForeignKey("cases.id"), primary_key=True),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("operator", sa.Text, nullable=False),
        sa.Column("decided_at", sa.BigInteger, nullable=False),
    )


def _jobs_without_case() -> None:
    op.create_table(
        "print_jobs_new",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("case_id", sa.Text, nullable=False),
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
    _move("print_jobs", _JOBS)
    for name, where in (
        ("print_jobs_open", "state IN ('queued', 'sent', 'unknown')"),
        ("print_jobs_original", "operator = '' AND state != 'failed'"),
    ):
        op.create_index(name, "print_jobs", ["paper", "number"], unique=True, sqlite_where=sa.text(where))


def _events_without_case() -> None:
    op.create_table(
        "outbox_events_new",
        sa.Column("sequence", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("case_id", sa.Text, nullable=False),
        sa.Column("occurred_at", sa.BigInteger, nullable=False),
        sa.Column("catalogue_version", sa.Text, nullable=False),
        sa.Column("payload_sha256", sa.Text, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False, server_default=""),
        sa.Column("answered_at", sa.BigInteger, nullable=True),
        sa.Column("released_by", sa.Text, nullable=False, server_default=""),
        sa.Column("released_because", sa.Text, nullable=False, server_default=""),
        sa.Column("sealed_to", sa.Text, nullable=False, server_default=""),
        sa.Column("number", sa.Text, nullable=False, server_default=""),
    )
    _move("outbox_events", _EVENTS)
    for name, columns, where in (
        ("outbox_events_open", ["case_id", "sequence"], "state != 'settled'"),
        ("outbox_events_waiting", ["sequence"], "state = 'waiting'"),
        ("outbox_events_kept", ["case_id"], "state = 'settled' AND sealed_to = ''"),
        ("outbox_events_parked", ["sequence"], "state = 'parked'"),
    ):
        op.create_index(name, "outbox_events", columns, sqlite_where=sa.text(where))


def _move(table: str, columns: str) -> None:
    """SQLite takes no rule off a table: the rows go over into one without it, in the same transaction."""
    names = ", ".join(f'"{each}"' for each in columns.split())
    op.execute(f"INSERT INTO {table}_new ({names}) SELECT {names} FROM {table}")  # noqa: S608 - our own names
    op.drop_table(table)
    op.rename_table(f"{table}_new", table)
