from __future__ import annotations

import asyncio
import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import h11
import pytest
import uvicorn

from app.central.api import request_bodies
from app.central.api.lines import ACCEPT_FAILED, LoopFaults, line_of


def test_that_nothing_can_be_accepted_is_told_once_a_minute_and_another_fault_each_time(
    caplog: pytest.LogCaptureFixture,
) -> None:
    now = 1_000.0
    faults = LoopFaults(lambda: now)
    loop = asyncio.new_event_loop()
    no_room = {"message": ACCEPT_FAILED, "exception": OSError(24, "Too many open files")}
    with caplog.at_level(logging.ERROR):
        for _ in range(1_000):
            faults(loop, no_room)
        assert [each.name for each in caplog.records] == ["bianmin.central"]
        now += request_bodies.ACCEPT_TOLD_EVERY_S
        faults(loop, no_room)
        assert len(caplog.records) == 2
        for _ in range(2):
            faults(loop, {"message": "something else"})
    loop.close()
    assert [each.name for each in caplog.records[2:]] == ["asyncio", "asyncio"]


@pytest.fixture
def server() -> Iterator[Callable[[Any], int]]:
    """`server(app)`: the port where it answers."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(app: Any) -> int:
        config = uvicorn.Config(app, log_config=None, loop="asyncio", ws="none", lifespan="off")
        config.load()
        config.http_protocol_class = line_of("", 1_000)
        bound = socket.create_server(("127.0.0.1", 0))
        made = uvicorn.Server(config)
        thread = threading.Thread(target=made.run, args=([bound],), daemon=True)
        thread.start()
        running.append((made, thread))
        return int(bound.getsockname()[1])

    yield start
    for made, thread in running:
        made.should_exit = True
        thread.join(20)


@pytest.mark.parametrize("said", [3, 8])
def test_a_connection_whose_answer_was_not_as_long_as_it_said_is_ended(server: Callable[[Any], int], said: int) -> None:
    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        """As a middleware does that tells a defect once the answer has begun."""
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % said)]})
        with suppress(h11.LocalProtocolError):
            await send({"type": "http.response.body", "body": b"hello"})

    with socket.create_connection(("127.0.0.1", server(app)), timeout=20) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: centre\r\n\r\n")
        answer = b""
        with suppress(ConnectionResetError):
            while content := line.recv(4_096):
                answer += content
    assert answer.endswith(b"hello") or answer.endswith(b"\r\n\r\n")
