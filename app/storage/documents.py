"""Certificates that were issued: each number and each code once, for ever. The signed paper itself, for a while."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, insert, or_, select

from app.audit import audit_event
from app.domain.errors import OurFault
from app.domain.ports import IssuedDocument
from app.storage.audit_log import append_record
from app.storage.case_rows import version_of
from app.storage.outbox_rows import enqueue_event
from app.storage.tables import document_papers, documents

PAPER_KEPT = timedelta(days=30)
"""How long a certificate may be printed again at the window; then its PDF is dropped (decision 0026)."""

_USED = select(documents.c.number).where(
    or_(documents.c.number == bindparam("number"), documents.c.code == bindparam("code"))
)


def record_document(connection: Connection, document: IssuedDocument, pdf: bytes, now: datetime) -> None:
    """Document, paper, event to the centre, audit record. Raises OurFault for a number or code used before."""
    version = version_of(connection, document.case_id)
    if connection.execute(_USED, {"number": document.number, "code": document.code}).first() is not None:
        raise OurFault("证明编号或核验码已经用过。", "请重新出具，并把这条消息告诉技术人员。")
    row = {
        "number": document.number,
        "code": document.code,
        "case_id": document.case_id,
        "item_code": document.item_code,
        "sha256": document.sha256,
        "issued_at": document.issued_at,
    }
    connection.execute(insert(documents), row)
    paper = {"number": document.number, "pdf": pdf, "issued_at": document.issued_at}
    connection.execute(insert(document_papers), paper)
    told = {
        "case_id": document.case_id,
        "item": document.item_code,
        "number": document.number,
        "code": document.code,
        "sha256": document.sha256,
        "issued_at": document.issued_at.astimezone(UTC).isoformat(),
    }
    enqueue_event(connection, "document.issued", document.case_id, version, now, told)
    event = audit_event("document.issued", case_id=document.case_id, item=document.item_code, sha256=document.sha256)
    append_record(connection, now, event)


def paper_of(connection: Connection, number: str) -> bytes | None:
    pdf = connection.execute(select(document_papers.c.pdf).where(document_papers.c.number == number)).scalar()
    return None if pdf is None else bytes(pdf)


def drop_old_papers(connection: Connection, now: datetime) -> None:
    gone = connection.execute(delete(document_papers).where(document_papers.c.issued_at < now - PAPER_KEPT)).rowcount
    if gone:
        append_record(connection, now, audit_event("print.papers_dropped", papers=gone))
