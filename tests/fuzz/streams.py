"""Decoders that take bytes in pieces as they come from a line: what they keep is bounded."""

from __future__ import annotations

from hardware.code_scanner.code_buffer import CodeBuffer
from hardware.code_scanner.frames import LONGEST_CODE_BYTES, code_of, unwrapped
from hardware.errors import FrameDamaged
from hardware.evaluation_keypad import frames as keypad
from hardware.evaluation_keypad.pad import Pad
from hardware.evaluation_keypad.question import _outcome
from hardware.id_card_reader import frames as sdt
from hardware.id_card_reader.framed import frames as framed
from hardware.power import frames as nut
from tests.fuzz.decoder import Decoder, Feed

SUFFIX = b"\x03\x04"


def _sdt() -> Feed:
    decoder = sdt.FrameDecoder()

    def feed(data: bytes) -> int:
        for frame in decoder.feed(data):
            if isinstance(frame, sdt.Body):
                sdt.decode_reply(frame)
        return len(decoder._held)

    return feed


def _framed() -> Feed:
    decoder = framed.FrameDecoder()

    def feed(data: bytes) -> int:
        decoder.feed(data)
        return len(decoder._held)

    return feed


def _keypad() -> Feed:
    """Both ends: what the terminal makes of a pad's frames, and a pad of a host's."""
    decoder = keypad.FrameDecoder()
    pad = Pad(lambda frame: len(keypad.encode(frame)) and None, b"PAD\x001")

    def feed(data: bytes) -> int:
        frames = decoder.feed(data)
        if 2 <= len(data) <= keypad.MAX_DATA_BYTES:
            frames.append(keypad.Frame(data[0], data[1], data[2:]))  # as if its checksum had been right
        for frame in frames:
            _outcome(frame)
            pad.hear(frame, 0.0)
        return len(decoder._held)

    return feed


def _codes(suffix: bytes, prefix: bytes) -> Feed:
    buffer = CodeBuffer(suffix)

    def feed(data: bytes) -> int:
        buffer.feed(data)
        while (code := buffer.take()) is not None:
            plain = unwrapped(code, prefix)
            if plain is not None:
                code_of(plain)
        return len(buffer._held)

    return feed


def _nut() -> Feed:
    decoder = nut.LineDecoder()

    def feed(data: bytes) -> int:
        for line in decoder.feed(data):
            nut.parse(line)
        return len(decoder._rest)

    return feed


STREAMS = {
    "id_card_reader.frames": Decoder(
        _sdt,
        (
            sdt.encode(sdt.Command.FIND.value),
            sdt.encode_reply(sdt.Sw3.FOUND, bytes(4)),
            sdt.encode_reply(sdt.Sw3.OK, bytes(range(40))) * 2,
            sdt.PREAMBLE + b"\xff\xff" + sdt.encode_reply(sdt.Sw3.OK),
        ),
        holds=len(sdt.PREAMBLE) + sdt.LENGTH_BYTES + sdt.MAX_LENGTH - 1,
        longest=3 * sdt.MAX_LENGTH,
        in_pieces=True,
        lives=True,
    ),
    "id_card_reader.framed": Decoder(
        _framed,
        (
            framed.encode(framed.Frame(7, framed.Cmd.READ)),
            framed.encode(framed.Frame(7, framed.Cmd.READ | framed.ANSWER, b"\0" + bytes(range(60)))) * 2,
        ),
        holds=2 * (framed.MAX_LENGTH + 3),
        longest=5 * framed.MAX_LENGTH,
        in_pieces=True,
        lives=True,
    ),
    "evaluation_keypad.frames": Decoder(
        _keypad,
        (
            keypad.encode(keypad.Frame(1, keypad.Cmd.ASK, keypad.ask_data(30, "0042", "王芳"))),
            keypad.encode(keypad.Frame(9, keypad.Told.EVALUATED, b"\5")) * 3,
            b"\x01\x10\x1e0042\0\xcd\xf5",
        ),
        holds=len(keypad.MARK) + 0xFF,
        longest=4096,
        in_pieces=True,
        lives=True,
    ),
    "code_scanner.lines": Decoder(
        lambda: _codes(b"", b""),
        (b"https://example.invalid/m/0123456789ABCDEFGHJK\r\n", "]Q1便民\r".encode("gb18030") * 3),
        holds=LONGEST_CODE_BYTES,
        longest=4 * LONGEST_CODE_BYTES,
        in_pieces=True,
        lives=True,
    ),
    "code_scanner.marked": Decoder(
        lambda: _codes(SUFFIX, b"\x02"),
        (b"\x02]C0ABC-123" + SUFFIX + b"\x02more" + SUFFIX[:1], b"\r\x02" + "码".encode() + b"\n" + SUFFIX),
        holds=LONGEST_CODE_BYTES,
        longest=4 * LONGEST_CODE_BYTES,
        in_pieces=True,
        lives=True,
    ),
    "power.frames": Decoder(
        _nut,
        (
            b'BEGIN LIST VAR ups\nVAR ups ups.status "OB LB"\nVAR ups battery.charge "12"\nEND LIST VAR ups\n',
            b"ERR DATA-STALE\r\nOK Goodbye\n",
            b'VAR ups device.model "a \\" b \\\\"\n',
        ),
        (FrameDamaged,),
        holds=nut.LONGEST_LINE_BYTES,
        longest=65536,
        in_pieces=True,
        lives=True,
    ),
}
