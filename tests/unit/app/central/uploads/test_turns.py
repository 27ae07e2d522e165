from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.central.storage.database import Database
from app.central.uploads import receiver
from app.central.uploads.keeping import Overtaken
from app.central.uploads.receiver import until
from app.central.uploads.turns import Turns


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'central.db'}")
    yield database
    database.close()


def test_a_newcomer_asks_the_writer_before_to_stop_and_waits_for_it(database: Database) -> None:
    async def scene() -> list[str]:
        turns, told = Turns(database), []

        async def first(started: asyncio.Event) -> None:
            async with turns.turn("u") as stop:
                started.set()
                await stop.wait()
                told.append("first stopped")

        started = asyncio.Event()
        writer = asyncio.create_task(first(started))
        await started.wait()
        async with turns.turn("u"):
            told.append("second writes")
        await writer
        return told

    assert asyncio.run(scene()) == ["first stopped", "second writes"]


def test_uploads_do_not_wait_for_each_other(database: Database) -> None:
    async def scene() -> None:
        turns = Turns(database)
        async with turns.turn("a"), turns.turn("b") as stop:
            assert not stop.is_set()

    asyncio.run(scene())


def test_chunks_end_when_somebody_asks_to_stop() -> None:
    async def scene() -> list[bytes]:
        stop, taken = asyncio.Event(), []

        async def chunks():
            yield b"one"
            stop.set()
            await asyncio.Event().wait()
            yield b"never"

        async def take() -> None:
            async for chunk in until(stop, chunks()):
                taken.append(chunk)

        with pytest.raises(Overtaken):
            await take()
        return taken

    assert asyncio.run(scene()) == [b"one"]


def test_a_silent_sender_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiver, "STALL_TIMEOUT_S", 0.01)

    async def scene() -> None:
        async def silence():
            await asyncio.Event().wait()
            yield b"never"

        async for _ in until(asyncio.Event(), silence()):
            pytest.fail("silence is no chunk")

    with pytest.raises(receiver.Stalled):
        asyncio.run(scene())
