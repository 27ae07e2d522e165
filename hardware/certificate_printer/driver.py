"""Driver `ipp`: hands a PDF to an IPP printer and watches the job to its end."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Event, Lock
from typing import Any

from hardware.certificate_printer.exchange import DEVICE, Exchange
from hardware.certificate_printer.frames import Message, StatusCode
from hardware.certificate_printer.interface import DocumentNotPrinted, DocumentOutcome
from hardware.certificate_printer.job_watch import JobWatch, Patience
from hardware.certificate_printer.reasons import device_status, printer_cause
from hardware.certificate_printer.requests import PDF, PaperChoice, Requests
from hardware.errors import AddressInvalid, HardwareError, LinkNotThere
from hardware.status import DeviceState, DeviceStatus, MendingAction
from hardware.transport.addresses import IppAddress, parse_address


@dataclass(frozen=True, slots=True)
class _Refused:
    cause: str


class IppPrinter:
    """One job at a time. Never raises for what a printer does: every end is an outcome."""

    def __init__(self, exchange: Exchange, requests: Requests, paper: PaperChoice, patience: Patience) -> None:
        self._exchange = exchange
        self._requests = requests
        self._paper = paper
        self._patience = patience
        self._lock = Lock()

    def print(self, pdf: bytes, title: str, timeout_s: float = 60.0, cancel: Event | None = None) -> DocumentOutcome:
        """See the interface. After trouble the job is cancelled, so that it does not come out later on."""
        with self._lock:
            until = time.monotonic() + timeout_s
            hindrance = self._hindrance(title)
            if hindrance is not None:
                return DocumentNotPrinted(hindrance.cause, begun=False)
            if cancel is not None and cancel.is_set():
                return DocumentNotPrinted("cancelled", begun=False)
            handed_over = self._hand_over(pdf, title, until)
            if isinstance(handed_over, DocumentNotPrinted):
                return handed_over
            return JobWatch(self._exchange, self._requests, handed_over, self._patience).to_its_end(until, cancel)

    def status(self) -> DeviceStatus:
        try:
            answer = self._exchange.ask(self._requests.printer_attributes(), self._patience.answer_s)
        except LinkNotThere:
            return DeviceStatus(DeviceState.NO_DEVICE, action=MendingAction.CONFIGURATION, detail="not_there")
        except HardwareError:
            return DeviceStatus(DeviceState.OFFLINE, action=MendingAction.RESET, detail="no_answer")
        if not answer.succeeded:
            return DeviceStatus(DeviceState.OFFLINE, action=MendingAction.CONFIGURATION, detail="refused")
        return device_status(answer)

    def close(self) -> None:
        """Nothing is held open between jobs."""

    def _hindrance(self, title: str) -> _Refused | None:
        """What can be known before a byte of the document leaves."""
        try:
            printer = self._exchange.ask(self._requests.printer_attributes(), self._patience.answer_s)
            cause = printer_cause(printer)
            if cause:
                return _Refused(cause)
            formats = printer.words("document-format-supported")
            if formats and PDF not in formats:
                return _Refused("format_refused")
            return _refusal(
                self._exchange.ask(self._requests.validate_job(title, self._paper), self._patience.answer_s)
            )
        except LinkNotThere:
            return _Refused("offline")
        except HardwareError:
            return _Refused("no_answer")

    def _hand_over(self, pdf: bytes, title: str, until: float) -> int | DocumentNotPrinted:
        """The printer's job number."""
        try:
            answer = self._exchange.ask(
                self._requests.print_job(title, self._paper, pdf),
                max(self._patience.answer_s, until - time.monotonic()),
            )
        except LinkNotThere:
            return DocumentNotPrinted("offline", begun=False)
        except HardwareError:
            # It may have taken the job and lost its voice: a page may come out.
            return DocumentNotPrinted("no_answer", begun=True)
        refused = _refusal(answer)
        if refused is not None:
            return DocumentNotPrinted(refused.cause, begun=False)
        return answer.number("job-id")


def _refusal(answer: Message) -> _Refused | None:
    if answer.succeeded or answer.code == StatusCode.OPERATION_NOT_SUPPORTED:
        return None
    match answer.code:
        case StatusCode.FORMAT_NOT_SUPPORTED:
            return _Refused("format_refused")
        case StatusCode.BUSY | StatusCode.NOT_ACCEPTING_JOBS:
            return _Refused("offline")
        case _:
            return _Refused("aborted")


def open_driver(address: str, options: Mapping[str, Any]) -> IppPrinter:
    """`options`: media, sides, source (tray), ca_file (for ipps:), hand_patience_s (how long trouble may last before
    the job is taken back), answer_limit_s, watch_every_s. Raises AddressInvalid; does not touch the network.
    """
    where = parse_address(address)
    if not isinstance(where, IppAddress):
        raise AddressInvalid(
            f"{address} 不是 IPP 地址",
            device=DEVICE,
            address=address,
            what_to_do="例如 ipp://192.168.1.20:631/ipp/print",
        )
    paper, patience = PaperChoice(), Patience()
    return IppPrinter(
        Exchange(where, address, str(options.get("ca_file", ""))),
        Requests(address),
        PaperChoice(
            str(options.get("media", paper.media)),
            str(options.get("sides", paper.sides)),
            str(options.get("source", paper.source)),
        ),
        Patience(
            float(options.get("answer_limit_s", patience.answer_s)),
            float(options.get("hand_patience_s", patience.hand_s)),
            float(options.get("watch_every_s", patience.every_s)),
        ),
    )
