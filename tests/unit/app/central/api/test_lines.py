from __future__ import annotations

import asyncio
import logging

import pytest

from app.central.api import request_bodies
from app.central.api.lines import ACCEPT_FAILED, LoopFaults


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
