"""A simulated I/O board on a pseudo-terminal: real Modbus RTU bytes, contacts to open, lights to look at."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hardware.io_board.frames import (
    COIL_OFF,
    COIL_ON,
    READ_COILS,
    READ_INPUTS,
    REFUSED,
    REQUEST_BYTES,
    WRITE_COIL,
    ExceptionCode,
    Request,
    encode,
    is_whole,
    pack,
    sealed,
)
from hardware.io_board.wiring import Wiring, usual_wiring
from hardware.transport.opening_far_end import open_serial_far_end
from hardware.transport.wired_simulator import FaultySimulator

TERMINALS = 8
"""So many inputs and outputs an ordinary board has; a wiring with higher numbers gets a larger board."""
_MOST_UNREAD_BYTES = 256


@dataclass(frozen=True, slots=True)
class Faults:
    """What goes wrong. Numbers count down with each answer; the others stay until set back.

    `exception` answers everything with that code; `echo` is an adapter that hears itself.
    """

    silent: bool = False
    one_byte_at_a_time: bool = False
    noise: bytes = b""
    wrong_checksums: int = 0
    torn_answers: int = 0
    lost_frames: int = 0
    busy: int = 0
    exception: int = 0
    wrong_unit: bool = False
    echo: bool = False


class IoBoardSimulator(FaultySimulator):
    """`baud` paces the bytes as that wire would; None is as fast as the machine can."""

    _faults: Faults

    def __init__(self, wiring: Wiring | None = None, *, baud: int | None = None) -> None:
        self._wiring = wiring or usual_wiring()
        self._faults = Faults()
        self._received = bytearray()
        self._active = dict.fromkeys(self._wiring.inputs, False)
        self._bouncing: dict[str, int] = {}
        self._coils = [False] * max(TERMINALS, 1 + max(self._output_numbers(), default=0))
        self._flashes = 0
        self._requests = 0
        self._far_end = open_serial_far_end("io-board", self._receive, baud=baud)

    @property
    def lights(self) -> dict[str, bool]:
        """What shines this moment, by the name of the light; one the board lets blink itself shines."""
        lit = {}
        for name, output in self._wiring.outputs.items():
            by_itself = output.blink is not None and self._coils[output.blink]
            lit[name] = self._coils[output.number] or by_itself
        return lit

    @property
    def switched(self) -> int:
        """How often an output changed."""
        return self._flashes

    @property
    def requests(self) -> int:
        """How many whole questions were put to this board."""
        return self._requests

    def open_door(self) -> None:
        self.set_contact("door", True)

    def close_door(self) -> None:
        self.set_contact("door", False)

    def tamper(self) -> None:
        self.set_contact("tamper", True)

    def reset_tamper(self) -> None:
        self.set_contact("tamper", False)

    def person_comes(self) -> None:
        self.set_contact("person", True)

    def person_leaves(self) -> None:
        self.set_contact("person", False)

    def set_contact(self, name: str, active: bool) -> None:
        """`active`: open door, tampered, somebody there. Raises ValueError for a contact that is not wired."""
        if name not in self._active:
            raise ValueError(f"no contact is called {name}")
        self._far_end.call(lambda: self._active.update({name: active}))

    def bounce(self, name: str, readings: int) -> None:
        """The contact chatters: the next so many readings show it now so, now so."""
        self._far_end.call(lambda: self._bouncing.update({name: readings}))

    def power_blip(self) -> None:
        """The board was without power for a moment, its line was not."""
        self._far_end.call(self._forget)

    def _forget(self) -> None:
        self._received.clear()
        self._coils = [False] * len(self._coils)

    def _output_numbers(self) -> list[int]:
        outputs = self._wiring.outputs.values()
        return [output.number for output in outputs] + [one.blink for one in outputs if one.blink is not None]

    def _receive(self, data: bytes) -> None:
        self._received += data
        while (at := self._whole_at()) is not None:
            frame = bytes(self._received[at : at + REQUEST_BYTES])
            del self._received[: at + REQUEST_BYTES]
            if frame[0] == self._wiring.unit:
                self._requests += 1
                self._answer(frame)
        del self._received[:-_MOST_UNREAD_BYTES]

    def _whole_at(self) -> int | None:
        """Where a question begins: all the board knows have eight bytes."""
        spans = range(len(self._received) - REQUEST_BYTES + 1)
        return next((at for at in spans if is_whole(bytes(self._received[at : at + REQUEST_BYTES]))), None)

    def _answer(self, frame: bytes) -> None:
        if self._faults.echo:
            self._far_end.send(frame)
        if self._faults.silent or self._spend("lost_frames"):
            return
        body = self._body(frame)
        if self._faults.wrong_unit:
            body = bytes([body[0] % 247 + 1]) + body[1:]
        data = sealed(body)
        if self._spend("wrong_checksums"):
            data = data[:-1] + bytes([data[-1] ^ 0x01])
        if self._spend("torn_answers"):
            data = data[: len(data) // 2]
        self._far_end.send(self._faults.noise + data)

    def _body(self, frame: bytes) -> bytes:
        address, value = int.from_bytes(frame[2:4], "big"), int.from_bytes(frame[4:6], "big")
        request = Request(frame[0], frame[1], address, value)
        refusal = self._refusal(request)
        if refusal:
            return bytes([request.unit, request.function | REFUSED, refusal])
        if request.function == WRITE_COIL:
            self._switch(address, value == COIL_ON)
            return encode(request)[:-2]
        source = self._coils if request.function == READ_COILS else self._inputs()
        packed = pack(tuple(source[address : address + value]))
        if request.function == READ_INPUTS:
            self._bouncing = {name: left - 1 for name, left in self._bouncing.items() if left > 1}
        return bytes([request.unit, request.function, len(packed)]) + packed

    def _refusal(self, request: Request) -> int:
        if self._faults.exception:
            return self._faults.exception
        if self._spend("busy"):
            return ExceptionCode.BUSY
        if request.function not in (READ_COILS, READ_INPUTS, WRITE_COIL):
            return ExceptionCode.ILLEGAL_FUNCTION
        count = 1 if request.function == WRITE_COIL else request.value
        if request.function == WRITE_COIL and request.value not in (COIL_ON, COIL_OFF):
            return ExceptionCode.ILLEGAL_VALUE
        there = len(self._coils if request.function != READ_INPUTS else self._inputs())
        return 0 if count >= 1 and request.address + count <= there else ExceptionCode.ILLEGAL_ADDRESS

    def _switch(self, coil: int, on: bool) -> None:
        self._flashes += self._coils[coil] != on
        self._coils[coil] = on

    def _inputs(self) -> list[bool]:
        highest = max((one.number for one in self._wiring.inputs.values()), default=0)
        levels = [False] * max(TERMINALS, highest + 1)
        for name, one in self._wiring.inputs.items():
            chatters = self._bouncing.get(name, 0) % 2 == 1
            levels[one.number] = (self._active[name] != one.normally_closed) != chatters
        return levels

    def _spend(self, fault: str) -> bool:
        left: int = getattr(self._faults, fault)
        if left:
            self._faults = replace(self._faults, **{fault: left - 1})  # type: ignore[arg-type]
        return left > 0
