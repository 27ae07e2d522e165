"""When the last byte has come: open the seal, compare with what was declared, keep it sealed, count it to its case."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from pyrage import DecryptError, decrypt_io

from app.central.acceptance import accept_when_complete
from app.central.objects import ObjectStore
from app.central.storage import uploads
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.storage.uploads import Upload
from app.domain.ports import Catalogue


class Measured:
    """A file to write to that keeps nothing but the size and the SHA-256."""

    def __init__(self, limit: int) -> None:
        self.size = 0
        self._limit = limit
        self._sha256 = hashlib.sha256()

    def write(self, chunk: bytes) -> int:
        self.size += len(chunk)
        if self.size > self._limit:
            raise OverflowError("longer than declared")
        self._sha256.update(chunk)
        return len(chunk)

    def flush(self) -> None:
        """Nothing is held back."""

    @property
    def sha256(self) -> str:
        return self._sha256.hexdigest()


class Arrivals:
    def __init__(self, database: Database, objects: ObjectStore, identity: Any, catalogue: Catalogue) -> None:
        self._database = database
        self._objects = objects
        self._identity = identity
        self._catalogue = catalogue

    def settle(self, upload: Upload, path: Path) -> str:
        """Empty when all is well, else the reason for which the file was refused: seal, size or sha256."""
        reason = self._compare(upload, path)
        if reason:
            with self._database.write() as connection:
                uploads.settle(connection, upload.id, uploads.REFUSED)
            path.unlink(missing_ok=True)
            return reason
        with self._database.read() as connection:
            twin = uploads.twin(connection, upload)
        key = twin.object_key if twin else f"cases/{upload.case_id}/{upload.id}.age"
        if twin is None:
            self._objects.put(key, path)
        with self._database.write() as connection:
            uploads.settle(connection, upload.id, uploads.COMPLETE, key)
            accept_when_complete(connection, upload.case_id, self._catalogue, now())
        path.unlink(missing_ok=True)
        return ""

    def _compare(self, upload: Upload, path: Path) -> str:
        measured = Measured(upload.size)
        try:
            with path.open("rb") as sealed:
                decrypt_io(sealed, measured, [self._identity])
        except DecryptError:
            return "seal"
        except OverflowError:
            return "size"
        except OSError as error:
            if error.errno is not None:
                raise
            return "seal"  # a seal that breaks off in the middle: the library says so without an error number
        if measured.size != upload.size:
            return "size"
        return "" if measured.sha256 == upload.sha256 else "sha256"
