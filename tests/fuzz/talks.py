"""Whole dialogues against a far side that says anything: what it said is over at some point, then it is gone."""

from __future__ import annotations

from threading import Event
from typing import Any

from hardware.errors import DeviceRefused, FrameDamaged, LinkLost, LinkSilent
from hardware.evaluation_keypad import frames as keypad
from hardware.evaluation_keypad.dialogue import Dialogue as KeypadDialogue
from hardware.evaluation_keypad.screen_exchange import _read
from hardware.id_card_reader.dialogue import Dialogue as SdtDialogue
from hardware.id_card_reader.frames import Command, Sw3, encode_reply
from hardware.power.dialogue import Dialogue as NutDialogue
from hardware.power.ups_status import reading_of
from hardware.receipt_printer.conversation import Conversation
from hardware.receipt_printer.frames import ASK_END
from hardware.receipt_printer.presenter import PresenterWords
from hardware.receipt_printer.status_bytes import device_status
from tests.fuzz.decoder import Decoder, pieces_of, whole

LIMIT_S = 60.0
"""Never reached: the far side is gone before."""


class FarSide:
    """A link that says what it was given, then is lost."""

    def __init__(self, data: bytes) -> None:
        self._pieces = iter(pieces_of(data))
        self._rest = b""

    def write(self, data: bytes, deadline: float | None = None) -> None:
        pass

    def read(self, max_bytes: int, deadline: float, cancel: Event | None = None) -> bytes:
        piece = self._rest or next(self._pieces, b"")
        if not piece:
            raise LinkLost("gone")
        self._rest = piece[max_bytes:]
        return piece[:max_bytes]

    def flush_input(self) -> None:
        pass

    def check(self) -> None:
        pass

    def close(self) -> None:
        pass


def _link(data: bytes) -> Any:
    return FarSide(data)


def _sdt(data: bytes) -> None:
    SdtDialogue(LIMIT_S).ask(_link(data), Command.READ_BASE)


def _receipt(data: bytes) -> None:
    talk = Conversation(_link(data), LIMIT_S)
    device_status(talk.look())
    talk.await_ends(ASK_END, 1, LIMIT_S, LIMIT_S)
    device_status(talk.last_look())
    talk.ask_presenter(PresenterWords())


def _keypad(data: bytes) -> None:
    talk = KeypadDialogue(_link(data))
    talk._seq = 0  # random in a station, so that a restarted one is not taken for the old one
    talk.ask(keypad.Cmd.ASK, b"\x1e\0")
    talk.open_question()
    while (result := talk.result(LIMIT_S)) is not None:
        talk.acknowledge(result)


def _http(data: bytes) -> None:
    _read(_link(data), "GET", LIMIT_S, None)


def _nut(data: bytes) -> None:
    reading_of(NutDialogue(_link(data)).variables("ups", LIMIT_S))


LOST = (LinkLost, LinkSilent)
_RESULT = keypad.encode(keypad.Frame(5, keypad.Told.EVALUATED, b"\3"))

TALKS = {
    "id_card_reader.dialogue": Decoder(
        whole(_sdt), (encode_reply(Sw3.OK, bytes(300)), encode_reply(Sw3.CHECKSUM) * 4), (*LOST, FrameDamaged)
    ),
    "receipt_printer.conversation": Decoder(
        whole(_receipt),
        (b"\x12\x12\x12\x12\x00\x12\x10\x0f\x20\x00\x00\x00", b"\x37\x25\x00\x1a\x16\x52\x72\x03\x12"),
        LOST,
        max_len=128,
    ),
    "evaluation_keypad.dialogue": Decoder(
        whole(_keypad),
        (keypad.encode(keypad.Frame(1, 0x90)) + _RESULT * 2, keypad.encode(keypad.Frame(0, 0x7F, b"\1")) * 3),
        (*LOST, DeviceRefused),
        max_len=128,
    ),
    "evaluation_keypad.http": Decoder(
        whole(_http),
        (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
            b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        ),
        (*LOST, FrameDamaged),
        longest=70_000,
    ),
    "power.dialogue": Decoder(
        whole(_nut),
        (b'BEGIN LIST VAR ups\nVAR ups ups.status "OL"\nVAR ups battery.charge "77"\nEND LIST VAR ups\n', b"ERR X\n"),
        (*LOST, FrameDamaged, DeviceRefused),
        longest=200_000,
    ),
}
