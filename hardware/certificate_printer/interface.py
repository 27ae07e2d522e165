"""A printer for A4 papers: takes a PDF, returns a job watched to its end."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event
from typing import Protocol

from hardware.status import DeviceStatus


@dataclass(frozen=True, slots=True)
class DocumentPrinted:
    """The printer's own job reached `completed`. `job` is the printer's number for it."""

    job: str


@dataclass(frozen=True, slots=True)
class DocumentNotPrinted:
    """`cause`: media_empty, media_jam, cover_open, toner_empty, aborted, cancelled, format_refused, no_answer, offline.
    `begun`: the printer had taken the job, so a page may have come out."""

    cause: str
    begun: bool
    job: str = ""


DocumentOutcome = DocumentPrinted | DocumentNotPrinted


class CertificatePrinter(Protocol):
    def print(
        self, pdf: bytes, title: str, timeout_s: float = 60.0, cancel: Event | None = None
    ) -> DocumentOutcome: ...

    def status(self) -> DeviceStatus: ...

    def close(self) -> None: ...
