"""What the simulated A4 printer says of itself: the attributes of Get-Printer-Attributes (RFC 8011 5.4)."""

from __future__ import annotations

from collections.abc import Iterator

from hardware.certificate_printer.frames import Attribute, Collection, resolution
from hardware.certificate_printer.press import A4, BIN_SHEETS, Press
from hardware.certificate_printer.vocabulary import Operation, Tag

_LOW_TONER_PERCENT = 10
_SIZES = {A4: (21000, 29700), "iso_a5_148x210mm": (14800, 21000)}
_NO_FINISHINGS, _PORTRAIT, _NORMAL = 3, 3, 4
_JOB_ATTRIBUTES = ("copies", "media", "media-col", "sides")
_TWO_STEPS = {Operation.CREATE_JOB, Operation.SEND_DOCUMENT}


def description(press: Press, uri: str) -> tuple[Attribute, ...]:
    """All of it; the caller picks what was asked for."""
    return (*_identity(uri), *_now(press), *_documents(press), *_media(press), *_supplies(press))


def _identity(uri: str) -> Iterator[Attribute]:
    yield Attribute(Tag.URI, "printer-uri-supported", (uri,))
    yield Attribute(Tag.KEYWORD, "uri-security-supported", ("none",))
    yield Attribute(Tag.KEYWORD, "uri-authentication-supported", ("requesting-user-name",))
    yield Attribute(Tag.NAME, "printer-name", ("bianmin",))
    yield Attribute(Tag.TEXT, "printer-info", ("Bianmin Simulated A4",))
    yield Attribute(Tag.TEXT, "printer-make-and-model", ("Bianmin Simulated A4",))
    yield Attribute(Tag.KEYWORD, "ipp-versions-supported", ("1.1", "2.0"))
    yield Attribute(Tag.CHARSET, "charset-configured", ("utf-8",))
    yield Attribute(Tag.CHARSET, "charset-supported", ("utf-8",))
    yield Attribute(Tag.LANGUAGE, "natural-language-configured", ("zh-cn",))
    yield Attribute(Tag.LANGUAGE, "generated-natural-language-supported", ("zh-cn",))
    yield Attribute(Tag.TEXT, "printer-location", ("simulated",))
    yield Attribute(Tag.URI, "printer-more-info", (uri.replace("ipp:", "http:", 1),))
    yield Attribute(Tag.BOOLEAN, "color-supported", (False,))
    yield Attribute(Tag.INTEGER, "pages-per-minute", (30,))
    yield Attribute(Tag.KEYWORD, "ipp-features-supported", ("none",))


def _now(press: Press) -> Iterator[Attribute]:
    operations = tuple(int(each) for each in Operation if press.creates_jobs or each not in _TWO_STEPS)
    yield Attribute(Tag.ENUM, "printer-state", (int(press.state),))
    yield Attribute(Tag.KEYWORD, "printer-state-reasons", press.reasons)
    yield Attribute(Tag.BOOLEAN, "printer-is-accepting-jobs", (True,))
    yield Attribute(Tag.INTEGER, "printer-up-time", (press.up_time_s,))
    yield Attribute(Tag.INTEGER, "queued-job-count", (press.queued,))
    yield Attribute(Tag.ENUM, "operations-supported", operations)


def _documents(press: Press) -> Iterator[Attribute]:
    yield Attribute(Tag.MEDIA_TYPE, "document-format-default", (press.formats[0],))
    yield Attribute(Tag.MEDIA_TYPE, "document-format-supported", press.formats)
    yield Attribute(Tag.KEYWORD, "pdl-override-supported", ("attempted",))
    yield Attribute(Tag.KEYWORD, "compression-supported", ("none",))
    yield Attribute(Tag.BOOLEAN, "multiple-document-jobs-supported", (False,))
    yield Attribute(Tag.INTEGER, "multiple-operation-time-out", (60,))
    yield Attribute(Tag.KEYWORD, "job-creation-attributes-supported", _JOB_ATTRIBUTES)
    yield Attribute(Tag.RESOLUTION, "pwg-raster-document-resolution-supported", (resolution(300), resolution(600)))
    yield Attribute(Tag.KEYWORD, "pwg-raster-document-type-supported", ("sgray_8", "srgb_8"))
    yield Attribute(Tag.KEYWORD, "pwg-raster-document-sheet-back", ("normal",))
    for name, fixed in (
        ("finishings", _NO_FINISHINGS),
        ("orientation-requested", _PORTRAIT),
        ("print-quality", _NORMAL),
    ):
        yield Attribute(Tag.ENUM, f"{name}-default", (fixed,))
        yield Attribute(Tag.ENUM, f"{name}-supported", (fixed,))
    for way in ("default", "supported"):
        yield Attribute(Tag.KEYWORD, f"output-bin-{way}", ("face-down",))
        yield Attribute(Tag.RESOLUTION, f"printer-resolution-{way}", (resolution(600),))
    yield Attribute(Tag.INTEGER, "copies-default", (1,))
    yield Attribute(Tag.RANGE, "copies-supported", (b"\0\0\0\1\0\0\0\1",))
    yield Attribute(Tag.KEYWORD, "sides-default", ("one-sided",))
    yield Attribute(Tag.KEYWORD, "sides-supported", ("one-sided", "two-sided-long-edge"))


def _media(press: Press) -> Iterator[Attribute]:
    yield Attribute(Tag.KEYWORD, "media-default", (A4,))
    yield Attribute(Tag.KEYWORD, "media-supported", tuple(_SIZES))
    yield Attribute(Tag.COLLECTION, "media-size-supported", tuple(map(_size, _SIZES.values())))
    yield Attribute(Tag.COLLECTION, "media-col-default", (_loaded(A4),))
    if press.media_ready:
        yield Attribute(Tag.KEYWORD, "media-ready", press.media_ready)
        yield Attribute(Tag.COLLECTION, "media-col-ready", tuple(map(_loaded, press.media_ready)))
    yield Attribute(Tag.KEYWORD, "media-col-supported", ("media-size", "media-size-name", "media-source"))
    yield Attribute(Tag.KEYWORD, "media-source-supported", ("main",))
    level = 0 if "media-empty" in press.hindrances else 20 if "media-low" in press.warnings else 200
    tray = f"type=sheetFeedAutoRemovableTray;mediafeed=0;mediaxfeed=0;maxcapacity=250;level={level};status=0;name=main;"
    yield Attribute(Tag.OCTETS, "printer-input-tray", (tray.encode(),))
    remaining = -2 if press.bin_sheets is None else BIN_SHEETS - press.bin_sheets
    output = f"type=unRemovableBin;maxcapacity={BIN_SHEETS};remaining={remaining};status=0;name=face-down;"
    yield Attribute(Tag.OCTETS, "printer-output-tray", (output.encode(),))


def _loaded(media: str) -> Collection:
    return Collection(
        (
            Attribute(Tag.COLLECTION, "media-size", (_size(_SIZES.get(media, (0, 0))),)),
            Attribute(Tag.KEYWORD, "media-size-name", (media,)),
            Attribute(Tag.KEYWORD, "media-source", ("main",)),
        )
    )


def _size(sides: tuple[int, int]) -> Collection:
    across, along = sides
    return Collection(
        (Attribute(Tag.INTEGER, "x-dimension", (across,)), Attribute(Tag.INTEGER, "y-dimension", (along,)))
    )


def _supplies(press: Press) -> Iterator[Attribute]:
    yield Attribute(Tag.NAME, "marker-names", ("Black Toner", "Waste Toner"))
    yield Attribute(Tag.KEYWORD, "marker-types", ("toner", "waste-toner"))
    yield Attribute(Tag.NAME, "marker-colors", ("#000000", "none"))
    yield Attribute(Tag.INTEGER, "marker-levels", (press.toner_percent, 25))
    yield Attribute(Tag.INTEGER, "marker-low-levels", (_LOW_TONER_PERCENT, 0))
    yield Attribute(Tag.INTEGER, "marker-high-levels", (100, 100))
