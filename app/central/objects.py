"""The object store: sealed attachments, in a folder or behind a URL (S3 and the like), through obstore.

A key names a whole object; a slice of one (`packs/….pack#OFFSET+LENGTH`); or, when it ends in `.parts`, a list of
objects that are one attachment when they are read one after the other.

For `s3://bucket/prefix` the usual variables are read: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION,
AWS_ENDPOINT_URL for a store that is not Amazon's, AWS_ALLOW_HTTP=true for one without TLS.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit
from urllib.request import url2pathname

from app.central.far_store import Guard, StoreAway
from app.central.object_folder import Content, ObjectFolder
from app.central.patience import REST_S
from app.domain.errors import ConfigInvalid, StorageProblem

T = TypeVar("T")
LIST_SUFFIX = ".parts"
PIECE_BYTES = 1024 * 1024
"""How much is read from a store at a time at least."""
CONNECT_TIMEOUT = timedelta(seconds=5)
REQUEST_TIMEOUT = timedelta(seconds=30)
RETRIES = {"max_retries": 3, "retry_timeout": timedelta(seconds=20)}
"""A store that is away longer is told to the station, which comes again."""
SILENT_S = CONNECT_TIMEOUT.total_seconds()
"""A fault that took as long came of waiting: nobody waits for the store then for a while."""


class ObjectStore:
    """Objects are durable when what puts them returns."""

    def __init__(self, folder: Path, url: str = "") -> None:
        from obstore.exceptions import BaseError
        from obstore.store import LocalStore, from_url

        self._folder: ObjectFolder | None = None
        options: Any = {"connect_timeout": CONNECT_TIMEOUT, "timeout": REQUEST_TIMEOUT}
        options["allow_http"] = os.environ.get("AWS_ALLOW_HTTP", "").lower() == "true"  # options hide the variable
        retries: Any = RETRIES
        try:
            if not url or urlsplit(url).scheme == "file":
                place = _shared_folder(url) if url else folder
                self._folder = ObjectFolder(place)  # obstore reads as well there, but flushes nothing
                self._store: Any = LocalStore(place)
            elif urlsplit(url).scheme == "memory":
                raise ConfigInvalid("附件不能只存在内存里。", "请检查 --object-store，或不写。")
            else:
                self._store = from_url(url, client_options=options, retry_config=retries)
        except (BaseError, ValueError, OSError) as error:
            raise ConfigInvalid("附件存储的地址不能用。", "请检查 --object-store，或不写。") from error
        self._guard = Guard(SILENT_S, REST_S) if self._folder is None else None

    def put_bytes(self, key: str, content: bytes | bytearray) -> None:
        """Store bytes under `key`. Raises StorageProblem."""
        self._write(key, content)

    def put_pieces(self, key: str, pieces: Iterator[bytes]) -> None:
        """Store what comes in pieces as one object. Raises StorageProblem."""
        self._write(key, pieces)

    def put_list(self, key: str, keys: Sequence[str]) -> str:
        """Let one key stand for several objects, read one after the other; the key. Raises StorageProblem."""
        self._write(key + LIST_SUFFIX, "\n".join(keys).encode())
        return key + LIST_SUFFIX

    def get(self, key: str) -> bytes:
        """All the bytes a key stands for. Raises StorageProblem."""
        return b"".join(self.pieces(key))

    def pieces(self, key: str) -> Iterator[bytes]:
        """The same, some at a time. Raises StorageProblem, also in the middle."""
        import obstore

        with _told("附件读不出来。"):
            if key.endswith(LIST_SUFFIX):
                for each in self._listed(key):
                    yield from self.pieces(each)
                return
            name, _, place = key.partition("#")
            if place:
                start, length = (int(number) for number in place.split("+"))
                yield bytes(self._ask(lambda: obstore.get_range(self._store, name, start=start, length=length)))
                return
            yield from self._read(self._ask(lambda: obstore.get(self._store, name)))

    def copy(self, name: str, target: ObjectStore) -> str | None:
        """One object as it is into another store; the SHA-256 of it, None where there is none any more.

        Raises StorageProblem.
        """
        digest = hashlib.sha256()
        with _told("附件没能复制。"):
            pieces = self._as_it_is(name)
            if pieces is None:
                return None
            target.put_pieces(name, _digested(pieces, digest))
        return digest.hexdigest()

    def sha256_of(self, name: str) -> str | None:
        """Of one object as it is; None where there is none. Raises StorageProblem."""
        digest = hashlib.sha256()
        with _told("附件读不出来。"):
            pieces = self._as_it_is(name)
            if pieces is None:
                return None
            for piece in pieces:
                digest.update(piece)
        return digest.hexdigest()

    def delete(self, keys: Iterable[str]) -> None:
        """Objects that are gone already do not matter; a slice goes when its whole object does."""
        import obstore
        from obstore.exceptions import NotFoundError

        with _told("附件没能删掉。"):
            for key in keys:
                if "#" in key:
                    continue
                for name in (*self._parts_of(key), key):
                    with suppress(FileNotFoundError, NotFoundError):
                        self._ask(partial(obstore.delete, self._store, name))

    def remove(self, names: Iterable[str]) -> None:
        """These objects and nothing that they may list; those that are gone already do not matter."""
        import obstore
        from obstore.exceptions import NotFoundError

        with _told("附件没能删掉。"):
            for name in names:
                with suppress(FileNotFoundError, NotFoundError):
                    obstore.delete(self._store, name)

    def written_before(self, moment: datetime, prefix: str = "") -> Iterator[str]:
        """The names of all that have stood unchanged since then. Raises StorageProblem."""
        import obstore

        with _told("附件存储列不出来。"):
            for found in obstore.list(self._store, prefix):
                yield from (str(each["path"]) for each in found if each["last_modified"] < moment)

    def listed(self, key: str) -> list[str]:
        """The objects behind a key that stands for several. Raises StorageProblem."""
        with _told("附件读不出来。"):
            return self._listed(key)

    def names(self, prefix: str) -> Iterator[str]:
        """Every object below a prefix. Raises StorageProblem."""
        import obstore

        with _told("附件存储列不出来。"):
            for found in obstore.list(self._store, prefix):
                yield from (str(each["path"]) for each in found)

    def answers(self) -> bool:
        import obstore
        from obstore.exceptions import BaseError

        if self._folder is not None:
            return self._folder.writable()
        try:
            self._ask(lambda: next(iter(obstore.list(self._store, chunk_size=1)), None))
        except (BaseError, OSError, StoreAway):
            return False
        return True

    def _as_it_is(self, name: str) -> Iterator[bytes] | None:
        """What stands under one name, also where that lists others."""
        import obstore
        from obstore.exceptions import NotFoundError

        try:
            found = obstore.get(self._store, name)
        except (FileNotFoundError, NotFoundError):
            return None
        return (bytes(piece) for piece in found.stream(min_chunk_size=PIECE_BYTES))

    def _ask(self, question: Callable[[], T]) -> T:
        """Raises StoreAway, and what the question raises."""
        return question() if self._guard is None else self._guard.ask(question)

    def _read(self, found: Any) -> Iterator[bytes]:
        """Each piece is asked for by itself: between two of them nobody waits for the store."""
        pieces = iter(found.stream(min_chunk_size=PIECE_BYTES))
        while (piece := self._ask(lambda: next(pieces, None))) is not None:
            yield bytes(piece)

    def _write(self, key: str, content: Content) -> None:
        import obstore

        with _told("附件没能存下来。"):
            if self._folder is not None:
                self._folder.write(key, content)
            elif isinstance(content, Iterator):  # asks as often as it is long, and may read here itself
                obstore.put(self._store, key, content)
            else:
                self._ask(lambda: obstore.put(self._store, key, content))

    def _listed(self, key: str) -> list[str]:
        import obstore

        return self._ask(lambda: bytes(obstore.get(self._store, key).bytes())).decode().split("\n")

    def _parts_of(self, key: str) -> list[str]:
        from obstore.exceptions import NotFoundError

        if key.endswith(LIST_SUFFIX):
            with suppress(FileNotFoundError, NotFoundError):
                return self._listed(key)
        return []


def _shared_folder(url: str) -> Path:
    """Of a `file:` address. It is never made: where a volume is not mounted yet, attachments would lie below it.

    Raises ValueError.
    """
    parts = urlsplit(url)
    folder = Path(url2pathname(parts.path))
    if parts.netloc or not folder.is_absolute() or not folder.is_dir():
        raise ValueError("no folder")
    return folder


def _digested(pieces: Iterator[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    for piece in pieces:
        digest.update(piece)
        yield piece


@contextmanager
def _told(words: str) -> Iterator[None]:
    from obstore.exceptions import BaseError

    try:
        yield
    except (BaseError, OSError) as error:
        raise StorageProblem(words, "请检查中心的磁盘或对象存储。") from error
