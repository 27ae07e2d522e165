"""From a job number to the end of the job: asked again and again, forgiven three misses, taken back when stuck."""

from __future__ import annotations

import time
from dataclasses import dataclass
from threading import Event

from hardware.certificate_printer.exchange import Exchange
from hardware.certificate_printer.frames import JobState, Message
from hardware.certificate_printer.interface import DocumentNotPrinted, DocumentOutcome, DocumentPrinted
from hardware.certificate_printer.reasons import cause_of, printer_cause
from hardware.certificate_printer.requests import Requests
from hardware.errors import HardwareError

MISSES_UNTIL_GONE = 3


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: for one answer, for a hand that mends paper or cover, between two looks."""

    answer_s: float = 5.0
    hand_s: float = 8.0
    every_s: float = 0.25


class JobWatch:
    """Watches one job. Every outcome from here on carries the job's number and `begun`."""

    def __init__(self, exchange: Exchange, requests: Requests, job: int, patience: Patience) -> None:
        self._exchange = exchange
        self._requests = requests
        self._job = job
        self._patience = patience
        self._misses = 0
        self._stuck_since: float | None = None

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
            answer = self._exchange.ask(self._requests.job_attributes(self._job), self._patience.answer_s)
        except HardwareError:
            self._misses += 1
            return self._not("no_answer") if self._misses >= MISSES_UNTIL_GONE else None
        self._misses = 0
        return self._judged(answer)

    def _judged(self, answer: Message) -> DocumentOutcome | None:
        if not answer.succeeded:
            return self._not("no_answer")  # it forgot the job, as after a power cut
        reasons = answer.words("job-state-reasons")
        match answer.number("job-state"):
            case JobState.COMPLETED:
                failed = "job-completed-with-errors" in reasons
                return self._not("aborted") if failed else DocumentPrinted(str(self._job))
            case JobState.CANCELED:
                return self._not("cancelled")
            case JobState.ABORTED:
                refused = {"document-format-error", "unsupported-document-format"} & set(reasons)
                return self._not("format_refused" if refused else cause_of(reasons, stopped=True) or "aborted")
            case _:
                return self._not_yet()

    def _not_yet(self) -> DocumentOutcome | None:
        cause = self._hindrance()
        if not cause:
            self._stuck_since = None
            return None
        now = time.monotonic()
        if self._stuck_since is None:
            self._stuck_since = now
        return self._taken_back(cause) if now - self._stuck_since >= self._patience.hand_s else None

    def _hindrance(self) -> str:
        try:
            return printer_cause(self._exchange.ask(self._requests.printer_attributes(), self._patience.answer_s))
        except HardwareError:
            return ""  # the next look at the job counts the miss

    def _taken_back(self, cause: str) -> DocumentOutcome:
        """Cancel, so that nothing comes out when somebody fills in paper an hour later; unless it just ended well."""
        try:
            self._exchange.ask(self._requests.cancel_job(self._job), self._patience.answer_s)
            answer = self._exchange.ask(self._requests.job_attributes(self._job), self._patience.answer_s)
        except HardwareError:
            return self._not("no_answer")
        done = answer.number("job-state") == JobState.COMPLETED
        return DocumentPrinted(str(self._job)) if done else self._not(cause)

    def _not(self, cause: str) -> DocumentNotPrinted:
        return DocumentNotPrinted(cause, begun=True, job=str(self._job))
