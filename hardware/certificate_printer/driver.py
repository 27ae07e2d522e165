"""Driver `ipp`: hands a PDF to an IPP printer and watches the job to its end."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from threading import Event, Lock
from typing import Any

from hardware.certificate_printer.capabilities import PDF, PrinterCapabilities, capabilities_of
from hardware.certificate_printer.exchange import DEVICE, Exchange, cause_of_error
from hardware.certificate_printer.frames import Message
from hardware.certificate_printer.hand_over import GivenUp, HandOver, Paperwork
from hardware.certificate_printer.interface import DocumentNotPrinted, DocumentOutcome, DocumentPrinted
from hardware.certificate_printer.job_lookup import JobLookup
from hardware.certificate_printer.job_memory import DocumentUnknown, LeftoverEnd
from hardware.certificate_printer.job_watch import HandedOver, JobWatch
from hardware.certificate_printer.judgement import judged, refusal
from hardware.certificate_printer.leftovers import Leftovers
from hardware.certificate_printer.levels import PrinterLevels, levels_of
from hardware.certificate_printer.options import Options, read_options
from hardware.certificate_printer.printer_status import device_status, hindrance
from hardware.certificate_printer.reasons import ROOM
from hardware.certificate_printer.reference import JobReference, job_name, new_reference, parse_reference
from hardware.certificate_printer.requests import Requests
from hardware.certificate_printer.vocabulary import Operation, StatusCode
from hardware.errors import AddressInvalid, DeviceRefused, HardwareError, LinkNotThere
from hardware.faults import status_of
from hardware.status import DeviceState, DeviceStatus
from hardware.transport.addresses import IppAddress, parse_address

OnReference = Callable[[str], None]


class IppPrinter:
    """One job at a time. Never raises for what a printer does to a job: every end is an outcome."""

    def __init__(self, exchange: Exchange, requests: Requests, options: Options) -> None:
        self._exchange = exchange
        self._requests = requests
        self._paper = options.paper
        self._patience = options.patience
        self._leftovers = Leftovers(exchange, requests, options.user, options.patience)
        self._lock = Lock()
        self._seen = DeviceStatus(DeviceState.BUSY)
        self._token = ""

    def print(
        self,
        pdf: bytes,
        title: str,
        timeout_s: float = 60.0,
        cancel: Event | None = None,
        on_reference: OnReference | None = None,
    ) -> DocumentOutcome:
        """See the interface. After trouble the job is cancelled, so that it does not come out later on."""
        with self._lock:
            self._seen = replace(self._seen, state=DeviceState.BUSY, action=None, detail="")
            reference = new_reference()
            self._token = reference.token
            try:
                return self._printed(pdf, title, reference, time.monotonic() + timeout_s, cancel, on_reference)
            finally:
                self._token = ""

    def status(self) -> DeviceStatus:
        """Asks the printer, unless a job is under way: then what the job last saw, at once."""
        if not self._lock.acquire(blocking=False):
            return self._seen
        try:
            self._seen = self._looked()
            return self._seen
        finally:
            self._lock.release()

    def capabilities(self) -> PrinterCapabilities:
        """See TellsCapabilities. Waits for a job's end: a printer in the middle of one is not asked."""
        with self._lock:
            return capabilities_of(self._described())

    def levels(self) -> PrinterLevels:
        """See TellsCapabilities. Waits as `capabilities` does."""
        with self._lock:
            return levels_of(self._described())

    def job_outcome(self, reference: str) -> DocumentPrinted | DocumentNotPrinted | DocumentUnknown:
        """See RemembersJobs. A printer in the middle of a job is not asked."""
        wanted = parse_reference(reference)
        if not self._lock.acquire(blocking=False):
            return DocumentUnknown("still_printing" if wanted.token == self._token else "busy")
        try:
            job = JobLookup(self._exchange, self._requests, self._patience.answer_s).find(wanted)
        except HardwareError:
            return self._leftovers.end_of(wanted.token) or DocumentUnknown("no_answer")
        finally:
            self._lock.release()
        if job is None:
            return self._leftovers.end_of(wanted.token) or DocumentUnknown("not_found")
        return judged(job) or DocumentUnknown("still_printing")

    def take_back_leftovers(self) -> tuple[LeftoverEnd, ...]:
        """See RemembersJobs."""
        with self._lock:
            return self._leftovers.take_back()

    def close(self) -> None:
        """Nothing is held open between jobs."""

    def _printed(
        self,
        pdf: bytes,
        title: str,
        reference: JobReference,
        until: float,
        cancel: Event | None,
        on_reference: OnReference | None,
    ) -> DocumentOutcome:
        prepared = self._prepared(pdf, title, reference)
        if isinstance(prepared, DocumentNotPrinted):
            return prepared
        work, capabilities = prepared
        if cancel is not None and cancel.is_set():
            return DocumentNotPrinted("cancelled", begun=False)
        told = self._telling(on_reference)
        told(reference)
        way = HandOver(self._exchange, self._requests, self._patience, until, cancel, told)
        in_two = capabilities.can(Operation.CREATE_JOB, Operation.SEND_DOCUMENT)
        job = way.in_two_steps(work, reference) if in_two else way.in_one_step(work, reference)
        if isinstance(job, GivenUp):
            if job.left is not None:
                self._leftovers.owe(job.left)
            return job.outcome
        return self._watched(job, until, cancel)

    def _watched(self, job: HandedOver, until: float, cancel: Event | None) -> DocumentOutcome:
        watch = JobWatch(self._exchange, self._requests, job, self._paper, self._patience, self._saw)
        outcome = watch.to_its_end(until, cancel)
        if not watch.settled:
            self._leftovers.owe(job.reference)
        elif isinstance(outcome, DocumentPrinted) or outcome.cause != "no_answer":
            self._leftovers.remember(job.reference.token, outcome)
        return outcome

    def _prepared(
        self, pdf: bytes, title: str, reference: JobReference
    ) -> tuple[Paperwork, PrinterCapabilities] | DocumentNotPrinted:
        """All that can be known before a job is made: trouble, leftovers, formats, paper."""
        try:
            printer = self._described()
            if self._leftovers.pending:  # first: a stopped printer would begin with them as soon as it is mended
                self._leftovers.take_back()
            capabilities = capabilities_of(printer)
            form = capabilities.document_format
            wrong = (
                hindrance(printer, self._paper)
                or capabilities.shortfall(self._paper)
                or ("leftover_job" if self._leftovers.pending else "")
                or self._unwelcome(job_name(reference, title), form)
            )
            if wrong:
                return DocumentNotPrinted(wrong, begun=False)
        except HardwareError as error:
            return DocumentNotPrinted(_cause(error), begun=False)
        try:
            document = pdf if form == PDF else self._drawn(pdf, capabilities)
        except ValueError:
            return DocumentNotPrinted("format_refused", begun=False)
        return Paperwork(title, document, form, self._paper), capabilities

    def _unwelcome(self, name: str, form: str) -> str:
        """What Validate-Job says against it; a printer that does not know the operation says nothing."""
        answer = self._exchange.ask(self._requests.validate_job(name, self._paper, form), self._patience.answer_s)
        return "" if answer.code == StatusCode.OPERATION_NOT_SUPPORTED else refusal(answer)

    def _drawn(self, pdf: bytes, capabilities: PrinterCapabilities) -> bytes:
        from hardware.certificate_printer.raster_pages import pdf_as_raster

        if capabilities.raster is None:
            raise ValueError("no raster this house can draw")
        two_sided = self._paper.sides != "one-sided"
        return pdf_as_raster(pdf, *capabilities.raster, self._paper.media, two_sided=two_sided)

    def _described(self) -> Message:
        """Raises HardwareError, DeviceRefused where it answers with an error."""
        answer = self._exchange.ask(self._requests.printer_attributes(), self._patience.answer_s)
        if not answer.succeeded:
            raise DeviceRefused(f"打印机以 IPP {answer.code:#06x} 拒绝", device=DEVICE, what_to_do="检查地址中的路径")
        return answer

    def _looked(self) -> DeviceStatus:
        try:
            answer = self._described()
            if self._leftovers.pending:
                self._leftovers.take_back(answer.number("printer-up-time"))
        except HardwareError as error:
            return status_of(ROOM, cause_of_error(error))
        seen = device_status(answer, self._paper)
        if self._leftovers.stuck:
            return status_of(ROOM, "leftover_job", paper=seen.paper, media=seen.media)
        return seen

    def _saw(self, status: DeviceStatus) -> None:
        self._seen = status

    def _telling(self, on_reference: OnReference | None) -> Callable[[JobReference], None]:
        def told(reference: JobReference) -> None:
            if on_reference is None:
                return
            try:
                on_reference(str(reference))
            except BaseException:
                self._leftovers.owe(reference)  # whatever stands at the printer by now is nobody's
                raise

        return told


def _cause(error: HardwareError) -> str:
    return "offline" if isinstance(error, LinkNotThere) else cause_of_error(error)


def open_driver(address: str, options: Mapping[str, Any]) -> IppPrinter:
    """`options`: see options.py. Raises AddressInvalid, ValueError; does not touch the network."""
    where = parse_address(address)
    if not isinstance(where, IppAddress):
        raise AddressInvalid(
            f"{address} 不是 IPP 地址",
            device=DEVICE,
            address=address,
            what_to_do="例如 ipp://192.168.1.20:631/ipp/print",
        )
    chosen = read_options(options)
    return IppPrinter(Exchange(where, address, chosen.ca_file), Requests(address, chosen.user), chosen)
