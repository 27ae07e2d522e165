"""Decoders of the two printers: IPP messages and what they mean, and the commands a receipt printer hears."""

from __future__ import annotations

from collections.abc import Callable

from hardware.certificate_printer.capabilities import PaperChoice
from hardware.certificate_printer.frames import Attribute, Collection, Message, decode, encode, resolution
from hardware.certificate_printer.judgement import judged, refusal
from hardware.certificate_printer.printer_status import device_status
from hardware.certificate_printer.reasons import cause_of
from hardware.certificate_printer.reference import reference_in
from hardware.certificate_printer.vocabulary import Group, StatusCode, Tag
from hardware.errors import FrameDamaged
from hardware.receipt_printer.firmware import Firmware
from hardware.receipt_printer.frames import CLEAR_BUFFERS, Paper, job
from hardware.receipt_printer.interface import QrLine, TextLine
from tests.fuzz.decoder import Decoder, Feed, whole

A4 = PaperChoice()
TELL = ("printer-state-reasons", "marker-names", "marker-types")
OCTETS = ("printer-supply", "printer-input-tray", "printer-output-tray", "pwg-raster-document-resolution-supported")


def _judge(message: Message) -> None:
    """All that the driver makes of an answer."""
    refusal(message)
    judged(message)
    device_status(message, A4)
    for group in message.each(Group.JOB):
        reference_in("".join(group.words("job-name")), group.number("job-id"))


def _ipp(data: bytes) -> None:
    _judge(decode(data))


def _words(data: bytes) -> None:
    """Reasons, markers, supplies and trays as a printer's makers may have written them."""
    reasons, *levels = data.split(b"\n")
    words = tuple(reasons.decode("utf-8", "replace").split(" "))
    cause_of(words, stopped=True)
    told = [Attribute(Tag.KEYWORD, name, words) for name in TELL]
    told += [Attribute(Tag.OCTETS, name, tuple(levels)) for name in OCTETS if levels]
    numbers = tuple(each - 3 for each in data[:8])
    told += [Attribute(Tag.INTEGER, name, numbers) for name in ("marker-levels", "marker-low-levels", "printer-state")]
    _judge(Message(StatusCode.OK, 1, ((Group.PRINTER, tuple(told)),)))


def _firmware(presenter: bool) -> Callable[[], Feed]:
    """A simulator's: it keeps what it was told to wait for, as far as it was sent, so nothing is bounded but that."""

    def make() -> Feed:
        firmware = Firmware(80, lambda _: None, presenter=presenter)

        def feed(data: bytes) -> int:
            firmware.receive(data)
            return len(firmware._incoming)

        return feed

    return make


def _answer() -> bytes:
    size = Collection(
        (Attribute(Tag.INTEGER, "x-dimension", (21000,)), Attribute(Tag.INTEGER, "y-dimension", (29700,)))
    )
    told = (
        Attribute(Tag.CHARSET, "attributes-charset", ("utf-8",)),
        Attribute(Tag.ENUM, "printer-state", (3,)),
        Attribute(Tag.KEYWORD, "printer-state-reasons", ("media-empty-error", "toner-low-report")),
        Attribute(Tag.BOOLEAN, "color-supported", (True,)),
        Attribute(
            Tag.COLLECTION, "media-col-ready", (Collection((Attribute(Tag.COLLECTION, "media-size", (size,)),)),)
        ),
        Attribute(Tag.OCTETS, "printer-supply", (b"type=toner;maxcapacity=100;level=40;",)),
        Attribute(Tag.RESOLUTION, "pwg-raster-document-resolution-supported", (resolution(300),)),
    )
    return encode(Message(StatusCode.OK, 1, ((Group.PRINTER, told),)))


def _job_answer() -> bytes:
    told = (
        Attribute(Tag.INTEGER, "job-id", (12,)),
        Attribute(Tag.NAME, "job-name", ("bm0123456789ab 居住证",)),
        Attribute(Tag.ENUM, "job-state", (9,)),
        Attribute(Tag.KEYWORD, "job-state-reasons", ("job-completed-successfully",)),
        Attribute(Tag.INTEGER, "job-media-sheets-completed", (1,)),
    )
    return encode(Message(StatusCode.OK, 1, ((Group.JOB, told),)))


RECEIPT = b"".join(job((TextLine("便民 abc", "center", large=True), QrLine("https://a.b/c")), Paper(), None))

PRINTERS = {
    "certificate_printer.frames": Decoder(
        whole(_ipp), (_answer(), _job_answer()), (FrameDamaged,), max_len=400, longest=4_000_000
    ),
    "certificate_printer.words": Decoder(
        whole(_words),
        (
            b"media-empty-error toner-low-report input-tray-missing\ntype=toner;maxcapacity=100;level=5;name=K;",
            b"none\nmaxcapacity=250;level=-3;remaining=10;class=receptacleThatIsFilled;",
        ),
        max_len=100,
        longest=60_000,
    ),
    "receipt_printer.firmware": Decoder(
        _firmware(True),
        (RECEIPT, b"\x1dv0\0\2\0\3\0" + bytes(6) + CLEAR_BUFFERS + b"\x10\x04\x14\x1de\x20\1\2", b"\x1d(k\3\x001C\6"),
        holds=9,
        in_pieces=True,
        max_len=100,
        longest=65536,
    ),
}
