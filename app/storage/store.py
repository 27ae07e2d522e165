"""The store of one data directory: what `open_store` gives."""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType

from app.storage.audit_log import AuditLog
from app.storage.audit_seals import StoredSeals
from app.storage.cases import StoredCases
from app.storage.custody import StoredCustody
from app.storage.data_life import DataLife
from app.storage.database import Database
from app.storage.decisions import StoredDecisions
from app.storage.drafts import StoredDrafts
from app.storage.early_uploads import StoredEarlyUploads
from app.storage.following import StoredCaseBook
from app.storage.hand_overs import StoredHandOvers
from app.storage.notices import StoredNotices
from app.storage.operators import StoredOperators
from app.storage.outbox import StoredOutbox
from app.storage.outbox_medium import StoredOutboxReading
from app.storage.print_ledger import StoredPrints
from app.storage.privacy import StoredPersonalData
from app.storage.recordings import RecordingStore
from app.storage.settings import StoredSettings
from app.storage.standing import StoredAccounts


@dataclass(frozen=True, slots=True)
class Store:
    """All parts share one database and may be used from several threads."""

    database: Database
    cases: StoredCases
    book: StoredCaseBook
    outbox: StoredOutbox
    early_uploads: StoredEarlyUploads
    outbox_reading: StoredOutboxReading
    prints: StoredPrints
    custody: StoredCustody
    drafts: StoredDrafts
    notices: StoredNotices
    decisions: StoredDecisions
    hand_overs: StoredHandOvers
    recordings: RecordingStore
    settings: StoredSettings
    audit: AuditLog
    accounts: StoredAccounts
    seals: StoredSeals
    life: DataLife
    personal: StoredPersonalData
    operators: StoredOperators

    def close(self) -> None:
        self.database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
