"""Jobs of ours that may still be at the printer though nobody waits for them: found, taken back, their end told.

A document must not come out in front of the next citizen because somebody fills in paper an hour later. So what was
given up on is remembered, and before the next job, and whenever the printer is seen well, it is cancelled. An earlier
run of the program leaves no memory: therefore the first look goes through all our unfinished jobs.
"""

from __future__ import annotations

from hardware.certificate_printer.exchange import Exchange
from hardware.certificate_printer.frames import Message
from hardware.certificate_printer.interface import DocumentOutcome
from hardware.certificate_printer.job_cancel import Patience, take_back
from hardware.certificate_printer.job_lookup import JobLookup, name_of
from hardware.certificate_printer.job_memory import LeftoverEnd
from hardware.certificate_printer.judgement import judged
from hardware.certificate_printer.reference import JobReference, reference_in
from hardware.certificate_printer.requests import Requests

YOUNG_S = 90  # longer than any job of another program at the same printer lives
_REMEMBERED = 64


class Leftovers:
    """`user` is whose jobs these are, as in the requests. Not safe for threads: the driver's lock holds."""

    def __init__(self, exchange: Exchange, requests: Requests, user: str, patience: Patience) -> None:
        self._exchange = exchange
        self._requests = requests
        self._user = user
        self._patience = patience
        self._lookup = JobLookup(exchange, requests, patience.answer_s)
        self._owed: dict[str, JobReference] = {}
        self._unseen = True
        self._ends: dict[str, DocumentOutcome] = {}

    @property
    def pending(self) -> bool:
        return self._unseen or bool(self._owed)

    @property
    def stuck(self) -> bool:
        """Whether one is known that has not been taken back."""
        return bool(self._owed)

    def owe(self, reference: JobReference) -> None:
        """This job was given up on, and the printer has not said that it ended."""
        self._owed[reference.token] = reference

    def remember(self, token: str, outcome: DocumentOutcome) -> None:
        """How a job ended, for when it is asked for and the printer has forgotten it."""
        self._ends[token] = outcome
        while len(self._ends) > _REMEMBERED:
            del self._ends[next(iter(self._ends))]

    def end_of(self, token: str) -> DocumentOutcome | None:
        return self._ends.get(token)

    def take_back(self, up_time_s: int | None = None) -> tuple[LeftoverEnd, ...]:
        """Cancel them all and tell their ends. Afterwards `pending` is what could not be ended. Raises HardwareError.

        `up_time_s`: the printer's clock; given, jobs nobody here knows are spared while they are young.
        """
        listed = self._lookup.unfinished()
        ends: list[LeftoverEnd] = []
        spared = False
        for job in listed or ():
            reference = self._ours(job)
            if reference is None:
                continue
            if reference.token not in self._owed and _is_young(job, up_time_s):
                spared = True
                continue
            self._owed[reference.token] = reference
        self._unseen = spared
        for reference in list(self._owed.values()):
            ends.extend(self._end(reference))
        return tuple(ends)

    def _end(self, reference: JobReference) -> tuple[LeftoverEnd, ...]:
        job = self._lookup.find(reference)
        if job is None:
            del self._owed[reference.token]  # forgotten there: nothing can come out, and nothing is known
            return ()
        outcome = judged(job) or take_back(self._exchange, self._requests, job.number("job-id"), self._patience)
        if outcome is None:
            return ()
        del self._owed[reference.token]
        self.remember(reference.token, outcome)
        return (LeftoverEnd(str(JobReference(reference.token, job.number("job-id"))), outcome),)

    def _ours(self, job: Message) -> JobReference | None:
        reference = reference_in(name_of(job), job.number("job-id"))
        whose = "".join(job.words("job-originating-user-name"))
        if reference is None or reference.token in self._owed:
            return reference
        return reference if whose in ("", self._user) else None


def _is_young(job: Message, up_time_s: int | None) -> bool:
    created = job.numbers("time-at-creation")
    return up_time_s is not None and bool(created) and 0 <= up_time_s - created[0] < YOUNG_S
