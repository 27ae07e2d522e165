"""The simulator's inside: an A4 printer without its network. Jobs move on whenever somebody looks."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from hardware.certificate_printer.frames import JobState, PrinterState
from hardware.certificate_printer.page_pictures import page_count


@dataclass(slots=True)
class PressJob:
    id: int
    name: str
    pdf: bytes = field(repr=False)
    pages: int = 1
    pages_done: int = 0
    state: JobState = JobState.PENDING
    reasons: tuple[str, ...] = ("none",)
    page_began: float = 0.0


class Press:
    """Prints one job after the other; `seconds_a_page` 0 is at once. Safe for threads."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.formats: tuple[str, ...] = ("application/pdf",)
        self.hindrances: set[str] = set()
        self.warnings: set[str] = set()
        self.seconds_a_page = 0.0
        self.pages_to_media_empty: int | None = None
        self.jobs: dict[int, PressJob] = {}
        self.finished: list[bytes] = []

    def accept(self, name: str, pdf: bytes) -> PressJob:
        with self.lock:
            job = PressJob(len(self.jobs) + 1, name, pdf, page_count(pdf))
            self.jobs[job.id] = job
            if job.pages == 0:
                job.state, job.reasons = JobState.ABORTED, ("aborted-by-system", "document-format-error")
            return job

    def cancel(self, job: PressJob) -> bool:
        with self.lock:
            if job.state >= JobState.CANCELED:
                return False
            job.state, job.reasons = JobState.CANCELED, ("job-canceled-by-user",)
            return True

    @property
    def state(self) -> PrinterState:
        if self.hindrances:
            return PrinterState.STOPPED
        return PrinterState.PROCESSING if self._current() else PrinterState.IDLE

    @property
    def reasons(self) -> tuple[str, ...]:
        found = sorted(f"{each}-error" for each in self.hindrances) + sorted(
            f"{each}-warning" for each in self.warnings
        )
        return tuple(found) or ("none",)

    def move_on(self) -> None:
        """Everything that should have happened by now."""
        with self.lock:
            while (job := self._current()) is not None and self._print_a_page(job):
                pass

    def _current(self) -> PressJob | None:
        return next((job for job in self.jobs.values() if job.state < JobState.CANCELED), None)

    def _print_a_page(self, job: PressJob) -> bool:
        if self.hindrances:
            job.state, job.reasons, job.page_began = JobState.STOPPED, ("printer-stopped",), 0.0
            return False
        now = time.monotonic()
        job.state, job.reasons = JobState.PROCESSING, ("job-printing",)
        job.page_began = job.page_began or now
        if now - job.page_began < self.seconds_a_page:
            return False
        job.pages_done, job.page_began = job.pages_done + 1, 0.0
        self._use_a_sheet()
        if job.pages_done == job.pages:
            job.state, job.reasons = JobState.COMPLETED, ("job-completed-successfully",)
            self.finished.append(job.pdf)
        return True

    def _use_a_sheet(self) -> None:
        if self.pages_to_media_empty is None:
            return
        self.pages_to_media_empty -= 1
        if self.pages_to_media_empty <= 0:
            self.pages_to_media_empty = None
            self.hindrances.add("media-empty")
