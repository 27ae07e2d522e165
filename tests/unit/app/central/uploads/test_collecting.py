"""Parts are stored side by side and count in their order, as far as nothing is missing."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert

from app.central.objects import ObjectStore
from app.central.storage import tables, upload_parts, uploads
from app.central.storage.database import Database
from app.central.storage.uploads import Upload
from app.central.uploads import collecting
from app.central.uploads.collecting import Collector
from app.central.uploads.keeping import Keeper, Overtaken
from app.domain.errors import StorageProblem

LONG_AGO = datetime(2026, 3, 18, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'central.db'}")
    database.prepare()
    with database.write() as connection:
        connection.execute(insert(tables.stations).values(id="hall-01", kind="self_service"))
    yield database
    database.close()


@pytest.fixture
def objects(tmp_path: Path) -> ObjectStore:
    return ObjectStore(tmp_path / "objects")


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "PART_BYTES", 10)
    monkeypatch.setattr(collecting, "COUNT_BYTES", 40)


@pytest.fixture
def upload(database: Database) -> Upload:
    made = Upload(
        id=str(uuid.uuid4()),
        station_id="hall-01",
        case_id=str(uuid.uuid4()),
        name="video",
        media_type="video/mp4",
        size=0,
        sha256="",
        length=1_000,
        offset=0,
        state=uploads.RECEIVING,
        object_key="",
        metadata="",
        made_at=LONG_AGO,
        expires_at=LONG_AGO,
    )
    with database.write() as connection:
        uploads.add(connection, made)
    return made


def stored(database: Database, objects: ObjectStore, upload: Upload) -> bytes:
    """What counts; it is also what the offset says."""
    with database.read() as connection:
        parts = upload_parts.parts(connection, upload.id)
        now = uploads.upload(connection, upload.id)
    content = b"".join(objects.get(each.object_key) for each in parts)
    assert now is not None
    assert now.offset == len(content)
    return content


class Torn(Keeper):
    """The store is away for the third part."""

    def put(self, part: upload_parts.Part, content: bytes | bytearray) -> None:
        if part.start == 20:
            raise StorageProblem("附件没能存下来。")
        super().put(part, content)


async def sent(collector: Collector, text: str) -> None:
    for letter in text:
        await collector.take(letter.encode())


TEXT = "".join(chr(ord("a") + at % 26) for at in range(75))


def test_what_was_sent_is_stored_in_its_order(database: Database, objects: ObjectStore, upload: Upload) -> None:
    async def scene() -> None:
        collector = Collector(Keeper(database, objects, upload), None, at_once=True)
        await sent(collector, TEXT)
        assert len(stored(database, objects, upload)) >= 40
        await collector.finish()

    asyncio.run(scene())
    assert stored(database, objects, upload) == TEXT.encode()


def test_a_pause_stores_what_is_here(database: Database, objects: ObjectStore, upload: Upload) -> None:
    async def scene() -> None:
        collector = Collector(Keeper(database, objects, upload), None, at_once=True)
        await collector.pause()
        await sent(collector, "abc")
        await collector.pause()
        assert stored(database, objects, upload) == b"abc"
        await sent(collector, "def")
        await collector.finish()

    asyncio.run(scene())
    assert stored(database, objects, upload) == b"abcdef"


def test_behind_a_part_that_could_not_be_stored_nothing_counts(
    database: Database, objects: ObjectStore, upload: Upload
) -> None:
    async def scene() -> None:
        collector = Collector(Torn(database, objects, upload), None, at_once=True)
        with pytest.raises(StorageProblem):
            await sent(collector, TEXT)
        await collector.finish()

    asyncio.run(scene())
    assert stored(database, objects, upload) == TEXT[:20].encode()


def test_a_checksum_lets_all_count_or_nothing(database: Database, objects: ObjectStore, upload: Upload) -> None:
    async def scene() -> None:
        collector = Collector(Keeper(database, objects, upload), None, at_once=False)
        await sent(collector, TEXT)
        assert stored(database, objects, upload) == b""
        await collector.give_up()
        assert list(objects.names("")) == []

    asyncio.run(scene())
    assert stored(database, objects, upload) == b""


def test_of_two_who_write_at_once_one_counts_and_no_byte_is_mixed(
    database: Database, objects: ObjectStore, upload: Upload
) -> None:
    async def scene() -> None:
        first = Collector(Keeper(database, objects, upload), None, at_once=True)
        second = Collector(Keeper(database, objects, upload), None, at_once=True)
        await sent(first, "first")
        await sent(second, "second")
        await second.finish()
        with pytest.raises(Overtaken):
            await first.finish()

    asyncio.run(scene())
    assert stored(database, objects, upload) == b"second"
    assert len(list(objects.names(""))) == 1
