"""Brings one document to the printer: the job first, then its bytes, so that the number is known before any leaves."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from hardware.certificate_printer.capabilities import PaperChoice
from hardware.certificate_printer.exchange import Exchange, cause_of_error
from hardware.certificate_printer.frames import Message
from hardware.certificate_printer.interface import DocumentNotPrinted
from hardware.certificate_printer.job_cancel import Patience
from hardware.certificate_printer.job_lookup import JobLookup
from hardware.certificate_printer.job_watch import HandedOver
from hardware.certificate_printer.judgement import refusal
from hardware.certificate_printer.reference import JobReference, job_name
from hardware.certificate_printer.requests import Requests
from hardware.certificate_printer.vocabulary import StatusCode
from hardware.errors import Cancelled, HardwareError, LinkNotThere


@dataclass(frozen=True, slots=True)
class Paperwork:
    """What is to be printed and how. `document` is in the `form` this printer takes."""

    title: str
    document: bytes = field(repr=False)
    form: str
    paper: PaperChoice


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Not handed over. `left`: the job that may be at the printer all the same."""

    outcome: DocumentNotPrinted
    left: JobReference | None = None


class HandOver:
    """`until` (time.monotonic) bounds the document's way; `cancel` is heeded all along it."""

    def __init__(
        self,
        exchange: Exchange,
        requests: Requests,
        patience: Patience,
        until: float,
        cancel: Event | None,
        told: Callable[[JobReference], None],
    ) -> None:
        self._exchange = exchange
        self._requests = requests
        self._patience = patience
        self._until = until
        self._cancel = cancel
        self._told = told

    def in_two_steps(self, work: Paperwork, token: JobReference) -> HandedOver | GivenUp:
        """Create-Job, then Send-Document. What `told` raises leaves the empty job to be taken back, and goes up."""
        try:
            answer = self._when_free(self._requests.create_job(job_name(token, work.title), work.paper))
        except HardwareError as error:
            left = None if isinstance(error, LinkNotThere) else token
            return GivenUp(_not_begun(error), left)  # an empty job prints nothing
        number = answer.number("job-id")
        if refusal(answer) or not number:
            return GivenUp(DocumentNotPrinted(refusal(answer) or "wrong_answer", begun=False))
        reference = JobReference(token.token, number)
        self._told(reference)
        return self._send(work, reference)

    def in_one_step(self, work: Paperwork, token: JobReference) -> HandedOver | GivenUp:
        """Print-Job, for printers that know nothing else; a lost answer is looked for by the token."""
        asked = self._requests.print_job(job_name(token, work.title), work.paper, work.document, work.form)
        try:
            answer = self._when_free(asked)
        except LinkNotThere as error:
            return GivenUp(_not_begun(error))
        except HardwareError as error:
            return self._looked_for(token, error)
        number = answer.number("job-id")
        if refusal(answer):
            return GivenUp(DocumentNotPrinted(refusal(answer), begun=False))
        if not number:
            return GivenUp(DocumentNotPrinted("wrong_answer", begun=True), token)
        reference = JobReference(token.token, number)
        self._told(reference)
        return HandedOver(reference)

    def _send(self, work: Paperwork, reference: JobReference) -> HandedOver | GivenUp:
        try:
            answer = self._when_free(self._requests.send_document(reference.job, work.document, work.form))
        except LinkNotThere as error:
            return GivenUp(_not_begun(error, str(reference.job)), reference)
        except HardwareError as error:
            return HandedOver(reference, _word(error))
        if refusal(answer):
            return GivenUp(DocumentNotPrinted(refusal(answer), False, str(reference.job)), reference)
        return HandedOver(reference)

    def _looked_for(self, token: JobReference, error: HardwareError) -> HandedOver | GivenUp:
        try:
            job = JobLookup(self._exchange, self._requests, self._patience.answer_s).find(token)
        except HardwareError:
            job = None
        if job is None or not job.number("job-id"):
            return GivenUp(DocumentNotPrinted(_word(error), begun=True), token)
        return HandedOver(JobReference(token.token, job.number("job-id")), _word(error))

    def _when_free(self, asked: Message) -> Message:
        """server-error-busy passes (RFC 8011 B.1.5.8); it is asked again as long as a hand would be waited for."""
        pause = self._cancel if self._cancel is not None else Event()
        patience_ends = min(self._until, time.monotonic() + self._patience.hand_s)
        while True:
            limit_s = max(self._patience.answer_s, self._until - time.monotonic())
            answer = self._exchange.ask(asked, limit_s, self._cancel)
            if answer.code != StatusCode.BUSY or time.monotonic() >= patience_ends or pause.is_set():
                return answer
            pause.wait(self._patience.every_s)


def _word(error: HardwareError) -> str:
    if isinstance(error, Cancelled):
        return "cancelled"
    return "offline" if isinstance(error, LinkNotThere) else cause_of_error(error)


def _not_begun(error: HardwareError, job: str = "") -> DocumentNotPrinted:
    return DocumentNotPrinted(_word(error), begun=False, job=job)
