"""What the simulated A4 printer answers to one IPP request."""

from __future__ import annotations

from collections.abc import Callable

from hardware.certificate_printer.frames import Attribute, Message
from hardware.certificate_printer.press import A4, Press, PressJob
from hardware.certificate_printer.simulator_description import description
from hardware.certificate_printer.vocabulary import Group, Operation, StatusCode, Tag

_HEAD = ("attributes-charset", "attributes-natural-language")
_VERSIONS = (1, 2)


class Talk:
    """One request answered, checked as RFC 8011 4.1 wants it checked."""

    def __init__(self, press: Press, asked: Message, uri: str) -> None:
        self._press = press
        self._asked = asked
        self._uri = uri

    def answer(self) -> Message:
        self._press.move_on()
        wrong = self._malformed()
        if wrong is not None:
            return self._reply(wrong)
        deeds: dict[int, Callable[[], Message]] = {
            Operation.GET_PRINTER_ATTRIBUTES: self._describe,
            Operation.VALIDATE_JOB: lambda: self._reply(self._acceptable()),
            Operation.PRINT_JOB: self._print,
            Operation.GET_JOBS: self._list,
            Operation.GET_JOB_ATTRIBUTES: lambda: self._with_job(self._about),
            Operation.CANCEL_JOB: lambda: self._with_job(self._cancel),
        }
        if self._press.creates_jobs:
            deeds[Operation.CREATE_JOB] = self._create
            deeds[Operation.SEND_DOCUMENT] = lambda: self._with_job(self._send)
        deed = deeds.get(self._asked.code)
        return self._reply(StatusCode.OPERATION_NOT_SUPPORTED) if deed is None else deed()

    def _malformed(self) -> StatusCode | None:
        asked = self._asked
        if asked.version[0] not in _VERSIONS:
            return StatusCode.VERSION_NOT_SUPPORTED
        if asked.request_id <= 0 or not asked.groups or asked.groups[0][0] != Group.OPERATION:
            return StatusCode.BAD_REQUEST
        names = tuple(each.name for each in asked.groups[0][1])
        target = {"printer-uri", "job-uri"} & set(names)
        return None if names[:2] == _HEAD and target else StatusCode.BAD_REQUEST

    def _describe(self) -> Message:
        return self._reply(StatusCode.OK, (Group.PRINTER, self._wanted(description(self._press, self._uri))))

    def _create(self) -> Message:
        code = self._acceptable()
        return self._reply(code) if code is not StatusCode.OK else self._about(self._new_job())

    def _send(self, job: PressJob) -> Message:
        if job.document or job.is_over:
            over = StatusCode.NOT_POSSIBLE if job.is_over else StatusCode.MULTIPLE_DOCUMENTS_NOT_SUPPORTED
            return self._reply(over)
        if self._asked.find("last-document") == ():
            return self._reply(StatusCode.BAD_REQUEST)
        code = self._acceptable()
        if code is not StatusCode.OK:
            return self._reply(code)
        self._press.fill(job, self._asked.data)
        return self._about(job)

    def _print(self) -> Message:
        code = self._acceptable()
        if code is not StatusCode.OK:
            return self._reply(code)
        job = self._new_job()
        self._press.fill(job, self._asked.data)
        return self._about(job)

    def _cancel(self, job: PressJob) -> Message:
        return self._reply(StatusCode.OK if self._press.cancel(job) else StatusCode.NOT_POSSIBLE)

    def _list(self) -> Message:
        which = (self._asked.words("which-jobs") or ("not-completed",))[0]
        if which not in ("completed", "not-completed"):
            return self._reply(StatusCode.ATTRIBUTES_NOT_SUPPORTED)
        jobs = [job for job in self._press.all_jobs() if job.is_over == (which == "completed")]
        if self._asked.find("my-jobs") == (True,):
            jobs = [job for job in jobs if job.user == self._user()]
        jobs = jobs[: self._asked.number("limit", len(jobs))]
        default = () if self._asked.words("requested-attributes") else ("job-id", "job-uri")
        return self._reply(StatusCode.OK, *((Group.JOB, self._wanted(self._job(job), default)) for job in jobs))

    def _acceptable(self) -> StatusCode:
        form = self._asked.words("document-format")
        if form and form[0] not in (*self._press.formats, "application/octet-stream"):
            return StatusCode.FORMAT_NOT_SUPPORTED
        if self._asked.words("compression") not in ((), ("none",)):
            return StatusCode.COMPRESSION_NOT_SUPPORTED
        return StatusCode.OK

    def _new_job(self) -> PressJob:
        media = self._asked.words("media")
        return self._press.create("".join(self._asked.words("job-name")), self._user(), media[0] if media else A4)

    def _user(self) -> str:
        return "".join(self._asked.words("requesting-user-name")) or "anonymous"

    def _with_job(self, deed: Callable[[PressJob], Message]) -> Message:
        number = self._asked.number("job-id")
        uri = self._asked.words("job-uri")
        tail = uri[0].rpartition("/")[2] if uri else ""
        job = self._press.jobs.get(int(tail) if tail.isdigit() else number)
        return self._reply(StatusCode.NOT_FOUND) if job is None else deed(job)

    def _about(self, job: PressJob) -> Message:
        return self._reply(StatusCode.OK, (Group.JOB, self._wanted(self._job(job))))

    def _job(self, job: PressJob) -> tuple[Attribute, ...]:
        return (
            Attribute(Tag.INTEGER, "job-id", (job.id,)),
            Attribute(Tag.URI, "job-uri", (f"{self._uri}/{job.id}",)),
            Attribute(Tag.URI, "job-printer-uri", (self._uri,)),
            Attribute(Tag.NAME, "job-name", (job.name,)),
            Attribute(Tag.NAME, "job-originating-user-name", (job.user,)),
            Attribute(Tag.ENUM, "job-state", (int(job.state),)),
            Attribute(Tag.KEYWORD, "job-state-reasons", job.reasons),
            Attribute(Tag.INTEGER, "job-impressions-completed", (job.pages_done,)),
            Attribute(Tag.INTEGER, "job-media-sheets-completed", (job.pages_done,)),
            Attribute(Tag.INTEGER, "job-printer-up-time", (self._press.up_time_s,)),
            Attribute(Tag.INTEGER, "time-at-creation", (max(1, int(job.made_at - self._press.began_at)),)),
            _moment("time-at-processing", job.state > 4, self._press.up_time_s),
            _moment("time-at-completed", job.is_over, self._press.up_time_s),
        )

    def _wanted(self, attributes: tuple[Attribute, ...], default: tuple[str, ...] = ()) -> tuple[Attribute, ...]:
        names = set(self._asked.words("requested-attributes") or default)
        if not names or names & {"all", "printer-description", "job-description"}:
            return attributes
        return tuple(each for each in attributes if each.name in names)

    def _reply(self, code: StatusCode, *groups: tuple[int, tuple[Attribute, ...]]) -> Message:
        head = (
            Attribute(Tag.CHARSET, "attributes-charset", ("utf-8",)),
            Attribute(Tag.LANGUAGE, "attributes-natural-language", ("zh-cn",)),
        )
        version = self._asked.version if code is not StatusCode.VERSION_NOT_SUPPORTED else (2, 0)
        return Message(code, self._asked.request_id, ((Group.OPERATION, head), *groups), b"", version)


def _moment(name: str, reached: bool, seconds: int) -> Attribute:
    return Attribute(Tag.INTEGER, name, (seconds,)) if reached else Attribute(Tag.NO_VALUE, name, (b"",))
