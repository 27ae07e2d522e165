"""Saving one submission: case, attachments, number, outbox rows and audit record in ONE transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import uuid_utils
from sqlalchemy import Connection, bindparam, insert, select

from app.audit import audit_event, canonical_json
from app.domain.case import CaseStatus, NewAttachment, Submission, SubmittedCase
from app.domain.errors import WrongInput
from app.storage.attachment_files import AttachmentFiles
from app.storage.audit_log import append_record
from app.storage.counters import next_case_number
from app.storage.outbox_rows import enqueue_event, enqueue_upload
from app.storage.tables import attachments, cases

NAME_MAX = 100

_SAVED = select(cases.c.number, cases.c.status).where(cases.c.id == bindparam("wanted"))
_ADD_CASE = insert(cases)
_ADD_ATTACHMENT = insert(attachments)


@dataclass(frozen=True, slots=True)
class SealedAttachment:
    """An attachment ready for the disk: `file` is its name there, `sealed` its content."""

    id: str
    new: NewAttachment
    sha256: str
    file: str
    sealed: bytes = field(repr=False)

    def described(self) -> dict[str, Any]:
        """As the case event tells the centre: size and digest are those of the plain bytes."""
        return {
            "name": self.new.name,
            "media_type": self.new.media_type,
            "size": len(self.new.content),
            "sha256": self.sha256,
        }


def checked_data(submission: Submission) -> bytes:
    """The case's data as canonical JSON. Raises WrongInput for what can never be saved."""
    if str(_uuid(submission.case_id)) != submission.case_id:
        raise WrongInput("办件内部编号不是合格的 UUID。")
    names = [each.name for each in submission.attachments]
    if len(set(names)) != len(names):
        raise WrongInput("同一办件里有两个附件同名。", "请给每个附件不同的名称。")
    if not all(_is_plain_name(each) for each in names):
        raise WrongInput("附件名称为空、太长，或含有不能用的字符。")
    try:
        return canonical_json(dict(submission.data))
    except (TypeError, ValueError):
        # Without the cause: its text may quote the data.
        raise WrongInput("办件内容里有不能保存的数据。", "请检查各栏填写的内容。") from None


def seal_attachments(submission: Submission, files: AttachmentFiles, now: datetime) -> list[SealedAttachment]:
    """The slow part, done before the transaction begins."""
    return [
        SealedAttachment(
            str(uuid_utils.uuid7()),
            each,
            sha256(each.content).hexdigest(),
            files.name_for(now),
            files.seal(each.content),
        )
        for each in submission.attachments
    ]


def saved_already(connection: Connection, case_id: str) -> SubmittedCase | None:
    row = connection.execute(_SAVED, {"wanted": case_id}).first()
    return None if row is None else SubmittedCase(case_id, row.number, CaseStatus(row.status))


def save(
    connection: Connection,
    submission: Submission,
    data: bytes,
    applicant: bytes | None,
    sealed: list[SealedAttachment],
    now: datetime,
) -> SubmittedCase:
    """All rows of the submission."""
    number = next_case_number(connection, now)
    row = {
        "id": submission.case_id,
        "number": number,
        "item_code": submission.item_code,
        "item_version": submission.item_version,
        "status": CaseStatus.SAVED,
        "reason": "",
        "submitted_at": now,
        "channel": submission.channel,
        "operator": submission.operator,
        "data": data.decode("utf-8"),
        "applicant": applicant,
    }
    connection.execute(_ADD_CASE, row)
    _save_attachments(connection, submission.case_id, sealed, now)
    _announce(connection, submission, number, sealed, now)
    return SubmittedCase(submission.case_id, number, CaseStatus.SAVED)


def _save_attachments(connection: Connection, case_id: str, sealed: list[SealedAttachment], now: datetime) -> None:
    for position, each in enumerate(sealed):
        row = {"id": each.id, "case_id": case_id, "position": position, "file": each.file, **each.described()}
        connection.execute(_ADD_ATTACHMENT, row)
        enqueue_upload(connection, each.id, case_id, now)


def _announce(
    connection: Connection, submission: Submission, number: str, sealed: list[SealedAttachment], now: datetime
) -> None:
    body = {
        "id": submission.case_id,
        "number": number,
        "item": submission.item_code,
        "item_version": submission.item_version,
        "submitted_at": now.astimezone(UTC).isoformat(),
        "channel": submission.channel,
        "operator": submission.operator,
        "data": dict(submission.data),
        "attachments": [each.described() for each in sealed],
    }
    enqueue_event(connection, "case.submitted", submission.case_id, submission.item_version, now, body)
    event = audit_event(
        "case.submitted",
        case_id=submission.case_id,
        number=number,
        item=submission.item_code,
        item_version=submission.item_version,
        channel=submission.channel,
        attachments=len(sealed),
    )
    append_record(connection, now, event)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _is_plain_name(name: str) -> bool:
    return 0 < len(name) <= NAME_MAX and name.isprintable() and not set(name) & set('/\\:*?"<>|')
