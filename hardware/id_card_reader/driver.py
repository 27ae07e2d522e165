"""The `sdt` driver: find, select, read (GA 450 serial readers, 115200 8N1)."""

from __future__ import annotations

import struct
import time
from collections.abc import Mapping
from threading import Event
from typing import Any

from hardware.errors import Cancelled, DeviceRefused, FrameDamaged, HardwareError, LinkLost, LinkNotThere, LinkSilent
from hardware.id_card_reader.card_record import decode_card, decode_sections
from hardware.id_card_reader.dialogue import ATTEMPTS, Dialogue
from hardware.id_card_reader.frames import Command, Reply, Sw3
from hardware.id_card_reader.interface import CardRead, CardUnreadable, IdCardReader, NoCard, ReadOutcome
from hardware.status import DeviceState, DeviceStatus, MediaState, MendingAction
from hardware.transport.line import Line
from hardware.transport.link import Link

DEVICE = "id_card_reader"
DEFAULT_BAUD = 115200
UNREADABLE_TRIES = 3
_NOT_KNOWN_TO_READER = (Sw3.COMMAND, Sw3.NOT_ALLOWED, Sw3.UNKNOWN)
_STILL_THERE = (Sw3.OK, Sw3.ABSENT)


def open_driver(address: str, options: Mapping[str, Any]) -> IdCardReader:
    """Options: `fingerprint` (true), `answer_timeout_s` (1.0), `byte_log` (false). Touches no port."""
    return SdtReader(
        address,
        fingerprint=bool(options.get("fingerprint", True)),
        answer_timeout_s=float(options.get("answer_timeout_s", 1.0)),
        byte_log=bool(options.get("byte_log", False)),
    )


class SdtReader:
    """After a good read the reader itself finds the card only once it has left the field."""

    def __init__(
        self, address: str, *, fingerprint: bool = True, answer_timeout_s: float = 1.0, byte_log: bool = False
    ) -> None:
        self._line = Line(address, DEVICE, DEFAULT_BAUD, byte_log)
        self._dialogue = Dialogue(answer_timeout_s)
        self._with_fingerprint = fingerprint
        self._fingerprint_known = False
        self._sam_id = ""
        self._sam_id_tries = 0
        self._card_lies = False

    def read(self, timeout_s: float, cancel: Event | None = None) -> ReadOutcome:
        """The first find goes out at once; one more dialogue may end after the time-out.

        A card that cannot be read is tried three times. Raises LinkNotThere, LinkLost, LinkSilent,
        FrameDamaged, DeviceRefused, Cancelled.
        """
        deadline = time.monotonic() + timeout_s
        failures: list[int] = []
        while True:
            _raise_if_cancelled(cancel)
            with self._line.dialogue() as link:
                outcome = self._look_once(link, cancel)
            if isinstance(outcome, CardRead):
                return outcome
            if isinstance(outcome, CardUnreadable):
                failures.append(outcome.sw3)
            over = self._dialogue.next_find > deadline
            if failures and (over or len(failures) >= UNREADABLE_TRIES):
                return CardUnreadable(failures[-1])
            if over:
                return NoCard()
            self._rest(cancel)

    def card_present(self) -> bool:
        """Raises as `read` does. False also when no card was read before."""
        if not self._card_lies:
            return False
        with self._line.dialogue() as link:
            reply = self._dialogue.ask(link, Command.READ_NEW_ADDRESS)
            if reply.sw3 in _NOT_KNOWN_TO_READER:
                reply = self._dialogue.ask(link, Command.READ_CHIP_NUMBER)
        self._card_lies = reply.sw3 in _STILL_THERE
        return self._card_lies

    def status(self) -> DeviceStatus:
        try:
            with self._line.dialogue() as link:
                reply = self._dialogue.ask(link, Command.SAM_STATUS)
                self._learn_sam_id(link)
            media = MediaState.PRESENT if self.card_present() else MediaState.NOT_PRESENT
        except (LinkNotThere, LinkLost):
            return DeviceStatus(DeviceState.NO_DEVICE, action=MendingAction.MAINTENANCE, detail="not_there")
        except LinkSilent:
            return DeviceStatus(DeviceState.OFFLINE, action=MendingAction.RESET, detail="no_answer")
        except FrameDamaged:
            return DeviceStatus(DeviceState.HARDWARE_ERROR, action=MendingAction.MAINTENANCE, detail="damaged_answers")
        if reply.sw3 != Sw3.OK:
            detail = f"sam_{reply.sw3:02x}"
            return DeviceStatus(DeviceState.HARDWARE_ERROR, action=MendingAction.MAINTENANCE, detail=detail)
        return DeviceStatus(DeviceState.ONLINE, media=media)

    def close(self) -> None:
        self._line.close()

    def _look_once(self, link: Link, cancel: Event | None) -> ReadOutcome:
        found = self._dialogue.ask(link, Command.FIND, cancel)
        if found.sw3 != Sw3.FOUND:
            if found.sw3 != Sw3.FIND_FAILED:
                raise DeviceRefused(f"读卡器报告错误 {found.sw3:02X}", what_to_do="断电重启读卡器；仍不行请报修")
            self._learn_sam_id(link)
            return NoCard()
        self._card_lies = False
        selected = self._dialogue.ask(link, Command.SELECT, cancel)
        if selected.sw3 != Sw3.OK:
            return CardUnreadable(selected.sw3)
        reply, sections = self._read_record(link, cancel)
        if reply.sw3 != Sw3.OK:
            return CardUnreadable(reply.sw3)
        self._card_lies = True
        self._learn_sam_id(link)
        return decode_card(sections, self._sam_id) or CardUnreadable(Sw3.CARD_TYPE)

    def _read_record(self, link: Link, cancel: Event | None) -> tuple[Reply, tuple[bytes, ...]]:
        if self._with_fingerprint:
            # A reader that never heard of this command may say nothing at all: the first time, ask once.
            attempts = ATTEMPTS if self._fingerprint_known else 1
            try:
                reply = self._dialogue.ask(link, Command.READ_BASE_FINGERPRINT, cancel, attempts)
            except LinkSilent:
                reply = Reply(Sw3.UNKNOWN)
            except FrameDamaged:
                self._fingerprint_known = True
                reply = self._dialogue.ask(link, Command.READ_BASE_FINGERPRINT, cancel, ATTEMPTS - attempts + 1)
            if reply.sw3 == Sw3.OK:
                self._fingerprint_known = True
                return reply, decode_sections(reply.data, 3)
            self._with_fingerprint = reply.sw3 not in _NOT_KNOWN_TO_READER
        reply = self._dialogue.ask(link, Command.READ_BASE, cancel)
        return reply, decode_sections(reply.data, 2) if reply.sw3 == Sw3.OK else ()

    def _learn_sam_id(self, link: Link) -> None:
        """Once, and never between find and read. A reader that does not tell it is asked three times at most."""
        if self._sam_id or self._sam_id_tries >= ATTEMPTS:
            return
        self._sam_id_tries += 1
        try:
            reply = self._dialogue.ask(link, Command.SAM_ID, attempts=1)
        except HardwareError:
            return  # the card counts more; a later look asks again
        if reply.sw3 == Sw3.OK:
            self._sam_id = sam_id_text(reply.data)

    def _rest(self, cancel: Event | None) -> None:
        (cancel or Event()).wait(max(0.0, self._dialogue.next_find - time.monotonic()))


def sam_id_text(data: bytes) -> str:
    """The 16 bytes of a SAM id as readers print it."""
    area, kind, day, serial, number = struct.unpack("<HHIII", data)
    return f"{area:02d}.{kind:02d}-{day:08d}-{serial:010d}-{number:010d}"


def _raise_if_cancelled(cancel: Event | None) -> None:
    if cancel is not None and cancel.is_set():
        raise Cancelled("操作已取消", device=DEVICE)
