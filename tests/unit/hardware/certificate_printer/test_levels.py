import pytest

from hardware.certificate_printer.capabilities import PaperChoice, PrinterCapabilities, capabilities_of
from hardware.certificate_printer.frames import Attribute, Collection, Message, resolution
from hardware.certificate_printer.levels import Level, PrinterLevels, fields, levels_of, output_media
from hardware.certificate_printer.vocabulary import Operation, PrinterState, Tag
from hardware.status import MediaState
from tests.unit.hardware.certificate_printer.papers import answer

# As Debian's ippeveprinter (cups 2.4.2) tells them.
SUPPLY = (
    b"index=1;class=receptacleThatIsFilled;type=wasteToner;unit=percent;maxcapacity=100;level=25;colorantname=unknown;",
    b"index=2;class=supplyThatIsConsumed;type=toner;unit=percent;maxcapacity=100;level=75;colorantname=black;",
)
TRAYS = (
    b"type=sheetFeedAutoRemovableTray;mediafeed=0;mediaxfeed=0;maxcapacity=-2;level=-2;status=0;name=auto",
    b"type=sheetFeedAutoRemovableTray;mediafeed=0;mediaxfeed=0;maxcapacity=250;level=100;status=0;name=main",
)


def told(*attributes: Attribute, reasons: tuple[str, ...] = ()) -> Message:
    return answer(PrinterState.IDLE, *reasons, more=attributes)


def octets(name: str, *values: bytes) -> Attribute:
    return Attribute(Tag.OCTETS, name, values)


def test_supplies_and_trays_are_percent_where_told_and_none_where_not() -> None:
    levels = levels_of(
        told(
            octets("printer-supply", *SUPPLY),
            Attribute(Tag.TEXT, "printer-supply-description", ("Toner Waste Tank", "Black Toner")),
            octets("printer-input-tray", *TRAYS),
        )
    )
    assert levels.supplies == (Level("Toner Waste Tank", 25, waste=True), Level("Black Toner", 75))
    assert levels.trays == (Level("auto", None), Level("main", 40))
    assert not levels.toner_low


def test_markers_come_before_supplies_and_are_low_at_or_under_their_own_low_level() -> None:
    markers = (
        Attribute(Tag.NAME, "marker-names", ("Black", "Waste")),
        Attribute(Tag.KEYWORD, "marker-types", ("toner", "waste-toner")),
        Attribute(Tag.INTEGER, "marker-low-levels", (15, 0)),
    )
    for level, low in ((16, False), (15, True), (0, True)):
        levels = levels_of(told(*markers, Attribute(Tag.INTEGER, "marker-levels", (level, 95))))
        assert levels.supplies == (Level("Black", level, low), Level("Waste", 95, True, waste=True))
        assert levels.toner_low is low


@pytest.mark.parametrize("level", [-1, -2, -3, 101])
def test_a_level_that_is_not_told_is_none_and_not_low(level: int) -> None:
    levels = levels_of(told(Attribute(Tag.INTEGER, "marker-levels", (level,))))
    assert levels.supplies == (Level("", None),)
    assert not levels.toner_low


def test_lists_of_unequal_length_do_not_mix_names_and_levels_up() -> None:
    levels = levels_of(
        told(
            Attribute(Tag.NAME, "marker-names", ("Black", "Cyan", "Magenta")),
            Attribute(Tag.INTEGER, "marker-levels", (50, 60)),
            Attribute(Tag.INTEGER, "marker-low-levels", (55,)),
        )
    )
    assert levels.supplies == (Level("Black", 50, True), Level("Cyan", 60))


def test_nothing_told_is_nothing_known() -> None:
    assert levels_of(told()) == PrinterLevels()


@pytest.mark.parametrize(
    ("bins", "reasons", "media"),
    [
        ((b"type=unRemovableBin;maxcapacity=100;remaining=100;status=0;name=top;",), (), MediaState.NOT_PRESENT),
        ((b"type=unRemovableBin;maxcapacity=100;remaining=99;status=0;name=top;",), (), MediaState.PRESENT),
        ((b"type=unRemovableBin;maxcapacity=100;remaining=0;status=0;name=top;",), (), MediaState.PRESENT),
        ((b"type=unRemovableBin;maxcapacity=100;remaining=-2;status=0;name=top;",), (), None),
        ((b"type=unRemovableBin;maxcapacity=100;remaining=-3;status=0;name=top;",), (), None),
        ((b"type=unRemovableBin;maxcapacity=-2;remaining=5;status=0;name=top;",), (), None),
        ((b"maxcapacity=100;remaining=150",), (), None),
        ((b"maxcapacity=9;remaining=9", b"maxcapacity=9;remaining=9"), (), None),
        ((b"rubbish", ), (), None),
        ((), (), None),
        ((), ("output-area-full-error",), MediaState.PRESENT),
        ((), ("output-area-almost-full-warning",), MediaState.PRESENT),
    ],
)  # fmt: skip
def test_paper_in_the_bin_is_known_only_where_the_bin_tells(
    bins: tuple[bytes, ...], reasons: tuple[str, ...], media: MediaState | None
) -> None:
    attributes = (octets("printer-output-tray", *bins),) if bins else ()
    assert output_media(told(*attributes, reasons=reasons)) is media


def test_pairs_are_read_whatever_stands_between_them() -> None:
    assert fields(b"A=1; b = 2 ;;junk;c=;=d;\xff=x") == {"a": "1", "b": "2", "c": "", "": "d", "\ufffd": "x"}


def test_capabilities_are_read_from_an_answer() -> None:
    size = Collection(
        (Attribute(Tag.INTEGER, "x-dimension", (21000,)), Attribute(Tag.INTEGER, "y-dimension", (29700,)))
    )
    can = capabilities_of(
        told(
            Attribute(Tag.MEDIA_TYPE, "document-format-supported", ("image/urf", "image/pwg-raster")),
            Attribute(
                Tag.COLLECTION, "media-col-ready", (Collection((Attribute(Tag.COLLECTION, "media-size", (size,)),)),)
            ),
            Attribute(Tag.ENUM, "operations-supported", (2, 4, 8, 9, 10, 11)),
            Attribute(Tag.RESOLUTION, "pwg-raster-document-resolution-supported", (resolution(600), b"bad")),
            Attribute(Tag.KEYWORD, "pwg-raster-document-type-supported", ("black_1", "sgray_8", "srgb_8")),
        )
    )
    assert can.document_format == "image/pwg-raster"
    assert can.raster == (600, "sgray_8")
    assert not can.other_paper_loaded(PaperChoice())
    assert can.can(Operation.PRINT_JOB, Operation.GET_JOBS)
    assert not can.can(Operation.CREATE_JOB)


@pytest.mark.parametrize(
    ("can", "word"),
    [
        (PrinterCapabilities(), ""),
        (PrinterCapabilities(formats=("application/pdf",)), ""),
        (PrinterCapabilities(formats=("image/urf", "image/jpeg")), "format_refused"),
        (PrinterCapabilities(formats=("image/pwg-raster",)), "format_refused"),  # of which it tells no resolution
        (PrinterCapabilities(formats=("image/pwg-raster",), raster_dpi=(300,), raster_types=("x",)), "format_refused"),
        (PrinterCapabilities(formats=("image/pwg-raster",), raster_dpi=(300,), raster_types=("srgb_8",)), ""),
        (PrinterCapabilities(media_supported=("na_letter_8.5x11in",)), "media_unsupported"),
        (PrinterCapabilities(sides=("two-sided-long-edge",)), "choice_unsupported"),
    ],
)  # fmt: skip
def test_what_a_printer_lacks_is_a_word_and_what_it_does_not_tell_is_no_lack(
    can: PrinterCapabilities, word: str
) -> None:
    assert can.shortfall(PaperChoice()) == word


def test_a_colour_printer_is_sent_colour() -> None:
    can = PrinterCapabilities(raster_dpi=(600, 300), raster_types=("sgray_8", "srgb_8"), colour=True)
    assert can.raster == (300, "srgb_8")


def test_raster_for_the_back_of_a_sheet_is_drawn_for_printers_that_do_not_turn_it() -> None:
    both = PaperChoice(sides="two-sided-long-edge")
    can = {"formats": ("image/pwg-raster",), "raster_dpi": (300,), "raster_types": ("sgray_8",)}
    assert PrinterCapabilities(**can, raster_back="normal").shortfall(both) == ""
    assert PrinterCapabilities(**can, raster_back="rotated").shortfall(both) == "choice_unsupported"
    assert PrinterCapabilities(**can, raster_back="rotated").shortfall(PaperChoice()) == ""
