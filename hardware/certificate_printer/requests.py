"""The requests this house makes of an A4 printer. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from hardware.certificate_printer.capabilities import PDF, PaperChoice
from hardware.certificate_printer.frames import Attribute, Collection, Message, request
from hardware.certificate_printer.vocabulary import Operation, Tag

PRINTER_WANTED = (
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "printer-up-time",
    "printer-make-and-model",
    "operations-supported",
    "document-format-supported",
    "media-supported",
    "media-ready",
    "media-col-ready",
    "media-source-supported",
    "sides-supported",
    "color-supported",
    "pwg-raster-document-resolution-supported",
    "pwg-raster-document-type-supported",
    "pwg-raster-document-sheet-back",
    "marker-names",
    "marker-types",
    "marker-levels",
    "marker-low-levels",
    "printer-supply",
    "printer-supply-description",
    "printer-input-tray",
    "printer-output-tray",
)
WATCH_WANTED = ("printer-state", "printer-state-reasons", "printer-is-accepting-jobs", "media-ready")
JOB_WANTED = (
    "job-id",
    "job-name",
    "job-originating-user-name",
    "job-state",
    "job-state-reasons",
    "job-impressions-completed",
    "job-media-sheets-completed",
    "time-at-creation",
)
_A4_SIZE = {"iso_a4_210x297mm": (21000, 29700)}


class Requests:
    """Each with its own number, as the protocol wants it. `user` is whose jobs these are."""

    def __init__(self, printer_uri: str, user: str) -> None:
        self._uri = printer_uri
        self._user = Attribute(Tag.NAME, "requesting-user-name", (user,))
        self._numbers = count(1)

    def printer_attributes(self, wanted: tuple[str, ...] = PRINTER_WANTED) -> Message:
        return self._make(Operation.GET_PRINTER_ATTRIBUTES, (self._user, _wanted(wanted)))

    def validate_job(self, name: str, paper: PaperChoice, form: str = PDF) -> Message:
        return self._make(Operation.VALIDATE_JOB, (*self._head(name), _format(form)), tuple(_template(paper)))

    def create_job(self, name: str, paper: PaperChoice) -> Message:
        return self._make(Operation.CREATE_JOB, tuple(self._head(name)), tuple(_template(paper)))

    def send_document(self, job: int, document: bytes, form: str = PDF) -> Message:
        last = Attribute(Tag.BOOLEAN, "last-document", (True,))
        return self._make(Operation.SEND_DOCUMENT, (_job_id(job), self._user, _format(form), last), document=document)

    def print_job(self, name: str, paper: PaperChoice, document: bytes, form: str = PDF) -> Message:
        return self._make(Operation.PRINT_JOB, (*self._head(name), _format(form)), tuple(_template(paper)), document)

    def job_attributes(self, job: int) -> Message:
        return self._make(Operation.GET_JOB_ATTRIBUTES, (_job_id(job), self._user, _wanted(JOB_WANTED)))

    def my_jobs(self, which: str) -> Message:
        """`which`: not-completed or completed."""
        chosen = Attribute(Tag.KEYWORD, "which-jobs", (which,))
        mine = Attribute(Tag.BOOLEAN, "my-jobs", (True,))
        return self._make(Operation.GET_JOBS, (self._user, _wanted(JOB_WANTED), chosen, mine))

    def cancel_job(self, job: int) -> Message:
        return self._make(Operation.CANCEL_JOB, (_job_id(job), self._user))

    def _head(self, name: str) -> Iterator[Attribute]:
        yield self._user
        yield Attribute(Tag.NAME, "job-name", (name,))
        yield Attribute(Tag.BOOLEAN, "ipp-attribute-fidelity", (False,))

    def _make(
        self,
        operation: Operation,
        more: tuple[Attribute, ...],
        job: tuple[Attribute, ...] = (),
        document: bytes = b"",
    ) -> Message:
        return request(operation, next(self._numbers), self._uri, more, job, document)


def _format(form: str) -> Attribute:
    return Attribute(Tag.MEDIA_TYPE, "document-format", (form,))


def _wanted(names: tuple[str, ...]) -> Attribute:
    return Attribute(Tag.KEYWORD, "requested-attributes", names)


def _job_id(job: int) -> Attribute:
    return Attribute(Tag.INTEGER, "job-id", (job,))


def _template(paper: PaperChoice) -> Iterator[Attribute]:
    yield Attribute(Tag.INTEGER, "copies", (1,))
    if paper.source:
        yield Attribute(Tag.COLLECTION, "media-col", (_media_col(paper),))
    else:
        yield Attribute(Tag.KEYWORD, "media", (paper.media,))
    yield Attribute(Tag.KEYWORD, "sides", (paper.sides,))


def _media_col(paper: PaperChoice) -> Collection:
    """A tray is a member of media-col (PWG 5100.7), and media must not stand beside it."""
    source = Attribute(Tag.KEYWORD, "media-source", (paper.source,))
    size = _A4_SIZE.get(paper.media)
    if size is None:
        return Collection((Attribute(Tag.KEYWORD, "media-size-name", (paper.media,)), source))
    across, along = size
    dimensions = Collection(
        (Attribute(Tag.INTEGER, "x-dimension", (across,)), Attribute(Tag.INTEGER, "y-dimension", (along,)))
    )
    return Collection((Attribute(Tag.COLLECTION, "media-size", (dimensions,)), source))
