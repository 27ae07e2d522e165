"""Saving one submission: case, attachments, number, outbox rows and audit record in ONE transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import uuid_utils
from sqlalchemy import Connection, bindparam, insert, select

from app.audit import audit_event, canonical_json
from app.domain.case import CaseStatus, Kept, NewAttachment, Submission, SubmittedCase
from app.domain.errors import WrongInput
from app.domain.page_codes import new_code
from app.storage.attachment_files import AttachmentFiles
from app.storage.audit_log import append_record
from app.storage.begun_uploads import take_over
from app.storage.centre_seal import CentreSeal
from app.storage.counters import next_case_number
from app.storage.outbox_rows import enqueue_event, enqueue_upload
from app.storage.tables import attachments, case_contents, cases

NAME_MAX = 100

_SAVED = select(cases.c.number, cases.c.status, cases.c.evaluation_code).where(cases.c.id == bindparam("wanted"))
_ADD_CASE = insert(cases)
_ADD_CONTENT = insert(case_contents)
_ADD_ATTACHMENT = insert(attachments)


@dataclass(frozen=True, slots=True)
class SealedAttachment:
    """An attachment ready for the disk: `file` is its name there, `sealed` its content."""

    id: str
    new: NewAttachment
    sha256: str
    file: str
    sealed: bytes = field(repr=False)
    sealed_to: str = ""

    def described(self) -> dict[str, Any]:
        """As the case event tells the centre: size and digest are those of the plain bytes."""
        return {
            "name": self.new.name,
            "media_type": self.new.media_type,
            "size": len(self.new.content),
            "sha256": self.sha256,
        }


@dataclass(frozen=True, slots=True)
class Content:
    """What a submission holds, ready to be kept: with `seal` so that only the centre can read it.

    `data` is canonical JSON; `mac` tells the same content from another one, without saying anything about it.
    """

    data: bytes = field(repr=False)
    mac: bytes = field(repr=False)
    applicant: bytes | None = field(repr=False)
    agent: bytes | None = field(repr=False)
    attachments: list[SealedAttachment]
    seal: CentreSeal | None
    erase_at: datetime


def checked_data(submission: Submission) -> bytes:
    """The case's data as canonical JSON. Raises WrongInput for what can never be saved."""
    checked_id(submission.case_id)
    checked_names([*(each.name for each in submission.attachments), *(each.name for each in submission.begun)])
    try:
        return canonical_json(dict(submission.data))
    except (TypeError, ValueError):
        # Without the cause: its text may quote the data.
        raise WrongInput("办件内容里有不能保存的数据。", "请检查各栏填写的内容。") from None


def checked_id(text: str) -> None:
    """Raises WrongInput for what is no UUID in its usual form."""
    if str(_uuid(text)) != text:
        raise WrongInput("办件内部编号不是合格的 UUID。")


def checked_names(names: Sequence[str]) -> None:
    """Of attachments. Raises WrongInput."""
    if len(set(names)) != len(names):
        raise WrongInput("同一办件里有两个附件同名。", "请给每个附件不同的名称。")
    if not all(_is_plain_name(each) for each in names):
        raise WrongInput("附件名称为空、太长，或含有不能用的字符。")


def seal_attachments(
    new: Sequence[NewAttachment], files: AttachmentFiles, seal: CentreSeal | None, now: datetime
) -> list[SealedAttachment]:
    """The slow part, done before the transaction begins. Without `seal` they stay open to this station."""
    to_centre = "" if seal is None else seal.recipient
    return [
        SealedAttachment(
            str(uuid_utils.uuid7()),
            each,
            sha256(each.content).hexdigest(),
            files.name_for(now),
            files.seal(each.content) if seal is None else seal.file(each.content),
            to_centre,
        )
        for each in new
    ]


def saved_already(connection: Connection, case_id: str) -> SubmittedCase | None:
    row = connection.execute(_SAVED, {"wanted": case_id}).first()
    return None if row is None else SubmittedCase(case_id, row.number, CaseStatus(row.status), row.evaluation_code)


def save(connection: Connection, submission: Submission, content: Content, now: datetime) -> SubmittedCase:
    """All rows of the submission."""
    number, code = next_case_number(connection, now), new_code()
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
        "applicant": content.applicant,
        "agent": content.agent,
        "erase_at": content.erase_at,
        "evaluation_code": code,
        **_kept(content),
    }
    sealed = content.attachments
    place = connection.execute(_ADD_CASE, row).inserted_primary_key
    if content.seal is None and place is not None:
        connection.execute(_ADD_CONTENT, {"row": place.row, "data": content.data.decode("utf-8")})
    _save_attachments(connection, submission.case_id, sealed, now)
    described = [each.described() for each in sealed] + take_over(connection, submission, len(sealed), now)
    saved = SubmittedCase(submission.case_id, number, CaseStatus.SAVED, code)
    _announce(connection, submission, saved, described, now, content.seal)
    return saved


def _kept(content: Content) -> dict[str, Any]:
    if content.seal is None:
        return {"kept": Kept.READABLE, "content_mac": None}
    return {"kept": Kept.SEALED, "content_mac": content.mac}


def _save_attachments(connection: Connection, case_id: str, sealed: list[SealedAttachment], now: datetime) -> None:
    for position, each in enumerate(sealed):
        row = {"id": each.id, "case_id": case_id, "position": position, "file": each.file, **each.described()}
        row["sealed_to"] = each.sealed_to
        connection.execute(_ADD_ATTACHMENT, row)
        # What is sealed once cannot be sealed again: so a damage must be seen before it is sent.
        digest = sha256(each.sealed).hexdigest() if each.sealed_to else ""
        enqueue_upload(connection, each.id, case_id, now, len(each.new.content), digest)


def _announce(
    connection: Connection,
    submission: Submission,
    saved: SubmittedCase,
    described: list[dict[str, Any]],
    now: datetime,
    seal: CentreSeal | None,
) -> None:
    body = {
        "id": submission.case_id,
        "number": saved.number,
        "item": submission.item_code,
        "item_version": submission.item_version,
        "submitted_at": now.astimezone(UTC).isoformat(),
        "channel": submission.channel,
        "operator": submission.operator,
        "data": dict(submission.data),
        "attachments": described,
        "evaluation_code": saved.evaluation_code,
    }
    enqueue_event(connection, "case.submitted", submission.case_id, submission.item_version, now, body, seal)
    event = audit_event(
        "case.submitted",
        case_id=submission.case_id,
        number=saved.number,
        item=submission.item_code,
        item_version=submission.item_version,
        channel=submission.channel,
        attachments=len(described),
    )
    append_record(connection, now, event)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _is_plain_name(name: str) -> bool:
    return 0 < len(name) <= NAME_MAX and name.isprintable() and not set(name) & set('/\\:*?"<>|')
