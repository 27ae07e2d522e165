"""What a printer's answer about one job means. Pure."""

from __future__ import annotations

from hardware.certificate_printer.frames import Message
from hardware.certificate_printer.interface import DocumentNotPrinted, DocumentOutcome, DocumentPrinted
from hardware.certificate_printer.reasons import cause_of
from hardware.certificate_printer.vocabulary import JobState, StatusCode

_FORMAT_TROUBLE = frozenset({"document-format-error", "unsupported-document-format", "document-unprintable-error"})
_WAITS_FOR_DATA = frozenset({"job-incoming", "job-data-insufficient"})


def judged(job: Message) -> DocumentOutcome | None:
    """The end of the job; None while it has not ended. Only `completed` without errors is printed."""
    number, pages = str(job.number("job-id")), pages_told(job)
    reasons = job.words("job-state-reasons")
    match job.number("job-state"):
        case JobState.COMPLETED if "job-completed-with-errors" not in reasons:
            return DocumentPrinted(number, pages)
        case JobState.COMPLETED:
            return DocumentNotPrinted("aborted", True, number, pages)
        case JobState.CANCELED:
            return DocumentNotPrinted("cancelled", True, number, pages)
        case JobState.ABORTED:
            refused = "format_refused" if _FORMAT_TROUBLE & set(reasons) else ""
            return DocumentNotPrinted(refused or cause_of(reasons, stopped=True) or "aborted", True, number, pages)
        case _:
            return None


def pages_told(job: Message) -> int | None:
    """Sheets that came out, else sides printed; None where the printer counts neither."""
    for name in ("job-media-sheets-completed", "job-impressions-completed"):
        told = job.numbers(name)
        if told and told[0] >= 0:
            return told[0]
    return None


def waits_for_its_document(job: Message) -> bool:
    """The printer has the job and not, or not all of, its document."""
    return bool(_WAITS_FOR_DATA & set(job.words("job-state-reasons")))


def refusal(answer: Message) -> str:
    """Why a job was not taken, or empty where it was."""
    if answer.succeeded:
        return ""
    match answer.code:
        case StatusCode.FORMAT_NOT_SUPPORTED:
            return "format_refused"
        case StatusCode.BUSY | StatusCode.NOT_ACCEPTING_JOBS:
            return "offline"
        case _:
            return "aborted"
