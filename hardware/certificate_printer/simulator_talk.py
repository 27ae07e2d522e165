"""What the simulated A4 printer answers to one IPP request."""

from __future__ import annotations

from hardware.certificate_printer.frames import Attribute, Group, Message, Operation, StatusCode, Tag
from hardware.certificate_printer.press import Press, PressJob


class Talk:
    """One request answered."""

    def __init__(self, press: Press, asked: Message, uri: str) -> None:
        self._press = press
        self._asked = asked
        self._uri = uri

    def answer(self) -> Message:
        self._press.move_on()
        match self._asked.code:
            case Operation.GET_PRINTER_ATTRIBUTES:
                return self._reply(StatusCode.OK, (Group.PRINTER, self._wanted(self._printer())))
            case Operation.VALIDATE_JOB:
                return self._reply(self._acceptable())
            case Operation.PRINT_JOB:
                return self._print()
            case Operation.GET_JOB_ATTRIBUTES:
                job = self._job()
                return self._reply(StatusCode.NOT_FOUND) if job is None else self._about(job)
            case Operation.CANCEL_JOB:
                return self._cancel()
            case _:
                return self._reply(StatusCode.OPERATION_NOT_SUPPORTED)

    def _print(self) -> Message:
        code = self._acceptable()
        if code is not StatusCode.OK:
            return self._reply(code)
        name = self._asked.words("job-name")
        return self._about(self._press.accept(name[0] if name else "", self._asked.data))

    def _cancel(self) -> Message:
        job = self._job()
        if job is None:
            return self._reply(StatusCode.NOT_FOUND)
        return self._reply(StatusCode.OK if self._press.cancel(job) else StatusCode.NOT_POSSIBLE)

    def _acceptable(self) -> StatusCode:
        form = self._asked.words("document-format")
        known = not form or form[0] in self._press.formats
        return StatusCode.OK if known else StatusCode.FORMAT_NOT_SUPPORTED

    def _job(self) -> PressJob | None:
        number = self._asked.number("job-id")
        if not number:
            uri = self._asked.words("job-uri")
            number = int(uri[0].rpartition("/")[2]) if uri else 0
        return self._press.jobs.get(number)

    def _about(self, job: PressJob) -> Message:
        attributes = (
            Attribute(Tag.INTEGER, "job-id", (job.id,)),
            Attribute(Tag.URI, "job-uri", (f"{self._uri}/{job.id}",)),
            Attribute(Tag.NAME, "job-name", (job.name,)),
            Attribute(Tag.ENUM, "job-state", (int(job.state),)),
            Attribute(Tag.KEYWORD, "job-state-reasons", job.reasons),
            Attribute(Tag.INTEGER, "job-impressions-completed", (job.pages_done,)),
        )
        return self._reply(StatusCode.OK, (Group.JOB, self._wanted(attributes)))

    def _printer(self) -> tuple[Attribute, ...]:
        return (
            Attribute(Tag.URI, "printer-uri-supported", (self._uri,)),
            Attribute(Tag.KEYWORD, "uri-security-supported", ("none",)),
            Attribute(Tag.KEYWORD, "uri-authentication-supported", ("none",)),
            Attribute(Tag.NAME, "printer-name", ("bianmin",)),
            Attribute(Tag.TEXT, "printer-make-and-model", ("Bianmin Simulated A4",)),
            Attribute(Tag.ENUM, "printer-state", (int(self._press.state),)),
            Attribute(Tag.KEYWORD, "printer-state-reasons", self._press.reasons),
            Attribute(Tag.BOOLEAN, "printer-is-accepting-jobs", (True,)),
            Attribute(Tag.KEYWORD, "ipp-versions-supported", ("1.1", "2.0")),
            Attribute(Tag.ENUM, "operations-supported", tuple(int(each) for each in Operation)),
            Attribute(Tag.CHARSET, "charset-configured", ("utf-8",)),
            Attribute(Tag.CHARSET, "charset-supported", ("utf-8",)),
            Attribute(Tag.LANGUAGE, "natural-language-configured", ("zh-cn",)),
            Attribute(Tag.LANGUAGE, "generated-natural-language-supported", ("zh-cn",)),
            Attribute(Tag.MEDIA_TYPE, "document-format-default", (self._press.formats[0],)),
            Attribute(Tag.MEDIA_TYPE, "document-format-supported", self._press.formats),
            Attribute(Tag.KEYWORD, "pdl-override-supported", ("attempted",)),
            Attribute(Tag.KEYWORD, "compression-supported", ("none",)),
            Attribute(Tag.INTEGER, "printer-up-time", (1,)),
            Attribute(Tag.INTEGER, "queued-job-count", (0,)),
        )

    def _wanted(self, attributes: tuple[Attribute, ...]) -> tuple[Attribute, ...]:
        names = set(self._asked.words("requested-attributes"))
        if not names or names & {"all", "printer-description", "job-description"}:
            return attributes
        return tuple(each for each in attributes if each.name in names)

    def _reply(self, code: StatusCode, *groups: tuple[int, tuple[Attribute, ...]]) -> Message:
        head = (
            Attribute(Tag.CHARSET, "attributes-charset", ("utf-8",)),
            Attribute(Tag.LANGUAGE, "attributes-natural-language", ("zh-cn",)),
        )
        return Message(code, self._asked.request_id, ((Group.OPERATION, head), *groups), b"", self._asked.version)
