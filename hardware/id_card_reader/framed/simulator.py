"""A framed reader made of software: real bytes on a pseudo-terminal."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hardware.id_card_reader.card_record import encode_sections
from hardware.id_card_reader.framed.frames import ANSWER, Cmd, Frame, FrameDecoder, Result, encode
from hardware.id_card_reader.simulated_card import SimulatedCard
from hardware.transport.opening_far_end import open_serial_far_end
from hardware.transport.wired_simulator import FaultySimulator

MODULE_ID = b"05.01-20250718-0000012345-0001234567"


@dataclass(frozen=True, slots=True)
class Faults:
    """Numbers count down with each answer; the others stay until set back."""

    silent: bool = False
    one_byte_at_a_time: bool = False
    noise: bytes = b""
    wrong_checksums: int = 0
    torn_replies: int = 0
    read_fails: int = 0
    sam_not_authorised: bool = False
    sam_error: bool = False


class FramedReaderSimulator(FaultySimulator):
    """Reads the card that lies there as often as it is told, and knows whether the one last read has left since."""

    _faults: Faults

    def __init__(self, card: SimulatedCard | None = None, *, baud: int | None = None) -> None:
        self._card = card
        self._was_read = False
        self._faults = Faults()
        self._decoder = FrameDecoder()
        self._far_end = open_serial_far_end("framed-reader", self._receive, baud=baud)

    def put_card(self, card: SimulatedCard) -> None:
        def put() -> None:
            self._card, self._was_read = card, False

        self._far_end.call(put)

    def take_card(self) -> None:
        def take() -> None:
            self._card, self._was_read = None, False

        self._far_end.call(take)

    def _forget(self) -> None:
        self._was_read = False
        self._decoder = FrameDecoder()

    def _receive(self, data: bytes) -> None:
        for frame in self._decoder.feed(data):
            if isinstance(frame, Frame):  # what is damaged is not answered: the host asks again
                result, content = self._answer(frame.cmd)
                self._send(Frame(frame.seq, frame.cmd | ANSWER, bytes([result]) + content))

    def _answer(self, cmd: int) -> tuple[Result, bytes]:
        match cmd:
            case Cmd.STATUS:
                return self._module(), b""
            case Cmd.MODULE_ID:
                return Result.OK, MODULE_ID
            case Cmd.PRESENT:
                return self._present(), b""
            case Cmd.READ:
                return self._read()
            case _:
                return Result.UNKNOWN_COMMAND, b""

    def _present(self) -> Result:
        if self._card is None:
            return Result.NO_CARD
        return Result.OK if self._was_read else Result.NOT_READ

    def _module(self) -> Result:
        if self._faults.sam_error:
            return Result.MODULE_ERROR
        return Result.MODULE_NOT_AUTHORISED if self._faults.sam_not_authorised else Result.OK

    def _read(self) -> tuple[Result, bytes]:
        if self._module() is not Result.OK:
            return self._module(), b""
        if self._card is None:
            return Result.NO_CARD, b""
        if self._spend("read_fails"):
            return Result.UNREADABLE, b""
        self._was_read = True
        return Result.OK, encode_sections(self._card.text, self._card.photo, self._card.fingerprints)

    def _send(self, frame: Frame) -> None:
        if self._faults.silent:
            return
        data = encode(frame)
        if self._spend("wrong_checksums"):
            data = data[:-2] + (b"0" if data[-2:-1] != b"0" else b"1") + data[-1:]
        if self._spend("torn_replies"):
            data = data[: len(data) // 2]
        self._far_end.send(self._faults.noise + data)

    def _spend(self, fault: str) -> bool:
        left: int = getattr(self._faults, fault)
        if left:
            self._faults = replace(self._faults, **{fault: left - 1})  # type: ignore[arg-type]
        return left > 0
