"""A printer for A4 papers: takes a PDF, returns a job watched to its end. See docs/devices/certificate-printer.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import Protocol

from hardware.status import DeviceStatus


@dataclass(frozen=True, slots=True)
class DocumentPrinted:
    """The printer's own job reached `completed`. `job`: its number for it; `pages`: told by it, None where untold."""

    job: str
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentNotPrinted:
    """`cause`: aborted, cancelled, or a word of faults.toml; what nobody hears is no_answer, who is not there offline.
    `begun`: the printer may have the document, so a page may have come out. `pages`: told by it."""

    cause: str
    begun: bool
    job: str = ""
    pages: int | None = None


DocumentOutcome = DocumentPrinted | DocumentNotPrinted


class CertificatePrinter(Protocol):
    """`on_reference` hears the job's reference (job_memory.py) before a byte of the document leaves, then a fuller one.
    What it raises ends the job unprinted and reaches the caller."""

    def print(
        self,
        pdf: bytes,
        title: str,
        timeout_s: float = 60.0,
        cancel: Event | None = None,
        on_reference: Callable[[str], None] | None = None,
    ) -> DocumentOutcome: ...

    def status(self) -> DeviceStatus: ...

    def close(self) -> None: ...
