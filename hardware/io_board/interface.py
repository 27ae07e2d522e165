"""A board with contacts and lights: door, tamper contact, people sensor; lights at reader, slot and camera."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from hardware.status import DeviceStatus

CONTACTS = ("door", "tamper", "person")
LIGHTS = ("light_reader", "light_slot", "light_camera", "alarm")


class LightMode(StrEnum):
    ON = "on"
    OFF = "off"
    BLINK = "blink"


@dataclass(frozen=True, slots=True)
class Contacts:
    """One look. None: no such contact is wired. `person_present` comes at once, and goes after a while with nobody."""

    door_open: bool | None = None
    tamper: bool | None = None
    person_present: bool | None = None


class IoBoard(Protocol):
    def look(self) -> Contacts:
        """Cheap enough for five times a second.

        Raises LinkNotThere, LinkLost, LinkSilent, FrameDamaged, DeviceRefused.
        """

    def set_light(self, name: str, mode: LightMode) -> None:
        """A name of LIGHTS; one that is not wired does nothing. Raises as `look`; ValueError for another name."""

    def set_maintenance(self, on: bool) -> None:
        """While a technician is at the open door, `status()` calls it no fraud."""

    def status(self) -> DeviceStatus: ...

    def close(self) -> None: ...
