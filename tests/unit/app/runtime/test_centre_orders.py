"""The centre's commands carried out at the terminal: once, between two sittings, also over a crash."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from unittest.mock import Mock

import pytest
from pytestqt.qtbot import QtBot

from app.domain.errors import DiskFull
from app.domain.ports import Change, ChangeOutcome
from app.journeys.states import AtHome, Browsing
from app.journeys.things import Closure
from app.runtime.centre_orders import CentreOrders
from app.runtime.premises import Premises
from app.runtime.sitting import Sitting
from app.storage.store import Store
from tests.unit.app.runtime.conftest import NOW, Keep, OpenHands, Quiet


def told(store: Store, name: str, cursor: str = "1") -> None:
    command = {"id": f"01900000-0000-7000-8000-00000000000{cursor}", "name": name}
    body = {"cursor": cursor, "kind": "command", "body": command}
    store.outbox.apply_changes([Change(cursor, "command", body)], cursor)


class Terminal:
    def __init__(self, hands: Any, keep: Keep) -> None:
        self.sitting = keep(Sitting())
        self.hands = hands
        machine = hands._machine
        self.premises = keep(Premises(machine, hands, self.sitting, 120.0))
        self.orders = keep(CentreOrders(machine, hands, self.sitting, self.premises))
        self.restarts = 0
        self.orders.restart_wanted.connect(self._restart)

    def _restart(self) -> None:
        self.restarts += 1


@pytest.fixture
def terminal(qtbot: QtBot, open_hands: OpenHands, keep: Keep, store: Store) -> Terminal:
    del qtbot
    hands, _ = open_hands(
        outbox=lambda: store.outbox,
        early=lambda: store.early_uploads,
        synchronizer=Quiet,
        station_log=lambda: b"bianmin-terminal\n",
    )
    return Terminal(hands, keep)


def outcomes(store: Store) -> list[tuple[str, ChangeOutcome]]:
    return [(each.cursor, each.outcome) for each in store.outbox.acknowledgements(10)]


def settled(qtbot: QtBot, terminal: Terminal) -> None:
    """Every job given to the store has been done, and what it brought was heard."""
    qtbot.waitUntil(lambda: terminal.hands.store.is_idle)
    qtbot.wait(1)


def in_time(qtbot: QtBot, terminal: Terminal, happened: Callable[[], bool]) -> bool:
    """After one of the next exchanges: while the store is busy a restart waits for the one after."""
    for _ in range(20):
        terminal.orders.look()
        settled(qtbot, terminal)
        if happened():
            return True
    return False


def test_a_restart_waits_for_the_sitting_and_ends_the_program_once(
    qtbot: QtBot, terminal: Terminal, store: Store
) -> None:
    told(store, "restart")
    terminal.sitting.state = Browsing()
    terminal.orders.look()
    settled(qtbot, terminal)
    assert terminal.restarts == 0
    assert not store.outbox.open_commands()[0].begun

    terminal.sitting.state = AtHome()
    terminal.sitting.changed.emit()
    qtbot.waitUntil(lambda: terminal.restarts == 1)
    terminal.orders.look()
    settled(qtbot, terminal)

    assert terminal.restarts == 1
    assert store.outbox.open_commands()[0].begun
    assert outcomes(store) == []


def test_the_next_start_knows_that_it_was_the_restart(qtbot: QtBot, terminal: Terminal, store: Store) -> None:
    told(store, "restart")
    store.outbox.begin_command(store.outbox.open_commands()[0].cursor)

    terminal.orders.start()
    qtbot.waitUntil(lambda: outcomes(store) == [("1", ChangeOutcome.DONE)])
    settled(qtbot, terminal)

    assert terminal.restarts == 0


def test_a_lock_closes_the_station_and_its_end_opens_it(qtbot: QtBot, terminal: Terminal, store: Store) -> None:
    turned: list[bool] = []
    terminal.orders.lock_turned.connect(lambda: turned.append(bool(terminal.premises.closures)))
    told(store, "lock")
    for _ in range(2):
        terminal.orders.look()
        settled(qtbot, terminal)
    assert terminal.premises.closures == {Closure.LOCKED}

    told(store, "unlock", "2")
    terminal.orders.look()
    qtbot.waitUntil(lambda: not terminal.premises.closures)
    assert turned == [True, False]

    assert outcomes(store) == [("1", ChangeOutcome.DONE), ("2", ChangeOutcome.DONE)]


def test_a_station_that_was_locked_is_locked_after_a_restart(qtbot: QtBot, terminal: Terminal, store: Store) -> None:
    told(store, "lock")

    terminal.orders.start()

    qtbot.waitUntil(lambda: terminal.premises.closures == {Closure.LOCKED})


def test_the_log_is_queued_once_and_answered(qtbot: QtBot, terminal: Terminal, store: Store) -> None:
    told(store, "send_logs")

    terminal.orders.look()
    terminal.orders.look()
    qtbot.waitUntil(lambda: outcomes(store) == [("1", ChangeOutcome.DONE)])
    settled(qtbot, terminal)

    (upload,) = store.outbox.due_uploads(NOW, 10)
    assert (upload.attachment.name, upload.attachment.size) == ("station.log", len(b"bianmin-terminal\n"))


@pytest.mark.parametrize("name", ["restart", "send_logs"])
def test_a_command_that_the_disk_did_not_take_is_carried_out_later(
    qtbot: QtBot, terminal: Terminal, store: Store, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    told(store, name)
    full = Mock(side_effect=DiskFull("full"))
    monkeypatch.setattr(store.outbox, "begin_command", full)
    assert in_time(qtbot, terminal, lambda: full.called)
    monkeypatch.undo()
    assert in_time(qtbot, terminal, lambda: terminal.restarts == 1 or outcomes(store) == [("1", ChangeOutcome.DONE)])


def test_a_log_that_a_crash_left_half_is_queued_again_and_is_one(
    qtbot: QtBot, terminal: Terminal, store: Store
) -> None:
    told(store, "send_logs")
    command = store.outbox.open_commands()[0]
    store.outbox.begin_command(command.cursor)
    store.early_uploads.begin_log(command.id, io.BytesIO(b"the run before"))

    terminal.orders.start()
    qtbot.waitUntil(lambda: outcomes(store) == [("1", ChangeOutcome.DONE)])

    (upload,) = store.outbox.due_uploads(NOW, 10)
    assert upload.attachment.size == len(b"bianmin-terminal\n")


def test_what_a_run_before_had_begun_and_not_submitted_is_left_at_the_start(
    qtbot: QtBot, terminal: Terminal, store: Store
) -> None:
    store.early_uploads.begin_early("01900000-0000-7000-8000-000000000001", "video", "video/mp4", io.BytesIO(b"film"))

    terminal.orders.start()

    qtbot.waitUntil(lambda: store.outbox.due_uploads(NOW, 10) == [])
