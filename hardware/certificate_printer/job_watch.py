"""From a job number to the end of the job: asked again and again, forgiven three misses, taken back when stuck."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event

from hardware.certificate_printer.capabilities import PaperChoice
from hardware.certificate_printer.exchange import Exchange
from hardware.certificate_printer.frames import Message
from hardware.certificate_printer.interface import DocumentNotPrinted, DocumentOutcome, DocumentPrinted
from hardware.certificate_printer.job_cancel import Patience, take_back
from hardware.certificate_printer.job_lookup import name_of
from hardware.certificate_printer.judgement import judged, pages_told, waits_for_its_document
from hardware.certificate_printer.printer_status import device_status, hindrance, in_a_job
from hardware.certificate_printer.reasons import cause_of
from hardware.certificate_printer.reference import JobReference
from hardware.certificate_printer.requests import WATCH_WANTED, Requests
from hardware.certificate_printer.vocabulary import JobState
from hardware.errors import HardwareError
from hardware.status import DeviceStatus

MISSES_UNTIL_GONE = 3


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A job at the printer. `doubt`: why the document's answer is not known, so that it may lack a part of it."""

    reference: JobReference
    doubt: str = ""


class JobWatch:
    """Watches one job. Every outcome from here on carries the job's number and `begun`.

    `settled` afterwards: the printer itself told the end; where not, the job may come out later on.
    """

    def __init__(
        self,
        exchange: Exchange,
        requests: Requests,
        job: HandedOver,
        paper: PaperChoice,
        patience: Patience,
        seen: Callable[[DeviceStatus], None],
    ) -> None:
        self._exchange = exchange
        self._requests = requests
        self._job = job
        self._paper = paper
        self._patience = patience
        self._seen = seen
        self._misses = 0
        self._stuck_since: float | None = None
        self._pages: int | None = None
        self._suspect = ""
        self.settled = False

    def to_its_end(self, until: float, cancel: Event | None) -> DocumentOutcome:
        waiting = cancel if cancel is not None else Event()
        while True:
            outcome = self._look()
            if outcome is not None:
                return outcome
            if waiting.is_set():
                return self._taken_back("cancelled")
            if time.monotonic() >= until:
                return self._taken_back(self._hindrance() or "cancelled")
            waiting.wait(min(self._patience.every_s, max(0.0, until - time.monotonic())))

    def _look(self) -> DocumentOutcome | None:
        try:
            answer = self._exchange.ask(self._requests.job_attributes(self._job.reference.job), self._patience.answer_s)
        except HardwareError:
            self._misses += 1
            return self._not("no_answer") if self._misses >= MISSES_UNTIL_GONE else None
        self._misses = 0
        if not answer.succeeded or self._is_another(answer):
            self.settled = True  # it forgot the job, as after a power cut: there is nothing left to take back
            return self._not("no_answer")
        self._pages = pages_told(answer)
        outcome = judged(answer)
        self.settled = outcome is not None
        return self._not_yet(answer) if outcome is None else self._explained(outcome)

    def _explained(self, outcome: DocumentOutcome) -> DocumentOutcome:
        """A job that was aborted without a reason, at a printer that warned of one: then it was that."""
        if isinstance(outcome, DocumentPrinted) or outcome.cause != "aborted":
            return outcome
        self._hindrance()
        return replace(outcome, cause=self._suspect or outcome.cause)

    def _is_another(self, job: Message) -> bool:
        name = name_of(job)
        return bool(name) and not self._job.reference.names(name)

    def _not_yet(self, job: Message) -> DocumentOutcome | None:
        if self._job.doubt and waits_for_its_document(job):
            return self._taken_back(self._job.doubt)
        cause = self._hindrance()
        if not cause and job.number("job-state") == JobState.STOPPED:
            cause = "media_empty" if "resources-are-not-ready" in job.words("job-state-reasons") else "device_error"
        if not cause:
            self._stuck_since = None
            return None
        now = time.monotonic()
        if self._stuck_since is None:
            self._stuck_since = now
        return self._taken_back(cause) if now - self._stuck_since >= self._patience.hand_s else None

    def _hindrance(self) -> str:
        try:
            printer = self._exchange.ask(self._requests.printer_attributes(WATCH_WANTED), self._patience.answer_s)
        except HardwareError:
            return ""  # the next look at the job counts the miss
        if not printer.succeeded:
            return ""
        self._seen(in_a_job(device_status(printer, self._paper)))
        self._suspect = cause_of(printer.words("printer-state-reasons"), stopped=True) or self._suspect
        return hindrance(printer, self._paper, waiting=True)

    def _taken_back(self, cause: str) -> DocumentOutcome:
        """Cancel, so that nothing comes out when somebody fills in paper an hour later; unless it just ended well."""
        try:
            outcome = take_back(self._exchange, self._requests, self._job.reference.job, self._patience)
        except HardwareError:
            return self._not("no_answer")
        self.settled = outcome is not None
        match outcome:
            case DocumentPrinted():
                return outcome
            case DocumentNotPrinted():
                return replace(outcome, cause=cause)
            case None:
                return self._not(cause)

    def _not(self, cause: str) -> DocumentNotPrinted:
        return DocumentNotPrinted(cause, begun=True, job=str(self._job.reference.job), pages=self._pages)
