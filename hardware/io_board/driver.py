"""The `modbus` driver: any input/output board that speaks Modbus RTU on RS-485 or USB serial (9600 baud, 8N1)."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from hardware.errors import AddressInvalid, DeviceRefused, FrameDamaged, LinkLost, LinkNotThere, LinkSilent
from hardware.faults import status_of
from hardware.io_board.dialogue import Dialogue
from hardware.io_board.interface import Contacts, IoBoard, LightMode
from hardware.io_board.lights import Lights
from hardware.io_board.presence import HOLD_S, Presence, watch
from hardware.io_board.wiring import Wiring, wiring_of
from hardware.status import DeviceState, DeviceStatus
from hardware.transport.addresses import SerialAddress, TcpAddress, parse_address
from hardware.transport.line import Line

DEVICE = "io_board"
DEFAULT_BAUD = 9600
ANSWER_LIMIT_S = 0.3
BOUNCE_S = 0.01
BOUNCE_READS = 5
"""A contact that changed is read again after so long, until two readings agree: switches bounce some milliseconds."""


def open_driver(address: str, options: Mapping[str, Any]) -> IoBoard:
    """Options: `unit`, `inputs`, `outputs` (wiring.py), `person_hold_s` (10.0), `answer_limit_s` (0.3), `byte_log`.

    Touches no port. Raises AddressInvalid, ValueError.
    """
    hold_s = _seconds(options.get("person_hold_s", HOLD_S), "person_hold_s", least=0.0)
    answer_limit_s = _seconds(options.get("answer_limit_s", ANSWER_LIMIT_S), "answer_limit_s", least=0.01)
    return ModbusIoBoard(
        address,
        wiring_of(options),
        person_hold_s=hold_s,
        answer_limit_s=answer_limit_s,
        byte_log=bool(options.get("byte_log", False)),
    )


def _seconds(value: Any, name: str, least: float) -> float:
    seconds = float(value)
    if not (math.isfinite(seconds) and seconds >= least):
        raise ValueError(f"{name} 要写不小于 {least:g} 的秒数")
    return seconds


class ModbusIoBoard:
    def __init__(
        self,
        address: str,
        wiring: Wiring,
        *,
        person_hold_s: float = HOLD_S,
        answer_limit_s: float = ANSWER_LIMIT_S,
        byte_log: bool = False,
    ) -> None:
        self._wiring = wiring
        self._hold_s = person_hold_s
        self._answer_limit_s = answer_limit_s
        if not isinstance(parse_address(address), SerialAddress | TcpAddress):
            raise AddressInvalid(
                "输入输出板要用串口地址",
                device=DEVICE,
                address=address,
                what_to_do="例如 serial:/dev/ttyUSB1?baud=9600",
            )
        self._line = Line(address, DEVICE, DEFAULT_BAUD, byte_log)
        self._dialogue: Dialogue | None = None
        self._lock = threading.Lock()
        self._bits: tuple[bool, ...] | None = None
        self._presence = Presence()
        self._maintenance = False
        self._lights = Lights(wiring.outputs, self._write)

    def look(self) -> Contacts:
        """Raises LinkNotThere, LinkLost, LinkSilent, FrameDamaged, BoardRefused."""
        first, count = self._wiring.input_span()
        if not count:
            with self._talk():
                return Contacts()
        with self._talk() as board:
            bits = self._settled(board, first, count)
        contacts = self._wiring.contacts(bits)
        if contacts.person_present is None:
            return contacts
        with self._lock:
            self._presence = watch(self._presence, contacts.person_present, time.monotonic(), self._hold_s)
            return replace(contacts, person_present=self._presence.present)

    def set_light(self, name: str, mode: LightMode) -> None:
        """Raises as `look`; ValueError for a name there is not."""
        self._lights.set(name, mode)

    def set_maintenance(self, on: bool) -> None:
        self._maintenance = on

    def status(self) -> DeviceStatus:
        """Also sets the lights again, should the board have been without power in between."""
        try:
            contacts = self.look()
            self._mend_lights()
        except (LinkNotThere, LinkLost):
            return status_of(DEVICE, "not_there")
        except LinkSilent:
            return status_of(DEVICE, "no_answer")
        except FrameDamaged:
            return status_of(DEVICE, "wrong_answers")
        except DeviceRefused:
            return status_of(DEVICE, "refused")
        word = self._word(contacts)
        return status_of(DEVICE, word) if word else DeviceStatus(DeviceState.ONLINE)

    def close(self) -> None:
        self._lights.close(dark=self._line.is_open)
        self._line.close()

    def _word(self, contacts: Contacts) -> str:
        if contacts.tamper:
            return "tamper"
        if contacts.door_open:
            return "door_open_for_maintenance" if self._maintenance else "door_open"
        return ""

    def _mend_lights(self) -> None:
        first, count = self._wiring.output_span()
        if count:
            with self._talk() as board:
                coils = board.coils(first, count)
            self._lights.mend(first, coils)

    def _settled(self, board: Dialogue, first: int, count: int) -> tuple[bool, ...]:
        """What two readings in a row agree on; a contact that never comes to rest stays what it was."""
        before, bits = self._bits, board.inputs(first, count)
        for _ in range(BOUNCE_READS):
            if bits == before:
                break
            time.sleep(BOUNCE_S)
            before, bits = bits, board.inputs(first, count)
        if bits == before or self._bits is None:
            self._bits = bits
        return self._bits

    def _write(self, coil: int, on: bool) -> None:
        with self._talk() as board:
            board.write(coil, on)

    @contextmanager
    def _talk(self) -> Iterator[Dialogue]:
        with self._line.dialogue() as link:
            if self._dialogue is None or not self._dialogue.belongs_to(link):
                self._dialogue = Dialogue(link, self._wiring.unit, self._answer_limit_s, self._line.baud)
            yield self._dialogue
