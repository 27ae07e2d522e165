"""The five requests this house makes of an A4 printer. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hardware.certificate_printer.frames import Attribute, Message, Operation, Tag, request

PDF = "application/pdf"
USER = "bianmin-terminal"
_PRINTER_WANTED = (
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "document-format-supported",
    "printer-make-and-model",
)
_JOB_WANTED = ("job-id", "job-state", "job-state-reasons", "job-impressions-completed")
_NAME_BYTES = 255  # RFC 8011 5.1.3


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """What the job asks for. `media` is a PWG 5101.1 name, `source` a tray's keyword or empty."""

    media: str = "iso_a4_210x297mm"
    sides: str = "one-sided"
    source: str = ""


class Requests:
    """Each with its own number, as the protocol wants it."""

    def __init__(self, printer_uri: str) -> None:
        self._uri = printer_uri
        self._last = 0

    def printer_attributes(self) -> Message:
        return self._make(
            Operation.GET_PRINTER_ATTRIBUTES, (_user(), Attribute(Tag.KEYWORD, "requested-attributes", _PRINTER_WANTED))
        )

    def validate_job(self, title: str, paper: PaperChoice) -> Message:
        return self._make(Operation.VALIDATE_JOB, tuple(_job_head(title)), tuple(_template(paper)))

    def print_job(self, title: str, paper: PaperChoice, pdf: bytes) -> Message:
        return self._make(Operation.PRINT_JOB, tuple(_job_head(title)), tuple(_template(paper)), pdf)

    def job_attributes(self, job: int) -> Message:
        wanted = Attribute(Tag.KEYWORD, "requested-attributes", _JOB_WANTED)
        return self._make(Operation.GET_JOB_ATTRIBUTES, (_job_id(job), _user(), wanted))

    def cancel_job(self, job: int) -> Message:
        return self._make(Operation.CANCEL_JOB, (_job_id(job), _user()))

    def _make(
        self,
        operation: Operation,
        more: tuple[Attribute, ...],
        job: tuple[Attribute, ...] = (),
        document: bytes = b"",
    ) -> Message:
        self._last += 1
        return request(operation, self._last, self._uri, more, job, document)


def _user() -> Attribute:
    return Attribute(Tag.NAME, "requesting-user-name", (USER,))


def _job_id(job: int) -> Attribute:
    return Attribute(Tag.INTEGER, "job-id", (job,))


def _job_head(title: str) -> Iterator[Attribute]:
    yield _user()
    yield Attribute(Tag.NAME, "job-name", (title.encode()[:_NAME_BYTES].decode(errors="ignore"),))
    yield Attribute(Tag.BOOLEAN, "ipp-attribute-fidelity", (False,))
    yield Attribute(Tag.MEDIA_TYPE, "document-format", (PDF,))


def _template(paper: PaperChoice) -> Iterator[Attribute]:
    yield Attribute(Tag.INTEGER, "copies", (1,))
    yield Attribute(Tag.KEYWORD, "media", (paper.media,))
    yield Attribute(Tag.KEYWORD, "sides", (paper.sides,))
    if paper.source:
        yield Attribute(Tag.KEYWORD, "media-source", (paper.source,))
