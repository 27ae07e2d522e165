"""Which hand-over codes were taken here. Implements the port `UsedHandOvers`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.dialects.sqlite import insert

from app.audit import audit_event
from app.domain.drafts import KeptDraft
from app.storage.audit_log import append_record
from app.storage.database import Database
from app.storage.drafts import keep_draft
from app.storage.tables import used_hand_overs

REMEMBERED_FOR = timedelta(days=30)
"""Beyond the end of a code: far longer than a clock that was set back may be wrong unnoticed."""


class StoredHandOvers:
    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def use(
        self, nonce: str, good_until: datetime, case_id: str, station_id: str, draft: KeptDraft | None = None
    ) -> bool:
        """See the port."""
        now = self._clock()
        row = {
            "nonce": nonce,
            "case_id": case_id,
            "station_id": station_id,
            "good_until": good_until,
            "used_at": now,
        }
        columns = used_hand_overs.c
        with self._database.writing() as connection:
            connection.execute(delete(used_hand_overs).where(columns.good_until < now - REMEMBERED_FOR))
            once = insert(used_hand_overs).values(row).on_conflict_do_nothing().returning(columns.nonce)
            if connection.execute(once).first() is None:
                return False
            append_record(connection, now, audit_event("hand_over.taken", case_id=case_id, station_id=station_id))
            if draft is not None:
                keep_draft(connection, draft, now)
        return True
