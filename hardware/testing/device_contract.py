"""What every device promises, whatever it is."""
# ruff: noqa: S101 - a suite asserts

from __future__ import annotations

from typing import Any, Protocol

from hardware.registry import Device, OpenDriver
from hardware.status import DeviceState, DeviceStatus

GONE = (DeviceState.NO_DEVICE, DeviceState.OFFLINE, DeviceState.POWER_OFF)


class Hand(Protocol):
    def unplug(self) -> None: ...

    def plug(self) -> None: ...


class DeviceContract:
    """`open_driver` and `nowhere`, an address where nothing is, are given by the heir."""

    open_driver: OpenDriver
    nowhere: str

    def test_a_connected_device_is_online(self, device: Device) -> None:
        assert device.status().state is DeviceState.ONLINE

    def test_an_absent_device_is_a_status_with_something_to_do(self) -> None:
        device = type(self).open_driver(self.nowhere, {})
        status = device.status()
        device.close()
        assert status.state in GONE
        assert status.action is not None

    def test_an_unplugged_device_is_gone_and_comes_back_by_itself(self, device: Device, hand: Hand) -> None:
        assert device.status().state is DeviceState.ONLINE
        hand.unplug()
        assert device.status().state in GONE
        hand.plug()
        assert device.status().state is DeviceState.ONLINE

    def test_closing_twice_is_closing_once(self, device: Device) -> None:
        device.status()
        device.close()
        device.close()

    def test_a_closed_device_opens_again_when_it_is_asked(self, device: Device) -> None:
        device.status()
        device.close()
        assert device.status().state is DeviceState.ONLINE

    def test_a_status_is_a_frozen_word(self, device: Device) -> None:
        status: Any = device.status()
        assert isinstance(status, DeviceStatus)
        assert hash(status) == hash(device.status())
