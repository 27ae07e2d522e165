"""Where things lie in a data directory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

SEALING_LOCKS = 8


@dataclass(frozen=True, slots=True)
class Layout:
    root: Path

    @property
    def keys(self) -> Path:
        return self.root / "keys"

    @property
    def key_file(self) -> Path:
        return self.keys / "database.key"

    @property
    def database_made(self) -> Path:
        """Stands since a database was first written here, so that a lost one is not made anew in silence.

        In it: which file that is, see `app.storage.brought_back`.
        """
        return self.keys / "database.made"

    @property
    def opening_lock(self) -> Path:
        """Held while a store is opened, so that two processes never make two keys or migrate at once."""
        return self.keys / "opening.lock"

    @property
    def database(self) -> Path:
        return self.root / "terminal.db"

    @property
    def journal(self) -> Path:
        """SQLite's write-ahead log: cases that are saved and not yet in the database file."""
        return self.root / "terminal.db-wal"

    @property
    def attachments(self) -> Path:
        return self.root / "attachments"

    @property
    def recordings(self) -> Path:
        return self.root / "recordings"

    @property
    def spool(self) -> Path:
        return self.root / "spool"

    @property
    def terminal_lock(self) -> Path:
        return self.root / "terminal.lock"

    @property
    def export_lock(self) -> Path:
        """Held while the outbox is written onto a removable medium."""
        return self.root / "export.lock"

    @property
    def large_lock(self) -> Path:
        """Held by the one program of a station that sends large files."""
        return self.root / "large.lock"

    def sealing_lock(self, upload_id: str) -> Path:
        """Held while an upload is sealed. Some share one: a lock file for each would stay for ever."""
        return self.root / f"sealing-{crc32(upload_id.encode()) % SEALING_LOCKS}.lock"

    @property
    def reserve(self) -> Path:
        """Room kept back for a full disk."""
        return self.root / "reserve"
