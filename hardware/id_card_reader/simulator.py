"""An SDT reader made of software: real bytes on a pseudo-terminal, a card put down and taken away by hand."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from enum import Enum, auto

from hardware.id_card_reader.card_record import encode_sections
from hardware.id_card_reader.frames import (
    BAUD_RATES,
    SET_BAUD,
    Body,
    Command,
    Damaged,
    FrameDecoder,
    Sw3,
    encode_reply,
)
from hardware.id_card_reader.simulated_card import SimulatedCard
from hardware.transport.opening_far_end import open_serial_far_end
from hardware.transport.wired_simulator import FaultySimulator

__all__ = ["SAM_ID", "Faults", "IdCardReaderSimulator", "SimulatedCard"]

SAM_ID = bytes.fromhex("05000100 4e613101 39300000 87d61200".replace(" ", ""))
_NO_FOUND_DATA = bytes(4)
_SELECTED_DATA = bytes(8)


@dataclass(frozen=True, slots=True)
class Faults:
    """What goes wrong. Numbers count down with each reply; the others stay until set back."""

    silent: bool = False
    one_byte_at_a_time: bool = False
    noise: bytes = b""
    wrong_checksums: int = 0
    torn_replies: int = 0
    wrong_lengths: int = 0
    find_errors: int = 0
    select_fails: int = 0
    read_fails: int = 0
    sam_not_authorised: bool = False
    sam_error: bool = False
    hangs: int = 0  # the n-th reply from now does not come, nor any after it
    hung: bool = False  # until the reader is told to reset, or loses its power
    rate_fixed: bool = False


class _Card(Enum):
    """How far the reader has come with the card in its field."""

    NEW = auto()
    FOUND = auto()
    SELECTED = auto()
    READ = auto()  # must leave before it is found again


class IdCardReaderSimulator(FaultySimulator):
    """`baud` paces the bytes as that wire would, and at another rate the reader and the host hear only noise from each
    other (where the host's rate can be seen: on a pseudo-terminal). None is any rate, as fast as the machine can.

    `fingerprint` False is a reader that does not know command 30 10.
    """

    _faults: Faults

    def __init__(self, card: SimulatedCard | None = None, *, baud: int | None = None, fingerprint: bool = True) -> None:
        self._card = card
        self._progress = _Card.NEW
        self._fingerprint = fingerprint
        self._delivered_baud = self._baud = baud
        self._faults = Faults()
        self._decoder = FrameDecoder()
        self._heard: list[tuple[float, bytes]] = []
        self._far_end = open_serial_far_end("id-card-reader", self._receive, baud=baud)

    @property
    def card(self) -> SimulatedCard | None:
        """The card in the field."""
        return self._card

    @property
    def commands(self) -> list[tuple[float, bytes]]:
        """Every command heard, with its monotonic instant."""
        return list(self._heard)

    def put_card(self, card: SimulatedCard) -> None:
        def put() -> None:
            self._card, self._progress = card, _Card.NEW

        self._far_end.call(put)

    def run_at(self, baud: int) -> None:
        """As a reader delivered at that rate."""

        def run() -> None:
            self._delivered_baud = baud
            self._take_rate(baud)

        self._far_end.call(run)

    def take_card(self) -> None:
        def take() -> None:
            self._card, self._progress = None, _Card.NEW

        self._far_end.call(take)

    def _forget(self) -> None:
        self._progress = _Card.NEW
        self._decoder = FrameDecoder()
        self._faults = replace(self._faults, hung=False)
        self._take_rate(self._delivered_baud)

    def _take_rate(self, baud: int | None) -> None:
        self._baud = baud
        self._far_end.set_baud(baud)

    @property
    def _is_out_of_step(self) -> bool:
        host = self._far_end.host_baud
        return self._baud is not None and host is not None and host != self._baud

    def _receive(self, data: bytes) -> None:
        if self._is_out_of_step:
            data = _noise_of(data)
        for frame in self._decoder.feed(data):
            if isinstance(frame, Body):
                self._heard.append((time.monotonic(), frame.content))
                if not self._hangs_at(frame.content):
                    self._send(*self._answer(frame.content))
                    self._after(frame.content)
            elif not self._faults.hung:
                self._send(Sw3.CHECKSUM if frame == Damaged("checksum") else Sw3.LENGTH)

    def _hangs_at(self, content: bytes) -> bool:
        if content == Command.RESET.value:
            self._faults = replace(self._faults, hung=False)
        elif self._spend("hangs") and not self._faults.hangs:
            self._faults = replace(self._faults, hung=True)
        return self._faults.hung

    def _after(self, content: bytes) -> None:
        """A new rate holds from behind the answer that allows it."""
        if content[0] == SET_BAUD and self._baud is not None and not self._faults.rate_fixed:
            self._take_rate(BAUD_RATES[content[1]])

    def _answer(self, content: bytes) -> tuple[int, bytes]:
        if content[0] == SET_BAUD:
            allowed = content[1] < len(BAUD_RATES) and not self._faults.rate_fixed
            return (Sw3.OK if allowed else Sw3.NOT_ALLOWED), b""
        try:
            command = Command(content[:2])
        except ValueError:
            return Sw3.UNKNOWN, b""
        match command:
            case Command.FIND:
                return self._find()
            case Command.SELECT:
                return self._select()
            case Command.READ_BASE | Command.READ_BASE_FINGERPRINT:
                return self._read(command)
            case Command.READ_NEW_ADDRESS | Command.READ_CHIP_NUMBER:
                return self._read_more(command)
            case Command.SAM_ID:
                return Sw3.OK, SAM_ID
            case Command.SAM_STATUS:
                return self._sam_status(), b""
            case _:  # reset
                self._progress = _Card.NEW
                return Sw3.OK, b""

    def _sam_status(self) -> int:
        if self._faults.sam_error:
            return Sw3.SELF_TEST
        return Sw3.SAM_NOT_AUTHORISED if self._faults.sam_not_authorised else Sw3.OK

    def _find(self) -> tuple[int, bytes]:
        if self._spend("find_errors"):
            return Sw3.SELF_TEST, b""
        if self._card is None or self._progress is _Card.READ:
            return Sw3.FIND_FAILED, b""
        self._progress = _Card.FOUND
        return Sw3.FOUND, _NO_FOUND_DATA

    def _select(self) -> tuple[int, bytes]:
        able = self._card is not None and self._progress in (_Card.FOUND, _Card.SELECTED)
        if not able or self._spend("select_fails"):
            return Sw3.SELECT_FAILED, b""
        self._progress = _Card.SELECTED
        return Sw3.OK, _SELECTED_DATA

    def _read(self, command: Command) -> tuple[int, bytes]:
        with_fingerprint = command is Command.READ_BASE_FINGERPRINT
        if with_fingerprint and not self._fingerprint:
            return Sw3.UNKNOWN, b""
        card = self._card
        if card is None or self._progress not in (_Card.SELECTED, _Card.READ) or self._spend("read_fails"):
            return Sw3.READ_FAILED, b""
        self._progress = _Card.READ
        return Sw3.OK, encode_sections(card.text, card.photo, card.fingerprints if with_fingerprint else None)

    def _read_more(self, command: Command) -> tuple[int, bytes]:
        if self._card is None or self._progress not in (_Card.SELECTED, _Card.READ):
            return Sw3.READ_FAILED, b""
        if command is Command.READ_NEW_ADDRESS and self._card.new_addresses:
            return Sw3.OK, self._card.new_addresses
        return Sw3.ABSENT, b""

    def _send(self, sw3: int, data: bytes = b"") -> None:
        if self._faults.silent:
            return
        frame = encode_reply(sw3, data)
        if self._spend("wrong_checksums"):
            frame = frame[:-1] + bytes([frame[-1] ^ 0x01])
        if self._spend("wrong_lengths"):
            frame = frame[:5] + bytes([frame[5] ^ 0x40]) + frame[6:]
        if self._spend("torn_replies"):
            frame = frame[: len(frame) // 2]
        frame = self._faults.noise + frame
        self._far_end.send(_noise_of(frame) if self._is_out_of_step else frame)

    def _spend(self, fault: str) -> bool:
        left: int = getattr(self._faults, fault)
        if left:
            self._faults = replace(self._faults, **{fault: left - 1})  # type: ignore[arg-type]
        return left > 0


def _noise_of(data: bytes) -> bytes:
    """What a receiver at another rate makes of it: bytes, but never a preamble."""
    return bytes(byte & 0x55 for byte in data[::2])
