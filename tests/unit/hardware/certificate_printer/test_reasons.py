import pytest

from hardware.certificate_printer.capabilities import PaperChoice
from hardware.certificate_printer.frames import Attribute
from hardware.certificate_printer.printer_status import device_status, hindrance, in_a_job
from hardware.certificate_printer.reason_words import CAUSES, LOWS, bare
from hardware.certificate_printer.reasons import cause_of, printer_cause, warning_of
from hardware.certificate_printer.vocabulary import PrinterState, Tag
from hardware.faults import faults_of
from hardware.status import DeviceState, PaperState
from tests.unit.hardware.certificate_printer.papers import answer

A4 = PaperChoice()


@pytest.mark.parametrize(
    ("reason", "cause"),
    [
        ("media-empty", "media_empty"),
        ("media-needed-error", "media_empty"),
        ("media-jam-error", "media_jam"),
        ("door-open-error", "cover_open"),
        ("cover-open", "cover_open"),
        ("toner-empty-error", "toner_empty"),
        ("marker-supply-empty-error", "toner_empty"),
        ("toner-low-warning", ""),
        ("none", ""),
    ],
)
def test_a_reason_becomes_a_cause(reason: str, cause: str) -> None:
    assert cause_of([reason]) == cause


def test_an_empty_second_tray_is_only_a_warning_while_the_printer_works() -> None:
    assert printer_cause(answer(PrinterState.IDLE, "media-empty-warning")) == ""
    assert printer_cause(answer(PrinterState.STOPPED, "media-empty-warning")) == "media_empty"


def test_a_stopped_or_closed_printer_without_a_reason_is_offline() -> None:
    assert printer_cause(answer(PrinterState.STOPPED)) == "offline"
    assert printer_cause(answer(PrinterState.IDLE, accepting=False)) == "offline"


def test_low_toner_is_told_and_the_printer_stays_online() -> None:
    status = device_status(answer(PrinterState.IDLE, "toner-low-warning", "media-low-warning"), A4)
    assert (status.state, status.paper, status.detail) == (DeviceState.ONLINE, PaperState.LOW, "toner_low")


def test_a_jam_is_in_state_and_paper() -> None:
    status = device_status(answer(PrinterState.STOPPED, "media-jam-error"), A4)
    assert (status.state, status.paper) == (DeviceState.HARDWARE_ERROR, PaperState.JAMMED)


_STANDARD = """
alert-removal-of-binary-change-entry configuration-change connecting-to-device cover-open deactivated
developer-empty developer-low door-open fuser-over-temp fuser-under-temp hold-new-jobs
identify-printer-requested input-cannot-feed-size-selected input-manual-input-request input-media-color-change
input-media-form-parts-change input-media-size-change input-media-type-change input-media-weight-change
input-tray-elevation-failure input-tray-missing input-tray-position-failure interlock-open
interpreter-cartridge-added interpreter-cartridge-deleted interpreter-complex-page-encountered
interpreter-memory-decrease interpreter-memory-increase interpreter-resource-added interpreter-resource-deleted
interpreter-resource-unavailable marker-adjusting-print-quality marker-developer-almost-empty
marker-developer-empty marker-fuser-thermistor-failure marker-fuser-timing-failure marker-ink-almost-empty
marker-ink-empty marker-print-ribbon-almost-empty marker-print-ribbon-empty marker-supply-empty
marker-supply-low marker-toner-cartridge-missing marker-waste-almost-full marker-waste-full
marker-waste-ink-receptacle-almost-full marker-waste-ink-receptacle-full
marker-waste-toner-receptacle-almost-full marker-waste-toner-receptacle-full media-empty media-jam media-low
media-needed media-path-cannot-duplex-media-selected media-path-media-tray-almost-full
media-path-media-tray-full media-path-media-tray-missing moving-to-paused opc-life-over opc-near-eol other
output-area-almost-full output-area-full output-mailbox-select-failure output-tray-missing paused power-down
power-up printer-manual-reset printer-nms-reset printer-ready-to-print shutdown spool-area-full stopped-partly
stopping subunit-added subunit-almost-empty subunit-almost-full subunit-at-limit subunit-closed subunit-empty
subunit-full subunit-life-almost-over subunit-life-over subunit-memory-exhausted subunit-missing
subunit-motor-failure subunit-near-limit subunit-offline subunit-opened subunit-over-temperature
subunit-power-saver subunit-recoverable-failure subunit-recoverable-storage-error subunit-removed
subunit-resource-added subunit-resource-removed subunit-thermistor-failure subunit-timing-failure
subunit-turned-off subunit-turned-on subunit-under-temperature subunit-unrecoverable-failure
subunit-unrecoverable-storage-error subunit-warming-up timed-out toner-empty toner-low
"""
STANDARD = tuple(_STANDARD.split())
"""printer-state-reasons of RFC 8011 5.4.12 and PWG 5100.9 table 3 and 4, parts other than `subunit` left out."""

_NOTICES = """
alert-removal-of-binary-change-entry configuration-change identify-printer-requested interpreter-cartridge-added
interpreter-cartridge-deleted interpreter-complex-page-encountered interpreter-memory-decrease
interpreter-memory-increase interpreter-resource-added interpreter-resource-deleted
marker-adjusting-print-quality power-up printer-manual-reset printer-nms-reset printer-ready-to-print
stopped-partly subunit-added subunit-almost-empty subunit-almost-full subunit-closed subunit-life-almost-over
subunit-near-limit subunit-opened subunit-power-saver subunit-recoverable-failure subunit-removed
subunit-resource-added subunit-resource-removed subunit-turned-off subunit-turned-on subunit-under-temperature
subunit-warming-up
"""
NOTICES = frozenset(_NOTICES.split())
"""Standing alone they say that something is so, not that nothing comes out."""


@pytest.mark.parametrize("keyword", STANDARD)
def test_every_reason_of_the_standards_is_a_cause_a_warning_or_a_notice(keyword: str) -> None:
    cause, warning = cause_of([f"{keyword}-error"], stopped=True), warning_of([f"{keyword}-warning"])
    assert (bool(cause) or bool(warning)) != (keyword in NOTICES)
    assert not (cause and warning)
    for word in filter(None, (cause, warning)):
        assert word in faults_of("certificate_printer")


def test_every_fault_word_of_the_tables_has_its_place_in_the_fault_table() -> None:
    assert {*CAUSES.values(), *LOWS.values()} <= set(faults_of("certificate_printer"))


def test_a_stopped_printer_with_an_unknown_reason_is_offline_and_never_ready() -> None:
    assert hindrance(answer(PrinterState.STOPPED, "vendor-sulks"), A4) == "offline"
    assert device_status(answer(PrinterState.STOPPED, "vendor-sulks"), A4).state is DeviceState.OFFLINE


def test_what_passes_by_itself_hinders_only_a_job_that_waits() -> None:
    connecting = answer(PrinterState.PROCESSING, "connecting-to-device")
    assert hindrance(connecting, A4) == ""
    assert hindrance(connecting, A4, waiting=True) == "not_connected"
    assert device_status(connecting, A4).state is DeviceState.BUSY


def test_a_feed_error_keeps_its_last_word() -> None:
    assert bare("media-path-output-feed-error") == "media-path-output-feed-error"
    assert cause_of(["media-path-output-feed-error"]) == "device_error"
    assert bare("media-empty-error") == "media-empty"


def test_the_heaviest_of_several_reasons_is_told() -> None:
    assert cause_of(["toner-empty-error", "media-jam-error", "media-empty-error"]) == "media_jam"


def test_paper_of_another_size_is_told_where_the_printer_asks_for_paper_and_has_some() -> None:
    a5 = (Attribute(Tag.KEYWORD, "media-ready", ("iso_a5_148x210mm",)),)
    assert hindrance(answer(PrinterState.STOPPED, "media-needed", more=a5), A4) == "media_wrong"
    assert hindrance(answer(PrinterState.STOPPED, "media-empty", more=a5), A4) == "media_empty"
    assert hindrance(answer(PrinterState.STOPPED, "media-needed"), A4) == "media_empty"


def test_in_the_middle_of_a_job_a_well_printer_is_busy_and_a_stuck_one_says_why() -> None:
    assert in_a_job(device_status(answer(PrinterState.IDLE), A4)).state is DeviceState.BUSY
    assert in_a_job(device_status(answer(PrinterState.STOPPED, "cover-open"), A4)).detail == "cover_open"
