"""Events and their payloads as stations send them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from app.domain.decisions import DeskDecision
from app.domain.evaluation import Grade


def _text(value: object) -> object:
    """A number is no moment here, though pydantic would take it for one."""
    if type(value) is not str and isinstance(value, int | float):
        raise ValueError("not a text")  # pydantic asks for ValueError
    return value


def _zoned(value: datetime) -> datetime:
    """In UTC; a moment that lies beyond the calendar there is none that any database could keep."""
    try:
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        raise ValueError("beyond the calendar") from None


Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Word = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]{1,64}$")]
FileName = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f/\\]{1,100}$")]
EvaluationCode = Annotated[str, StringConstraints(pattern=r"^([0-9A-HJKMNP-TV-Z]{20})?$")]
MediaType = Annotated[str, StringConstraints(pattern=r"^[\w.+-]{1,60}/[\w.+-]{1,60}$", max_length=100)]
CaseNumber = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{4,40}$")]
When = Annotated[datetime, BeforeValidator(_text), AfterValidator(_zoned)]

CASE_SUBMITTED = "case.submitted"
CASE_CORRECTED = "case.corrected"
CASE_EVALUATED = "case.evaluated"
CASE_DECIDED = "case.decided"
NOTICE_GIVEN = "notice.given"
DOCUMENT_ISSUED = "document.issued"
DOCUMENT_PRINTED = "document.printed"
DOCUMENT_REPRINTED = "document.reprinted"


class SentEvent(BaseModel):
    """One event as it travels. `payload` is base64(age(zstd(JSON))), `payload_sha256` that of the plain JSON bytes.

    `number` takes the place of the case's number in a payload that is sealed already: another case had that one.
    """

    model_config = ConfigDict(extra="ignore")

    id: Id
    station_id: Word
    sequence: Annotated[int, Field(ge=1, lt=2**62, strict=True)]
    kind: Word
    case_id: Id
    occurred_at: When
    catalogue_version: Word
    payload_sha256: Sha256
    payload: str
    number: CaseNumber | None = None


class DeclaredAttachment(BaseModel):
    """`size` and `sha256` are those of the plain bytes."""

    name: FileName
    media_type: MediaType
    size: Annotated[int, Field(ge=0, lt=2**40, strict=True)]
    sha256: Sha256


class CaseSubmitted(BaseModel):
    id: Id
    number: CaseNumber
    former_number: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{0,40}$")] = ""
    item: Word
    item_version: Word
    submitted_at: When
    channel: Word
    operator: Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]{0,64}$")] = ""
    data: dict[str, Any]
    attachments: Annotated[list[DeclaredAttachment], Field(max_length=100)] = []
    evaluation_code: EvaluationCode = ""


class Present(BaseModel):
    """Whose card was read, and when: the proof with which a case of another station may be corrected."""

    id_number: Annotated[str, StringConstraints(min_length=1, max_length=32)]
    read_at: When


class CaseCorrected(BaseModel):
    """The one part that an office returned, made anew: `data` and `attachments` hold nothing else.

    `fields` names the answers in `data["fields"]` where the form was not asked for as a whole. `present` is asked for
    where the case was taken at another station.
    """

    case_id: Id
    item: Word
    item_version: Word
    part: FileName
    corrected_at: When
    operator: Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]{0,64}$")] = ""
    fields: Annotated[list[FileName], Field(max_length=200)] = []
    data: dict[str, Any] = {}
    attachments: Annotated[list[DeclaredAttachment], Field(max_length=20)] = []
    present: Present | None = None


class CaseEvaluated(BaseModel):
    case_id: Id
    grade: Annotated[Grade, Field(strict=False)]
    reasons: Annotated[list[Word], Field(max_length=20)] = []
    text: Annotated[str, StringConstraints(max_length=2000)] = ""
    channel: Literal["pad", "screen", "phone", "command"]


class CaseDecided(BaseModel):
    """A desk decided a case that it took."""

    case_id: Id
    decision: Annotated[DeskDecision, Field(strict=False)]
    operator: Word
    reason: Annotated[str, StringConstraints(pattern=r"^[^\x00]{0,500}$")] = ""
    decided_at: When


class NoticeGiven(BaseModel):
    """A one-time notice was printed: what was missing, told in one go. Its `id` is what the event is about.

    `case_id` is the draft's: the case of that name comes when all is there, or never.
    """

    id: Id
    case_id: Id
    number: CaseNumber
    item: Word
    missing: Annotated[list[Word], Field(max_length=100)]
    operator: Word
    given_at: When


class DocumentIssued(BaseModel):
    case_id: Id
    item: Word
    number: Word
    code: Annotated[str, StringConstraints(pattern=r"^[0-9A-HJKMNP-TV-Z]{20}$")]
    sha256: Sha256
    issued_at: When


class DocumentPrinted(BaseModel):
    """How one attempt at a paper ended; a paper may be presented first and taken or retracted later."""

    case_id: Id
    number: Word
    job_id: Word
    outcome: Literal["presented", "taken", "retracted", "failed", "unknown"]
    at: When


class DocumentReprinted(BaseModel):
    """A paper that may have come out already was ordered again by an operator, who says why."""

    case_id: Id
    number: Word
    job_id: Word
    operator: Word
    reason: Annotated[str, StringConstraints(min_length=1, max_length=2000)]


Payload = (
    CaseSubmitted
    | CaseCorrected
    | CaseEvaluated
    | CaseDecided
    | NoticeGiven
    | DocumentIssued
    | DocumentPrinted
    | DocumentReprinted
)

PAYLOADS: dict[str, type[Payload]] = {
    CASE_SUBMITTED: CaseSubmitted,
    CASE_CORRECTED: CaseCorrected,
    CASE_EVALUATED: CaseEvaluated,
    CASE_DECIDED: CaseDecided,
    NOTICE_GIVEN: NoticeGiven,
    DOCUMENT_ISSUED: DocumentIssued,
    DOCUMENT_PRINTED: DocumentPrinted,
    DOCUMENT_REPRINTED: DocumentReprinted,
}
