"""Every UPS: our simulator, and Network UPS Tools itself, whose dummy UPS is a real upsd's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hardware.errors import DeviceRefused
from hardware.power.driver import open_driver
from hardware.power.interface import Power, PowerReading, PowerSource
from hardware.power.simulator import PowerSimulator
from hardware.status import DeviceState
from hardware.testing.power_contract import PowerContract
from tests.contract.nut_server import UPS, NutServer, nut_server


class SimulatedHand(PowerSimulator):
    def battery_low(self) -> None:
        self.battery(5)


class TestNutAtItsSimulator(PowerContract):
    open_driver = staticmethod(open_driver)
    nowhere = "nut://127.0.0.1:1/ups"

    @pytest.fixture
    def hand(self) -> Iterator[SimulatedHand]:
        with SimulatedHand() as simulator:
            yield simulator

    @pytest.fixture
    def device(self, hand: SimulatedHand) -> Iterator[Power]:
        device = open_driver(hand.address, {})
        yield device
        device.close()


@pytest.fixture(scope="module")
def server() -> Iterator[NutServer]:
    with nut_server() as server:
        yield server


@pytest.fixture
def nut(server: NutServer) -> NutServer:
    """As whole as before the other tests."""
    server.mains_back()
    server.set("battery.charge", "100")
    return server


@pytest.fixture
def upsd(nut: NutServer) -> Iterator[Power]:
    device = open_driver(nut.address, {})
    yield device
    device.close()


class TestNutAtNetworkUpsTools(PowerContract):
    open_driver = staticmethod(open_driver)
    nowhere = "nut://127.0.0.1:1/ups"

    @pytest.fixture
    def hand(self, nut: NutServer) -> NutServer:
        return nut

    @pytest.fixture
    def device(self, upsd: Power) -> Power:
        return upsd


def test_the_real_server_is_followed_from_mains_to_an_empty_battery_and_back(nut: NutServer, upsd: Power) -> None:
    seen = []
    for hand in (nut.mains_back, nut.mains_out, nut.battery_low, nut.mains_back):
        hand()
        reading = upsd.look()
        seen.append((reading.source, reading.low, upsd.status().detail))
    assert seen == [
        (PowerSource.MAINS, False, ""),
        (PowerSource.BATTERY, False, "on_battery"),
        (PowerSource.BATTERY, True, "battery_low"),
        (PowerSource.MAINS, False, ""),
    ]


def test_charge_and_runtime_of_the_real_server_are_numbers(nut: NutServer, upsd: Power) -> None:
    nut.set("battery.charge", "37.5")
    reading = upsd.look()
    assert (reading.charge_percent, reading.runtime_s) == (37, 1200)


def test_a_cable_pulled_from_the_ups_is_stale_data_to_the_real_server(nut: NutServer, upsd: Power) -> None:
    nut.freeze_driver()
    try:
        assert upsd.look() == PowerReading(PowerSource.UNKNOWN, unknown_because="data_stale")
        assert upsd.status().state is DeviceState.OFFLINE
    finally:
        nut.thaw_driver()
    assert upsd.look().source is PowerSource.MAINS


def test_a_driver_of_the_real_server_that_ended_is_told(nut: NutServer, upsd: Power) -> None:
    nut.stop_driver()
    try:
        assert upsd.look() == PowerReading(PowerSource.UNKNOWN, unknown_because="driver_not_connected")
    finally:
        nut.start_driver()
    assert upsd.look().source is PowerSource.MAINS


def test_a_ups_the_real_server_does_not_know_is_told(nut: NutServer) -> None:
    device = open_driver(nut.address.removesuffix(UPS) + "another", {})
    with pytest.raises(DeviceRefused):
        device.look()
    assert device.status().detail == "unknown_ups"
    device.close()
