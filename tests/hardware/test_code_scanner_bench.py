"""Needs a scanner and a hand: BIANMIN_CODE_SCANNER=serial:/dev/ttyACM0 in the environment, then show it any code."""

import os

import pytest

from hardware.code_scanner.driver import open_driver
from hardware.code_scanner.interface import CodeScanned
from hardware.status import DeviceState

ADDRESS = os.environ.get("BIANMIN_CODE_SCANNER", "")

pytestmark = [
    pytest.mark.hardware,
    pytest.mark.skipif(not ADDRESS, reason="no scanner: set BIANMIN_CODE_SCANNER=serial:/dev/ttyACM0"),
]


def test_the_scanner_on_the_bench_reads_the_code_it_is_shown() -> None:
    scanner = open_driver(ADDRESS, {})
    assert scanner.status().state is DeviceState.ONLINE
    outcome = scanner.scan(60.0)
    assert isinstance(outcome, CodeScanned)
    assert outcome.text
    scanner.close()
