import time
from collections.abc import Iterator
from threading import Event, Thread

import pytest

from hardware.code_scanner.driver import open_driver
from hardware.code_scanner.interface import CodeScanned, CodeScanner, NoCode, ScanOutcome
from hardware.code_scanner.simulator import CodeScannerSimulator
from hardware.errors import AddressInvalid, HardwareError, LinkLost, LinkNotThere, OptionInvalid
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

    def begun_with(self, simulator: CodeScannerSimulator, rest: bytes) -> "Scanning":
        """Begun, and what is still on its way is sent."""
        while not self._scanner._scanning:  # type: ignore[attr-defined]
            time.sleep(0.001)
        simulator.send(rest)
        return self

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
    assert outcome == CodeScanned("ABCDEFGH", "Unknown")


def test_a_code_that_had_begun_before_anybody_asked_is_not_half_a_code(
    simulator: CodeScannerSimulator, scanner: CodeScanner
) -> None:
    assert scanner.scan(0.01) == NoCode()
    simulator.send(b"the one bef")
    scanning = Scanning(scanner).begun_with(simulator, b"ore\r\n")
    assert scanning.result is None
    assert shown_until_heard(scanning, simulator, "ours") == CodeScanned("ours", "Unknown")


def test_half_a_code_that_a_look_has_seen_is_not_half_a_code_later(
    simulator: CodeScannerSimulator, scanner: CodeScanner
) -> None:
    assert scanner.scan(0.01) == NoCode()
    simulator.send(b"the one bef")
    assert scanner.status().state is DeviceState.ONLINE
    simulator.send(b"ore\r\nours\r\n")
    simulator.send(b"half")
    assert scanner.scan(0.05) == NoCode()


def test_the_second_of_two_codes_is_nobodys(simulator: CodeScannerSimulator, scanner: CodeScanner) -> None:
    scanning = Scanning(scanner).begun(simulator)
    simulator.send(b"one\r\ntwo\r\n")
    assert scanning.outcome() == CodeScanned("one", "Unknown")
    assert scanner.scan(0.05) == NoCode()


def test_a_scanner_that_sends_no_end_is_read_by_its_pause() -> None:
    with CodeScannerSimulator(line_end=b"") as simulator:
        scanner = open_driver(simulator.address, {"end": "gap", "gap_s": 0.05})
        scanning = Scanning(scanner).begun(simulator)
        simulator.send("便民".encode()[:4])
        simulator.send("便民".encode()[4:])
        assert scanning.outcome() == CodeScanned("便民", "Unknown")
        scanner.close()


def test_without_the_option_a_code_without_end_is_never_taken(
    simulator: CodeScannerSimulator, scanner: CodeScanner
) -> None:
    scanning = Scanning(scanner, 0.5).begun(simulator)
    simulator.send(b"half a code")
    assert scanning.outcome() == NoCode()


def test_prefix_and_suffix_are_taken_off() -> None:
    with CodeScannerSimulator(line_end=b"") as simulator:
        scanner = open_driver(simulator.address, {"prefix": "\u0002", "suffix": "\u0003", "encoding": "gb18030"})
        scanning = Scanning(scanner).begun(simulator)
        simulator.send(b"noise\x03\x02" + "模".encode("gb18030") + b"\x03")
        assert scanning.outcome() == CodeScanned("模", "Unknown")
        scanner.close()


def test_noise_without_end_neither_grows_nor_hangs(simulator: CodeScannerSimulator, scanner: CodeScanner) -> None:
    scanning = Scanning(scanner).begun(simulator)
    for _ in range(20):
        simulator.send(b"x" * 2000)
    simulator.send(b"\r\nours\r\n")
    assert scanning.outcome() == CodeScanned("ours", "Unknown")


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_scanner_pulled_out_at_any_byte_gives_no_half_code(
    simulator: CodeScannerSimulator, scanner: CodeScanner, cut: int
) -> None:
    scanning = Scanning(scanner).begun(simulator)
    simulator.unplug_after(cut)
    simulator.show("ABCDEFGHIJ")
    outcome = scanning.outcome()
    assert isinstance(outcome, LinkLost) or (outcome == CodeScanned("ABCDEFGHIJ", "Unknown") and cut > 10)
    simulator.plug()
    assert shown_until_heard(Scanning(scanner), simulator, "A1") == CodeScanned("A1", "Unknown")


@pytest.mark.parametrize(
    "options",
    [
        {"encoding": "big5"},
        {"end": "never"},
        {"gap_s": 0},
        {"gap_s": "long"},
        {"prefix": 2},
        {"suffix": "x" * 33},
    ],
)
def test_an_option_it_cannot_use_is_refused(options: dict[str, object]) -> None:
    with pytest.raises(OptionInvalid) as problem:
        open_driver("serial:/dev/ttyS9", options)
    assert problem.value.what_to_do


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
