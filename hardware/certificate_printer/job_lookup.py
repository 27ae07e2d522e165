"""Asks a printer what became of a job, by the token in its name; numbers alone are not believed."""

from __future__ import annotations

from collections.abc import Iterator

from hardware.certificate_printer.exchange import Exchange
from hardware.certificate_printer.frames import Message
from hardware.certificate_printer.reference import JobReference
from hardware.certificate_printer.requests import Requests
from hardware.certificate_printer.vocabulary import Group


class JobLookup:
    def __init__(self, exchange: Exchange, requests: Requests, answer_s: float) -> None:
        self._exchange = exchange
        self._requests = requests
        self._answer_s = answer_s

    def find(self, reference: JobReference) -> Message | None:
        """The printer's words about that job; None where it knows none of that name. Raises HardwareError."""
        if reference.job:
            job = self.ask(reference.job)
            if job is not None and reference.names(name_of(job)):
                return job
        return next((job for job in self._listed() if reference.names(name_of(job))), None)

    def ask(self, number: int) -> Message | None:
        """By the printer's number. None where it has none. Raises HardwareError."""
        answer = self._exchange.ask(self._requests.job_attributes(number), self._answer_s)
        return answer if answer.succeeded else None

    def unfinished(self) -> tuple[Message, ...] | None:
        """Jobs that the printer counts as ours; None where it cannot list jobs. Raises HardwareError."""
        answer = self._exchange.ask(self._requests.my_jobs("not-completed"), self._answer_s)
        return answer.each(Group.JOB) if answer.succeeded else None

    def _listed(self) -> Iterator[Message]:
        yield from self.unfinished() or ()
        answer = self._exchange.ask(self._requests.my_jobs("completed"), self._answer_s)
        yield from answer.each(Group.JOB)


def name_of(job: Message) -> str:
    return "".join(job.words("job-name"))
