"""What the station says of its devices: one look that missed is no device gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.config import load_settings
from app.runtime.station import Station
from hardware import DeviceState, DeviceStatus, LinkSilent, PaperState
from hardware.faults import status_of
from tests.unit.app.runtime.conftest import MACHINE, OpenHands

ONLINE, OFFLINE, BROKEN = DeviceState.ONLINE, DeviceState.OFFLINE, DeviceState.HARDWARE_ERROR


class Scripted:
    """Says these states one after the other; None is an answer that did not come."""

    def __init__(self, states: Sequence[DeviceState | None]) -> None:
        self._states = list(states)

    def status(self) -> DeviceStatus:
        state = self._states.pop(0)
        if state is None:
            raise LinkSilent("没有回答")
        return DeviceStatus(state)


@pytest.mark.parametrize(
    ("looks", "shown"),
    [
        ([ONLINE, OFFLINE, None, ONLINE], [ONLINE, ONLINE, ONLINE, ONLINE]),
        ([ONLINE, None, OFFLINE, None, ONLINE], [ONLINE, ONLINE, ONLINE, OFFLINE, ONLINE]),
        ([ONLINE, None, None, ONLINE, None, None], [ONLINE] * 6),
        ([ONLINE, BROKEN], [ONLINE, BROKEN]),
        ([OFFLINE, OFFLINE, ONLINE], [OFFLINE, OFFLINE, ONLINE]),
    ],
)
def test_a_device_is_called_gone_after_three_misses_in_a_row(
    qtbot: QtBot,
    open_hands: OpenHands,
    tmp_path: Path,
    looks: list[DeviceState | None],
    shown: list[DeviceState],
) -> None:
    bench: Any = replace(MACHINE.bench, evaluation_keypad=Scripted(looks))  # type: ignore[arg-type]
    machine = replace(MACHINE, bench=bench)
    hands, _ = open_hands(bench=bench)
    station = Station(load_settings(tmp_path), machine, hands)
    seen = []
    for _ in looks:
        station.look()
        qtbot.waitUntil(lambda: not station.watch.is_looking)
        seen.append(station.devices["evaluation_keypad"])
    assert seen == [each.value for each in shown]


def test_a_device_in_the_middle_of_a_job_is_not_looked_at(qtbot: QtBot, open_hands: OpenHands, tmp_path: Path) -> None:
    bench: Any = replace(MACHINE.bench, evaluation_keypad=Scripted([ONLINE]))  # type: ignore[arg-type]
    hands, _ = open_hands(bench=bench)
    station = Station(load_settings(tmp_path), replace(MACHINE, bench=bench), hands)
    over = Event()
    hands.pad.run(lambda _: over.wait(10), lambda _: None)
    station.look()
    assert not station.watch.is_looking
    over.set()
    qtbot.waitUntil(lambda: hands.pad.is_idle)
    station.look()
    qtbot.waitUntil(lambda: "evaluation_keypad" in station.devices)


def test_the_office_hears_the_code_of_what_is_wrong(qtbot: QtBot, open_hands: OpenHands, tmp_path: Path) -> None:
    class NoPaper:
        def status(self) -> DeviceStatus:
            return status_of("receipt_printer", "paper_out", paper=PaperState.OUT)

    bench: Any = replace(MACHINE.bench, receipt_printer=NoPaper())  # type: ignore[arg-type]
    hands, _ = open_hands(bench=bench)
    station = Station(load_settings(tmp_path), replace(MACHINE, bench=bench), hands)
    station.look()
    qtbot.waitUntil(lambda: bool(station.faults))
    assert station.faults == {"receipt_printer": "RP-04"}
    assert station.receipt_paper == "out"
