"""What every UPS promises."""
# ruff: noqa: S101 - a suite asserts

from __future__ import annotations

from typing import Protocol

import pytest

from hardware.errors import LinkLost, LinkNotThere
from hardware.power.interface import Power, PowerSource
from hardware.power.judging import must_shut_down
from hardware.status import DeviceState, MendingAction
from hardware.testing.device_contract import DeviceContract, Hand


class PowerHand(Hand, Protocol):
    def mains_out(self) -> None: ...

    def mains_back(self) -> None: ...

    def battery_low(self) -> None: ...


class PowerContract(DeviceContract):
    def test_on_mains_it_says_mains(self, device: Power) -> None:
        reading = device.look()
        assert reading.source is PowerSource.MAINS
        assert reading.charge_percent is None or 0 <= reading.charge_percent <= 100
        assert not must_shut_down(reading)

    def test_a_power_failure_is_followed_to_its_end_and_back(self, device: Power, hand: PowerHand) -> None:
        hand.mains_out()
        assert device.look().source is PowerSource.BATTERY
        status = device.status()
        assert (status.state, status.detail) == (DeviceState.ONLINE, "on_battery")
        hand.battery_low()
        assert must_shut_down(device.look())
        assert device.status().action is MendingAction.SUSPEND
        hand.mains_back()
        assert device.look().source is PowerSource.MAINS
        assert not must_shut_down(device.look())
        assert device.status().state is DeviceState.ONLINE

    def test_looking_at_a_server_that_is_gone_is_told(self, device: Power, hand: PowerHand) -> None:
        device.look()
        hand.unplug()
        with pytest.raises((LinkNotThere, LinkLost)) as caught:
            device.look()
        assert caught.value.device == "power"
        assert caught.value.what_to_do
        hand.plug()
        assert device.look().source is PowerSource.MAINS
