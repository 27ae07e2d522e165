"""What a printer can be asked besides printing; each protocol is optional, so ask with isinstance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from hardware.certificate_printer.capabilities import PrinterCapabilities
from hardware.certificate_printer.interface import DocumentNotPrinted, DocumentOutcome, DocumentPrinted
from hardware.certificate_printer.levels import PrinterLevels


@dataclass(frozen=True, slots=True)
class DocumentUnknown:
    """`why`: still_printing, not_found (forgotten, as after a power cut), no_answer, busy (with another job).

    Never to be read as printed or as not printed: a person looks.
    """

    why: str


@dataclass(frozen=True, slots=True)
class LeftoverEnd:
    """What became of a job that an earlier call, or an earlier run of the program, had left at the printer."""

    reference: str
    outcome: DocumentOutcome


@runtime_checkable
class RemembersJobs(Protocol):
    """Asked after a restart instead of guessing. A reference is what `on_reference` was given, first or later."""

    def job_outcome(self, reference: str) -> DocumentPrinted | DocumentNotPrinted | DocumentUnknown:
        """Raises ValueError for text that is no reference."""
        ...

    def take_back_leftovers(self) -> tuple[LeftoverEnd, ...]:
        """Cancel our own unfinished jobs, so that nothing comes out later. Raises HardwareError."""
        ...


@runtime_checkable
class TellsCapabilities(Protocol):
    """Both raise HardwareError where the printer cannot be asked."""

    def capabilities(self) -> PrinterCapabilities: ...

    def levels(self) -> PrinterLevels: ...
