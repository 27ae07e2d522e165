"""What every I/O board promises."""
# ruff: noqa: S101 - a suite asserts

from __future__ import annotations

from typing import Protocol

import pytest

from hardware.errors import LinkLost, LinkNotThere
from hardware.io_board.interface import LIGHTS, IoBoard, LightMode
from hardware.status import DeviceState
from hardware.testing.device_contract import DeviceContract, Hand


class ContactHand(Hand, Protocol):
    def open_door(self) -> None: ...

    def close_door(self) -> None: ...

    def tamper(self) -> None: ...

    def reset_tamper(self) -> None: ...

    def person_comes(self) -> None: ...

    def person_leaves(self) -> None: ...


class IoBoardContract(DeviceContract):
    """`device` is opened with door, tamper and person wired and with `person_hold_s` 0."""

    def test_a_calm_board_says_so(self, device: IoBoard) -> None:
        contacts = device.look()
        assert (contacts.door_open, contacts.tamper, contacts.person_present) == (False, False, False)

    def test_the_door_is_seen_opening_and_closing(self, device: IoBoard, hand: ContactHand) -> None:
        hand.open_door()
        assert device.look().door_open
        assert device.status().state is DeviceState.POTENTIAL_FRAUD
        device.set_maintenance(True)
        assert device.status().state is DeviceState.USER_ERROR
        device.set_maintenance(False)
        hand.close_door()
        assert not device.look().door_open
        assert device.status().state is DeviceState.ONLINE

    def test_tampering_is_seen(self, device: IoBoard, hand: ContactHand) -> None:
        hand.tamper()
        assert device.look().tamper
        assert device.status().state is DeviceState.FRAUD_ATTEMPT
        hand.reset_tamper()
        assert not device.look().tamper

    def test_people_come_and_leave(self, device: IoBoard, hand: ContactHand) -> None:
        hand.person_comes()
        assert device.look().person_present
        assert device.status().state is DeviceState.ONLINE
        hand.person_leaves()
        assert not device.look().person_present

    @pytest.mark.parametrize("light", LIGHTS)
    def test_every_light_takes_every_mode(self, device: IoBoard, light: str) -> None:
        for mode in (LightMode.ON, LightMode.BLINK, LightMode.OFF):
            device.set_light(light, mode)

    def test_a_board_that_is_gone_is_told(self, device: IoBoard, hand: ContactHand) -> None:
        device.look()
        hand.unplug()
        with pytest.raises((LinkNotThere, LinkLost)) as caught:
            device.look()
        assert caught.value.device == "io_board"
        assert caught.value.what_to_do
        hand.plug()
        assert not device.look().door_open
