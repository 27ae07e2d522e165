"""Takes a job back and waits until the printer says that it has ended, one way or the other."""

from __future__ import annotations

import time
from dataclasses import dataclass
from threading import Event

from hardware.certificate_printer.exchange import Exchange
from hardware.certificate_printer.interface import DocumentOutcome
from hardware.certificate_printer.judgement import judged
from hardware.certificate_printer.requests import Requests


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: for one answer, for a hand that mends paper or cover, between two looks."""

    answer_s: float = 5.0
    hand_s: float = 8.0
    every_s: float = 0.25


def take_back(exchange: Exchange, requests: Requests, job: int, patience: Patience) -> DocumentOutcome | None:
    """How it ended: it may have come out after all. None: it is there still, and somebody must come back to it.

    Raises HardwareError. A printer may go on to a stop point (`processing-to-stop-point`), so it is asked again.
    """
    until = time.monotonic() + patience.answer_s
    exchange.ask(requests.cancel_job(job), patience.answer_s)
    pause = Event()
    while True:
        answer = exchange.ask(requests.job_attributes(job), patience.answer_s)
        outcome = judged(answer) if answer.succeeded else None
        if outcome is not None or not answer.succeeded or time.monotonic() >= until:
            return outcome
        pause.wait(patience.every_s)
