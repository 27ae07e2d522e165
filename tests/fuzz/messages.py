"""Decoders of one whole message each."""

from __future__ import annotations

import io
import json
import wave
from pathlib import Path

from app.domain.scanned_code import CodeRules, classify
from app.storage.recording_journal import GENESIS, line_of, parse_journal
from hardware.code_scanner.frames import ENCODINGS, code_of
from hardware.errors import FrameDamaged
from hardware.evaluation_keypad.screen_messages import parse_answer, parse_status
from hardware.id_card_reader.card_record import decode_card, decode_new_addresses, decode_sections
from hardware.id_card_reader.decoder_child import OUTPUT_BYTES
from hardware.id_card_reader.driver import sam_id_text
from hardware.id_card_reader.portrait import MAGIC, decode_portrait, simulated_photo
from hardware.id_card_reader.portrait_picture import HEIGHT, WIDTH, portrait_png
from hardware.id_card_reader.simulated_card import SimulatedCard
from hardware.id_card_reader.text_record import TEXT_BYTES
from hardware.io_board import frames as modbus
from hardware.power.ups_status import Limits, reading_of
from hardware.receipt_printer.presenter import PresenterWords
from hardware.receipt_printer.status_bytes import StatusReport, device_status, end_reports_paper_low, is_end, is_status
from hardware.speaker.wave_sound import at_volume, parse_wav
from tests.fuzz.decoder import Decoder, whole

CARDS = tuple(
    SimulatedCard.from_file(Path(__file__).parents[1] / "data" / f"{name}.json")
    for name in ("resident", "hmt", "foreign_2017", "foreign_2023")
)
QUESTION_ID = "q"
CENTRE = "https://zwfw.yunxi.example"
RULES = CodeRules(CENTRE, r"DZZZ\.[0-9A-Z]{10,40}")
JOURNAL_KEY = bytes(32)
ASKED = (modbus.read_inputs(1, 0, 8), modbus.read_coils(1, 0, 16), modbus.write_coil(1, 3, True))


def _card_sections(data: bytes) -> None:
    """As an answer with its length words, of the base reply or the one with fingerprints."""
    decode_card(decode_sections(data[1:], 2 + data[:1].endswith(b"\1")), "sam")


def _card_text(data: bytes) -> None:
    """As the text of a card whose frame and length words were right."""
    text = data[:TEXT_BYTES].ljust(TEXT_BYTES, b" ")
    decode_card((text, bytes(1024), data[TEXT_BYTES:]), sam_id_text(text[:16]))
    decode_new_addresses(data)


def _picture(data: bytes) -> None:
    """As the output buffer of a vendor's decoder: what it did not write is empty."""
    portrait_png(data.ljust(OUTPUT_BYTES, b"\0"), "picture")


def _pointer(data: bytes) -> None:
    decode_portrait(MAGIC + data)


def _screen(data: bytes) -> None:
    for parse in (lambda: parse_answer(data, QUESTION_ID), lambda: parse_status(data)):
        try:
            parse()
        except ValueError:
            continue


def _receipt_status(data: bytes) -> None:
    for at in range(0, len(data) - 3, 4):
        device_status(StatusReport(*data[at : at + 4]))
    for byte in data:
        if is_end(byte) and not is_status(byte):
            end_reports_paper_low(byte)
    words = PresenterWords()
    answer = words.found_in(data)
    if answer is not None:
        words.is_in_mouth(answer)


def _modbus(data: bytes) -> None:
    """As it came, and as the body of an answer whose CRC is right."""
    for request in ASKED:
        modbus.find_reply(request, data)
        modbus.find_reply(request, modbus.sealed(data[:64]))


def _code(data: bytes) -> None:
    for encoding in ENCODINGS:
        classify(code_of(data, encoding).text, RULES)


def _power(data: bytes) -> None:
    names = ("ups.status", "battery.charge", "battery.runtime")
    told = dict(zip(names, data.decode("utf-8", "replace").split(";"), strict=False))
    reading_of(told, Limits(20, 300))


def _sound(data: bytes) -> None:
    at_volume(parse_wav(data), 50)


def _journal(data: bytes) -> None:
    parse_journal(data, JOURNAL_KEY)


def _wav() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(16000)
        writer.writeframes(bytes(range(64)))
    return out.getvalue()


def _pictures() -> tuple[bytes, ...]:
    from PIL import Image

    made = []
    for kind in ("BMP", "PNG", "JPEG"):
        with io.BytesIO() as stream:
            Image.linear_gradient("L").resize((WIDTH, HEIGHT)).convert("RGB").save(stream, kind)
            made.append(stream.getvalue())
    return tuple(made)


def _section_seeds() -> tuple[bytes, ...]:
    from hardware.id_card_reader.card_record import encode_sections

    base = (b"\0" + encode_sections(card.text, b"photo") for card in CARDS)
    return (*base, b"\1" + encode_sections(CARDS[0].text, b"photo", b"\1" * 512))


MESSAGES = {
    "id_card_reader.card_record": Decoder(
        whole(_card_sections), _section_seeds(), (FrameDamaged,), max_len=300, longest=4096
    ),
    "id_card_reader.text_record": Decoder(
        whole(_card_text), tuple(card.text for card in CARDS), max_len=TEXT_BYTES + 64, longest=4096
    ),
    "id_card_reader.portrait_picture": Decoder(whole(_picture), _pictures(), max_len=3000, longest=OUTPUT_BYTES),
    "id_card_reader.portrait": Decoder(
        whole(_pointer), (simulated_photo(None)[len(MAGIC) :], bytes(32) + b"/tmp/a.png"), max_len=128, longest=1024
    ),
    "evaluation_keypad.screen_messages": Decoder(
        whole(_screen),
        (
            json.dumps({"id": QUESTION_ID, "state": "evaluated", "grade": 4}).encode(),
            json.dumps({"state": "idle", "screen": "on", "model": "屏", "version": "1"}).encode("utf-16"),
        ),
        max_len=160,
        longest=65536,
    ),
    "receipt_printer.status_bytes": Decoder(
        whole(_receipt_status), (b"\x12\x12\x12\x12", b"\x1a\x36\x52\x7e\x10\x0f\x20\x02\x40\x01\x03"), max_len=64
    ),
    "io_board.frames": Decoder(
        whole(_modbus),
        (
            modbus.sealed(b"\x01\x02\x01\x05"),
            modbus.sealed(b"\x01\x81\x02"),
            modbus.encode(ASKED[2]),
            b"\x01\x02\x01\x05",
            b"\x01\x01\x02\x05\x00",
        ),
        max_len=64,
        longest=600,
    ),
    "scanned_code": Decoder(
        whole(_code),
        (
            f"{CENTRE}/m/0123456789ABCDEFGHJK".encode(),
            f"{CENTRE}/verify/0123-4567-89AB-CDEF-GHJK".encode(),
            b"bianmin:handover:eyJh.eyJz-_.c2ln",
            b"]Q1bianmin:case:7K3M9QX2",
            b"DZZZ.0123456789AB",
            "便民".encode("gb18030"),
        ),
        max_len=160,
        longest=7089,
    ),
    "power.ups_status": Decoder(whole(_power), (b"OB LB RB;12;300.5", b"OL CHRG;100;"), max_len=128, longest=4096),
    "speaker.wave_sound": Decoder(whole(_sound), (_wav(),), (ValueError,), max_len=200, longest=4_000_000),
    "recording_journal": Decoder(
        whole(_journal),
        (line_of(JOURNAL_KEY, GENESIS, {"at": 1, "piece": "0001"})[0] * 2, b"{}\t" + b"0" * 64 + b"\n"),
        max_len=400,
        longest=1_000_000,
    ),
}
