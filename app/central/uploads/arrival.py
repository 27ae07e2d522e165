"""When the last byte has come: open the seal, compare with what was declared, keep it sealed, count it to its case."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from pyrage import DecryptError, decrypt_io

from app.central.acceptance import accept_when_complete
from app.central.age_files import is_for_others
from app.central.objects import ObjectStore
from app.central.seal_identities import identities_in
from app.central.storage import stations, upload_parts, uploads
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.storage.uploads import Upload
from app.central.uploads.keeping import PART_BYTES
from app.central.uploads.opening import HEADER_LIMIT_BYTES, Opening
from app.domain.errors import StorageProblem
from app.domain.ports import Catalogue

PARTS_AT_MOST = 8
"""An attachment may stay in so many parts, and in two for each full one beside: every cut of the line makes one."""


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


class Joined:
    """A file to read from, made of pieces: a video of half a gigabyte is never in memory as a whole."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._piece = memoryview(b"")
        self.fault: StorageProblem | None = None

    def read(self, size: int) -> bytes:
        """Whoever reads here may swallow what is raised: so it is kept too."""
        if not self._piece:
            try:
                self._piece = memoryview(next(self._pieces, b""))
            except StorageProblem as error:
                self.fault = error
                raise
        head, self._piece = self._piece[:size], self._piece[size:]
        return bytes(head)


class Arrivals:
    def __init__(self, database: Database, objects: ObjectStore, identity: Any, catalogue: Catalogue) -> None:
        self._database = database
        self._objects = objects
        self.identity = identity
        self._catalogue = catalogue

    def settle(self, upload: Upload, opening: Opening | None = None) -> str:
        """Empty when all is well, else the reason for which the file was refused: seal, recipient, size or sha256.

        `opening` is what has read the file while it arrived, if anything has.
        """
        with self._database.read() as connection:
            keys = [each.object_key for each in upload_parts.parts(connection, upload.id)]
            twin = uploads.twin(connection, upload)
        sound = opening is not None and opening.whole(upload.size, upload.sha256)
        reason = "" if sound else self._compare(upload, keys)
        if reason:
            self._refuse(upload)
            return reason
        if twin is not None and self._join(upload):
            return ""
        if len(keys) > PARTS_AT_MOST + 2 * upload.length // PART_BYTES:
            self._gather(upload, keys)
        else:
            key = keys[0] if len(keys) == 1 else self._objects.put_list(_name(upload), keys)
            self._complete(upload, key)
        return ""

    def _gather(self, upload: Upload, keys: list[str]) -> None:
        """A client that sent crumbs leaves one whole object."""
        whole = f"{_name(upload)}.age"
        self._objects.put_pieces(whole, (piece for key in keys for piece in self._objects.pieces(key)))
        self._complete(upload, whole)
        with self._database.write() as connection:
            upload_parts.forget(connection, upload.id)
        self._objects.delete(keys)

    def _refuse(self, upload: Upload) -> None:
        with self._database.write() as connection:
            keys = upload_parts.forget(connection, upload.id)
            uploads.settle(connection, upload.id, uploads.REFUSED)
        self._objects.delete(keys)

    def _join(self, upload: Upload) -> bool:
        """The same bytes are here already, and its own are not needed. False where those were taken back meanwhile."""
        with self._database.write() as connection:
            stations.locked(connection, upload.station_id)
            twin = uploads.twin(connection, upload)
            if twin is None:
                return False
            keys = upload_parts.forget(connection, upload.id)
            uploads.settle(connection, upload.id, uploads.COMPLETE, twin.object_key)
            accept_when_complete(connection, upload.case_id, upload.station_id, self._catalogue, now())
        self._objects.delete(keys)
        return True

    def _complete(self, upload: Upload, key: str) -> None:
        """Holds the station's row, as the intake does: of the last file and its case, one sees the other."""
        with self._database.write() as connection:
            stations.locked(connection, upload.station_id)
            uploads.settle(connection, upload.id, uploads.COMPLETE, key)
            accept_when_complete(connection, upload.case_id, upload.station_id, self._catalogue, now())

    def _compare(self, upload: Upload, keys: list[str]) -> str:
        measured = Measured(upload.size)
        sealed = Joined(piece for key in keys for piece in self._objects.pieces(key))
        reason = _opened(self.identity, sealed, measured)
        if sealed.fault is not None:
            raise sealed.fault
        if reason == "seal" and is_for_others(self.identity, self._beginning(keys)):
            return "recipient"
        if reason or measured.size != upload.size:
            return reason or "size"
        return "" if measured.sha256 == upload.sha256 else "sha256"

    def _beginning(self, keys: list[str]) -> bytes:
        """More than the header of any seal, where there is so much."""
        begun = b""
        for key in keys:
            begun += next(self._objects.pieces(key), b"")
            if len(begun) > HEADER_LIMIT_BYTES:
                break
        return begun


def _name(upload: Upload) -> str:
    return f"cases/{upload.case_id}/{upload.id}"


def _opened(identity: Any, sealed: Joined, measured: Measured) -> str:
    """Stream through; what speaks against the seal."""
    try:
        decrypt_io(sealed, measured, list(identities_in(identity)))
    except DecryptError:
        return "seal"
    except OverflowError:
        return "size"
    except OSError as error:
        if error.errno is not None:
            raise
        return "seal"  # a seal that breaks off in the middle: the library says so without an error number
    return ""
