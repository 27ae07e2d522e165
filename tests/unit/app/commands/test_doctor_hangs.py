"""A driver that never comes back, and one that falls: the self-test goes on with the next device."""

from __future__ import annotations

import threading

import pytest

from app.commands import self_test, time_limit
from app.commands.time_limit import Overdue, within
from hardware import DeviceState, DeviceStatus, registry
from tests.unit.app.commands.doctor_bench import by_part, station

NEVER = threading.Event()


class Hanging:
    def status(self):
        NEVER.wait()

    def close(self):
        raise OSError("吴㐂𠮷")


class Falling:
    def status(self):
        return DeviceStatus(DeviceState.ONLINE)

    def close(self):
        raise OSError("吴㐂𠮷")

    def look(self):
        raise RuntimeError("吴㐂𠮷 330724199105174020")


@pytest.fixture
def third_party(monkeypatch):
    """`third_party("power", Hanging)`: the room's driver is somebody else's."""
    find = registry.find_driver

    def install(room, driver):
        def find_driver(kind, name=""):
            return (lambda _address, _options: driver()) if kind == room else find(kind, name)

        monkeypatch.setattr(registry, "find_driver", find_driver)

    return install


@pytest.fixture
def short_limits(monkeypatch):
    monkeypatch.setattr(self_test, "LIMIT_S", 0.3)
    monkeypatch.setattr(time_limit, "GRACE_S", 0.1)


@pytest.mark.usefixtures("short_limits")
def test_a_driver_that_hangs_is_left_to_itself(kiosk, data_dir, third_party):
    third_party("power", Hanging)
    with station(data_dir, "power", "receipt_printer"):
        answer = kiosk("doctor", "--self-test", "--yes", "--json")
    found = by_part(answer.document)
    assert answer.code == 3
    assert (found["power"]["state"], found["power"]["code"]) == ("bad", "HW-203")
    assert found["receipt_printer"]["state"] == "ok"


def test_what_a_driver_falls_with_is_told_by_its_kind_alone(kiosk, data_dir, third_party):
    third_party("power", Falling)
    with station(data_dir, "power", "receipt_printer"):
        answer = kiosk("doctor", "--self-test", "--yes", "--json")
    found = by_part(answer.document)
    assert answer.code == 70
    assert "RuntimeError" in found["power"]["words"]
    assert found["receipt_printer"]["state"] == "ok"
    assert "吴㐂𠮷" not in answer.out + answer.err


def test_the_quick_look_survives_them_too(kiosk, data_dir, third_party, monkeypatch):
    monkeypatch.setattr("app.commands.check_devices.LOOK_LIMIT_S", 0.2)
    monkeypatch.setattr(time_limit, "GRACE_S", 0.1)
    third_party("power", Hanging)
    with station(data_dir, "power", "receipt_printer"):
        found = by_part(kiosk("doctor", "--json").document)
    assert (found["power"]["state"], found["receipt_printer"]["state"]) == ("bad", "ok")


def test_work_that_ends_only_when_told_to_is_overdue(monkeypatch):
    monkeypatch.setattr(time_limit, "GRACE_S", 30.0)
    with pytest.raises(Overdue):
        within(0.05, lambda cancel: cancel.wait())


def test_what_the_work_gives_or_raises_comes_back():
    assert within(30.0, lambda _: 7) == 7
    with pytest.raises(KeyError):
        within(30.0, lambda _: {}["x"])


def test_who_is_asked_to_end_tells_the_work():
    asked = threading.Event()
    asked.set()
    told = threading.Event()
    with pytest.raises(Overdue):
        within(30.0, lambda cancel: cancel.wait() and told.set(), asked)
    assert told.wait(30)
