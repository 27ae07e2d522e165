"""Saving one corrected part: the case's row, its file, the event to the centre, the audit record; one transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, func, insert, select, update

from app.audit import audit_event, canonical_json
from app.domain.case import ELSEWHERE, CaseStatus, Correction, Kept
from app.domain.errors import WrongInput
from app.storage.audit_log import append_record
from app.storage.case_rows import WITH_CONTENT
from app.storage.centre_seal import CentreSeal
from app.storage.outbox_rows import CASE_CORRECTED, enqueue_event, enqueue_upload
from app.storage.submission import SealedAttachment, checked_id, checked_names
from app.storage.sweep import look_again_from
from app.storage.tables import attachments, case_contents, cases, outbox_events, outbox_uploads

RECORDINGS, FIELDS = "recordings", "fields"
_file = attachments.c


@dataclass(frozen=True, slots=True)
class Prepared:
    """A correction ready for the disk. `data` is canonical JSON."""

    correction: Correction
    data: bytes = field(repr=False)
    files: Sequence[SealedAttachment]
    seal: CentreSeal | None


def checked_correction(correction: Correction) -> bytes:
    """Its data as canonical JSON. Raises WrongInput for what can never be saved."""
    checked_id(correction.id)
    checked_names([each.name for each in correction.attachments])
    try:
        return canonical_json(dict(correction.data))
    except (TypeError, ValueError):
        # Without the cause: its text may quote the data.
        raise WrongInput("改的内容里有不能保存的数据。", "请检查各栏填写的内容。") from None


def is_saved(connection: Connection, correction_id: str) -> bool:
    return connection.execute(select(exists().where(outbox_events.c.id == correction_id))).scalar_one()


def is_corrected(connection: Connection, case_id: str) -> bool:
    of_case = (outbox_events.c.case_id == case_id) & (outbox_events.c.kind == CASE_CORRECTED)
    return connection.execute(select(exists().where(of_case))).scalar_one()


def one_case(corrections: Sequence[Correction]) -> Sequence[Correction]:
    """Raises WrongInput where they are not the parts of one."""
    if len({each.case_id for each in corrections}) != 1 or len({each.part for each in corrections}) != len(corrections):
        raise WrongInput("一次只改一个办件，每部分一次。")
    return corrections


def save_corrections(connection: Connection, parts: Sequence[Prepared], now: datetime) -> list[str]:
    """All rows of all parts; the files that no row names any more, to go after the commit. Raises WrongInput."""
    case_id = parts[0].correction.case_id
    case = connection.execute(WITH_CONTENT.where(cases.c.id == case_id)).first()
    if case is None:
        raise WrongInput("没有这个办件。", "请核对办件编号。")
    if case.status != CaseStatus.RETURNED or case.kept == Kept.ERASED:
        raise WrongInput("这个办件现在不用补正。", "看一下它的状态。")
    replaced = [file for each in parts for file in _replace_files(connection, each, now)]
    if case.kept == Kept.READABLE:
        data = json.loads(case.data)
        for each in parts:
            data = _data_with(data, json.loads(each.data))
        content = update(case_contents).where(case_contents.c.row == case.row)
        connection.execute(content.values(data=canonical_json(data).decode("utf-8")))
    standing = {"status": CaseStatus.SAVED, "reason": ""}
    connection.execute(update(cases).where(cases.c.id == case_id).values(standing))
    for each in parts:
        _announce(connection, each, case, now)
    return replaced


def _data_with(data: dict[str, Any], changed: Mapping[str, Any]) -> dict[str, Any]:
    """As the centre puts it together: a film's list of pieces goes beside those of others, answers into the form."""
    films = {**(data.get(RECORDINGS) or {}), **(changed.get(RECORDINGS) or {})}
    now = {**data, **changed, **({RECORDINGS: films} if films else {})}
    answers = now.pop(FIELDS, None)
    return now if answers is None else {**now, "form": {**(data.get("form") or {}), **answers}}


def _replace_files(connection: Connection, prepared: Prepared, now: datetime) -> list[str]:
    """The earlier version is the centre's to keep: here the new one takes its place."""
    case_id, gone = prepared.correction.case_id, []
    last = select(func.coalesce(func.max(_file.position), -1)).where(_file.case_id == case_id)
    behind = int(connection.execute(last).scalar_one()) + 1
    for offset, each in enumerate(prepared.files):
        here = (_file.case_id == case_id) & (_file.name == each.new.name)
        old = connection.execute(select(_file.id, _file.file, _file.position).where(here)).first()
        if old is not None:
            connection.execute(delete(outbox_uploads).where(outbox_uploads.c.id == old.id))
            connection.execute(delete(attachments).where(_file.id == old.id))
            look_again_from(connection, old.file)
            gone.append(str(old.file))
        row = {"id": each.id, "case_id": case_id, "file": each.file, "sealed_to": each.sealed_to, **each.described()}
        row["position"] = old.position if old is not None else behind + offset
        connection.execute(insert(attachments), row)
        digest = sha256(each.sealed).hexdigest() if each.sealed_to else ""
        enqueue_upload(connection, each.id, case_id, now, len(each.new.content), digest)
    return gone


def _announce(connection: Connection, prepared: Prepared, case: Row[Any], now: datetime) -> None:
    told = prepared.correction
    at = now.astimezone(UTC).isoformat()
    body: dict[str, Any] = {
        "case_id": told.case_id,
        "item": case.item_code,
        "item_version": case.item_version,
        "part": told.part,
        "corrected_at": at,
        "operator": told.operator,
        "data": dict(told.data),
        "attachments": [each.described() for each in prepared.files],
    }
    if answers := told.data.get(FIELDS):
        body["fields"] = sorted(answers)
    if case.channel == ELSEWHERE:
        body["present"] = {"id_number": told.present, "read_at": at}
    enqueue_event(
        connection, CASE_CORRECTED, told.case_id, case.item_version, now, body, prepared.seal, event_id=told.id
    )
    event = audit_event("case.corrected", case_id=told.case_id, attachments=len(prepared.files))
    append_record(connection, now, event)
