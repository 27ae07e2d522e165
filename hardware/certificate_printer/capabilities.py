"""What a printer can do, by its own word (RFC 8011 5.4, PWG 5100.12 IPP Everywhere). Pure."""

from __future__ import annotations

from dataclasses import dataclass

from hardware.certificate_printer.frames import Collection, Message, dpi_of
from hardware.certificate_printer.vocabulary import Operation

PDF = "application/pdf"
PWG_RASTER = "image/pwg-raster"
RASTER_DPI = (300, 600)  # 300 first: a quarter of the bytes, and plain on paper


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """What a job asks for. `media` is a PWG 5101.1 name, `source` a tray's keyword or empty."""

    media: str = "iso_a4_210x297mm"
    sides: str = "one-sided"
    source: str = ""


@dataclass(frozen=True, slots=True)
class PrinterCapabilities:
    """What is not told is an empty tuple, and means unknown, never no."""

    model: str = ""
    formats: tuple[str, ...] = ()
    media_supported: tuple[str, ...] = ()
    media_ready: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    trays: tuple[str, ...] = ()
    operations: tuple[int, ...] = ()
    raster_dpi: tuple[int, ...] = ()
    raster_types: tuple[str, ...] = ()
    raster_back: str = ""
    colour: bool = False

    def can(self, *operations: Operation) -> bool:
        return set(operations) <= set(self.operations)

    @property
    def document_format(self) -> str:
        """In which format a paper goes to it: PDF, else raster pages of our own drawing, else empty."""
        if PDF in self.formats or not self.formats:
            return PDF
        return PWG_RASTER if PWG_RASTER in self.formats and self.raster is not None else ""

    @property
    def raster(self) -> tuple[int, str] | None:
        """Dots an inch and pixel type (`sgray_8`, `srgb_8`) for raster pages; None where none fits."""
        dpi = next((each for each in RASTER_DPI if each in self.raster_dpi), None)
        wanted = ("srgb_8", "sgray_8") if self.colour else ("sgray_8", "srgb_8")
        kind = next((each for each in wanted if each in self.raster_types), None)
        return None if dpi is None or kind is None else (dpi, kind)

    def shortfall(self, paper: PaperChoice) -> str:
        """A fault word where it cannot print certificates on that paper at all, or empty.

        Raster for the back of a sheet is drawn one way only: as for printers whose sheet-back is `normal`.
        """
        if not self.document_format:
            return "format_refused"
        if self.media_supported and paper.media not in self.media_supported:
            return "media_unsupported"
        missing_tray = paper.source and self.trays and paper.source not in self.trays
        missing_sides = self.sides and paper.sides not in self.sides
        turned = paper.sides != "one-sided" and self.document_format == PWG_RASTER and self.raster_back != "normal"
        return "choice_unsupported" if missing_tray or missing_sides or turned else ""

    def other_paper_loaded(self, paper: PaperChoice) -> bool:
        """It says what lies in its trays, and ours is not there. Printers err here: a warning, no hindrance."""
        return bool(self.media_ready) and paper.media not in self.media_ready


def capabilities_of(printer: Message) -> PrinterCapabilities:
    """From an answer to Get-Printer-Attributes."""
    return PrinterCapabilities(
        " ".join(printer.words("printer-make-and-model")),
        printer.words("document-format-supported"),
        printer.words("media-supported"),
        _ready(printer),
        printer.words("sides-supported"),
        printer.words("media-source-supported"),
        printer.numbers("operations-supported"),
        tuple(dpi for raw in printer.raws("pwg-raster-document-resolution-supported") if (dpi := dpi_of(raw))),
        printer.words("pwg-raster-document-type-supported"),
        "".join(printer.words("pwg-raster-document-sheet-back")),
        printer.find("color-supported") == (True,),
    )


def _ready(printer: Message) -> tuple[str, ...]:
    """media-ready; else the sizes of media-col-ready, of which A4 is 21000 x 29700 hundredths of a millimetre."""
    named = printer.words("media-ready")
    if named:
        return named
    return tuple(dict.fromkeys(filter(None, map(_size_name, printer.collections("media-col-ready")))))


def _size_name(media: Collection) -> str:
    name = media.word("media-size-name")
    size = media.find("media-size")
    if name or not size or not isinstance(size[0], Collection):
        return name
    sides = (*size[0].find("x-dimension"), *size[0].find("y-dimension"))
    if sides == (21000, 29700):
        return "iso_a4_210x297mm"
    return "custom_" + "x".join(str(side) for side in sides if isinstance(side, int))
