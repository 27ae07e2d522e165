"""The `framed` driver (frames.py says whose): the reader itself finds, selects and reads at one command."""

from __future__ import annotations

import time
from collections.abc import Mapping
from threading import Event
from typing import Any

from hardware.errors import Cancelled, DeviceRefused, FrameDamaged, HardwareError, LinkSilent
from hardware.faults import status_of
from hardware.id_card_reader.card_record import decode_card, decode_sections
from hardware.id_card_reader.framed.frames import ANSWER, Cmd, Frame, FrameDecoder, Result, encode
from hardware.id_card_reader.interface import CardRead, CardUnreadable, IdCardReader, NoCard, ReadOutcome
from hardware.id_card_reader.status_words import DEVICE, status_of_error
from hardware.status import DeviceState, DeviceStatus, MediaState
from hardware.transport.line import Line
from hardware.transport.link import Link

DEFAULT_BAUD = 115200
ATTEMPTS = 3
POLL_S = 0.3
GAP_S = 0.25
"""An answer whose next byte takes longer than this is torn."""
LONGEST_S = 10.0
UNREADABLE_TRIES = 3
SECTIONS = 3
_CHUNK_BYTES = 4096
_MODULE_FAULTS = {Result.MODULE_NOT_AUTHORISED: "sam_not_authorised", Result.MODULE_ERROR: "sam_error"}


def open_driver(address: str, options: Mapping[str, Any]) -> IdCardReader:
    """Options: `answer_timeout_s` (1.0), `byte_log` (false). Touches no port."""
    return FramedReader(
        address,
        answer_timeout_s=float(options.get("answer_timeout_s", 1.0)),
        byte_log=bool(options.get("byte_log", False)),
    )


class FramedReader:
    def __init__(self, address: str, *, answer_timeout_s: float = 1.0, byte_log: bool = False) -> None:
        self._line = Line(address, DEVICE, DEFAULT_BAUD, byte_log)
        self._answer_timeout_s = answer_timeout_s
        self._seq = 0
        self._sam_id = ""
        self._card_lies = self._was_read = False
        self._is_reading = False
        self._known: DeviceStatus | None = None

    def read(self, timeout_s: float, cancel: Event | None = None) -> ReadOutcome:
        """A card that cannot be read is tried three times. Raises LinkNotThere, LinkLost, LinkSilent, FrameDamaged,
        DeviceRefused, Cancelled.
        """
        self._is_reading = True
        try:
            return self._await_card(time.monotonic() + timeout_s, cancel)
        finally:
            self._is_reading = False

    def card_present(self) -> bool:
        """Raises as `read` does. False also when no card was found before."""
        return self._card_lies and self.card_in_field()

    def card_in_field(self) -> bool:
        """Raises as `read` does."""
        result = self._ask(Cmd.PRESENT)[0]
        if result not in (Result.OK, Result.NOT_READ, Result.NO_CARD):
            raise _refused(result)
        self._card_lies = result != Result.NO_CARD
        self._was_read = self._was_read and result == Result.OK
        return self._card_lies

    def status(self) -> DeviceStatus:
        if self._is_reading or self._line.is_busy:
            return self._known or DeviceStatus(DeviceState.BUSY)
        self._known = self._look()
        return self._known

    def close(self) -> None:
        self._line.close()

    def _await_card(self, deadline: float, cancel: Event | None) -> ReadOutcome:
        failures = 0
        while True:
            if cancel is not None and cancel.is_set():
                raise Cancelled("操作已取消", device=DEVICE)
            next_look = time.monotonic() + POLL_S
            outcome = self._read_once(cancel)
            if isinstance(outcome, CardRead):
                return outcome
            failures += isinstance(outcome, CardUnreadable)
            if next_look > deadline or failures >= UNREADABLE_TRIES:
                return outcome
            (cancel or Event()).wait(max(0.0, next_look - time.monotonic()))

    def _read_once(self, cancel: Event | None) -> ReadOutcome:
        """The reader would read a card left lying again and again; a citizen's is read once."""
        if self.card_present() and self._was_read:
            return NoCard()
        answer = self._ask(Cmd.READ, cancel)
        match answer[0]:
            case Result.NO_CARD:
                return NoCard()
            case Result.UNREADABLE:
                self._card_lies = True
                return CardUnreadable(answer[0])
            case Result.OK:
                self._card_lies = True
                card = decode_card(decode_sections(answer[1:], SECTIONS), self._learn_sam_id())
                self._was_read = card is not None
                return card or CardUnreadable(answer[0])
            case other:
                raise _refused(other)

    def _learn_sam_id(self) -> str:
        if not self._sam_id:
            answer = self._ask(Cmd.MODULE_ID)
            if answer[0] == Result.OK:
                self._sam_id = answer[1:].decode("ascii", errors="replace")
        return self._sam_id

    def _look(self) -> DeviceStatus:
        try:
            result = self._ask(Cmd.STATUS)[0]
            media = self._media()
        except HardwareError as error:
            return status_of_error(error)
        if result in _MODULE_FAULTS:
            return status_of(DEVICE, _MODULE_FAULTS[Result(result)], media=media)
        return DeviceStatus(DeviceState.ONLINE, media=media)

    def _media(self) -> MediaState:
        """A reader that could not look has not seen the card go."""
        try:
            lies = self.card_present()
        except DeviceRefused:
            lies = True
        return MediaState.PRESENT if lies else MediaState.NOT_PRESENT

    def _ask(self, cmd: Cmd, cancel: Event | None = None) -> bytes:
        """The data of the answer, its Result first. Asked three times; the same SEQ, so that any answer will do."""
        self._seq = (self._seq + 1) % 0x100
        failure: HardwareError | None = None
        with self._line.dialogue() as link:
            for _ in range(ATTEMPTS):
                link.flush_input()
                link.write(encode(Frame(self._seq, cmd)))
                try:
                    return self._answer(link, cmd, cancel)
                except (FrameDamaged, LinkSilent) as error:
                    failure = error
            raise failure or AssertionError("asked no time")

    def _answer(self, link: Link, cmd: Cmd, cancel: Event | None) -> bytes:
        """Bytes that are no frame may stand before the answer; where none follows them, it was damaged."""
        decoder, heard = FrameDecoder(), False
        end = time.monotonic() + LONGEST_S
        deadline = time.monotonic() + self._answer_timeout_s
        while time.monotonic() < end:
            try:
                data = link.read(_CHUNK_BYTES, min(deadline, end), cancel)
            except LinkSilent:
                if heard:
                    break
                raise
            frames = decoder.feed(data)
            for frame in frames:
                if isinstance(frame, Frame) and _answers(frame, self._seq, cmd):
                    return frame.data
            if frames or decoder.in_frame:
                heard, deadline = True, time.monotonic() + GAP_S
        raise FrameDamaged("读卡器应答损坏", what_to_do="检查数据线和接地，避开强干扰")


def _refused(result: int) -> DeviceRefused:
    return DeviceRefused(f"读卡器报告错误 {result:02X}", what_to_do="断电重启读卡器；仍不行请报修")


def _answers(frame: Frame, seq: int, cmd: Cmd) -> bool:
    return (frame.seq, frame.cmd) == (seq, cmd | ANSWER) and bool(frame.data)
