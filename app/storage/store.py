"""The store of one data directory: what `open_store` gives."""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType

from app.storage.audit_log import AuditLog
from app.storage.cases import StoredCases
from app.storage.custody import StoredCustody
from app.storage.database import Database
from app.storage.outbox import StoredOutbox
from app.storage.outbox_medium import StoredOutboxReading
from app.storage.print_ledger import StoredPrints
from app.storage.recordings import RecordingStore
from app.storage.settings import StoredSettings


@dataclass(frozen=True, slots=True)
class Store:
    """All parts share one database and may be used from several threads."""

    database: Database
    cases: StoredCases
    outbox: StoredOutbox
    outbox_reading: StoredOutboxReading
    prints: StoredPrints
    custody: StoredCustody
    recordings: RecordingStore
    settings: StoredSettings
    audit: AuditLog

    def close(self) -> None:
        self.database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
