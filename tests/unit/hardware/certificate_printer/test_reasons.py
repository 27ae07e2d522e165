import pytest

from hardware.certificate_printer.capabilities import PaperChoice
from hardware.certificate_printer.printer_status import device_status
from hardware.certificate_printer.reasons import cause_of, printer_cause
from hardware.certificate_printer.vocabulary import PrinterState
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
