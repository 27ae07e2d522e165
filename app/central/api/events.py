"""The batch of events, and what the station is told in return."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel

from app.central.api.batches import BODY_DOCUMENTED, read_batch
from app.central.api.doors import CentreHere, StationHere
from app.central.api.figures import Figures
from app.central.api.problems import documented
from app.central.centre import Centre
from app.central.storage.stations import Station
from app.domain.ports import EventVerdict

router = APIRouter(prefix="/api/v1", tags=["sync"])

CHANGES_AT_ONCE = 200


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
    return await run_in_threadpool(_taken, centre, station, request.app.state.figures, content_type, body)


def _taken(centre: Centre, station: Station, figures: Figures, content_type: str, body: bytes) -> Response:
    batch = read_batch(content_type, body)
    answer = centre.intake.take(station, batch.events, batch.files)
    for verdict, count in Counter(each.verdict for each in answer.verdicts).items():
        figures.count("bianmin_events_total", count, verdict=verdict.value)
    for verdict, count in Counter(each.verdict for each in answer.files).items():
        figures.count("bianmin_small_attachments_total", count, verdict=verdict.value)
    told: dict[str, Any] = {
        "verdicts": [{"id": v.id, "verdict": v.verdict, "reason": v.reason or None} for v in answer.verdicts],
        "gap": asdict(answer.gap) if answer.gap else None,
        "sequence": answer.sequence,
        "attachments": [
            {"sha256": each.sha256, "verdict": each.verdict.value, "reason": each.reason or None}
            for each in answer.files
        ],
    }
    return Response(orjson.dumps(told), media_type="application/json")
