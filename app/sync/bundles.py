"""One batch of events together with the small attachments of its cases, in one request: `multipart/mixed`.

A case and its papers then arrive in one commit of the centre, or not at all. A centre that does not take such requests
is told once an hour or so; in between the attachments go by themselves.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from app.domain.ports import EventVerdict, Outbox, OutboxEvent, OutboxUpload, UploadVerdict
from app.sync import limits, packed
from app.sync.events import batch_json, compressed
from app.sync.failures import DETAIL_MAX, CentreAnsweredWrongly
from app.sync.session import Session

_WITH_FILES = ("case.submitted", "case.corrected")


@dataclass(frozen=True, slots=True)
class SealedPart:
    """`name` is the SHA-256 of the sealed bytes, by which the answer speaks of it."""

    upload: OutboxUpload
    name: str
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Request:
    """One batch as it goes over the wire."""

    events: Sequence[OutboxEvent]
    parts: Sequence[SealedPart]
    headers: dict[str, str]
    is_packed: bool
    body: bytes = field(repr=False)


def prepared(
    session: Session, outbox: Outbox, batch: Sequence[OutboxEvent], *, bundling: bool, packing: bool
) -> Request:
    """The slow part of sending: sealing. Cut short where the attachments would not fit into one request."""
    chosen, uploads = _company(outbox, batch) if bundling else (batch, [])
    parts = (
        [
            SealedPart(upload, sha256(sealed).hexdigest(), sealed)
            for upload, sealed in outbox.small_files(uploads, session.sealer.file)
            if len(sealed) <= limits.SMALL_UPLOAD_BYTES
        ]
        if uploads
        else []
    )
    is_packed = packing and len(chosen) >= limits.PACKED_FROM
    kind, write = (packed.MEDIA_TYPE, packed.packed) if is_packed else ("application/json", batch_json)
    content = write(chosen, session.enrolment.station_id, session.sealer)
    if parts:
        boundary = secrets.token_hex(16)
        headers = {"Content-Type": f"multipart/mixed; boundary={boundary}"}
        return Request(chosen, parts, headers, is_packed, _multipart(boundary, kind, content, parts))
    if is_packed:
        return Request(chosen, (), {"Content-Type": kind}, is_packed, content)
    headers = {"Content-Type": kind, "Content-Encoding": "zstd"}
    return Request(chosen, (), headers, is_packed, compressed(content))


def _company(outbox: Outbox, batch: Sequence[OutboxEvent]) -> tuple[Sequence[OutboxEvent], list[OutboxUpload]]:
    """As many events from the front as fit with all small attachments of theirs. What failed before goes alone."""
    cases = [each.case_id for each in batch if each.kind in _WITH_FILES and not each.attempts]
    of_case: dict[str, list[OutboxUpload]] = {}
    for each in outbox.small_uploads(cases, limits.SMALL_PLAIN_BYTES) if cases else []:
        of_case.setdefault(each.case_id, []).append(each)
    if not of_case:
        return batch, []
    taken: list[OutboxUpload] = []
    room, count = limits.BUNDLE_BYTES, limits.BUNDLE_PARTS
    for place, event in enumerate(batch):
        uploads = of_case.get(event.case_id, []) if event.kind in _WITH_FILES else []
        room -= len(event.payload) + sum(each.attachment.size for each in uploads)
        count -= len(uploads)
        if place and (room < 0 or count < 0):
            return batch[:place], taken
        taken += uploads[: limits.BUNDLE_PARTS]
    return batch, taken


def _multipart(boundary: str, kind: str, batch: bytes, parts: Sequence[SealedPart]) -> bytes:
    mark = f"--{boundary}\r\n".encode("ascii")
    pieces = [mark, f"Content-Type: {kind}\r\n\r\n".encode("ascii"), batch, b"\r\n"]
    for each in parts:
        headers = (
            "Content-Type: application/octet-stream\r\n"
            f'Content-Disposition: attachment; filename="{each.name}"\r\n'
            f"Upload-Metadata: {upload_metadata(each.upload)}\r\n\r\n"
        )
        pieces += [mark, headers.encode("ascii"), each.sealed, b"\r\n"]
    return b"".join([*pieces, f"--{boundary}--\r\n".encode("ascii")])


def upload_metadata(upload: OutboxUpload) -> str:
    """As tus has it: keys in the clear, values in base64."""
    values = {
        "case_id": upload.case_id,
        "name": upload.attachment.name,
        "media_type": upload.attachment.media_type,
        "sha256": upload.attachment.sha256,
        "size": str(upload.attachment.size),
    }
    return ",".join(f"{key} {base64.b64encode(value.encode('utf-8')).decode('ascii')}" for key, value in values.items())


def upload_verdicts(told: Any, parts: Sequence[SealedPart]) -> list[UploadVerdict]:
    """A part the centre says nothing of stays waiting. An answer about parts never sent is believed in nothing."""
    ids = {each.name: each.upload.id for each in parts}
    if told is None or not parts:
        return []
    if not isinstance(told, list):
        raise CentreAnsweredWrongly("附件的结论读不懂")
    verdicts = []
    for each in told:
        try:
            upload_id, reason = ids.pop(each["sha256"]), str(each.get("reason") or "")
            verdicts.append(UploadVerdict(upload_id, EventVerdict(each["verdict"]), reason[:DETAIL_MAX]))
        except (AttributeError, KeyError, TypeError, ValueError):
            raise CentreAnsweredWrongly("附件的结论说的不是发出的附件") from None
    return verdicts
