"""The `sdt` driver: find, select, read (GA 450 serial readers, 115200 8N1)."""

from __future__ import annotations

import struct
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

from hardware.errors import Cancelled, DeviceRefused, FrameDamaged, HardwareError, LinkSilent
from hardware.faults import status_of
from hardware.id_card_reader.card_record import decode_card, decode_new_addresses, decode_sections
from hardware.id_card_reader.contact import Contact
from hardware.id_card_reader.decoder_settings import decoder_settings
from hardware.id_card_reader.dialogue import ATTEMPTS, Dialogue
from hardware.id_card_reader.frames import BAUD_RATES, Command, Reply, Sw3
from hardware.id_card_reader.interface import CardKind, CardRead, CardUnreadable, IdCardReader, NoCard, ReadOutcome
from hardware.id_card_reader.status_words import DEVICE, status_of_error
from hardware.status import DeviceState, DeviceStatus, MediaState
from hardware.transport.line import Line
from hardware.transport.link import Link

DEFAULT_BAUD = BAUD_RATES[0]
UNREADABLE_TRIES = 3
_NOT_KNOWN_TO_READER = (Sw3.COMMAND, Sw3.NOT_ALLOWED, Sw3.UNKNOWN)
_STILL_THERE = (Sw3.OK, Sw3.ABSENT)


def open_driver(address: str, options: Mapping[str, Any]) -> IdCardReader:
    """Touches no port. Options: `fingerprint` (true), `new_address` (false), `raise_baud` (false),
    `answer_timeout_s` (1.0), `byte_log` (false), and those of `photo_decoder.decoder_settings`. Raises ValueError.
    """
    decoder = decoder_settings(options)
    return SdtReader(
        address,
        fingerprint=bool(options.get("fingerprint", True)),
        new_address=bool(options.get("new_address", False)),
        raise_baud=bool(options.get("raise_baud", False)),
        answer_timeout_s=float(options.get("answer_timeout_s", 1.0)),
        byte_log=bool(options.get("byte_log", False)),
        photo_decoder=decoder.library if decoder else "",
    )


class SdtReader:
    """After a good read the reader itself finds the card only once it has left the field."""

    def __init__(
        self,
        address: str,
        *,
        fingerprint: bool = True,
        new_address: bool = False,
        raise_baud: bool = False,
        answer_timeout_s: float = 1.0,
        byte_log: bool = False,
        photo_decoder: str = "",
    ) -> None:
        self._line = Line(address, DEVICE, DEFAULT_BAUD, byte_log)
        self._dialogue = Dialogue(answer_timeout_s)
        self._contact = Contact(self._line, self._dialogue, answer_timeout_s, raise_baud)
        self._with_fingerprint = fingerprint
        self._with_new_address = new_address
        self._photo_decoder = photo_decoder
        self._fingerprint_known = False
        self._sam_id = ""
        self._sam_id_tries = 0
        self._card_lies = False
        self._is_reading = False
        self._known: DeviceStatus | None = None

    def read(self, timeout_s: float, cancel: Event | None = None) -> ReadOutcome:
        """The first find goes out at once; one more dialogue may end after the time-out, and so may the one reset of
        a reader that hangs. After a reset the waiting goes on until the same instant as before.

        A card that cannot be read is tried three times. Raises LinkNotThere, LinkLost, LinkSilent,
        FrameDamaged, DeviceRefused, Cancelled.
        """
        deadline = time.monotonic() + timeout_s
        failures: list[int] = []
        with self._reading():
            while True:
                _raise_if_cancelled(cancel)
                outcome = self._contact.talk(lambda link: self._look_once(link, cancel), cancel)
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
        """Raises as `read` does. False also when no card was found before."""
        return self._card_lies and self.card_in_field()

    def card_in_field(self) -> bool:
        """Raises as `read` does."""
        self._card_lies = self._contact.talk(self._lies)
        return self._card_lies

    @property
    def sam_id(self) -> str:
        """The security module's number as readers print it; empty until a look or a read has learnt it."""
        return self._sam_id

    def status(self) -> DeviceStatus:
        """While another thread reads or talks, what is known of before, or busy: never a byte in between."""
        if self._is_reading or self._line.is_busy:
            return self._known or DeviceStatus(DeviceState.BUSY)
        self._known = self._look()
        return self._known

    def close(self) -> None:
        self._line.close()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        self._is_reading = True
        try:
            yield
        except HardwareError as error:
            if not isinstance(error, Cancelled):
                self._known = None
            raise
        finally:
            self._is_reading = False

    def _look(self) -> DeviceStatus:
        try:
            sam = self._contact.talk(self._ask_sam)
            media = self._media()
        except HardwareError as error:
            return status_of_error(error)
        if sam == Sw3.SAM_NOT_AUTHORISED:
            return status_of(DEVICE, "sam_not_authorised", media=media)
        if sam != Sw3.OK and sam not in _NOT_KNOWN_TO_READER:
            return status_of(DEVICE, "sam_error", media=media)
        if self._photo_decoder and not Path(self._photo_decoder).is_file():
            return status_of(DEVICE, "photo_decoder_missing", media=media)
        return DeviceStatus(DeviceState.ONLINE, media=media)

    def _media(self) -> MediaState:
        """A reader that could not look has not seen the card go."""
        try:
            lies = self.card_present()
        except DeviceRefused:
            lies = True
        return MediaState.PRESENT if lies else MediaState.NOT_PRESENT

    def _ask_sam(self, link: Link) -> int:
        reply = self._dialogue.ask(link, Command.SAM_STATUS)
        self._learn_sam_id(link)
        return reply.sw3

    def _lies(self, link: Link) -> bool:
        reply = self._dialogue.ask(link, Command.READ_NEW_ADDRESS)
        if reply.sw3 in _NOT_KNOWN_TO_READER:
            reply = self._dialogue.ask(link, Command.READ_CHIP_NUMBER)
        if reply.sw3 in _STILL_THERE:
            return True
        # Nobody read the card yet, or a reader that was reset or switched off in between has forgotten that it did.
        if not self._finds(link):
            return False
        self._dialogue.ask(link, Command.SELECT)
        return True

    def _finds(self, link: Link, cancel: Event | None = None) -> bool:
        """Raises DeviceRefused where the reader could not look: that is no empty field."""
        found = self._dialogue.ask(link, Command.FIND, cancel).sw3
        if found not in (Sw3.FOUND, Sw3.FIND_FAILED):
            raise DeviceRefused(f"读卡器报告错误 {found:02X}", what_to_do="断电重启读卡器；仍不行请报修")
        return found == Sw3.FOUND

    def _look_once(self, link: Link, cancel: Event | None) -> ReadOutcome:
        if not self._finds(link, cancel):
            self._learn_sam_id(link)
            return NoCard()
        self._card_lies = True  # read or not: until a look says that it is gone
        selected = self._dialogue.ask(link, Command.SELECT, cancel)
        if selected.sw3 != Sw3.OK:
            return CardUnreadable(selected.sw3)
        reply, sections = self._read_record(link, cancel)
        if reply.sw3 != Sw3.OK:
            return CardUnreadable(reply.sw3)
        self._learn_sam_id(link)
        card = decode_card(sections, self._sam_id)
        if card is None:
            return CardUnreadable(Sw3.CARD_TYPE)
        if self._with_new_address and card.kind is CardKind.RESIDENT:
            return replace(card, new_addresses=self._new_addresses(link, cancel))
        return card

    def _read_record(self, link: Link, cancel: Event | None) -> tuple[Reply, tuple[bytes, ...]]:
        asked_silently = False
        if self._with_fingerprint:
            reply = self._ask_with_fingerprint(link, cancel)
            if reply is not None and reply.sw3 == Sw3.OK:
                self._fingerprint_known = True
                return reply, decode_sections(reply.data, 3)
            asked_silently = reply is None
            self._with_fingerprint = reply is None or reply.sw3 not in _NOT_KNOWN_TO_READER
        reply = self._dialogue.ask(link, Command.READ_BASE, cancel)
        if asked_silently:
            self._with_fingerprint = False  # it lives: it only never heard of the other command
        return reply, decode_sections(reply.data, 2) if reply.sw3 == Sw3.OK else ()

    def _ask_with_fingerprint(self, link: Link, cancel: Event | None) -> Reply | None:
        """A reader that never heard of this command may say nothing at all (None): the first time, ask once."""
        attempts = ATTEMPTS if self._fingerprint_known else 1
        try:
            return self._dialogue.ask(link, Command.READ_BASE_FINGERPRINT, cancel, attempts)
        except LinkSilent:
            if self._fingerprint_known:
                raise
            return None
        except FrameDamaged:
            if self._fingerprint_known:
                raise
            self._fingerprint_known = True
            return self._dialogue.ask(link, Command.READ_BASE_FINGERPRINT, cancel, ATTEMPTS - attempts)

    def _new_addresses(self, link: Link, cancel: Event | None) -> tuple[str, ...] | None:
        """None when the reader does not tell them: the card counts more than what was added to it."""
        try:
            reply = self._dialogue.ask(link, Command.READ_NEW_ADDRESS, cancel)
        except Cancelled:
            raise
        except HardwareError:
            return None
        if reply.sw3 == Sw3.ABSENT:
            return ()
        return decode_new_addresses(reply.data) if reply.sw3 == Sw3.OK else None

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
