"""Typed audit events and the hash chain.

audit_event("case.submitted", case_id=…, …) -> AuditEvent     checked against events.toml
link(previous, sequence, at, event) -> ChainRecord            what `app.storage` keeps
verify(records) -> ChainReport
"""

from app.audit.canonical import canonical_json
from app.audit.chain import GENESIS, ChainRecord, ChainReport, link, verify
from app.audit.events import AuditEvent, audit_event

__all__ = ["GENESIS", "AuditEvent", "ChainRecord", "ChainReport", "audit_event", "canonical_json", "link", "verify"]
