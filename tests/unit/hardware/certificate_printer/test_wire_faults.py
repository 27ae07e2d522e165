"""Answers that are none: HTTP errors, rubbish, halves, silence, drops. Declared, in time, and over once mended."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from hardware.certificate_printer.driver import IppPrinter, open_driver
from hardware.certificate_printer.exchange import Exchange
from hardware.certificate_printer.interface import DocumentNotPrinted, DocumentPrinted
from hardware.certificate_printer.requests import Requests
from hardware.certificate_printer.simulator import CertificatePrinterSimulator
from hardware.errors import Cancelled, FrameDamaged, LinkSilent
from hardware.status import DeviceState
from hardware.transport.addresses import IppAddress, parse_address
from tests.unit.hardware.certificate_printer.papers import ONE_PAGE, QUICK

NO_HANG_S = 15.0
Do = Callable[[CertificatePrinterSimulator], None]

WRONGS = [
    pytest.param(lambda simulator: simulator.http_error(503), "refused", id="HTTP 503"),
    pytest.param(lambda simulator: simulator.http_error(401), "refused", id="HTTP 401"),
    pytest.param(lambda simulator: simulator.garbage(), "wrong_answer", id="garbage"),
    pytest.param(lambda simulator: simulator.half_answers(), "no_answer", id="half an answer"),
    pytest.param(lambda simulator: simulator.silent(), "no_answer", id="silence"),
    pytest.param(lambda simulator: simulator.lose_answers(99), "no_answer", id="no answer at all"),
]


@pytest.mark.parametrize(("wrong", "word"), WRONGS)
def test_a_wrong_answer_from_the_start_prints_nothing_and_is_told(
    simulator: CertificatePrinterSimulator, wrong: Do, word: str
) -> None:
    printer = open_driver(simulator.address, {**QUICK, "answer_limit_s": 0.2})
    wrong(simulator)
    assert printer.print(ONE_PAGE, "x") == DocumentNotPrinted(word, begun=False)
    status = printer.status()
    assert (status.state, status.detail) == (DeviceState.OFFLINE, word)
    simulator.mend_all()
    calm = open_driver(simulator.address, QUICK)
    assert calm.print(ONE_PAGE, "x") == DocumentPrinted("1", pages=1)


@pytest.mark.parametrize(("wrong", "word"), WRONGS)
def test_a_wrong_answer_in_the_middle_is_not_called_printed_and_nothing_comes_out_later(
    simulator: CertificatePrinterSimulator, wrong: Do, word: str
) -> None:
    printer = open_driver(simulator.address, {**QUICK, "answer_limit_s": 0.5})
    simulator.slow(30.0)
    outcomes: list[object] = []
    job = threading.Thread(target=lambda: outcomes.append(printer.print(ONE_PAGE, "x")))
    job.start()
    while not simulator.is_printing:
        pass
    wrong(simulator)
    job.join(NO_HANG_S)
    (outcome,) = outcomes
    assert isinstance(outcome, DocumentNotPrinted)
    assert (outcome.cause, outcome.begun) == ("no_answer", True)
    simulator.unplug()
    simulator.plug()
    calm = printer.status()
    simulator.slow(0.0)
    assert calm.state in (DeviceState.BUSY, DeviceState.ONLINE)
    assert simulator.documents == []


class Peer:
    """Somebody at a port who is no printer: says `words` to whoever asks, a byte at a time where `pause_s` is given."""

    def __init__(self, words: bytes, pause_s: float = 0.0) -> None:
        self._words = words
        self._pause_s = pause_s
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"ipp://127.0.0.1:{self._door.getsockname()[1]}/ipp/print"
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._over.set()
        with socket.socket() as knock:
            knock.connect(self._door.getsockname())
        self._thread.join()
        self._door.close()

    def _serve(self) -> None:
        while True:
            caller, _ = self._door.accept()
            with caller:
                if self._over.is_set():
                    return
                self._speak(caller)

    def _speak(self, caller: socket.socket) -> None:
        caller.recv(65536)
        pieces = [self._words] if not self._pause_s else [self._words[at : at + 1] for at in range(len(self._words))]
        for piece in pieces:
            try:
                caller.sendall(piece)
            except OSError:
                return
            if self._over.wait(self._pause_s):
                return


@pytest.fixture
def peer() -> Iterator[Callable[..., Peer]]:
    peers: list[Peer] = []

    def make(*wanted: object) -> Peer:
        peers.append(Peer(*wanted))  # type: ignore[arg-type]
        return peers[-1]

    yield make
    for each in peers:
        each.close()


def exchange_with(address: str) -> tuple[Exchange, Requests]:
    where = parse_address(address)
    assert isinstance(where, IppAddress)
    return Exchange(where, address), Requests(address, "test")


def test_an_answer_that_drips_for_ever_ends_at_the_deadline(peer: Callable[..., Peer]) -> None:
    drip = peer(b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 60_000, 0.01)
    exchange, requests = exchange_with(drip.address)
    start = time.monotonic()
    with pytest.raises(LinkSilent):
        exchange.ask(requests.printer_attributes(), 0.4)
    assert time.monotonic() - start < NO_HANG_S


def test_a_cancel_is_heeded_while_a_printer_says_nothing(simulator: CertificatePrinterSimulator) -> None:
    simulator.silent()
    exchange, requests = exchange_with(simulator.address)
    cancel = threading.Event()
    threading.Timer(0.1, cancel.set).start()
    with pytest.raises(Cancelled):
        exchange.ask(requests.printer_attributes(), 60.0, cancel)


def test_an_answer_to_another_question_is_not_believed(peer: Callable[..., Peer]) -> None:
    body = b"\x02\x00\x00\x00\x00\x00\x00\x63\x03"  # request 99
    other = peer(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    exchange, requests = exchange_with(other.address)
    with pytest.raises(FrameDamaged):
        exchange.ask(requests.printer_attributes(), 5.0)


@pytest.mark.parametrize(
    "words",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        b"HTTP/1.1 999\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n\x02\x00",
        b"\x00" * 200_000,
        b"",
    ],
    ids=["another protocol", "negative length", "bad chunk", "bad status", "torn body", "zeros", "nothing"],
)
def test_whatever_stands_at_the_port_is_a_status(peer: Callable[..., Peer], words: bytes) -> None:
    printer = open_driver(peer(words).address, {**QUICK, "answer_limit_s": 1.0})
    assert printer.status().state is DeviceState.OFFLINE
    assert isinstance(printer.print(ONE_PAGE, "x"), DocumentNotPrinted)


def test_a_cancel_while_the_document_leaves_takes_the_job_back(
    printer: IppPrinter, simulator: CertificatePrinterSimulator
) -> None:
    cancel = threading.Event()

    def stop_when_named(reference: str) -> None:
        if ":" in reference:
            cancel.set()  # after Create-Job, before the document

    outcome = printer.print(ONE_PAGE, "x", cancel=cancel, on_reference=stop_when_named)
    assert isinstance(outcome, DocumentNotPrinted)
    assert (outcome.cause, outcome.job) == ("cancelled", "1")
    assert (simulator.unfinished_jobs, simulator.documents) == (0, [])
