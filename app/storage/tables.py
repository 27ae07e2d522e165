"""The tables as they are now. Migrations bring every older file here; tests/migrations compares the two."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """A moment as microseconds since 1970 UTC: sorts as a number, comes back aware."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:  # noqa: ARG002 - as SQLAlchemy calls it
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:  # noqa: ARG002 - as SQLAlchemy calls it
        return None if value is None else _EPOCH + timedelta(microseconds=value)


metadata = MetaData()

settings = Table(
    "settings",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Integer, nullable=False),
)

cases = Table(
    "cases",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("number", Text, nullable=False, unique=True),
    Column("item_code", Text, nullable=False),
    Column("item_version", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("submitted_at", Moment, nullable=False),
    Column("channel", Text, nullable=False),
    Column("operator", Text, nullable=False),
    Column("applicant", LargeBinary, nullable=True),
    # How the content is kept (words of app.domain.case.Kept): only a readable one has its row in `case_contents`.
    Column("kept", Text, nullable=False, server_default="readable"),
    Column("erase_at", Moment, nullable=True),
    Column("content_mac", LargeBinary, nullable=True),
    # Who acted for the applicant, by the same keyed hash.
    Column("agent", LargeBinary, nullable=True),
    # By which it is graded on a phone; empty for cases from before there were such codes, and once erased.
    Column("evaluation_code", Text, nullable=False, server_default=""),
    Index("cases_by_applicant", "applicant", "row"),
    Index("cases_by_agent", "agent", "row", sqlite_where=text("agent IS NOT NULL")),
    Index("cases_readable", "row", sqlite_where=text("kept = 'readable'")),
    Index("cases_to_erase", "erase_at", sqlite_where=text("kept != 'erased'")),
)

# Apart from its case, whose status is written again and again: SQLite writes a row anew as a whole.
case_contents = Table(
    "case_contents",
    metadata,
    Column("row", Integer, ForeignKey("cases.row"), primary_key=True),
    Column("data", Text, nullable=False),
)

attachments = Table(
    "attachments",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", Text, ForeignKey("cases.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("file", Text, nullable=False, unique=True),
    # The age public key the file is sealed to; empty: this station's own. `removed_at`: the file is gone since.
    Column("sealed_to", Text, nullable=False, server_default=""),
    Column("removed_at", Moment, nullable=True),
    UniqueConstraint("case_id", "name", name="attachments_once_per_case"),
    Index("attachments_sealed", "case_id", sqlite_where=text("sealed_to != '' AND removed_at IS NULL")),
    Index("attachments_own", "id", sqlite_where=text("sealed_to = '' AND removed_at IS NULL")),
)

evaluations = Table(
    "evaluations",
    metadata,
    Column("case_id", Text, ForeignKey("cases.id"), primary_key=True),
    Column("grade", Integer, nullable=False),
    Column("channel", Text, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("evaluated_at", Moment, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("number", Text, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("case_id", Text, ForeignKey("cases.id"), nullable=False),
    Column("item_code", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("issued_at", Moment, nullable=False),
)

# The signed PDF behind a number, kept as long as it may be reprinted; then the row goes, the document stays.
document_papers = Table(
    "document_papers",
    metadata,
    Column("number", Text, ForeignKey("documents.number"), primary_key=True),
    Column("pdf", LargeBinary, nullable=False),
    Column("issued_at", Moment, nullable=False),
)

# One row an attempt; the legal states are those of app.domain.prints. `run` is the program run that prints it.
print_jobs = Table(
    "print_jobs",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("case_id", Text, nullable=False),  # of a notice: of the draft
    Column("paper", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("language", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("begun", Integer, nullable=False),
    Column("reference", Text, nullable=False),
    Column("operator", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("settled_by", Text, nullable=False),
    Column("settled_because", Text, nullable=False),
    Column("run", Text, nullable=False),
    Column("queued_at", Moment, nullable=False),
    Column("sent_at", Moment, nullable=True),
    Column("ended_at", Moment, nullable=True),
    UniqueConstraint("paper", "number", "attempt", name="print_jobs_once_an_attempt"),
)
# A paper is in one place at a time, and out of the machine once unless an operator answers for more.
Index(
    "print_jobs_open",
    print_jobs.c.paper,
    print_jobs.c.number,
    unique=True,
    sqlite_where=text("state IN ('queued', 'sent', 'unknown')"),
)
Index(
    "print_jobs_original",
    print_jobs.c.paper,
    print_jobs.c.number,
    unique=True,
    sqlite_where=text("operator = '' AND state != 'failed'"),
)

# What was left behind in the machine. `thing` and `ending` are words of app.domain.custody; `case_id` may be empty.
custody = Table(
    "custody",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("thing", Text, nullable=False),
    Column("case_id", Text, nullable=False),
    Column("left_at", Moment, nullable=False),
    Column("ending", Text, nullable=False),
    Column("ended_at", Moment, nullable=True),
    Column("operator", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

# state: waiting → settled, or → parked until a person releases it. A parked event holds back its own case only.
outbox_events = Table(
    "outbox_events",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("case_id", Text, nullable=False),  # what it is about; a notice is about itself
    Column("occurred_at", Moment, nullable=False),
    Column("catalogue_version", Text, nullable=False),
    Column("payload_sha256", Text, nullable=False),  # of the JSON
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("answer", Text, nullable=False, server_default=""),
    Column("answered_at", Moment, nullable=True),
    Column("released_by", Text, nullable=False, server_default=""),
    Column("released_because", Text, nullable=False, server_default=""),
    # The age public key the payload is sealed to; empty: this station can read it.
    Column("sealed_to", Text, nullable=False, server_default=""),
    # Takes the place of the number in the payload, which may be sealed and beyond changing; empty: it stands as it is.
    Column("number", Text, nullable=False, server_default=""),
)
Index("outbox_events_open", outbox_events.c.case_id, outbox_events.c.sequence, sqlite_where=text("state != 'settled'"))
Index("outbox_events_waiting", outbox_events.c.sequence, sqlite_where=text("state = 'waiting'"))
Index("outbox_events_kept", outbox_events.c.case_id, sqlite_where=text("state = 'settled' AND sealed_to = ''"))
Index("outbox_events_parked", outbox_events.c.sequence, sqlite_where=text("state = 'parked'"))

# zstd of the JSON; with `sealed_to`, age of that. A row is here until it is erased. Apart from its event, so that what
# becomes of that is noted in a short row.
outbox_payloads = Table(
    "outbox_payloads",
    metadata,
    Column("sequence", Integer, ForeignKey("outbox_events.sequence", onupdate="CASCADE"), primary_key=True),
    Column("payload", LargeBinary, nullable=False),
)

outbox_uploads = Table(
    "outbox_uploads",
    metadata,
    Column("id", Text, ForeignKey("attachments.id"), primary_key=True),
    Column("case_id", Text, ForeignKey("cases.id"), nullable=False),
    Column("state", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("spool_file", Text, nullable=False),
    Column("sealed_sha256", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("answer", Text, nullable=False, server_default=""),
    Column("answered_at", Moment, nullable=True),
    Column("size", Integer, nullable=False, server_default="0"),
    Column("refusals", Integer, nullable=False, server_default="0"),
    Column("released_by", Text, nullable=False, server_default=""),
    Column("released_because", Text, nullable=False, server_default=""),
)
Index("outbox_uploads_waiting", outbox_uploads.c.size, outbox_uploads.c.id, sqlite_where=text("state = 'waiting'"))
Index("outbox_uploads_open", outbox_uploads.c.case_id, sqlite_where=text("state != 'settled'"))

# Attachments on their way before their case is submitted. state: waiting → settled, or parked; left: erased here, ended
# there.
early_uploads = Table(
    "early_uploads",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("spool_file", Text, nullable=False),
    Column("sealed_sha256", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("begun_at", Moment, nullable=False),
    Column("refusals", Integer, nullable=False, server_default="0"),
    Column("released_by", Text, nullable=False, server_default=""),
    Column("released_because", Text, nullable=False, server_default=""),
    UniqueConstraint("case_id", "name", name="early_uploads_once_per_case"),
)

# `outcome` is what became of it here (done, refused, unknown; begun: a command under way); `told`: the centre knows.
changes = Table(
    "changes",
    metadata,
    Column("cursor", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("applied", Integer, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("case_id", Text, nullable=False, server_default=""),
    Column("outcome", Text, nullable=False, server_default=""),
    Column("detail", Text, nullable=False, server_default=""),
    Column("told", Integer, nullable=False, server_default="1"),
)
Index("changes_by_case", changes.c.case_id, changes.c.kind)
Index("changes_untold", changes.c.received_at, sqlite_where=text("told = 0"))

audit_records = Table(
    "audit_records",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("record", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)

# Who may work here, as the centre last said. `roles` is a JSON list of words of app.domain.operators.
operators = Table(
    "operators",
    metadata,
    Column("number", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("pin_hash", Text, nullable=False),
    Column("active", Integer, nullable=False),
)

# Wrong PINs since the last right one, for numbers nobody has as well: both must look the same from outside.
operator_tries = Table(
    "operator_tries",
    metadata,
    Column("number", Text, primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("last_at", Moment, nullable=False),
    Column("lock_s", Integer, nullable=False),
)

# Numbers of cases that the centre leased to this station: `next` is the first of them not given yet.
number_leases = Table(
    "number_leases",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("lease", Text, nullable=False, unique=True),
    Column("prefix", Text, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("next", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("leased_at", Moment, nullable=False),
)
Index("number_leases_open", number_leases.c.row, sqlite_where=text("state = 'open'"))

# A number that another case had as well, and what the case is called since.
renumbered_cases = Table(
    "renumbered_cases",
    metadata,
    Column("former", Text, primary_key=True),
    Column("case_id", Text, ForeignKey("cases.id"), nullable=False),
    Column("number", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("renumbered_cases_by_case", "case_id"),
)

# One row a sealed day: records `first` to `last`, `seal` is the compact JWS that says so to the centre.
audit_seals = Table(
    "audit_seals",
    metadata,
    Column("last", Integer, primary_key=True),
    Column("first", Integer, nullable=False),
    Column("day", Text, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("sealed_at", Moment, nullable=False),
    Column("public_key", Text, nullable=False),
    Column("seal", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("verdict", Text, nullable=False),
)
Index("audit_seals_waiting", audit_seals.c.last, sqlite_where=text("state = 'waiting'"))

# Codes of handed-over cases taken at this counter; a row goes when its code has long been too old anyway.
used_hand_overs = Table(
    "used_hand_overs",
    metadata,
    Column("nonce", Text, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("station_id", Text, nullable=False),
    Column("good_until", Moment, nullable=False),
    Column("used_at", Moment, nullable=False),
)

# Events and attachments a centre from an older back-up lacks, and that are gone here: for a person to see to.
missing_at_centre = Table(
    "missing_at_centre",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("case_id", Text, ForeignKey("cases.id"), nullable=False),
    Column("noted_at", Moment, nullable=False),
)

# What a clerk is in the middle of at a desk, and the pictures that belong to it; nothing of it is a case yet.
drafts = Table(
    "drafts",
    metadata,
    Column("case_id", Text, primary_key=True),
    Column("item", Text, nullable=False),
    Column("item_version", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("operator", Text, nullable=False),
    Column("kept_at", Moment, nullable=False),
    Column("content", Text, nullable=False),
)
draft_files = Table(
    "draft_files",
    metadata,
    Column("case_id", Text, ForeignKey("drafts.case_id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

# One-time notices: what was missing, told on paper. `missing` is a JSON list of codes of materials.
notices = Table(
    "notices",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("case_id", Text, nullable=False),
    Column("item_code", Text, nullable=False),
    Column("item_version", Text, nullable=False),
    Column("missing", Text, nullable=False),
    Column("operator", Text, nullable=False),
    Column("given_at", Moment, nullable=False),
    Index("notices_by_case", "case_id"),
)

# Decisions taken at this desk, one a case: words of app.domain.decisions. What the centre says of them: the outbox.
case_decisions = Table(
    "case_decisions",
    metadata,
    Column("case_id", Text, ForeignKey("cases.id"), primary_key=True),
    Column("decision", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("operator", Text, nullable=False),
    Column("decided_at", Moment, nullable=False),
)
