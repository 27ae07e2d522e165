from collections.abc import Iterator
from threading import Event, Thread

import pytest

from hardware.code_scanner.driver import open_driver
from hardware.code_scanner.interface import CodeScanned, CodeScanner, NoCode, ScanOutcome
from hardware.code_scanner.simulator import CodeScannerSimulator
from hardware.errors import AddressInvalid, HardwareError, LinkLost, LinkNotThere
from hardware.status import DeviceState


class Scanning:
    """A scan in a thread of its own, begun for sure before the test goes on."""

    def __init__(self, scanner: CodeScanner, timeout_s: float = 20.0, cancel: Event | None = None) -> None:
        self.result: ScanOutcome | HardwareError | None = None
        self._scanner, self._timeout_s, self._cancel = scanner, timeout_s, cancel
        self._thread = Thread(target=self._scan, daemon=True)
        self._thread.start()

    def _scan(self) -> None:
        try:
            self.result = self._scanner.scan(self._timeout_s, self._cancel)
        except HardwareError as problem:
            self.result = problem

    def outcome(self) -> ScanOutcome | HardwareError | None:
        self._thread.join(20)
        return self.result

    def begun(self, simulator: CodeScannerSimulator) -> "Scanning":
        """Codes shown before a scan are forgotten, so show empty lines until nothing can be forgotten any more."""
        while not self._scanner._scanning:  # type: ignore[attr-defined]
            simulator.send(b"\r\n")
        simulator.send(b"\r\n")
        return self


@pytest.fixture
def simulator() -> Iterator[CodeScannerSimulator]:
    with CodeScannerSimulator() as simulator:
        yield simulator


@pytest.fixture
def scanner(simulator: CodeScannerSimulator) -> Iterator[CodeScanner]:
    scanner = open_driver(simulator.address, {})
    yield scanner
    scanner.close()


def shown_until_heard(
    scanning: Scanning, simulator: CodeScannerSimulator, text: str
) -> ScanOutcome | HardwareError | None:
    """A person holds the code until it beeps."""
    while scanning.result is None:
        simulator.show(text)
    return scanning.outcome()


def test_a_code_shown_is_read(simulator: CodeScannerSimulator, scanner: CodeScanner) -> None:
    assert shown_until_heard(Scanning(scanner), simulator, "便民终端") == CodeScanned("便民终端", "Unknown")


def test_a_gb18030_scanner_that_names_the_symbology_is_read() -> None:
    with CodeScannerSimulator(encoding="gb18030", line_end=b"\r", with_aim_id=True) as simulator:
        scanner = open_driver(simulator.address, {})
        assert shown_until_heard(Scanning(scanner), simulator, "便民𠮷") == CodeScanned("便民𠮷", "QRCode")
        scanner.close()


def test_bytes_one_at_a_time_are_put_together(simulator: CodeScannerSimulator, scanner: CodeScanner) -> None:
    simulator.one_byte_at_a_time()
    outcome = shown_until_heard(Scanning(scanner), simulator, "ABCDEFGH")
    assert isinstance(outcome, CodeScanned)
    assert "ABCDEFGH".endswith(outcome.text)


def test_no_code_in_time_is_an_outcome(scanner: CodeScanner) -> None:
    assert scanner.scan(0.05) == NoCode()


def test_a_code_shown_to_the_one_before_is_forgotten(simulator: CodeScannerSimulator, scanner: CodeScanner) -> None:
    assert scanner.scan(0.02) == NoCode()
    simulator.show("the one before")
    assert scanner.scan(0.05) == NoCode()


def test_cancelling_ends_the_scan(scanner: CodeScanner) -> None:
    cancel = Event()
    scanning = Scanning(scanner, 60.0, cancel)
    cancel.set()
    assert scanning.outcome() == NoCode()


def test_status_does_not_wait_for_a_scan(simulator: CodeScannerSimulator, scanner: CodeScanner) -> None:
    scanning = Scanning(scanner).begun(simulator)
    assert scanner.status().state is DeviceState.ONLINE
    assert scanning.result is None
    assert shown_until_heard(scanning, simulator, "A1") == CodeScanned("A1", "Unknown")


def test_a_scanner_pulled_out_is_lost_and_comes_back(simulator: CodeScannerSimulator, scanner: CodeScanner) -> None:
    scanning = Scanning(scanner).begun(simulator)
    simulator.unplug()
    assert isinstance(scanning.outcome(), LinkLost)
    assert scanner.status().state is DeviceState.NO_DEVICE
    with pytest.raises(LinkNotThere):
        scanner.scan(0.1)
    simulator.plug()
    assert scanner.status().state is DeviceState.ONLINE
    assert shown_until_heard(Scanning(scanner), simulator, "A1") == CodeScanned("A1", "Unknown")


def test_a_scanner_pulled_out_between_two_scans_is_noticed_by_the_status(
    simulator: CodeScannerSimulator, scanner: CodeScanner
) -> None:
    assert scanner.status().state is DeviceState.ONLINE
    simulator.unplug()
    assert scanner.status().state is not DeviceState.ONLINE
    assert scanner.status().state is DeviceState.NO_DEVICE


@pytest.mark.parametrize("address", ["usb:04b8:0202", "ipp://host/ipp/print", "", "simulated:"])
def test_an_address_that_is_no_scanner_is_refused(address: str) -> None:
    with pytest.raises(AddressInvalid) as problem:
        open_driver(address, {})
    assert problem.value.what_to_do
