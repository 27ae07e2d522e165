"""What is known of a device over time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hardware.faults import status_of
from hardware.status import DeviceState, DeviceStatus
from hardware.watch import Condition, observe

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
ONLINE = DeviceStatus(DeviceState.ONLINE)
SILENT = status_of("receipt_printer", "no_answer")
NO_PAPER = status_of("receipt_printer", "paper_out")


def seen(*statuses: DeviceStatus) -> Condition:
    """One look a minute from noon."""
    condition = None
    for minute, status in enumerate(statuses):
        condition = observe(condition, "receipt_printer", status, NOON + timedelta(minutes=minute))
    assert condition is not None
    return condition


def test_two_misses_leave_a_device_as_it_was() -> None:
    condition = seen(ONLINE, SILENT, SILENT)
    assert condition.status == ONLINE
    assert condition.misses == 2
    assert condition.since == NOON


def test_the_third_miss_in_a_row_is_believed() -> None:
    condition = seen(ONLINE, SILENT, SILENT, SILENT)
    assert condition.is_gone
    assert condition.since == NOON + timedelta(minutes=3)
    assert condition.last_fault is not None
    assert condition.last_fault.word == "no_answer"


def test_a_flapping_device_never_counts_as_gone() -> None:
    assert not seen(ONLINE, *(SILENT, SILENT, ONLINE) * 20).is_gone


def test_a_device_that_never_was_there_is_gone_at_the_first_look() -> None:
    assert seen(SILENT).is_gone


def test_a_device_that_comes_back_is_believed_at_once() -> None:
    condition = seen(SILENT, ONLINE)
    assert not condition.is_gone
    assert condition.since == NOON + timedelta(minutes=1)


def test_what_is_wrong_but_there_is_believed_at_once() -> None:
    assert seen(ONLINE, NO_PAPER).status == NO_PAPER


def test_the_last_fault_stays_known_after_it_was_mended() -> None:
    condition = seen(ONLINE, NO_PAPER, NO_PAPER, ONLINE)
    assert condition.status == ONLINE
    assert condition.last_fault is not None
    assert condition.last_fault.word == "paper_out"
    assert condition.last_fault_at == NOON + timedelta(minutes=1)
