"""The object store: sealed attachments, in a folder or behind a URL (S3 and the like), through obstore.

A key names a whole object, or a slice of one: `packs/….pack#OFFSET+LENGTH`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from app.domain.errors import ConfigInvalid, StorageProblem


class ObjectStore:
    """Objects are durable when `put` returns."""

    def __init__(self, folder: Path, url: str = "") -> None:
        from obstore.exceptions import BaseError
        from obstore.store import LocalStore, from_url

        self._folder: Path | None = None
        try:
            if not url:
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                self._folder = folder
                self._store: Any = LocalStore(folder)
            else:
                self._store = from_url(url)
        except (BaseError, ValueError, OSError) as error:
            raise ConfigInvalid("附件存储的地址不能用。", "请检查 --object-store，或不写。") from error

    def put(self, key: str, source: Path) -> None:
        """Store a file's bytes under `key`. Raises StorageProblem."""
        import obstore
        from obstore.exceptions import BaseError

        try:
            obstore.put(self._store, key, source)
            if self._folder is not None:
                _make_durable(self._folder, key)
        except (BaseError, OSError) as error:
            raise StorageProblem("附件没能存下来。", "请检查中心的磁盘或对象存储。") from error

    def put_bytes(self, key: str, content: bytes) -> None:
        """Store bytes under `key`. Raises StorageProblem."""
        import obstore
        from obstore.exceptions import BaseError

        try:
            obstore.put(self._store, key, content)
            if self._folder is not None:
                _make_durable(self._folder, key)
        except (BaseError, OSError) as error:
            raise StorageProblem("附件没能存下来。", "请检查中心的磁盘或对象存储。") from error

    def get(self, key: str) -> bytes:
        """The bytes under a key, or of the slice it names. Raises StorageProblem."""
        import obstore
        from obstore.exceptions import BaseError

        name, _, place = key.partition("#")
        try:
            if place:
                start, length = (int(number) for number in place.split("+"))
                return bytes(obstore.get_range(self._store, name, start=start, length=length))
            return bytes(obstore.get(self._store, name).bytes())
        except (BaseError, OSError) as error:
            raise StorageProblem("附件读不出来。", "请检查中心的磁盘或对象存储。") from error

    def answers(self) -> bool:
        import obstore
        from obstore.exceptions import BaseError

        if self._folder is not None:
            return self._folder.is_dir() and os.access(self._folder, os.W_OK)
        try:
            obstore.list_with_delimiter(self._store)
        except (BaseError, OSError):
            return False
        return True


def _make_durable(folder: Path, key: str) -> None:
    """A local file is renamed into place but not flushed by the store: so the file and every folder above it are."""
    path = folder / key
    for place in (path, *path.parents):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        if place == folder:
            return
