"""What the station says of its devices: one look that missed is no device gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.config import load_settings
from app.domain.formats import CHINA
from app.journeys.delays import HANGS_S, SILENT_LOOK_S
from app.journeys.taking_commands import ShowCamera
from app.runtime.station import Station
from hardware import DeviceState, DeviceStatus, LinkSilent, MendingAction, PaperState, Shot
from hardware.faults import FAULT_ROOMS, SERVED_BY, status_of
from tests.unit.app.runtime.conftest import MACHINE, Keep, OpenHands

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
    keep: Keep,
    tmp_path: Path,
    looks: list[DeviceState | None],
    shown: list[DeviceState],
) -> None:
    bench: Any = replace(MACHINE.bench, evaluation_keypad=Scripted(looks))  # type: ignore[arg-type]
    machine = replace(MACHINE, bench=bench)
    hands, _ = open_hands(bench=bench)
    station = keep(Station(load_settings(tmp_path), machine, hands))
    seen = []
    for _ in looks:
        station.look()
        qtbot.waitUntil(lambda: not station.watch.is_looking)
        seen.append(station.devices["evaluation_keypad"])
    assert seen == [each.value for each in shown]


def test_a_device_in_the_middle_of_a_job_is_not_looked_at(
    qtbot: QtBot, open_hands: OpenHands, keep: Keep, tmp_path: Path
) -> None:
    bench: Any = replace(MACHINE.bench, evaluation_keypad=Scripted([ONLINE]))  # type: ignore[arg-type]
    hands, _ = open_hands(bench=bench)
    station = keep(Station(load_settings(tmp_path), replace(MACHINE, bench=bench), hands))
    over = Event()
    hands.pad.run(lambda _: over.wait(10), lambda _: None)
    station.look()
    assert not station.watch.is_looking
    over.set()
    qtbot.waitUntil(lambda: hands.pad.is_idle)
    station.look()
    qtbot.waitUntil(lambda: "evaluation_keypad" in station.devices)


def test_the_office_hears_the_code_of_what_is_wrong(
    qtbot: QtBot, open_hands: OpenHands, keep: Keep, tmp_path: Path
) -> None:
    class NoPaper:
        def status(self) -> DeviceStatus:
            return status_of("receipt_printer", "paper_out", paper=PaperState.OUT)

    bench: Any = replace(MACHINE.bench, receipt_printer=NoPaper())  # type: ignore[arg-type]
    hands, _ = open_hands(bench=bench)
    station = keep(Station(load_settings(tmp_path), replace(MACHINE, bench=bench), hands))
    station.look()
    qtbot.waitUntil(lambda: bool(station.faults))
    assert station.faults == {"receipt_printer": "RP-04"}
    assert station.receipt_paper == "out"


def test_a_driver_that_never_comes_back_is_a_device_that_does_not_answer(
    qtbot: QtBot, open_hands: OpenHands, keep: Keep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hangs = Event()

    class Hanging:
        looks = 0

        def status(self) -> DeviceStatus:
            self.looks += 1
            if self.looks > 1:
                hangs.wait(60)
            return DeviceStatus(ONLINE)

    now = [0.0]
    monkeypatch.setattr("app.runtime.device_watch.monotonic", lambda: now[0])
    bench: Any = replace(MACHINE.bench, speaker=Hanging())  # type: ignore[arg-type]
    hands, _ = open_hands(bench=bench)
    station = keep(Station(load_settings(tmp_path), replace(MACHINE, bench=bench), hands))
    station.look()
    qtbot.waitUntil(lambda: station.devices.get("speaker") == "online")
    station.look()
    for _ in range(20):  # so many plugs came and went in no time
        station.look()
    assert station.devices["speaker"] == "online"
    for _ in range(3):
        now[0] += SILENT_LOOK_S
        station.look()
    assert station.devices["speaker"] == "offline"
    assert station.faults == {"speaker": "SP-03"}
    hangs.set()
    qtbot.waitUntil(lambda: station.devices["speaker"] == "online")


@pytest.mark.parametrize("room", [*FAULT_ROOMS, *SERVED_BY])
def test_who_does_not_answer_has_a_code_and_a_cure_in_every_room(
    qtbot: QtBot, open_hands: OpenHands, keep: Keep, tmp_path: Path, room: str
) -> None:
    bench: Any = replace(MACHINE.bench, **{room: Scripted([None])})  # type: ignore[arg-type]
    hands, _ = open_hands(bench=bench)
    station = keep(Station(load_settings(tmp_path), replace(MACHINE, bench=bench), hands))
    station.watch.look()
    qtbot.waitUntil(lambda: room in station.conditions)
    condition = station.conditions[room]
    assert (condition.status.state, condition.status.detail) == (OFFLINE, "no_answer")
    assert condition.status.action is MendingAction.RESET
    assert condition.last_fault is not None
    assert station.faults == {room: condition.last_fault.code}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds, put forward by hand."""
    now = [0.0]
    for module in ("device_watch", "worker"):
        monkeypatch.setattr(f"app.runtime.{module}.monotonic", lambda: now[0])
    return now


def test_a_job_that_never_ends_is_a_device_that_does_not_answer(
    qtbot: QtBot, open_hands: OpenHands, keep: Keep, tmp_path: Path, clock: list[float]
) -> None:
    bench: Any = replace(MACHINE.bench, receipt_printer=Scripted([ONLINE, ONLINE]))  # type: ignore[arg-type]
    hands, _ = open_hands(bench=bench)
    station = keep(Station(load_settings(tmp_path), replace(MACHINE, bench=bench), hands))
    station.watch.look()
    qtbot.waitUntil(lambda: station.devices.get("receipt_printer") == "online")
    begun, hangs = Event(), Event()
    hands.paper.receipts.run(lambda _: begun.set() or hangs.wait(60), lambda _: None)
    assert begun.wait(60)
    clock[0] += HANGS_S - 1
    for _ in range(20):
        station.watch.look()
    assert station.conditions["receipt_printer"].misses == 0, "the longest job there is may last so long"
    clock[0] += 1
    for misses in (1, 2):
        station.watch.look()
        station.watch.look()
        assert station.conditions["receipt_printer"].misses == misses
        clock[0] += SILENT_LOOK_S
    station.watch.look()
    assert station.faults == {"receipt_printer": "RP-02"}
    hangs.set()
    qtbot.waitUntil(lambda: hands.paper.receipts.is_idle)
    station.watch.look()
    qtbot.waitUntil(lambda: station.devices["receipt_printer"] == "online")


def test_one_job_after_the_other_is_no_job_that_hangs(
    open_hands: OpenHands, keep: Keep, tmp_path: Path, clock: list[float]
) -> None:
    bench: Any = replace(MACHINE.bench, receipt_printer=Scripted([]))  # type: ignore[arg-type]
    hands, _ = open_hands(bench=bench)
    station = keep(Station(load_settings(tmp_path), replace(MACHINE, bench=bench), hands))
    begun, over = [Event() for _ in range(4)], [Event() for _ in range(4)]
    for number in range(4):
        hands.paper.receipts.run(lambda _, n=number: begun[n].set() or over[n].wait(60), lambda _: None)
    for number in range(4):
        assert begun[number].wait(60)
        clock[0] += HANGS_S - 1
        station.watch.look()
        over[number].set()
    assert "receipt_printer" not in station.conditions


def goes_on_for_hours(qtbot: QtBot, station: Station, clock: list[float], done: list[float]) -> None:
    """A job in which something is `done` again and again, looked at after each limit of silence."""
    for _ in range(4):
        clock[0] += HANGS_S
        moment, before = clock[0], len(done)
        qtbot.waitUntil(lambda moment=moment, before=before: len(done) > before + 1 and done[-1] == moment)
        station.watch.look()


def test_a_card_that_lies_for_hours_is_no_reader_that_hangs(
    qtbot: QtBot, open_hands: OpenHands, keep: Keep, tmp_path: Path, clock: list[float]
) -> None:
    looks: list[float] = []

    class Reader(Scripted):
        def card_present(self) -> bool:
            looks.append(clock[0])
            return True

    bench: Any = replace(MACHINE.bench, id_card_reader=Reader([]))  # type: ignore[arg-type]
    hands, _ = open_hands(bench=bench)
    station = keep(Station(load_settings(tmp_path), replace(MACHINE, bench=bench), hands))
    hands.card.watch()
    goes_on_for_hours(qtbot, station, clock, looks)
    assert "id_card_reader" not in station.conditions
    hands.errands.stop_all()


def test_a_live_picture_for_hours_is_no_camera_that_hangs(
    qtbot: QtBot, open_hands: OpenHands, keep: Keep, tmp_path: Path, clock: list[float]
) -> None:
    given: list[float] = []

    class Camera(Scripted):
        def next_shot(self, after: int, timeout_s: float = 2.0) -> Shot:
            given.append(clock[0])
            return Shot(np.zeros((2, 2, 3), np.uint8), after + 1, clock[0])

    bench: Any = replace(MACHINE.bench, camera=Camera([]))  # type: ignore[arg-type]
    hands, _ = open_hands(bench=bench)
    station = keep(Station(load_settings(tmp_path), replace(MACHINE, bench=bench), hands))
    hands.carry_out(ShowCamera())
    goes_on_for_hours(qtbot, station, clock, given)
    assert "camera" not in station.conditions
    hands.errands.stop_all()


def test_the_office_is_called_told_only_of_what_it_heard(
    qtbot: QtBot, open_hands: OpenHands, keep: Keep, tmp_path: Path
) -> None:
    heard: list[dict[str, Any]] = []

    class Centre:
        def reachable(self) -> bool:
            return True

        def heartbeat(self, state: dict[str, Any]) -> bool:
            heard.append(state)
            return False

    class Outbox:
        def waiting(self) -> int:
            return 0

        def cursor(self) -> str:
            return "7"

    class Board:
        def status(self) -> DeviceStatus:
            return status_of("io_board", "tamper")

    bench: Any = replace(MACHINE.bench, io_board=Board())  # type: ignore[arg-type]
    machine = replace(MACHINE, bench=bench, services=Centre, outbox=Outbox)  # type: ignore[arg-type]
    hands, _ = open_hands(bench=bench)
    station = keep(Station(load_settings(tmp_path), machine, hands))
    station.loose_ends.look = lambda: None  # type: ignore[method-assign]
    station.watch.look()
    qtbot.waitUntil(lambda: bool(station.faults))
    assert not station.office_knows("io_board"), "the line is down: nobody was told"
    station.online = True
    station.tell()
    qtbot.waitUntil(lambda: station.office_knows("io_board"))
    assert heard[-1]["cursor"] == "7"
    assert heard[-1]["faults"] == {"io_board": station.faults["io_board"]}
    assert not station.office_knows("speaker")


def test_a_new_day_is_told_at_the_next_look_though_nothing_else_changed(
    open_hands: OpenHands, keep: Keep, tmp_path: Path
) -> None:
    moments = [datetime(2026, 3, 18, 15, 59, 58, tzinfo=UTC)]
    machine = replace(MACHINE, now=lambda: moments[-1])
    hands, _ = open_hands()
    station = keep(Station(load_settings(tmp_path), machine, hands))
    told: list[date] = []
    station.changed.connect(lambda: told.append(station.now().date()))
    station.look()
    assert told == []
    moments.append(moments[-1] + timedelta(days=1))
    station.look()
    station.look()
    assert told == [moments[-1].astimezone(CHINA).date()]
