"""One question and its answer on a Modbus line; asked again when it was lost or damaged."""

from __future__ import annotations

import time

from hardware.errors import DeviceRefused, FrameDamaged, LinkSilent
from hardware.io_board.frames import (
    Bits,
    ExceptionCode,
    Refusal,
    Reply,
    Request,
    answer_bytes,
    encode,
    find_reply,
    read_coils,
    read_inputs,
    write_coil,
)
from hardware.transport.link import Link

ATTEMPTS = 3
GAP_S = 0.1
"""An answer that stops for so long in its middle does not go on: ten of the slowest characters and a USB delay."""
SILENT_CHARACTERS = 3.5
LEAST_SILENCE_S = 0.00175
"""MODBUS over Serial Line v1.02, 2.5.1.1: so much silence between frames."""
BITS_PER_CHARACTER = 11
_CHUNK_BYTES = 512
NOISE_BYTES = 64
"""What may come beside an answer: the echo of the question, the line turning round. More is a line that babbles."""
_COME_BACK = (ExceptionCode.ACKNOWLEDGE, ExceptionCode.BUSY)


class BoardRefused(DeviceRefused):
    """`exception_code` as in section 7 of the protocol."""

    def __init__(self, exception_code: int) -> None:
        super().__init__(
            f"输入输出板拒绝：异常码 {exception_code}", what_to_do="检查 station.toml 里 inputs、outputs 的号码"
        )
        self.exception_code = exception_code


class Dialogue:
    """One per open link. Remembers only until when the line needs its rest."""

    def __init__(self, link: Link, unit: int, answer_limit_s: float, baud: int) -> None:
        self._link = link
        self._unit = unit
        self._answer_limit_s = answer_limit_s
        self._silence_s = max(LEAST_SILENCE_S, SILENT_CHARACTERS * BITS_PER_CHARACTER / baud)
        self._busy_until = 0.0

    def belongs_to(self, link: Link) -> bool:
        return self._link is link

    def inputs(self, first: int, count: int) -> tuple[bool, ...]:
        """Raises LinkSilent, LinkLost, FrameDamaged, BoardRefused; so do the others."""
        return self._bits(read_inputs(self._unit, first, count))

    def coils(self, first: int, count: int) -> tuple[bool, ...]:
        return self._bits(read_coils(self._unit, first, count))

    def write(self, coil: int, on: bool) -> None:
        self._ask(write_coil(self._unit, coil, on))

    def _bits(self, request: Request) -> tuple[bool, ...]:
        reply = self._ask(request)
        if not isinstance(reply, Bits):
            raise FrameDamaged("输入输出板答非所问")
        return reply.values

    def _ask(self, request: Request) -> Reply:
        heard = False
        refusal: Refusal | None = None
        for _ in range(ATTEMPTS):
            time.sleep(max(0.0, self._busy_until - time.monotonic()))
            reply, came = self._once(request)
            heard = heard or came
            if isinstance(reply, Refusal):
                refusal = reply
                if reply.code not in _COME_BACK:
                    break
                self._busy_until = time.monotonic() + GAP_S
            elif reply is not None:
                return reply
        if refusal is not None:
            raise BoardRefused(refusal.code)
        if heard:
            raise FrameDamaged("输入输出板的应答不完整", what_to_do="检查 RS-485 接线、终端电阻和波特率")
        raise LinkSilent("输入输出板没有应答", what_to_do="检查它的电源、接线、站号和波特率")

    def _once(self, request: Request) -> tuple[Reply | None, bool]:
        """The answer, and whether anything came at all."""
        self._link.flush_input()  # an answer that came too late must not be taken for this one
        deadline = time.monotonic() + self._answer_limit_s
        self._link.write(encode(request), deadline)
        received = bytearray()
        reply: Reply | None = None
        until = deadline
        most = answer_bytes(request) + NOISE_BYTES
        while reply is None and len(received) < most:
            try:
                received += self._link.read(_CHUNK_BYTES, until)
            except LinkSilent:
                break
            reply = find_reply(request, bytes(received))
            until = min(deadline, time.monotonic() + GAP_S)
        self._busy_until = time.monotonic() + self._silence_s
        return reply, bool(received)
