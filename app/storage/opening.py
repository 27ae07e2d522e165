"""Opening a data directory: directories, key, database, schema, sweep, in this order."""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from app.audit import audit_event
from app.domain.errors import DataDirBusy, DiskFull, StorageProblem, WrongKey
from app.storage.attachment_files import AttachmentFiles, new_identity
from app.storage.audit_log import AuditLog, append_record
from app.storage.audit_seals import StoredSeals
from app.storage.brought_back import forget_ours, look_before_opening, note_ours
from app.storage.cases import StoredCases
from app.storage.choices import AS_EVER, StoreChoices
from app.storage.clock_keeping import restore_clock
from app.storage.custody import StoredCustody
from app.storage.data_life import DataLife
from app.storage.database import Database
from app.storage.decisions import StoredDecisions
from app.storage.drafts import StoredDrafts
from app.storage.durable import make_private_directory, sync_directory
from app.storage.early_uploads import StoredEarlyUploads
from app.storage.failures import file_failures
from app.storage.following import StoredCaseBook
from app.storage.hand_overs import StoredHandOvers
from app.storage.keys import database_key, kept_key
from app.storage.layout import Layout
from app.storage.locking import exclusive
from app.storage.notices import StoredNotices
from app.storage.operators import StoredOperators
from app.storage.outbox import StoredOutbox
from app.storage.outbox_medium import StoredOutboxReading
from app.storage.print_ledger import StoredPrints
from app.storage.privacy import StoredPersonalData
from app.storage.recordings import RecordingStore
from app.storage.schema import HEAD, stored_revision, upgrade
from app.storage.sealing_up import SealingUp
from app.storage.settings import StoredSettings, read_setting, write_settings
from app.storage.small_files import SmallFiles
from app.storage.spool import Spool
from app.storage.standing import StoredAccounts
from app.storage.store import Store
from app.storage.sweep import sweep
from app.storage.trusted_clock import TrustedClock

IDENTITY_SETTING = "storage.identity"
SEARCH_KEY_SETTING = "storage.search_key"
SEARCH_KEY_BYTES = 32
KEY_KEPT_SETTING = "storage.key_kept"
_log = logging.getLogger(__name__)


def open_store(data_dir: Path, clock: Callable[[], datetime], choices: StoreChoices = AS_EVER) -> Store:
    """See `app.storage.open_store`."""
    layout = Layout(data_dir)
    with file_failures(data_dir):
        for folder in (layout.root, layout.keys, layout.attachments, layout.spool):
            make_private_directory(folder)
        with exclusive(layout.opening_lock):
            key = _key(layout, choices)
            try:
                look_before_opening(layout, key)
                return _opened_with(key, layout, clock, choices)
            except (DataDirBusy, DiskFull):
                raise
            except StorageProblem:
                forget_ours(layout)
                raise


def _key(layout: Layout, choices: StoreChoices) -> str:
    try:
        return database_key(layout, choices.key)
    except WrongKey:
        raise  # nothing of the database was looked at
    except StorageProblem:
        forget_ours(layout)
        raise


def _opened_with(key: str, layout: Layout, clock: Callable[[], datetime], choices: StoreChoices) -> Store:
    database = Database(layout.database, key)
    try:
        _make_private_file(layout.database)
        return _opened(database, layout, clock, choices)
    except BaseException:
        database.close()
        raise


def _opened(database: Database, layout: Layout, clock: Callable[[], datetime], choices: StoreChoices) -> Store:
    store = _open(database, layout, clock, choices)
    note_ours(layout)
    try:
        store.life.tend_daily()
    except DiskFull:
        _log.warning("the disk is full: what is due of sealing and erasing waits")  # sending makes room: it must go on
    return store


def _open(database: Database, layout: Layout, clock: Callable[[], datetime], choices: StoreChoices) -> Store:
    with database.writing() as connection:
        found = stored_revision(connection)
        if found is not None and isinstance(clock, TrustedClock):
            restore_clock(connection, clock)
        if found != HEAD:
            _migrate(connection, found, clock())
        _note_key(connection, layout, clock())
        identity = _kept(connection, IDENTITY_SETTING)
        search_key = bytes.fromhex(_kept(connection, SEARCH_KEY_SETTING))
        files = AttachmentFiles(layout.attachments, identity)
        spool = Spool(database, files, layout)
        sweep(connection, files, spool, clock())
    sealing_up = None if choices.keeps_readable else SealingUp(database, files, spool, search_key, clock)
    life = DataLife(database, files, sealing_up, clock, choices.keep_sent)
    recordings = RecordingStore(layout.recordings, identity, clock)
    stored = StoredCases(database, files, search_key, clock, choices)
    return Store(
        database=database,
        cases=stored,
        book=StoredCaseBook(database, stored, search_key, clock, choices.retention),
        outbox=StoredOutbox(database, spool, SmallFiles(database, files), clock, choices.keeping),
        early_uploads=StoredEarlyUploads(database, files, spool, clock),
        outbox_reading=StoredOutboxReading(database, files),
        prints=StoredPrints(database, clock),
        custody=StoredCustody(database, clock),
        drafts=StoredDrafts(database, clock),
        notices=StoredNotices(database, clock),
        decisions=StoredDecisions(database, clock),
        hand_overs=StoredHandOvers(database, clock),
        recordings=recordings,
        settings=StoredSettings(database),
        audit=AuditLog(database, clock),
        accounts=StoredAccounts(database, clock),
        seals=StoredSeals(database, clock),
        life=life,
        personal=StoredPersonalData(database, life, recordings, search_key, clock),
        operators=StoredOperators(database, clock),
    )


def _migrate(connection: Connection, found: str | None, now: datetime) -> None:
    upgrade(connection, found)
    if found is None:
        keys = {IDENTITY_SETTING: new_identity(), SEARCH_KEY_SETTING: secrets.token_hex(SEARCH_KEY_BYTES)}
        write_settings(connection, keys)
        append_record(connection, now, audit_event("store.created"))
    else:
        append_record(connection, now, audit_event("store.migrated", schema=HEAD))


def _kept(connection: Connection, name: str) -> str:
    value = read_setting(connection, name)
    if value is None:
        raise StorageProblem("数据库里缺少本机的密钥。", "请从备份恢复数据目录。")
    return value


def _note_key(connection: Connection, layout: Layout, now: datetime) -> None:
    """That the key is kept another way is written down here: whoever changed it may have been cut off before."""
    kept = kept_key(layout)
    told = "" if kept is None else f"{kept.kind}:{kept.id}".rstrip(":")
    before = read_setting(connection, KEY_KEPT_SETTING)
    if told != before:
        write_settings(connection, {KEY_KEPT_SETTING: told})
        if before is not None:
            append_record(connection, now, audit_event("key.rewrapped", was=before, now=told))


def _make_private_file(path: Path) -> None:
    """SQLite gives its journal files the rights of the database file; so that one is made private first."""
    if not path.exists():
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        sync_directory(path.parent)
