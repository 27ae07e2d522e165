"""Sending one sealed attachment by tus 1.0.0, and going on where a cut left it.

A small file goes along with the request that begins its upload, under a checksum. A large one goes in one
request without a checksum for that request: the centre then keeps what came before a cut, where a checksum
would make it throw that away. Nothing is lost by it: the age seal authenticates every byte, and the centre
compares size and SHA-256 of the whole when it is complete.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Mapping
from hashlib import sha256

from app.domain.ports import Outbox, OutboxUpload
from app.sync import limits
from app.sync.failures import CentreAnsweredWrongly, CentreSaidNo
from app.sync.http import Answer
from app.sync.session import Session

TUS = {"Tus-Resumable": "1.0.0"}
PART = {"Content-Type": "application/offset+octet-stream"}
UPLOADS = "/api/v1/uploads"

_GONE = frozenset({404, 410})
_CONFLICT, _BUSY = 409, 423


class UploadGone(CentreAnsweredWrongly):
    """The centre does not know the upload (any more): it begins again, once."""

    def __init__(self) -> None:
        super().__init__("不认识已经开始的上传")


def send_upload(session: Session, outbox: Outbox, upload: OutboxUpload) -> None:
    """Until the centre has it all and it is settled. Raises CentreUnreachable, CentreRefused."""
    sealed = outbox.sealed_upload(upload.id, session.sealer.file)
    url = _still_begun(session, outbox, upload)
    try:
        _send(session, outbox, upload, sealed, url)
    except UploadGone:
        outbox.begin_upload(upload.id, "")
        _send(session, outbox, upload, sealed, "")
    except CentreSaidNo:
        # It was refused as a whole; whatever comes next must not go on with what was refused.
        outbox.begin_upload(upload.id, "")
        raise
    outbox.settle_upload(upload.id)


def _still_begun(session: Session, outbox: Outbox, upload: OutboxUpload) -> str:
    """The row's URL as it is now: sealing anew forgets it, and one at an earlier centre is of no use."""
    url = upload.url and outbox.upload_url(upload.id)
    return url if url and session.http.is_here(url) else ""


def _send(session: Session, outbox: Outbox, upload: OutboxUpload, sealed: bytes, url: str) -> None:
    try:
        if url:
            offset = _offset(session, url, len(sealed))
        else:
            url, offset = _begin(session, upload, sealed)
            outbox.begin_upload(upload.id, url)
        _push(session, url, sealed, offset)
    except CentreSaidNo as error:
        if error.status in _GONE and url:
            raise UploadGone from None
        raise


def _begin(session: Session, upload: OutboxUpload, sealed: bytes) -> tuple[str, int]:
    headers = {**TUS, "Upload-Length": str(len(sealed)), "Upload-Metadata": _metadata(upload)}
    content = b""
    if len(sealed) <= limits.SMALL_UPLOAD_BYTES:
        content = sealed
        headers |= {**PART, "Upload-Checksum": "sha256 " + base64.b64encode(sha256(sealed).digest()).decode("ascii")}
    answer = session.http.send("POST", UPLOADS, content=content, headers=headers)
    location = answer.headers.get("location", "")
    if answer.status != 201 or not location:
        raise CentreAnsweredWrongly("没有给出上传地址")
    url = session.http.same_origin(location)
    return url, _number(answer, len(sealed)) if "upload-offset" in answer.headers else 0


def _push(session: Session, url: str, sealed: bytes, offset: int) -> None:
    """What is missing, again and again from where the centre says it stands, as long as that moves."""
    tries = 0
    while offset < len(sealed):
        try:
            offset = _patch(session, url, sealed, offset)
        except CentreAnsweredWrongly:
            tries += 1
            reached = _offset(session, url, len(sealed))
            if reached > offset:
                tries = 0
            elif tries >= limits.UPLOAD_TRIES_WITHOUT_PROGRESS:
                raise
            offset = reached


def _patch(session: Session, url: str, sealed: bytes, offset: int) -> int:
    headers = {**TUS, **PART, "Upload-Offset": str(offset)}
    content = sealed[offset:] if offset else sealed
    answer = session.http.send("PATCH", url, content=content, headers=headers, passing={_CONFLICT, _BUSY})
    if answer.status in {_CONFLICT, _BUSY}:
        _pause(answer)
        raise CentreAnsweredWrongly("上传位置对不上，或者正被占用")
    reached = _number(answer, len(sealed))
    if reached <= offset:
        raise CentreAnsweredWrongly("收下了数据，位置却没有前进")
    return reached


def _offset(session: Session, url: str, length: int) -> int:
    """Where the centre stands. HEAD answers carry no problem document, so their statuses are read here."""
    for _ in range(limits.UPLOAD_TRIES_WITHOUT_PROGRESS):
        answer = session.http.send("HEAD", url, headers=TUS, passing=_GONE | {_BUSY})
        if answer.status in _GONE:
            raise UploadGone
        if answer.status != _BUSY:
            return _number(answer, length)
        _pause(answer)
    raise CentreAnsweredWrongly("上传一直被占用")


def _pause(answer: Answer) -> None:
    """The centre still holds the torn connection; it lets go shortly."""
    if answer.status == _BUSY:
        time.sleep(limits.BUSY_PAUSE_S)


def _number(answer: Answer, length: int) -> int:
    text = answer.headers.get("upload-offset", "")
    if not (text.isascii() and text.isdigit()) or int(text) > length:
        raise CentreAnsweredWrongly("上传位置不对")
    return int(text)


def _metadata(upload: OutboxUpload) -> str:
    values: Mapping[str, str] = {
        "case_id": upload.case_id,
        "name": upload.attachment.name,
        "media_type": upload.attachment.media_type,
        "sha256": upload.attachment.sha256,
        "size": str(upload.attachment.size),
    }
    return ",".join(f"{key} {base64.b64encode(value.encode('utf-8')).decode('ascii')}" for key, value in values.items())
