"""The fault tables: whole, unmistakable, and what the page for technicians is made of."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hardware.error_book import doubled_codes, is_current
from hardware.faults import FAULT_ROOMS, fault_of, faults_of, parse_faults, status_of
from hardware.registry import DEFAULT_DRIVERS
from hardware.status import DeviceState, DeviceStatus, MendingAction, PaperState
from hardware.watch import observe

ROOT = Path(__file__).parents[3]


def test_every_room_with_a_driver_has_a_table() -> None:
    assert set(DEFAULT_DRIVERS) <= set(FAULT_ROOMS)
    assert all(faults_of(room) for room in FAULT_ROOMS)


def test_every_fault_is_said_in_both_languages_and_says_what_to_do() -> None:
    for room in FAULT_ROOMS:
        for fault in faults_of(room).values():
            assert all((fault.zh, fault.zh_do, fault.en, fault.en_do)), fault
            assert fault.en.isascii(), fault
            assert fault.en_do.isascii(), fault


def test_a_fault_without_an_action_leaves_the_device_on_line() -> None:
    for room in FAULT_ROOMS:
        for fault in faults_of(room).values():
            assert (fault.action is None) == (fault.state is DeviceState.ONLINE), fault


def test_no_two_faults_share_a_code() -> None:
    assert doubled_codes() == []


def test_the_page_is_what_the_tables_say() -> None:
    assert is_current(ROOT)


def test_a_status_is_made_from_the_table_and_found_again() -> None:
    status = status_of("receipt_printer", "paper_out", paper=PaperState.OUT)
    assert status == DeviceStatus(DeviceState.USER_ERROR, PaperState.OUT, None, MendingAction.CLEAR, "paper_out")
    fault = fault_of("receipt_printer", status)
    assert fault is not None
    assert fault.word == "paper_out"


def test_a_strange_word_of_another_driver_is_no_fault_of_the_table() -> None:
    assert fault_of("receipt_printer", DeviceStatus(DeviceState.OFFLINE, detail="flux_capacitor")) is None


def test_a_table_that_lacks_a_sentence_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"camera\.dusty"):
        parse_faults("camera", '[dusty]\ncode = "CA-99"\nstate = "online"\nzh = "脏"\n')


def test_a_document_camera_that_is_gone_is_known_by_the_table_of_cameras() -> None:
    lost = status_of("camera", "lost")
    fault = fault_of("document_camera", lost)
    assert fault is not None
    assert fault.code == "CA-04"
    after = observe(None, "document_camera", lost, datetime(2026, 3, 2, tzinfo=UTC))
    assert after.status == lost
