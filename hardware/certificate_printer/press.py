"""The simulator's inside: an A4 printer without its network. Jobs move on whenever somebody looks."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from hardware.certificate_printer.page_pictures import page_count
from hardware.certificate_printer.pwg_raster import decode_raster
from hardware.certificate_printer.vocabulary import JobState, PrinterState

PDF = "application/pdf"
RASTER = "image/pwg-raster"
A4 = "iso_a4_210x297mm"
BIN_SHEETS = 100


@dataclass(slots=True)
class PressJob:
    id: int
    name: str
    user: str = ""
    document: bytes = field(default=b"", repr=False)
    pages: int = 0
    pages_done: int = 0
    state: JobState = JobState.HELD
    reasons: tuple[str, ...] = ("job-incoming",)
    page_began: float = 0.0
    made_at: float = field(default_factory=time.monotonic)
    media: str = A4

    @property
    def is_over(self) -> bool:
        return self.state >= JobState.CANCELED


class Press:
    """Prints one job after the other; `seconds_a_page` 0 is at once. Safe for threads."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.formats: tuple[str, ...] = (PDF,)
        self.creates_jobs = True
        self.cancels_jobs = True
        self.hindrances: set[str] = set()
        self.warnings: set[str] = set()
        self.seconds_a_page = 0.0
        self.pages_to_media_empty: int | None = None
        self.media_ready: tuple[str, ...] = (A4,)
        self.toner_percent = 80
        self.bin_sheets: int | None = None  # None: no sensor in the bin
        self.jobs: dict[int, PressJob] = {}
        self.finished: list[bytes] = []
        self.began_at = time.monotonic()

    def create(self, name: str, user: str, media: str = A4) -> PressJob:
        """A job without its document: it waits."""
        with self.lock:
            job = PressJob(len(self.jobs) + 1, name, user, media=media)
            self.jobs[job.id] = job
            return job

    def fill(self, job: PressJob, document: bytes) -> None:
        with self.lock:
            job.document, job.pages = document, _pages_of(document)
            if job.pages == 0:
                job.state, job.reasons = JobState.ABORTED, ("aborted-by-system", "document-format-error")
            else:
                job.state, job.reasons = JobState.PENDING, ("none",)

    def cancel(self, job: PressJob) -> bool:
        with self.lock:
            if job.is_over or not self.cancels_jobs:
                return False
            job.state, job.reasons = JobState.CANCELED, ("job-canceled-by-user",)
            return True

    def forget(self) -> None:
        """What a power cut takes: all jobs, and the count of their numbers. Papers that came out stay."""
        with self.lock:
            self.jobs = {}
            self.began_at = time.monotonic()

    @property
    def up_time_s(self) -> int:
        return 1 + int(time.monotonic() - self.began_at)

    @property
    def state(self) -> PrinterState:
        with self.lock:
            if self._stopped_by():
                return PrinterState.STOPPED
            return PrinterState.PROCESSING if self._current() else PrinterState.IDLE

    @property
    def reasons(self) -> tuple[str, ...]:
        with self.lock:
            found = sorted(f"{each}-error" for each in self._stopped_by())
            found += sorted(f"{each}-warning" for each in self.warnings)
        return tuple(found) or ("none",)

    @property
    def queued(self) -> int:
        return sum(not job.is_over for job in self.all_jobs())

    def all_jobs(self) -> list[PressJob]:
        with self.lock:
            return list(self.jobs.values())

    def move_on(self) -> None:
        """Everything that should have happened by now."""
        with self.lock:
            while (job := self._current()) is not None and self._print_a_page(job):
                pass

    def _current(self) -> PressJob | None:
        waiting = (job for job in self.all_jobs() if not job.is_over and job.state is not JobState.HELD)
        return next(waiting, None)

    def _stopped_by(self) -> set[str]:
        job = self._current()
        wrong_paper = job is not None and job.media not in self.media_ready
        return set(self.hindrances) | ({"media-needed"} if wrong_paper else set())

    def _print_a_page(self, job: PressJob) -> bool:
        if self._stopped_by():
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
            self.finished.append(job.document)
        return True

    def _use_a_sheet(self) -> None:
        if self.bin_sheets is not None:
            self.bin_sheets = min(BIN_SHEETS, self.bin_sheets + 1)
        if self.pages_to_media_empty is None:
            return
        self.pages_to_media_empty -= 1
        if self.pages_to_media_empty <= 0:
            self.pages_to_media_empty = None
            self.hindrances.add("media-empty")


def _pages_of(document: bytes) -> int:
    if not document.startswith(b"RaS2"):
        return page_count(document)
    try:
        return sum(1 for _ in decode_raster(document))
    except ValueError:
        return 0
