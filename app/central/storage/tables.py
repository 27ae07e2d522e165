"""Every table of the centre.

What a case says of a person stays sealed (age) in `events.payload` and in the object store; the columns beside it are
what the office searches by. `enrolment` counts how often a station was enrolled: after a new disk its sequence and its
numbers begin again without meeting the old ones. The bytes of an upload lie in the object store, in parts; `writer` is
the replica's connection that receives it now. A change of a table is a migration too (schema.py says how).
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    false,
)

from app.central.storage import (  # noqa: F401 - all of the same schema
    appointment_tables,
    key_tables,
    office_tables,
    person_tables,
    point_tables,
    ticket_tables,
)
from app.central.storage.metadata import metadata
from app.central.storage.moment import Moment

stations = Table(
    "stations",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("enrolment", Integer, nullable=False, default=0),
    Column("number_prefix", String(16), nullable=False, default=""),
    Column("public_key", String, nullable=False, default=""),
    Column("signing_key_sha256", String(64), nullable=False, default=""),
    Column("signing_certificate", String, nullable=False, default=""),
    Column("enrolled_at", Moment),
    Column("contiguous_sequence", BigInteger, nullable=False, default=0),
    Column("change_cursor", BigInteger, nullable=False, default=0),
    Column("next_block", BigInteger, nullable=False, default=1),
    Column("heartbeat", JSON),
    Column("heartbeat_at", Moment),
    Column("revoked_at", Moment),
    Column("revoked_because", String(200), nullable=False, server_default=""),
)

# What another enrolment took the place of: the key by which a package of then is checked.
former_enrolments = Table(
    "former_enrolments",
    metadata,
    Column("number_prefix", String(16), primary_key=True),
    Column("station_id", ForeignKey("stations.id"), nullable=False),
    Column("enrolment", Integer, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("public_key", String, nullable=False),
    Column("ended_at", Moment, nullable=False),
)

number_prefixes = Table(
    "number_prefixes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("station_id", ForeignKey("stations.id"), nullable=False),
)

enrolment_codes = Table(
    "enrolment_codes",
    metadata,
    Column("code_sha256", String(64), primary_key=True),
    Column("station_id", String(64), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)

events = Table(
    "events",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("station_id", ForeignKey("stations.id"), nullable=False),
    Column("enrolment", Integer, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("kind", String(64), nullable=False),
    Column("case_id", String(36), nullable=False),
    Column("occurred_at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("catalogue_version", String(64), nullable=False),
    Column("payload_sha256", String(64), nullable=False),
    Column("payload", LargeBinary, nullable=False),
    UniqueConstraint("station_id", "enrolment", "sequence"),
)

refused_events = Table(
    "refused_events",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("station_id", ForeignKey("stations.id"), nullable=False),
    Column("enrolment", Integer, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("reason", String(200), nullable=False),
    Column("refused_at", Moment, nullable=False),
    Index("refused_events_by_sequence", "station_id", "enrolment", "sequence"),
)

cases = Table(
    "cases",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("event_id", ForeignKey("events.id"), nullable=False),
    Column("station_id", ForeignKey("stations.id"), nullable=False),
    Column("enrolment", Integer, nullable=False),
    Column("number", String(40), nullable=False, index=True),
    Column("item", String(64), nullable=False),
    Column("item_version", String(64), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("status", String(16), nullable=False),
    Column("reason", String, nullable=False, default=""),
    Column("submitted_at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("former_number", String(40), nullable=False, server_default=""),
    # The event of the newest correction; empty: as it was submitted.
    Column("corrected_by", String(36), nullable=False, server_default=""),
    # The SHA-256 of the code by which it is graded on a phone; empty: it has none.
    Column("evaluation_mark", String(64), nullable=False, server_default=""),
    UniqueConstraint("station_id", "enrolment", "number"),
    Index("cases_by_status", "status", "received_at", "id", "item"),
    Index("cases_by_time", "received_at", "id"),
    Index("cases_by_evaluation", "evaluation_mark"),
)

attachments = Table(
    "attachments",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("name", String(100), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    # The station whose upload it is, where it was corrected at another one than the case's own.
    Column("sent_by", String(64), nullable=False, server_default=""),
)

uploads = Table(
    "uploads",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("station_id", ForeignKey("stations.id"), nullable=False),
    Column("case_id", String(36), nullable=False),
    Column("name", String(100), nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("length", BigInteger, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("state", String(16), nullable=False),
    Column("object_key", String(200), nullable=False, default=""),
    Column("metadata", String(4096), nullable=False, default=""),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("writer", String(32), nullable=False, server_default=""),
    Column("writer_until", Moment),
    Column("writer_called", Boolean, nullable=False, server_default=false()),
    Index("uploads_by_case", "case_id", "name"),
    Index("uploads_by_state", "state", "expires_at"),
)

upload_parts = Table(
    "upload_parts",
    metadata,
    Column("upload_id", ForeignKey("uploads.id"), primary_key=True),
    Column("start", BigInteger, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("object_key", String(200), nullable=False),
)

changes = Table(
    "changes",
    metadata,
    Column("station_id", ForeignKey("stations.id"), primary_key=True),
    Column("cursor", BigInteger, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("case_id", String(36), nullable=False),
    Column("status", String(16), nullable=False),
    Column("reason", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("body", JSON),
    Column("outcome", String(16), nullable=False, server_default=""),
    Column("detail", String(200), nullable=False, server_default=""),
    Column("acknowledged_at", Moment),
)

documents = Table(
    "documents",
    metadata,
    Column("code", String(32), primary_key=True),
    Column("number", String(64), nullable=False, unique=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("item", String(64), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("issued_at", Moment, nullable=False),
)

# From a station with its event; from a phone without one, and its words sealed here.
evaluations = Table(
    "evaluations",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("event_id", ForeignKey("events.id")),
    Column("grade", Integer, nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("channel", String(32), nullable=False),
    Column("evaluated_at", Moment, nullable=False),
    Column("sealed", LargeBinary),
    Index("evaluations_by_grade", "grade", "evaluated_at", "case_id"),
)

mailing_slips = Table(
    "mailing_slips",
    metadata,
    Column("code", String(32), primary_key=True),
    Column("station_id", ForeignKey("stations.id"), nullable=False),
    Column("case_id", String(36), nullable=False),
    Column("reply_to", String(200), nullable=False),
    Column("sealed", LargeBinary),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
)

used_tokens = Table(
    "used_tokens",
    metadata,
    Column("station_id", String(64), primary_key=True),
    Column("jti", String(64), primary_key=True),
    Column("expires_at", Moment, nullable=False, index=True),
)

number_blocks = Table(
    "number_blocks",
    metadata,
    Column("lease", String(36), primary_key=True),
    Column("station_id", ForeignKey("stations.id"), nullable=False),
    Column("enrolment", Integer, nullable=False),
    Column("ask", String(36), nullable=False),
    Column("prefix", String(16), nullable=False),
    Column("first", BigInteger, nullable=False),
    Column("last", BigInteger, nullable=False),
    Column("state", String(16), nullable=False),
    Column("used", BigInteger, nullable=False),
    Column("leased_at", Moment, nullable=False),
    Column("told_at", Moment),
    UniqueConstraint("station_id", "enrolment", "ask"),
)

paper_events = Table(
    "paper_events",
    metadata,
    Column("event_id", ForeignKey("events.id"), primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("number", String(64), nullable=False),
    Column("job_id", String(64), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("at", Moment, nullable=False),
)

results = Table(
    "results",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("name", String(100), primary_key=True),
    Column("media_type", String(100), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("object_key", String(200), nullable=False),
    Column("made_at", Moment, nullable=False),
)

operators = Table(
    "operators",
    metadata,
    Column("number", String(32), primary_key=True),
    Column("name", String(64), nullable=False),
    Column("roles", JSON, nullable=False),
    Column("pin_hash", String(200), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("changed_at", Moment, nullable=False),
)

# One row a change of what an operator may do, never changed: a decision is judged by what held when it was taken.
operator_rights = Table(
    "operator_rights",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("number", String(32), nullable=False),
    Column("roles", JSON, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Index("operator_rights_by_number", "number", "at"),
)

catalogue_versions = Table(
    "catalogue_versions",
    metadata,
    Column("version", String(64), primary_key=True),
    Column("items", JSON, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("sha256", String(64), nullable=False, server_default=""),  # of the files; empty: before they were told
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("key", String(100), primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("reason", String(200), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("delivered_at", Moment),
    Index("deliveries_by_state", "state", "due_at"),
)

adapter_decisions = Table(
    "adapter_decisions",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("case_id", String(36), nullable=False),
    Column("decision", String(16), nullable=False),
    Column("outcome", String(200), nullable=False),
    Column("taken_at", Moment, nullable=False),
)

# The newest head of each station's audit trail, as the station said it; `run_before`: the program that said it before.
# `unsealed_days`: on so many days in China it was heard since its newest seal, on `unsealed_on` last.
audit_heads = Table(
    "audit_heads",
    metadata,
    Column("station_id", ForeignKey("stations.id"), primary_key=True),
    Column("enrolment", Integer, nullable=False),
    Column("last", BigInteger, nullable=False),
    Column("head", String(64), nullable=False),
    Column("run", String(36), nullable=False),
    Column("run_before", String(36), nullable=False),
    Column("said_at", Moment, nullable=False),
    Column("heard_at", Moment, nullable=False),
    Column("unsealed_days", Integer, nullable=False, server_default="0"),
    Column("unsealed_on", Date),
)

audit_seals = Table(
    "audit_seals",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("station_id", ForeignKey("stations.id"), nullable=False),
    Column("enrolment", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("first", BigInteger, nullable=False),
    Column("last", BigInteger, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("head", String(64), nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("seal", String, nullable=False),
    Column("received_at", Moment, nullable=False),
    Index("audit_seals_by_end", "station_id", "last"),
)

# Open until somebody says why it was so: `place` is a sealed day, `head`, `numbers`, `seal`, or the first 16 characters
# of the hash of the record by which the station itself tells of it.
audit_findings = Table(
    "audit_findings",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("station_id", ForeignKey("stations.id"), nullable=False),
    Column("enrolment", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("place", String(16), nullable=False),
    Column("found_at", Moment, nullable=False),
    Column("settled_at", Moment),
    Column("settled_because", String(200), nullable=False, server_default=""),
    Index("audit_findings_by_station", "station_id", "settled_at"),
)

# Row 0 is the founding; each restoring from a back-up adds one. `kept_until`: the newest moment the back-up knew.
restorings = Table(
    "restorings",
    metadata,
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("id", String(36), nullable=False, unique=True),
    Column("kept_until", Moment),
    Column("at", Moment, nullable=False),
)

# One row a decision, never changed. `event_id` is the content it was taken on, `office` empty: on the whole case.
# `carried_from` is the decision that a correction of another part left standing for the content it made.
decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("event_id", String(36), nullable=False),
    Column("office", String(32), nullable=False),
    Column("decider", String(64), nullable=False),
    Column("decision", String(16), nullable=False),
    Column("parts", JSON, nullable=False),
    Column("reason", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("carried_from", Integer),
    Index("decisions_by_case", "case_id", "office", "id"),
    Index("decisions_by_time", "at"),
)

# The centre's own judging of cases that were judged at the station. `ordinal` counts how often it was asked for;
# `result` is sealed to the centre, for it says how somebody sees and hears.
rechecks = Table(
    "rechecks",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("reason", String(200), nullable=False),
    Column("checked_at", Moment),
    Column("result", LargeBinary),
    Index("rechecks_by_state", "state", "due_at"),
)

# One row a corrected part; what it says stands sealed in its event. `before` lists the attachment it took the place of.
corrections = Table(
    "corrections",
    metadata,
    Column("event_id", ForeignKey("events.id"), primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("part", String(100), nullable=False),
    Column("before", JSON, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("case_id", "ordinal"),
)

# One-time notices of the desks; `case_id` is the draft's, of which there may never be a case.
notices = Table(
    "notices",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("event_id", ForeignKey("events.id"), nullable=False),
    Column("station_id", ForeignKey("stations.id"), nullable=False),
    Column("case_id", String(36), nullable=False),
    Column("number", String(40), nullable=False),
    Column("item", String(64), nullable=False),
    Column("missing", JSON, nullable=False),
    Column("operator", String(64), nullable=False),
    Column("given_at", Moment, nullable=False),
    Index("notices_by_time", "given_at"),
)
