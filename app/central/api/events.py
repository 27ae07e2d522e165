"""The batch of events, and what the station is told in return."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field, WithJsonSchema

from app.central.api.doors import CentreHere, StationHere
from app.central.api.problems import documented
from app.central.intake.messages import SentEvent
from app.central.storage import changes
from app.domain.ports import EventVerdict

router = APIRouter(prefix="/api/v1", tags=["sync"])

MAX_BATCH = 1_000
CHANGES_AT_ONCE = 200

AnyEvent = Annotated[Any, WithJsonSchema(SentEvent.model_json_schema())]


class EventBatch(BaseModel):
    """Each event is judged by itself: one that cannot be read is rejected, the others are taken."""

    events: Annotated[list[AnyEvent], Field(max_length=MAX_BATCH)]


class EventAnswer(BaseModel):
    """`reason` is a stable word, with the field's name behind a colon where there is one."""

    id: str
    verdict: EventVerdict
    reason: str | None = None


class SequenceGap(BaseModel):
    expected: int
    got: int


class BatchAnswer(BaseModel):
    verdicts: list[EventAnswer]
    gap: SequenceGap | None


class ChangeEntry(BaseModel):
    cursor: str
    kind: str
    case_id: str
    status: str
    reason: str
    at: datetime


class ChangeFeed(BaseModel):
    changes: list[ChangeEntry]
    cursor: str
    more: bool


@router.post("/events", responses=documented(400, 401, 413, 415, 422, 503, 507))
def take_events(batch: EventBatch, centre: CentreHere, station: StationHere, request: Request) -> BatchAnswer:
    """Judge and keep a batch; the answer comes after it is durable."""
    answer = centre.intake.take(station, batch.events)
    for each in answer.verdicts:
        request.app.state.figures.count("bianmin_events_total", verdict=each.verdict.value)
    return BatchAnswer(
        verdicts=[EventAnswer(id=v.id, verdict=v.verdict, reason=v.reason or None) for v in answer.verdicts],
        gap=SequenceGap(expected=answer.gap.expected, got=answer.gap.got) if answer.gap else None,
    )


@router.get("/changes", responses=documented(401, 422))
def read_changes(
    centre: CentreHere,
    station: StationHere,
    after: Annotated[str, Query(pattern=r"^\d{0,18}$", description="the cursor of the last answer")] = "0",
    limit: Annotated[int, Query(ge=1, le=1_000)] = CHANGES_AT_ONCE,
) -> ChangeFeed:
    """What concerns this station, in order."""
    with centre.database.read() as connection:
        entries = changes.feed(connection, station.id, int(after or "0"), limit + 1)
    more = len(entries) > limit
    told = [
        ChangeEntry(
            cursor=str(each.cursor),
            kind=each.kind,
            case_id=each.case_id,
            status=each.status,
            reason=each.reason,
            at=each.at,
        )
        for each in entries[:limit]
    ]
    return ChangeFeed(changes=told, cursor=told[-1].cursor if told else after or "0", more=more)
