from __future__ import annotations

import asyncio
import errno
import os
from pathlib import Path

import pytest

from app.central.uploads import receiver
from app.central.uploads.partial import Partial, Turns
from app.central.uploads.receiver import Overtaken, until
from app.domain.errors import DiskFull


def test_bytes_beyond_the_acknowledged_offset_are_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "new" / "x.part"
    with Partial(path, 0) as partial:
        partial.append(b"acknowledged and not")
    with Partial(path, 12) as partial:
        partial.append(b"!")
        partial.flush()
    assert path.read_bytes() == b"acknowledged!"


def test_a_file_shorter_than_what_was_acknowledged_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="shorter"):
        Partial(tmp_path / "x.part", 1)


def test_a_newcomer_asks_the_writer_before_to_stop_and_waits_for_it() -> None:
    async def scene() -> list[str]:
        turns, told = Turns(), []

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


def test_uploads_do_not_wait_for_each_other() -> None:
    async def scene() -> None:
        turns = Turns()
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


def test_a_full_disk_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(_handle: int, _bytes: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with Partial(tmp_path / "x.part", 0) as partial:
        monkeypatch.setattr(os, "write", no_room)
        with pytest.raises(DiskFull):
            partial.append(b"too much")
        monkeypatch.undo()


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
