"""Attachments that were on their way before their case: they become the case's own, with whatever has arrived."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert

from app.domain.case import Submission
from app.domain.errors import WrongInput
from app.storage.early_uploads import taken_over
from app.storage.outbox_rows import RowState
from app.storage.tables import attachments, outbox_uploads

_ADD_ATTACHMENT = insert(attachments)
_ADD_UPLOAD = insert(outbox_uploads)


def take_over(connection: Connection, submission: Submission, position: int, now: datetime) -> list[dict[str, Any]]:
    """What the case event says of them, in their order, from `position` on. Raises WrongInput where one is gone."""
    described = []
    for place, each in enumerate(submission.begun, position):
        row = taken_over(connection, submission.case_id, each)
        if row is None:
            raise WrongInput("提前上传的附件已经不在本机了。", "请重新拍摄或扫描后再提交。")
        told = {"name": each.name, "media_type": each.media_type, "size": each.size, "sha256": each.sha256}
        kept = {"id": row.id, "case_id": submission.case_id, "position": place, "file": row.file}
        connection.execute(_ADD_ATTACHMENT, {**kept, **told})
        on_its_way = {name: getattr(row, name) for name in ("url", "spool_file", "sealed_sha256")}
        # What was parked before its case waits again with it: nobody was to look at a form that was not submitted.
        state = RowState.SETTLED if row.state == RowState.SETTLED else RowState.WAITING
        waiting = {"state": state, "attempts": 0, "due_at": now, "reason": "", "size": each.size}
        connection.execute(_ADD_UPLOAD, {"id": row.id, "case_id": submission.case_id, **on_its_way, **waiting})
        described.append(told)
    return described
