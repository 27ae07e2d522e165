import pytest

from hardware.receipt_printer.status_bytes import StatusReport, ask, device_status, is_end, is_status
from hardware.status import DeviceState, PaperState


def test_the_question_is_dle_eot_and_its_number() -> None:
    assert ask(4) == b"\x10\x04\x04"


def test_answers_of_both_kinds_are_told_apart_and_flow_control_is_neither() -> None:
    assert is_status(0x12)
    assert is_status(0x1A)
    assert not is_end(0x12)
    assert is_end(0x00)
    assert is_end(0x0F)
    assert not is_status(0x0F)
    assert not is_status(0x11)
    assert not is_end(0x11)
    assert not is_status(0x13)
    assert not is_end(0x13)


@pytest.mark.parametrize(
    ("report", "cause"),
    [
        (StatusReport(), ""),
        (StatusReport(printer=0x1A, offline_cause=0x16), "cover_open"),
        (StatusReport(printer=0x1A, offline_cause=0x32, paper=0x7E), "paper_out"),
        (StatusReport(printer=0x1A, offline_cause=0x52, error_cause=0x1A), "cutter_error"),
        (StatusReport(printer=0x1A, offline_cause=0x52, error_cause=0x16), "jammed"),
        (StatusReport(printer=0x1A), "offline"),
        (StatusReport(paper=0x1E), ""),
    ],
)
def test_the_four_answers_become_one_cause(report: StatusReport, cause: str) -> None:
    assert report.cause == cause


def test_near_end_is_low_paper_and_the_printer_goes_on() -> None:
    status = device_status(StatusReport(paper=0x1E))
    assert (status.state, status.paper) == (DeviceState.ONLINE, PaperState.LOW)


def test_an_open_cover_needs_a_hand() -> None:
    status = device_status(StatusReport(printer=0x1A, offline_cause=0x16))
    assert (status.state, status.detail) == (DeviceState.USER_ERROR, "cover_open")
    assert status.action is not None
