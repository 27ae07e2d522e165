"""What this station knows of cases by itself, for whoever follows one. Implements the port `CaseBook`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, exists, insert, select, update

from app.domain.case import ELSEWHERE, Case, CaseStatus, Kept, applicant_name
from app.domain.following import Asked, FollowedCase, Happened, Happening, ReadyResult, ReturnedCase, paper_number
from app.domain.prints import PaperKind, PrintState, Repeat, repeat_of
from app.storage.case_rows import WITH_CONTENT, applicant_digest
from app.storage.cases import StoredCases
from app.storage.database import Database
from app.storage.outbox_rows import CASE_CORRECTED
from app.storage.print_rows import attempts_at
from app.storage.tables import cases, changes, document_papers, outbox_events

_TOLD = {
    CaseStatus.RECEIVED: Happening.RECEIVED,
    CaseStatus.ACCEPTED: Happening.ACCEPTED,
    CaseStatus.RETURNED: Happening.RETURNED,
    CaseStatus.REFUSED: Happening.REFUSED,
    CaseStatus.COMPLETED: Happening.COMPLETED,
}
_OUT = (PrintState.PRESENTED, PrintState.TAKEN)
STATUS, CORRECTION, RESULT = "case.status", "case.correction", "result.ready"


class StoredCaseBook:
    def __init__(
        self,
        database: Database,
        stored: StoredCases,
        search_key: bytes,
        clock: Callable[[], datetime],
        retention: timedelta,
    ) -> None:
        """`retention`: how long the row of a case of another station stays."""
        self._database = database
        self._stored = stored
        self._search_key = search_key
        self._clock = clock
        self._retention = retention

    def known_of(self, id_number: str, limit: int = 20) -> Sequence[FollowedCase]:
        """See the port."""
        found = self._stored.cases_of(id_number, limit)
        with self._database.reading() as connection:
            return [_followed(connection, each) for each in found]

    def returned(self, limit: int = 20) -> Sequence[ReturnedCase]:
        """See the port."""
        waits = (cases.c.status == CaseStatus.RETURNED.value) & (cases.c.kept == Kept.READABLE.value)
        found = WITH_CONTENT.where(waits).order_by(cases.c.row.desc()).limit(limit)
        with self._database.reading() as connection:
            return [_returned(row) for row in connection.execute(found)]

    def adopt(self, case: FollowedCase, id_number: str) -> None:
        """See the port."""
        now = self._clock().astimezone(UTC)
        with self._database.writing() as connection:
            row = connection.execute(select(cases.c.status, cases.c.kept).where(cases.c.id == case.id)).first()
            if row is None:
                digest = applicant_digest(self._search_key, id_number)
                connection.execute(insert(cases), _adopted(case, digest, now + self._retention))
            elif row.status != CaseStatus.SAVED:
                told = {"status": case.status, "reason": "" if row.kept == Kept.ERASED else case.reason}
                connection.execute(update(cases).where(cases.c.id == case.id).values(told))


def _returned(row: Row[Any]) -> ReturnedCase:
    return ReturnedCase(row.id, row.number, row.item_code, applicant_name(json.loads(row.data)), row.reason)


def _adopted(case: FollowedCase, digest: bytes, erase_at: datetime) -> dict[str, Any]:
    return {
        "id": case.id,
        "number": case.number,
        "item_code": case.item_code,
        "item_version": case.item_version,
        "status": case.status,
        "reason": case.reason,
        "submitted_at": case.submitted_at,
        "channel": ELSEWHERE,
        "operator": "",
        "applicant": None if case.as_agent else digest,
        "agent": digest if case.as_agent else None,
        "kept": Kept.SEALED,
        "content_mac": None,
        "erase_at": erase_at,
    }


def _followed(connection: Connection, case: Case) -> FollowedCase:
    columns = changes.c
    heard = select(columns.kind, columns.body, columns.received_at).where(columns.case_id == case.id)
    told = connection.execute(heard.order_by(columns.received_at, columns.cursor)).all()
    corrected = _corrected(connection, case.id)
    return FollowedCase(
        id=case.id,
        number=case.number,
        item_code=case.item_code,
        item_version=case.item_version,
        status=case.status,
        submitted_at=case.submitted_at,
        reason=case.reason,
        story=_story(case, told, corrected),
        asked=_asked(case, told, corrected),
        results=_results(connection, case, told),
        own_paper=_may_print_own(connection, case.number),
        paper_waits=not attempts_at(connection, PaperKind.CERTIFICATE, case.number),
        content=case.data if case.status is CaseStatus.RETURNED and case.kept is Kept.READABLE else None,
        as_agent=case.as_agent,
        unsent=case.status is CaseStatus.SAVED,
        here=True,
    )


def _corrected(connection: Connection, case_id: str) -> Sequence[datetime]:
    columns = outbox_events.c
    made = select(columns.occurred_at).where(columns.case_id == case_id, columns.kind == CASE_CORRECTED)
    return sorted(set(connection.scalars(made)))


def _story(case: Case, told: Sequence[Row[Any]], corrected: Sequence[datetime]) -> tuple[Happened, ...]:
    lines = [Happened(Happening.SUBMITTED, case.submitted_at)]
    lines += [Happened(Happening.CORRECTED, each) for each in corrected]
    seen: set[Happening] = set()
    for row in told:
        body = json.loads(row.body)
        what = _TOLD.get(body.get("status")) if row.kind == STATUS else None
        if what is None or (what is Happening.RECEIVED and what in seen):
            continue  # received once more says that a correction came, which stands there already
        seen.add(what)
        lines.append(Happened(what, _moment(body) or row.received_at, text=str(body.get("reason") or "")))
    if case.channel == ELSEWHERE and (now := _TOLD.get(case.status)) and now not in seen:
        lines.append(Happened(now, text=case.reason))
    return tuple(sorted(lines, key=lambda each: (each.at is None, each.at or case.submitted_at)))


def _asked(case: Case, told: Sequence[Row[Any]], corrected: Sequence[datetime]) -> tuple[Asked, ...]:
    """What was asked for since the last correction."""
    if case.status is not CaseStatus.RETURNED:
        return ()
    since = corrected[-1] if corrected else None
    asked = [
        Asked(tuple(str(part) for part in body.get("parts") or ()), reason=str(body.get("reason") or ""))
        for row in told
        if row.kind == CORRECTION and (since is None or row.received_at > since)
        for body in [_about(row)]
    ]
    return tuple(dict.fromkeys(asked))


def _results(connection: Connection, case: Case, told: Sequence[Row[Any]]) -> tuple[ReadyResult, ...]:
    ready: dict[str, ReadyResult] = {}
    for row in told:
        document = _about(row).get("document") if row.kind == RESULT else None
        if not isinstance(document, Mapping):
            continue
        name, sha256 = str(document.get("name") or ""), str(document.get("sha256") or "")
        jobs = attempts_at(connection, PaperKind.RESULT, paper_number(case.number, sha256))
        printed = [each.ended_at for each in jobs if each.state in _OUT and each.ended_at is not None]
        size = document.get("size")
        ready[name] = ReadyResult(
            name,
            str(document.get("media_type") or ""),
            size if isinstance(size, int) else 0,
            sha256,
            _moment(json.loads(row.body)) or row.received_at,
            printed[-1] if printed else None,
        )
    return tuple(ready.values())


def _may_print_own(connection: Connection, number: str) -> bool:
    here = connection.execute(select(exists().where(document_papers.c.number == number))).scalar_one()
    return bool(here) and repeat_of(attempts_at(connection, PaperKind.CERTIFICATE, number)) is Repeat.FREE


def _about(row: Row[Any]) -> Mapping[str, Any]:
    body = json.loads(row.body).get("body")
    return body if isinstance(body, Mapping) else {}


def _moment(body: Mapping[str, Any]) -> datetime | None:
    try:
        at = datetime.fromisoformat(str(body.get("at")))
    except ValueError:
        return None
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)
