"""The batch of events, and what the station is told in return."""

from __future__ import annotations

from functools import partial
from typing import cast

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from starlette.datastructures import State

from app.central.api.batches import BODY_DOCUMENTED
from app.central.api.doors import CentreHere, StationHere
from app.central.api.figures import Figures
from app.central.api.problems import documented
from app.central.centre import Centre
from app.central.storage.stations import Station
from app.domain.ports import EventVerdict

router = APIRouter(prefix="/api/v1", tags=["sync"])

CHANGES_AT_ONCE = 200
FAR_BATCHES_AT_ONCE = 16
"""With files for a store on the net. Their threads are their own: where it hangs, nobody else is without one."""


class EventAnswer(BaseModel):
    """`reason` is a stable word, with the field's name behind a colon where there is one."""

    id: str
    verdict: EventVerdict
    reason: str | None = None


class SequenceGap(BaseModel):
    expected: int
    got: int


class AttachmentAnswer(BaseModel):
    """`sha256` is the file name the part came under."""

    sha256: str
    verdict: EventVerdict
    reason: str | None = None


class BatchAnswer(BaseModel):
    """`sequence`: up to it every event of the station has been heard; `gap` is the first hole behind it."""

    verdicts: list[EventAnswer]
    gap: SequenceGap | None
    sequence: int
    attachments: list[AttachmentAnswer] = []


@router.post(
    "/events",
    response_model=BatchAnswer,
    responses=documented(400, 401, 413, 415, 422, 429, 503, 507),
    openapi_extra=BODY_DOCUMENTED,
)
async def take_events(centre: CentreHere, station: StationHere, request: Request) -> Response:
    """Judge and keep a batch with its small attachments; the answer comes after all of it is durable."""
    body = await request.body()
    content_type = request.headers.get("content-type", "")
    turns = _turns(centre, request.app.state, content_type, body)
    take = partial(_taken, centre, station, request.app.state.figures, content_type, body)
    return await to_thread.run_sync(take, limiter=turns)


def _turns(centre: Centre, state: State, content_type: str, body: bytes) -> CapacityLimiter | None:
    """None: it waits for nobody, and takes one of the threads everybody has."""
    if centre.workers.waits_for_store(content_type):
        return cast("CapacityLimiter", state.far_batches)
    return cast("CapacityLimiter", state.large_bodies) if centre.workers.is_work(content_type, body) else None


def _taken(centre: Centre, station: Station, figures: Figures, content_type: str, body: bytes) -> Response:
    taken = centre.workers.take_body(station, content_type, body)
    for verdict, count in taken.events.items():
        figures.count("bianmin_events_total", count, verdict=verdict)
    for verdict, count in taken.files.items():
        figures.count("bianmin_small_attachments_total", count, verdict=verdict)
    return Response(taken.answer, media_type="application/json")
