"""Reading cases back from their rows."""

from __future__ import annotations

import hmac
import json
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.sql import ColumnElement

from app.domain.case import Attachment, Case, CaseStatus, Kept
from app.domain.errors import WrongInput
from app.storage.tables import attachments, case_contents, cases, renumbered_cases

_listed = func.json_each(bindparam("listed")).table_valued("value")
WITH_CONTENT = select(cases, case_contents.c.data).outerjoin(case_contents, case_contents.c.row == cases.c.row)
"""Rows of `cases` with their `data`: JSON, and NULL where the case is not readable here."""


def read_cases(connection: Connection, limit: int, *conditions: ColumnElement[bool]) -> Sequence[Case]:
    """Newest first, with their attachments' index."""
    query = WITH_CONTENT.where(*conditions).order_by(cases.c.row.desc()).limit(limit)
    rows = connection.execute(query).all()
    ids = [row.id for row in rows]
    files, former = _attachments(connection, ids), _former_numbers(connection, ids)
    return [
        Case(
            id=row.id,
            number=row.number,
            item_code=row.item_code,
            item_version=row.item_version,
            status=CaseStatus(row.status),
            reason=row.reason,
            submitted_at=row.submitted_at,
            channel=row.channel,
            data=json.loads(row.data) if row.kept == Kept.READABLE else {},
            attachments=tuple(files[row.id]),
            kept=Kept(row.kept),
            former_numbers=tuple(former.get(row.id, ())),
            operator=row.operator,
            evaluation_code=row.evaluation_code,
        )
        for row in rows
    ]


def applicant_digest(search_key: bytes, id_number: str) -> bytes:
    """By which a person's cases are found again; without the key it says nothing."""
    return hmac.digest(search_key, id_number.strip().upper().encode("utf-8"), "sha256")


def version_of(connection: Connection, case_id: str) -> str:
    """The version of its item that a case was made with. Raises WrongInput where there is no such case."""
    version = connection.execute(select(cases.c.item_version).where(cases.c.id == case_id)).scalar()
    if version is None:
        raise WrongInput("没有这个办件。", "请核对办件编号。")
    return str(version)


def erased_of(connection: Connection, case_ids: Sequence[str]) -> set[str]:
    """Those of which nothing that speaks of the person may be written here again."""
    asked = cases.c.id.in_(select(_listed.c.value)), cases.c.kept == Kept.ERASED.value
    return set(connection.execute(select(cases.c.id).where(*asked), {"listed": json.dumps(list(case_ids))}).scalars())


def _attachments(connection: Connection, case_ids: Sequence[str]) -> dict[str, list[Attachment]]:
    found: dict[str, list[Attachment]] = defaultdict(list)
    columns = attachments.c
    query = select(attachments).where(columns.case_id.in_(case_ids)).order_by(columns.case_id, columns.position)
    for row in connection.execute(query):
        found[row.case_id].append(Attachment(row.name, row.media_type, row.size, row.sha256))
    return found


def _former_numbers(connection: Connection, case_ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    columns = renumbered_cases.c
    query = select(columns.case_id, columns.former).where(columns.case_id.in_(case_ids)).order_by(columns.at)
    for row in connection.execute(query):
        found.setdefault(row.case_id, []).append(row.former)
    return found
